// What libxml2 complains of while one of these lives, in the words in which PostgreSQL shows it as DETAIL. The handlers
// behind it are the thread's own; they are put back as they were.
#pragma once

#include <libxml/xmlerror.h>

#include <cstdint>
#include <string>

#include "base/error.hpp"

namespace emulator::postgres::xml_text {

enum class Strictness : std::uint8_t {
  well_formed,  // only what the parser itself says: PostgreSQL takes names of namespaces that nobody declared
  all
};

class ErrorScope {
 public:
  explicit ErrorScope(Strictness strictness);
  ~ErrorScope();
  ErrorScope(const ErrorScope&) = delete;
  ErrorScope& operator=(const ErrorScope&) = delete;

  bool occurred() const { return occurred_; }
  SqlError error(const char* sqlstate, std::string sentence) const;

 private:
  static void handle(void* scope, xmlErrorPtr fault);
  bool counts(const xmlError& fault) const;

  Strictness strictness_;
  bool occurred_ = false;
  std::string text_;
  void* context_before_;
  xmlStructuredErrorFunc handler_before_;
  void* generic_context_before_;
  xmlGenericErrorFunc generic_before_;
};

SqlError make_fault(const char* sqlstate, std::string sentence, std::string detail);

}  // namespace emulator::postgres::xml_text
