// Casts, collations, and the computing of constants while binding.
#include <algorithm>
#include <utility>

#include "bind/element_type.hpp"
#include "bind/same.hpp"
#include "bind/statement_binder.hpp"
#include "types/array.hpp"
#include "types/array_type.hpp"

namespace emulator::bind {

namespace {

const Value* constant_of(const Expression& expression) {
  const auto* constant = std::get_if<Constant>(&expression.node);
  return constant == nullptr ? nullptr : &constant->value;
}

bool is_same_enum(const Type& one, const Type& other) {
  const bool is_enum = one.id == TypeId::enum_ || one.element == TypeId::enum_;
  return !is_enum || one.collation == other.collation;
}

bool is_unconstrained(const Type& wanted, const Type& from) {
  return wanted.id == from.id && wanted.element == from.element && wanted.is_unsigned == from.is_unsigned &&
         wanted.name == from.name && is_same_enum(wanted, from) && wanted.length < 0 && wanted.scale < 0;
}

}  // namespace

std::vector<sql::Operand> StatementBinder::operands_of(const std::vector<ExpressionPtr>& expressions) const {
  std::vector<sql::Operand> operands;
  operands.reserve(expressions.size());
  for (const ExpressionPtr& expression : expressions) {
    operands.push_back({expression->type, constant_of(*expression)});
  }
  return operands;
}

ExpressionPtr StatementBinder::cast(const ast::Cast& node, std::uint32_t position, const Place& place) {
  const Type to = at(position, [&] { return resolve_type(node.type); });
  const auto* array = std::get_if<ast::ArrayConstructor>(&node.operand->node);
  const bool names_elements = array != nullptr && to.id == TypeId::array;
  ExpressionPtr value =
      names_elements ? array_constructor(*array, &to, node.operand->position, place) : expression(*node.operand, place);
  if (ExpressionPtr done = try_coerce(value, to, sql::CastStrength::explicit_)) {
    return done;
  }
  fail(Condition::cannot_coerce, {dialect_.spelled(value->type), dialect_.spelled(to)}, position);
}

ExpressionPtr StatementBinder::collate(const ast::Collate& node, std::uint32_t position, const Place& place) {
  ExpressionPtr value = settle_unknown(expression(*node.operand, place));
  const std::string& name = node.collation.parts.back();
  if (!is_character(value->type.id)) {
    fail(Condition::collation_not_supported, {dialect_.spelled(value->type)}, position);
  }
  Type type = value->type;
  type.collation = intern(name);
  const std::string_view collation = dialect_.sqlite_collation(type);
  if (!collation.empty() && !dialect_.find_collation(collation)) {
    fail(Condition::undefined_collation, {name}, position);
  }
  at(position, [&] { dialect_.check_collation(value->type, name); });
  value->type = type;
  value->coercibility = Coercibility::explicit_;
  return value;
}

// Errors name it with its schema, unless that is the usual one.
Type StatementBinder::type_of_enum(const catalog::EnumType& type) const {
  const bool is_usual = type.schema == dialect_.traits.default_schema;
  return enum_type(type.id, is_usual ? type.name : type.schema + "." + type.name);
}

Type StatementBinder::resolve_type(const ast::TypeName& name) {
  ast::TypeName bare = name;  // whether there is such a type comes before what is wrong with its modifiers
  bare.modifiers.clear();
  const std::string_view schema = name.name.parts.size() > 1 ? std::string_view(name.name.parts.front()) : "";
  const std::optional<Type> built_in = dialect_.type_of(bare);
  const std::string_view extension = built_in ? dialect_.extension_of(*built_in) : std::string_view{};
  const bool is_there = built_in && (extension.empty() || has_extension()(extension, schema));
  if (is_there) {
    if (!built_in->collation.empty() && !dialect_.find_collation(built_in->collation)) {  // MySQL: CHARACTER SET
      fail(Condition::undefined_collation, {std::string(built_in->collation)}, name.name.position);
    }
    return name.modifiers.empty() ? *built_in : *at(name.name.position, [&] { return dialect_.type_of(name); });
  }
  const std::string& last = name.name.parts.back();
  if (const catalog::EnumType* found = catalog_.find_enum(schema_of(name.name), last)) {
    Type type = type_of_enum(*found);
    if (name.array_dimensions > 0) {
      type.element = std::exchange(type.id, TypeId::array);
    }
    return type;
  }
  fail(Condition::undefined_type, {displayed(name.name)}, name.name.position);
}

// What is there becomes the type that is wanted, if the dialect knows how; then null means that it does not.
ExpressionPtr StatementBinder::try_coerce(ExpressionPtr& value, const Type& to, sql::CastStrength strength,
                                          const catalog::Column* column, std::int32_t ordinal) {
  if (value->type.id == TypeId::record && (is_character(to.id) || to.id == TypeId::other)) {
    return coerce_row(std::move(value), to);
  }
  if (value->type == to || (strength == sql::CastStrength::implicit && is_unconstrained(to, value->type))) {
    return std::move(value);
  }
  const bool is_literal = value->type.id == TypeId::unknown;
  const bool names_objects = to.id == TypeId::array && to.element == TypeId::oid && !to.name.empty() && !is_vector(to);
  if (is_literal && names_objects) {
    return array_of_objects(std::move(value), to);
  }
  const bool says_how_to_read = to.id == TypeId::interval;  // INTERVAL '2' DAY
  if (is_literal && !says_how_to_read && (to.length >= 0 || to.scale >= 0)) {
    // A literal is read as the bare type first; only faults of reading point at it, a length that is too small does
    // not.
    Type bare = to;
    bare.length = bare.scale = -1;
    if (ExpressionPtr read = try_coerce(value, bare, strength, column, ordinal)) {
      value = std::move(read);
      return try_coerce(value, to, strength, column, ordinal);
    }
    return nullptr;
  }
  if (is_character(to.id) || is_binary(to.id) || to.id == TypeId::json) {
    value = shown_digits(std::move(value));
  }
  if (const std::optional<Type> step = dialect_.cast_through(value->type, to)) {
    value = try_coerce(value, *step, sql::CastStrength::implicit);
  }
  const std::optional<sql::CastPath> path = dialect_.find_cast(value->type, to, strength);
  if (!path) {
    return nullptr;
  }
  const std::uint32_t position = value->position;
  const bool nullable = value->nullable;
  const Coercibility coercibility = value->coercibility;
  Type result = to;
  if (is_character(to.id) && is_character(value->type.id) && to.collation.empty()) {
    result.collation = value->type.collation;
  }
  if (path->function == nullptr) {
    value->type = result;
    return std::move(value);
  }
  Call call{path->function, {}, {}};
  call.arguments.push_back(std::move(value));
  const auto add = [&](Value extra, TypeId id) {
    call.arguments.push_back(make(Constant{std::move(extra)}, type(id), false, position));
  };
  bool depends_on_row = false;
  for (const sql::CastArgument extra : path->extra) {
    switch (extra) {
      case sql::CastArgument::length:
        add(std::int64_t{to.length}, TypeId::bigint);
        break;
      case sql::CastArgument::scale:
        add(std::int64_t{to.scale}, TypeId::bigint);
        break;
      case sql::CastArgument::type_name:
        add(std::string(to.name), TypeId::text);
        break;
      case sql::CastArgument::type_collation:
        add(std::string(to.collation), TypeId::text);
        break;
      case sql::CastArgument::column_name:
        add(column == nullptr ? std::string() : column->name, TypeId::text);
        break;
      case sql::CastArgument::column_ordinal:
        add(std::int64_t{ordinal}, TypeId::bigint);
        depends_on_row = true;
        break;
    }
  }
  ExpressionPtr bound = make(std::move(call), result, nullable, position);
  bound->coercibility = coercibility;
  if (depends_on_row) {
    return bound;
  }
  // A literal is read once, when the statement is, also by what depends on settings.
  return is_literal ? at(position, [&] { return computed(std::move(bound)); }) : fold(std::move(bound));
}

// '{int,text}'::regtype[]: each name is looked up when the statement runs.
ExpressionPtr StatementBinder::array_of_objects(ExpressionPtr literal, const Type& to) {
  const auto* constant = constant_of(*literal);
  const auto* text = constant == nullptr ? nullptr : std::get_if<std::string>(constant);
  const std::optional<Array> names = text == nullptr ? std::nullopt : parse_array(*text, TypeId::text);
  const std::uint32_t position = literal->position;
  std::vector<ExpressionPtr> objects;
  for (const Value& name : names ? names->elements : std::vector<Value>{}) {
    ExpressionPtr object = make(Constant{name}, type(TypeId::unknown), is_null(name), position);
    objects.push_back(coerce(std::move(object), element_of(to), sql::CastStrength::explicit_));
  }
  if (objects.empty()) {
    unsupported("such an array of objects' names", position);
  }
  ExpressionPtr made = array_of(std::move(objects), element_of(to), position);
  made->type = to;
  return made;
}

ExpressionPtr StatementBinder::coerce(ExpressionPtr value, const Type& to, sql::CastStrength strength) {
  if (ExpressionPtr done = try_coerce(value, to, strength)) {
    return done;
  }
  fail(Condition::cannot_coerce, {dialect_.spelled(value->type), dialect_.spelled(to)}, value->position);
}

// A value on its way into a column: the cast also checks that it fits, and words its errors with the column.
ExpressionPtr StatementBinder::assign(ExpressionPtr value, const catalog::Table& table, std::int32_t ordinal) {
  const catalog::Column& column = table.columns[static_cast<std::size_t>(ordinal)];
  if (ExpressionPtr done = try_coerce(value, column.type, sql::CastStrength::assignment, &column, ordinal)) {
    return done;
  }
  fail(Condition::cannot_assign, {column.name, dialect_.spelled(column.type), dialect_.spelled(value->type)},
       value->position);
}

// A cast of a constant is computed now, once, instead of for every row.
ExpressionPtr StatementBinder::fold(ExpressionPtr call) {
  const bool is_immutable = std::get<Call>(call->node).overload->volatility == sql::Volatility::immutable;
  return is_immutable ? computed(std::move(call)) : std::move(call);
}

// The value of a native call whose arguments are constants; any other call as it is.
ExpressionPtr StatementBinder::computed(ExpressionPtr call) {
  const auto& node = std::get<Call>(call->node);
  const auto* native = std::get_if<sql::Native>(&node.overload->lowering);
  if (native == nullptr) {
    return call;
  }
  std::vector<Value> values;
  for (const ExpressionPtr& argument : node.arguments) {
    const Value* value = constant_of(*argument);
    if (value == nullptr) {
      return call;
    }
    values.push_back(*value);
  }
  if (node.overload->takes_element_type) {
    values.emplace_back(std::in_place_type<std::int64_t>,
                        static_cast<std::int64_t>(element_type(node.arguments, call->type)));
  }
  const bool has_null = std::any_of(values.begin(), values.end(), [](const Value& value) { return is_null(value); });
  Value result =
      has_null && node.overload->null_on_null ? Value{Null{}} : native->function(values, *environment_.context);
  const bool nullable = is_null(result);
  ExpressionPtr folded = make(Constant{std::move(result)}, call->type, nullable, call->position);
  folded->coercibility = call->coercibility;
  return folded;
}

ExpressionPtr StatementBinder::settle_unknown(ExpressionPtr value) {
  if (value->type.id != TypeId::unknown || dialect_.traits.truth_is_integer) {
    return value;
  }
  return coerce(std::move(value), type(TypeId::text), sql::CastStrength::implicit);
}

// The collation by which texts are compared: an explicit COLLATE, else a column's, else the default of their type.
std::string_view StatementBinder::collation_of(const std::vector<const Expression*>& operands) const {
  const Expression* strongest = nullptr;
  for (const Expression* operand : operands) {
    const bool is_text =
        is_character(operand->type.id) || operand->type.id == TypeId::enum_ || operand->type.id == TypeId::set;
    if (is_text && (strongest == nullptr || operand->coercibility < strongest->coercibility)) {
      strongest = operand;
    }
  }
  return strongest == nullptr ? dialect_.sqlite_collation(operands.front()->type)
                              : dialect_.sqlite_collation(strongest->type);
}

std::vector<ExpressionPtr> StatementBinder::unify(std::vector<ExpressionPtr> expressions, std::string_view construct) {
  const std::vector<sql::Operand> operands = operands_of(expressions);
  Type common;
  for (std::size_t count = 1; count <= operands.size(); ++count) {  // the first that does not fit is pointed at
    common = at(leftmost(*expressions[count - 1]),
                [&] { return dialect_.common_type(std::span(operands).first(count), construct); });
  }
  for (ExpressionPtr& expression : expressions) {
    expression = coerce(std::move(expression), common, sql::CastStrength::implicit);
  }
  return expressions;
}

}  // namespace emulator::bind
