// The overload tables of the PostgreSQL room: each file adds its family's rows; together they are overloads().
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sql/dialect.hpp"
#include "sql/overload.hpp"
#include "types/printed_value.hpp"

namespace emulator::postgres {

using Overloads = std::vector<sql::Overload>;

void add_operators(Overloads& rows);
void add_comparisons(Overloads& rows);
void add_casts(Overloads& rows);
void add_aggregates(Overloads& rows);
void add_ordered_sets(Overloads& rows);
void add_statistics(Overloads& rows);
void add_conditionals(Overloads& rows);
void add_string_functions(Overloads& rows);  // with the next two
void add_matches(Overloads& rows);
void add_string_formats(Overloads& rows);
void add_string_units(Overloads& rows);
void add_byte_functions(Overloads& rows);
void add_number_functions(Overloads& rows);  // with the next one
void add_numeric_powers(Overloads& rows);
void add_datetime_functions(Overloads& rows);  // with the next three
void add_datetime_arithmetic(Overloads& rows);
void add_datetime_fields(Overloads& rows);
void add_to_char(Overloads& rows);
void add_spans(Overloads& rows);
void add_json_functions(Overloads& rows);  // with the next one
void add_json_makers(Overloads& rows);
void add_json_rows(Overloads& rows);
void add_series(Overloads& rows);
void add_row_values(Overloads& rows);
void add_array_functions(Overloads& rows);  // with the next two
void add_array_texts(Overloads& rows);
void add_array_tests(Overloads& rows);
void add_json_queries(Overloads& rows);
void add_info_functions(Overloads& rows);
void add_catalog_functions(Overloads& rows);  // with the next one
void add_privilege_functions(Overloads& rows);
void add_advisory_locks(Overloads& rows);
void add_type_functions(Overloads& rows);
void add_bit_strings(Overloads& rows);
void add_networks(Overloads& rows);
void add_mac_addresses(Overloads& rows);
void add_money(Overloads& rows);
void add_log_positions(Overloads& rows);
void add_transaction_ids(Overloads& rows);
void add_storage_sizes(Overloads& rows);
void add_stored_sizes(Overloads& rows);
void add_xml_functions(Overloads& rows);
void mark_stable(Overloads& rows);  // of all rows those that depend on settings

std::span<const sql::Overload> overloads();
std::span<const sql::Overload* const> overloads_named(std::string_view name);

// A parameter that takes every type, as its JSON text: json_build_object() and its kin.
inline constexpr Type json_value{.id = TypeId::other, .name = "json value"};

// The same of arrays and rows only: json_agg() puts each on a line of its own.
inline constexpr Type structured_json_value{.id = TypeId::other, .name = "structured json value"};
inline constexpr Type array_json_value{.id = TypeId::other, .name = "array json value"};
inline constexpr Type row_json_value{.id = TypeId::other, .name = "row json value"};

// Every type as it is inside of an XML element, and as the text of an attribute: XMLELEMENT and its kin.
inline constexpr Type xml_content{.id = TypeId::other, .name = "xml content"};
inline constexpr Type xml_attribute{.id = TypeId::other, .name = "xml attribute"};

// In front of the name of what has a syntax of its own and wants XML: a function that gives what it is given.
inline constexpr std::string_view argument_of = "argument of ";
inline constexpr Type json_path{.id = TypeId::other, .name = "jsonpath"};

// --- cast.cpp
std::optional<sql::CastPath> table_cast(const Type& from, const Type& to, sql::CastStrength strength);
std::optional<sql::CastPath> length_cast(const Type& to, sql::CastStrength strength);  // same type, other modifiers
std::optional<sql::CastPath> input_cast(const Type& to, sql::CastStrength strength);   // from its text
std::optional<sql::CastPath> output_cast(const Type& from, const Type& to, sql::CastStrength strength);  // to its text
std::optional<sql::CastPath> json_cast(const Type& from);                                                // to its JSON
std::optional<sql::CastPath> printed_cast(const Type& from);
std::optional<sql::CastPath> xml_cast(const Type& from, const Type& to);  // to xml_content or xml_attribute
std::optional<sql::CastPath> array_cast(const Type& from, const Type& to, sql::CastStrength strength);

// --- info.cpp
Value random_uuid(std::span<const Value> arguments, sql::CallContext& context);  // gen_random_uuid()

// --- advisory.cpp
void release_advisory_locks(std::int64_t connection_id);

// --- catalog.cpp
// regclass and its kin, from and to their names.
std::optional<sql::CastPath> object_cast(const Type& from, const Type& to, sql::CastStrength strength);

}  // namespace emulator::postgres
