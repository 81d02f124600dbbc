#include "backend/postgres/decode.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>

#include "base/text.hpp"

namespace emulator::backend::postgres {
namespace {

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class Number>
Value number_or_text(std::string_view text) {
  if (const auto number = number_from<Number>(text)) return *number;
  return std::string{text};
}

int hex_digit(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string bytes_from_hex(std::string_view digits) {
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes.push_back(static_cast<char>(hex_digit(digits[i]) * 16 + hex_digit(digits[i + 1])));
  }
  return bytes;
}

// bytea_output = escape: printable characters, \\ and \ooo.
std::string bytes_from_escapes(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes.push_back(text[i]);
    } else if (i + 3 < text.size() && is_ascii_digit(text[i + 1])) {
      bytes.push_back(static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0')));
      i += 3;
    } else {
      bytes.push_back('\\');
      ++i;
    }
  }
  return bytes;
}

Value decode_bytes(std::string_view text) {
  return Bytes{text.starts_with("\\x") ? bytes_from_hex(text.substr(2)) : bytes_from_escapes(text)};
}

// Takes characters from the front of a text; every take_* leaves the text alone when it does not match.
struct Scanner {
  std::string_view rest;

  bool take(char c) {
    if (!rest.starts_with(c)) return false;
    rest.remove_prefix(1);
    return true;
  }
  std::optional<std::int64_t> digits(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    while (count < rest.size() && count < most && is_ascii_digit(rest[count])) ++count;
    if (count < least) return std::nullopt;
    const auto number = number_from<std::int64_t>(rest.substr(0, count));
    rest.remove_prefix(count);
    return number;
  }
};

// Days since 1970-01-01 in the proleptic Gregorian calendar and back: years run from March, so that the leap day is
// the last of its year, and 400 years are 146,097 days.
std::int64_t days_from_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  const auto shifted = month <= 2 ? year - 1 : year;
  const auto era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  const auto year_of_era = shifted - era * 400;
  const auto day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

struct Date {
  std::int64_t year, month, day;
};

Date date_from_days(std::int64_t days) {
  const auto shifted = days + 719'468;
  const auto era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const auto day_of_era = shifted - era * 146'097;
  const auto year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const auto day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const auto month = (5 * day_of_year + 2) / 153;
  const auto year = year_of_era + era * 400 + (month >= 10 ? 1 : 0);
  return Date{year, month < 10 ? month + 3 : month - 9, day_of_year - (153 * month + 2) / 5 + 1};
}

struct ZonedTimestamp {
  Date date{};
  std::int64_t seconds_of_day = 0;
  std::string_view fraction;  // with its point; empty for none
  std::int64_t offset = 0;    // seconds east of UTC
  bool before_christ = false;
};

bool scan_date_and_time(Scanner& scan, ZonedTimestamp& result) {
  const auto year = scan.digits(4, 6);
  if (!year || !scan.take('-')) return false;
  const auto month = scan.digits(2, 2);
  if (!month || !scan.take('-')) return false;
  const auto day = scan.digits(2, 2);
  if (!day || !scan.take(' ')) return false;
  const auto hour = scan.digits(2, 2);
  if (!hour || !scan.take(':')) return false;
  const auto minute = scan.digits(2, 2);
  if (!minute || !scan.take(':')) return false;
  const auto second = scan.digits(2, 2);
  if (!second) return false;
  result.date = Date{*year, *month, *day};
  result.seconds_of_day = *hour * 3600 + *minute * 60 + *second;
  return true;
}

bool scan_offset(Scanner& scan, ZonedTimestamp& result) {
  const bool west = scan.rest.starts_with('-');
  if (!scan.take('-') && !scan.take('+')) return false;
  const auto hours = scan.digits(2, 2);
  if (!hours) return false;
  std::int64_t offset = *hours * 3600;
  for (const std::int64_t unit : {60, 1}) {
    if (!scan.take(':')) break;
    const auto part = scan.digits(2, 2);
    if (!part) return false;
    offset += *part * unit;
  }
  result.offset = west ? -offset : offset;
  return true;
}

std::optional<ZonedTimestamp> scan_timestamp(std::string_view text) {
  Scanner scan{text};
  ZonedTimestamp result;
  if (!scan_date_and_time(scan, result)) return std::nullopt;
  if (scan.rest.starts_with('.')) {
    const auto length = std::min(scan.rest.find_first_not_of("0123456789", 1), scan.rest.size());
    result.fraction = scan.rest.substr(0, length);
    scan.rest.remove_prefix(length);
  }
  if (!scan_offset(scan, result)) return std::nullopt;
  result.before_christ = scan.rest == " BC";
  if (!scan.rest.empty() && !result.before_christ) return std::nullopt;
  return result;
}

// PostgreSQL's array output: {1,NULL,"a \"b\"",{...}}, with bounds in front when they do not start at 1. Between boxes
// stand semicolons.
class ArrayReader {
 public:
  ArrayReader(std::string_view text, const Type& element)
      : rest_(text), element_(element), delimiter_(element.name == "box" ? ';' : ',') {}

  std::optional<Value> read() {
    if (rest_.starts_with('[')) {
      const auto bounds_end = rest_.find('=');
      if (bounds_end == std::string_view::npos) return std::nullopt;
      rest_.remove_prefix(bounds_end + 1);
    }
    auto array = read_array(0);
    return array && rest_.empty() ? array : std::nullopt;
  }

 private:
  static constexpr int most_dimensions = 6;  // PostgreSQL's MAXDIM

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<Value> read_array(int depth) {
    if (depth == most_dimensions || !take('{')) return std::nullopt;
    auto array = std::make_shared<Array>();
    if (take('}')) return array;
    do {
      auto element = rest_.starts_with('{') ? read_array(depth + 1) : read_element();
      if (!element) return std::nullopt;
      array->elements.push_back(std::move(*element));
    } while (take(delimiter_));
    if (!take('}')) return std::nullopt;
    return array;
  }

  std::optional<Value> read_element() {
    if (rest_.starts_with('"')) return read_quoted();
    const auto end = rest_.find_first_of(std::array{delimiter_, '}'}.data(), 0, 2);
    if (end == std::string_view::npos) return std::nullopt;
    const auto text = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (text == "NULL") return Null{};
    return decode(text, element_);
  }

  std::optional<Value> read_quoted() {
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        return decode(text, element_);
      }
      if (rest_[i] == '\\' && i + 1 < rest_.size()) ++i;
      text.push_back(rest_[i]);
    }
    return std::nullopt;
  }

  std::string_view rest_;
  const Type& element_;
  char delimiter_;
};

Value decode_array(std::string_view text, const Type& type) {
  auto element = type;
  element.id = type.element;
  element.element = TypeId::unknown;
  if (auto array = ArrayReader{text, element}.read()) return std::move(*array);
  return std::string{text};
}

}  // namespace

std::string timestamp_in_utc(std::string_view text) {
  const auto scanned = scan_timestamp(text);
  if (!scanned) return std::string{text};
  const auto year = scanned->before_christ ? 1 - scanned->date.year : scanned->date.year;
  auto seconds =
      days_from_date(year, scanned->date.month, scanned->date.day) * 86'400 + scanned->seconds_of_day - scanned->offset;
  auto days = seconds / 86'400;
  seconds %= 86'400;
  if (seconds < 0) {
    seconds += 86'400;
    --days;
  }
  const auto date = date_from_days(days);
  const bool before_christ = date.year <= 0;
  char buffer[64];
  const auto written = std::snprintf(buffer, sizeof buffer, "%04lld-%02lld-%02lld %02lld:%02lld:%02lld",
                                     static_cast<long long>(before_christ ? 1 - date.year : date.year),
                                     static_cast<long long>(date.month), static_cast<long long>(date.day),
                                     static_cast<long long>(seconds / 3600), static_cast<long long>(seconds / 60 % 60),
                                     static_cast<long long>(seconds % 60));
  std::string result(buffer, static_cast<std::size_t>(written));
  result += scanned->fraction;
  if (before_christ) result += " BC";
  return result;
}

Value decode(std::string_view text, const Type& type) {
  if (type.id == TypeId::array) return decode_array(text, type);
  if (is_integer(type.id)) return number_or_text<std::int64_t>(text);
  if (type.id == TypeId::oid && type.name.empty()) return number_or_text<std::int64_t>(text);
  if (type.id == TypeId::real || type.id == TypeId::double_) return number_or_text<double>(text);
  if (type.id == TypeId::boolean) return text == "t";
  if (type.id == TypeId::blob) return decode_bytes(text);
  if (type.id == TypeId::timestamptz) return timestamp_in_utc(text);
  return std::string{text};
}

}  // namespace emulator::backend::postgres
