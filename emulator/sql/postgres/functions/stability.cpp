// Which rows depend on settings of the session (pg_proc.provolatile 's'): casts that read or print by DateStyle,
// TimeZone or a type's own functions, and the functions that do so. An index's expression may not have them.
#include <algorithm>
#include <array>

#include "sql/postgres/functions/functions.hpp"

namespace emulator::postgres {

namespace {

using enum TypeId;

constexpr std::array read_by_settings = {date, time, timetz, timestamp, timestamptz, interval, enum_, money, xml};
constexpr std::array printed_by_settings = {date, timestamp, timestamptz, interval, enum_, money};

struct Pair {
  TypeId from, to;
};
constexpr std::array conversions = {
    Pair{date, timestamptz}, Pair{timestamp, timestamptz}, Pair{timestamptz, date}, Pair{timestamptz, timestamp},
    Pair{timestamptz, time}, Pair{timestamptz, timetz},    Pair{time, timetz},      Pair{money, decimal},
    Pair{decimal, money},    Pair{integer, money},         Pair{bigint, money},
};

// Functions of one name, and operators: all of them, or those with a parameter of a type.
struct Named {
  std::string_view name;
  TypeId parameter = any;
};
constexpr std::array named = {
    Named{"array_to_json"},
    Named{"array_to_string"},
    Named{"concat"},
    Named{"concat_ws"},
    Named{"convert"},
    Named{"convert_from"},
    Named{"convert_to"},
    Named{"date", timestamptz},
    Named{"date_part", timestamptz},
    Named{"date_trunc", timestamptz},
    Named{"enum_first"},
    Named{"enum_last"},
    Named{"enum_range"},
    Named{"extract", timestamptz},
    Named{"format"},
    Named{"json_build_array"},
    Named{"json_build_object"},
    Named{"jsonb_build_array"},
    Named{"jsonb_build_object"},
    Named{"make_timestamptz"},
    Named{"row_to_json"},
    Named{"timezone", timetz},
    Named{"to_char"},
    Named{"to_date"},
    Named{"to_json"},
    Named{"to_jsonb"},
    Named{"to_number"},
    Named{"to_timestamp", text},
};

bool is_range_of_any_kind(TypeId id) {
  return is_range(id) || is_multirange(id);
}

template <class Ids>
bool lists(const Ids& ids, TypeId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool depends(TypeId from, TypeId to) {
  if (is_character(from)) {
    return lists(read_by_settings, to) || is_range_of_any_kind(to);
  }
  if (is_character(to)) {
    return lists(printed_by_settings, from) || is_range_of_any_kind(from);
  }
  return std::any_of(conversions.begin(), conversions.end(),
                     [&](const Pair& pair) { return pair.from == from && pair.to == to; });
}

bool is_stable_cast(const sql::Overload& row) {
  const Type &from = row.parameters.front(), &to = row.result;
  if (from.id == array || to.id == array) {
    return from.id == to.id ? depends(from.element, to.element) : is_character(from.id) || is_character(to.id);
  }
  return depends(from.id, to.id);
}

bool has_parameter(const sql::Overload& row, TypeId id) {
  return std::any_of(row.parameters.begin(), row.parameters.end(), [id](const Type& type) { return type.id == id; });
}

bool is_stable_call(const sql::Overload& row) {
  if (row.name == "+" || row.name == "-") {  // days and months are those of the session's calendar
    return has_parameter(row, timestamptz) && has_parameter(row, interval);
  }
  if (row.name == "age") {  // from today
    return row.parameters.size() == 1;
  }
  return std::any_of(named.begin(), named.end(), [&](const Named& one) {
    return one.name == row.name && (one.parameter == any || has_parameter(row, one.parameter));
  });
}

}  // namespace

void mark_stable(Overloads& rows) {
  for (sql::Overload& row : rows) {
    const bool is_cast = row.kind == sql::OverloadKind::cast && row.name == "cast";
    const bool is_call = row.kind == sql::OverloadKind::function || row.kind == sql::OverloadKind::operator_;
    const bool is_stable = (is_cast && is_stable_cast(row)) || (is_call && is_stable_call(row));
    if (is_stable && row.volatility == sql::Volatility::immutable) {
      row.volatility = sql::Volatility::stable;
    }
  }
}

}  // namespace emulator::postgres
