// The entry point, and what a plan says of its result columns.
#include "lower/lower.hpp"

#include <algorithm>

#include "base/overloaded.hpp"
#include "lower/lowering.hpp"

namespace emulator::lower {

namespace {

// PostgreSQL shows a column whose default is its own sequence under the name it was made with.
std::string type_name(const sql::Dialect& dialect, const bind::OutputColumn& column) {
  if (!column.origin.is_serial) {
    return dialect.metadata_name(column.type);
  }
  return column.type.id == TypeId::smallint ? "smallserial" : column.type.id == TypeId::bigint ? "bigserial" : "serial";
}

bool returns_more(const bind::Query&) {
  return false;
}
bool returns_more(const bind::Merge&) {
  return false;
}
template <class Node>
bool returns_more(const Node& node) {
  return Lowering::returns_more(node.returning, node.relation);
}
template <class Node>
QueryPlan in_parts(const std::vector<bind::CommonTable>& with, const bind::Environment& environment,
                   QueryPlan (Lowering::*lower_node)(const Node&), const Node& node) {
  const bool has_parts = std::any_of(with.begin(), with.end(),
                                     [](const bind::CommonTable& table) { return table.modification != nullptr; });
  if (!has_parts && !returns_more(node)) {
    return (Lowering(environment).*lower_node)(node);
  }
  StatementParts parts;
  lower_parts(with, environment, parts);
  Lowering rest(environment, parts, {});
  QueryPlan plan = (rest.*lower_node)(node);
  if (plan.kind != QueryKind::insert && parts.modified.contains(plan.target)) {
    throw environment.dialect->error(Condition::feature_not_supported,
                                     {"changing a table that a WITH of the same statement changes"});
  }
  plan.snapshots = std::move(parts.snapshots);
  plan.parts = std::move(parts.plans);
  return plan;
}

}  // namespace

QueryPlan Lowering::finish(QueryKind kind, std::string sql, const std::vector<bind::OutputColumn>& columns) {
  QueryPlan plan;
  plan.kind = kind;
  plan.sql = std::move(sql);
  plan.slots = std::move(slots_);
  for (const bind::OutputColumn& column : columns) {
    ResultColumn result;
    result.label = column.label;
    result.name = column.origin.column.empty() ? column.label : column.origin.column;
    result.table = column.origin.table;
    result.schema = column.origin.schema;
    result.type_name = type_name(dialect_, column);
    result.type = column.type;
    result.nullable = column.nullable;
    result.auto_increment = column.origin.auto_increment || column.origin.is_serial;
    plan.columns.push_back(std::move(result));
  }
  return plan;
}

// A regclass is a number to the statement and the relation's name to its reader.
std::string Lowering::printed(const bind::Query& query) {
  const auto is_object = [](const bind::OutputColumn& column) {
    return column.type.id == TypeId::oid && !column.type.name.empty();
  };
  if (std::none_of(query.columns.begin(), query.columns.end(), is_object)) {
    return this->query(query, false);
  }
  std::string columns;
  for (std::size_t index = 0; index < query.columns.size(); ++index) {
    const Type& type = query.columns[index].type;
    const std::string name = "\"c" + std::to_string(index) + "\"";
    const auto cast = dialect_.find_cast(type, emulator::type(TypeId::text), sql::CastStrength::explicit_);
    const sql::Overload* const written = is_object(query.columns[index]) && cast ? cast->function : nullptr;
    const auto* text = written == nullptr ? nullptr : std::get_if<sql::Template>(&written->lowering);
    const auto* native = written == nullptr ? nullptr : std::get_if<sql::Native>(&written->lowering);
    columns += (columns.empty() ? "" : ", ") + (text != nullptr     ? fill(text->sql, {name})
                                                : native != nullptr ? std::string(native->name) + "(" + name + ")"
                                                                    : name);
  }
  return "SELECT " + columns + " FROM (" + this->query(query, true) + ")";
}

QueryPlan Lowering::query_plan(const bind::Query& query) {
  std::string text = printed(query);
  std::string counted;
  if (query.calculates_found_rows) {
    counted = "SELECT count(*) FROM (" + without_limit(query) + ")";  // the slots are the same: LIMIT's come last
  }
  QueryPlan plan = finish(QueryKind::select, std::move(text), query.columns);
  plan.into = query.into;
  plan.found_rows_sql = std::move(counted);
  return plan;
}

Plan lower(bind::Statement statement, const bind::Environment& environment) {
  return std::visit(
      overloaded{
          [&](bind::QueryPtr& node) -> Plan { return in_parts(node->with, environment, &Lowering::query_plan, *node); },
          [&](bind::Insert& node) -> Plan {
            return in_parts(node.source->with, environment, &Lowering::insert_plan, node);
          },
          [&](bind::Update& node) -> Plan { return in_parts(node.with, environment, &Lowering::update_plan, node); },
          [&](bind::Delete& node) -> Plan { return in_parts(node.with, environment, &Lowering::delete_plan, node); },
          [&](bind::RowwiseChange& node) -> Plan { return Lowering(environment).rowwise_plan(node); },
          [&](bind::Merge& node) -> Plan { return in_parts(node.with, environment, &Lowering::merge_plan, node); },
          [&](bind::Definition& node) -> Plan { return definition_plan(std::move(node), environment); },
          [](bind::DatabaseCommand& node) -> Plan {
            return DatabasePlan{node.create, std::move(node.name), node.if_exists};
          },
          [](ast::Transaction& node) -> Plan { return TransactionPlan{std::move(node)}; },
          [&](bind::Settings& node) -> Plan {
            SettingPlan plan{std::move(node.settings), {}};
            if (node.computed != nullptr) {
              plan.computed = Lowering(environment).query_plan(*node.computed);
            }
            return plan;
          },
          [](bind::ShowSetting& node) -> Plan { return ShowPlan{std::move(node.name)}; },
          [](bind::Use& node) -> Plan { return UsePlan{std::move(node.database)}; },
          [](ast::SessionCommand& node) -> Plan { return SessionPlan{std::move(node)}; },
          [](bind::Nothing&) -> Plan { return NothingPlan{}; },
      },
      statement);
}

}  // namespace emulator::lower
