// XPath in SQL (manual 9.15.2 and 9.15.3): xpath(), xpath_exists(), XMLEXISTS and XMLTABLE.
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/xml.hpp"
#include "sql/postgres/xml_text/xpath.hpp"
#include "types/json.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using xml_text::make_fault;
using xml_text::Namespaces;
using xml_text::Searcher;
using xml_text::take_text;
using enum TypeId;

using ArrayPointer = std::shared_ptr<const Array>;

constexpr const char* data_exception = "22000";
constexpr const char* syntax_error = "42601";

// --- Paths ------------------------------------------------------------------------------------------------------

// {{prefix,uri},…}
Namespaces namespaces_of(const Array& given) {
  Namespaces namespaces;
  for (const Value& entry : given.elements) {
    const auto* pair = std::get_if<ArrayPointer>(&entry);
    const bool is_pair =
        pair != nullptr && (*pair)->elements.size() == 2 && !std::holds_alternative<ArrayPointer>((*pair)->elements[0]);
    if (!is_pair) {
      throw make_fault(data_exception, "invalid array for XML namespace mapping",
                       "The array must be two-dimensional with length of the second axis equal to 2.");
    }
    const std::vector<Value>& words = (*pair)->elements;
    if (is_null(words[0]) || is_null(words[1])) {
      bad_argument("22004", "neither namespace name nor URI may be null");
    }
    namespaces.emplace_back(std::get<std::string>(words[0]), std::get<std::string>(words[1]));
  }
  return namespaces;
}

// (path, document[, namespaces])
Searcher searched(Arguments arguments) {
  const Namespaces namespaces =
      arguments.size() > 2 ? namespaces_of(*std::get<ArrayPointer>(arguments[2])) : Namespaces{};
  if (text_at(arguments, 0).empty()) {
    bad_argument(data_exception, "empty XPath expression");
  }
  return Searcher(text_at(arguments, 1), namespaces);
}

Value xpath(Arguments arguments, CallContext&) {
  Array found;
  for (std::string& text : searched(arguments).find(text_at(arguments, 0))) {
    found.elements.emplace_back(std::move(text));
  }
  return std::make_shared<const Array>(std::move(found));
}

Value xpath_exists(Arguments arguments, CallContext&) {
  return searched(arguments).finds(text_at(arguments, 0));
}

// --- XMLTABLE: (row path, document, description, value, …). read_xml_table.cpp writes the description
// ------------------

struct Column {
  std::string name, value_class;  // "xml", "number", "text" or "ordinality"
  xml_text::PathPtr path;
  std::optional<std::string> otherwise;
  bool is_required = false;
};

std::string word_of(const Json& description, std::string_view key) {
  const Json* found = description.find(key);
  return found == nullptr ? std::string() : found->text;
}

// What the statement gives: a literal, or the number of a value. Empty: NULL, or nothing.
std::optional<std::string> given(const Json& description, std::string_view key, Arguments values) {
  const Json* found = description.find(key);
  if (found == nullptr || found->kind == JsonKind::string) {
    return found == nullptr ? std::nullopt : std::optional(found->text);
  }
  const Value& value = values[std::stoul(found->text)];
  return is_null(value) ? std::nullopt : std::optional(std::get<std::string>(value));
}

[[noreturn]] void missing(std::string sentence, std::string detail = {}) {
  throw make_fault("22004", std::move(sentence), std::move(detail));
}

Namespaces namespaces_of(const Json& description, Arguments values) {
  Namespaces namespaces;
  for (const Json& entry : description.find("namespaces")->elements) {
    std::optional<std::string> uri = given(entry, "uri", values);
    if (!uri) {
      missing("namespace URI must not be null");
    }
    namespaces.emplace_back(word_of(entry, "prefix"), std::move(*uri));
  }
  return namespaces;
}

std::vector<Column> columns_of(const Json& description, Arguments values, Searcher& searcher) {
  std::vector<Column> columns;
  for (const Json& entry : description.find("columns")->elements) {
    Column column{word_of(entry, "name"), word_of(entry, "class"), nullptr, given(entry, "default", values), false};
    if (column.value_class != "ordinality") {
      const std::optional<std::string> path = given(entry, "path", values);
      if (!path) {
        missing("column filter expression must not be null", "Filter for column \"" + column.name + "\" is null.");
      }
      if (path->empty()) {
        bad_argument(data_exception, "column path filter must not be empty string");
      }
      column.path = searcher.compile(*path, data_exception);
    }
    column.is_required = entry.find("required") != nullptr;
    columns.push_back(std::move(column));
  }
  return columns;
}

// Of several nodes, only a column of type xml takes all. Empty: there is none.
std::optional<std::string> text_of_nodes(const xmlNodeSet* nodes, const Column& column, Searcher& searcher) {
  if (nodes == nullptr || nodes->nodeNr == 0) {
    return std::nullopt;
  }
  if (column.value_class == "xml") {
    std::string joined;
    for (int at = 0; at < nodes->nodeNr; ++at) {
      joined += searcher.node_text(nodes->nodeTab[at]);
    }
    return joined;
  }
  if (nodes->nodeNr > 1) {
    bad_argument("21000", "more than one value returned by column XPath expression");
  }
  return take_text(xmlXPathCastNodeToString(nodes->nodeTab[0]));
}

std::optional<std::string> text_of(const Column& column, xmlNodePtr row, Searcher& searcher) {
  const xml_text::FoundPtr found = searcher.evaluate(column.path, row);
  switch (found->type) {
    case XPATH_NODESET:
      return text_of_nodes(found->nodesetval, column, searcher);
    case XPATH_STRING: {
      std::string text(reinterpret_cast<const char*>(found->stringval));
      return column.value_class == "xml" ? xml_text::escaped(text) : text;
    }
    case XPATH_BOOLEAN:
      return take_text(column.value_class == "number"
                           ? xmlXPathCastNumberToString(xmlXPathCastBooleanToNumber(found->boolval))
                           : xmlXPathCastBooleanToString(found->boolval));
    case XPATH_NUMBER:
      return take_text(xmlXPathCastNumberToString(found->floatval));
    default:
      throw make_fault("XX000", "unexpected XPath object type " + std::to_string(found->type), {});
  }
}

std::vector<Value> row_of(const std::vector<Column>& columns, std::int64_t number, xmlNodePtr node,
                          Searcher& searcher) {
  std::vector<Value> row;
  for (const Column& column : columns) {
    if (column.path == nullptr) {
      row.emplace_back(std::to_string(number));
      continue;
    }
    std::optional<std::string> text = text_of(column, node, searcher);
    text = text ? searcher.counted(std::move(*text)) : column.otherwise;
    if (!text && column.is_required) {
      missing("null is not allowed in column \"" + column.name + "\"");
    }
    row.push_back(text ? Value{std::move(*text)} : Value{Null{}});
  }
  return row;
}

Value xml_table(Arguments arguments, CallContext&) {
  if (is_null(arguments[1])) {
    return Null{};
  }
  const Json description = *parse_json(text_at(arguments, 2));
  const Arguments values = arguments.subspan(3);
  Searcher searcher(text_at(arguments, 1), namespaces_of(description, values));
  if (is_null(arguments[0])) {
    missing("row filter expression must not be null");
  }
  if (text_at(arguments, 0).empty()) {
    bad_argument(data_exception, "row path filter must not be empty string");
  }
  const xml_text::PathPtr path = searcher.compile(text_at(arguments, 0), syntax_error);
  const std::vector<Column> columns = columns_of(description, values, searcher);
  const xml_text::FoundPtr rows = searcher.evaluate(path);
  RowSetWriter writer;
  const xmlNodeSet* nodes = rows->type == XPATH_NODESET ? rows->nodesetval : nullptr;
  for (int at = 0; nodes != nullptr && at < nodes->nodeNr; ++at) {
    writer.add(row_of(columns, at + 1, nodes->nodeTab[at], searcher));
  }
  return writer.take();
}

}  // namespace

void add_xml_searches(Overloads& rows) {
  rows.push_back(native_row("xpath", std::vector<Type>{type(text), type(xml)}, array_of(xml), "pg_xpath", xpath));
  rows.push_back(
      native_row("xpath", std::vector<Type>{type(text), type(xml), array_of(text)}, array_of(xml), "pg_xpath", xpath));
  rows.push_back(native_row("xpath_exists", {text, xml}, boolean, "pg_xpath_exists", xpath_exists));
  rows.push_back(native_row("xpath_exists", std::vector<Type>{type(text), type(xml), array_of(text)}, type(boolean),
                            "pg_xpath_exists", xpath_exists));
  rows.push_back(native_row("xmlexists", {text, xml}, boolean, "pg_xpath_exists", xpath_exists));
  sql::Overload table =
      seeing_nulls(variadic(native_row("xmltable call", {text, xml, text}, record, "pg_xml_table", xml_table)));
  table.kind = sql::OverloadKind::rows;
  rows.push_back(std::move(table));
}

}  // namespace emulator::postgres
