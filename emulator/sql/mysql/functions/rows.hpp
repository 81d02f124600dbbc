// How the rows of MySQL's functions are written and gathered. One add_ function per file; tables.cpp calls them all.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/overload.hpp"
#include "types/type.hpp"

namespace emulator::mysql {

// The room's whole table. Rows keep their place once all are gathered, so pointers to them are good.
class Rows {
 public:
  using ResultRule = Type (*)(std::span<const Type>);

  // A function computed in C++. Its name in SQLite is `native` (made unique by a number). Chain on the result.
  sql::Overload& native(std::string_view name, std::initializer_list<TypeId> parameters, Type result,
                        std::string_view native, sql::NativeFunction function);
  sql::Overload& templated(std::string_view name, std::initializer_list<TypeId> parameters, Type result,
                           std::string_view sql);
  sql::Overload& aggregate(std::string_view name, std::initializer_list<TypeId> parameters, Type result,
                           std::string_view native, sql::AggregateMaker make);

  // The same row for one more name (SUBSTR for SUBSTRING).
  void alias(std::string_view name, std::string_view of);

  std::vector<sql::Overload> take() { return std::move(rows_); }

 private:
  std::string_view unique(std::string_view native);

  std::vector<sql::Overload> rows_;
};

// --- What rows say often ---------------------------------------------------------------------------------------

inline sql::Overload& variadic(sql::Overload& row) {
  row.is_variadic = true;
  return row;
}
inline sql::Overload& sees_nulls(sql::Overload& row) {
  row.null_on_null = false;
  return row;
}
inline sql::Overload& stable(sql::Overload& row) {
  row.volatility = sql::Volatility::stable;
  return row;
}
inline sql::Overload& changing(sql::Overload& row) {
  row.volatility = sql::Volatility::volatile_;
  return row;
}
inline sql::Overload& ruled(sql::Overload& row, Rows::ResultRule rule) {
  row.result_rule = rule;
  return row;
}
inline sql::Overload& operator_row(sql::Overload& row) {
  row.kind = sql::OverloadKind::operator_;
  return row;
}
inline sql::Overload& cast_row(sql::Overload& row) {
  row.kind = sql::OverloadKind::cast;
  return row;
}

inline constexpr Type bigint_type{.id = TypeId::bigint};
inline constexpr Type unsigned_type{.id = TypeId::bigint, .is_unsigned = true};
inline constexpr Type truth_value_type{.id = TypeId::bigint, .length = 1};  // of comparisons: JSON makes it a boolean
inline constexpr Type double_type{.id = TypeId::double_};
inline constexpr Type text_type{.id = TypeId::varchar};
inline constexpr Type bytes_type{.id = TypeId::varbinary};
inline constexpr Type json_type{.id = TypeId::json};
inline constexpr Type date_type{.id = TypeId::date};

// --- The files ---------------------------------------------------------------------------------------------------

void add_casts(Rows& rows);
void add_temporal_casts(Rows& rows);
void add_assignments(Rows& rows);
void add_text_assignments(Rows& rows);
void add_temporal_assignments(Rows& rows);
void add_arithmetic(Rows& rows);
void add_bit_operators(Rows& rows);
void add_comparisons(Rows& rows);
void add_conditionals(Rows& rows);
void add_number_functions(Rows& rows);
void add_text_functions(Rows& rows);
void add_search_functions(Rows& rows);
void add_encoding_functions(Rows& rows);
void add_compression(Rows& rows);
void add_match_functions(Rows& rows);
void add_clock_functions(Rows& rows);
void add_date_parts(Rows& rows);
void add_date_arithmetic(Rows& rows);
void add_date_formats(Rows& rows);
void add_json_functions(Rows& rows);
void add_json_changes(Rows& rows);
void add_json_table(Rows& rows);
void add_aggregates(Rows& rows);
void add_text_aggregates(Rows& rows);
void add_windows(Rows& rows);
void add_address_functions(Rows& rows);
void add_information(Rows& rows);
void add_variables(Rows& rows);
void add_internals(Rows& rows);

}  // namespace emulator::mysql
