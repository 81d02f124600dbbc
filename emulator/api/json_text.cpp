// Numbers come from std::to_chars (68 ns against 525 for printf), strings go out in runs between escapes.
#include "api/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <type_traits>

#include <boost/json/basic_parser_impl.hpp>

#include "api/limits.hpp"

namespace emulator::api {

namespace {

// For each byte: 0 to copy it, else the letter of its escape ('u' for \u00XX).
constexpr std::array<char, 256> make_escapes() {
  std::array<char, 256> escapes{};
  for (std::size_t c = 0; c < 0x20; ++c) escapes[c] = 'u';
  escapes['\b'] = 'b';
  escapes['\t'] = 't';
  escapes['\n'] = 'n';
  escapes['\f'] = 'f';
  escapes['\r'] = 'r';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  return escapes;
}
constexpr auto escapes = make_escapes();

// Whether one of eight bytes has an escape. A byte below n leaves a high bit in (word - n each) & ~word; one that
// equals c is a byte below 1 in word ^ c.
bool any_escape(const char* eight) {
  constexpr std::uint64_t each = 0x0101010101010101;
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  const auto below = [](std::uint64_t bytes, std::uint64_t bound) { return (bytes - each * bound) & ~bytes; };
  return ((below(word, 0x20) | below(word ^ each * '"', 1) | below(word ^ each * '\\', 1)) & each * 0x80) != 0;
}

void append_escape(std::string& output, unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  output += '\\';
  output += escapes[byte];
  if (escapes[byte] != 'u') return;
  output += "00";
  output += digits[byte >> 4];
  output += digits[byte & 15];
}

// Digits d1 d2 ... dn and an exponent so that the number is d1.d2...dn * 10^exponent.
struct Decimal {
  std::array<char, 32> digits;
  int count = 0;
  int exponent = 0;
  bool negative = false;
};

// Most numbers have few digits after the point; those are found faster than the shortest digits of any number. No other
// decimal of at most 15 digits reads back as the same number, so what is found is the shortest.
std::optional<Decimal> few_decimals(double value) {
  const double magnitude = std::fabs(value);
  int decimals = 0;
  for (const double scale : {1.0, 10.0, 100.0, 1000.0, 10000.0}) {
    const double scaled = magnitude * scale;
    if (scaled >= 1e15) return std::nullopt;
    const auto whole = static_cast<std::int64_t>(scaled);
    if (static_cast<double>(whole) == scaled && scaled / scale == magnitude) {
      Decimal decimal;
      decimal.negative = std::signbit(value);
      char* const digits = decimal.digits.data();
      decimal.count = static_cast<int>(std::to_chars(digits, digits + decimal.digits.size(), whole).ptr - digits);
      decimal.exponent = decimal.count - 1 - decimals;
      while (decimal.count > 1 && digits[decimal.count - 1] == '0') --decimal.count;
      return decimal;
    }
    ++decimals;
  }
  return std::nullopt;
}

// Takes apart what to_chars wrote in scientific form: "-1.25e+10".
Decimal take_apart(std::string_view text) {
  Decimal decimal;
  if (text.front() == '-') {
    decimal.negative = true;
    text.remove_prefix(1);
  }
  const std::size_t e = text.find('e');
  for (const char c : text.substr(0, e)) {
    if (c != '.') decimal.digits[static_cast<std::size_t>(decimal.count++)] = c;
  }
  while (decimal.count > 1 && decimal.digits[static_cast<std::size_t>(decimal.count - 1)] == '0') --decimal.count;
  std::string_view exponent = text.substr(e + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), decimal.exponent);
  return decimal;
}

void lay_out_fixed(std::string& output, const Decimal& decimal) {
  const auto digits = std::string_view(decimal.digits.data(), static_cast<std::size_t>(decimal.count));
  if (decimal.exponent < 0) {
    output += "0.";
    output.append(static_cast<std::size_t>(-decimal.exponent - 1), '0');
    output += digits;
    return;
  }
  const auto whole = static_cast<std::size_t>(decimal.exponent) + 1;
  if (digits.size() <= whole) {
    output += digits;
    output.append(whole - digits.size(), '0');
    output += ".0";
    return;
  }
  output += digits.substr(0, whole);
  output += '.';
  output += digits.substr(whole);
}

void lay_out_scientific(std::string& output, const Decimal& decimal, DoubleStyle style) {
  const auto digits = std::string_view(decimal.digits.data(), static_cast<std::size_t>(decimal.count));
  output += digits.front();
  if (digits.size() > 1 || style == DoubleStyle::java) {
    output += '.';
    output += digits.size() > 1 ? digits.substr(1) : "0";
  }
  output += style == DoubleStyle::java ? 'E' : 'e';
  append_integer(output, decimal.exponent);
}

template <class Float>
Decimal shortest(Float value, DoubleStyle style) {
  if constexpr (std::is_same_v<Float, double>) {
    const auto found = style == DoubleStyle::plain ? few_decimals(value) : std::nullopt;
    if (found) return *found;
  }
  std::array<char, 64> buffer;
  char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  Decimal decimal = take_apart({buffer.data(), end});
  const bool java = style == DoubleStyle::java;
  if (java && decimal.count == 1) {
    // Double.toString shows two digits at least, and the two nearest ones: 4.9E-324 where the shortest is 5E-324.
    end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, 1).ptr;
    decimal = take_apart({buffer.data(), end});
  }
  return decimal;
}

template <class Float>
void append_floating(std::string& output, Float value, DoubleStyle style) {
  if (!std::isfinite(value)) {
    output += std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    return;
  }
  const Decimal decimal = shortest(value, style);
  const bool java = style == DoubleStyle::java;
  if (decimal.negative) output += '-';
  const bool zero = decimal.count == 1 && decimal.digits[0] == '0';
  const int lowest = java ? -3 : -5;
  const int highest = java ? 6 : 15;
  if (zero || (decimal.exponent >= lowest && decimal.exponent <= highest)) {
    lay_out_fixed(output, decimal);
  } else {
    lay_out_scientific(output, decimal, style);
  }
}

// Prints each event as it comes; the parser checks the grammar.
class CompactPrinter {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using Error = boost::json::error_code;
  using View = boost::json::string_view;

  explicit CompactPrinter(std::string& output) : output_(output) {}

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return open('{'); }
  bool on_object_end(std::size_t, Error&) { return close('}'); }
  bool on_array_begin(Error&) { return open('['); }
  bool on_array_end(std::size_t, Error&) { return close(']'); }
  bool on_key_part(View text, std::size_t, Error&) { return keep(text); }
  bool on_key(View text, std::size_t, Error&) {
    keep(text);
    separate();
    append_json_string(output_, parts_);
    output_ += ':';
    parts_.clear();
    after_value_ = false;
    return true;
  }
  bool on_string_part(View text, std::size_t, Error&) { return keep(text); }
  bool on_string(View text, std::size_t, Error&) {
    keep(text);
    separate();
    append_json_string(output_, parts_);
    parts_.clear();
    return true;
  }
  bool on_number_part(View text, Error&) { return keep(text); }
  bool on_int64(std::int64_t, View text, Error&) { return integer(text); }
  bool on_uint64(std::uint64_t, View text, Error&) { return integer(text); }
  bool on_double(double, View text, Error&) {
    // The parser's own conversion may be off by a bit; from_chars is exact.
    keep(text);
    separate();
    double value = 0;
    std::from_chars(parts_.data(), parts_.data() + parts_.size(), value);
    append_double(output_, value);
    parts_.clear();
    return true;
  }
  bool on_bool(bool value, Error&) { return word(value ? "true" : "false"); }
  bool on_null(Error&) { return word("null"); }
  bool on_comment_part(View, Error&) { return true; }
  bool on_comment(View, Error&) { return true; }

 private:
  bool keep(View text) {
    parts_.append(text.data(), text.size());
    return true;
  }
  void separate() {
    if (after_value_) output_ += ',';
    after_value_ = true;
  }
  bool open(char bracket) {
    separate();
    output_ += bracket;
    after_value_ = false;
    return true;
  }
  bool close(char bracket) {
    output_ += bracket;
    after_value_ = true;
    return true;
  }
  bool integer(View text) {
    keep(text);
    separate();
    output_ += parts_;
    parts_.clear();
    return true;
  }
  bool word(std::string_view text) {
    separate();
    output_ += text;
    return true;
  }

  std::string& output_;
  std::string parts_;
  bool after_value_ = false;
};

}  // namespace

void append_json_string(std::string& output, std::string_view text) {
  output += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (i + 8 < text.size() && !any_escape(text.data() + i)) i += 8;
    const auto byte = static_cast<unsigned char>(text[i]);
    if (escapes[byte] == 0) continue;
    output.append(text, start, i - start);
    append_escape(output, byte);
    start = i + 1;
  }
  output.append(text, start, text.size() - start);
  output += '"';
}

void append_integer(std::string& output, std::int64_t value) {
  std::array<char, 24> buffer;
  char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  output.append(buffer.data(), end);
}

void append_double(std::string& output, double value, DoubleStyle style) {
  append_floating(output, value, style);
}

void append_float(std::string& output, float value, DoubleStyle style) {
  append_floating(output, value, style);
}

bool append_compact_json(std::string& output, std::string_view text) {
  const std::size_t before = output.size();
  boost::json::parse_options options;
  options.max_depth = limits::json_value_depth;
  boost::json::basic_parser<CompactPrinter> parser(options, output);
  boost::json::error_code error;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
  if (!error && parser.done() && used == text.size()) return true;
  output.resize(before);
  return false;
}

}  // namespace emulator::api
