// A text that is no value of its type sorts as bytes; none is ever stored.
#include "sql/postgres/orders.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "sql/postgres/address.hpp"
#include "sql/postgres/log_position.hpp"
#include "sql/postgres/money.hpp"
#include "sql/postgres/pgvector/stored.hpp"
#include "sql/postgres/ranges/range_text.hpp"
#include "sql/postgres/text_search/vector.hpp"
#include "types/collation.hpp"
#include "types/datetime.hpp"
#include "types/decimal.hpp"
#include "types/interval.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

// The instant, and the zone east of UTC with its sign turned: PostgreSQL breaks ties so.
std::optional<std::pair<std::int64_t, std::int64_t>> timetz_key(std::string_view text) {
  const std::size_t sign = text.find_first_of("+-", 1);
  if (sign == std::string_view::npos) {
    return std::nullopt;
  }
  std::string_view zone = text.substr(sign);
  const std::optional<TimeOfDay> time = parse_time(text.substr(0, sign));
  const std::optional<std::int32_t> offset = take_utc_offset(zone);
  if (!time || !offset) {
    return std::nullopt;
  }
  return std::pair{to_microseconds(*time) - *offset * microseconds_per_second, -std::int64_t{*offset}};
}

// Years of four digits after Christ sort as they are written.
bool is_usual_moment(std::string_view text) {
  return text.size() >= 10 && text[4] == '-' && text[0] != '-' && !text.ends_with(" BC");
}

// Empty: no date.
std::optional<std::int64_t> moment_key(std::string_view text) {
  if (text == "infinity" || text == "-infinity") {
    return text.front() == '-' ? INT64_MIN : INT64_MAX;
  }
  if (const std::optional<DateTime> moment = parse_datetime(text)) {
    return to_microseconds(*moment);
  }
  const std::optional<Date> date = parse_date(text);
  return date ? std::optional(to_microseconds(DateTime{*date, {}})) : std::nullopt;
}

}  // namespace

int compare_moment_texts(std::string_view left, std::string_view right) {
  if (left == right || (is_usual_moment(left) && is_usual_moment(right))) {
    return compare_bytes(left, right);
  }
  const std::optional<std::int64_t> one = moment_key(left), other = moment_key(right);
  return one && other && *one != *other ? (*one < *other ? -1 : 1) : compare_bytes(left, right);
}

// By family, then the bits of the network, then its length, then all bits.
int compare_network_texts(std::string_view left, std::string_view right) {
  const std::optional<Address> one = parse_address(left), other = parse_address(right);
  return one && other ? compare(*one, *other) : compare_bytes(left, right);
}

namespace {

int compare_jsonb_texts(std::string_view left, std::string_view right) {
  if (left == right) {
    return 0;
  }
  const std::optional<Json> one = parse_json(left), other = parse_json(right);
  if (!one || !other) {
    return compare_bytes(left, right);
  }
  // A document that is one value counts as an array of one, so the empty array comes before it, unlike further in.
  const auto is_empty = [](const Json& document) {
    return document.kind == JsonKind::array && document.elements.empty();
  };
  const auto is_value = [](const Json& document) {
    return document.kind != JsonKind::array && document.kind != JsonKind::object;
  };
  if ((is_empty(*one) && is_value(*other)) || (is_value(*one) && is_empty(*other))) {
    return is_empty(*one) ? -1 : 1;
  }
  return compare_jsonb(*one, *other);
}

int compare_interval_texts(std::string_view left, std::string_view right) {
  if (left == right) {
    return 0;
  }
  const std::optional<Interval> one = parse_interval(left), other = parse_interval(right);
  return one && other ? compare(*one, *other) : compare_bytes(left, right);
}

int compare_timetz_texts(std::string_view left, std::string_view right) {
  const auto one = timetz_key(left), other = timetz_key(right);
  return one && other ? (*one < *other ? -1 : *one > *other) : compare_bytes(left, right);
}

int compare_caseless(std::string_view left, std::string_view right) {
  return compare_english(lower_text(left), lower_text(right));
}

template <TypeId id>
int compare_vectors(std::string_view left, std::string_view right) {
  return pgvector::compare(left, right, id);
}

template <TypeId id>
int compare_ranges(std::string_view left, std::string_view right) {
  return ranges::compare_stored(left, right, ranges::kind_of(id));
}

// clang-format off
constexpr std::array text_orders = {
    TextOrder{TypeId::jsonb,       "jsonb",     compare_jsonb_texts},
    TextOrder{TypeId::interval,    "interval",  compare_interval_texts},
    TextOrder{TypeId::timetz,      "timetz",    compare_timetz_texts},
    TextOrder{TypeId::inet,        "network",   compare_network_texts},
    TextOrder{TypeId::cidr,        "network",   compare_network_texts},
    TextOrder{TypeId::citext,      "citext",    compare_caseless},
    TextOrder{TypeId::date,        "moment",    compare_moment_texts},
    TextOrder{TypeId::timestamp,   "moment",    compare_moment_texts},
    TextOrder{TypeId::timestamptz, "moment",    compare_moment_texts},
    TextOrder{TypeId::vector,      "vector",    compare_vectors<TypeId::vector>},
    TextOrder{TypeId::halfvec,     "halfvec",   compare_vectors<TypeId::halfvec>},
    TextOrder{TypeId::sparsevec,   "sparsevec", compare_vectors<TypeId::sparsevec>},
    TextOrder{TypeId::tsvector,    "tsvector",  text_search::compare_vector_texts},
    TextOrder{TypeId::int4range, "int4range", compare_ranges<TypeId::int4range>},
    TextOrder{TypeId::int4multirange, "int4range", compare_ranges<TypeId::int4range>},
    TextOrder{TypeId::int8range, "int8range", compare_ranges<TypeId::int8range>},
    TextOrder{TypeId::int8multirange, "int8range", compare_ranges<TypeId::int8range>},
    TextOrder{TypeId::numrange, "numrange", compare_ranges<TypeId::numrange>},
    TextOrder{TypeId::nummultirange, "numrange", compare_ranges<TypeId::numrange>},
    TextOrder{TypeId::tsrange, "tsrange", compare_ranges<TypeId::tsrange>},
    TextOrder{TypeId::tsmultirange, "tsrange", compare_ranges<TypeId::tsrange>},
    TextOrder{TypeId::tstzrange, "tstzrange", compare_ranges<TypeId::tstzrange>},
    TextOrder{TypeId::tstzmultirange, "tstzrange", compare_ranges<TypeId::tstzrange>},
    TextOrder{TypeId::daterange, "daterange", compare_ranges<TypeId::daterange>},
    TextOrder{TypeId::datemultirange, "daterange", compare_ranges<TypeId::daterange>},
    TextOrder{TypeId::money, "money", compare_money_texts},
    TextOrder{TypeId::pg_lsn, "pg_lsn", compare_log_position_texts},
    TextOrder{TypeId::xid8,        "xid8",      compare_decimals},
};
// clang-format on

template <class Matches>
const TextOrder* find_order(const Matches& matches) {
  const auto* found = std::find_if(text_orders.begin(), text_orders.end(), matches);
  return found == text_orders.end() ? nullptr : found;
}

}  // namespace

const TextOrder* text_order(TypeId id) {
  return find_order([id](const TextOrder& order) { return order.id == id; });
}

const TextOrder* text_order(std::string_view collation) {
  return find_order([collation](const TextOrder& order) { return order.collation == collation; });
}

}  // namespace emulator::postgres
