// DATE_FORMAT, TIME_FORMAT, FROM_UNIXTIME with a format, STR_TO_DATE and GET_FORMAT. Names are English (lc_time_names).
#include "sql/mysql/functions/date_format.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/temporal.hpp"
#include "sql/mysql/functions/week.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string_view ordinal_suffix(std::int32_t day) {
  if (day >= 11 && day <= 13) return "th";
  switch (day % 10) {
    case 1:
      return "st";
    case 2:
      return "nd";
    case 3:
      return "rd";
    default:
      return "th";
  }
}

std::int64_t twelve_hours(std::int64_t hour) {
  return hour % 12 == 0 ? 12 : hour % 12;
}

std::string clock_field(char specifier, std::int64_t hour, const TimeOfDay& time) {
  const auto tail = ":" + padded(time.minute, 2) + ":" + padded(time.second, 2);
  const std::string half = hour % 24 < 12 ? "AM" : "PM";
  switch (specifier) {
    case 'f':
      return padded(time.microsecond, 6);
    case 'H':
      return padded(hour, 2);
    case 'h':
    case 'I':
      return padded(twelve_hours(hour), 2);
    case 'i':
      return padded(time.minute, 2);
    case 'k':
      return std::to_string(hour);
    case 'l':
      return std::to_string(twelve_hours(hour));
    case 'p':
      return half;
    case 'r':
      return padded(twelve_hours(hour), 2) + tail + " " + half;
    case 'S':
    case 's':
      return padded(time.second, 2);
    case 'T':
      return padded(hour, 2) + tail;
    default:
      return {};
  }
}

std::string date_field(char specifier, const Date& date) {
  switch (specifier) {
    case 'a':
      return std::string{day_names[static_cast<std::size_t>(day_of_week(date))].substr(0, 3)};
    case 'b':
      return std::string{month_names[static_cast<std::size_t>(date.month - 1)].substr(0, 3)};
    case 'c':
      return std::to_string(date.month);
    case 'D':
      return std::to_string(date.day) + std::string{ordinal_suffix(date.day)};
    case 'd':
      return padded(date.day, 2);
    case 'e':
      return std::to_string(date.day);
    case 'j':
      return padded(day_of_year(date), 3);
    case 'M':
      return std::string{month_names[static_cast<std::size_t>(date.month - 1)]};
    case 'm':
      return padded(date.month, 2);
    case 'U':
      return padded(week_of(date, 0).week, 2);
    case 'u':
      return padded(week_of(date, 1).week, 2);
    case 'V':
      return padded(week_of(date, 2).week, 2);
    case 'v':
      return padded(week_of(date, 3).week, 2);
    case 'W':
      return std::string{day_names[static_cast<std::size_t>(day_of_week(date))]};
    case 'w':
      return std::to_string(day_of_week(date));
    case 'X':
      return padded(week_of(date, 2).year, 4);
    case 'x':
      return padded(week_of(date, 3).year, 4);
    case 'Y':
      return padded(date.year, 4);
    case 'y':
      return padded(date.year % 100, 2);
    default:
      return {};
  }
}

constexpr std::string_view clock_specifiers = "fHhIiklprSsT";
constexpr std::string_view date_specifiers = "abcDdejMmUuVvWwXxYy";

std::string formatted(const DateTime& value, std::string_view format) {
  std::string text;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      text += format[i];
      continue;
    }
    const char specifier = format[++i];
    if (clock_specifiers.find(specifier) != std::string_view::npos) {
      text += clock_field(specifier, value.time.hour, value.time);
    } else if (date_specifiers.find(specifier) != std::string_view::npos) {
      text += date_field(specifier, value.date);
    } else {
      text += specifier;
    }
  }
  return text;
}

Value date_format(Arguments arguments, CallContext&) {
  const auto value = datetime_of(arguments[0]);
  if (!value) return Null{};
  return formatted(*value, view_of(arguments[1]));
}

Value from_unixtime(Arguments arguments, CallContext& context) {
  const auto value = datetime_from_unix(arguments[0], context);
  if (!value) return Null{};
  return formatted(*value, view_of(arguments[1]));
}

// Of a TIME; what belongs to dates is zero.
Value time_format(Arguments arguments, CallContext&) {
  const auto time = time_of(arguments[0]);
  if (!time) return Null{};
  const std::int64_t magnitude = *time < 0 ? -*time : *time;
  const std::int64_t hour = magnitude / (3'600 * microseconds_per_second);
  const TimeOfDay rest = time_from_microseconds(magnitude % (3'600 * microseconds_per_second));
  const auto format = view_of(arguments[1]);
  std::string text = *time < 0 ? "-" : "";
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      text += format[i];
      continue;
    }
    const char specifier = format[++i];
    if (clock_specifiers.find(specifier) != std::string_view::npos) {
      text += clock_field(specifier, hour, rest);
    } else if (date_specifiers.find(specifier) == std::string_view::npos) {
      text += specifier;
    } else if (specifier == 'Y') {
      text += "0000";
    } else if (std::string_view{"ymdc"}.find(specifier) != std::string_view::npos) {
      text += "00";
    } else {
      return Null{};
    }
  }
  return text;
}

// --- STR_TO_DATE ---------------------------------------------------------------------------------------------------

struct Fields {
  Date date;
  std::int64_t hour = 0, minute = 0, second = 0, microsecond = 0;
  std::optional<bool> afternoon;
  std::optional<std::int64_t> day_of_year;
};

class Reader {
 public:
  Reader(std::string_view text, std::string_view format) : text_(text), format_(format) {}

  std::optional<Fields> read() {
    for (std::size_t i = 0; i < format_.size(); ++i) {
      const char c = format_[i];
      if (is_ascii_space(c)) {
        skip_spaces();
      } else if (c != '%' || i + 1 == format_.size()) {
        skip_spaces();
        if (!take(c)) return std::nullopt;
      } else if (!field(format_[++i])) {
        return std::nullopt;
      }
    }
    return fields_;
  }

 private:
  void skip_spaces() {
    while (at_ < text_.size() && is_ascii_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool number(std::size_t most, std::int64_t& value) {
    skip_spaces();
    const std::size_t start = at_;
    value = 0;
    while (at_ < text_.size() && at_ - start < most && is_ascii_digit(text_[at_]))
      value = value * 10 + (text_[at_++] - '0');
    return at_ > start;
  }
  bool number(std::size_t most, std::int32_t& value) {
    std::int64_t wide = 0;
    if (!number(most, wide)) return false;
    value = static_cast<std::int32_t>(wide);
    return true;
  }
  // The 1-based place of the name that comes next; with `short_names` its first three letters.
  template <class Names>
  bool name(const Names& names, bool short_names, std::int32_t& value) {
    skip_spaces();
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto wanted = short_names ? names[i].substr(0, 3) : names[i];
      if (!ascii_istarts_with(text_.substr(at_), wanted)) continue;
      at_ += wanted.size();
      value = static_cast<std::int32_t>(i) + 1;
      return true;
    }
    return false;
  }
  bool half() {
    skip_spaces();
    const auto rest = text_.substr(at_);
    if (!ascii_istarts_with(rest, "AM") && !ascii_istarts_with(rest, "PM")) return false;
    fields_.afternoon = ascii_upper(rest[0]) == 'P';
    at_ += 2;
    return true;
  }
  bool clock() {
    return number(2, fields_.hour) && take(':') && number(2, fields_.minute) && take(':') && number(2, fields_.second);
  }
  bool fraction() {
    const std::size_t start = at_;
    if (!number(6, fields_.microsecond)) return false;
    for (std::size_t digits = at_ - start; digits < 6; ++digits) fields_.microsecond *= 10;
    return true;
  }
  bool two_digit_year() {
    if (!number(2, fields_.date.year)) return false;
    fields_.date.year += fields_.date.year < 70 ? 2000 : 1900;
    return true;
  }
  bool full_year() {
    const std::size_t start = at_;
    if (!number(4, fields_.date.year)) return false;
    if (at_ - start <= 2) fields_.date.year += fields_.date.year < 70 ? 2000 : 1900;
    return true;
  }
  bool day_with_suffix() {
    if (!number(2, fields_.date.day)) return false;
    at_ = std::min(at_ + 2, text_.size());
    return true;
  }

  bool field(char specifier) {
    std::int32_t ignored = 0;
    switch (specifier) {
      case 'Y':
        return full_year();
      case 'y':
        return two_digit_year();
      case 'c':
      case 'm':
        return number(2, fields_.date.month);
      case 'd':
      case 'e':
        return number(2, fields_.date.day);
      case 'D':
        return day_with_suffix();
      case 'M':
        return name(month_names, false, fields_.date.month);
      case 'b':
        return name(month_names, true, fields_.date.month);
      case 'W':
        return name(day_names, false, ignored);
      case 'a':
        return name(day_names, true, ignored);
      case 'w':
        return number(1, ignored);
      case 'j':
        return number(3, fields_.day_of_year.emplace());
      case 'H':
      case 'h':
      case 'I':
      case 'k':
      case 'l':
        return number(2, fields_.hour);
      case 'i':
        return number(2, fields_.minute);
      case 's':
      case 'S':
        return number(2, fields_.second);
      case 'f':
        return fraction();
      case 'p':
        return half();
      case 'T':
        return clock();
      case 'r':
        return clock() && half();
      case '%':
        return take('%');
      default:
        throw worded_error(
            Condition::feature_not_supported, 1235, "42000",
            "This version of MySQL doesn't yet support 'STR_TO_DATE with %" + std::string(1, specifier) + "'");
    }
  }

  std::string_view text_, format_;
  std::size_t at_ = 0;
  Fields fields_;
};

std::optional<std::int64_t> clock_of(const Fields& fields) {
  std::int64_t hour = fields.hour;
  if (fields.afternoon) {
    if (hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + (*fields.afternoon ? 12 : 0);
  }
  if (hour > 23 || fields.minute > 59 || fields.second > 59) return std::nullopt;
  return ((hour * 60 + fields.minute) * 60 + fields.second) * microseconds_per_second + fields.microsecond;
}

template <FormatKind Kind>
Value text_to_date(Arguments arguments, CallContext&) {
  auto fields = Reader{view_of(arguments[0]), view_of(arguments[1])}.read();
  if (!fields) return Null{};
  const auto clock = clock_of(*fields);
  if (!clock) return Null{};
  if (Kind == FormatKind::time) return stored_time(*clock);
  if (fields->day_of_year) {
    fields->date = date_from_days(days_since_epoch({fields->date.year, 1, 1}) + *fields->day_of_year - 1);
  }
  if (!valid(fields->date) || fields->date.year < 1) return Null{};
  if (Kind == FormatKind::date) return stored_date(fields->date);
  return stored({fields->date, time_from_microseconds(*clock)});
}

Value get_format(Arguments arguments, CallContext&) {
  const struct {
    std::string_view kind, place, format;
  } formats[] = {
      {"date", "usa", "%m.%d.%Y"},
      {"date", "jis", "%Y-%m-%d"},
      {"date", "iso", "%Y-%m-%d"},
      {"date", "eur", "%d.%m.%Y"},
      {"date", "internal", "%Y%m%d"},
      {"datetime", "usa", "%Y-%m-%d %H.%i.%s"},
      {"datetime", "jis", "%Y-%m-%d %H:%i:%s"},
      {"datetime", "iso", "%Y-%m-%d %H:%i:%s"},
      {"datetime", "eur", "%Y-%m-%d %H.%i.%s"},
      {"datetime", "internal", "%Y%m%d%H%i%s"},
      {"time", "usa", "%h:%i:%s %p"},
      {"time", "jis", "%H:%i:%s"},
      {"time", "iso", "%H:%i:%s"},
      {"time", "eur", "%H.%i.%s"},
      {"time", "internal", "%H%i%s"},
  };
  for (const auto& row : formats) {
    if (ascii_iequals(row.kind, view_of(arguments[0])) && ascii_iequals(row.place, view_of(arguments[1]))) {
      return std::string{row.format};
    }
  }
  return Null{};
}

bool mentions(std::string_view format, std::string_view specifiers) {
  for (std::size_t i = 0; i + 1 < format.size(); ++i) {
    if (format[i] != '%') continue;
    if (specifiers.find(format[++i]) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

FormatKind kind_of_format(std::string_view format) {
  const bool has_date = mentions(format, date_specifiers);
  const bool has_time = mentions(format, clock_specifiers);
  if (!has_time) return FormatKind::date;
  return has_date ? FormatKind::datetime : FormatKind::time;
}

bool format_has_fraction(std::string_view format) {
  return mentions(format, "f");
}

void add_date_formats(Rows& rows) {
  using enum TypeId;
  rows.native("date_format", {timestamp, text}, text_type, "my_date_format", date_format);
  stable(rows.native("from_unixtime", {any, text}, text_type, "my_from_unixtime_format", from_unixtime));
  rows.native("time_format", {time, text}, text_type, "my_time_format", time_format);
  rows.native("str_to_date", {text, text}, Type{.id = timestamp, .scale = 6}, "my_str_to_datetime",
              text_to_date<FormatKind::datetime>);
  // Not reachable by name: resolve.cpp takes them for constant formats of a date or a time alone.
  rows.native(" str_to_date", {text, text}, date_type, "my_str_to_date", text_to_date<FormatKind::date>);
  rows.native(" str_to_time", {text, text}, Type{.id = time, .scale = 0}, "my_str_to_time",
              text_to_date<FormatKind::time>);
  rows.native("get_format", {text, text}, text_type, "my_get_format", get_format);
}

}  // namespace emulator::mysql
