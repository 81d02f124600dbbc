// Reading the arguments of native functions. A BIGINT UNSIGNED above 2^63-1 and every DECIMAL come as text; numbers
// come as numbers whatever the parameter's exact type. Conversions follow MySQL's for values in expressions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "sql/call_context.hpp"
#include "types/decimal.hpp"
#include "types/value.hpp"

namespace emulator::mysql {

__extension__ typedef __int128 Wide;  // holds every BIGINT and BIGINT UNSIGNED

// The text of a text; the bytes of Bytes; numbers and decimals as MySQL prints them.
std::string text_of(const Value& value);
// Without a copy: only of a text or Bytes, else empty.
std::string_view view_of(const Value& value);

double double_of(const Value& value);  // texts by their numeric prefix
// The same; a text that is no number, or not only one, is 1292: an error where a change is made in strict mode.
double checked_double(const Value& value, sql::CallContext& context);
void complain_about_text(std::string_view type, std::string_view text, sql::CallContext& context);
Decimal decimal_of(const Value& value);  // texts by their numeric prefix
// With all the digits that the server goes on computing with; its type shows fewer. The divisor must not be 0.
Decimal long_quotient(const Decimal& dividend, const Decimal& divisor);
Wide integer_of(const Value& value);         // rounded (texts of decimals too); clipped to 64 bits and the sign
std::int64_t bigint_of(const Value& value);  // clipped

Value unsigned_value(std::uint64_t value);  // above 2^63-1: its digits
// Of a number that may be signed or unsigned; empty: fits neither.
std::optional<Value> integer_value(Wide value);
std::string digits_of(Wide value);
Value truth(bool value);  // 1 or 0

// An error in MySQL's words that has no row of its own in schema/errors.
SqlError worded_error(Condition condition, std::int32_t code, std::string_view sqlstate, std::string message);
[[noreturn]] void out_of_range(std::string_view type, const std::string& expression);  // 1690
[[noreturn]] void wrong_arguments(std::string_view function);                          // 1210

inline constexpr std::size_t max_result_size = 64 * 1024 * 1024;  // MySQL's max_allowed_packet: longer texts are NULL

}  // namespace emulator::mysql
