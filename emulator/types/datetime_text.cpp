// Dates and times as ISO text, both ways.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "types/datetime.hpp"

namespace emulator {

namespace {

void append_padded(std::string& text, std::int64_t number, std::size_t width) {
  std::array<char, 20> digits{};
  const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const auto size = static_cast<std::size_t>(end - digits.data());
  if (size < width) text.append(width - size, '0');
  text.append(digits.data(), size);
}

void append_clock(std::string& text, std::int64_t hour, std::int64_t minute, std::int64_t second) {
  append_padded(text, hour, 2);
  text += ':';
  append_padded(text, minute, 2);
  text += ':';
  append_padded(text, second, 2);
}

void append_date(std::string& text, const Date& date) {
  append_padded(text, date.year > 0 ? date.year : 1 - date.year, 4);
  text += '-';
  append_padded(text, date.month, 2);
  text += '-';
  append_padded(text, date.day, 2);
}

// Takes pieces from the front of a text; a piece that is not there leaves the text alone.
struct Reader {
  std::string_view text;

  bool take(char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
  }
  std::size_t digits() const {
    std::size_t count = 0;
    while (count < text.size() && is_ascii_digit(text[count])) ++count;
    return count;
  }
  std::optional<std::int32_t> number(std::size_t least, std::size_t most) {
    const std::size_t count = digits();
    if (count < least || count > most) return std::nullopt;
    std::int32_t value = 0;
    for (const char c : text.substr(0, count)) value = value * 10 + (c - '0');
    text.remove_prefix(count);
    return value;
  }
  // ".123" as microseconds, rounded; may be a whole second. 0 when there is no fraction.
  std::int32_t fraction() {
    if (text.size() < 2 || text.front() != '.' || !is_ascii_digit(text[1])) return 0;
    text.remove_prefix(1);
    const std::size_t count = digits();
    std::int32_t value = 0;
    for (std::size_t i = 0; i < 6; ++i) value = value * 10 + (i < count ? text[i] - '0' : 0);
    if (count > 6 && text[6] >= '5') ++value;
    text.remove_prefix(count);
    return value;
  }
};

std::optional<Date> take_date(Reader& reader) {
  const auto year = reader.number(4, 7);
  if (!year || !reader.take('-')) return std::nullopt;
  const auto month = reader.number(2, 2);
  if (!month || !reader.take('-')) return std::nullopt;
  const auto day = reader.number(2, 2);
  if (!day) return std::nullopt;
  return Date{*year, *month, *day};
}

bool take_era(Reader& reader, Date& date) {
  if (!reader.text.ends_with(" BC")) return date.year > 0;
  reader.text.remove_suffix(3);
  date.year = 1 - date.year;
  return date.year <= 0;
}

// The fraction may round up to a whole second, so the time comes as microseconds.
std::optional<std::int64_t> take_time(Reader& reader) {
  const auto hour = reader.number(2, 2);
  if (!hour || !reader.take(':')) return std::nullopt;
  const auto minute = reader.number(2, 2);
  if (!minute) return std::nullopt;
  TimeOfDay time{*hour, *minute, 0, 0};
  if (reader.take(':')) {
    const auto second = reader.number(2, 2);
    if (!second) return std::nullopt;
    time.second = *second;
  }
  if (!valid(time)) return std::nullopt;
  return to_microseconds(time) + reader.fraction();
}

// Not by way of microseconds since 1970, which 64 bits hold only to the year 294246.
DateTime at(const Date& date, std::int64_t time) {
  return {date_from_days(days_since_epoch(date) + time / microseconds_per_day),
          time_from_microseconds(time % microseconds_per_day)};
}

std::optional<DateTime> take_datetime(Reader& reader) {
  auto date = take_date(reader);
  if (!date || (!reader.take(' ') && !reader.take('T'))) return std::nullopt;
  const auto time = take_time(reader);
  if (!time || !take_era(reader, *date) || !valid(*date)) return std::nullopt;
  return at(*date, *time);
}

}  // namespace

void append_fraction(std::string& text, std::int32_t microsecond, std::int32_t digits) {
  if (microsecond == 0 && digits <= 0) return;
  std::string fraction;
  append_padded(fraction, microsecond, 6);
  if (digits >= 0) {
    fraction.resize(static_cast<std::size_t>(std::min(digits, 6)));
  } else {
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  }
  if (fraction.empty()) return;
  text += '.';
  text += fraction;
}

std::string to_string(const Date& date) {
  std::string text;
  append_date(text, date);
  if (date.year <= 0) text += " BC";
  return text;
}

std::string zero_date_string(const Date& date) {
  std::string text;
  append_padded(text, date.year, 4);
  text += '-';
  append_padded(text, date.month, 2);
  text += '-';
  append_padded(text, date.day, 2);
  return text;
}

std::string to_string(const TimeOfDay& time, std::int32_t digits) {
  std::string text;
  append_clock(text, time.hour, time.minute, time.second);
  append_fraction(text, time.microsecond, digits);
  return text;
}

std::string to_string(const DateTime& value, std::int32_t digits) {
  std::string text;
  text.reserve(26);
  append_date(text, value.date);
  text += ' ';
  append_clock(text, value.time.hour, value.time.minute, value.time.second);
  append_fraction(text, value.time.microsecond, digits);
  if (value.date.year <= 0) text += " BC";
  return text;
}

std::string duration_string(std::int64_t microseconds, std::int32_t digits) {
  std::string text = microseconds < 0 ? "-" : "";
  const std::int64_t magnitude = microseconds < 0 ? -microseconds : microseconds;
  const std::int64_t seconds = magnitude / microseconds_per_second;
  append_clock(text, seconds / 3600, seconds / 60 % 60, seconds % 60);
  append_fraction(text, static_cast<std::int32_t>(magnitude % microseconds_per_second), digits);
  return text;
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  Reader reader{text};
  const bool negative = reader.take('-');
  const auto hours = reader.number(2, 7);
  if (!hours || !reader.take(':')) return std::nullopt;
  const auto minute = reader.number(2, 2);
  if (!minute || *minute > 59 || !reader.take(':')) return std::nullopt;
  const auto second = reader.number(2, 2);
  if (!second || *second > 59) return std::nullopt;
  const std::int64_t total = ((*hours * 60LL + *minute) * 60 + *second) * microseconds_per_second + reader.fraction();
  if (!reader.text.empty()) return std::nullopt;
  return negative ? -total : total;
}

std::optional<Date> parse_date(std::string_view text) {
  Reader reader{text};
  auto date = take_date(reader);
  if (!date || !take_era(reader, *date) || !reader.text.empty() || !valid(*date)) return std::nullopt;
  return date;
}

std::optional<TimeOfDay> parse_time(std::string_view text) {
  Reader reader{text};
  const auto time = take_time(reader);
  if (!time || !reader.text.empty() || *time >= microseconds_per_day) return std::nullopt;
  return time_from_microseconds(*time);
}

std::optional<DateTime> parse_datetime(std::string_view text) {
  Reader reader{text};
  const auto value = take_datetime(reader);
  if (!value || !reader.text.empty()) return std::nullopt;
  return value;
}

std::optional<std::int32_t> take_utc_offset(std::string_view& text) {
  Reader reader{text};
  if (reader.take('Z') || reader.take('z')) {
    text = reader.text;
    return 0;
  }
  const bool negative = reader.take('-');
  if (!negative && !reader.take('+')) return std::nullopt;
  std::int32_t parts[3] = {0, 0, 0};
  const std::size_t run = reader.digits();
  if (run == 4 || run == 6) {
    for (std::size_t i = 0; i < run / 2; ++i) {
      parts[i] = (reader.text[2 * i] - '0') * 10 + reader.text[2 * i + 1] - '0';
    }
    reader.text.remove_prefix(run);
  } else {
    for (std::size_t i = 0; i < 3 && (i == 0 || reader.take(':')); ++i) {
      const auto part = reader.number(i == 0 ? 1 : 2, 2);
      if (!part) return std::nullopt;
      parts[i] = *part;
    }
  }
  if (parts[0] > 15 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  text = reader.text;
  const std::int32_t seconds = (parts[0] * 60 + parts[1]) * 60 + parts[2];
  return negative ? -seconds : seconds;
}

std::optional<ZonedDateTime> parse_zoned_datetime(std::string_view text) {
  Reader reader{text};
  const bool before_christ = text.ends_with(" BC");
  if (before_christ) reader.text.remove_suffix(3);
  auto date = take_date(reader);
  if (!date || (!reader.take(' ') && !reader.take('T'))) return std::nullopt;
  const auto time = take_time(reader);
  if (!time) return std::nullopt;
  const bool spaced = reader.take(' ');
  const auto offset = take_utc_offset(reader.text);
  if (!reader.text.empty() || (spaced && !offset)) return std::nullopt;
  if (date->year == 0) return std::nullopt;
  if (before_christ) date->year = 1 - date->year;
  if (!valid(*date)) return std::nullopt;
  return ZonedDateTime{at(*date, *time), offset};
}

}  // namespace emulator
