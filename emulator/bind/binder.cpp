// The entry points: one statement kind, one method.
#include "bind/binder.hpp"

#include "base/overloaded.hpp"
#include "bind/account_changes.hpp"
#include "bind/role_changes.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

Statement StatementBinder::bind(const ast::Statement& statement) {
  return std::visit(overloaded{
                        [&](const ast::QueryPtr& node) -> Statement { return whole_query(*node); },
                        [&](const ast::Insert& node) { return insert(node); },
                        [&](const ast::Update& node) { return update(node); },
                        [&](const ast::Delete& node) { return delete_(node); },
                        [&](const ast::Merge& node) { return merge(node); },
                        [&](const ast::CreateTable& node) { return create_table(node); },
                        [&](const ast::AlterTable& node) { return alter_table(node); },
                        [&](const ast::CreateIndex& node) { return create_index(node); },
                        [&](const ast::CreateView& node) { return create_view(node); },
                        [&](const ast::CreateSchema& node) { return create_schema(node); },
                        [&](const ast::CreateDatabase& node) -> Statement {
                          return DatabaseCommand{true, node.name, node.if_not_exists};
                        },
                        [&](const ast::CreateSequence& node) { return create_sequence(node); },
                        [&](const ast::AlterSequence& node) { return alter_sequence(node); },
                        [&](const ast::CreateEnum& node) { return create_enum(node); },
                        [&](const ast::AlterEnum& node) { return alter_enum(node); },
                        [&](const ast::CreateExtension& node) { return create_extension(node); },
                        [&](const ast::RenameTables& node) { return rename_tables(node); },
                        [&](const ast::RenameSchema& node) { return rename_schema(node); },
                        [&](const ast::RefreshView& node) { return refresh_view(node); },
                        [&](const ast::Comment& node) { return comment(node); },
                        [&](const ast::Drop& node) { return drop(node); },
                        [&](const ast::Truncate& node) { return truncate(node); },
                        [&](const ast::Transaction& node) -> Statement { return node; },
                        [&](const ast::Set& node) { return set(node); },
                        [&](const ast::ShowVariable& node) -> Statement { return ShowSetting{node.name}; },
                        [&](const ast::Use& node) -> Statement { return Use{node.database}; },
                        [&](const ast::SessionCommand& node) -> Statement {
                          const auto* constraints = std::get_if<ast::SetConstraints>(&node);
                          return constraints == nullptr ? Statement{node} : set_constraints(*constraints);
                        },
                        [&](const ast::RoleCommand& node) -> Statement {
                          return dialect_.traits.schema_is_database
                                     ? AccountChanges(*this, statement.position).bind(node)
                                     : RoleChanges(*this, statement.position).bind(node);
                        },
                        [&](const ast::Nothing&) -> Statement { return Nothing{}; },
                    },
                    statement.node);
}

// A statement may say $1 itself, but values come for :names only.
void StatementBinder::check_parameters() const {
  const std::size_t given = environment_.parameters.size();
  if (wanted_parameters_ > given) {
    fail(Condition::bind_parameter_count,
         {std::to_string(given), std::to_string(wanted_parameters_), std::to_string(environment_.statement_number)});
  }
}

QueryPtr StatementBinder::whole_query(const ast::Query& node) {
  QueryPtr bound = query(node, nullptr);
  settle_rows(*bound);
  if (bound->columns.empty()) {
    unsupported("SELECT without columns", ast::no_position);
  }
  return bound;
}

Statement bind(const ast::Statement& statement, const Environment& environment) {
  StatementBinder binder(environment);
  Statement bound = binder.bind_within_rights(statement);
  binder.check_parameters();
  return bound;
}

ExpressionPtr bind_table_expression(std::string_view text, const catalog::Table& table, const Environment& environment,
                                    const Type* type) {
  const ast::ExpressionPtr parsed = environment.dialect->parse_expression(text);
  StatementBinder binder(environment);
  ExpressionPtr bound = binder.bind_over_table(*parsed, table, Clause::check);
  return type == nullptr ? std::move(bound) : binder.as_generated(std::move(bound), *type);
}

ExpressionPtr bind_stored_value(const catalog::Table& before, const catalog::Table& after, std::int32_t ordinal,
                                const std::string* conversion, const Environment& environment) {
  return StatementBinder(environment).stored_value_of(before, after, ordinal, conversion);
}

}  // namespace emulator::bind
