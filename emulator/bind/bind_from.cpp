// FROM: tables, views, derived tables, joins. Each becomes a relation with a number, entered in the scope.
#include <algorithm>

#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

constexpr std::int32_t view_depth_limit = 60;

FromPtr make_from(std::variant<BaseTable, Derived, RowFunction, CommonTableUse, Join> node) {
  auto from = std::make_unique<From>();
  from->node = std::move(node);
  return from;
}

}  // namespace

// A comma list is a chain of cross joins.
FromPtr StatementBinder::from_list(const std::vector<ast::FromItemPtr>& items, Scope& scope) {
  FromPtr result;
  for (const ast::FromItemPtr& item : items) {
    FromPtr next = from_item(*item, scope);
    result = result == nullptr ? std::move(next)
                               : make_from(Join{ast::JoinKind::cross, std::move(result), std::move(next), nullptr});
  }
  return result;
}

FromPtr StatementBinder::from_item(const ast::FromItem& item, Scope& scope) {
  if (const auto* table = std::get_if<ast::TableReference>(&item.node)) {
    return table_reference(*table, item.position, scope);
  }
  if (const auto* derived = std::get_if<ast::DerivedTable>(&item.node)) {
    return derived_table(*derived, item.position, scope);
  }
  if (const auto* joined = std::get_if<ast::Join>(&item.node)) {
    return join(*joined, item.position, scope);
  }
  return table_function(std::get<ast::TableFunction>(item.node), item.position, scope);
}

void StatementBinder::add_relation(Scope& scope, VisibleRelation relation,
                                   const std::vector<std::string>& column_aliases, std::uint32_t position) {
  const bool is_taken = std::any_of(scope.relations.begin(), scope.relations.end(), [&](const VisibleRelation& other) {
    return other.alias == relation.alias && other.schema == relation.schema && !relation.alias.empty();
  });
  if (is_taken) {
    fail(Condition::duplicate_alias, {relation.alias});
  }
  if (column_aliases.size() > relation.columns.size()) {
    fail(Condition::invalid_column_reference,
         {"table \"" + relation.alias + "\" has " + std::to_string(relation.columns.size()) +
          " columns available but " + std::to_string(column_aliases.size()) + " columns specified"},
         position);
  }
  for (std::size_t column = 0; column < column_aliases.size(); ++column) {
    relation.columns[column].label = column_aliases[column];
  }
  scope.add(std::move(relation));
}

FromPtr StatementBinder::table_reference(const ast::TableReference& reference, std::uint32_t position, Scope& scope) {
  const std::string& name = reference.name.parts.back();
  const std::string alias = reference.alias.empty() ? name : reference.alias;
  if (reference.name.parts.size() == 1) {
    for (auto visible = common_tables_.rbegin(); visible != common_tables_.rend(); ++visible) {
      if (visible->name == name) {
        if (visible->columns.empty()) {
          unsupported("reading a WITH query that has no RETURNING", position);
        }
        const std::int32_t number = next_relation();
        const std::int32_t table = visible->number;
        add_relation(scope, {.number = number, .alias = alias, .columns = visible->columns}, reference.column_aliases,
                     position);
        return make_from(CommonTableUse{number, table});
      }
    }
  }
  const auto record = [&](std::int64_t relation) {
    if (uses_ != nullptr && view_depth_ == 0) {
      uses_->relations.insert(relation);
      uses_->relation_names.push_back(
          {relation, reference.name.position, reference.name.parts.size(), !reference.alias.empty()});
    }
    if (accesses_ != nullptr && view_depth_ == 0) {
      accesses_->relations.insert(relation);
    }
  };
  if (reference.name.parts.size() > 1 && view_depth_ == 0) {
    require_schema(schema_of(reference.name), catalog::privilege::usage, reference.name.position);
  }
  if (find_table(reference.name) == nullptr) {
    if (const catalog::View* view = catalog_.find_view(schema_of(reference.name), name)) {
      record(view->id);
      if (reference.sample) {
        SqlError error = dialect_.error(Condition::wrong_object_type, {view->name, "a table"});
        error.message = "TABLESAMPLE clause can only be applied to tables and materialized views";
        error.sqlstate = "0A000";
        error.position = position;
        throw error;
      }
      return view_reference(*view, alias, reference.column_aliases, scope);
    }
  }
  const catalog::Table& table = table_named(reference.name);
  open_temporary(table, alias);
  if (makes_view_ && view_depth_ == 0 && table.schema.starts_with(sql::temporary_schema_prefix)) {
    fail(Condition::view_of_temporary_table, {table.name});
  }
  if (query_depth_ > 0 && derived_depth_ == 0 && dialect_.traits.update_sees_new_values &&
      std::find(changed_tables_.begin(), changed_tables_.end(), &table) != changed_tables_.end()) {
    fail(Condition::target_table_used, {table.name}, position);
  }
  record(table.id);
  VisibleRelation relation = visible_table(table, alias);
  if (!reference.alias.empty()) {
    relation.schema.clear();
  }
  if (reference.sample) {
    return sampled(std::move(relation), *reference.sample, reference, scope, position);
  }
  const std::int32_t number = relation.number;
  add_relation(scope, std::move(relation), reference.column_aliases, position);
  return make_from(BaseTable{number, &table});
}

// TABLESAMPLE (PostgreSQL): the table as a query over itself, which leaves out rows by chance. SYSTEM takes rows
// instead of pages, of which nothing is promised.
FromPtr StatementBinder::sampled(VisibleRelation relation, const ast::TableSample& sample,
                                 const ast::TableReference& reference, Scope& scope, std::uint32_t position) {
  std::vector<ExpressionPtr> operands;
  operands.push_back(coerce(expression(*sample.percentage, {.clause = Clause::from_function}), type(TypeId::double_),
                            sql::CastStrength::assignment));
  auto query = std::make_unique<Query>();
  Select select;
  for (std::size_t column = 0; column < relation.columns.size(); ++column) {
    select.outputs.push_back(column_of(relation, static_cast<std::int32_t>(column), position));
  }
  select.from = make_from(BaseTable{relation.number, relation.table});
  select.where = named_call("in sample", std::move(operands), position);
  query->columns = relation.columns;
  query->body = std::move(select);
  relation.number = next_relation();
  Derived derived{relation.number, std::move(query)};
  add_relation(scope, std::move(relation), reference.column_aliases, position);
  return make_from(std::move(derived));
}

VisibleRelation StatementBinder::visible_table(const catalog::Table& table, std::string alias) {
  VisibleRelation relation{
      .number = next_relation(), .alias = std::move(alias), .schema = std::string(sql::database_of(table.schema))};
  relation.table = &table;
  relation.row_type = intern(table.name);
  for (const catalog::Column& column : table.columns) {
    Origin origin{relation.schema, table.name, column.name, column.identity == catalog::Identity::auto_increment,
                  column.identity == catalog::Identity::serial};
    relation.columns.push_back({column.name, column.type, !column.not_null, std::move(origin)});
  }
  return relation;
}

// A view is its query, bound again where its own names are looked up and nothing of this statement is visible.
FromPtr StatementBinder::view_reference(const catalog::View& view, const std::string& alias,
                                        const std::vector<std::string>& column_aliases, Scope& scope) {
  if (++view_depth_ > view_depth_limit) {
    fail(Condition::statement_too_complex, {});
  }
  const ast::Statement parsed = dialect_.parse(view.text);
  const std::string* outer_schema = std::exchange(search_schema_, &view.search_schema);
  std::vector<VisibleCommonTable> outer_tables = std::exchange(common_tables_, {});
  ++derived_depth_;
  Derived derived{next_relation(), query(*std::get<ast::QueryPtr>(parsed.node), nullptr)};
  --derived_depth_;
  settle_rows(*derived.query);
  common_tables_ = std::move(outer_tables);
  search_schema_ = outer_schema;
  --view_depth_;
  VisibleRelation relation{.number = derived.relation, .alias = alias};
  relation.row_type = intern(view.name);
  relation.columns = derived.query->columns;
  for (std::size_t column = 0; column < relation.columns.size(); ++column) {
    if (column < view.columns.size()) {
      relation.columns[column].label = view.columns[column];
    }
    relation.columns[column].origin = {view.schema, view.name, relation.columns[column].label, false, false};
  }
  add_relation(scope, std::move(relation), column_aliases, ast::no_position);
  return make_from(std::move(derived));
}

FromPtr StatementBinder::derived_table(const ast::DerivedTable& derived, std::uint32_t position, Scope& scope) {
  Scope left = scope;  // what LATERAL sees
  left.is_used = false;
  ++derived_depth_;  // it is computed before anything changes
  Derived bound{next_relation(), query(*derived.query, derived.lateral ? &left : scope.outer)};
  --derived_depth_;
  settle_rows(*bound.query);
  bound.is_lateral = left.is_used;
  VisibleRelation relation{.number = bound.relation, .alias = derived.alias, .columns = bound.query->columns};
  add_relation(scope, std::move(relation), derived.column_aliases, position);
  return make_from(std::move(bound));
}

// ON sees the two sides of its own join and the queries around, not what else stands in FROM.
FromPtr StatementBinder::join(const ast::Join& join, std::uint32_t position, Scope& scope) {
  const std::size_t first_relation = scope.relations.size();
  const std::size_t first_star = scope.star.size();
  Join bound{join.kind, from_item(*join.left, scope), nullptr, nullptr};
  const std::size_t left_relations = scope.relations.size();
  const std::size_t left_star = scope.star.size();
  bound.right = from_item(*join.right, scope);
  std::vector<std::string> names = join.using_columns;
  if (join.natural) {
    const auto right_names = scope.star;
    for (std::size_t left = first_star; left < left_star; ++left) {
      const auto name_of = [&](const StarColumn& column) {
        return column.merged >= 0 ? scope.merged[static_cast<std::size_t>(column.merged)].name
                                  : scope.by_number(column.place.relation)
                                        ->columns[static_cast<std::size_t>(column.place.column)]
                                        .label;
      };
      const std::string name = name_of(scope.star[left]);
      if (std::any_of(right_names.begin() + static_cast<std::ptrdiff_t>(left_star), right_names.end(),
                      [&](const StarColumn& column) { return scope.same_name(name_of(column), name); })) {
        names.push_back(name);
      }
    }
  }
  if (!names.empty()) {
    join_using(names, scope, left_relations, bound, position);
  } else if (join.on != nullptr) {
    Scope sides = new_scope(scope.outer);
    sides.relations.assign(scope.relations.begin() + static_cast<std::ptrdiff_t>(first_relation),
                           scope.relations.end());
    sides.merged = scope.merged;
    bound.on = condition(*join.on, {.scope = &sides, .clause = Clause::from_on});
  }
  const bool left_may_lack = join.kind == ast::JoinKind::right || join.kind == ast::JoinKind::full;
  const bool right_may_lack = join.kind == ast::JoinKind::left || join.kind == ast::JoinKind::full;
  for (std::size_t index = first_relation; index < scope.relations.size(); ++index) {
    const bool is_left = index < left_relations;
    if ((is_left && left_may_lack) || (!is_left && right_may_lack)) {
      scope.relations[index].may_be_missing = true;
      for (OutputColumn& column : scope.relations[index].columns) {
        column.nullable = true;
      }
    }
  }
  return make_from(std::move(bound));
}

// Each name is one column of both sides: it is compared, and from here on shows once.
void StatementBinder::join_using(const std::vector<std::string>& names, Scope& scope, std::size_t left_relations,
                                 Join& bound, std::uint32_t position) {
  Logical all{ast::LogicalKind::and_, {}};
  for (const std::string& name : names) {
    Scope left = new_scope(nullptr);
    Scope right = new_scope(nullptr);
    left.relations.assign(scope.relations.begin(),
                          scope.relations.begin() + static_cast<std::ptrdiff_t>(left_relations));
    left.merged = scope.merged;
    right.relations.assign(scope.relations.begin() + static_cast<std::ptrdiff_t>(left_relations),
                           scope.relations.end());
    const ast::ColumnReference reference{{name}};
    std::vector<ExpressionPtr> pair;
    const std::size_t names_before = uses_ == nullptr ? 0 : uses_->column_names.size();
    pair.push_back(column(reference, position, {.scope = &left, .clause = Clause::from_on}));
    pair.push_back(column(reference, position, {.scope = &right, .clause = Clause::from_on}));
    for (; uses_ != nullptr && uses_->column_names.size() > names_before; uses_->column_names.pop_back()) {
      uses_->joined.insert({uses_->column_names.back().table, uses_->column_names.back().column});
    }
    const auto place_of = [](const Expression& side) {
      const auto* use = std::get_if<ColumnUse>(&side.node);
      return use == nullptr ? ColumnPlace{-1, -1} : ColumnPlace{use->relation, use->column};
    };
    const ColumnPlace left_place = place_of(*pair[0]);
    const ColumnPlace right_place = place_of(*pair[1]);
    if (left_place.relation < 0 || right_place.relation < 0) {
      unsupported("USING over the merged columns of a full join", position);
    }
    all.operands.push_back(operator_call("=", std::move(pair), position));
    MergedColumn merged{name, {left_place, right_place}, bound.kind == ast::JoinKind::full};
    if (bound.kind == ast::JoinKind::right) {
      std::swap(merged.places[0], merged.places[1]);
    }
    std::erase_if(scope.merged, [&](const MergedColumn& old) { return scope.same_name(old.name, name); });
    std::erase_if(scope.star, [&](const StarColumn& column) {
      return column.merged < 0 && (column.place == left_place || column.place == right_place);
    });
    scope.merged.push_back(std::move(merged));
  }
  // Merged columns come first in *, in the order they were named.
  std::erase_if(scope.star, [](const StarColumn& column) { return column.merged >= 0; });
  std::vector<StarColumn> first;
  for (std::size_t index = 0; index < scope.merged.size(); ++index) {
    first.push_back({{}, static_cast<std::int32_t>(index)});
  }
  scope.star.insert(scope.star.begin(), first.begin(), first.end());
  bound.on = all.operands.size() == 1 ? std::move(all.operands.front())
                                      : make(std::move(all), dialect_.truth_type(), true, position);
}

}  // namespace emulator::bind
