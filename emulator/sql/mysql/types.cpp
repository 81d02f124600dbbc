// Type names, display and literals.
#include "sql/mysql/types.hpp"

#include <algorithm>
#include <charconv>

#include "base/overloaded.hpp"
#include "base/text.hpp"
#include "sql/mysql/coercion.hpp"
#include "sql/mysql/collations.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "types/float_text.hpp"

namespace emulator::mysql {

namespace {

struct NamedType {
  std::string_view name;
  TypeId id;
  std::int32_t length = -1;
  std::int32_t scale = -1;
};

// clang-format off
constexpr NamedType named_types[] = {
    {"tinyint", TypeId::tinyint},       {"smallint", TypeId::smallint},
    {"mediumint", TypeId::mediumint},   {"int", TypeId::integer},
    {"integer", TypeId::integer},       {"bigint", TypeId::bigint},
    {"signed", TypeId::bigint},         {"unsigned", TypeId::bigint},
    {"serial", TypeId::bigint},         {"bool", TypeId::tinyint, 1},
    {"boolean", TypeId::tinyint, 1},    {"float", TypeId::real},
    {"double", TypeId::double_},        {"real", TypeId::double_},
    {"decimal", TypeId::decimal, 10, 0}, {"numeric", TypeId::decimal, 10, 0},
    {"bit", TypeId::bit, 1},            {"char", TypeId::char_},
    {"varchar", TypeId::varchar},       {"tinytext", TypeId::text, tiny_size},
    {"text", TypeId::text, normal_size}, {"mediumtext", TypeId::text, medium_size},
    {"longtext", TypeId::text, long_size}, {"binary", TypeId::binary},
    {"varbinary", TypeId::varbinary},   {"tinyblob", TypeId::blob, tiny_size},
    {"blob", TypeId::blob, normal_size}, {"mediumblob", TypeId::blob, medium_size},
    {"longblob", TypeId::blob, long_size}, {"date", TypeId::date},
    {"time", TypeId::time, -1, 0},      {"datetime", TypeId::timestamp, -1, 0},
    {"timestamp", TypeId::timestamptz, -1, 0}, {"year", TypeId::year},
    {"json", TypeId::json},             {"enum", TypeId::enum_},
    {"set", TypeId::set},
};
constexpr std::string_view spatial_types[] = {
    "geometry", "geometrycollection", "linestring", "multilinestring", "multipoint", "multipolygon", "point", "polygon",
};
// clang-format on

std::string members_text(std::string_view kind, const std::vector<std::string>& members) {
  std::string text{kind};
  text += '(';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) text += ',';
    text += '\'';
    for (const char c : members[i]) {
      if (c == '\'') text += '\'';
      text += c;
    }
    text += '\'';
  }
  return text + ")";
}

std::int32_t modifier(const ast::TypeName& name, std::size_t index, std::int32_t otherwise) {
  if (index >= name.modifiers.size()) return otherwise;
  return static_cast<std::int32_t>(std::min<std::int64_t>(name.modifiers[index], long_size));
}

std::string column_of(const ast::TypeName& name) {
  return name.name.parts.back();
}

// TEXT(n) and BLOB(n) are the smallest type with room for n characters of four bytes, or n bytes.
std::int32_t size_for(std::int64_t length, bool is_text) {
  const std::int64_t bytes = is_text ? length * 4 : length;
  for (const std::int32_t size : {tiny_size, normal_size, medium_size}) {
    if (bytes <= size) return size;
  }
  return long_size;
}

void set_fraction(Type& type, const ast::TypeName& name) {
  type.scale = modifier(name, 0, 0);
  if (type.scale <= 6) return;
  throw worded_error(
      Condition::invalid_parameter_value, 1426, "42000",
      "Too-big precision " + std::to_string(type.scale) + " specified for '" + column_of(name) + "'. Maximum is 6.");
}

void set_decimal(Type& type, const ast::TypeName& name) {
  type.length = modifier(name, 0, 10);
  type.scale = modifier(name, 1, 0);
  if (type.length == 0) type.length = 10;
  if (type.length > 65) {
    throw worded_error(Condition::invalid_parameter_value, 1426, "42000",
                       "Too-big precision " + std::to_string(type.length) + " specified for '" + column_of(name) +
                           "'. Maximum is 65.");
  }
  if (type.scale > 30) {
    throw worded_error(Condition::invalid_parameter_value, 1425, "42000",
                       "Too big scale " + std::to_string(type.scale) + " specified for column '" + column_of(name) +
                           "'. Maximum is 30.");
  }
  if (type.scale > type.length) {
    throw worded_error(
        Condition::invalid_parameter_value, 1427, "42000",
        "For float(M,D), double(M,D) or decimal(M,D), M must be >= D (column '" + column_of(name) + "').");
  }
}

void set_collation(Type& type, const ast::TypeName& name) {
  if (!name.collation.empty()) {
    type.collation = intern(ascii_lower(name.collation));
  } else if (!name.character_set.empty()) {
    type.collation = intern(name.is_binary ? binary_collation_of(ascii_lower(name.character_set))
                                           : default_collation_of(ascii_lower(name.character_set)));
  } else if (name.is_binary) {
    type.collation = "utf8mb4_bin";
  }
  if (type.collation == default_collation) type.collation = {};
  if (type.collation != "binary") return;
  type.collation = {};
  // CHARACTER SET binary makes the binary type of the same size.
  if (type.id == TypeId::char_) type.id = TypeId::binary;
  if (type.id == TypeId::varchar) type.id = TypeId::varbinary;
  if (type.id == TypeId::text) type.id = TypeId::blob;
}

bool has_length(TypeId id) {
  return id == TypeId::char_ || id == TypeId::varchar || id == TypeId::binary || id == TypeId::varbinary;
}

bool has_fraction(TypeId id) {
  return id == TypeId::time || id == TypeId::timestamp || id == TypeId::timestamptz;
}

void apply_modifiers(Type& type, const ast::TypeName& name) {
  if (type.id == TypeId::tinyint && modifier(name, 0, 0) == 1 && !name.is_unsigned) type.length = 1;
  if (type.id == TypeId::decimal) set_decimal(type, name);
  if (type.id == TypeId::bit) type.length = modifier(name, 0, 1);
  if (type.id == TypeId::enum_) type.name = intern(members_text("enum", name.members));
  if (type.id == TypeId::set) type.name = intern(members_text("set", name.members));
  if (has_fraction(type.id)) set_fraction(type, name);
  if (has_length(type.id)) type.length = modifier(name, 0, -1);
  const bool is_sized = type.id == TypeId::text || type.id == TypeId::blob;
  if (is_sized && !name.modifiers.empty()) type.length = size_for(name.modifiers[0], type.id == TypeId::text);
  const bool has_characters = is_character(type.id) || type.id == TypeId::enum_ || type.id == TypeId::set;
  if (has_characters) set_collation(type, name);
}

std::string with_sign(std::string name, const Type& type) {
  return type.is_unsigned ? name + " unsigned" : name;
}

std::string with_length(std::string_view name, std::int32_t length) {
  return length < 0 ? std::string{name} : std::string{name} + "(" + std::to_string(length) + ")";
}

std::string with_fraction(std::string_view name, const Type& type) {
  return type.scale > 0 ? with_length(name, type.scale) : std::string{name};
}

std::string_view size_prefix(std::int32_t length) {
  if (length < 0) return "long";
  if (length <= tiny_size) return "tiny";
  if (length <= normal_size) return "";
  return length <= medium_size ? "medium" : "long";
}

sql::TypedValue number_literal(const ast::NumberLiteral& literal) {
  if (literal.has_exponent) {
    std::size_t consumed = 0;
    return {parse_double_prefix(literal.text, consumed), type(TypeId::double_)};
  }
  const Decimal number = Decimal::parse(literal.text).value_or(Decimal{});
  if (!literal.has_point) {
    if (const auto small = number.to_int64()) return {*small, bigint_type};
    if (const auto large = number.to_uint64()) return {unsigned_value(*large), unsigned_type};
  }
  return {number.to_string(), Type{.id = TypeId::decimal,
                                   .length = std::max(number.integer_digits() + number.scale(), 1),
                                   .scale = number.scale()}};
}

sql::TypedValue string_literal(const ast::StringLiteral& literal) {
  if (literal.character_set == "binary") {
    return {Bytes{literal.text},
            Type{.id = TypeId::varbinary, .length = static_cast<std::int32_t>(literal.text.size())}};
  }
  return {literal.text, Type{.id = TypeId::varchar, .length = static_cast<std::int32_t>(utf8_length(literal.text))}};
}

// b'101': as many bytes as the bits need, the first one filled up with zeros.
std::string bytes_of_bits(std::string_view bits) {
  std::string bytes((bits.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const std::size_t place = bits.size() - 1 - i;  // from the right
    char& byte = bytes[bytes.size() - 1 - place / 8];
    if (bits[i] == '1') byte = static_cast<char>(static_cast<unsigned char>(byte) | 1U << place % 8);
  }
  return bytes;
}

// 0x41, x'41' and b'1000001' are binary texts that count as numbers in numeric contexts
// (https://dev.mysql.com/doc/refman/8.0/en/hexadecimal-literals.html).
sql::TypedValue bytes_literal(const ast::BytesLiteral& literal) {
  std::string bytes = literal.is_bits ? bytes_of_bits(literal.bytes) : literal.bytes;
  const auto length = static_cast<std::int32_t>(bytes.size());
  return {Bytes{std::move(bytes)}, Type{.id = TypeId::varbinary, .length = length, .name = number_in_bytes}};
}

}  // namespace

std::optional<Type> type_of(const ast::TypeName& name) {
  const std::string word = ascii_lower(name.name.parts.back());
  for (const auto spatial : spatial_types) {
    if (word == spatial) throw make_error(Condition::feature_not_supported, {"type " + word});
  }
  for (const auto& known : named_types) {
    if (known.name != word) continue;
    Type type{.id = known.id, .length = known.length, .scale = known.scale};
    type.is_unsigned = is_numeric(known.id) && (name.is_unsigned || word == "unsigned" || word == "serial");
    apply_modifiers(type, name);
    return type;
  }
  return std::nullopt;
}

std::string metadata_name(const Type& type) {
  switch (type.id) {
    case TypeId::unknown:
      return "NULL";
    case TypeId::boolean:
      return "BOOLEAN";
    case TypeId::tinyint:
    case TypeId::smallint:
    case TypeId::mediumint:
    case TypeId::integer:
    case TypeId::bigint: {
      Type plain = type;
      plain.length = -1;
      return ascii_upper(spelled(plain));
    }
    case TypeId::real:
      return "FLOAT";
    case TypeId::double_:
      return "DOUBLE";
    case TypeId::decimal:
      return "DECIMAL";
    case TypeId::bit:
    case TypeId::varbit:
      return "BIT";
    case TypeId::char_:
      return "CHAR";
    case TypeId::varchar:
    case TypeId::name:
    case TypeId::internal_char:
      return "VARCHAR";
    case TypeId::text:
      return "TEXT";
    case TypeId::binary:
      return "BINARY";
    case TypeId::varbinary:
      return "VARBINARY";
    case TypeId::blob:
      return "BLOB";
    case TypeId::date:
      return "DATE";
    case TypeId::time:
      return "TIME";
    case TypeId::timestamp:
      return "DATETIME";
    case TypeId::timestamptz:
      return "TIMESTAMP";
    case TypeId::year:
      return "YEAR";
    case TypeId::json:
      return "JSON";
    case TypeId::enum_:
      return "ENUM";
    case TypeId::set:
      return "SET";
    default:
      return ascii_upper(to_string(type));
  }
  return {};
}

std::string spelled(const Type& type) {
  std::string name = to_string(emulator::type(type.id));
  for (const auto& known : named_types) {
    if (known.id != type.id) continue;
    name = known.name;
    break;
  }
  if (type.id == TypeId::enum_ || type.id == TypeId::set) return std::string{type.name};
  if (type.id == TypeId::text || type.id == TypeId::blob) {
    return std::string{size_prefix(type.length)} + (type.id == TypeId::text ? "text" : "blob");
  }
  if (type.id == TypeId::decimal) {
    name += "(" + std::to_string(type.length < 0 ? 10 : type.length) + ",";
    name += std::to_string(std::max(type.scale, 0)) + ")";
  } else if (has_fraction(type.id)) {
    name = with_fraction(name, type);
  } else if (type.id == TypeId::char_ || type.id == TypeId::binary || type.id == TypeId::bit) {
    name = with_length(name, type.length < 0 ? 1 : type.length);
  } else if (has_length(type.id) || type.id == TypeId::tinyint) {
    name = with_length(name, type.length);
  }
  return with_sign(std::move(name), type);
}

sql::TypedValue literal(const ast::ExpressionNode& node) {
  if (const auto* boolean = std::get_if<ast::BooleanLiteral>(&node)) return {truth(boolean->value), truth_value_type};
  if (const auto* number = std::get_if<ast::NumberLiteral>(&node)) return number_literal(*number);
  if (const auto* string = std::get_if<ast::StringLiteral>(&node)) return string_literal(*string);
  if (const auto* bytes = std::get_if<ast::BytesLiteral>(&node)) return bytes_literal(*bytes);
  return {Null{}, type(TypeId::unknown)};
}

Value implicit_value(const Type& type) {
  const std::string fraction = type.scale > 0 ? "." + std::string(static_cast<std::size_t>(type.scale), '0') : "";
  switch (family_of(type)) {
    case Family::integer:
      return std::int64_t{0};
    case Family::decimal:
      return "0" + fraction;
    case Family::real:
      return 0.0;
    case Family::text:
      return std::string{};
    case Family::binary:
      return Bytes{type.id == TypeId::binary ? std::string(static_cast<std::size_t>(std::max(type.length, 1)), '\0')
                                             : std::string{}};
    case Family::date:
      return std::string{"0000-00-00"};
    case Family::time:
      return "00:00:00" + fraction;
    case Family::datetime:
      return "0000-00-00 00:00:00" + fraction;
    case Family::json:
      return std::string{"null"};
    case Family::member: {
      const auto members = members_of(type.name);
      return type.id == TypeId::set || members.empty() ? std::string{} : members.front();
    }
    case Family::null:
    case Family::other:
      break;
  }
  return Null{};
}

Type parameter_type(const Value& value) {
  return std::visit(overloaded{
                        [](Null) { return type(TypeId::unknown); },
                        [](bool) { return truth_value_type; },
                        [](std::int64_t) { return bigint_type; },
                        [](double) { return double_type; },
                        [](const std::string&) { return text_type; },
                        [](const Bytes&) { return bytes_type; },
                        [](const std::shared_ptr<const Array>&) { return type(TypeId::array); },
                    },
                    value);
}

std::vector<std::string> members_of(std::string_view type_name) {
  std::vector<std::string> members;
  std::size_t at = type_name.find('(');
  while (at != std::string_view::npos && ++at < type_name.size() && type_name[at] == '\'') {
    std::string member;
    for (++at; at < type_name.size(); ++at) {
      if (type_name[at] == '\'' && (at + 1 >= type_name.size() || type_name[at + 1] != '\'')) break;
      if (type_name[at] == '\'') ++at;
      member += type_name[at];
    }
    members.push_back(std::move(member));
    ++at;  // the closing quote; the loop steps over the comma
  }
  return members;
}

std::string implicit_default(const Type& type) {
  if (type.id == TypeId::json) return "'null'";
  if (type.id == TypeId::date) return "'0000-00-00'";
  if (type.id == TypeId::time) return "'00:00:00'";
  if (type.id == TypeId::timestamp || type.id == TypeId::timestamptz) return "'0000-00-00 00:00:00'";
  if (type.id != TypeId::enum_) return is_numeric(type.id) || type.id == TypeId::year ? "0" : "''";
  const std::vector<std::string> members = members_of(type.name);
  std::string text = "'";
  for (const char c : members.front()) text.append(c == '\'' || c == '\\' ? 2 : 1, c);
  return text + "'";
}

std::int32_t precision_of(const Type& type) {
  if (type.id == TypeId::decimal) return type.length < 0 ? 65 : type.length;
  if (type.id == TypeId::bigint || type.id == TypeId::bit) return type.is_unsigned ? 20 : 19;
  constexpr std::pair<TypeId, std::int32_t> digits[] = {
      {TypeId::tinyint, 3},   {TypeId::year, 4},       {TypeId::smallint, 5},
      {TypeId::mediumint, 8}, {TypeId::integer, 10},   {TypeId::date, 8},
      {TypeId::time, 7},      {TypeId::timestamp, 14}, {TypeId::timestamptz, 14},
  };
  for (const auto& [id, count] : digits) {
    if (id == type.id) return count + (has_fraction(id) ? std::max(type.scale, 0) : 0);
  }
  return 0;
}

std::int32_t scale_of(const Type& type) {
  const bool has_scale = type.id == TypeId::decimal || is_temporal(type.id);
  return has_scale ? std::max(type.scale, 0) : 0;
}

}  // namespace emulator::mysql
