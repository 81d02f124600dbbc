// Parsing follows PostgreSQL's DecodeInterval in what it accepts; printing is its "postgres" style.
#include "types/interval.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "base/text.hpp"

namespace emulator {

namespace {

constexpr double days_per_month = 30;
constexpr double microseconds_a_day = static_cast<double>(microseconds_per_day);

__extension__ typedef __int128 Wide;  // holds what a text of any length adds up to

// A sum in doubles would lose microseconds: whole parts and fractions are kept apart.
struct Total {
  Wide months = 0, days = 0, microseconds = 0;

  void add_days(Wide whole, double fraction) {
    days += whole;
    microseconds += std::llround(fraction * microseconds_a_day);
  }
  void add_months(Wide whole, double fraction) {
    months += whole;
    double part = 0;
    const double rest = std::modf(fraction * days_per_month, &part);
    add_days(static_cast<Wide>(part), rest);
  }
};

template <class Part>
bool fits(Wide number) {
  return number >= std::numeric_limits<Part>::min() && number <= std::numeric_limits<Part>::max();
}

std::optional<Interval> narrowed(Wide months, Wide days, Wide microseconds) {
  if (!fits<std::int32_t>(months) || !fits<std::int32_t>(days) || !fits<std::int64_t>(microseconds)) {
    return std::nullopt;
  }
  return Interval{static_cast<std::int32_t>(months), static_cast<std::int32_t>(days),
                  static_cast<std::int64_t>(microseconds)};
}

struct Unit {
  std::string_view name;
  char kind;            // m: months, d: days, t: microseconds
  std::int64_t amount;  // of that kind
};
constexpr std::int64_t second = microseconds_per_second;
constexpr std::array units = {
    Unit{"us", 't', 1},
    Unit{"usec", 't', 1},
    Unit{"usecs", 't', 1},
    Unit{"microsecond", 't', 1},
    Unit{"microsec", 't', 1},
    Unit{"ms", 't', 1000},
    Unit{"msec", 't', 1000},
    Unit{"msecs", 't', 1000},
    Unit{"millisecond", 't', 1000},
    Unit{"s", 't', second},
    Unit{"sec", 't', second},
    Unit{"secs", 't', second},
    Unit{"second", 't', second},
    Unit{"m", 't', 60 * second},
    Unit{"min", 't', 60 * second},
    Unit{"mins", 't', 60 * second},
    Unit{"minute", 't', 60 * second},
    Unit{"h", 't', 3600 * second},
    Unit{"hr", 't', 3600 * second},
    Unit{"hrs", 't', 3600 * second},
    Unit{"hour", 't', 3600 * second},
    Unit{"d", 'd', 1},
    Unit{"day", 'd', 1},
    Unit{"w", 'd', 7},
    Unit{"week", 'd', 7},
    Unit{"mon", 'm', 1},
    Unit{"mons", 'm', 1},
    Unit{"month", 'm', 1},
    Unit{"y", 'm', 12},
    Unit{"yr", 'm', 12},
    Unit{"yrs", 'm', 12},
    Unit{"year", 'm', 12},
    Unit{"dec", 'm', 120},
    Unit{"decade", 'm', 120},
    Unit{"c", 'm', 1200},
    Unit{"cent", 'm', 1200},
    Unit{"century", 'm', 1200},
    Unit{"centuries", 'm', 1200},
    Unit{"mil", 'm', 12000},
    Unit{"millennium", 'm', 12000},
};

const Unit* find_unit(std::string_view name) {
  for (const Unit& unit : units) {
    const bool plural = name.size() == unit.name.size() + 1 && name.back() == 's' && name.starts_with(unit.name);
    if (unit.name == name || (plural && unit.name.size() > 2)) return &unit;
  }
  return nullptr;
}

void add_unit(Total& total, const Unit& unit, std::int64_t whole, double fraction) {
  if (unit.kind == 'm') {
    if (unit.amount == 1) {
      total.add_months(whole, fraction);
    } else {
      total.months += Wide{whole} * unit.amount + std::llround(fraction * static_cast<double>(unit.amount));
    }
  } else if (unit.kind == 'd') {
    double part = 0;
    const double rest = std::modf(fraction * static_cast<double>(unit.amount), &part);
    total.add_days(Wide{whole} * unit.amount + static_cast<Wide>(part), rest);
  } else {
    total.microseconds += Wide{whole} * unit.amount + std::llround(fraction * static_cast<double>(unit.amount));
  }
}

std::string_view least_field(std::int32_t fields) {
  if ((fields & interval_second) != 0) return "second";
  if ((fields & interval_minute) != 0) return "minute";
  if ((fields & interval_hour) != 0) return "hour";
  if ((fields & interval_day) != 0) return "day";
  if ((fields & interval_month) != 0) return "month";
  if ((fields & interval_year) != 0) return "year";
  return "second";
}

class Parser {
 public:
  Parser(std::string_view text, std::int32_t fields) : rest_(ascii_trim(text)), fields_(fields) {}

  std::optional<Interval> parse() {
    if (rest_.empty()) return std::nullopt;
    if (rest_.front() == 'P' || rest_.front() == 'p') return parse_iso();
    if (rest_.front() == '@') rest_.remove_prefix(1);
    bool any = false;
    while (skip_spaces(), !rest_.empty()) {
      if (is_ascii_alpha(rest_.front())) {
        if (!any || !ascii_iequals(take_word(), "ago") || !rest_.empty()) return std::nullopt;
        total_ = {-total_.months, -total_.days, -total_.microseconds};
        return finish();
      }
      if (!take_field()) return std::nullopt;
      any = true;
    }
    return any ? finish() : std::nullopt;
  }

  bool out_of_range() const { return out_of_range_; }

 private:
  void skip_spaces() {
    while (!rest_.empty() && (is_ascii_space(rest_.front()) || rest_.front() == ',')) rest_.remove_prefix(1);
  }
  std::string_view take_word() {
    std::size_t size = 0;
    while (size < rest_.size() && is_ascii_alpha(rest_[size])) ++size;
    const auto word = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return word;
  }
  bool take_digits(std::int64_t& number) {
    const auto result = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    out_of_range_ = result.ec == std::errc::result_out_of_range;
    if (result.ec != std::errc{} || rest_.starts_with('-')) return false;
    rest_.remove_prefix(static_cast<std::size_t>(result.ptr - rest_.data()));
    return true;
  }
  double take_fraction() {
    if (!rest_.starts_with('.')) return 0;
    std::size_t size = 1;
    while (size < rest_.size() && is_ascii_digit(rest_[size])) ++size;
    double fraction = 0;
    std::from_chars(rest_.data(), rest_.data() + size, fraction);
    rest_.remove_prefix(size);
    return fraction;
  }

  // One of: number unit, hours:minutes[:seconds], years-months, number.
  bool take_field() {
    const bool negative = rest_.front() == '-';
    if (negative || rest_.front() == '+') rest_.remove_prefix(1);
    std::int64_t whole = 0;
    if (rest_.empty() || (!is_ascii_digit(rest_.front()) && rest_.front() != '.')) return false;
    if (is_ascii_digit(rest_.front()) && !take_digits(whole)) return false;
    if (rest_.starts_with(':')) return take_clock(whole, negative);
    if (rest_.size() > 1 && rest_.front() == '-' && is_ascii_digit(rest_[1])) {
      rest_.remove_prefix(1);
      std::int64_t months = 0;
      if (!take_digits(months) || months > 11) return false;
      total_.months += (negative ? -1 : 1) * (Wide{whole} * 12 + months);
      return true;
    }
    const double fraction = take_fraction();
    skip_spaces();
    const auto saved = rest_;
    std::string word = ascii_lower(take_word());
    if (word.empty() || word == "ago") {
      rest_ = saved;
      const std::size_t next = rest_.find(' ');
      const bool before_clock = !rest_.empty() && rest_.substr(0, next).find(':') != std::string_view::npos;
      word = before_clock ? "day" : least_field(fields_);
    }
    const Unit* unit = find_unit(word);
    if (unit == nullptr) return false;
    add_unit(total_, *unit, negative ? -whole : whole, negative ? -fraction : fraction);
    return true;
  }

  bool take_clock(std::int64_t hours, bool negative) {
    std::int64_t minutes = 0, seconds = 0;
    rest_.remove_prefix(1);
    if (!take_digits(minutes)) return false;
    double fraction = 0;
    const bool has_seconds = rest_.starts_with(':');
    if (has_seconds) {
      rest_.remove_prefix(1);
      if (!take_digits(seconds)) return false;
    } else if (rest_.starts_with('.') || fields_ == (interval_minute | interval_second)) {
      seconds = minutes;  // minutes:seconds
      minutes = hours;
      hours = 0;
    }
    fraction = take_fraction();
    if (minutes > 59 || seconds > 59) return false;
    const Wide total =
        ((Wide{hours} * 60 + minutes) * 60 + seconds) * second + std::llround(fraction * static_cast<double>(second));
    total_.microseconds += negative ? -total : total;
    return true;
  }

  std::optional<Interval> parse_iso() {
    rest_.remove_prefix(1);
    bool in_time = false, any = false;
    while (!rest_.empty()) {
      if (rest_.front() == 'T' || rest_.front() == 't') {
        in_time = true;
        rest_.remove_prefix(1);
        continue;
      }
      const bool negative = rest_.front() == '-';
      if (negative || rest_.front() == '+') rest_.remove_prefix(1);
      std::int64_t whole = 0;
      if (rest_.empty() || !take_digits(whole)) return std::nullopt;
      const double fraction = take_fraction();
      if (rest_.empty()) return std::nullopt;
      const char letter = ascii_upper(rest_.front());
      rest_.remove_prefix(1);
      const std::string_view name = letter == 'Y'   ? "year"
                                    : letter == 'W' ? "week"
                                    : letter == 'D' ? "day"
                                    : letter == 'H' ? "hour"
                                    : letter == 'S' ? "second"
                                    : letter == 'M' ? (in_time ? "minute" : "month")
                                                    : "";
      const Unit* unit = find_unit(name);
      if (unit == nullptr || (unit->kind == 't') != in_time) return std::nullopt;
      add_unit(total_, *unit, negative ? -whole : whole, negative ? -fraction : fraction);
      any = true;
    }
    return any ? finish() : std::nullopt;
  }

  std::optional<Interval> finish() {
    const auto interval = narrowed(total_.months, total_.days, total_.microseconds);
    out_of_range_ = !interval;
    return interval;
  }

  std::string_view rest_;
  std::int32_t fields_;
  Total total_;
  bool out_of_range_ = false;
};

// The whole span as days and a rest of less than a day, never negative.
std::pair<std::int64_t, std::int64_t> span_of(const Interval& interval) {
  std::int64_t days = std::int64_t{interval.months} * 30 + interval.days + interval.microseconds / microseconds_per_day;
  std::int64_t rest = interval.microseconds % microseconds_per_day;
  if (rest < 0) {
    rest += microseconds_per_day;
    --days;
  }
  return {days, rest};
}

std::int32_t clamped(std::int64_t number) {
  return static_cast<std::int32_t>(std::min<std::int64_t>(std::max<std::int64_t>(number, INT32_MIN), INT32_MAX));
}

}  // namespace

std::optional<Interval> parse_interval(std::string_view text, std::int32_t fields, bool* out_of_range) {
  Parser parser{text, fields};
  const auto interval = parser.parse();
  if (out_of_range != nullptr) *out_of_range = parser.out_of_range();
  return interval;
}

std::string to_string(const Interval& interval) {
  std::string text;
  bool after_negative = false;
  const auto part = [&](std::int32_t amount, std::string_view unit) {
    if (amount == 0) return;
    text += text.empty() ? "" : " ";
    text += after_negative && amount > 0 ? "+" : "";
    text += std::to_string(amount) + " " + std::string(unit) + (amount == 1 ? "" : "s");
    after_negative = amount < 0;
  };
  part(interval.months / 12, "year");
  part(interval.months % 12, "mon");
  part(interval.days, "day");
  if (interval.microseconds == 0 && !text.empty()) return text;
  text += text.empty() ? "" : " ";
  text += after_negative && interval.microseconds >= 0 ? "+" : "";
  return text + duration_string(interval.microseconds, -1);
}

int compare(const Interval& left, const Interval& right) {
  const auto one = span_of(left), other = span_of(right);
  return one < other ? -1 : one > other ? 1 : 0;
}

std::optional<Interval> negated(const Interval& interval) {
  return narrowed(-Wide{interval.months}, -Wide{interval.days}, -Wide{interval.microseconds});
}

std::optional<Interval> sum(const Interval& left, const Interval& right) {
  return narrowed(Wide{left.months} + right.months, Wide{left.days} + right.days,
                  Wide{left.microseconds} + right.microseconds);
}

namespace {

double to_microsecond(double seconds) {
  return std::rint(seconds * 1e6) / 1e6;
}

// The three parts, each multiplied or divided; what is left of one goes to the next, in the order and with the
// roundings of PostgreSQL.
std::optional<Interval> carried(double months, double days, double microseconds) {
  constexpr double seconds_a_day = 86'400;
  if (!(std::abs(months) < INT32_MAX) || !(std::abs(days) < INT32_MAX)) return std::nullopt;
  const double month_days = to_microsecond((months - std::trunc(months)) * days_per_month);
  double seconds = to_microsecond((days - std::trunc(days) + month_days - std::trunc(month_days)) * seconds_a_day);
  double whole_days = std::trunc(days) + std::trunc(month_days);
  if (std::abs(seconds) >= seconds_a_day) {
    const double more = std::trunc(seconds / seconds_a_day);
    whole_days += more;
    seconds -= more * seconds_a_day;
  }
  const double time = std::rint(microseconds + seconds * 1e6);
  if (!(std::abs(time) < 9.2e18) || !(std::abs(whole_days) <= INT32_MAX)) return std::nullopt;
  return Interval{static_cast<std::int32_t>(months), static_cast<std::int32_t>(whole_days),
                  static_cast<std::int64_t>(time)};
}

}  // namespace

std::optional<Interval> scaled(const Interval& interval, double factor) {
  return carried(interval.months * factor, interval.days * factor, static_cast<double>(interval.microseconds) * factor);
}

std::optional<Interval> divided(const Interval& interval, double divisor) {
  return carried(interval.months / divisor, interval.days / divisor,
                 static_cast<double>(interval.microseconds) / divisor);
}

std::optional<DateTime> add(const DateTime& time, const Interval& interval) {
  static const std::int64_t first = days_since_epoch({-4713, 11, 24}), end = days_since_epoch({294277, 1, 1});
  DateTime moved = time;
  if (interval.months != 0) moved.date = add_months(moved.date, interval.months);
  const Wide days = Wide{days_since_epoch(moved.date)} + interval.days;
  const Wide sum = days * microseconds_per_day + to_microseconds(moved.time) + interval.microseconds;
  if (sum < Wide{first} * microseconds_per_day || sum >= Wide{end} * microseconds_per_day) return std::nullopt;
  const std::int64_t in_day = static_cast<std::int64_t>(sum % microseconds_per_day);
  const std::int64_t time_of_day = in_day < 0 ? in_day + microseconds_per_day : in_day;
  const auto day = static_cast<std::int64_t>((sum - time_of_day) / microseconds_per_day);
  return DateTime{date_from_days(day), time_from_microseconds(time_of_day)};
}

Interval difference(const DateTime& left, const DateTime& right) {
  const std::int64_t days = days_since_epoch(left.date) - days_since_epoch(right.date);
  const Wide apart = Wide{days} * microseconds_per_day + to_microseconds(left.time) - to_microseconds(right.time);
  return {0, clamped(static_cast<std::int64_t>(apart / microseconds_per_day)),
          static_cast<std::int64_t>(apart % microseconds_per_day)};
}

// Counted from the earlier one; a day is borrowed from the earlier one's month, as PostgreSQL does.
Interval symbolic_difference(const DateTime& left, const DateTime& right) {
  if (left < right) {
    const Interval reversed = symbolic_difference(right, left);
    return {-reversed.months, -reversed.days, -reversed.microseconds};
  }
  std::int64_t time = to_microseconds(left.time) - to_microseconds(right.time);
  std::int32_t days = left.date.day - right.date.day;
  std::int32_t months = (left.date.year - right.date.year) * 12 + left.date.month - right.date.month;
  if (time < 0) {
    time += microseconds_per_day;
    --days;
  }
  if (days < 0) {
    days += days_in_month(right.date.year, right.date.month);
    --months;
  }
  return {months, days, time};
}

}  // namespace emulator
