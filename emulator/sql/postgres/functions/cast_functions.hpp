// The native functions behind casts, by what they do: read a value from its text, write it as text, or convert it.
// cast.cpp makes rows of them. Texts come unfolded, values in their storage form; no argument is NULL. Modifiers come
// as further arguments, -1 where the type has none.
#pragma once

#include <string>

#include "sql/call_context.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "types/decimal.hpp"

namespace emulator::postgres {

// --- cast_input.cpp: (text[, modifiers]). Each throws its type's own errors for text that is none of it.
Value input_boolean(Arguments arguments, sql::CallContext& context);
Value input_smallint(Arguments arguments, sql::CallContext& context);
Value input_integer(Arguments arguments, sql::CallContext& context);
Value input_bigint(Arguments arguments, sql::CallContext& context);
Value input_oid(Arguments arguments, sql::CallContext& context);
Value input_real(Arguments arguments, sql::CallContext& context);
Value input_double(Arguments arguments, sql::CallContext& context);
Value input_numeric(Arguments arguments, sql::CallContext& context);  // text, precision, scale
Value input_bytea(Arguments arguments, sql::CallContext& context);
Value input_uuid(Arguments arguments, sql::CallContext& context);
Value input_json(Arguments arguments, sql::CallContext& context);
Value input_jsonb(Arguments arguments, sql::CallContext& context);
Value input_enum(Arguments arguments, sql::CallContext& context);  // text, the enum's name and collation
Value input_bit(Arguments arguments, sql::CallContext& context);   // text, length
Value input_varbit(Arguments arguments, sql::CallContext& context);
Value input_inet(Arguments arguments, sql::CallContext& context);
Value input_cidr(Arguments arguments, sql::CallContext& context);
Value input_macaddr(Arguments arguments, sql::CallContext& context);
Value input_macaddr8(Arguments arguments, sql::CallContext& context);
Value input_money(Arguments arguments, sql::CallContext& context);
Value input_pg_lsn(Arguments arguments, sql::CallContext& context);
Value input_xid(Arguments arguments, sql::CallContext& context);
Value input_xid8(Arguments arguments, sql::CallContext& context);
Value input_snapshot(Arguments arguments, sql::CallContext& context);  // pg_snapshot and txid_snapshot
Value input_tsvector(Arguments arguments, sql::CallContext& context);
Value input_tsquery(Arguments arguments, sql::CallContext& context);
int hex_value(char digit);  // -1: it is none
[[noreturn]] void malformed_array(const std::string& literal);

// --- datetime_input.cpp
Value input_date(Arguments arguments, sql::CallContext& context);
Value input_time(Arguments arguments, sql::CallContext& context);       // text, digits after the second
Value input_timetz(Arguments arguments, sql::CallContext& context);     // the same
Value input_timestamp(Arguments arguments, sql::CallContext& context);  // the same
Value input_timestamptz(Arguments arguments, sql::CallContext& context);
Value input_interval(Arguments arguments, sql::CallContext& context);  // text, fields, digits

// --- cast_output.cpp: (value)
Value output_boolean(Arguments arguments, sql::CallContext& context);
Value output_integer(Arguments arguments, sql::CallContext& context);
Value output_real(Arguments arguments, sql::CallContext& context);
Value output_double(Arguments arguments, sql::CallContext& context);
Value output_bytea(Arguments arguments, sql::CallContext& context);
Value output_time(Arguments arguments, sql::CallContext& context);
Value output_timestamp(Arguments arguments, sql::CallContext& context);
Value output_timestamptz(Arguments arguments, sql::CallContext& context);
Value output_as_it_is(Arguments arguments, sql::CallContext& context);
Value output_without_padding(Arguments arguments, sql::CallContext& context);  // of character(n)

Value output_inet(Arguments arguments, sql::CallContext& context);  // the cast to text, which always names the mask

// As ISO 8601 has them, for JSON and XML.
Value iso_timestamp(Arguments arguments, sql::CallContext& context);
Value iso_timestamptz(Arguments arguments, sql::CallContext& context);

// As JSON: of what the value prints as, and of times.
Value json_as_stored(Arguments arguments, sql::CallContext& context);  // of character(n) and inet, with all of it
Value json_of_text(const Value& text);
Value json_of_number(const Value& text);
Value json_of_timestamp(Arguments arguments, sql::CallContext& context);
Value json_of_timestamptz(Arguments arguments, sql::CallContext& context);

// Texts into the string types. `strict`: what does not fit is an error unless it is spaces.
Value fit_varchar(const Value& text, std::int64_t length, bool strict);
Value fit_char(const Value& text, std::int64_t length, bool strict);
Value fit_name(const Value& text);
Value fit_internal_char(const Value& text);
Value fit_bit(const Value& bits, std::int64_t length, bool strict);
Value fit_varbit(const Value& bits, std::int64_t length, bool strict);

// --- convert.cpp: (value[, modifiers])
Value boolean_to_integer(Arguments arguments, sql::CallContext& context);
Value integer_to_boolean(Arguments arguments, sql::CallContext& context);
Value integer_to_smallint(Arguments arguments, sql::CallContext& context);
Value integer_to_integer(Arguments arguments, sql::CallContext& context);
Value integer_to_oid(Arguments arguments, sql::CallContext& context);
Value integer_to_real(Arguments arguments, sql::CallContext& context);
Value integer_to_double(Arguments arguments, sql::CallContext& context);
Value integer_to_numeric(Arguments arguments, sql::CallContext& context);
Value float_to_smallint(Arguments arguments, sql::CallContext& context);
Value float_to_integer(Arguments arguments, sql::CallContext& context);
Value float_to_bigint(Arguments arguments, sql::CallContext& context);
Value real_to_numeric(Arguments arguments, sql::CallContext& context);
Value double_to_numeric(Arguments arguments, sql::CallContext& context);
Value double_to_real(Arguments arguments, sql::CallContext& context);
Value numeric_to_smallint(Arguments arguments, sql::CallContext& context);
Value numeric_to_integer(Arguments arguments, sql::CallContext& context);
Value numeric_to_bigint(Arguments arguments, sql::CallContext& context);
Value numeric_to_real(Arguments arguments, sql::CallContext& context);
Value numeric_to_double(Arguments arguments, sql::CallContext& context);
Value numeric_to_numeric(Arguments arguments, sql::CallContext& context);
Value integer_to_money(Arguments arguments, sql::CallContext& context);
Value numeric_to_money(Arguments arguments, sql::CallContext& context);
Value money_to_numeric(Arguments arguments, sql::CallContext& context);
Value macaddr_to_macaddr8(Arguments arguments, sql::CallContext& context);
Value macaddr8_to_macaddr(Arguments arguments, sql::CallContext& context);
Value xid8_to_xid(Arguments arguments, sql::CallContext& context);
Value date_to_timestamp(Arguments arguments, sql::CallContext& context);
Value date_to_timestamptz(Arguments arguments, sql::CallContext& context);
Value timestamp_to_date(Arguments arguments, sql::CallContext& context);
Value timestamp_to_time(Arguments arguments, sql::CallContext& context);
Value timestamp_to_timestamp(Arguments arguments, sql::CallContext& context);
Value timestamp_to_timestamptz(Arguments arguments, sql::CallContext& context);
Value timestamptz_to_date(Arguments arguments, sql::CallContext& context);
Value timestamptz_to_time(Arguments arguments, sql::CallContext& context);
Value timestamptz_to_timestamp(Arguments arguments, sql::CallContext& context);
Value time_to_time(Arguments arguments, sql::CallContext& context);
Value time_to_interval(Arguments arguments, sql::CallContext& context);
Value interval_to_interval(Arguments arguments, sql::CallContext& context);  // fields, digits
Value interval_to_time(Arguments arguments, sql::CallContext& context);
Value jsonb_to_boolean(Arguments arguments, sql::CallContext& context);
Value jsonb_to_smallint(Arguments arguments, sql::CallContext& context);
Value jsonb_to_integer(Arguments arguments, sql::CallContext& context);
Value jsonb_to_bigint(Arguments arguments, sql::CallContext& context);
Value jsonb_to_real(Arguments arguments, sql::CallContext& context);
Value jsonb_to_double(Arguments arguments, sql::CallContext& context);
Value jsonb_to_numeric(Arguments arguments, sql::CallContext& context);

// --- bits.cpp, network.cpp: (value[, length])
Value integer_to_bit(Arguments arguments, sql::CallContext& context);
Value bigint_to_bit(Arguments arguments, sql::CallContext& context);
Value bit_to_integer(Arguments arguments, sql::CallContext& context);
Value bit_to_bigint(Arguments arguments, sql::CallContext& context);
Value inet_to_cidr(Arguments arguments, sql::CallContext& context);
Value cidr_to_inet(Arguments arguments, sql::CallContext& context);

// --- pgvector/texts_of_values.cpp
Value input_vector(Arguments arguments, sql::CallContext& context);
Value input_halfvec(Arguments arguments, sql::CallContext& context);
Value input_sparsevec(Arguments arguments, sql::CallContext& context);
Value output_vector(Arguments arguments, sql::CallContext& context);
Value output_halfvec(Arguments arguments, sql::CallContext& context);
Value output_sparsevec(Arguments arguments, sql::CallContext& context);
Value vector_to_vector(Arguments arguments, sql::CallContext& context);  // (value[, dimensions])
Value halfvec_to_halfvec(Arguments arguments, sql::CallContext& context);
Value sparsevec_to_sparsevec(Arguments arguments, sql::CallContext& context);

// A number in the precision and scale of its column. Throws "numeric field overflow".
std::string fit_numeric(const Decimal& value, std::int64_t precision, std::int64_t scale);

}  // namespace emulator::postgres
