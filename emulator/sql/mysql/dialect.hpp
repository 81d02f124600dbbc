// MySQL's answers to the questions of sql/dialect.hpp, as Aurora MySQL 3 (MySQL 8.0) gives them.
#pragma once

#include "sql/dialect.hpp"

namespace emulator::mysql {

class MysqlDialect final : public sql::Dialect {
 public:
  MysqlDialect();

  using sql::Dialect::error;

  ast::Statement parse(std::string_view sql) const override;
  ast::Statement parse(std::string_view sql, const sql::CallContext& session) const override;
  ast::ExpressionPtr parse_expression(std::string_view sql) const override;

  std::optional<Type> type_of(const ast::TypeName& name) const override;
  std::string metadata_name(const Type& type) const override;
  std::optional<std::string> stored_default(const Value& value, const Type& type) const override;
  std::string spelled(const Type& type) const override;
  std::string implicit_default(const Type& type) const override;
  sql::TypedValue literal(const ast::ExpressionNode& node) const override;
  Type parameter_type(const Value& value) const override;
  Type truth_type() const override;

  sql::Resolution resolve_operator(std::string_view symbol, std::span<const sql::Operand> operands,
                                   const sql::HasExtension& has_extension) const override;
  sql::Resolution resolve_function(const ast::Name& name, std::span<const sql::Operand> operands,
                                   const sql::HasExtension& has_extension) const override;
  std::optional<sql::CastPath> find_cast(const Type& from, const Type& to, sql::CastStrength strength) const override;
  std::optional<Type> cast_through(const Type& from, const Type& to) const override;
  Type common_type(std::span<const sql::Operand> operands, std::string_view construct) const override;
  std::span<const sql::Overload> overloads() const override;
  Value implicit_value(const Type& type) const override;

  std::string column_label(const ast::SelectItem& item) const override;
  std::string choose_name(sql::NameFor kind, std::string_view table, std::span<const std::string> columns,
                          const std::function<bool(std::string_view)>& taken) const override;

  void session_ended(std::int64_t connection_id) const override;

  std::string_view sqlite_collation(const Type& type) const override;
  void check_collation(const Type& operand, std::string_view collation) const override;
  sql::CollationCompare find_collation(std::string_view name) const override;

  SqlError error(Condition condition, std::span<const std::string> arguments) const override;
};

// The one there is; it has no state.
const sql::Dialect& dialect();

}  // namespace emulator::mysql
