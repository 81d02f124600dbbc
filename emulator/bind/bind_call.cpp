// Calls: functions, aggregates and window functions, and the few whose argument is the name of a sequence.
#include <algorithm>

#include "base/text.hpp"
#include "bind/same.hpp"
#include "bind/statement_binder.hpp"
#include "bind/storage_form.hpp"

namespace emulator::bind {

namespace {

// Arguments that repeat a variadic parameter take its type.
const Type& parameter_at(const std::vector<Type>& parameters, std::size_t index) {
  return parameters[std::min(index, parameters.size() - 1)];
}

// The first in the text that is not inside a subquery; null if none.
const Expression* find_aggregate(const Expression& expression) {
  if (std::holds_alternative<Aggregate>(expression.node)) {
    return &expression;
  }
  const Expression* found = nullptr;
  for_each_child(expression,
                 [&](const Expression& child) { found = found == nullptr ? find_aggregate(child) : found; });
  return found;
}

// PostgreSQL's grammar makes these, whose arguments become of one type as those of CASE do.
bool is_grammar_of_alternatives(const ast::Name& name) {
  const std::string& word = name.parts.back();
  return name.parts.size() == 1 && (word == "coalesce" || word == "greatest" || word == "least");
}

bool is_nullif(const ast::Name& name) {
  return name.parts.size() == 1 && name.parts.back() == "nullif";
}

bool is_of_months(std::string_view unit) {
  return unit.find("MONTH") != std::string_view::npos || unit.find("YEAR") != std::string_view::npos ||
         unit == "QUARTER";
}

bool is_date(const Type& type) {
  return type.id == TypeId::date || type.id == TypeId::timestamp || type.id == TypeId::timestamptz;
}

ExpressionPtr text_constant(std::string value) {
  return make(Constant{std::move(value)}, type(TypeId::text), false, ast::no_position);
}

ExpressionPtr moment_constant() {
  return make(Constant{"2000-01-01 00:00:00"}, Type{.id = TypeId::timestamp, .scale = 0}, false, ast::no_position);
}

template <class... Operands>
std::vector<ExpressionPtr> listed(Operands... operands) {
  std::vector<ExpressionPtr> list;
  (list.push_back(std::move(operands)), ...);
  return list;
}

bool is_sequence_function(const ast::Name& name) {
  const std::string& last = name.parts.back();
  return last == "nextval" || last == "currval" || last == "setval";
}

}  // namespace

ExpressionPtr StatementBinder::function(const ast::FunctionCall& node, std::uint32_t position, const Place& place) {
  if (is_sequence_function(node.name)) {
    return sequence_call(node, position, place);
  }
  if (node.variadic) {
    unsupported("VARIADIC", position);
  }
  if (place.grouped != nullptr && node.name.parts.back() == "grouping") {
    return grouping_call(node, position, place);
  }
  bool saw_nested = false;
  Place inside = place;
  inside.saw_aggregate = &saw_nested;
  inside.takes_rows = false;
  const std::size_t gathered = place.set_calls == nullptr ? 0 : place.set_calls->calls.size();
  std::vector<ExpressionPtr> operands = arguments(node, inside);
  if (!node.names.empty()) {
    operands = in_order(node, std::move(operands), position);
  }
  if (is_grammar_of_alternatives(node.name) && !dialect_.traits.schema_is_database && !operands.empty()) {
    operands = unify(std::move(operands), ascii_upper(node.name.parts.back()));
  }
  if (is_nullif(node.name) && !dialect_.traits.schema_is_database && operands.size() == 2) {
    return nullif(node.name, std::move(operands), position);
  }
  if (node.name.parts.back() == "assigned element") {
    operands = assigned_element(node, std::move(operands), position);
  }
  const sql::Resolution resolution = at(position, [&] { return resolve(node.name, operands); });
  const sql::OverloadKind kind = resolution.overload->kind;
  const bool is_aggregate = kind == sql::OverloadKind::aggregate && !node.over;
  if (resolution.overload->is_ordered_set == node.within_group.empty()) {
    fail(resolution.overload->is_ordered_set ? Condition::within_group_required : Condition::not_an_ordered_set,
         {node.name.parts.back()}, position);
  }
  if (is_aggregate && saw_nested) {
    const Expression* inner = nullptr;
    for (const ExpressionPtr& operand : operands) {
      inner = inner == nullptr ? find_aggregate(*operand) : inner;
    }
    fail(Condition::nested_aggregate, {}, inner == nullptr ? position : inner->position);
  }
  if (saw_nested && place.saw_aggregate != nullptr) {
    *place.saw_aggregate = true;
  }
  if (node.over && kind != sql::OverloadKind::aggregate && kind != sql::OverloadKind::window) {
    fail(Condition::not_an_aggregate, {"OVER", node.name.parts.back(), "a window function nor "}, position);
  }
  if (kind == sql::OverloadKind::rows && (place.takes_rows || place.set_calls != nullptr)) {
    ExpressionPtr call = resolved_call(resolution, std::move(operands), position);
    if (place.takes_rows) {
      return call;
    }
    if (place.set_calls->calls.size() != gathered) {
      unsupported("a set-returning function in the arguments of another", position);
    }
    return gathered_call(std::move(call), *place.set_calls);
  }
  if (kind == sql::OverloadKind::rows) {
    fail(Condition::set_returning_not_allowed, {std::string(rule_of(place.clause).keyword)}, position);
  }
  if (node.over) {
    return window(node, resolution, std::move(operands), position, place);
  }
  if (is_aggregate) {
    return aggregate(node, resolution, std::move(operands), position, place);
  }
  if (kind == sql::OverloadKind::window) {
    fail(Condition::window_requires_over, {node.name.parts.back()}, position);
  }
  if (node.distinct || node.filter != nullptr || !node.order_by.empty()) {
    const char* const clause = node.distinct ? "DISTINCT" : node.filter != nullptr ? "FILTER" : "ORDER BY";
    fail(Condition::not_an_aggregate, {clause, node.name.parts.back()}, position);
  }
  return resolved_call(resolution, std::move(operands), position, place.scope);
}

// PostgreSQL: as `=` takes the two; the result is of the type that it takes the first one for.
ExpressionPtr StatementBinder::nullif(const ast::Name& name, std::vector<ExpressionPtr> operands,
                                      std::uint32_t position) {
  const sql::Resolution equality =
      at(position, [&] { return dialect_.resolve_operator("=", operands_of(operands), has_extension()); });
  for (std::size_t index = 0; index < operands.size(); ++index) {
    operands[index] = coerce(std::move(operands[index]), equality.arguments[index], equality.strength);
  }
  const Type first = operands.front()->type;
  if (!compares_as_stored(*equality.overload)) {
    ExpressionPtr otherwise = copy_of(*operands.front());
    Case chosen;
    chosen.branches.push_back(
        {resolved_call(equality, std::move(operands), position), make(Constant{Null{}}, first, true, position)});
    chosen.otherwise = std::move(otherwise);
    return make(std::move(chosen), first, true, position);
  }
  const sql::Operand alike[] = {{first}, {first}};
  sql::Resolution resolution = at(position, [&] { return dialect_.resolve_function(name, alike, has_extension()); });
  resolution.arguments = {first, operands.back()->type};
  resolution.result = first;
  return resolved_call(resolution, std::move(operands), position);
}

// MySQL calls a function that is not there by the database where a stored one could be; PostgreSQL misses the schema.
sql::Resolution StatementBinder::resolve(const ast::Name& name, const std::vector<ExpressionPtr>& operands) {
  try {
    return dialect_.resolve_function(name, operands_of(operands), has_extension());
  } catch (const SqlError& error) {
    if (error.condition != Condition::undefined_function) {
      throw;
    }
    if (!dialect_.traits.schema_is_database) {
      const bool is_missing = name.parts.size() > 1 && name.parts.front() != "pg_catalog" &&
                              name.parts.front() != "information_schema" &&
                              !catalog_.schemas.contains(name.parts.front());
      if (is_missing) {
        fail(Condition::undefined_schema, {name.parts.front()});
      }
      throw;
    }
    const std::string full = schema_of(name).empty() ? displayed(name) : schema_of(name) + "." + name.parts.back();
    fail(Condition::undefined_function, {full, full});
  }
}

std::vector<ExpressionPtr> StatementBinder::arguments(const ast::FunctionCall& node, const Place& place) {
  std::vector<ExpressionPtr> operands;
  const auto add_text = [&](const std::string& text, std::uint32_t position) {
    operands.push_back(literal(ast::Expression{ast::StringLiteral{text, {}}, position}));
  };
  for (const ast::ExpressionPtr& argument : node.arguments) {
    const auto* star = std::get_if<ast::Star>(&argument->node);
    if (star != nullptr && star->qualifier.empty() && node.arguments.size() == 1) {
      return operands;  // count(*) takes no arguments
    }
    if (star != nullptr && dialect_.traits.relation_is_row && place.scope != nullptr) {  // f(t.*) is f(t)
      if (const VisibleRelation* relation = place.scope->find_relation(star->qualifier)) {
        operands.push_back(whole_row(*relation, argument->position));
        continue;
      }
    }
    if (const auto* interval = std::get_if<ast::Interval>(&argument->node)) {
      operands.push_back(expression(*interval->amount, place));
      add_text(interval->unit, argument->position);
      continue;
    }
    operands.push_back(expression(*argument, place));
  }
  if (node.separator) {
    add_text(*node.separator, ast::no_position);
  }
  // percentile_disc(0.5) WITHIN GROUP (ORDER BY x) is percentile_disc(0.5, x) over sorted rows.
  for (const ast::SortItem& sorted : node.within_group) {
    operands.push_back(expression(*sorted.expression, place));
  }
  return operands;
}

// Named arguments in the places that the function's row gives them, and what is not given as the row has it.
std::vector<ExpressionPtr> StatementBinder::in_order(const ast::FunctionCall& node, std::vector<ExpressionPtr> operands,
                                                     std::uint32_t position) {
  const std::string& word = node.name.parts.back();
  const std::size_t positional = operands.size() - node.names.size();
  for (const sql::Overload& row : dialect_.overloads()) {
    if (row.name != word || row.names.size() < operands.size()) {
      continue;
    }
    std::vector<ExpressionPtr> ordered;
    std::size_t taken = positional;
    for (std::size_t index = 0; index < row.names.size(); ++index) {
      const auto named = std::find(node.names.begin(), node.names.end(), row.names[index].name);
      if (index < positional) {
        ordered.push_back(std::move(operands[index]));
      } else if (named != node.names.end()) {
        ordered.push_back(std::move(operands[positional + static_cast<std::size_t>(named - node.names.begin())]));
        ++taken;
      } else if (row.names[index].fallback) {
        ordered.push_back(make(Constant{*row.names[index].fallback}, row.parameters[index], false, position));
      }
    }
    if (taken == operands.size() && ordered.size() == row.names.size()) {
      return ordered;
    }
    break;  // no function has two rows with names
  }
  unsupported("this function with named arguments", position);
}

// What the row wants to know of an argument that is not cast yet; but for a collation, which a cast may bring.
std::string StatementBinder::told_of(sql::TypeArgument what, const Expression& argument, const Scope* scope) const {
  switch (what) {
    case sql::TypeArgument::name:
      return dialect_.metadata_name(argument.type);
    case sql::TypeArgument::storage:
      return dialect_.metadata_name(argument.type) + " " + std::string(storage_form(argument, scope));
    case sql::TypeArgument::collation:
      return std::string(argument.type.collation);
    case sql::TypeArgument::none:
      break;
  }
  return {};
}

ExpressionPtr StatementBinder::resolved_call(const sql::Resolution& resolution, std::vector<ExpressionPtr> operands,
                                             std::uint32_t position, const Scope* scope) {
  bool nullable = false;
  const sql::TypeArgument wanted = resolution.overload->type_argument;
  std::string told = operands.empty() ? "" : told_of(wanted, *operands.front(), scope);
  std::vector<const Expression*> compared;
  Coercibility coercibility = Coercibility::literal;
  for (std::size_t index = 0; index < operands.size(); ++index) {
    operands[index] =
        coerce(std::move(operands[index]), parameter_at(resolution.arguments, index), resolution.strength);
    const bool asks_type_only = resolution.overload->type_argument == sql::TypeArgument::name;
    if (std::holds_alternative<Row>(operands[index]->node) && !asks_type_only) {
      unsupported("a row that is not spelled out where it is used", operands[index]->position);
    }
    nullable = nullable || operands[index]->nullable;
    coercibility = std::min(coercibility, operands[index]->coercibility);
    compared.push_back(operands[index].get());
  }
  if (wanted == sql::TypeArgument::collation) told = told_of(wanted, *operands.front(), scope);
  if (wanted != sql::TypeArgument::none) {
    operands.push_back(make(Constant{std::move(told)}, type(TypeId::text), false, position));
  }
  if (resolution.overload->kind == sql::OverloadKind::cast) {
    return std::move(operands.front());  // a type's name before a value: the cast was all
  }
  Call call{resolution.overload, std::move(operands), {}};
  if (resolution.overload->collates) {
    call.collation = collation_of(compared);
  }
  const bool never_null =
      resolution.overload->name == "coalesce" &&
      std::any_of(compared.begin(), compared.end(), [](const Expression* operand) { return !operand->nullable; });
  const bool may_make_null = std::holds_alternative<sql::Native>(resolution.overload->lowering);
  ExpressionPtr bound = make(std::move(call), resolution.result, !never_null && (nullable || may_make_null), position);
  bound->coercibility = coercibility;
  return bound;
}

ExpressionPtr StatementBinder::named_call(std::string_view name, std::vector<ExpressionPtr> operands,
                                          std::uint32_t position) {
  const ast::Name full{{std::string(name)}, position};
  const sql::Resolution resolution =
      at(position, [&] { return dialect_.resolve_function(full, operands_of(operands), has_extension()); });
  return resolved_call(resolution, std::move(operands), position);
}

ExpressionPtr StatementBinder::aggregate(const ast::FunctionCall& node, const sql::Resolution& resolution,
                                         std::vector<ExpressionPtr> operands, std::uint32_t position,
                                         const Place& place) {
  if (!rule_of(place.clause).aggregates || place.inside_aggregate) {
    fail(Condition::aggregate_not_allowed, {std::string(rule_of(place.clause).keyword)}, position);
  }
  if (place.saw_aggregate != nullptr) {
    *place.saw_aggregate = true;
  }
  // COUNT(DISTINCT a, b) compares the values itself, so it is told by which collation.
  const bool counts_rows = node.distinct && operands.size() > 1 && resolution.overload->name == "count";
  Aggregate bound{resolution.overload, {}, node.distinct && !counts_rows, operands.empty(), nullptr, {}};
  std::vector<const Expression*> compared;
  for (std::size_t index = 0; counts_rows && index < operands.size(); index += 2) {
    const std::string collation{collation_of({operands[index].get()})};
    operands.insert(operands.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                    make(Constant{collation}, type(TypeId::text), false, position));
  }
  for (std::size_t index = 0; index < operands.size(); ++index) {
    if (node.distinct) {
      require_equality(operands[index]->type, operands[index]->position);
    }
    bound.arguments.push_back(
        coerce(std::move(operands[index]), parameter_at(resolution.arguments, index), resolution.strength));
    if (bound.arguments.back()->type.id == TypeId::record) {
      if (resolution.overload->name != "count") {
        unsupported("rows in this aggregate", position);
      }
      bound.arguments.back() =
          coerce(std::move(bound.arguments.back()), type(TypeId::text), sql::CastStrength::explicit_);
    }
    compared.push_back(bound.arguments.back().get());
  }
  if (!compared.empty()) {
    bound.collation = collation_of({compared.front()});
  }
  if (node.filter != nullptr) {
    Place inside = place;
    inside.inside_aggregate = true;
    bound.filter = condition(*node.filter, inside, "FILTER");
  }
  aggregate_order(node, bound, place);
  const bool nullable = ascii_lower(resolution.overload->name) != "count";
  return make(std::move(bound), resolution.result, nullable, position);
}

// PostgreSQL sorts to find what is distinct, so what it sorts by must be among the arguments, and an order that is not
// given is theirs.
void StatementBinder::aggregate_order(const ast::FunctionCall& node, Aggregate& bound, const Place& place) {
  const bool sorts_distinct = node.distinct && !dialect_.traits.schema_is_database;
  Place inside = place;
  inside.inside_aggregate = true;
  for (const ast::SortItem& item : node.order_by) {
    ExpressionPtr value = settle_unknown(expression(*item.expression, inside));
    const bool is_argument = std::any_of(bound.arguments.begin(), bound.arguments.end(),
                                         [&](const ExpressionPtr& argument) { return same(*argument, *value); });
    if (sorts_distinct && !is_argument) {
      fail(Condition::invalid_column_reference,
           {"in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list"},
           item.expression->position);
    }
    require_order(value->type, item.expression->position);
    bound.order_by.push_back(sort_key(item, std::move(value)));
  }
  const std::size_t direct = bound.arguments.size() - node.within_group.size();
  for (std::size_t sorted = 0; sorted < node.within_group.size(); ++sorted) {
    bound.order_by.push_back(sort_key(node.within_group[sorted], copy_of(*bound.arguments[direct + sorted])));
  }
  const bool is_native = std::holds_alternative<sql::NativeAggregate>(bound.overload->lowering);
  if (sorts_distinct && is_native && node.order_by.empty()) {
    for (const ExpressionPtr& argument : bound.arguments) {
      bound.order_by.push_back(sort_key(ast::SortItem{}, copy_of(*argument)));
    }
  }
}

ExpressionPtr StatementBinder::window(const ast::FunctionCall& node, const sql::Resolution& resolution,
                                      std::vector<ExpressionPtr> operands, std::uint32_t position, const Place& place) {
  if (!rule_of(place.clause).windows) {
    fail(Condition::window_not_allowed, {std::string(rule_of(place.clause).keyword), node.name.parts.back()}, position);
  }
  if (node.distinct || !node.order_by.empty()) {
    unsupported(node.distinct ? "DISTINCT in a window function" : "ORDER BY in a window function's arguments",
                position);
  }
  const bool is_untyped = !dialect_.traits.truth_is_integer && !operands.empty() && node.arguments.size() < 3 &&
                          resolution.overload->kind == sql::OverloadKind::window &&
                          resolution.overload->parameters.front().id == TypeId::any_element &&
                          operands.front()->type.id == TypeId::unknown;
  if (is_untyped) {  // MySQL gives NULLs
    fail(Condition::datatype_mismatch, {"could not determine polymorphic type because input has type unknown"});
  }
  Window bound;
  bound.overload = resolution.overload;
  bound.star = operands.empty() && node.arguments.size() == 1;
  for (std::size_t index = 0; index < operands.size(); ++index) {
    operands[index] = shown_digits(std::move(operands[index]));  // windows are over rows that were stored
    bound.arguments.push_back(
        coerce(std::move(operands[index]), parameter_at(resolution.arguments, index), resolution.strength));
  }
  if (node.filter != nullptr) {
    bound.filter = condition(*node.filter, place, "FILTER");
  }
  window_specification(*node.over, bound, place);
  const bool is_rank =
      resolution.overload->kind == sql::OverloadKind::window && resolution.overload->parameters.empty();
  const bool nullable = ascii_lower(resolution.overload->name) != "count" && !is_rank;
  return make(std::move(bound), resolution.result, nullable, position);
}

// A named window is looked up in the select that the call stands in, then refined by what the call adds.
void StatementBinder::window_specification(const ast::WindowSpecification& specification, Window& window,
                                           const Place& place) {
  if (!specification.base.empty()) {
    const ast::WindowSpecification* base = nullptr;
    if (place.select != nullptr) {
      for (const ast::NamedWindow& named : place.select->windows) {
        if (named.name == specification.base) {
          base = &named.specification;
        }
      }
    }
    if (base == nullptr) {
      fail(Condition::undefined_window, {specification.base});
    }
    window_specification(*base, window, place);
  }
  const auto refuse_row = [this](const Expression& key) {
    if (key.type.id == TypeId::record) {
      unsupported("a row as the key of a window", key.position);
    }
  };
  for (const ast::ExpressionPtr& part : specification.partition_by) {
    window.partition_by.push_back(settle_unknown(expression(*part, place)));
    refuse_row(*window.partition_by.back());
    require_equality(window.partition_by.back()->type, part->position);
  }
  for (const ast::SortItem& item : specification.order_by) {
    window.order_by.push_back(sort_key(item, settle_unknown(expression(*item.expression, place))));
    refuse_row(*window.order_by.back().expression);
    require_order(window.order_by.back().expression->type, item.expression->position);
  }
  if (specification.frame) {
    const ast::Frame& frame = *specification.frame;
    window.frame_unit = frame.unit;
    window.frame_start = frame.start.kind;
    window.frame_end = frame.end.kind;
    window.exclusion = frame.exclusion;
    // SQLite's offsets are numbers, so an interval and the moments it is counted from become microseconds.
    const auto microseconds_to = [&](ExpressionPtr to) {
      return named_call("timestampdiff", listed(text_constant("microsecond"), moment_constant(), std::move(to)),
                        ast::no_position);
    };
    bool is_counted = false;
    const auto offset = [&](const ast::Expression& written) {
      const auto* interval = std::get_if<ast::Interval>(&written.node);
      if (interval == nullptr) {
        return expression(written, place);
      }
      if (frame.unit != ast::FrameUnit::range || window.order_by.size() != 1) {
        unsupported("INTERVAL in a frame that is no RANGE over one key", written.position);
      }
      if (is_of_months(interval->unit)) {
        unsupported("RANGE with an INTERVAL of months", written.position);
      }
      ExpressionPtr& key = window.order_by.front().expression;
      if (!is_counted && !is_date(key->type)) {
        unsupported("RANGE with an INTERVAL over other than dates", written.position);
      }
      key = is_counted ? std::move(key) : microseconds_to(std::move(key));
      is_counted = true;
      ExpressionPtr amount = expression(*interval->amount, place);
      if (!std::holds_alternative<Constant>(amount->node)) {
        unsupported("RANGE with a computed INTERVAL", written.position);
      }
      const auto known = [&](ExpressionPtr call) {
        return std::holds_alternative<Call>(call->node) ? computed(std::move(call)) : std::move(call);
      };
      ExpressionPtr later = known(named_call(
          "date_add", listed(moment_constant(), std::move(amount), text_constant(interval->unit)), written.position));
      return known(microseconds_to(std::move(later)));
    };
    if (frame.start.offset != nullptr) {
      window.frame_start_offset = offset(*frame.start.offset);
    }
    if (frame.end.offset != nullptr) {
      window.frame_end_offset = offset(*frame.end.offset);
    }
    if (frame.unit == ast::FrameUnit::range && window.order_by.size() == 1) {
      measure_range(window);
    }
  }
}

// PostgreSQL: a range of moments by an interval is one of numbers by a number.
void StatementBinder::measure_range(Window& window) {
  ExpressionPtr& key = window.order_by.front().expression;
  const bool is_moment =
      key->type.id == TypeId::date || key->type.id == TypeId::timestamp || key->type.id == TypeId::timestamptz;
  const bool has_offset = window.frame_start_offset != nullptr || window.frame_end_offset != nullptr;
  if (!is_moment || !has_offset || dialect_.traits.schema_is_database) {
    return;
  }
  const auto measured = [&](std::string_view name, ExpressionPtr value) {
    const std::uint32_t position = value->position;
    std::vector<ExpressionPtr> operands;
    operands.push_back(std::move(value));
    return computed(named_call(name, std::move(operands), position));
  };
  key = measured("range key", std::move(key));
  for (ExpressionPtr* offset : {&window.frame_start_offset, &window.frame_end_offset}) {
    if (*offset != nullptr) {
      ExpressionPtr length = coerce(std::move(*offset), type(TypeId::interval), sql::CastStrength::implicit);
      *offset = measured("range offset", std::move(length));
    }
  }
  window.order_by.front().collation = {};
}

// nextval('name'): the name is looked up now, and the row called takes the sequence's number.
ExpressionPtr StatementBinder::sequence_call(const ast::FunctionCall& node, std::uint32_t position,
                                             const Place& place) {
  if (node.arguments.empty()) {
    fail(Condition::undefined_function, {node.name.parts.back() + "()"}, position);
  }
  const ast::Expression* argument = node.arguments.front().get();
  while (const auto* cast = std::get_if<ast::Cast>(&argument->node)) {
    if (cast->type.name.parts.back() != "regclass") {
      break;
    }
    argument = cast->operand.get();
  }
  const auto* text = std::get_if<ast::StringLiteral>(&argument->node);
  std::vector<ExpressionPtr> operands;
  const auto add_others = [&] {
    for (std::size_t index = 1; index < node.arguments.size(); ++index) {
      operands.push_back(expression(*node.arguments[index], place));
    }
  };
  if (text == nullptr) {  // a computed name, or the object itself: it is known when the statement runs
    const Type sequence_type{.id = TypeId::oid, .name = "regclass"};
    ExpressionPtr name =
        coerce(expression(*node.arguments.front(), place), sequence_type, sql::CastStrength::explicit_);
    operands.push_back(coerce(std::move(name), type(TypeId::bigint), sql::CastStrength::explicit_));
    add_others();
    return named_call(node.name.parts.back(), std::move(operands), position);
  }
  const ast::ExpressionPtr parsed = dialect_.parse_expression(text->text);
  const auto* reference = std::get_if<ast::ColumnReference>(&parsed->node);
  if (reference == nullptr) {
    fail(Condition::undefined_sequence, {text->text}, argument->position);
  }
  const ast::Name name{reference->parts, argument->position};
  const catalog::Sequence* sequence = catalog_.find_sequence(schema_of(name), name.parts.back());
  if (sequence == nullptr && find_table(name) != nullptr) {
    fail(Condition::wrong_object_type, {name.parts.back(), "a sequence"});
  }
  if (sequence == nullptr) {
    fail(Condition::undefined_table, {displayed(name), schema_of(name)}, argument->position);
  }
  if (uses_ != nullptr) {
    uses_->sequence_names.push_back({sequence->id, argument->position});
  }
  record_sequence(sequence->id, node.name.parts.back());
  operands.push_back(make(Constant{sequence->id}, type(TypeId::bigint), false, position));
  add_others();
  return named_call(node.name.parts.back(), std::move(operands), position);
}

}  // namespace emulator::bind
