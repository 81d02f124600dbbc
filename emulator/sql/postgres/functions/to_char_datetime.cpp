// Date and time patterns, for writing and for reading.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/functions/to_char.hpp"

namespace emulator::postgres {

namespace {

enum class Mark : std::uint8_t {
  year_comma,
  year4,
  year3,
  year2,
  year1,
  iso_year4,
  iso_year2,
  month_name,
  month_short,
  month,
  roman_month,
  day_name,
  day_short,
  day_of_year,
  day,
  day_of_week,
  iso_day_of_week,
  week_of_month,
  week_of_year,
  iso_week,
  century,
  julian,
  quarter,
  hour24,
  hour12,
  minute,
  seconds_of_day,
  second,
  millisecond,
  microsecond,
  meridiem,
  era,
  zone_name,
  zone_hours,
  zone_minutes,
  zone_offset
};

struct Word {
  std::string_view text;
  Mark mark;
};
// Longer ones first where one begins another.
constexpr std::array words = {
    Word{"Y,YYY", Mark::year_comma},
    Word{"YYYY", Mark::year4},
    Word{"YYY", Mark::year3},
    Word{"YY", Mark::year2},
    Word{"Y", Mark::year1},
    Word{"IYYY", Mark::iso_year4},
    Word{"IY", Mark::iso_year2},
    Word{"ID", Mark::iso_day_of_week},
    Word{"IW", Mark::iso_week},
    Word{"MONTH", Mark::month_name},
    Word{"MON", Mark::month_short},
    Word{"MM", Mark::month},
    Word{"MI", Mark::minute},
    Word{"MS", Mark::millisecond},
    Word{"RM", Mark::roman_month},
    Word{"DAY", Mark::day_name},
    Word{"DY", Mark::day_short},
    Word{"DDD", Mark::day_of_year},
    Word{"DD", Mark::day},
    Word{"D", Mark::day_of_week},
    Word{"WW", Mark::week_of_year},
    Word{"W", Mark::week_of_month},
    Word{"CC", Mark::century},
    Word{"J", Mark::julian},
    Word{"Q", Mark::quarter},
    Word{"HH24", Mark::hour24},
    Word{"HH12", Mark::hour12},
    Word{"HH", Mark::hour12},
    Word{"SSSSS", Mark::seconds_of_day},
    Word{"SSSS", Mark::seconds_of_day},
    Word{"SS", Mark::second},
    Word{"US", Mark::microsecond},
    Word{"A.M.", Mark::meridiem},
    Word{"P.M.", Mark::meridiem},
    Word{"AM", Mark::meridiem},
    Word{"PM", Mark::meridiem},
    Word{"A.D.", Mark::era},
    Word{"B.C.", Mark::era},
    Word{"AD", Mark::era},
    Word{"BC", Mark::era},
    Word{"TZH", Mark::zone_hours},
    Word{"TZM", Mark::zone_minutes},
    Word{"TZ", Mark::zone_name},
    Word{"OF", Mark::zone_offset},
};

constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> day_names = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> roman = {"I",   "II",   "III", "IV", "V",  "VI",
                                                    "VII", "VIII", "IX",  "X",  "XI", "XII"};
constexpr std::int64_t julian_of_epoch = 2440588;

const Word* find_word(std::string_view pattern) {
  // Words that are names exist in three cases; everything else in two. Comparing without case serves both.
  const auto word = std::find_if(words.begin(), words.end(),
                                 [&](const Word& candidate) { return ascii_istarts_with(pattern, candidate.text); });
  return word == words.end() ? nullptr : &*word;
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  digits.insert(0, digits.size() < width ? width - digits.size() : 0, '0');
  return number < 0 ? "-" + digits : digits;
}

// As the pattern's word is written: DAY, Day or day; filled up to nine characters unless FM.
std::string name_as(std::string_view name, std::string_view written, bool fills, std::size_t width) {
  const bool upper = written.size() > 1 && written[1] >= 'A' && written[1] <= 'Z';
  const bool lower = written[0] >= 'a' && written[0] <= 'z';
  std::string shown = upper ? ascii_upper(name) : lower ? ascii_lower(name) : std::string(name);
  if (!fills && shown.size() < width) {
    shown.append(width - shown.size(), ' ');
  }
  return shown;
}

std::string_view ordinal_suffix(std::int64_t number) {
  const std::int64_t last = number % 10;
  const bool teen = number / 10 % 10 == 1;
  return teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
}

struct Number {
  std::int64_t value;
  std::size_t width;
};

std::int64_t common_year(std::int64_t year) {
  return year > 0 ? year : 1 - year;  // BC is said apart
}

// The words that are numbers.
std::optional<Number> number_of(Mark mark, const DateTime& value) {
  const Date& date = value.date;
  const std::int64_t year = common_year(date.year);
  switch (mark) {
    case Mark::year4:
      return Number{year, 4};
    case Mark::year3:
      return Number{year % 1000, 3};
    case Mark::year2:
      return Number{year % 100, 2};
    case Mark::year1:
      return Number{year % 10, 1};
    case Mark::iso_year4:
      return Number{common_year(iso_week(date).year), 4};
    case Mark::iso_year2:
      return Number{common_year(iso_week(date).year) % 100, 2};
    case Mark::month:
      return Number{date.month, 2};
    case Mark::day_of_year:
      return Number{day_of_year(date), 3};
    case Mark::day:
      return Number{date.day, 2};
    case Mark::day_of_week:
      return Number{day_of_week(date) + 1, 1};
    case Mark::iso_day_of_week:
      return Number{day_of_week(date) == 0 ? 7 : day_of_week(date), 1};
    case Mark::week_of_month:
      return Number{(date.day - 1) / 7 + 1, 1};
    case Mark::week_of_year:
      return Number{(day_of_year(date) - 1) / 7 + 1, 2};
    case Mark::iso_week:
      return Number{iso_week(date).week, 2};
    case Mark::century:
      return Number{(year + 99) / 100, 2};
    case Mark::julian:
      return Number{days_since_epoch(date) + julian_of_epoch, 1};
    case Mark::quarter:
      return Number{(date.month - 1) / 3 + 1, 1};
    case Mark::hour24:
      return Number{value.time.hour, 2};
    case Mark::hour12:
      return Number{value.time.hour % 12 == 0 ? 12 : value.time.hour % 12, 2};
    case Mark::minute:
      return Number{value.time.minute, 2};
    case Mark::second:
      return Number{value.time.second, 2};
    case Mark::seconds_of_day:
      return Number{to_microseconds(value.time) / microseconds_per_second, 1};
    case Mark::millisecond:
      return Number{value.time.microsecond / 1000, 3};
    case Mark::microsecond:
      return Number{value.time.microsecond, 6};
    default:
      return std::nullopt;
  }
}

std::string offset_text(std::int32_t seconds) {
  const std::int32_t size = seconds < 0 ? -seconds : seconds;
  const std::string minutes = size % 3600 == 0 ? "" : ":" + padded(size / 60 % 60, 2);
  return (seconds < 0 ? "-" : "+") + padded(size / 3600, 2) + minutes;
}

// The words that are none.
std::string name_of(Mark mark, std::string_view written, bool fills, const DateTime& value, std::int32_t utc_offset) {
  const auto month = static_cast<std::size_t>(value.date.month - 1);
  const auto week_day = static_cast<std::size_t>(day_of_week(value.date));
  const bool lower = written[0] >= 'a' && written[0] <= 'z';
  const bool dotted = written.find('.') != std::string_view::npos;
  const auto cased = [&](std::string_view text) { return lower ? ascii_lower(text) : std::string(text); };
  switch (mark) {
    case Mark::year_comma: {
      const std::int64_t year = common_year(value.date.year);
      return std::to_string(year / 1000) + "," + padded(year % 1000, 3);
    }
    case Mark::month_name:
      return name_as(month_names[month], written, fills, 9);
    case Mark::month_short:
      return name_as(month_names[month].substr(0, 3), written, fills, 0);
    case Mark::day_name:
      return name_as(day_names[week_day], written, fills, 9);
    case Mark::day_short:
      return name_as(day_names[week_day].substr(0, 3), written, fills, 0);
    case Mark::roman_month: {
      std::string shown = cased(roman[month]);
      shown.append(!fills && shown.size() < 4 ? 4 - shown.size() : 0, ' ');
      return shown;
    }
    case Mark::meridiem:
      return cased(value.time.hour < 12 ? (dotted ? "A.M." : "AM") : (dotted ? "P.M." : "PM"));
    case Mark::era:
      return cased(value.date.year > 0 ? (dotted ? "A.D." : "AD") : (dotted ? "B.C." : "BC"));
    case Mark::zone_hours:
      return (utc_offset < 0 ? "-" : "+") + padded((utc_offset < 0 ? -utc_offset : utc_offset) / 3600, 2);
    case Mark::zone_minutes:
      return padded((utc_offset < 0 ? -utc_offset : utc_offset) / 60 % 60, 2);
    case Mark::zone_offset:
      return offset_text(utc_offset);
    case Mark::zone_name:
      return utc_offset == 0 ? cased("UTC") : offset_text(utc_offset);
    default:
      return {};
  }
}

// A pattern is words, quoted text and single characters.
struct Step {
  const Word* word = nullptr;
  std::string_view written;  // of the word, or literal text
  bool fills = false;        // FM before it
  std::string_view ordinal;  // TH or th behind it
};

std::vector<Step> read_pattern(std::string_view pattern) {
  std::vector<Step> steps;
  while (!pattern.empty()) {
    Step step;
    if (pattern.front() == '"') {
      const std::size_t end = std::min(pattern.find('"', 1), pattern.size() - 1);
      step.written = pattern.substr(1, end - 1);
      pattern.remove_prefix(end + 1);
      steps.push_back(step);
      continue;
    }
    if (ascii_istarts_with(pattern, "FM") && find_word(pattern.substr(2)) != nullptr) {
      step.fills = true;
      pattern.remove_prefix(2);
    }
    step.word = find_word(pattern);
    const std::size_t size = step.word != nullptr ? step.word->text.size() : utf8_at(pattern, 0).size;
    step.written = pattern.substr(0, size);
    pattern.remove_prefix(size);
    if (step.word != nullptr && ascii_istarts_with(pattern, "TH")) {
      step.ordinal = pattern.substr(0, 2);
      pattern.remove_prefix(2);
    }
    steps.push_back(step);
  }
  return steps;
}

}  // namespace

std::string format_datetime(const DateTime& value, std::optional<std::int32_t> utc_offset, std::string_view pattern) {
  std::string result;
  for (const Step& step : read_pattern(pattern)) {
    if (step.word == nullptr) {
      result += step.written;
      continue;
    }
    const std::optional<Number> number = number_of(step.word->mark, value);
    if (!number) {
      const bool names_zone = step.word->mark == Mark::zone_name;
      result += names_zone && !utc_offset
                    ? std::string()
                    : name_of(step.word->mark, step.written, step.fills, value, utc_offset.value_or(0));
      continue;
    }
    const bool keeps_zeros = step.word->mark == Mark::millisecond || step.word->mark == Mark::microsecond;
    result += padded(number->value, step.fills && !keeps_zeros ? 1 : number->width);
    if (!step.ordinal.empty()) {
      const std::string_view suffix = ordinal_suffix(number->value);
      result += step.ordinal[0] == 'T' ? ascii_upper(suffix) : std::string(suffix);
    }
  }
  return result;
}

namespace {

[[noreturn]] void not_of_an_interval() {
  SqlError error = make_worded_error(Condition::invalid_datetime, "invalid format specification for an interval value");
  error.hint = "Intervals are not tied to specific calendar dates.";
  throw error;
}

// Hours may be more than a day has; what names a day or a zone is not for intervals.
Number number_of(const Step& step, const Interval& value) {
  const std::int64_t seconds = value.microseconds / microseconds_per_second;
  const std::int64_t fraction = value.microseconds % microseconds_per_second;
  const std::int64_t hours = seconds / 3600;
  switch (step.word->mark) {
    case Mark::year4:
      return {value.months / 12, 4};
    case Mark::month:
      return {value.months % 12, 2};
    case Mark::day:
      return {value.days, 2};
    case Mark::day_of_year:
      return {std::int64_t{value.months} * 30 + value.days, 3};
    case Mark::hour24:
      return {hours, 2};
    case Mark::hour12:
      return {hours % 12 == 0 ? 12 : hours % 12, 2};
    case Mark::minute:
      return {seconds / 60 % 60, 2};
    case Mark::second:
      return {seconds % 60, 2};
    case Mark::seconds_of_day:
      return {seconds, 1};
    case Mark::millisecond:
      return {fraction / 1000, 3};
    case Mark::microsecond:
      return {fraction, 6};
    case Mark::month_name:
    case Mark::month_short:
    case Mark::day_name:
    case Mark::day_short:
    case Mark::day_of_week:
    case Mark::iso_day_of_week:
    case Mark::era:
    case Mark::zone_name:
    case Mark::zone_hours:
    case Mark::zone_minutes:
    case Mark::zone_offset:
      not_of_an_interval();
    default:
      throw make_error(Condition::feature_not_supported,
                       {"to_char() of an interval by the pattern \"" + std::string(step.written) + "\""});
  }
}

}  // namespace

std::string format_interval(const Interval& value, std::string_view pattern) {
  std::string result;
  for (const Step& step : read_pattern(pattern)) {
    if (step.word == nullptr) {
      result += step.written;
      continue;
    }
    if (step.word->mark == Mark::meridiem) {
      DateTime time;
      time.time.hour = static_cast<std::int32_t>((value.microseconds / microseconds_per_second / 3600 % 24 + 24) % 24);
      result += name_of(Mark::meridiem, step.written, false, time, 0);
      continue;
    }
    const Number number = number_of(step, value);
    const bool keeps_zeros = step.word->mark == Mark::millisecond || step.word->mark == Mark::microsecond;
    result += padded(number.value, step.fills && !keeps_zeros ? 1 : number.width);
    if (!step.ordinal.empty()) {
      const std::string_view suffix = ordinal_suffix(number.value);
      result += step.ordinal[0] == 'T' ? ascii_upper(suffix) : std::string(suffix);
    }
  }
  return result;
}

namespace {

class PatternReader {
 public:
  explicit PatternReader(const std::string& text) : text_(text), rest_(text) {}

  DateTime read(std::string_view pattern) {
    const std::vector<Step> steps = read_pattern(pattern);
    for (std::size_t index = 0; index < steps.size(); ++index) {
      const Step& step = steps[index];
      if (step.word == nullptr) {
        skip_literal(step.written);
        continue;
      }
      skip_spaces();
      const bool runs_on = index + 1 < steps.size() && steps[index + 1].word != nullptr;
      read_word(step, runs_on);
    }
    return finish();
  }

 private:
  void skip_spaces() {
    while (!rest_.empty() && is_ascii_space(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }
  // A separator matches any one, and none where there is none.
  void skip_literal(std::string_view literal) {
    const bool separates = !is_ascii_alpha(literal.front()) && !is_ascii_digit(literal.front());
    for (std::size_t count = 0; count < literal.size() && !rest_.empty(); ++count) {
      const bool at_separator = !is_ascii_alpha(rest_.front()) && !is_ascii_digit(rest_.front());
      if (!separates || at_separator) {
        rest_.remove_prefix(utf8_at(rest_, 0).size);
      }
    }
  }

  std::int64_t number(std::string_view written, std::size_t most) {
    std::size_t size = 0;
    while (size < rest_.size() && size < most && is_ascii_digit(rest_[size])) {
      ++size;
    }
    if (size == 0) {
      const std::string found{rest_.substr(0, std::max<std::size_t>(written.size(), 1))};
      SqlError error = make_worded_error(Condition::invalid_datetime,
                                         "invalid value \"" + found + "\" for \"" + std::string(written) + "\"");
      error.detail = "Value must be an integer.";
      throw error;
    }
    const std::int64_t value = std::stoll(std::string(rest_.substr(0, size)));
    digits_ = size;
    rest_.remove_prefix(size);
    return value;
  }

  template <class Names>
  std::int32_t name(const Names& names, std::string_view written, std::size_t shortest) {
    for (std::size_t index = 0; index < names.size(); ++index) {
      const std::string_view wanted = shortest == 0 ? names[index] : names[index].substr(0, shortest);
      if (ascii_istarts_with(rest_, wanted)) {
        rest_.remove_prefix(wanted.size());
        return static_cast<std::int32_t>(index) + 1;
      }
    }
    SqlError error = make_worded_error(
        Condition::invalid_datetime,
        "invalid value \"" + std::string(rest_.substr(0, written.size())) + "\" for \"" + std::string(written) + "\"");
    error.detail = "The given value did not match any of the allowed values for this field.";
    throw error;
  }

  void read_word(const Step& step, bool runs_on) {
    const std::string_view written = step.written;
    switch (step.word->mark) {
      case Mark::year4:
        value_.date.year = static_cast<std::int32_t>(number(written, runs_on ? 4 : 7));
        return;
      case Mark::year2: {
        const auto year = static_cast<std::int32_t>(number(written, 2));
        value_.date.year = year + (year < 70 ? 2000 : 1900);
        return;
      }
      case Mark::month_name:
        value_.date.month = name(month_names, written, 0);
        return;
      case Mark::month_short:
        value_.date.month = name(month_names, written, 3);
        return;
      case Mark::month:
        value_.date.month = static_cast<std::int32_t>(number(written, 2));
        return;
      case Mark::day_name:
        name(day_names, written, 0);
        return;
      case Mark::day_short:
        name(day_names, written, 3);
        return;
      case Mark::day:
        value_.date.day = static_cast<std::int32_t>(number(written, 2));
        return;
      case Mark::day_of_year:
        day_of_year_ = number(written, 3);
        return;
      case Mark::hour24:
      case Mark::hour12:
        value_.time.hour = static_cast<std::int32_t>(number(written, 2));
        twelve_ = step.word->mark == Mark::hour12;
        return;
      case Mark::minute:
        value_.time.minute = static_cast<std::int32_t>(number(written, 2));
        return;
      case Mark::second:
        value_.time.second = static_cast<std::int32_t>(number(written, 2));
        return;
      case Mark::millisecond:
        value_.time.microsecond = scaled_fraction(number(written, 3));
        return;
      case Mark::microsecond:
        value_.time.microsecond = scaled_fraction(number(written, 6));
        return;
      case Mark::meridiem: {
        static constexpr std::array<std::string_view, 4> halves = {"a.m.", "p.m.", "am", "pm"};
        afternoon_ = name(halves, written, 0) % 2 == 0;
        return;
      }
      default:
        throw make_error(Condition::feature_not_supported, {"reading by the pattern \"" + std::string(written) + "\""});
    }
  }

  std::int32_t scaled_fraction(std::int64_t value) const {
    for (std::size_t digit = digits_; digit < 6; ++digit) {
      value *= 10;
    }
    return static_cast<std::int32_t>(value);
  }

  [[noreturn]] void overflow() const { throw make_error(Condition::datetime_field_overflow, {text_}); }

  DateTime finish() {
    if (twelve_) {
      if (value_.time.hour < 1 || value_.time.hour > 12) {
        SqlError error = make_worded_error(Condition::invalid_datetime, "hour \"" + std::to_string(value_.time.hour) +
                                                                            "\" is invalid for the 12-hour clock");
        error.hint = "Use the 24-hour clock, or give an hour between 1 and 12.";
        throw error;
      }
      value_.time.hour = value_.time.hour % 12 + (afternoon_.value_or(false) ? 12 : 0);
    }
    if (day_of_year_) {
      value_.date = date_from_days(days_since_epoch({value_.date.year, 1, 1}) + *day_of_year_ - 1);
    }
    if (value_.date.month < 1 || value_.date.month > 12 || !valid(value_.date) || !valid(value_.time)) {
      overflow();
    }
    return value_;
  }

  const std::string& text_;
  std::string_view rest_;
  DateTime value_{{0, 1, 1}, {}};
  std::optional<std::int64_t> day_of_year_;
  std::optional<bool> afternoon_;
  bool twelve_ = false;
  std::size_t digits_ = 0;
};

}  // namespace

DateTime read_by_pattern(const std::string& text, std::string_view pattern) {
  return PatternReader{text}.read(pattern);
}

}  // namespace emulator::postgres
