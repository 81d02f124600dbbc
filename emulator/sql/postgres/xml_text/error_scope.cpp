// The library is readied when it is first used, so that a program that never sees XML does not pay for it.
#include "sql/postgres/xml_text/error_scope.hpp"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <mutex>
#include <utility>
#include <vector>

#include "sql/postgres/errors.hpp"

namespace emulator::postgres::xml_text {

namespace {

#ifndef LIBXML_THREAD_ENABLED
#error "libxml2 must be built for threads: its handlers of errors are then the thread's own"
#endif

constexpr std::size_t longest_text = 256 * 1024;

// Whatever a document refers to outside itself is empty, as PostgreSQL has it: no file is read, no host is asked.
xmlParserInputPtr nothing_outside(const char*, const char*, xmlParserCtxtPtr context) {
  return xmlNewStringInputStream(context, reinterpret_cast<const xmlChar*>(""));
}

void ready_library() {
  static std::once_flag once;
  std::call_once(once, [] {
    xmlInitParser();
    xmlSetExternalEntityLoader(nothing_outside);
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
  });
}

// libxml2 prints what surrounds a fault through a function of printf's kind.
__attribute__((format(printf, 2, 3))) void append_printed(void* text, const char* format, ...) {
  std::va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  const int size = std::vsnprintf(nullptr, 0, format, arguments);
  va_end(arguments);
  if (size > 0) {
    std::vector<char> printed(static_cast<std::size_t>(size) + 1);
    std::vsnprintf(printed.data(), printed.size(), format, again);
    static_cast<std::string*>(text)->append(printed.data(), static_cast<std::size_t>(size));
  }
  va_end(again);
}

// XPath tells some of its faults twice; this second way would lead to the server's standard error.
__attribute__((format(printf, 2, 3))) void leave_unsaid(void*, const char*, ...) {}

void end_line(std::string& text) {
  text.erase(text.find_last_not_of('\n') + 1);
  text += text.empty() ? "" : "\n";
}

std::string surroundings(xmlParserInputPtr input) {
  std::string text;
  void* const context_before = xmlGenericErrorContext;
  const xmlGenericErrorFunc handler_before = xmlGenericError;
  xmlSetGenericErrorFunc(&text, append_printed);
  xmlParserPrintFileContext(input);
  xmlSetGenericErrorFunc(context_before, handler_before);
  return text;
}

// What older releases of libxml2 report as the parser's, or as a warning.
bool is_of_namespaces(const xmlError& fault) {
  static constexpr int codes[] = {
      XML_WAR_NS_URI,    XML_ERR_NS_DECL_ERROR,          XML_WAR_NS_URI_RELATIVE,
      XML_WAR_NS_COLUMN, XML_NS_ERR_XML_NAMESPACE,       XML_NS_ERR_UNDEFINED_NAMESPACE,
      XML_NS_ERR_QNAME,  XML_NS_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_EMPTY,
  };
  return std::find(std::begin(codes), std::end(codes), fault.code) != std::end(codes);
}

}  // namespace

ErrorScope::ErrorScope(Strictness strictness) : strictness_(strictness) {
  ready_library();
  context_before_ = xmlStructuredErrorContext;
  handler_before_ = xmlStructuredError;
  generic_context_before_ = xmlGenericErrorContext;
  generic_before_ = xmlGenericError;
  xmlSetStructuredErrorFunc(this, handle);
  xmlSetGenericErrorFunc(nullptr, leave_unsaid);
}

ErrorScope::~ErrorScope() {
  xmlSetStructuredErrorFunc(context_before_, handler_before_);
  xmlSetGenericErrorFunc(generic_context_before_, generic_before_);
  xmlResetLastError();
}

bool ErrorScope::counts(const xmlError& fault) const {
  const bool is_error = fault.level >= XML_ERR_ERROR || fault.code == XML_WAR_NS_URI;
  if (!is_error) {
    return false;
  }
  const bool is_the_parsers =
      !is_of_namespaces(fault) && (fault.domain == XML_FROM_PARSER || fault.domain == XML_FROM_NONE ||
                                   fault.domain == XML_FROM_MEMORY || fault.domain == XML_FROM_IO);
  return is_the_parsers ? fault.code != XML_WAR_UNDECLARED_ENTITY : strictness_ == Strictness::all;
}

void ErrorScope::handle(void* scope, xmlErrorPtr fault) {
  auto& self = *static_cast<ErrorScope*>(scope);
  const bool says_nothing_new = fault->code == XML_ERR_NOT_WELL_BALANCED && self.occurred_;
  if (says_nothing_new || !self.counts(*fault)) {
    return;
  }
  self.occurred_ = true;
  if (self.text_.size() > longest_text) {
    return;
  }
  std::string line;
  if (fault->line > 0) {
    line += "line " + std::to_string(fault->line) + ": ";
  }
  const auto* node = static_cast<const xmlNode*>(fault->node);
  if (node != nullptr && node->type == XML_ELEMENT_NODE && node->name != nullptr) {
    line += "element " + std::string(reinterpret_cast<const char*>(node->name)) + ": ";
  }
  line += fault->message != nullptr ? fault->message : "(no message provided)";
  const auto* parser = static_cast<const xmlParserCtxt*>(fault->ctxt);
  if (parser != nullptr && parser->input != nullptr) {
    end_line(line);
    line += surroundings(parser->input);
  }
  line.erase(line.find_last_not_of('\n') + 1);
  end_line(self.text_);
  self.text_ += line;
}

SqlError ErrorScope::error(const char* sqlstate, std::string sentence) const {
  return make_fault(sqlstate, std::move(sentence), text_);
}

SqlError make_fault(const char* sqlstate, std::string sentence, std::string detail) {
  SqlError error = make_worded_error(Condition::invalid_parameter_value, std::move(sentence));
  error.sqlstate = sqlstate;
  error.detail = std::move(detail);
  return error;
}

}  // namespace emulator::postgres::xml_text
