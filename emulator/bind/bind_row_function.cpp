// Functions in FROM, and set-returning functions in a select list: relations whose rows a call makes.
#include <algorithm>

#include "bind/same.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

FromPtr make_from(std::variant<BaseTable, Derived, RowFunction, CommonTableUse, Join> node) {
  auto from = std::make_unique<From>();
  from->node = std::move(node);
  return from;
}

// The row behind a call that makes rows; null for any other expression.
const sql::Overload* rows_of(const Expression& expression) {
  const auto* call = std::get_if<Call>(&expression.node);
  const bool makes_rows = call != nullptr && call->overload->kind == sql::OverloadKind::rows;
  return makes_rows ? call->overload : nullptr;
}

bool wants_declaration(const sql::Overload& overload) {
  return overload.result.id == TypeId::record && overload.columns.empty();
}

// json_populate_record(NULL::t, document): a call whose first argument says what columns there are.
bool is_populating(const ast::Expression& expression) {
  const auto* call = std::get_if<ast::FunctionCall>(&expression.node);
  if (call == nullptr || call->arguments.size() != 2 || !call->names.empty()) {
    return false;
  }
  const std::string& name = call->name.parts.back();
  return name == "json_populate_record" || name == "jsonb_populate_record" || name == "json_populate_recordset" ||
         name == "jsonb_populate_recordset";
}

std::string name_of(const ast::TableFunction& node) {
  const auto* call = std::get_if<ast::FunctionCall>(&node.call->node);
  return call != nullptr ? call->name.parts.back() : "function";
}

}  // namespace

// unnest(a, b) is unnest(a) and unnest(b) side by side.
std::vector<ExpressionPtr> StatementBinder::row_calls(const ast::TableFunction& node, const Place& place) {
  std::vector<ExpressionPtr> calls;
  const auto add = [&](const ast::Expression& expression) {
    const auto* call = std::get_if<ast::FunctionCall>(&expression.node);
    Place inside = place;
    inside.takes_rows = call != nullptr;
    if (call == nullptr || call->name.parts.back() != "unnest" || call->arguments.size() < 2) {
      calls.push_back(this->expression(expression, inside));
      return;
    }
    inside.takes_rows = false;
    for (const ast::ExpressionPtr& argument : call->arguments) {
      std::vector<ExpressionPtr> operand;
      operand.push_back(this->expression(*argument, inside));
      calls.push_back(named_call("unnest", std::move(operand), expression.position));
    }
  };
  add(*node.call);
  for (const ast::ExpressionPtr& other : node.others) {
    add(*other);
  }
  return calls;
}

// The arguments see what stands before the call in FROM.
FromPtr StatementBinder::table_function(const ast::TableFunction& node, std::uint32_t position, Scope& scope) {
  Scope left = scope;
  left.is_used = false;
  if (is_populating(*node.call) && node.others.empty()) {
    return populated_table(node, left, scope, position);
  }
  std::vector<ExpressionPtr> calls = row_calls(node, {.scope = &left, .clause = Clause::from_function});
  const sql::Overload* first = rows_of(*calls.front());
  const bool all_make_rows = std::all_of(calls.begin(), calls.end(), [](const ExpressionPtr& call) {
    const sql::Overload* overload = rows_of(*call);
    return overload != nullptr && !wants_declaration(*overload);
  });
  if (calls.size() > 1 && !all_make_rows) {
    unsupported("ROWS FROM of such functions", position);
  }
  if (first == nullptr) {
    return scalar_table(std::move(calls.front()), node, left, scope, position);
  }
  if (wants_declaration(*first)) {
    if (node.declared.empty()) {
      fail(Condition::column_definitions_required, {}, position);
    }
    return record_table(std::move(calls.front()), declared_columns(node), node, left, scope, position);
  }
  if (!node.declared.empty()) {
    fail(Condition::column_definitions_redundant, {}, node.declared.front().type.name.position);
  }
  RowFunction bound{next_relation(), {}, {}, -1};
  VisibleRelation relation{.number = bound.relation, .alias = node.alias.empty() ? name_of(node) : node.alias};
  for (ExpressionPtr& call : calls) {
    const sql::Overload& overload = *rows_of(*call);
    for (const sql::RowColumn& column : overload.columns) {
      relation.columns.push_back({std::string(column.name), column.type, true, {}});
    }
    if (overload.columns.empty()) {
      const bool takes_alias = calls.size() == 1 && !node.alias.empty();
      relation.columns.push_back({takes_alias ? node.alias : std::string(overload.name), call->type, true, {}});
    }
    bound.widths.push_back(std::max<std::size_t>(overload.columns.size(), 1));
    bound.calls.push_back(std::move(call));
  }
  relation.is_scalar = relation.columns.size() == 1 && !node.with_ordinality;
  if (node.with_ordinality) {
    bound.ordinality = static_cast<std::int32_t>(relation.columns.size());
    relation.columns.push_back({"ordinality", type(TypeId::bigint), false, {}});
  }
  add_relation(scope, std::move(relation), node.column_aliases, position);
  return make_from(std::move(bound));
}

// SELECT * FROM lower('X'): any other function is one row of one column.
FromPtr StatementBinder::scalar_table(ExpressionPtr value, const ast::TableFunction& node, const Scope& left,
                                      Scope& scope, std::uint32_t position) {
  if (node.with_ordinality) {
    unsupported("WITH ORDINALITY of such a function", position);
  }
  if (!node.declared.empty()) {
    fail(Condition::column_definitions_redundant, {}, node.declared.front().type.name.position);
  }
  auto query = std::make_unique<Query>();
  const std::string name = node.alias.empty() ? name_of(node) : node.alias;
  query->columns.push_back({name, value->type, value->nullable, {}});
  Select select;
  select.outputs.push_back(std::move(value));
  query->body = std::move(select);
  settle_columns(*query);
  Derived bound{next_relation(), std::move(query), left.is_used};
  VisibleRelation relation{.number = bound.relation, .alias = name, .columns = bound.query->columns};
  relation.is_scalar = true;
  add_relation(scope, std::move(relation), node.column_aliases, position);
  return make_from(std::move(bound));
}

std::vector<OutputColumn> StatementBinder::declared_columns(const ast::TableFunction& node) {
  std::vector<OutputColumn> columns;
  for (const ast::ColumnDeclaration& declared : node.declared) {
    const Type wanted = at(declared.type.name.position, [&] { return resolve_type(declared.type); });
    columns.push_back({declared.name, wanted, true, {}});
  }
  return columns;
}

// Fields of the document become columns of the table whose row type NULL is cast to, or of the record that is declared.
FromPtr StatementBinder::populated_table(const ast::TableFunction& node, Scope& left, Scope& scope,
                                         std::uint32_t position) {
  const auto& call = std::get<ast::FunctionCall>(node.call->node);
  const auto* base = std::get_if<ast::Cast>(&call.arguments.front()->node);
  const bool is_null = base != nullptr && std::holds_alternative<ast::NullLiteral>(base->operand->node);
  if (!is_null) {
    unsupported(call.name.parts.back() + " of a record that is not NULL", call.arguments.front()->position);
  }
  const ast::Name& name = base->type.name;
  std::vector<OutputColumn> columns;
  if (const catalog::Table* table = find_table(name)) {
    if (!node.declared.empty()) {
      fail(Condition::column_definitions_redundant, {}, node.declared.front().type.name.position);
    }
    for (const catalog::Column& column : table->columns) {
      columns.push_back({column.name, column.type, true, {}});
    }
  } else if (at(name.position, [&] { return resolve_type(base->type); }).id == TypeId::record) {
    columns = declared_columns(node);
    if (columns.empty()) {
      unsupported(call.name.parts.back() + " of a record without column definitions", position);
    }
  } else {
    fail(Condition::datatype_mismatch, {"first argument of " + call.name.parts.back() + " must be a row type"});
  }
  std::vector<ExpressionPtr> document;
  document.push_back(expression(*call.arguments.back(), {.scope = &left, .clause = Clause::from_function}));
  ExpressionPtr made = named_call(call.name.parts.back(), std::move(document), position);
  return record_table(std::move(made), std::move(columns), node, left, scope, position);
}

// Records are declared where they are called: AS r (id int, name text). The function is told the names, and in what
// form each field is wanted; the casts are made around it.
FromPtr StatementBinder::record_table(ExpressionPtr call, std::vector<OutputColumn> columns,
                                      const ast::TableFunction& node, const Scope& left, Scope& scope,
                                      std::uint32_t position) {
  if (node.with_ordinality) {
    unsupported("WITH ORDINALITY of a record", position);
  }
  RowFunction rows{next_relation(), {}, {columns.size()}, -1};
  auto& arguments = std::get<Call>(call->node).arguments;
  const auto add_word = [&](std::string word) {
    arguments.push_back(make(Constant{std::move(word)}, type(TypeId::text), false, position));
  };
  auto query = std::make_unique<Query>();
  Select select;
  for (OutputColumn& column_wanted : columns) {
    const Type& wanted = column_wanted.type;
    const bool is_document = wanted.id == TypeId::json || wanted.id == TypeId::jsonb;
    const auto column = static_cast<std::int32_t>(select.outputs.size());
    add_word(column_wanted.label);
    add_word(is_document ? "document" : wanted.id == TypeId::array ? "array" : "text");
    const Type given = type(is_document ? TypeId::json : TypeId::text);
    // What is too long for a string is an error, as when it is stored.
    const auto strength = is_character(wanted.id) ? sql::CastStrength::assignment : sql::CastStrength::explicit_;
    select.outputs.push_back(coerce(make(ColumnUse{rows.relation, column}, given, true, position), wanted, strength));
    query->columns.push_back(std::move(column_wanted));
  }
  rows.calls.push_back(std::move(call));
  select.from = make_from(std::move(rows));
  query->body = std::move(select);
  Derived bound{next_relation(), std::move(query), left.is_used};
  VisibleRelation relation{.number = bound.relation,
                           .alias = node.alias.empty() ? name_of(node) : node.alias,
                           .columns = bound.query->columns};
  add_relation(scope, std::move(relation), node.column_aliases, position);
  return make_from(std::move(bound));
}

void StatementBinder::join_set_calls(Query& bound, RowFunction calls) {
  auto& select = std::get<Select>(bound.body);
  const std::uint32_t position = calls.calls.front()->position;
  const bool has_windows = std::any_of(select.outputs.begin(), select.outputs.end(),
                                       [](const ExpressionPtr& output) { return contains<Window>(*output); });
  if (has_windows) {
    unsupported("a set-returning function in the select list of a windowed query", position);
  }
  FromPtr rows = make_from(std::move(calls));
  select.from = select.from == nullptr
                    ? std::move(rows)
                    : make_from(Join{ast::JoinKind::cross, std::move(select.from), std::move(rows), nullptr});
}

// A set-returning function in a select list: all of them are joined side by side to each row of FROM.
ExpressionPtr StatementBinder::gathered_call(ExpressionPtr call, RowFunction& calls) {
  const sql::Overload& overload = *rows_of(*call);
  const std::uint32_t position = call->position;
  if (overload.result.id == TypeId::record) {
    unsupported("a set-returning function of records in the select list", position);
  }
  if (calls.relation < 0) {
    calls.relation = next_relation();
  }
  const auto column = static_cast<std::int32_t>(calls.calls.size());
  const Type type = call->type;
  calls.widths.push_back(1);
  calls.calls.push_back(std::move(call));
  return make(ColumnUse{calls.relation, column}, type, true, position);
}

}  // namespace emulator::bind
