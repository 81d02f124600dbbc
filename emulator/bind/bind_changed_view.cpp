// INSERT, UPDATE and DELETE of a view that only chooses rows and columns of one table: the table under it is changed.
// (https://www.postgresql.org/docs/15/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS,
// https://dev.mysql.com/doc/refman/8.0/en/view-updatability.html)
#include <algorithm>
#include <utility>

#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

struct Verb {
  std::string_view statement, plain, doing;
};
constexpr Verb verbs[] = {
    {"INSERT", "insert into", "inserting into"},
    {"UPDATE", "update", "updating"},
    {"DELETE", "delete from", "deleting from"},
};

const Verb* verb_of(std::string_view statement) {
  const auto* found =
      std::find_if(std::begin(verbs), std::end(verbs), [&](const Verb& verb) { return verb.statement == statement; });
  return found == std::end(verbs) ? nullptr : found;
}

// What makes a query more than a choice, as PostgreSQL tells it; empty: nothing that its text shows.
std::string_view obstacle(const ast::Query& query) {
  const auto* select = std::get_if<ast::Select>(&query.body);
  if (select == nullptr) {
    return std::holds_alternative<ast::SetOperation>(query.body) ? "containing UNION, INTERSECT, or EXCEPT"
                                                                 : "that do not select from a single table or view";
  }
  if (select->distinct || !select->distinct_on.empty()) {
    return "containing DISTINCT";
  }
  if (!select->group_by.empty() || select->grouping != ast::GroupingKind::plain) {
    return "containing GROUP BY";
  }
  if (select->having != nullptr) {
    return "containing HAVING";
  }
  if (!query.with.empty()) {
    return "containing WITH";
  }
  if (query.limit != nullptr || query.offset != nullptr) {
    return "containing LIMIT or OFFSET";
  }
  return {};
}

const ast::TableReference* only_table(const ast::Select& select) {
  const auto* table = select.from.size() == 1 ? std::get_if<ast::TableReference>(&select.from.front()->node) : nullptr;
  return table == nullptr || table->sample ? nullptr : table;
}

ExpressionPtr both(ExpressionPtr one, ExpressionPtr other, const Type& truth) {
  if (one == nullptr || other == nullptr) {
    return one == nullptr ? std::move(other) : std::move(one);
  }
  Logical all{ast::LogicalKind::and_, {}};
  all.operands.push_back(std::move(one));
  all.operands.push_back(std::move(other));
  return make(std::move(all), truth, true, ast::no_position);
}

}  // namespace

void StatementBinder::fail_fixed_view(const std::string& view, std::string_view statement, std::string_view why) const {
  const Verb& verb = *verb_of(statement);
  SqlError error =
      dialect_.error(Condition::table_is_not_base, {view, std::string(verb.statement), std::string(verb.plain)});
  if (dialect_.traits.schema_is_database) {
    if (statement == "INSERT") {  // ER_NON_INSERTABLE_TABLE
      error.code = 1471;
      error.message = "The target table " + view + " of the INSERT is not insertable-into";
    }
  } else {
    error.detail = "Views " + std::string(why) + " are not automatically updatable.";
    error.hint = "To enable " + std::string(verb.doing) + " the view, provide an INSTEAD OF " +
                 std::string(verb.statement) + " trigger or an unconditional ON " + std::string(verb.statement) +
                 " DO INSTEAD rule.";
  }
  throw error;
}

ChangeTarget StatementBinder::change_target(const ast::Name& name, const std::string& alias,
                                            std::string_view statement) {
  if (name.parts.size() > 1) {
    require_schema(schema_of(name), catalog::privilege::usage, name.position);
  }
  const catalog::View* view =
      find_table(name) == nullptr ? catalog_.find_view(schema_of(name), name.parts.back()) : nullptr;
  ChangeTarget target;
  if (view != nullptr) {
    target = changed_view(*view, statement);
    target.relation.schema = view->schema;
  } else {
    target.table = &target_table(name, statement);
    target.relation = visible_table(*target.table, name.parts.back());
  }
  target.relation.alias = alias.empty() ? name.parts.back() : alias;
  if (!alias.empty()) {
    target.relation.schema.clear();
  }
  return target;
}

ChangeTarget StatementBinder::changed_view(const catalog::View& view, std::string_view statement) {
  const ast::Statement parsed = dialect_.parse(view.text);
  const ast::Query& query = *std::get<ast::QueryPtr>(parsed.node);
  const std::string_view why = obstacle(query);
  if (!why.empty()) {
    fail_fixed_view(view.name, statement, why);
  }
  const auto& select = std::get<ast::Select>(query.body);
  const ast::TableReference* under = only_table(select);
  if (under == nullptr) {
    fail_fixed_view(view.name, statement, "that do not select from a single table or view");
  }
  const std::string* const outer_schema = std::exchange(search_schema_, &view.search_schema);
  Accesses* const accesses = std::exchange(accesses_, nullptr);
  std::vector<VisibleCommonTable> outer_tables = std::exchange(common_tables_, {});
  ChangeTarget target = change_target(under->name, under->alias, statement);
  Scope scope = new_scope(nullptr);
  scope.add(target.relation);
  Query holder;
  holder.body = Select{};
  bool saw_aggregate = false;
  RowFunction set_calls{};
  const Place place{.scope = &scope,
                    .clause = Clause::select_list,
                    .select = &select,
                    .saw_aggregate = &saw_aggregate,
                    .set_calls = &set_calls};
  select_items(select, place, holder);
  if (select.where != nullptr) {
    target.condition =
        both(std::move(target.condition), condition(*select.where, {.scope = &scope, .clause = Clause::where}),
             dialect_.truth_type());
  }
  common_tables_ = std::move(outer_tables);
  search_schema_ = outer_schema;
  accesses_ = accesses;
  auto& outputs = std::get<Select>(holder.body).outputs;
  const bool has_window = std::any_of(outputs.begin(), outputs.end(),
                                      [](const ExpressionPtr& output) { return contains<Window>(*output); });
  if (saw_aggregate || has_window || !set_calls.calls.empty()) {
    fail_fixed_view(view.name, statement,
                    saw_aggregate ? "that return aggregate functions"
                    : has_window  ? "that return window functions"
                                  : "that return set-returning functions");
  }
  see_through(view, std::move(holder), target);
  return target;
}

// The view's columns instead of those of what is under it.
void StatementBinder::see_through(const catalog::View& view, Query holder, ChangeTarget& target) {
  auto& outputs = std::get<Select>(holder.body).outputs;
  auto shown = std::make_shared<std::vector<ExpressionPtr>>();
  std::vector<std::int32_t> ordinals;
  for (std::size_t column = 0; column < outputs.size(); ++column) {
    ExpressionPtr output = settle_unknown(std::move(outputs[column]));
    const auto* use = std::get_if<ColumnUse>(&output->node);
    const bool is_column = use != nullptr && use->relation == target.relation.number;
    ordinals.push_back(is_column ? use->column : -1);
    OutputColumn& visible = holder.columns[column];
    visible.type = output->type;
    visible.label = column < view.columns.size() ? view.columns[column] : visible.label;
    visible.origin = {view.schema, view.name, visible.label, false, false};
    shown->push_back(std::move(output));
  }
  target.view = &view;
  target.ordinals = std::move(ordinals);
  target.relation.columns = std::move(holder.columns);
  target.relation.row_type = intern(view.name);
  target.relation.seen_through = std::move(shown);
}

// The table's column that the statement means by a name.
std::int32_t StatementBinder::changed_column(const ChangeTarget& target, const ast::Name& name, Clause clause) const {
  if (target.view == nullptr) {
    return column_ordinal(*target.table, name.parts.back(), name.position, clause);
  }
  const Scope names = new_scope(nullptr);
  for (std::size_t column = 0; column < target.relation.columns.size(); ++column) {
    if (names.same_name(target.relation.columns[column].label, name.parts.back())) {
      return changed_column(target, column, clause);
    }
  }
  fail(Condition::undefined_target_column, {name.parts.back(), target.view->name, std::string(rule_of(clause).phrase)},
       name.position);
}

std::int32_t StatementBinder::changed_column(const ChangeTarget& target, std::size_t column, Clause clause) const {
  const bool inserts = clause == Clause::values;
  if (target.ordinals[column] < 0 && inserts && dialect_.traits.schema_is_database) {
    fail_fixed_view(target.view->name, "INSERT", {});
  }
  if (target.ordinals[column] < 0) {
    fail(Condition::view_column_is_fixed,
         {target.relation.columns[column].label, target.view->name, inserts ? "insert into" : "update"});
  }
  return target.ordinals[column];
}

// Of an INSERT that names no columns: what it gives values for.
void StatementBinder::require_changeable(const std::vector<std::int32_t>& given) const {
  for (std::size_t column = 0; column < given.size(); ++column) {
    if (given[column] < 0) {
      changed_column(*changed_view_, column, Clause::values);
    }
  }
}

// The rows that are changed: those that the view shows, and that are asked for.
ExpressionPtr StatementBinder::changed_rows(ChangeTarget& target, const ast::Expression* where, const Scope& scope) {
  ExpressionPtr asked = where == nullptr ? nullptr : condition(*where, {.scope = &scope, .clause = Clause::where});
  return both(std::move(target.condition), std::move(asked), dialect_.truth_type());
}

}  // namespace emulator::bind
