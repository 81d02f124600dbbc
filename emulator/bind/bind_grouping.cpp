// The rule of grouped queries: what is put out, filtered or sorted by must be grouped, aggregated or follow from a
// grouped primary key (PostgreSQL "GROUP BY and HAVING Clauses"; MySQL "ONLY_FULL_GROUP_BY", on by default).
#include <algorithm>
#include <functional>

#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

class GroupingCheck {
 public:
  GroupingCheck(const Select& select, const Scope& scope) : select_(select), scope_(scope) {}

  // The first column that is neither grouped nor aggregated; null if all is well.
  const Expression* offender(const Expression& expression) const {
    const auto is_same = [&](const ExpressionPtr& key) { return same(*key, expression); };
    if (std::holds_alternative<Aggregate>(expression.node) ||
        std::any_of(select_.group_by.begin(), select_.group_by.end(), is_same)) {
      return nullptr;
    }
    if (const auto* use = std::get_if<ColumnUse>(&expression.node)) {
      // Grouped is the column, whatever type it is taken as: a varchar may be read as text.
      const bool is_free = is_grouped(use->relation, use->column) || follows_from_key(use->relation);
      return scope_.owns(use->relation) && !is_free ? &expression : nullptr;
    }
    const Expression* found = nullptr;
    for_each_child(expression, [&](const Expression& child) {
      if (found == nullptr) {
        found = offender(child);
      }
    });
    return found;
  }

 private:
  bool is_grouped(std::int32_t relation, std::int32_t column) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const ExpressionPtr& key) {
      const auto* use = std::get_if<ColumnUse>(&key->node);
      return use != nullptr && use->relation == relation && use->column == column;
    });
  }

  bool follows_from_key(std::int32_t relation) const {
    const catalog::Table* table = scope_.by_number(relation)->table;
    const catalog::Constraint* key = table == nullptr ? nullptr : table->primary_key();
    if (key == nullptr) {
      return false;
    }
    return std::all_of(key->columns.begin(), key->columns.end(), [&](std::int32_t id) {
      const auto column = std::find_if(table->columns.begin(), table->columns.end(),
                                       [id](const catalog::Column& candidate) { return candidate.id == id; });
      return is_grouped(relation, static_cast<std::int32_t>(column - table->columns.begin()));
    });
  }

  const Select& select_;
  const Scope& scope_;
};

}  // namespace

void StatementBinder::check_grouping(const Query& bound, const Scope& scope) {
  const auto& select = std::get<Select>(bound.body);
  const GroupingCheck check(select, scope);
  const auto require = [&](const Expression& expression, std::size_t number, std::string_view place) {
    const Expression* offender = check.offender(expression);
    if (offender == nullptr) {
      return;
    }
    const auto& use = std::get<ColumnUse>(offender->node);
    const VisibleRelation& relation = *scope.by_number(use.relation);
    const OutputColumn& column = relation.columns[static_cast<std::size_t>(use.column)];
    const std::string schema = column.origin.schema.empty() ? "" : column.origin.schema + ".";
    fail(select.group_by.empty() ? Condition::mixed_aggregation : Condition::grouping_error,
         {(dialect_.traits.schema_is_database ? schema : "") + relation.alias + "." + column.label,
          std::to_string(number), std::string(place)},
         offender->position);
  };
  for (std::size_t output = 0; output < select.outputs.size(); ++output) {
    require(*select.outputs[output], output + 1, "SELECT list");
  }
  if (select.having != nullptr) {
    require(*select.having, 1, "HAVING clause");
  }
  for (std::size_t key = 0; key < bound.order_by.size(); ++key) {
    if (bound.order_by[key].expression != nullptr) {
      require(*bound.order_by[key].expression, key + 1, "ORDER BY clause");
    }
  }
}

namespace {

// A column in `expression` that the select list does not have; null: it has all.
const Expression* not_selected(const Expression& expression, const Select& select, const Scope& scope) {
  const auto is_it = [&](const ExpressionPtr& output) { return same_computation(*output, expression); };
  if (std::any_of(select.outputs.begin(), select.outputs.end(), is_it)) {
    return nullptr;
  }
  const auto* use = std::get_if<ColumnUse>(&expression.node);
  if (use != nullptr && scope.owns(use->relation)) {
    return &expression;
  }
  const Expression* found = nullptr;
  for_each_child(expression, [&](const Expression& child) {
    found = found != nullptr ? found : not_selected(child, select, scope);
  });
  return found;
}

}  // namespace

// MySQL: where nothing is grouped, HAVING chooses among the rows, by what the select list has
// (https://dev.mysql.com/doc/refman/8.0/en/select.html).
void StatementBinder::filter_by_having(Select& select, const Scope& scope) {
  if (const Expression* column = not_selected(*select.having, select, scope)) {
    const auto& use = std::get<ColumnUse>(column->node);
    const OutputColumn& named = scope.by_number(use.relation)->columns[static_cast<std::size_t>(use.column)];
    fail(Condition::undefined_column, {named.label, "having clause"}, column->position);
  }
  if (select.where == nullptr) {
    select.where = std::move(select.having);
    return;
  }
  const bool nullable = select.where->nullable || select.having->nullable;
  std::vector<ExpressionPtr> both;
  both.push_back(std::move(select.where));
  both.push_back(std::move(select.having));
  select.where =
      make(Logical{ast::LogicalKind::and_, std::move(both)}, dialect_.truth_type(), nullable, ast::no_position);
}

// Without ONLY_FULL_GROUP_BY a column that is neither grouped nor aggregated has the value of any row of its group.
void StatementBinder::take_any_values(Query& bound, const Scope& scope) {
  auto& select = std::get<Select>(bound.body);
  const GroupingCheck check(select, scope);
  const auto is_grouped = [&](const Expression& part) { return check.offender(part) == nullptr; };
  const auto any_value = [&](const Expression& part) -> ExpressionPtr {
    if (!std::holds_alternative<ColumnUse>(part.node)) {
      return nullptr;
    }
    std::vector<ExpressionPtr> operand;
    operand.push_back(copy_of(part));
    const ast::Name name{{"any_value"}, part.position};
    const sql::Resolution resolution = resolve(name, operand);
    Aggregate aggregate{resolution.overload, std::move(operand), false, false, nullptr, {}};
    ExpressionPtr taken = make(std::move(aggregate), resolution.result, true, part.position);
    taken->coercibility = part.coercibility;
    return taken;
  };
  for (ExpressionPtr& output : select.outputs) {
    substitute(output, any_value, is_grouped);
  }
  if (select.having != nullptr) {
    substitute(select.having, any_value, is_grouped);
  }
  for (SortKey& key : bound.order_by) {
    if (key.expression != nullptr) {
      substitute(key.expression, any_value, is_grouped);
    }
  }
}

// ROLLUP, CUBE and GROUPING SETS are all lists of sets; each set is a list of the keys it groups by. An element in
// parentheses is several keys that stay together.
void StatementBinder::grouping_sets(const ast::Select& select, const Scope& scope, Query& bound) {
  auto& result = std::get<Select>(bound.body);
  std::vector<std::vector<std::int32_t>> elements;
  const auto add_key = [&](const ast::Expression& item, std::vector<std::int32_t>& element) {
    ExpressionPtr key = group_key(item, select, scope, bound);
    key->nullable = true;
    std::size_t index = 0;
    while (index < result.group_by.size() && !same(*result.group_by[index], *key)) {
      ++index;
    }
    element.push_back(static_cast<std::int32_t>(index));
    if (index == result.group_by.size()) {
      result.group_by.push_back(std::move(key));
    }
  };
  for (const ast::ExpressionPtr& item : select.group_by) {
    std::vector<std::int32_t>& element = elements.emplace_back();
    if (const auto* row = std::get_if<ast::Row>(&item->node)) {
      for (const ast::ExpressionPtr& part : row->elements) {
        add_key(*part, element);
      }
    } else {
      add_key(*item, element);
    }
  }
  if (select.grouping == ast::GroupingKind::sets) {
    result.grouping_sets = std::move(elements);
    return;
  }
  constexpr std::size_t cube_limit = 12;  // PostgreSQL's
  if (select.grouping == ast::GroupingKind::cube && elements.size() > cube_limit) {
    fail(Condition::statement_too_complex, {}, select.group_by.front()->position);
  }
  const bool is_cube = select.grouping == ast::GroupingKind::cube;
  const std::size_t count = is_cube ? std::size_t{1} << elements.size() : elements.size() + 1;
  for (std::size_t number = 0; number < count; ++number) {
    std::vector<std::int32_t>& set = result.grouping_sets.emplace_back();
    for (std::size_t element = 0; element < elements.size(); ++element) {
      const bool is_in =
          is_cube ? (number >> (elements.size() - 1 - element) & 1) == 0 : element + number < elements.size();
      if (is_in) {
        set.insert(set.end(), elements[element].begin(), elements[element].end());
      }
    }
  }
}

ExpressionPtr StatementBinder::grouping_call(const ast::FunctionCall& node, std::uint32_t position,
                                             const Place& place) {
  Grouping bound;
  Place inside = place;
  inside.clause = Clause::group_by;
  for (const ast::ExpressionPtr& argument : node.arguments) {
    const ExpressionPtr wanted = expression(*argument, inside);
    const auto& keys = place.grouped->group_by;
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const ExpressionPtr& key) { return same(*key, *wanted); });
    if (found == keys.end()) {
      fail(Condition::grouping_arguments, {std::to_string(bound.keys.size())}, argument->position);
    }
    bound.keys.push_back(static_cast<std::int32_t>(found - keys.begin()));
  }
  const TypeId result = dialect_.traits.truth_is_integer ? TypeId::bigint : TypeId::integer;
  return make(std::move(bound), type(result), false, position);
}

// The first row of each, in the order that ORDER BY gives; so that must begin with what is to be distinct.
void StatementBinder::distinct_on(const ast::Query& query, const Scope& scope, Query& bound) {
  const auto& select = std::get<ast::Select>(query.body);
  auto& result = std::get<Select>(bound.body);
  for (const ast::ExpressionPtr& item : select.distinct_on) {
    std::optional<std::int32_t> output = output_ordinal(*item, bound.columns.size(), "DISTINCT ON");
    const auto* reference = std::get_if<ast::ColumnReference>(&item->node);
    if (!output && reference != nullptr && reference->parts.size() == 1) {
      output = output_named(reference->parts[0], select, bound);
    }
    result.distinct_on.push_back(
        output ? copy_of(*result.outputs[static_cast<std::size_t>(*output)])
               : settle_unknown(expression(*item, {.scope = &scope, .clause = Clause::order_by, .select = &select})));
    require_equality(result.distinct_on.back()->type, item->position);
  }
  std::vector<bool> sorted(result.distinct_on.size(), false);
  bool skipped = false;
  for (const SortKey& key : bound.order_by) {
    const Expression& value =
        key.expression != nullptr ? *key.expression : *result.outputs[static_cast<std::size_t>(key.output)];
    const auto found = std::find_if(result.distinct_on.begin(), result.distinct_on.end(),
                                    [&](const ExpressionPtr& part) { return same(*part, value); });
    if (found == result.distinct_on.end()) {
      skipped = true;
      continue;
    }
    const auto part = static_cast<std::size_t>(found - result.distinct_on.begin());
    if (skipped && !sorted[part]) {
      fail(Condition::distinct_on_order, {}, select.distinct_on[part]->position);
    }
    sorted[part] = true;
  }
  for (std::size_t part = 0; skipped && part < sorted.size(); ++part) {
    if (!sorted[part]) {
      fail(Condition::distinct_on_order, {}, select.distinct_on[part]->position);
    }
  }
}

}  // namespace emulator::bind
