// Casts and the common type. Overload choice is in resolve.cpp.
#include "sql/postgres/coercion.hpp"

#include <algorithm>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/vector.hpp"
#include "sql/postgres/pgvector/functions.hpp"
#include "sql/postgres/types.hpp"

namespace emulator::postgres {

namespace {

bool same_type(const Type& one, const Type& other) {
  const bool is_enum = one.id == TypeId::enum_ || one.element == TypeId::enum_;
  const bool same_kind = one.id == other.id && one.element == other.element;
  return same_kind && (is_enum ? one.collation == other.collation : one.name == other.name);
}

bool is_string(const Type& type) {
  return category_of(type) == Category::string;
}

}  // namespace

// In order: nothing to do; a length to apply; a row of the cast table; text of any type; an element at a time.
std::optional<sql::CastPath> find_cast(const Type& from, const Type& to, sql::CastStrength strength) {
  if (same_type(from, to)) {
    return length_cast(to, strength);
  }
  if (from.id == TypeId::record) {  // the binder spreads it
    const bool is_json =
        to.name == json_value.name || to.name == structured_json_value.name || to.name == row_json_value.name;
    const bool is_text = is_string(to) && strength != sql::CastStrength::implicit;
    return is_json || is_text ? std::optional(sql::CastPath{}) : std::nullopt;
  }
  if (to.id == TypeId::other && to.name == json_path.name) {  // a path is its text, read where it is used
    const bool may = from.id == TypeId::unknown || (is_string(from) && strength == sql::CastStrength::explicit_);
    return may ? std::optional<sql::CastPath>(sql::CastPath{}) : std::nullopt;
  }
  if (to.id == TypeId::other) {
    const bool takes_arrays = to.name == structured_json_value.name || to.name == array_json_value.name;
    return to.name == json_value.name                 ? json_cast(from)
           : takes_arrays && from.id == TypeId::array ? json_cast(from)
           : to.name == printed_value.name            ? printed_cast(from)
           : to.name == xml_content.name              ? xml_cast(from, to)
           : to.name == xml_attribute.name            ? xml_cast(from, to)
                                                      : std::nullopt;
  }
  if (const std::optional<sql::CastPath> path = vector_cast(from, to, strength)) {
    return path;
  }
  if (const std::optional<sql::CastPath> path = pgvector::find_cast(from, to, strength)) {
    return path;
  }
  if (const std::optional<sql::CastPath> path = object_cast(from, to, strength)) {
    return path;
  }
  if (from.id == TypeId::unknown) {
    return input_cast(to, strength);
  }
  if (const std::optional<sql::CastPath> path = table_cast(from, to, strength)) {
    return path;
  }
  const bool to_text = is_string(to) && strength != sql::CastStrength::implicit;
  if (to_text) {
    return output_cast(from, to, strength);
  }
  const bool from_text = is_string(from) && strength == sql::CastStrength::explicit_;
  if (from_text) {
    return input_cast(to, strength);
  }
  if (from.id == TypeId::array && to.id == TypeId::array) {
    return array_cast(from, to, strength);
  }
  return std::nullopt;
}

bool coerces_implicitly(const Type& from, const Type& to) {
  return same_type(from, to) || find_cast(from, to, sql::CastStrength::implicit).has_value();
}

// The first known type, unless a later one of its category is one that it becomes and that does not become it.
Type common_type(std::span<const sql::Operand> operands, std::string_view construct) {
  Type chosen{.id = TypeId::unknown};
  bool same_modifiers = true;
  for (const sql::Operand& operand : operands) {
    const Type& next = operand.type;
    if (next.id == TypeId::unknown) {
      same_modifiers = false;  // a literal has none
      continue;
    }
    if (chosen.id != TypeId::unknown && same_type(chosen, next)) {
      same_modifiers = same_modifiers && next == chosen;
      continue;
    }
    if (chosen.id == TypeId::unknown) {
      chosen = next;
      continue;
    }
    same_modifiers = false;
    if (category_of(next) != category_of(chosen)) {
      throw make_error(Condition::datatype_mismatch,
                       {std::string(construct) + " types " + spelled_without_modifiers(chosen) + " and " +
                        spelled_without_modifiers(next) + " cannot be matched"});
    }
    if (!is_preferred(chosen) && coerces_implicitly(chosen, next) && !coerces_implicitly(next, chosen)) {
      chosen = next;
    }
  }
  if (chosen.id == TypeId::unknown) {
    return type(TypeId::text);
  }
  for (const sql::Operand& operand : operands) {
    if (!construct.empty() && operand.type.id != TypeId::unknown && !coerces_implicitly(operand.type, chosen)) {
      SqlError error = make_error(Condition::cannot_coerce,
                                  {spelled_without_modifiers(operand.type), spelled_without_modifiers(chosen)});
      error.message = (construct == "CASE" ? "CASE/WHEN" : std::string(construct)) + " could not convert type " +
                      spelled_without_modifiers(operand.type) + " to " + spelled_without_modifiers(chosen);
      throw error;
    }
  }
  if (!same_modifiers) {
    chosen.length = -1;
    chosen.scale = -1;
  }
  return chosen;
}

}  // namespace emulator::postgres
