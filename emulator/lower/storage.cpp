// The storage table, in code.
#include "lower/storage.hpp"

#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "types/array.hpp"

namespace emulator::lower {

namespace {

bool is_big_unsigned(const Type& type) {
  return type.id == TypeId::bigint && type.is_unsigned;
}

}  // namespace

std::string_view storage_class(const sql::Dialect& dialect, const Type& type) {
  switch (type.id) {
    case TypeId::boolean:
    case TypeId::tinyint:
    case TypeId::smallint:
    case TypeId::mediumint:
    case TypeId::integer:
    case TypeId::year:
    case TypeId::oid:
    case TypeId::xid:
      return "INTEGER";
    case TypeId::bigint:
      return is_big_unsigned(type) ? "ANY" : "INTEGER";
    case TypeId::bit:
      return "ANY";
    case TypeId::real:
    case TypeId::double_:
      return dialect.traits.floats_have_nan ? "ANY" : "REAL";
    case TypeId::binary:
    case TypeId::varbinary:
    case TypeId::blob:
      return "BLOB";
    case TypeId::unknown:
    case TypeId::void_:
    case TypeId::other:
    case TypeId::any:
    case TypeId::any_element:
    case TypeId::any_array:
      return "ANY";
    default:
      return "TEXT";
  }
}

std::string_view storage_collation(const sql::Dialect& dialect, const Type& type) {
  if (type.id == TypeId::decimal || is_big_unsigned(type)) {
    return numeric_collation;
  }
  const bool is_text_of_its_own_order =
      type.id == TypeId::enum_ || type.id == TypeId::set || type.id == TypeId::jsonb || type.id == TypeId::interval ||
      type.id == TypeId::timetz || type.id == TypeId::array || type.id == TypeId::inet || type.id == TypeId::cidr ||
      type.id == TypeId::date || type.id == TypeId::timestamp || type.id == TypeId::timestamptz ||
      type.id == TypeId::tsvector || lies_as_printed(type.id) || lies_in_bytes(type);
  if (is_character(type.id) || is_text_of_its_own_order) {
    return dialect.sqlite_collation(type);
  }
  return {};
}

bool lies_in_bytes(const Type& type) {
  const TypeId id = type.id == TypeId::array ? type.element : type.id;
  return id == TypeId::vector || id == TypeId::halfvec || id == TypeId::sparsevec;
}

Value to_storage(Value value) {
  if (const auto* truth = std::get_if<bool>(&value)) {
    return std::int64_t{*truth};
  }
  if (const auto* array = std::get_if<std::shared_ptr<const Array>>(&value)) {
    return print_array(**array);
  }
  return value;
}

// PostgreSQL's int2vector and oidvector, which are arrays to the statement, print as numbers with spaces between.
static std::string vector_text(const Array& array) {
  std::string text;
  for (const Value& element : array.elements) {
    text += (text.empty() ? "" : " ") + std::to_string(std::get<std::int64_t>(element));
  }
  return text;
}

bool is_encoded(const Type& type) {
  return type.id == TypeId::boolean || type.id == TypeId::array || type.id == TypeId::real ||
         type.id == TypeId::double_;
}

Value from_storage(Value value, const Type& type) {
  if (type.id == TypeId::boolean) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number == nullptr ? std::move(value) : Value{*number != 0};
  }
  if (type.id == TypeId::real || type.id == TypeId::double_) {
    const auto* text = std::get_if<std::string>(&value);
    const bool is_nan = text != nullptr && *text == not_a_number;
    return is_nan ? Value{std::numeric_limits<double>::quiet_NaN()} : std::move(value);
  }
  if (type.id == TypeId::array) {
    const auto* literal = std::get_if<std::string>(&value);
    std::optional<Array> array = literal == nullptr ? std::nullopt : parse_array(*literal, type.element);
    if (array && type.name.ends_with("vector")) {
      return vector_text(*array);
    }
    return array ? Value{std::make_shared<const Array>(std::move(*array))} : std::move(value);
  }
  return value;
}

}  // namespace emulator::lower
