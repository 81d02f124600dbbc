// SHOW and DESCRIBE, which become queries over information_schema as in MySQL 8 itself
// (https://dev.mysql.com/doc/refman/8.0/en/extended-show.html); nothing after the parser knows of them.
// Tables are asked for that MySQL does not have: information_schema.CREATE_STATEMENTS and CREATE_DATABASES, and for
// what is told of temporary tables too, EVERY_COLUMN, EVERY_STATISTIC and TEMPORARY_TABLES.
#include <array>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

using ast::ExpressionPtr;
using ast::no_position;

struct ShownColumn {
  std::string_view column, label;
};

constexpr std::array<ShownColumn, 6> column_columns = {{{"COLUMN_NAME", "Field"},
                                                        {"COLUMN_TYPE", "Type"},
                                                        {"IS_NULLABLE", "Null"},
                                                        {"COLUMN_KEY", "Key"},
                                                        {"COLUMN_DEFAULT", "Default"},
                                                        {"EXTRA", "Extra"}}};
constexpr std::array<ShownColumn, 9> full_column_columns = {{{"COLUMN_NAME", "Field"},
                                                             {"COLUMN_TYPE", "Type"},
                                                             {"COLLATION_NAME", "Collation"},
                                                             {"IS_NULLABLE", "Null"},
                                                             {"COLUMN_KEY", "Key"},
                                                             {"COLUMN_DEFAULT", "Default"},
                                                             {"EXTRA", "Extra"},
                                                             {"PRIVILEGES", "Privileges"},
                                                             {"COLUMN_COMMENT", "Comment"}}};
constexpr std::array<ShownColumn, 15> index_columns = {{{"TABLE_NAME", "Table"},
                                                        {"NON_UNIQUE", "Non_unique"},
                                                        {"INDEX_NAME", "Key_name"},
                                                        {"SEQ_IN_INDEX", "Seq_in_index"},
                                                        {"COLUMN_NAME", "Column_name"},
                                                        {"COLLATION", "Collation"},
                                                        {"CARDINALITY", "Cardinality"},
                                                        {"SUB_PART", "Sub_part"},
                                                        {"PACKED", "Packed"},
                                                        {"NULLABLE", "Null"},
                                                        {"INDEX_TYPE", "Index_type"},
                                                        {"COMMENT", "Comment"},
                                                        {"INDEX_COMMENT", "Index_comment"},
                                                        {"IS_VISIBLE", "Visible"},
                                                        {"EXPRESSION", "Expression"}}};
constexpr std::array<ShownColumn, 18> table_status_columns = {{{"TABLE_NAME", "Name"},
                                                               {"ENGINE", "Engine"},
                                                               {"VERSION", "Version"},
                                                               {"ROW_FORMAT", "Row_format"},
                                                               {"TABLE_ROWS", "Rows"},
                                                               {"AVG_ROW_LENGTH", "Avg_row_length"},
                                                               {"DATA_LENGTH", "Data_length"},
                                                               {"MAX_DATA_LENGTH", "Max_data_length"},
                                                               {"INDEX_LENGTH", "Index_length"},
                                                               {"DATA_FREE", "Data_free"},
                                                               {"AUTO_INCREMENT", "Auto_increment"},
                                                               {"CREATE_TIME", "Create_time"},
                                                               {"UPDATE_TIME", "Update_time"},
                                                               {"CHECK_TIME", "Check_time"},
                                                               {"TABLE_COLLATION", "Collation"},
                                                               {"CHECKSUM", "Checksum"},
                                                               {"CREATE_OPTIONS", "Create_options"},
                                                               {"TABLE_COMMENT", "Comment"}}};
constexpr std::array<ShownColumn, 2> variable_columns = {
    {{"VARIABLE_NAME", "Variable_name"}, {"VARIABLE_VALUE", "Value"}}};
constexpr std::array<ShownColumn, 4> charset_columns = {{{"CHARACTER_SET_NAME", "Charset"},
                                                         {"DESCRIPTION", "Description"},
                                                         {"DEFAULT_COLLATE_NAME", "Default collation"},
                                                         {"MAXLEN", "Maxlen"}}};
constexpr std::array<ShownColumn, 7> collation_columns = {{{"COLLATION_NAME", "Collation"},
                                                           {"CHARACTER_SET_NAME", "Charset"},
                                                           {"ID", "Id"},
                                                           {"IS_DEFAULT", "Default"},
                                                           {"IS_COMPILED", "Compiled"},
                                                           {"SORTLEN", "Sortlen"},
                                                           {"PAD_ATTRIBUTE", "Pad_attribute"}}};
constexpr std::array<ShownColumn, 6> engine_columns = {{{"ENGINE", "Engine"},
                                                        {"SUPPORT", "Support"},
                                                        {"COMMENT", "Comment"},
                                                        {"TRANSACTIONS", "Transactions"},
                                                        {"XA", "XA"},
                                                        {"SAVEPOINTS", "Savepoints"}}};
constexpr std::array<ShownColumn, 8> process_columns = {{{"ID", "Id"},
                                                         {"USER", "User"},
                                                         {"HOST", "Host"},
                                                         {"DB", "db"},
                                                         {"COMMAND", "Command"},
                                                         {"TIME", "Time"},
                                                         {"STATE", "State"},
                                                         {"INFO", "Info"}}};
constexpr std::array<ShownColumn, 2> create_table_columns = {
    {{"TABLE_NAME", "Table"}, {"CREATE_STATEMENT", "Create Table"}}};
constexpr std::array<ShownColumn, 4> create_view_columns = {{{"TABLE_NAME", "View"},
                                                             {"CREATE_STATEMENT", "Create View"},
                                                             {"CHARACTER_SET_CLIENT", "character_set_client"},
                                                             {"COLLATION_CONNECTION", "collation_connection"}}};

constexpr std::array<ShownColumn, 2> create_database_columns = {
    {{"SCHEMA_NAME", "Database"}, {"CREATE_STATEMENT", "Create Database"}}};
constexpr std::array<ShownColumn, 11> trigger_columns = {{{"TRIGGER_NAME", "Trigger"},
                                                          {"EVENT_MANIPULATION", "Event"},
                                                          {"EVENT_OBJECT_TABLE", "Table"},
                                                          {"ACTION_STATEMENT", "Statement"},
                                                          {"ACTION_TIMING", "Timing"},
                                                          {"CREATED", "Created"},
                                                          {"SQL_MODE", "sql_mode"},
                                                          {"DEFINER", "Definer"},
                                                          {"CHARACTER_SET_CLIENT", "character_set_client"},
                                                          {"COLLATION_CONNECTION", "collation_connection"},
                                                          {"DATABASE_COLLATION", "Database Collation"}}};
constexpr std::array<ShownColumn, 11> routine_columns = {{{"ROUTINE_SCHEMA", "Db"},
                                                          {"ROUTINE_NAME", "Name"},
                                                          {"ROUTINE_TYPE", "Type"},
                                                          {"DEFINER", "Definer"},
                                                          {"LAST_ALTERED", "Modified"},
                                                          {"CREATED", "Created"},
                                                          {"SECURITY_TYPE", "Security_type"},
                                                          {"ROUTINE_COMMENT", "Comment"},
                                                          {"CHARACTER_SET_CLIENT", "character_set_client"},
                                                          {"COLLATION_CONNECTION", "collation_connection"},
                                                          {"DATABASE_COLLATION", "Database Collation"}}};
constexpr std::array<ShownColumn, 15> event_columns = {{{"EVENT_SCHEMA", "Db"},
                                                        {"EVENT_NAME", "Name"},
                                                        {"DEFINER", "Definer"},
                                                        {"TIME_ZONE", "Time zone"},
                                                        {"EVENT_TYPE", "Type"},
                                                        {"EXECUTE_AT", "Execute at"},
                                                        {"INTERVAL_VALUE", "Interval value"},
                                                        {"INTERVAL_FIELD", "Interval field"},
                                                        {"STARTS", "Starts"},
                                                        {"ENDS", "Ends"},
                                                        {"STATUS", "Status"},
                                                        {"ORIGINATOR", "Originator"},
                                                        {"CHARACTER_SET_CLIENT", "character_set_client"},
                                                        {"COLLATION_CONNECTION", "collation_connection"},
                                                        {"DATABASE_COLLATION", "Database Collation"}}};

ExpressionPtr text(std::string value) {
  return make(ast::StringLiteral{std::move(value), ""}, no_position);
}

ExpressionPtr column(std::string_view name) {
  return make(ast::ColumnReference{{std::string(name)}}, no_position);
}

ExpressionPtr compare(std::string symbol, ExpressionPtr left, ExpressionPtr right) {
  return make(ast::BinaryOperator{std::move(symbol), std::move(left), std::move(right)}, no_position);
}

ExpressionPtr current_database() {
  ast::FunctionCall call;
  call.name = {{"database"}, no_position};
  return make(std::move(call), no_position);
}

ExpressionPtr all_of(std::vector<ExpressionPtr> conditions) {
  if (conditions.size() < 2) {
    return conditions.empty() ? nullptr : std::move(conditions.front());
  }
  return make(ast::Logical{ast::LogicalKind::and_, std::move(conditions)}, no_position);
}

// NOT EXISTS (SELECT 1 FROM table WHERE FALSE): always true, and an error where there is no such table.
ExpressionPtr exists_check(ast::Name table) {
  ast::Select select;
  select.items.push_back({make(ast::NumberLiteral{"1"}, no_position), "", "1"});
  auto item = std::make_unique<ast::FromItem>();
  item->node = ast::TableReference{std::move(table), "", {}};
  select.from.push_back(std::move(item));
  select.where = make(ast::BooleanLiteral{false}, no_position);
  auto query = std::make_unique<ast::Query>();
  query->body = std::move(select);
  return make(ast::Not{make(ast::Exists{std::move(query)}, no_position)}, no_position);
}

// As a LIMIT, which is asked for even if there are no rows: no limit, and an error where there is no such database.
ExpressionPtr database_check(const std::string& name) {
  ast::FunctionCall count;
  count.name = {{"count"}, no_position};
  count.arguments.push_back(make(ast::Star{}, no_position));
  ast::Select select;
  select.items.push_back({make(std::move(count), no_position), "", "count"});
  auto item = std::make_unique<ast::FromItem>();
  item->node = ast::TableReference{{{"information_schema", "SCHEMATA"}, no_position}, "", {}};
  select.from.push_back(std::move(item));
  select.where = compare("=", column("SCHEMA_NAME"), text(name));
  auto query = std::make_unique<ast::Query>();
  query->body = std::move(select);
  ast::FunctionCall check;
  check.name = {{" known_database"}, no_position};
  check.arguments.push_back(make(ast::ScalarSubquery{std::move(query)}, no_position));
  check.arguments.push_back(text(name));
  return make(std::move(check), no_position);
}

// (SELECT STORED_SCHEMA FROM TEMPORARY_TABLES WHERE it is the session's table): where such a table's columns are
// listed.
ExpressionPtr temporary_schema(ExpressionPtr database, const std::string& table) {
  ast::FunctionCall connection;
  connection.name = {{"connection_id"}, no_position};
  ast::Select select;
  select.items.push_back({column("STORED_SCHEMA"), "", "STORED_SCHEMA"});
  auto item = std::make_unique<ast::FromItem>();
  item->node = ast::TableReference{{{"information_schema", "TEMPORARY_TABLES"}, no_position}, "", {}};
  select.from.push_back(std::move(item));
  std::vector<ExpressionPtr> conditions;
  conditions.push_back(compare("=", column("CONNECTION"), make(std::move(connection), no_position)));
  conditions.push_back(compare("=", column("TABLE_SCHEMA"), std::move(database)));
  conditions.push_back(compare("=", column("TABLE_NAME"), text(table)));
  select.where = all_of(std::move(conditions));
  auto query = std::make_unique<ast::Query>();
  query->body = std::move(select);
  return make(ast::ScalarSubquery{std::move(query)}, no_position);
}

// The hidden columns by which a filtered SHOW is sorted.
std::string order_name(std::size_t index) {
  return "order_" + std::to_string(index);
}

}  // namespace

// The query a SHOW stands for.
struct Parser::ShowPlan {
  ShowPlan(std::string table_schema, std::string table_name, std::span<const ShownColumn> shown)
      : table{{std::move(table_schema), std::move(table_name)}, no_position} {
    for (const ShownColumn& entry : shown) {
      columns.emplace_back(entry.column, entry.label);
    }
  }
  explicit ShowPlan(std::string table_name, std::span<const ShownColumn> shown)
      : ShowPlan("information_schema", std::move(table_name), shown) {}

  void must_equal(std::string_view name, ExpressionPtr value) {
    conditions.push_back(compare("=", column(name), std::move(value)));
  }
  void must_be(const ast::Name& shown);
  ast::Select select_from_table();
  ast::QueryPtr to_query();
  ast::QueryPtr filtered(ast::Select inner);

  ast::Name table;
  std::vector<std::pair<std::string, std::string>> columns;  // column, label; LIKE looks at the first
  std::vector<ExpressionPtr> conditions;
  std::vector<ExpressionPtr> order;
  ExpressionPtr limit;
  ExpressionPtr filter;           // the user's WHERE, which sees the labels
  bool label_tells_like = false;  // "Database (a%)"
};

// One table, be it a temporary one, which then hides another of its name.
void Parser::ShowPlan::must_be(const ast::Name& shown) {
  const auto database = [&] { return shown.parts.size() > 1 ? text(shown.parts.front()) : current_database(); };
  ast::FunctionCall schema;
  schema.name = {{"coalesce"}, no_position};
  schema.arguments.push_back(temporary_schema(database(), shown.parts.back()));
  schema.arguments.push_back(database());
  must_equal("TABLE_SCHEMA", make(std::move(schema), no_position));
  must_equal("TABLE_NAME", text(shown.parts.back()));
  conditions.push_back(exists_check(shown));
}

ast::Select Parser::ShowPlan::select_from_table() {
  ast::Select select;
  for (auto& [name, label] : columns) {
    select.items.push_back({column(name), label, name});
  }
  auto item = std::make_unique<ast::FromItem>();
  item->node = ast::TableReference{std::move(table), "", {}};
  select.from.push_back(std::move(item));
  select.where = all_of(std::move(conditions));
  return select;
}

ast::QueryPtr Parser::ShowPlan::to_query() {
  ast::Select select = select_from_table();
  if (filter != nullptr) {
    return filtered(std::move(select));
  }
  auto query = std::make_unique<ast::Query>();
  query->body = std::move(select);
  query->limit = std::move(limit);
  for (ExpressionPtr& key : order) {
    query->order_by.push_back({std::move(key), ast::SortOrder::unspecified, ast::NullsOrder::unspecified});
  }
  return query;
}

ast::QueryPtr Parser::ShowPlan::filtered(ast::Select inner) {
  auto query = std::make_unique<ast::Query>();
  ast::Select outer;
  for (const auto& [name, label] : columns) {
    outer.items.push_back({column(label), "", label});
  }
  for (std::size_t index = 0; index < order.size(); ++index) {
    inner.items.push_back({std::move(order[index]), order_name(index), ""});
    query->order_by.push_back({column(order_name(index)), ast::SortOrder::unspecified, ast::NullsOrder::unspecified});
  }
  auto derived = std::make_unique<ast::Query>();
  derived->body = std::move(inner);
  auto item = std::make_unique<ast::FromItem>();
  item->node = ast::DerivedTable{std::move(derived), false, "shown", {}};
  outer.from.push_back(std::move(item));
  outer.where = std::move(filter);
  query->limit = std::move(limit);
  query->body = std::move(outer);
  return query;
}

ast::Statement Parser::parse_show() {
  const std::uint32_t begin = previous_end();
  if (auto diagnostics = parse_show_diagnostics()) {
    return std::move(*diagnostics);
  }
  if (accept("GRANTS")) {
    return parse_show_grants();
  }
  std::optional<ShowPlan> plan = parse_show_plan();
  if (!plan) {
    if (!peek().keyword.is_none()) {
      unsupported("SHOW " + std::string(peek().keyword.word()));
    }
    fail();
  }
  ast::QueryPtr query = plan->to_query();
  query->position = begin;
  return {std::move(query)};
}

// WARNINGS|ERRORS [LIMIT …], COUNT(*) WARNINGS|ERRORS
std::optional<ast::Statement> Parser::parse_show_diagnostics() {
  ast::ShowDiagnostics show;
  if (ascii_iequals(peek().text, "count") && at_symbol("(", 1) && at_symbol("*", 2)) {
    index_ += 3;
    expect_symbol(")");
    show.counts = true;
  } else if (!at("WARNINGS") && !at("ERRORS")) {
    return std::nullopt;
  }
  show.errors_only = accept("ERRORS");
  if (!show.errors_only) {
    expect("WARNINGS");
  }
  if (!show.counts && accept("LIMIT")) {
    show.limit = parse_integer();
    if (accept_symbol(",")) {
      show.offset = std::exchange(show.limit, parse_integer());
    } else if (accept("OFFSET")) {
      show.offset = parse_integer();
    }
  }
  return ast::Statement{ast::SessionCommand{show}};
}

std::optional<Parser::ShowPlan> Parser::parse_show_plan() {
  accept("EXTENDED");
  const bool full = accept("FULL");
  if (accept("TABLES")) {
    return parse_show_tables(full);
  }
  if (accept("COLUMNS") || accept("FIELDS")) {
    return parse_show_columns(full);
  }
  if (full && !at("PROCESSLIST")) {
    fail();
  }
  if (accept("INDEX") || accept("INDEXES") || accept("KEYS")) {
    return parse_show_index();
  }
  if (accept("CREATE")) {
    return parse_show_create();
  }
  const bool is_global = at("GLOBAL");
  const std::size_t ahead = is_global || at("SESSION") || at("LOCAL") ? 1 : 0;
  const bool is_status = at("STATUS", ahead);
  if (is_status || at("VARIABLES", ahead)) {
    index_ += ahead + 1;
    const std::string name = std::string(is_global ? "global_" : "session_") + (is_status ? "status" : "variables");
    ShowPlan plan("performance_schema", name, variable_columns);
    plan.order.push_back(column("VARIABLE_NAME"));
    parse_show_filter(plan);
    return plan;
  }
  return parse_show_catalog();
}

// What lists all there is of something.
std::optional<Parser::ShowPlan> Parser::parse_show_catalog() {
  std::optional<ShowPlan> plan;
  if (accept("DATABASES") || accept("SCHEMAS")) {
    constexpr std::array<ShownColumn, 1> shown = {{{"SCHEMA_NAME", "Database"}}};
    plan.emplace("SCHEMATA", shown);
    plan->label_tells_like = true;
  } else if (at("TABLE") && at("STATUS", 1)) {
    take();
    take();
    plan.emplace("TABLES", table_status_columns);
    parse_from_database(*plan, "TABLE_SCHEMA");
  } else if (accept_charset()) {
    plan.emplace("CHARACTER_SETS", charset_columns);
  } else if (accept("COLLATION")) {
    plan.emplace("COLLATIONS", collation_columns);
  } else if (accept("ENGINES") || accept("STORAGE", "ENGINES")) {
    plan.emplace("ENGINES", engine_columns);
  } else if (accept("TRIGGERS")) {
    plan.emplace("TRIGGERS", trigger_columns);
    parse_from_database(*plan, "TRIGGER_SCHEMA");
  } else if (accept("EVENTS")) {
    plan.emplace("EVENTS", event_columns);
    parse_from_database(*plan, "EVENT_SCHEMA");
  } else if (accept("PROCEDURE", "STATUS") || accept("FUNCTION", "STATUS")) {
    plan.emplace("ROUTINES", routine_columns);
  } else if (accept("PROCESSLIST")) {
    plan.emplace("PROCESSLIST", process_columns);
  } else {
    return std::nullopt;
  }
  plan->order.push_back(column(plan->columns.front().first));
  parse_show_filter(*plan);
  return plan;
}

// [FROM database] [LIKE …|WHERE …]
Parser::ShowPlan Parser::parse_show_tables(bool full) {
  constexpr std::array<ShownColumn, 2> shown = {{{"TABLE_NAME", ""}, {"TABLE_TYPE", "Table_type"}}};
  ShowPlan plan("TABLES", std::span(shown).first(full ? 2 : 1));
  const bool names_database = at("FROM") || at("IN");
  const std::string database =
      names_database
          ? std::string(peek(1).kind == TokenKind::quoted_name ? std::string_view(peek(1).value) : peek(1).text)
          : std::string(database_);
  plan.columns.front().second = "Tables_in_" + database;
  plan.label_tells_like = true;
  plan.order.push_back(column("TABLE_NAME"));
  parse_from_database(plan, "TABLE_SCHEMA");
  parse_show_filter(plan);
  return plan;
}

// FROM table [FROM database] [LIKE …|WHERE …]
Parser::ShowPlan Parser::parse_show_columns(bool full) {
  ShowPlan plan = full ? ShowPlan("EVERY_COLUMN", full_column_columns) : ShowPlan("EVERY_COLUMN", column_columns);
  const ast::Name table = parse_shown_table();
  plan.must_be(table);
  plan.order.push_back(column("ORDINAL_POSITION"));
  parse_show_filter(plan);
  return plan;
}

Parser::ShowPlan Parser::parse_show_index() {
  ShowPlan plan("EVERY_STATISTIC", index_columns);
  const ast::Name table = parse_shown_table();
  plan.must_be(table);
  plan.order.push_back(compare("<>", column("INDEX_NAME"), text("PRIMARY")));
  for (const std::string_view key : {"NON_UNIQUE", "INDEX_NAME", "SEQ_IN_INDEX"}) {
    plan.order.push_back(column(key));
  }
  if (accept("WHERE")) {
    plan.filter = parse_expression();
  }
  return plan;
}

// TABLE t or VIEW v
Parser::ShowPlan Parser::parse_show_create() {
  if (accept("DATABASE") || accept("SCHEMA")) {
    ShowPlan plan("CREATE_DATABASES", create_database_columns);
    accept_if_not_exists();
    const std::string database = parse_identifier();
    plan.must_equal("SCHEMA_NAME", text(database));
    plan.limit = database_check(database);
    return plan;
  }
  const bool is_view = accept("VIEW");
  if (!is_view && !accept("TABLE")) {
    unsupported("SHOW CREATE of anything but a database, a table or a view");
  }
  ShowPlan plan = is_view ? ShowPlan("CREATE_STATEMENTS", create_view_columns)
                          : ShowPlan("CREATE_STATEMENTS", create_table_columns);
  const ast::Name table = parse_name();
  plan.must_be(table);
  return plan;
}

// FROM [database.]table [FROM database]
ast::Name Parser::parse_shown_table() {
  if (!accept("FROM")) {
    expect("IN");
  }
  ast::Name table = parse_name();
  if (accept("FROM") || accept("IN")) {
    table.parts = {parse_identifier(), table.parts.back()};
  }
  return table;
}

void Parser::parse_from_database(ShowPlan& plan, std::string_view column_name) {
  if (!accept("FROM") && !accept("IN")) {
    if (database_.empty()) {
      throw make_error(Condition::no_database_selected, {});
    }
    plan.must_equal(column_name, current_database());
    return;
  }
  const bool is_servers_own = ascii_iequals(peek().text, "mysql") || ascii_iequals(peek().text, "sys");
  if (is_servers_own) {
    unsupported("the server's own databases");
  }
  const std::string database = parse_identifier();
  plan.must_equal(column_name, text(database));
  plan.limit = database_check(database);
}

void Parser::parse_show_filter(ShowPlan& plan) {
  if (accept("WHERE")) {
    plan.filter = parse_expression();
  } else if (accept("LIKE")) {
    auto& [name, label] = plan.columns.front();
    const std::string pattern = parse_string();
    if (plan.label_tells_like) {
      label += " (" + pattern + ")";
    }
    plan.conditions.push_back(
        make(ast::Match{ast::MatchKind::like, column(name), text(pattern), nullptr, false}, no_position));
  }
}

// DESCRIBE table [column|'pattern']; EXPLAIN means the same before a table.
ast::Statement Parser::parse_describe() {
  const std::uint32_t begin = take().begin;
  if (!at_name() || (at("FORMAT") && at_symbol("=", 1))) {
    unsupported("EXPLAIN");
  }
  ShowPlan plan("EVERY_COLUMN", column_columns);
  const ast::Name table = parse_name();
  plan.must_be(table);
  plan.order.push_back(column("ORDINAL_POSITION"));
  if (!at_end()) {
    plan.conditions.push_back(
        make(ast::Match{ast::MatchKind::like, column("COLUMN_NAME"), text(parse_word_or_string()), nullptr, false},
             no_position));
  }
  ast::QueryPtr query = plan.to_query();
  query->position = begin;
  return {std::move(query)};
}

}  // namespace emulator::mysql
