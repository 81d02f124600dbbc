// CatalogRights: answers what roles may do by the catalog that a statement was planned with.
#pragma once

#include <memory>

#include "bind/rights.hpp"
#include "sql/call_context.hpp"
#include "sql/dialect.hpp"

namespace emulator::bind {

class CatalogRights final : public sql::RightsSource {
 public:
  CatalogRights(const sql::Dialect& dialect, const sql::CallContext& context) : dialect_(dialect), context_(context) {}

  // False: it is in use already.
  bool use(const std::shared_ptr<const catalog::Catalog>& catalog) {
    if (catalog_ == catalog) {
      return false;
    }
    catalog_ = catalog;
    return true;
  }
  bool allows(const sql::RightsQuestion& question) const override;

 private:
  struct Wanted {
    catalog::Privileges privilege;
    bool with_option;  // or, of a role, ADMIN
    std::string_view word;
  };
  Wanted wanted(std::string_view words, sql::RightsQuestion::About about) const;
  bool has(const Rights& rights, const std::string& user, const Wanted& wanted,
           const sql::RightsQuestion& question) const;
  bool has_role(const std::string& user, const Wanted& wanted, const std::string& role) const;

  const sql::Dialect& dialect_;
  const sql::CallContext& context_;
  std::shared_ptr<const catalog::Catalog> catalog_;
};

}  // namespace emulator::bind
