// libxml2's limits stay on: the depth of elements, the growth by entities, the length of names. So PostgreSQL has them.
#include "sql/postgres/xml_text/document.hpp"

#include <libxml/parser.h>

#include <climits>
#include <optional>
#include <utility>

#include "sql/postgres/xml_text/declaration.hpp"
#include "sql/postgres/xml_text/error_scope.hpp"

namespace emulator::postgres::xml_text {

namespace {

constexpr const char* invalid_document = "2200M";
constexpr const char* invalid_content = "2200N";

using ParserPtr = std::unique_ptr<xmlParserCtxt, Freer<xmlFreeParserCtxt>>;

bool read_whole(const std::string& text, const ErrorScope& faults) {
  const ParserPtr parser(xmlNewParserCtxt());
  constexpr int options = XML_PARSE_NOENT | XML_PARSE_DTDATTR | XML_PARSE_NONET;
  const DocumentPtr document(xmlCtxtReadDoc(parser.get(), xml_characters(text), nullptr, "UTF-8", options));
  return document != nullptr && !faults.occurred();
}

bool read_parts(const std::string& text, const Declaration& declaration, const ErrorScope& faults) {
  if (declaration.size == text.size()) {
    return true;
  }
  const DocumentPtr document(xmlNewDoc(declaration.version ? xml_characters(*declaration.version) : nullptr));
  document->encoding = xmlStrdup(reinterpret_cast<const xmlChar*>("UTF-8"));
  document->standalone = declaration.standalone ? *declaration.standalone : -1;
  const int result = xmlParseBalancedChunkMemory(document.get(), nullptr, nullptr, 0,
                                                 xml_characters(text) + declaration.size, nullptr);
  return result == 0 && !faults.occurred();
}

// What is wrong with the text; empty: nothing.
std::optional<SqlError> fault_of(const std::string& text, Form form) {
  const ErrorScope faults(Strictness::well_formed);
  Declaration declaration;
  bool is_whole = form == Form::document;
  if (form == Form::content) {
    if (const std::optional<DeclarationFault> fault = read_declaration(text, declaration)) {
      return make_fault(invalid_content, "invalid XML content: invalid XML declaration", words_of(*fault));
    }
    is_whole = begins_with_doctype(std::string_view(text).substr(declaration.size));
  }
  if (is_whole ? read_whole(text, faults) : read_parts(text, declaration, faults)) {
    return std::nullopt;
  }
  return form == Form::document ? faults.error(invalid_document, "invalid XML document")
                                : faults.error(invalid_content, "invalid XML content");
}

}  // namespace

void check(const std::string& text, Form form) {
  if (const std::optional<SqlError> fault = fault_of(text, form)) {
    throw SqlError(*fault);
  }
}

bool is_well_formed(const std::string& text, Form form) {
  return !fault_of(text, form);
}

DocumentPtr read_document(const std::string& text) {
  const ErrorScope faults(Strictness::all);
  Declaration declaration;
  // A declaration may name another encoding than the text has. What is wrong with it is the parser's to say.
  read_declaration(text, declaration);
  const ParserPtr parser(xmlNewParserCtxt());
  const std::size_t size = text.size() - declaration.size;
  if (size > INT_MAX) {
    throw make_fault(invalid_document, "could not parse XML document", {});
  }
  DocumentPtr document(xmlCtxtReadMemory(parser.get(), text.data() + declaration.size, static_cast<int>(size), nullptr,
                                         nullptr, XML_PARSE_NONET));
  if (document == nullptr || faults.occurred()) {
    throw faults.error(invalid_document, "could not parse XML document");
  }
  return document;
}

std::string take_text(xmlChar* made) {
  std::string text(made == nullptr ? "" : reinterpret_cast<const char*>(made));
  xmlFree(made);
  return text;
}

std::string escaped(const std::string& text) {
  std::string made;
  made.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '\r':
        made += "&#x0d;";
        break;
      default:
        made += c;
    }
  }
  return made;
}

}  // namespace emulator::postgres::xml_text
