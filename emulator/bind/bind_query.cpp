// Queries as wholes: WITH, VALUES, set operations, LIMIT. SELECT itself is in bind_select.cpp.
#include <algorithm>

#include "base/text.hpp"
#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

constexpr std::int32_t query_depth_limit = 100;

// Counts how deep queries stand in queries; SQLite's own parser has its limit not far above.
class DepthGuard {
 public:
  explicit DepthGuard(std::int32_t& depth) : depth_(depth) { ++depth_; }
  ~DepthGuard() { --depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  std::int32_t& depth_;
};

}  // namespace

QueryPtr StatementBinder::query(const ast::Query& query, const Scope* outer, bool settle) {
  const DepthGuard guard(query_depth_);
  if (query_depth_ > query_depth_limit) {
    fail(Condition::statement_too_complex, {}, query.position);
  }
  const std::size_t visible = common_tables_.size();
  std::vector<CommonTable> with;
  with_list(query.with, query.recursive, outer, with);
  QueryPtr bound;
  if (std::holds_alternative<ast::Select>(query.body)) {
    bound = select(query, outer);
  } else if (std::holds_alternative<ast::Values>(query.body)) {
    bound = values(query, outer);
  } else {
    bound = set_operation(query, outer);
  }
  bound->with = std::move(with);
  bound->recursive = query.recursive;
  for (const std::string& variable : query.into) {
    bound->into.push_back(ascii_lower(variable));
  }
  for (std::size_t column = 0; column < bound->columns.size() && !query.into.empty(); ++column) {
    convert_column(*bound, column, variable_type(bound->columns[column].type));
  }
  if (!query.into.empty() && query.into.size() != bound->columns.size()) {
    fail(Condition::column_count_mismatch, {"INTO"}, query.position);
  }
  if (!std::holds_alternative<ast::Select>(query.body)) {
    order_by_outputs(query, *bound);
  }
  bound->with_ties = query.with_ties;
  limits(query, *bound, outer);
  if (settle) {
    settle_columns(*bound);
  }
  common_tables_.resize(visible);
  return bound;
}

void StatementBinder::with_list(const std::vector<ast::CommonTable>& with, bool recursive, const Scope* outer,
                                std::vector<CommonTable>& bound) {
  for (const ast::CommonTable& table : with) {
    common_table(table, recursive, outer, bound);
  }
}

void StatementBinder::common_table(const ast::CommonTable& table, bool recursive, const Scope* outer,
                                   std::vector<CommonTable>& bound) {
  if (table.data_modifying != nullptr) {
    return modifying_table(table, outer, bound);
  }
  const std::int32_t number = common_table_count_++;
  ++derived_depth_;
  const bool is_set = std::holds_alternative<ast::SetOperation>(table.query->body);
  QueryPtr query = recursive && is_set ? recursive_table(table, number, outer) : this->query(*table.query, outer);
  --derived_depth_;
  settle_rows(*query);
  if (table.columns.size() > query->columns.size()) {
    fail(Condition::column_count_mismatch, {table.name}, table.position);
  }
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    query->columns[column].label = table.columns[column];
  }
  const auto own = std::find_if(common_tables_.begin(), common_tables_.end(),
                                [number](const VisibleCommonTable& visible) { return visible.number == number; });
  if (own == common_tables_.end()) {
    common_tables_.push_back({table.name, number, query->columns});
  } else {
    own->columns = query->columns;
  }
  bound.push_back({number, std::move(query)});
}

void StatementBinder::modifying_table(const ast::CommonTable& table, const Scope* outer,
                                      std::vector<CommonTable>& bound) {
  if (outer != nullptr || query_depth_ > 1) {
    fail(Condition::modifying_with_not_at_top, {}, table.position);
  }
  const std::int32_t number = common_table_count_++;
  const std::size_t visible = common_tables_.size();
  Statement statement = bind(*table.data_modifying);
  common_tables_.resize(visible);
  auto modification = std::make_shared<Modification>();
  if (auto* insert = std::get_if<Insert>(&statement)) {
    modification->node = std::move(*insert);
  } else if (auto* update = std::get_if<Update>(&statement)) {
    modification->node = std::move(*update);
  } else if (auto* removal = std::get_if<Delete>(&statement)) {
    modification->node = std::move(*removal);
  } else {
    unsupported("this statement in WITH", table.position);
  }
  std::vector<OutputColumn> columns =
      std::visit([](const auto& node) { return node.returning.columns; }, modification->node);
  if (table.columns.size() > columns.size()) {
    fail(Condition::column_count_mismatch, {table.name}, table.position);
  }
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    columns[column].label = table.columns[column];
  }
  common_tables_.push_back({table.name, number, std::move(columns)});
  bound.push_back({number, nullptr, std::move(modification)});
}

// The first arm gives the columns; then the table may name itself in the second.
QueryPtr StatementBinder::recursive_table(const ast::CommonTable& table, std::int32_t number, const Scope* outer) {
  const auto& operation = std::get<ast::SetOperation>(table.query->body);
  if (operation.kind != ast::SetKind::union_) {
    return query(*table.query, outer);
  }
  auto bound = std::make_unique<Query>();
  SetOperation node{operation.kind, operation.all, query(*operation.left, outer), nullptr};
  bound->columns = node.left->columns;
  std::vector<OutputColumn> visible = bound->columns;
  for (std::size_t column = 0; column < std::min(table.columns.size(), visible.size()); ++column) {
    visible[column].label = table.columns[column];
  }
  for (OutputColumn& column : visible) {
    column.nullable = true;
  }
  common_tables_.push_back({table.name, number, visible});
  node.right = query(*operation.right, outer, false);
  if (node.right->columns.size() != bound->columns.size()) {
    fail(Condition::column_count_mismatch, {"UNION"}, operation.right->position);
  }
  for (std::size_t column = 0; column < visible.size(); ++column) {
    convert_column(*node.right, column, visible[column].type);
    bound->columns[column].nullable = true;
  }
  bound->body = std::move(node);
  order_by_outputs(*table.query, *bound);
  limits(*table.query, *bound, outer);
  return bound;
}

QueryPtr StatementBinder::values(const ast::Query& query, const Scope* outer) {
  const auto& node = std::get<ast::Values>(query.body);
  auto bound = std::make_unique<Query>();
  const Scope scope = new_scope(outer);
  const Place place{.scope = &scope, .clause = Clause::values};
  Values rows;
  for (const std::vector<ast::ExpressionPtr>& row : node.rows) {
    if (row.size() != node.rows.front().size()) {
      fail(Condition::column_count_values, {std::to_string(rows.rows.size() + 1)}, row.front()->position);
    }
    std::vector<ExpressionPtr>& values = rows.rows.emplace_back();
    for (const ast::ExpressionPtr& value : row) {
      values.push_back(shown_digits(expression(*value, place)));
    }
  }
  for (std::size_t column = 0; column < rows.rows.front().size(); ++column) {
    std::vector<ExpressionPtr> vertical;
    for (std::vector<ExpressionPtr>& row : rows.rows) {
      vertical.push_back(std::move(row[column]));
    }
    if (rows.rows.size() > 1) {
      vertical = unify(std::move(vertical), "VALUES");
    }
    const std::int32_t number = dialect_.traits.first_value_column + static_cast<std::int32_t>(column);
    bound->columns.push_back(
        {std::string(dialect_.traits.values_label) + std::to_string(number), vertical.front()->type, true, {}});
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
      rows.rows[row][column] = std::move(vertical[row]);
    }
  }
  bound->body = std::move(rows);
  return bound;
}

namespace {

// An arm that is nothing but another set operation takes part in its columns' types.
bool is_bare_set_operation(const ast::Query& query) {
  return std::holds_alternative<ast::SetOperation>(query.body) && query.with.empty() && query.order_by.empty() &&
         query.limit == nullptr && query.offset == nullptr;
}

void add_arms(const Query& query, std::vector<const Query*>& arms) {
  const auto* operation = std::get_if<SetOperation>(&query.body);
  if (operation == nullptr || !query.with.empty() || !query.order_by.empty() || query.limit != nullptr) {
    arms.push_back(&query);
    return;
  }
  add_arms(*operation->left, arms);
  add_arms(*operation->right, arms);
}

}  // namespace

QueryPtr StatementBinder::set_operation(const ast::Query& query, const Scope* outer, bool is_outermost) {
  const auto& node = std::get<ast::SetOperation>(query.body);
  const std::string_view word = node.kind == ast::SetKind::union_      ? "UNION"
                                : node.kind == ast::SetKind::intersect ? "INTERSECT"
                                                                       : "EXCEPT";
  if (node.all && node.kind != ast::SetKind::union_) {
    unsupported(std::string(word) + " ALL", query.position);
  }
  const bool together = dialect_.traits.unions_meet_together;
  const auto arm = [&](const ast::Query& part) {
    return together && is_bare_set_operation(part) ? set_operation(part, outer, false)
                                                   : this->query(part, outer, false);
  };
  auto bound = std::make_unique<Query>();
  SetOperation operation{node.kind, node.all, arm(*node.left), arm(*node.right)};
  if (operation.left->columns.size() != operation.right->columns.size()) {
    fail(Condition::column_count_mismatch, {std::string(word)}, node.right->position);
  }
  bound->columns = operation.left->columns;
  for (std::size_t column = 0; column < bound->columns.size(); ++column) {
    bound->columns[column].origin = {};
    bound->columns[column].nullable =
        operation.left->columns[column].nullable || operation.right->columns[column].nullable;
  }
  bound->body = std::move(operation);
  if (!together || is_outermost) {
    unify_columns(*bound, word, node.right->position);
  }
  return bound;
}

namespace {

// Where the item of a select list stands; `otherwise` where there is none.
std::uint32_t position_of_output(const Query& query, std::size_t column, std::uint32_t otherwise) {
  const auto* select = std::get_if<Select>(&query.body);
  return select != nullptr && column < select->outputs.size() ? leftmost(*select->outputs[column]) : otherwise;
}

}  // namespace

// Each column of all arms gets one type.
void StatementBinder::unify_columns(Query& operation, std::string_view construct, std::uint32_t position) {
  std::vector<const Query*> arms;
  if (dialect_.traits.unions_meet_together) {
    add_arms(operation, arms);
  } else {
    const auto& node = std::get<SetOperation>(operation.body);
    arms = {node.left.get(), node.right.get()};
  }
  for (std::size_t column = 0; column < operation.columns.size(); ++column) {
    std::vector<sql::Operand> operands;
    for (const Query* arm : arms) {
      operands.push_back({arm->columns[column].type, nullptr});
    }
    const auto* last = std::get_if<SetOperation>(&operation.body);
    const std::uint32_t found = last == nullptr ? position : position_of_output(*last->right, column, position);
    const Type common = at(found, [&] { return dialect_.common_type(operands, construct); });
    if (const auto* node = std::get_if<SetOperation>(&operation.body); node != nullptr && !node->all) {
      require_equality(common, position_of_output(*node->left, column, position));
    }
    convert_column(operation, column, common);
  }
}

// Casts one output column of a query, in every arm that makes it.
void StatementBinder::convert_column(Query& query, std::size_t column, const Type& type) {
  const auto convert = [&](ExpressionPtr& value) {
    value = coerce(std::move(value), type, sql::CastStrength::implicit);
  };
  if (auto* select = std::get_if<Select>(&query.body)) {
    convert(select->outputs[column]);
  } else if (auto* rows = std::get_if<Values>(&query.body)) {
    for (std::vector<ExpressionPtr>& row : rows->rows) {
      convert(row[column]);
    }
  } else {
    auto& operation = std::get<SetOperation>(query.body);
    convert_column(*operation.left, column, type);
    convert_column(*operation.right, column, type);
  }
  query.columns[column].type = type;
}

void StatementBinder::settle_columns(Query& query) {
  if (dialect_.traits.truth_is_integer) {
    return;  // MySQL keeps the type of NULL
  }
  for (std::size_t column = 0; column < query.columns.size(); ++column) {
    if (query.columns[column].type.id == TypeId::unknown) {
      convert_column(query, column, type(TypeId::text));
    }
  }
}

// Set operations and VALUES can only be ordered by what they put out.
void StatementBinder::order_by_outputs(const ast::Query& query, Query& bound) {
  for (const ast::SortItem& item : query.order_by) {
    std::optional<std::int32_t> output = output_ordinal(*item.expression, bound.columns.size(), "ORDER BY");
    const auto* reference = std::get_if<ast::ColumnReference>(&item.expression->node);
    if (!output && reference != nullptr && reference->parts.size() == 1) {
      const Scope names = new_scope(nullptr);
      for (std::size_t column = 0; column < bound.columns.size() && !output; ++column) {
        if (names.same_name(bound.columns[column].label, reference->parts[0])) {
          output = static_cast<std::int32_t>(column);
        }
      }
      if (!output) {
        fail(Condition::undefined_column, {reference->parts[0], std::string(rule_of(Clause::order_by).phrase)},
             item.expression->position);
      }
    }
    if (!output) {
      unsupported("ORDER BY an expression after UNION, INTERSECT, EXCEPT or VALUES", item.expression->position);
    }
    if (bound.columns[static_cast<std::size_t>(*output)].type.id == TypeId::record) {
      unsupported("ORDER BY such a row", item.expression->position);
    }
    require_order(bound.columns[static_cast<std::size_t>(*output)].type, item.expression->position);
    SortKey key = sort_key(item, nullptr);
    key.output = *output;
    key.collation = dialect_.sqlite_collation(bound.columns[static_cast<std::size_t>(*output)].type);
    bound.order_by.push_back(std::move(key));
  }
}

void StatementBinder::limits(const ast::Query& query, Query& bound, const Scope* outer) {
  const Scope scope = new_scope(outer);
  const auto bind_limit = [&](const ast::ExpressionPtr& limit, Clause clause) -> ExpressionPtr {
    if (limit == nullptr) {
      return nullptr;
    }
    ExpressionPtr value = expression(*limit, {.scope = &scope, .clause = clause});
    const auto* constant = std::get_if<Constant>(&value->node);
    if (constant != nullptr && value->type.is_unsigned && std::holds_alternative<std::string>(constant->value)) {
      // MySQL's manual has 18446744073709551615 for "all rows from here on".
      return make(Constant{INT64_MAX}, type(TypeId::bigint), false, value->position);
    }
    return coerce(std::move(value), type(TypeId::bigint), sql::CastStrength::assignment);
  };
  bound.limit = bind_limit(query.limit, Clause::limit);
  bound.offset = bind_limit(query.offset, Clause::offset);
}

}  // namespace emulator::bind
