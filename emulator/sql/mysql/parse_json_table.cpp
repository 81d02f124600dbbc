// JSON_TABLE(document, path COLUMNS (…)). It becomes a call of json_table with the document and a description of what
// is in COLUMNS, as JSON, beside the declared columns: functions/json_table.cpp reads it.
#include <utility>

#include "sql/mysql/errors.hpp"
#include "sql/mysql/parser.hpp"
#include "types/json.hpp"

namespace emulator::mysql {
namespace {

ast::ExpressionPtr text_literal(std::string text, std::uint32_t position) {
  return std::make_unique<ast::Expression>(ast::Expression{ast::StringLiteral{std::move(text), {}}, position});
}

// Whether the column's values are documents, numbers or texts.
std::string class_of(const std::string& type) {
  if (type == "json") {
    return "json";
  }
  for (const char* const number : {"tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double"}) {
    if (type == number) {
      return "number";
    }
  }
  return "text";
}

bool has_length_in_characters(const std::string& type) {
  return type == "varchar" || type == "char";
}

}  // namespace

ast::FromItemPtr Parser::parse_json_table() {
  const std::uint32_t begin = position();
  expect("JSON_TABLE");
  expect_symbol("(");
  ast::TableFunction table;
  ast::FunctionCall call;
  call.name = {{"json_table"}, begin};
  call.arguments.push_back(parse_expression());
  expect_symbol(",");
  Json description = Json::object();
  description.set("path", Json::string(parse_string()));
  description.set("columns", parse_json_columns(table.declared));
  expect_symbol(")");
  call.arguments.push_back(text_literal(print(description, mysql_json), begin));
  table.call = std::make_unique<ast::Expression>(ast::Expression{std::move(call), begin});
  table.lateral = true;
  table.alias = parse_table_alias();
  if (table.alias.empty()) {
    throw make_error(Condition::table_function_alias, {});
  }
  auto item = std::make_unique<ast::FromItem>();
  item->node = std::move(table);
  item->position = begin;
  return item;
}

Json Parser::parse_json_columns(std::vector<ast::ColumnDeclaration>& declared) {
  const Nesting nesting(*this);
  expect("COLUMNS");
  expect_symbol("(");
  Json columns = Json::array();
  do {
    columns.elements.push_back(at("NESTED") ? parse_nested_columns(declared) : parse_json_column(declared));
  } while (accept_symbol(","));
  expect_symbol(")");
  return columns;
}

Json Parser::parse_nested_columns(std::vector<ast::ColumnDeclaration>& declared) {
  expect("NESTED");
  accept("PATH");
  Json nested = Json::object();
  nested.set("kind", Json::string("nested"));
  nested.set("path", Json::string(parse_string()));
  nested.set("columns", parse_json_columns(declared));
  return nested;
}

Json Parser::parse_json_column(std::vector<ast::ColumnDeclaration>& declared) {
  Json column = Json::object();
  ast::ColumnDeclaration declaration;
  declaration.name = parse_identifier();
  column.set("name", Json::string(declaration.name));
  if (accept("FOR")) {
    expect("ORDINALITY");
    column.set("kind", Json::string("ordinality"));
    declaration.type.name = {{"int"}, position()};
    declared.push_back(std::move(declaration));
    return column;
  }
  declaration.type = parse_type();
  const std::string& type = declaration.type.name.parts.back();
  column.set("class", Json::string(class_of(type)));
  if (has_length_in_characters(type) && !declaration.type.modifiers.empty()) {
    column.set("length", Json::of(declaration.type.modifiers.front()));
  }
  const bool asks_existence = accept("EXISTS");
  column.set("kind", Json::string(asks_existence ? "exists" : "value"));
  expect("PATH");
  column.set("path", Json::string(parse_string()));
  while (at("NULL") || at("ERROR") || at("DEFAULT")) {
    std::string action = "null", otherwise;
    if (accept("DEFAULT")) {
      action = "default";
      otherwise = parse_string();
    } else if (take().keyword == Keyword("ERROR")) {
      action = "error";
    }
    expect("ON");
    const std::string when = accept("EMPTY") ? "empty" : "error";
    if (when == "error") {
      expect("ERROR");
    }
    column.set(when, Json::string(std::move(action)));
    column.set(when + "_default", Json::string(std::move(otherwise)));
  }
  declared.push_back(std::move(declaration));
  return column;
}

}  // namespace emulator::mysql
