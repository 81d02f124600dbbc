// The answers, each given by the file of the room that knows it.
#include "sql/mysql/dialect.hpp"

#include "sql/mysql/coercion.hpp"
#include "sql/mysql/collations.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/locks.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/tables.hpp"
#include "sql/mysql/parser.hpp"
#include "sql/mysql/resolve.hpp"
#include "sql/mysql/types.hpp"
#include "sql/mysql/written.hpp"

namespace emulator::mysql {

namespace {

constexpr sql::Traits mysql_traits{
    .columns_ignore_case = true,
    .nulls_sort_high = false,
    .ddl_commits = true,
    .error_aborts_transaction = false,
    .conditions_take_any_type = true,
    .having_sees_aliases = true,
    .schema_is_database = true,
    .truth_is_integer = true,
    .update_sees_new_values = true,
    .inline_ids = true,
    .default_schema = {},
    .identifier_quote = '`',
    .values_label = "column_",
    .foreign_keys_make_indexes = true,
    .first_value_column = 0,
    .unions_meet_together = true,
};

// "t_ibfk_1", "t_ibfk_2" ...: the first that is free.
std::string numbered(const std::string& stem, int first, const std::function<bool(std::string_view)>& taken) {
  for (int number = first;; ++number) {
    std::string name = stem + std::to_string(number);
    if (!taken(name)) return name;
  }
}

}  // namespace

MysqlDialect::MysqlDialect() : sql::Dialect(mysql_traits) {}

ast::Statement MysqlDialect::parse(std::string_view sql) const {
  return parse_statement(sql);
}
ast::Statement MysqlDialect::parse(std::string_view sql, const sql::CallContext& session) const {
  return parse_statement(sql, session.database, session.modes);
}
ast::ExpressionPtr MysqlDialect::parse_expression(std::string_view sql) const {
  return mysql::parse_expression(sql);
}

std::optional<Type> MysqlDialect::type_of(const ast::TypeName& name) const {
  return mysql::type_of(name);
}
std::string MysqlDialect::metadata_name(const Type& type) const {
  return mysql::metadata_name(type);
}
std::string MysqlDialect::implicit_default(const Type& type) const {
  return mysql::implicit_default(type);
}
std::optional<std::string> MysqlDialect::stored_default(const Value& value, const Type& type) const {
  return written_default(value, type);
}
std::string MysqlDialect::spelled(const Type& type) const {
  return mysql::spelled(type);
}
sql::TypedValue MysqlDialect::literal(const ast::ExpressionNode& node) const {
  return mysql::literal(node);
}
Type MysqlDialect::parameter_type(const Value& value) const {
  return mysql::parameter_type(value);
}
Type MysqlDialect::truth_type() const {
  return truth_value_type;
}

sql::Resolution MysqlDialect::resolve_operator(std::string_view symbol, std::span<const sql::Operand> operands,
                                               const sql::HasExtension&) const {
  return mysql::resolve_operator(symbol, operands);
}
sql::Resolution MysqlDialect::resolve_function(const ast::Name& name, std::span<const sql::Operand> operands,
                                               const sql::HasExtension&) const {
  return mysql::resolve_function(name, operands);
}
std::optional<sql::CastPath> MysqlDialect::find_cast(const Type& from, const Type& to,
                                                     sql::CastStrength strength) const {
  return mysql::find_cast(from, to, strength);
}
std::optional<Type> MysqlDialect::cast_through(const Type& from, const Type& to) const {
  return mysql::cast_through(from, to);
}
Type MysqlDialect::common_type(std::span<const sql::Operand> operands, std::string_view) const {
  return mysql::common_type(operands);
}
std::span<const sql::Overload> MysqlDialect::overloads() const {
  return all_rows();
}

Value MysqlDialect::implicit_value(const Type& type) const {
  return mysql::implicit_value(type);
}

// A text is labelled by what it says, anything else by how it was written.
std::string MysqlDialect::column_label(const ast::SelectItem& item) const {
  if (!item.alias.empty()) return item.alias;
  if (const auto* column = std::get_if<ast::ColumnReference>(&item.expression->node)) return column->parts.back();
  if (const auto* text = std::get_if<ast::StringLiteral>(&item.expression->node)) return text->text;
  return item.text;
}

std::string MysqlDialect::choose_name(sql::NameFor kind, std::string_view table, std::span<const std::string> columns,
                                      const std::function<bool(std::string_view)>& taken) const {
  const std::string owner{table};
  switch (kind) {
    case sql::NameFor::primary_key:
      return "PRIMARY";
    case sql::NameFor::check:
      return numbered(owner + "_chk_", 1, taken);
    case sql::NameFor::foreign_key:
      return numbered(owner + "_ibfk_", 1, taken);
    case sql::NameFor::sequence:
      return numbered(owner + "_seq_", 1, taken);
    case sql::NameFor::unique:
    case sql::NameFor::index: {
      const std::string first = columns.empty() ? "functional_index" : columns.front();
      return taken(first) ? numbered(first + "_", 2, taken) : first;
    }
  }
  return {};
}

void MysqlDialect::session_ended(std::int64_t connection_id) const {
  named_locks().release_all(connection_id);
}

std::string_view MysqlDialect::sqlite_collation(const Type& type) const {
  return mysql::sqlite_collation(type);
}
void MysqlDialect::check_collation(const Type& operand, std::string_view collation) const {
  mysql::check_collation(operand, collation);
}
sql::CollationCompare MysqlDialect::find_collation(std::string_view name) const {
  return mysql::find_collation(name);
}

SqlError MysqlDialect::error(Condition condition, std::span<const std::string> arguments) const {
  return make_error(condition, arguments);
}

const sql::Dialect& dialect() {
  static const MysqlDialect made;
  return made;
}

}  // namespace emulator::mysql
