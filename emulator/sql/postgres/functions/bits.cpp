// Bit strings (manual 9.6): values are texts of 0 and 1. Casts between them and integers, operators, and the functions
// that do not treat them as texts are treated.
#include <algorithm>

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

[[noreturn]] void sizes_differ(std::string sentence) {
  bad_argument("22026", std::move(sentence));
}

[[noreturn]] void bad_digit(char digit, const char* kind) {
  throw make_worded_error(Condition::invalid_text_representation,
                          std::string("\"") + digit + "\" is not a valid " + kind + " digit");
}

std::string digits_of_hex(std::string_view digits) {
  std::string bits;
  for (const char digit : digits) {
    const char lower = static_cast<char>(digit | 0x20);
    const bool is_digit = digit >= '0' && digit <= '9';
    if (!is_digit && !(lower >= 'a' && lower <= 'f')) {
      bad_digit(digit, "hexadecimal");
    }
    const int value = is_digit ? digit - '0' : lower - 'a' + 10;
    for (const int place : {8, 4, 2, 1}) {
      bits += (value & place) != 0 ? '1' : '0';
    }
  }
  return bits;
}

// The lowest bits of a number, as many as the type has; in front its sign is repeated.
Value bits_of_number(Arguments arguments, int width) {
  const std::int64_t number = integer_at(arguments, 0);
  const std::int64_t length = std::max<std::int64_t>(integer_at(arguments, 1), 1);
  std::string bits(static_cast<std::size_t>(length), number < 0 ? '1' : '0');
  for (std::int64_t place = 0; place < std::min<std::int64_t>(length, width); ++place) {
    bits[static_cast<std::size_t>(length - 1 - place)] = (number >> place & 1) != 0 ? '1' : '0';
  }
  return bits;
}

template <class Integer>
Value number_of_bits(Arguments arguments, const char* name) {
  const std::string& bits = text_at(arguments, 0);
  if (bits.size() > sizeof(Integer) * 8) {
    out_of_range(name);
  }
  std::uint64_t number = 0;
  for (const char bit : bits) {
    number = number << 1 | static_cast<std::uint64_t>(bit == '1');
  }
  return std::int64_t{static_cast<Integer>(number)};
}

enum class Join : std::uint8_t {
  both,
  either,
  one
};

template <Join join>
Value joined(Arguments arguments, CallContext&) {
  static constexpr const char* words[] = {"AND", "OR", "XOR"};
  const std::string &left = text_at(arguments, 0), &right = text_at(arguments, 1);
  if (left.size() != right.size()) {
    sizes_differ(std::string("cannot ") + words[static_cast<std::size_t>(join)] + " bit strings of different sizes");
  }
  std::string result;
  for (std::size_t place = 0; place < left.size(); ++place) {
    const bool one = left[place] == '1', other = right[place] == '1';
    const bool bit = join == Join::both ? one && other : join == Join::either ? one || other : one != other;
    result += bit ? '1' : '0';
  }
  return result;
}

Value inverted(Arguments arguments, CallContext&) {
  std::string bits = text_at(arguments, 0);
  for (char& bit : bits) {
    bit = bit == '1' ? '0' : '1';
  }
  return bits;
}

// The length stays; what is shifted in is 0.
template <bool left>
Value shifted(Arguments arguments, CallContext&) {
  const std::string& bits = text_at(arguments, 0);
  const std::int64_t distance = left ? integer_at(arguments, 1) : -integer_at(arguments, 1);
  const auto size = static_cast<std::int64_t>(bits.size());
  std::string result(bits.size(), '0');
  for (std::int64_t place = 0; place < size; ++place) {
    const std::int64_t from = place + distance;
    if (from >= 0 && from < size) {
      result[static_cast<std::size_t>(place)] = bits[static_cast<std::size_t>(from)];
    }
  }
  return result;
}

Value concatenated(Arguments arguments, CallContext&) {
  return text_at(arguments, 0) + text_at(arguments, 1);
}

Value octets(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>((text_at(arguments, 0).size() + 7) / 8);
}

Value count_of_ones(Arguments arguments, CallContext&) {
  const std::string& bits = text_at(arguments, 0);
  return static_cast<std::int64_t>(std::count(bits.begin(), bits.end(), '1'));
}

std::size_t place_at(Arguments arguments, const std::string& bits) {
  const std::int64_t place = integer_at(arguments, 1);
  if (place < 0 || place >= static_cast<std::int64_t>(bits.size())) {
    bad_argument("2202E", "bit index " + std::to_string(place) + " out of valid range (0.." +
                              std::to_string(static_cast<std::int64_t>(bits.size()) - 1) + ")");
  }
  return static_cast<std::size_t>(place);
}

Value get_bit(Arguments arguments, CallContext&) {
  const std::string& bits = text_at(arguments, 0);
  return std::int64_t{bits[place_at(arguments, bits)] == '1'};
}

Value set_bit(Arguments arguments, CallContext&) {
  std::string bits = text_at(arguments, 0);
  const std::size_t place = place_at(arguments, bits);
  const std::int64_t bit = integer_at(arguments, 2);
  if (bit != 0 && bit != 1) {
    throw make_worded_error(Condition::invalid_parameter_value, "new bit must be 0 or 1");
  }
  bits[place] = bit == 1 ? '1' : '0';
  return bits;
}

// b and x may stand in front; digits are binary without.
std::string read_bits(std::string_view digits) {
  if (digits.starts_with('x') || digits.starts_with('X')) {
    return digits_of_hex(digits.substr(1));
  }
  if (digits.starts_with('b') || digits.starts_with('B')) {
    digits.remove_prefix(1);
  }
  for (const char digit : digits) {
    if (digit != '0' && digit != '1') {
      bad_digit(digit, "binary");
    }
  }
  return std::string(digits);
}

}  // namespace

Value input_bit(Arguments arguments, CallContext&) {
  return fit_bit(read_bits(text_at(arguments, 0)), integer_at(arguments, 1), false);
}
Value input_varbit(Arguments arguments, CallContext&) {
  return fit_varbit(read_bits(text_at(arguments, 0)), integer_at(arguments, 1), false);
}

Value integer_to_bit(Arguments arguments, CallContext&) {
  return bits_of_number(arguments, 32);
}
Value bigint_to_bit(Arguments arguments, CallContext&) {
  return bits_of_number(arguments, 64);
}
Value bit_to_integer(Arguments arguments, CallContext&) {
  return number_of_bits<std::int32_t>(arguments, "integer");
}
Value bit_to_bigint(Arguments arguments, CallContext&) {
  return number_of_bits<std::int64_t>(arguments, "bigint");
}

Value fit_bit(const Value& value, std::int64_t length, bool strict) {
  std::string bits = std::get<std::string>(value);
  const auto size = static_cast<std::int64_t>(bits.size());
  if (length < 0 || size == length) {
    return value;
  }
  if (strict) {
    sizes_differ("bit string length " + std::to_string(size) + " does not match type bit(" + std::to_string(length) +
                 ")");
  }
  bits.resize(static_cast<std::size_t>(length), '0');
  return bits;
}

Value fit_varbit(const Value& value, std::int64_t length, bool strict) {
  const std::string& bits = std::get<std::string>(value);
  if (length < 0 || static_cast<std::int64_t>(bits.size()) <= length) {
    return value;
  }
  if (strict) {
    bad_argument("22001", "bit string too long for type bit varying(" + std::to_string(length) + ")");
  }
  return bits.substr(0, static_cast<std::size_t>(length));
}

void add_bit_strings(Overloads& rows) {
  const auto symbol = [&](std::string_view name, std::initializer_list<TypeId> parameters, TypeId result,
                          std::string_view native, sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(name, parameters, result, native, function)));
  };
  symbol("&", {bit, bit}, bit, "pg_bits_and", joined<Join::both>);
  symbol("|", {bit, bit}, bit, "pg_bits_or", joined<Join::either>);
  symbol("#", {bit, bit}, bit, "pg_bits_xor", joined<Join::one>);
  symbol("~", {bit}, bit, "pg_bits_not", inverted);
  symbol("<<", {bit, integer}, bit, "pg_bits_left", shifted<true>);
  symbol(">>", {bit, integer}, bit, "pg_bits_right", shifted<false>);
  symbol("||", {varbit, varbit}, varbit, "pg_bits_join", concatenated);
  rows.push_back(native_row("octet_length", {bit}, integer, "pg_bits_octets", octets));
  rows.push_back(native_row("bit_count", {bit}, bigint, "pg_bits_count", count_of_ones));
  rows.push_back(native_row("get_bit", {bit, integer}, integer, "pg_bits_get", get_bit));
  rows.push_back(native_row("set_bit", {bit, integer, integer}, bit, "pg_bits_set", set_bit));
}

}  // namespace emulator::postgres
