// MySQL's lenient reading of dates and times, and the stored forms.
#include "sql/mysql/functions/temporal.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"

namespace emulator::mysql {

namespace {

std::int32_t full_year(std::int32_t two_digits) {
  return two_digits + (two_digits < 70 ? 2000 : 1900);
}

bool is_separator(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 32 && byte < 127 && !is_ascii_alpha(c) && !is_ascii_digit(c);
}

struct Reader {
  std::string_view text;
  std::size_t at = 0;

  bool ended() const { return at >= text.size(); }
  char peek() const { return ended() ? '\0' : text[at]; }
  std::size_t digits_ahead() const {
    std::size_t count = 0;
    while (at + count < text.size() && is_ascii_digit(text[at + count])) ++count;
    return count;
  }
  std::int32_t number(std::size_t most) {
    std::int32_t value = 0;
    for (std::size_t i = 0; i < most && is_ascii_digit(peek()); ++i) value = value * 10 + (text[at++] - '0');
    return value;
  }
  // The point has been taken. Microseconds, rounded at the seventh digit; may be a whole second.
  std::int32_t fraction() {
    std::int32_t value = 0;
    for (int i = 0; i < 6; ++i) value = value * 10 + (is_ascii_digit(peek()) ? text[at++] - '0' : 0);
    if (is_ascii_digit(peek()) && peek() >= '5') ++value;
    while (is_ascii_digit(peek())) ++at;
    return value;
  }
  void skip_spaces() {
    while (is_ascii_space(peek())) ++at;
  }
};

std::optional<ParsedDateTime> finish(Date date, TimeOfDay time, std::int32_t fraction, ParsedDateTime result) {
  if (!valid(date) || !valid(time) || date.year < 1) return std::nullopt;
  const std::int64_t microseconds = to_microseconds(DateTime{date, time}) + fraction;
  result.value = datetime_from_microseconds(microseconds);
  if (!in_range(result.value)) return std::nullopt;
  return result;
}

// After the time: an offset, or what does not belong.
void read_rest(Reader& reader, ParsedDateTime& result) {
  std::string_view rest = reader.text.substr(reader.at);
  if (result.has_time && rest.size() == 6 && rest[3] == ':') {
    result.offset = take_utc_offset(rest);
  }
  result.has_rest = !ascii_trim(rest).empty();
}

// Without separators: YYYYMMDDHHMMSS, YYMMDDHHMMSS, YYYYMMDD, YYMMDD.
std::optional<ParsedDateTime> read_packed(Reader reader) {
  const std::size_t count = reader.digits_ahead();
  const bool long_year = count == 8 || count == 14;
  if (!long_year && count != 6 && count != 12) return std::nullopt;
  ParsedDateTime result;
  Date date;
  date.year = long_year ? reader.number(4) : full_year(reader.number(2));
  date.month = reader.number(2);
  date.day = reader.number(2);
  TimeOfDay time;
  std::int32_t fraction = 0;
  result.has_time = count > 8;
  if (result.has_time) {
    time = {reader.number(2), reader.number(2), reader.number(2), 0};
    if (reader.peek() == '.') {
      ++reader.at;
      fraction = reader.fraction();
    }
  }
  read_rest(reader, result);
  return finish(date, time, fraction, result);
}

std::optional<ParsedDateTime> read_separated(Reader reader) {
  ParsedDateTime result;
  std::array<std::int32_t, 6> parts{0, 0, 0, 0, 0, 0};
  std::int32_t fraction = 0;
  const std::size_t year_digits = reader.digits_ahead();
  if (year_digits == 0 || year_digits > 4) return std::nullopt;
  parts[0] = reader.number(4);
  if (year_digits <= 2) parts[0] = full_year(parts[0]);
  for (std::size_t i = 1; i < 6; ++i) {
    if (i == 3) {  // between date and time
      const bool spaces = is_ascii_space(reader.peek());
      const bool separated = spaces || reader.peek() == 'T' || is_separator(reader.peek());
      Reader ahead = reader;
      if (spaces)
        ahead.skip_spaces();
      else
        ++ahead.at;
      if (!separated || ahead.digits_ahead() == 0) break;
      reader = ahead;
      result.has_time = true;
    } else {
      if (!is_separator(reader.peek())) {
        if (i < 3) return std::nullopt;
        break;
      }
      while (is_separator(reader.peek())) ++reader.at;
    }
    if (reader.digits_ahead() == 0) return std::nullopt;
    parts[i] = reader.number(2);
    if (i == 5 && reader.peek() == '.') {
      ++reader.at;
      fraction = reader.fraction();
    }
  }
  read_rest(reader, result);
  return finish({parts[0], parts[1], parts[2]}, {parts[3], parts[4], parts[5], 0}, fraction, result);
}

std::int64_t clipped(std::int64_t microseconds, bool& was_clipped) {
  const auto limited = std::clamp(microseconds, -time_limit, time_limit);
  was_clipped = was_clipped || limited != microseconds;
  return limited;
}

}  // namespace

std::optional<ParsedDateTime> parse_mysql_datetime(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  Reader reader{text};
  const std::size_t count = reader.digits_ahead();
  const char next = count < text.size() ? text[count] : '\0';
  if (count >= 6 && (next == '\0' || next == '.' || is_ascii_space(next) || next == '+' || next == '-')) {
    return read_packed(reader);
  }
  return read_separated(reader);
}

std::optional<ParsedDateTime> datetime_from_number(std::string_view digits) {
  const auto point = std::min(digits.find('.'), digits.size());
  std::string whole{digits.substr(0, point)};
  if (whole.empty() || whole.front() == '-' || whole.size() > 14) return std::nullopt;
  for (const std::size_t size : {6, 8, 12, 14}) {
    if (whole.size() > size) continue;
    whole.insert(0, size - whole.size(), '0');
    break;
  }
  if (whole.size() == 8 && whole.starts_with("00")) return std::nullopt;  // 991232 .. 10000100 are no dates
  whole += digits.substr(point);
  return read_packed(Reader{whole});
}

std::optional<ParsedTime> parse_mysql_time(std::string_view text) {
  text = ascii_trim(text);
  Reader reader{text};
  const bool negative = reader.peek() == '-';
  if (negative) ++reader.at;
  const std::size_t count = reader.digits_ahead();
  if (count == 0) return std::nullopt;
  const char next = reader.at + count < text.size() ? text[reader.at + count] : '\0';
  if ((is_separator(next) && next != ':' && next != '.') || next == 'T' || count >= 12) {
    const auto datetime = parse_mysql_datetime(text);
    if (!datetime) return std::nullopt;
    return ParsedTime{to_microseconds(datetime->value.time), datetime->has_rest, false};
  }
  std::int64_t days = 0;
  std::array<std::int64_t, 3> parts{0, 0, 0};
  const auto first = static_cast<std::int64_t>(reader.number(std::min<std::size_t>(count, 9)));
  std::size_t given = 1;
  if (next == ' ' && reader.at + 1 < text.size() && is_ascii_digit(text[reader.at + 1])) {
    days = first;
    ++reader.at;
    parts[0] = reader.number(3);
  } else if (next == ':') {
    parts[0] = first;
  } else {  // HHMMSS from the right
    parts = {first / 10'000, first / 100 % 100, first % 100};
    given = 3;
  }
  while (given < 3 && reader.peek() == ':') {
    ++reader.at;
    if (reader.digits_ahead() == 0) return std::nullopt;
    parts[given++] = reader.number(2);
  }
  std::int64_t fraction = 0;
  if (reader.peek() == '.') {
    ++reader.at;
    fraction = reader.fraction();
  }
  if (parts[1] > 59 || parts[2] > 59) return std::nullopt;
  ParsedTime result;
  result.has_rest = !reader.ended();
  constexpr std::int64_t many_hours = 10'000;  // beyond what a time can be
  const std::int64_t hours = std::min(days * 24 + parts[0], many_hours);
  const std::int64_t total = (hours * 3'600 + parts[1] * 60 + parts[2]) * microseconds_per_second + fraction;
  result.microseconds = clipped(negative ? -total : total, result.was_clipped);
  return result;
}

std::optional<DateTime> datetime_of(const Value& value) {
  const auto text = view_of(value);
  if (const auto exact = parse_datetime(text); exact && in_range(*exact)) return exact;
  if (const auto date = parse_date(text); date && date->year <= 9999) return DateTime{*date, {}};
  if (text.empty()) return std::nullopt;
  const auto parsed = parse_mysql_datetime(text);
  if (!parsed) return std::nullopt;
  return parsed->value;
}

std::optional<Date> date_of(const Value& value) {
  const auto datetime = datetime_of(value);
  if (!datetime) return std::nullopt;
  return datetime->date;
}

std::optional<std::int64_t> time_of(const Value& value) {
  return parse_duration(view_of(value));
}

bool in_range(const DateTime& value) {
  return value.date.year >= 1 && value.date.year <= 9999;
}

Value stored(const DateTime& value) {
  if (!in_range(value)) return Null{};
  return to_string(value);
}

Value stored_date(const Date& value) {
  if (value.year < 1 || value.year > 9999) return Null{};
  return to_string(value);
}

Value stored_time(std::int64_t microseconds) {
  return duration_string(std::clamp(microseconds, -time_limit, time_limit));
}

std::string number_text(const Date& value) {
  std::string text = to_string(value);
  std::erase(text, '-');
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  return text;
}

std::string number_text(const DateTime& value, std::int32_t digits) {
  std::string text = to_string(value.date) + to_string(value.time, digits);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  return text;
}

std::string number_text(std::int64_t time, std::int32_t digits) {
  std::string text = duration_string(time < 0 ? -time : time, digits);
  std::erase(text, ':');
  const auto point = std::min(text.find('.'), text.size());
  text.erase(0, std::min(text.find_first_not_of('0'), point - 1));
  return time < 0 ? "-" + text : text;
}

std::optional<DateTime> datetime_from_unix(const Value& seconds, const sql::CallContext& context) {
  const Decimal number = decimal_of(seconds);
  if (number.is_negative() || compare(number, Decimal{greatest_unix_time}) > 0) return std::nullopt;
  const auto microseconds = (number * Decimal{microseconds_per_second}).to_int64();
  if (!microseconds) return std::nullopt;
  return datetime_from_microseconds(*microseconds + context.utc_offset.count() * microseconds_per_second);
}

DateTime session_now(const sql::CallContext& context) {
  return datetime_from(context.statement_time, context.utc_offset);
}

}  // namespace emulator::mysql
