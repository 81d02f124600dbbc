// pg_column_size (manual 9.27.7): the bytes that PostgreSQL's own form of a value has. Computed from the forms that its
// headers describe (numeric: base 10000, jsonb: entries of four bytes); where the server might have compressed a value,
// or a short one may have either header, the question is refused.
#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/numeric_scale.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

constexpr std::int64_t header = 4;
constexpr std::int64_t short_header = 1;
constexpr std::int64_t short_limit = 127;  // a value and its header of one byte
constexpr std::int64_t uncompressed_limit =
    1900;  // a row that has no more is kept as it is; its other columns count too

[[noreturn]] void refuse(std::string what) {
  throw make_error(Condition::feature_not_supported, {"pg_column_size of " + std::move(what)});
}

struct FixedSize {
  std::string_view type;
  std::int64_t bytes;
};
constexpr std::array fixed_sizes = {
    FixedSize{"bool", 1},      FixedSize{"int2", 2},    FixedSize{"int4", 4},      FixedSize{"int8", 8},
    FixedSize{"oid", 4},       FixedSize{"float4", 4},  FixedSize{"float8", 8},    FixedSize{"date", 4},
    FixedSize{"time", 8},      FixedSize{"timetz", 12}, FixedSize{"timestamp", 8}, FixedSize{"timestamptz", 8},
    FixedSize{"interval", 16}, FixedSize{"uuid", 16},   FixedSize{"name", 64},     FixedSize{"macaddr", 6},
    FixedSize{"macaddr8", 8},  FixedSize{"money", 8},   FixedSize{"pg_lsn", 8},    FixedSize{"xid", 4},
    FixedSize{"xid8", 8},      FixedSize{"point", 16},  FixedSize{"line", 24},     FixedSize{"lseg", 32},
    FixedSize{"box", 32},      FixedSize{"circle", 24},
};

// Of a number without the length that stands before it: a header of two bytes, or four where weight or scale are out of
// its reach, and two for each group of four digits between the first and the last that is not zero.
std::int64_t numeric_bytes(const Decimal& number) {
  if (!number.is_finite()) return 2;
  const DigitGroups groups = digit_groups(number);
  constexpr std::int64_t short_weight = 63, short_scale = 63;
  const bool is_long = groups.first > short_weight || groups.first < -short_weight - 1 || number.scale() > short_scale;
  return (is_long ? 4 : 2) + (groups.leading == 0 ? 0 : 2 * (groups.first - groups.last + 1));
}

constexpr std::int64_t aligned(std::int64_t size) {
  return (size + 3) / 4 * 4;
}

// What a document's part adds behind `before` bytes of the whole, which numbers and containers begin at a multiple of
// four.
std::int64_t jsonb_end(const Json& part, std::int64_t before) {
  constexpr std::int64_t entry = 4;
  switch (part.kind) {
    case JsonKind::null:
    case JsonKind::boolean:
      return before;
    case JsonKind::string:
      return before + static_cast<std::int64_t>(part.text.size());
    case JsonKind::number:
      return aligned(before) + header + numeric_bytes(*Decimal::parse(part.text));
    case JsonKind::array:
    case JsonKind::object:
      break;
  }
  const auto count = static_cast<std::int64_t>(part.elements.size() + part.keys.size());
  std::int64_t end = aligned(before) + entry + count * entry;
  for (const std::string& key : part.keys) end += static_cast<std::int64_t>(key.size());
  for (const Json& element : part.elements) end = jsonb_end(element, end);
  return end;
}

// A document that is one value stands in an array of its own. The length before it counts for where parts begin.
std::int64_t jsonb_bytes(const std::string& text) {
  Json document = parse_json(text).value_or(Json{});
  normalise(document);
  if (document.kind == JsonKind::array || document.kind == JsonKind::object)
    return jsonb_end(document, header) - header;
  Json around = Json::array();
  around.elements.push_back(std::move(document));
  return jsonb_end(around, header) - header;
}

// Of the points that an outline prints: two numbers each, with commas between all of them.
std::int64_t point_bytes(const std::string& text) {
  return 8 * (1 + static_cast<std::int64_t>(std::count(text.begin(), text.end(), ',')));
}

// Without its length.
std::int64_t content_bytes(std::string_view type, const Value& value) {
  if (const auto* bytes = std::get_if<Bytes>(&value)) return static_cast<std::int64_t>(bytes->data.size());
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) refuse(std::string(type));
  if (type == "text" || type == "varchar" || type == "json" || type == "citext" || type == "xml") {
    return static_cast<std::int64_t>(text->size());
  }
  // pgvector's: two numbers before the elements; of a sparsevec three, one of which lies in what is stored here too.
  if (type == "vector" || type == "halfvec") return static_cast<std::int64_t>(text->size()) + 4;
  if (type == "sparsevec") return static_cast<std::int64_t>(text->size()) + 8;
  if (type == "numeric") return numeric_bytes(*Decimal::parse(*text));
  if (type == "jsonb") return jsonb_bytes(*text);
  if (type == "path") return 12 + point_bytes(*text);
  if (type == "polygon") return 36 + point_bytes(*text);
  refuse(std::string(type));
}

Value column_size(Arguments arguments, CallContext&) {
  const std::string_view told = text_at(arguments, 1);
  const std::string_view type = told.substr(0, told.rfind(' '));
  const std::string_view form = told.substr(type.size() + 1);
  const auto fixed = std::find_if(fixed_sizes.begin(), fixed_sizes.end(),
                                  [&](const FixedSize& candidate) { return candidate.type == type; });
  if (fixed != fixed_sizes.end()) return fixed->bytes;
  if (type == "unknown")
    return static_cast<std::int64_t>(text_at(arguments, 0).size()) + 1;  // a literal, ended by a zero
  const std::int64_t content = content_bytes(type, arguments[0]);
  const bool is_short = content + short_header <= short_limit;
  if (form == "made") return content + header;
  if (content > uncompressed_limit) refuse("a value that may be compressed");
  if (!is_short) return content + header;
  if (form == "stored") return content + short_header;
  refuse("a short value that is computed");
}

}  // namespace

void add_storage_sizes(Overloads& rows) {
  sql::Overload row = native_row("pg_column_size", {any}, integer, "pg_column_size", column_size);
  row.type_argument = sql::TypeArgument::storage;
  rows.push_back(with_volatility(std::move(row), sql::Volatility::stable));
}

}  // namespace emulator::postgres
