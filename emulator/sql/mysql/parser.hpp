// MySQL 8.0's grammar as recursive descent: text -> ast::Statement. Knows no catalog: names are only written down.
// One class over the parse_*.cpp files, one family of constructs each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ast.hpp"
#include "sql/mysql/lexer.hpp"
#include "types/json.hpp"

namespace emulator::mysql {

// What the tree says in MySQL's case, beyond sql/ast_*.hpp:
// - Types have one name each (parse_type.cpp): INTEGER is "int", BOOL "tinyint"(1), NUMERIC "decimal", REAL "double",
//   NVARCHAR "varchar" with a character set. CAST's own types are "signed" and "unsigned".
// - Functions whose grammar is their own have one name each (parse_call.cpp): DATE_ADD, ADDDATE, TIMESTAMPADD and
//   x + INTERVAL are "date_add"(x, Interval), likewise "date_sub"; SUBSTR and MID "substring"; LOCALTIME
//   "current_timestamp"; SCHEMA "database"; TRIM(BOTH a FROM x) "trim"(x, a). Units of EXTRACT and TIMESTAMPDIFF are
//   string literals in lower case.
// - CONVERT(x USING c) is a Cast to "char" of that character set; x MEMBER OF (y) a BinaryOperator "MEMBER OF".
// - DROP DATABASE is a Drop of a schema that cascades, as MySQL's does.
// - default_text keeps the parentheses that tell an expression default from a literal one.

// One statement; a semicolon may follow. `database` is the one in use, which labels the column of SHOW TABLES.
// Throws SqlError (1064 and its kin) and, for a second statement, ApiError with Fault::validation.
ast::Statement parse_statement(std::string_view sql, std::string_view database = {}, const sql::SqlModes& modes = {});
// An expression alone: a column's default, a CHECK. Throws SqlError.
ast::ExpressionPtr parse_expression(std::string_view sql);

// Operators by what they bind, loosest first (https://dev.mysql.com/doc/refman/8.0/en/operator-precedence.html).
enum class Binding : std::uint8_t {
  or_,
  xor_,
  and_,
  not_,
  comparison,
  predicate,
  bit_or,
  bit_and,
  shift,
  sum,
  product,
  bit_xor,
  unary,
  collate
};

class Parser {
 public:
  // Statements and expressions nested deeper than this are refused; the trees that come out are no deeper.
  static constexpr std::uint32_t maximum_depth = 500;

  Parser(std::string_view sql, std::string_view database, const sql::SqlModes& modes);

  ast::Statement parse_whole_statement();
  ast::ExpressionPtr parse_whole_expression();

 private:
  // Counts one level of nesting while it lives.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser) { parser_.check_depth(++parser_.depth_); }
    ~Nesting() { --parser_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Parser& parser_;
  };
  struct With {
    std::vector<ast::CommonTable> tables;
    bool recursive = false;
  };
  // What stood in parentheses: a query, or expressions.
  struct Parenthesised {
    ast::QueryPtr query;
    std::vector<ast::ExpressionPtr> items;
  };
  // What stood in parentheses where tables stand: a query, or (joined) tables.
  struct ParenthesisedTables {
    ast::QueryPtr query;
    ast::FromItemPtr item;
  };
  struct Infix {
    Binding binding;
    ast::ExpressionPtr (Parser::*parse)(ast::ExpressionPtr left);
    Binding ceiling;  // what may follow binds no tighter
  };
  struct ShowPlan;

  // --- parser.cpp: the cursor
  const Token& peek(std::size_t ahead = 0) const;
  const Token& take();
  bool at(Keyword keyword, std::size_t ahead = 0) const { return peek(ahead).keyword == keyword; }
  bool at_symbol(std::string_view symbol, std::size_t ahead = 0) const;
  bool at_end() const { return peek().kind == TokenKind::end || at_symbol(";"); }
  bool accept(Keyword keyword);
  bool accept(Keyword first, Keyword second);  // both or neither
  bool accept_symbol(std::string_view symbol);
  void expect(Keyword keyword);
  void expect_symbol(std::string_view symbol);
  void expect_end();               // of the text, but for a semicolon
  [[noreturn]] void fail() const;  // the syntax is wrong at the next token
  [[noreturn]] void unsupported(std::string_view construct) const;
  void check_depth(std::uint32_t depth) const;
  std::uint32_t position() const { return peek().begin; }
  std::uint32_t previous_end() const { return index_ == 0 ? 0 : list_.tokens[index_ - 1].end; }
  std::string source(std::uint32_t begin, std::uint32_t end) const;         // without comments
  std::string stored_source(std::uint32_t begin, std::uint32_t end) const;  // as the default sql_mode reads it
  // --- parser.cpp: names and small literals
  bool at_name(std::size_t ahead = 0) const;
  std::string parse_identifier();
  ast::Name parse_name(std::size_t maximum_parts = 2);
  std::vector<std::string> parse_identifiers();  // a, b, c
  std::vector<std::string> parse_identifiers_in_parentheses();
  std::string parse_string();
  std::int64_t parse_integer();
  std::string parse_word_or_string();

  // --- parse_expression.cpp
  ast::ExpressionPtr parse_expression() { return parse_operators(Binding::or_); }
  ast::ExpressionPtr parse_expression_or_default();
  std::vector<ast::ExpressionPtr> parse_expressions();
  ast::ExpressionPtr parse_operators(Binding minimum);
  ast::ExpressionPtr extend(ast::ExpressionPtr left, Binding minimum);
  ast::ExpressionPtr resume(ast::ExpressionPtr left);  // goes on after a `left` that was read as something else
  std::optional<Infix> infix() const;
  std::optional<Infix> symbol_infix() const;
  ast::ExpressionPtr parse_prefix(Binding minimum);
  ast::ExpressionPtr parse_or(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_concatenation(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_xor(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_and(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_chain(ast::ExpressionPtr left, ast::LogicalKind kind, Keyword keyword,
                                 std::string_view symbol, Binding operand);
  ast::ExpressionPtr parse_comparison(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_is(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_predicate(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_in(ast::ExpressionPtr left, bool negated);
  ast::ExpressionPtr parse_between(ast::ExpressionPtr left, bool negated);
  ast::ExpressionPtr parse_member_of(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_sounds_like(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_arithmetic(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_collate(ast::ExpressionPtr left);
  ast::ExpressionPtr parse_interval_sum();
  ast::ExpressionPtr parse_interval();
  std::string parse_interval_unit();

  // --- parse_primary.cpp
  ast::ExpressionPtr parse_primary();
  ast::ExpressionPtr parse_word_primary();
  ast::ExpressionPtr parse_number();
  ast::ExpressionPtr parse_text();
  ast::ExpressionPtr parse_parentheses_primary();
  Parenthesised parse_parentheses();
  bool query_follows(std::size_t ahead = 0) const;  // after any number of opening parentheses
  ast::QueryPtr parse_subquery();                   // in parentheses
  ast::ExpressionPtr parse_case();
  ast::ExpressionPtr parse_cast();
  ast::ExpressionPtr parse_convert();
  ast::ExpressionPtr parse_values_column();
  ast::ExpressionPtr parse_system_variable();
  ast::ExpressionPtr parse_user_variable();
  ast::ExpressionPtr parse_braces();
  ast::ExpressionPtr parse_column_or_call();
  ast::ExpressionPtr parse_json_path(ast::ExpressionPtr column);
  bool at_introducer() const;
  ast::ExpressionPtr parse_introduced();
  bool at_typed_literal() const;
  ast::ExpressionPtr parse_typed_literal();

  // --- parse_call.cpp
  ast::ExpressionPtr parse_call(ast::Name name, bool space_before_parenthesis);
  ast::ExpressionPtr parse_plain_call(ast::Name name, bool misplaced);
  void parse_arguments(ast::FunctionCall& call);
  bool parse_special_call(const std::string& name, ast::FunctionCall& call);
  void parse_date_arithmetic(ast::FunctionCall& call, std::string_view canonical);
  void parse_timestamp_add(ast::FunctionCall& call);
  void parse_timestamp_difference(ast::FunctionCall& call);
  void parse_trim(ast::FunctionCall& call);
  void parse_substring(ast::FunctionCall& call);
  void parse_position(ast::FunctionCall& call);
  void parse_extract(ast::FunctionCall& call);
  void parse_get_format(ast::FunctionCall& call);
  void parse_group_concat(ast::FunctionCall& call);
  ast::ExpressionPtr parse_char(std::uint32_t begin);
  ast::ExpressionPtr parse_current(std::uint32_t begin);
  void parse_over(ast::FunctionCall& call);
  ast::WindowSpecification parse_window();
  ast::Frame parse_frame();
  ast::FrameBound parse_frame_bound();

  // --- parse_type.cpp
  ast::TypeName parse_type();       // of a column
  ast::TypeName parse_cast_type();  // CAST's and CONVERT's
  void parse_type_modifiers(ast::TypeName& type, std::size_t maximum);
  void parse_type_charset(ast::TypeName& type);
  bool parse_number_type(ast::TypeName& type);
  bool parse_text_type(ast::TypeName& type);
  bool parse_national_type(ast::TypeName& type);
  bool parse_time_type(ast::TypeName& type);
  void parse_type_members(ast::TypeName& type);
  bool accept_charset();  // CHARSET, CHAR SET, CHARACTER SET
  std::string parse_charset_name();

  // --- parse_query.cpp
  ast::QueryPtr parse_query();
  ast::QueryPtr parse_query(With with);
  With parse_with();
  ast::CommonTable parse_common_table();
  ast::QueryPtr parse_set_operation(ast::QueryPtr left, bool intersect_only);
  ast::QueryPtr parse_set_operand();
  void parse_query_tail(ast::QueryPtr& query);
  ast::QueryPtr nested_for_tail(ast::QueryPtr query) const;
  bool at_set_operator() const;
  bool at_query_tail() const;
  ast::QueryPtr parse_values_query();
  ast::QueryPtr parse_table_query();
  ast::QueryPtr parse_select();
  void parse_select_modifiers(ast::Select& select);
  ast::SelectItem parse_select_item(bool first);
  std::string label(const ast::Expression& expression, std::size_t first_token, std::uint32_t begin) const;
  void parse_group_by(ast::Select& select);
  std::vector<ast::SortItem> parse_order_by();                              // after ORDER
  void parse_limit(ast::ExpressionPtr& limit, ast::ExpressionPtr* offset);  // after LIMIT
  ast::ExpressionPtr parse_limit_option();
  bool parse_locking(ast::Query& query);
  void parse_into(ast::Query& query);

  // --- parse_from.cpp
  std::vector<ast::FromItemPtr> parse_from();
  ast::FromItemPtr parse_joined_tables();  // a comma list as one item
  ast::FromItemPtr parse_table_reference();
  ast::FromItemPtr parse_joins(ast::FromItemPtr left);
  ast::FromItemPtr parse_join(ast::FromItemPtr left);
  bool at_join() const;
  ast::FromItemPtr parse_table_factor();
  ast::FromItemPtr parse_table();
  ParenthesisedTables parse_parenthesised_tables();
  ast::FromItemPtr parse_derived(ast::QueryPtr query, bool lateral, std::uint32_t begin);
  std::string parse_table_alias();

  // --- parse_json_table.cpp
  ast::FromItemPtr parse_json_table();
  Json parse_json_columns(std::vector<ast::ColumnDeclaration>& declared);
  Json parse_nested_columns(std::vector<ast::ColumnDeclaration>& declared);
  Json parse_json_column(std::vector<ast::ColumnDeclaration>& declared);
  void parse_index_hints();

  // --- parse_dml.cpp
  ast::Statement parse_insert(ast::InsertKind kind);
  void parse_insert_source(ast::Insert& insert);
  void parse_insert_assignments(ast::Insert& insert);
  void parse_insert_columns(ast::Insert& insert);
  ast::QueryPtr parse_insert_values();
  void parse_row_alias(ast::Insert& insert);
  void parse_on_duplicate_key(ast::Insert& insert);
  std::vector<ast::Assignment> parse_assignments();
  ast::Statement parse_update(With with);
  ast::Statement parse_delete(With with);
  void parse_delete_targets(ast::Delete& statement);

  // --- parse_table.cpp
  ast::Statement parse_create_table(bool temporary);
  void parse_table_elements(ast::CreateTable& table);
  void parse_table_options(std::vector<ast::TableOption>& options);
  std::optional<ast::TableOption> parse_table_option();
  std::optional<ast::TableOption> parse_charset_option();
  ast::ColumnDefinition parse_column(std::vector<ast::TableConstraint>& constraints);
  void parse_column_attributes(ast::ColumnDefinition& column, std::vector<ast::TableConstraint>& constraints);
  bool parse_column_attribute(ast::ColumnDefinition& column);
  bool parse_column_check(const ast::ColumnDefinition& column, std::vector<ast::TableConstraint>& constraints);
  bool parse_column_storage();
  void parse_default(ast::ColumnDefinition& column);
  ast::ExpressionPtr parse_default_value();
  ast::ExpressionPtr parse_now();
  void parse_generated(ast::ColumnDefinition& column);

  // --- parse_key.cpp
  bool at_table_constraint() const;
  ast::TableConstraint parse_table_constraint();
  void parse_key(ast::TableConstraint& constraint, bool may_have_name);
  void parse_foreign_key(ast::TableConstraint& constraint);
  void parse_check(ast::TableConstraint& constraint);
  ast::References parse_references();
  ast::ReferentialAction parse_referential_action();
  std::vector<ast::IndexPart> parse_index_parts();
  ast::IndexPart parse_index_part();
  std::string parse_index_type();
  void parse_index_options(std::string& method);
  ast::Statement parse_create_index();
  void parse_online_options();  // ALGORITHM = …, LOCK = …

  // --- parse_alter.cpp
  ast::Statement parse_alter();
  ast::Statement parse_alter_table();
  void parse_alter_action(std::vector<ast::AlterAction>& actions);
  bool parse_alter_without_effect();
  void parse_alter_add(std::vector<ast::AlterAction>& actions);
  void parse_alter_convert(std::vector<ast::AlterAction>& actions);
  void parse_alter_drop(std::vector<ast::AlterAction>& actions);
  void parse_alter_column(std::vector<ast::AlterAction>& actions);
  void parse_alter_modify(std::vector<ast::AlterAction>& actions, bool with_new_name);
  void parse_alter_rename(std::vector<ast::AlterAction>& actions);
  void parse_column_place(bool& first, std::string& after);

  // --- parse_statement.cpp
  ast::Statement parse_one_statement();
  std::optional<ast::Statement> parse_data_statement();
  std::optional<ast::Statement> parse_definition();
  ast::Statement parse_create();
  ast::Statement parse_create_view(bool or_replace, bool must_exist);
  ast::Statement parse_create_database();
  ast::Statement parse_alter_database();
  void parse_database_options(ast::CreateSchema& schema);
  ast::Statement parse_drop();
  ast::Statement parse_drop_objects(ast::ObjectKind kind, bool temporary);
  ast::Statement parse_drop_never_made(ast::ObjectKind kind);
  ast::Statement parse_drop_index();
  ast::Statement parse_drop_database();
  ast::Statement parse_truncate();
  ast::Statement parse_rename();
  bool accept_if_exists();
  bool accept_if_not_exists();
  [[noreturn]] void fail_unsupported_statement();
  void parse_view_options();
  void parse_account();

  // --- parse_session.cpp
  std::optional<ast::Statement> parse_session_statement();
  ast::Statement parse_set();
  void parse_set_item(ast::Set& set);
  void parse_set_names(ast::Set& set);
  void parse_set_character_set(ast::Set& set);
  ast::SetVariable parse_set_variable();
  ast::VariableScope parse_variable_scope(bool& written);
  std::string parse_variable_name();
  ast::ExpressionPtr parse_set_value(bool& to_default);
  ast::Statement parse_set_transaction(bool for_session);
  ast::Statement parse_start_transaction();
  ast::Statement parse_end_transaction(ast::TransactionKind kind);
  ast::Statement parse_lock_tables();
  ast::Statement parse_table_maintenance(std::string what);
  ast::Statement parse_flush();
  std::optional<ast::Statement> parse_prepared();
  std::string parse_user_variable_name();

  // --- parse_account.cpp
  struct GrantItem {
    ast::GrantedPrivilege privilege;
    ast::RoleName role;
    bool is_role = false, may_be_role = false;
  };
  ast::RoleName parse_account_name();
  std::vector<ast::RoleName> parse_account_names();
  void parse_identification(std::vector<ast::RoleOption>& options);
  void parse_old_password();
  void parse_password_option();
  void parse_account_options(std::vector<ast::RoleOption>& options);
  ast::Statement parse_create_accounts();
  ast::Statement parse_alter_user();
  ast::Statement parse_drop_accounts();
  ast::Statement parse_rename_users();
  ast::Statement parse_set_password();
  void parse_roles_or_word(ast::ActiveRoles& roles);
  ast::Statement parse_set_role();
  ast::Statement parse_show_grants();
  GrantItem parse_grant_item();
  bool at_grant_word(std::size_t ahead) const;
  void parse_grant_level(ast::Grant& grant);
  ast::Statement parse_grant();
  ast::Statement parse_grant_of_roles(bool is_grant, std::vector<ast::RoleName> roles);

  // --- parse_show.cpp
  ast::Statement parse_show();
  ast::Statement parse_describe();
  std::optional<ast::Statement> parse_show_diagnostics();
  std::optional<ShowPlan> parse_show_plan();
  std::optional<ShowPlan> parse_show_catalog();
  ShowPlan parse_show_tables(bool full);
  ShowPlan parse_show_columns(bool full);
  ShowPlan parse_show_index();
  ShowPlan parse_show_create();
  ast::Name parse_shown_table();
  void parse_from_database(ShowPlan& plan, std::string_view column);
  void parse_show_filter(ShowPlan& plan);

  TokenList list_;
  std::string_view sql_;
  std::string_view database_;
  sql::SqlModes modes_;
  std::size_t index_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t height_ = 0;  // of the highest expression read since it was last set to 0
};

// A node at a position of the text.
template <class Node>
ast::ExpressionPtr make(Node node, std::uint32_t position) {
  auto expression = std::make_unique<ast::Expression>();
  expression->node = std::move(node);
  expression->position = position;
  return expression;
}

}  // namespace emulator::mysql
