// Mathematical functions.
#include <algorithm>
#include <cmath>
#include <random>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/types.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using Types = std::span<const Type>;
using sql::CallContext;

Type same_type(Types types) {
  if (!is_temporal(types[0].id)) return types[0];
  return {.id = TypeId::decimal, .length = precision_of(types[0]), .scale = scale_of(types[0])};
}
Type integer_type(Types types) {
  return is_integer(types[0].id) && types[0].is_unsigned ? unsigned_type : bigint_type;
}

// --- ABS, SIGN, CEILING, FLOOR -----------------------------------------------------------------------------------

Value abs_integer(Arguments arguments, CallContext&) {
  const Wide value = integer_of(arguments[0]);
  if (value == static_cast<Wide>(INT64_MIN)) out_of_range("BIGINT", "abs(" + text_of(arguments[0]) + ")");
  return *integer_value(value < 0 ? -value : value);
}
Value abs_decimal(Arguments arguments, CallContext&) {
  return decimal_of(arguments[0]).absolute().to_string();
}
Value abs_double(Arguments arguments, CallContext&) {
  return std::abs(double_of(arguments[0]));
}

Value sign(Arguments arguments, CallContext&) {
  if (std::holds_alternative<double>(arguments[0])) {
    const double value = double_of(arguments[0]);
    return std::int64_t{(value > 0) - (value < 0)};
  }
  return std::int64_t{compare(decimal_of(arguments[0]), Decimal{})};
}

Value as_it_is(Arguments arguments, CallContext&) {
  return arguments[0];
}

// A DECIMAL rounds to an integer if it fits one.
Value whole(const Decimal& value) {
  if (const auto integer = value.to_int64()) return *integer;
  return value.to_string();
}
Value ceiling_decimal(Arguments arguments, CallContext&) {
  return whole(decimal_of(arguments[0]).ceiling());
}
Value floor_decimal(Arguments arguments, CallContext&) {
  return whole(decimal_of(arguments[0]).floor());
}
Value ceiling_double(Arguments arguments, CallContext&) {
  return std::ceil(double_of(arguments[0]));
}
Value floor_double(Arguments arguments, CallContext&) {
  return std::floor(double_of(arguments[0]));
}
Type whole_type(Types types) {
  if (precision_of(types[0]) - scale_of(types[0]) < 18) return bigint_type;
  return {.id = TypeId::decimal, .length = precision_of(types[0]), .scale = 0};
}
// --- ROUND, TRUNCATE -----------------------------------------------------------------------------------------------

std::int32_t places_of(Arguments arguments) {
  if (arguments.size() < 2) return 0;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(bigint_of(arguments[1]), -70, 30));
}

template <bool Truncate>
Value round_decimal(Arguments arguments, CallContext&) {
  const Decimal value = decimal_of(arguments[0]);
  const auto places = std::min(places_of(arguments), value.scale());
  return (Truncate ? value.truncated(places) : value.rounded(places)).to_string();
}

// A constant number of places above the value's own: zeros are added.
Value pad_decimal(Arguments arguments, CallContext&) {
  return decimal_of(arguments[0]).rounded(places_of(arguments)).to_string();
}

template <bool Truncate>
Value round_integer(Arguments arguments, CallContext&) {
  const Decimal value = decimal_of(arguments[0]);
  const auto places = std::min(places_of(arguments), 0);
  const Decimal result = Truncate ? value.truncated(places) : value.rounded(places);
  if (const auto small = result.to_int64()) return *small;
  if (const auto large = result.to_uint64()) return unsigned_value(*large);
  out_of_range("BIGINT", "round(" + text_of(arguments[0]) + ")");
}

// As MySQL's my_double_round: by a power of ten, halves to even at the last step as the hardware does.
template <bool Truncate>
Value round_double(Arguments arguments, CallContext&) {
  const double value = double_of(arguments[0]);
  const auto places = places_of(arguments);
  const double power = std::pow(10.0, std::abs(places));
  const double scaled = places < 0 ? value / power : value * power;
  if (!std::isfinite(scaled)) return value;
  double rounded = std::nearbyint(scaled);
  if (Truncate) rounded = value < 0 ? std::ceil(scaled) : std::floor(scaled);
  return places < 0 ? rounded * power : rounded / power;
}

Type rounded_type(Types types) {
  return {.id = TypeId::decimal, .length = std::min(precision_of(types[0]) + 1, 65), .scale = scale_of(types[0])};
}
Type whole_decimal_type(Types types) {
  return {.id = TypeId::decimal, .length = std::min(precision_of(types[0]) - scale_of(types[0]) + 1, 65), .scale = 0};
}

template <bool Truncate>
void add_rounding(Rows& rows, std::string_view function) {
  using enum TypeId;
  const auto native = [&](std::string_view suffix) {
    return intern("my_" + std::string{function} + std::string{suffix});
  };
  ruled(rows.native(function, {bigint, bigint}, {}, native("_integer"), round_integer<Truncate>), integer_type);
  ruled(rows.native(function, {decimal, bigint}, {}, native("_decimal"), round_decimal<Truncate>), rounded_type);
  rows.native(function, {double_, bigint}, double_type, native("_double"), round_double<Truncate>);
  if (Truncate) return;
  ruled(rows.native(function, {bigint}, {}, native("_integer"), round_integer<Truncate>), integer_type);
  ruled(rows.native(function, {decimal}, {}, native("_decimal"), round_decimal<Truncate>), whole_decimal_type);
  rows.native(function, {double_}, double_type, native("_double"), round_double<Truncate>);
}

// --- Functions of DOUBLE -------------------------------------------------------------------------------------------

Value real(double value) {
  if (!std::isfinite(value)) return Null{};
  return value;
}
template <double (*Function)(double)>
Value of_double(Arguments arguments, CallContext&) {
  return real(Function(double_of(arguments[0])));
}
// Outside their domain NULL: what is not positive has no logarithm.
template <double (*Function)(double)>
Value logarithm(Arguments arguments, CallContext&) {
  const double value = double_of(arguments[0]);
  return value > 0 ? real(Function(value)) : Value{Null{}};
}
Value logarithm_to_base(Arguments arguments, CallContext&) {
  const double base = double_of(arguments[0]);
  const double value = double_of(arguments[1]);
  if (base <= 0 || base == 1 || value <= 0) return Null{};
  return real(std::log(value) / std::log(base));
}
Value power(Arguments arguments, CallContext&) {
  const double result = std::pow(double_of(arguments[0]), double_of(arguments[1]));
  if (!std::isfinite(result)) {
    out_of_range("DOUBLE", "pow(" + text_of(arguments[0]) + "," + text_of(arguments[1]) + ")");
  }
  return result;
}
Value exponential(Arguments arguments, CallContext&) {
  const double result = std::exp(double_of(arguments[0]));
  if (!std::isfinite(result)) out_of_range("DOUBLE", "exp(" + text_of(arguments[0]) + ")");
  return result;
}
Value arc_tangent(Arguments arguments, CallContext&) {
  return real(std::atan2(double_of(arguments[0]), double_of(arguments[1])));
}
Value cotangent(Arguments arguments, CallContext&) {
  const double result = 1 / std::tan(double_of(arguments[0]));
  if (!std::isfinite(result)) out_of_range("DOUBLE", "cot(" + text_of(arguments[0]) + ")");
  return result;
}
constexpr double pi_value = 3.14159265358979323846;
double to_degrees(double value) {
  return value * (180 / pi_value);
}
double to_radians(double value) {
  return value * (pi_value / 180);
}
Value pi(Arguments, CallContext&) {
  return pi_value;
}

Value random_number(Arguments, CallContext&) {
  thread_local std::mt19937_64 generator{std::random_device{}()};
  return std::uniform_real_distribution<double>{0, 1}(generator);
}

// MySQL's own generator, so that RAND(3) is the number it is there.
Value seeded_random(Arguments arguments, CallContext&) {
  constexpr std::uint64_t modulus = 0x3FFFFFFF;
  const auto seed = static_cast<std::uint32_t>(bigint_of(arguments[0]));
  const std::uint64_t first = static_cast<std::uint32_t>(seed * 0x10001U + 55555555U) % modulus;
  const std::uint64_t second = static_cast<std::uint32_t>(seed * 0x10000001U) % modulus;
  const std::uint64_t next = (first * 3 + second) % modulus;
  return static_cast<double>(next) / static_cast<double>(modulus);
}

Value crc32(Arguments arguments, CallContext&) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : text_of(arguments[0])) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320U : 0);
  }
  return std::int64_t{crc ^ 0xFFFFFFFF};
}

Value conv(Arguments arguments, CallContext&) {
  const auto from = bigint_of(arguments[1]);
  const auto to = bigint_of(arguments[2]);
  const auto bad = [](std::int64_t base) { return base < -36 || base > 36 || (base > -2 && base < 2); };
  if (bad(from) || bad(to)) return Null{};
  const std::string text = ascii_lower(ascii_trim(text_of(arguments[0])));
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  Wide value = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const int digit = is_ascii_digit(c) ? c - '0' : is_ascii_alpha(c) ? c - 'a' + 10 : 99;
    if (digit >= std::abs(from)) break;
    value = std::min<Wide>(value * std::abs(from) + digit, UINT64_MAX);
  }
  if (text.starts_with('-')) value = -value;
  auto bits = static_cast<std::uint64_t>(value);
  const bool negative = to < 0 && static_cast<std::int64_t>(bits) < 0;
  if (negative) bits = 0 - bits;
  std::string digits;
  do {
    const auto digit = bits % static_cast<std::uint64_t>(std::abs(to));
    digits += static_cast<char>(digit < 10 ? '0' + digit : 'A' + digit - 10);
    bits /= static_cast<std::uint64_t>(std::abs(to));
  } while (bits > 0);
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

template <int Base>
Value in_base(Arguments arguments, CallContext& context) {
  const Value values[] = {text_of(arguments[0]), std::int64_t{10}, std::int64_t{Base}};
  return conv(values, context);
}

void add_real_functions(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::string_view function, std::string_view native, sql::NativeFunction body) {
    rows.native(function, {double_}, double_type, native, body);
  };
  add("sqrt", "my_sqrt", of_double<std::sqrt>);
  add("exp", "my_exp", exponential);
  add("ln", "my_ln", logarithm<std::log>);
  add("log", "my_log", logarithm<std::log>);
  add("log2", "my_log2", logarithm<std::log2>);
  add("log10", "my_log10", logarithm<std::log10>);
  add("sin", "my_sin", of_double<std::sin>);
  add("cos", "my_cos", of_double<std::cos>);
  add("tan", "my_tan", of_double<std::tan>);
  add("cot", "my_cot", cotangent);
  add("asin", "my_asin", of_double<std::asin>);
  add("acos", "my_acos", of_double<std::acos>);
  add("atan", "my_atan", of_double<std::atan>);
  add("degrees", "my_degrees", of_double<to_degrees>);
  add("radians", "my_radians", of_double<to_radians>);
  rows.native("log", {double_, double_}, double_type, "my_log_base", logarithm_to_base);
  rows.native("atan", {double_, double_}, double_type, "my_atan2", arc_tangent);
  rows.native("atan2", {double_, double_}, double_type, "my_atan2", arc_tangent);
  rows.native("pow", {double_, double_}, double_type, "my_pow", power);
  rows.alias("power", "pow");
  rows.native("pi", {}, double_type, "my_pi", pi);
  changing(rows.native("rand", {}, double_type, "my_rand", random_number));
  rows.native("rand", {bigint}, double_type, "my_rand_seeded", seeded_random);
}

}  // namespace

void add_number_functions(Rows& rows) {
  using enum TypeId;
  ruled(rows.native("abs", {bigint}, {}, "my_abs_integer", abs_integer), integer_type);
  ruled(rows.native("abs", {decimal}, {}, "my_abs_decimal", abs_decimal), same_type);
  rows.native("abs", {double_}, double_type, "my_abs_double", abs_double);
  rows.native("sign", {bigint}, bigint_type, "my_sign_integer", sign);
  rows.native("sign", {decimal}, bigint_type, "my_sign_decimal", sign);
  rows.native("sign", {double_}, bigint_type, "my_sign_double", sign);
  ruled(rows.native("ceiling", {bigint}, {}, "my_ceiling_integer", as_it_is), integer_type);
  ruled(rows.native("ceiling", {decimal}, {}, "my_ceiling_decimal", ceiling_decimal), whole_type);
  rows.native("ceiling", {double_}, double_type, "my_ceiling_double", ceiling_double);
  rows.alias("ceil", "ceiling");
  ruled(rows.native("floor", {bigint}, {}, "my_floor_integer", as_it_is), integer_type);
  ruled(rows.native("floor", {decimal}, {}, "my_floor_decimal", floor_decimal), whole_type);
  rows.native("floor", {double_}, double_type, "my_floor_double", floor_double);
  add_rounding<false>(rows, "round");
  add_rounding<true>(rows, "truncate");
  rows.native(" pad", {decimal, bigint}, type(decimal), "my_pad_decimal", pad_decimal);
  add_real_functions(rows);
  rows.native("crc32", {text}, bigint_type, "my_crc32", crc32);
  rows.native("conv", {text, bigint, bigint}, text_type, "my_conv", conv);
  rows.native("bin", {text}, text_type, "my_bin", in_base<2>);
  rows.native("oct", {text}, text_type, "my_oct", in_base<8>);
}

}  // namespace emulator::mysql
