// Holds answers against schema/data_api.json, our own statement of the service's contract.
#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace emulator::test {

class Declaration {
 public:
  explicit Declaration(boost::json::value declared) : declared_(std::move(declared)) {}

  // What is wrong with this answer to a request for `path`; empty: nothing. Paths that are no operation's are not
  // declared.
  std::string fault_of(std::string_view path, int status, std::string_view error_type,
                       const boost::json::value& body) const;

 private:
  std::string error_fault(const boost::json::object& operation, int status, std::string_view error_type,
                          const boost::json::value& body) const;
  std::string members_fault(const boost::json::value& value, const boost::json::object& members,
                            const std::string& where) const;
  std::string value_fault(const boost::json::value& value, std::string_view type, const std::string& where) const;
  std::string shape_fault(const boost::json::value& value, std::string_view name, const std::string& where) const;

  boost::json::value declared_;
};

}  // namespace emulator::test
