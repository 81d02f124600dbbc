// XmlExpr and XmlSerialize: XML's functions with a syntax of their own become calls whose arguments say all of it
// (functions/xml.cpp), of names that nobody can write and whose first word is the label. The names of elements and
// attributes are brought into XML's form here.
#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/read_nodes.hpp"
#include "sql/postgres/types.hpp"
#include "sql/postgres/xml_text/names.hpp"

namespace emulator::postgres {
namespace {

using ast::ExpressionPtr;

ExpressionPtr text_literal(std::string text, std::uint32_t position) {
  return make_expression(ast::StringLiteral{std::move(text), {}}, position);
}

std::string form_word(const Node& node) {
  return node.text("xmloption") == "XMLOPTION_DOCUMENT" ? "document" : "content";
}

ast::FunctionCall call_of(std::string name, const Node& node, ReadContext& context) {
  ast::FunctionCall call;
  call.name = {{std::move(name)}, context.position(node)};
  return call;
}

ExpressionPtr finished(ast::FunctionCall call) {
  const std::uint32_t position = call.name.position;
  return make_expression(std::move(call), position);
}

// SQLite's functions take so many arguments at most (https://www.sqlite.org/limits.html), less what a call adds.
constexpr std::size_t most_arguments = 100;

// A call of `name`, or of `whole` with the calls for groups of the arguments.
ExpressionPtr grouped(const std::string& name, const std::string& whole, std::vector<ExpressionPtr> arguments,
                      std::uint32_t position) {
  std::vector<ExpressionPtr> calls;
  for (std::size_t begin = 0; begin < arguments.size(); begin += most_arguments) {
    const std::size_t end = std::min(begin + most_arguments, arguments.size());
    ast::FunctionCall call;
    call.name = {{name}, position};
    for (std::size_t at = begin; at < end; ++at) {
      call.arguments.push_back(std::move(arguments[at]));
    }
    calls.push_back(make_expression(std::move(call), position));
  }
  return calls.size() == 1 ? std::move(calls.front()) : grouped(whole, whole, std::move(calls), position);
}

// What XML calls a value: by AS, or as the column is called.
std::string name_of_value(const Node& target, std::string_view kind, ReadContext& context) {
  if (target.has("name")) {
    return xml_text::name_of(target.text("name"), false);
  }
  const Node value = target.child("val");
  const std::vector<Node> fields = value.is("ColumnRef") ? value.list("fields") : std::vector<Node>{};
  if (!fields.empty() && fields.back().is("A_Star")) {
    context.unsupported("a row as an XML " + std::string(kind), context.position(target));
  }
  if (fields.empty()) {
    context.fail_worded(Condition::syntax_error,
                        "unnamed XML " + std::string(kind) + " value must be a column reference",
                        context.position(target));
  }
  return xml_text::name_of(fields.back().text("sval"), true);
}

// name, value, name, value, …
std::vector<ExpressionPtr> read_named(const Node& node, std::string_view kind, ReadContext& context) {
  const bool are_unique = kind == "attribute";
  std::vector<ExpressionPtr> read;
  std::set<std::string> names;
  for (const Node& target : node.list("named_args")) {
    std::string name = name_of_value(target, kind, context);
    if (are_unique && !names.insert(name).second) {
      context.fail_worded(Condition::syntax_error, "XML attribute name \"" + name + "\" appears more than once",
                          context.position(target));
    }
    read.push_back(text_literal(std::move(name), context.position(target)));
    read.push_back(read_expression(target.child("val"), context));
  }
  return read;
}

ExpressionPtr read_element(const Node& node, ReadContext& context) {
  ast::FunctionCall call = call_of("xmlelement call", node, context);
  const std::uint32_t position = call.name.position;
  call.arguments.push_back(text_literal(xml_text::name_of(node.text("name"), false), position));
  std::vector<ExpressionPtr> attributes = read_named(node, "attribute", context);
  call.arguments.push_back(
      attributes.empty() ? text_literal("{}", position)
                         : grouped("xmlattributes call", "xmlattributes of groups", std::move(attributes), position));
  std::vector<ExpressionPtr> parts = read_expressions(node.list("args"), context);
  if (parts.size() > most_arguments) {
    call.arguments.push_back(grouped("xml parts", "xml parts", std::move(parts), position));
  } else {
    std::move(parts.begin(), parts.end(), std::back_inserter(call.arguments));
  }
  return finished(std::move(call));
}

ExpressionPtr read_forest(const Node& node, ReadContext& context) {
  return grouped("xmlforest call", "xmlforest of groups", read_named(node, "element", context), context.position(node));
}

ExpressionPtr read_concatenation(const Node& node, ReadContext& context) {
  std::vector<ExpressionPtr> documents;
  for (const Node& argument : node.list("args")) {
    documents.push_back(read_wanted_xml(argument, "XMLCONCAT", context));
  }
  return grouped("xmlconcat call", "xmlconcat call", std::move(documents), context.position(node));
}

ExpressionPtr read_is_document(const Node& node, ReadContext& context) {
  ast::FunctionCall call = call_of(" is document", node, context);
  call.arguments.push_back(read_wanted_xml(node.list("args").front(), "IS DOCUMENT", context));
  return finished(std::move(call));
}

// White space is kept or not; the text that results is the same.
ExpressionPtr read_parse(const Node& node, ReadContext& context) {
  ast::FunctionCall call = call_of("xmlparse call", node, context);
  call.arguments.push_back(read_as_text(node.list("args").front(), context));
  call.arguments.push_back(text_literal(form_word(node), call.name.position));
  return finished(std::move(call));
}

ExpressionPtr read_instruction(const Node& node, ReadContext& context) {
  ast::FunctionCall call = call_of("xmlpi call", node, context);
  call.arguments.push_back(text_literal(xml_text::name_of(node.text("name"), false), call.name.position));
  for (const Node& argument : node.list("args")) {
    call.arguments.push_back(read_as_text(argument, context));
  }
  return finished(std::move(call));
}

// STANDALONE as its number in nodes/primnodes.h of PostgreSQL 15 has it.
ExpressionPtr read_root(const Node& node, ReadContext& context) {
  static constexpr std::array<std::string_view, 4> words = {"yes", "no", "none", "as it is"};
  ast::FunctionCall call = call_of("xmlroot call", node, context);
  const std::vector<Node> arguments = node.list("args");
  call.arguments.push_back(read_wanted_xml(arguments[0], "XMLROOT", context));
  call.arguments.push_back(read_as_text(arguments[1], context));
  const auto standalone = static_cast<std::size_t>(arguments[2].child("ival").number("ival"));
  call.arguments.push_back(text_literal(std::string(words.at(standalone)), call.name.position));
  return finished(std::move(call));
}

}  // namespace

ExpressionPtr read_xml(const Node& node, ReadContext& context) {
  using Reader = ExpressionPtr (*)(const Node&, ReadContext&);
  static constexpr std::array<std::pair<std::string_view, Reader>, 7> readers = {{
      {"IS_XMLELEMENT", read_element},
      {"IS_XMLFOREST", read_forest},
      {"IS_XMLCONCAT", read_concatenation},
      {"IS_XMLPARSE", read_parse},
      {"IS_XMLPI", read_instruction},
      {"IS_XMLROOT", read_root},
      {"IS_DOCUMENT", read_is_document},
  }};
  for (const auto& [operation, reader] : readers) {
    if (node.text("op") == operation) {
      return reader(node, context);
    }
  }
  context.unsupported(std::string{node.text("op")}, context.position(node));
}

ExpressionPtr read_wanted_xml(const Node& node, std::string_view whose, ReadContext& context) {
  ExpressionPtr value = read_expression(node, context);
  const std::uint32_t position = value->position;
  ast::FunctionCall call;
  call.name = {{std::string(argument_of).append(whose)}, position};
  call.arguments.push_back(std::move(value));
  return make_expression(std::move(call), position);
}

ExpressionPtr read_as_text(const Node& node, ReadContext& context) {
  ExpressionPtr value = read_expression(node, context);
  const std::uint32_t position = value->position;
  ast::Cast cast{std::move(value), {}};
  cast.type.name = {{"text"}, position};
  return make_expression(std::move(cast), position);
}

// The text becomes what is asked for behind AS.
ExpressionPtr read_xml_serialize(const Node& node, ReadContext& context) {
  ast::FunctionCall call = call_of("xmlserialize call", node, context);
  const std::uint32_t position = call.name.position;
  ast::TypeName wanted = read_type(node.child("typeName"), context);
  const std::optional<Type> type = type_of(wanted);
  if (!type || category_of(*type) != Category::string || type->id == TypeId::citext ||
      type->id == TypeId::internal_char) {
    const std::string name = type ? spelled_without_modifiers(*type) : wanted.name.parts.back();
    context.fail_worded(Condition::cannot_coerce, "cannot cast XMLSERIALIZE result to " + name, position);
  }
  call.arguments.push_back(read_wanted_xml(node.child("expr"), "XMLSERIALIZE", context));
  call.arguments.push_back(text_literal(form_word(node), position));
  call.arguments.push_back(text_literal(std::string(internal_name(type->id)), position));
  call.arguments.push_back(text_literal(std::to_string(type->length), position));
  return make_expression(ast::Cast{finished(std::move(call)), std::move(wanted)}, position);
}

}  // namespace emulator::postgres
