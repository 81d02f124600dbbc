// MySQL's weeks.
#include "sql/mysql/functions/week.hpp"

namespace emulator::mysql {

namespace {

// The day number on which a year's week 1 begins. With `by_four_days` it is the first week with four days or more in
// the year, else the first that begins in it.
std::int64_t first_week(std::int32_t year, bool from_monday, bool by_four_days) {
  const Date new_year{year, 1, 1};
  const std::int32_t in_week = from_monday ? (day_of_week(new_year) + 6) % 7 : day_of_week(new_year);
  const std::int64_t start = days_since_epoch(new_year) - in_week;
  const bool is_first = by_four_days ? in_week <= 3 : in_week == 0;
  return is_first ? start : start + 7;
}

}  // namespace

Week week_of(const Date& date, std::int64_t mode) {
  const bool from_monday = (mode & 1) != 0;
  const bool never_zero = (mode & 2) != 0;
  // The third bit turns the rule of the first week around for the weeks that begin on Sunday or Monday.
  const bool by_four_days = ((mode & 4) != 0) != from_monday;
  const std::int64_t days = days_since_epoch(date);
  Week result{date.year, 0};
  std::int64_t start = first_week(date.year, from_monday, by_four_days);
  if (days < start) {
    if (!never_zero) return result;
    --result.year;
    start = first_week(result.year, from_monday, by_four_days);
  } else if (never_zero && days >= first_week(date.year + 1, from_monday, by_four_days)) {
    return {date.year + 1, 1};
  }
  result.week = static_cast<std::int32_t>((days - start) / 7) + 1;
  return result;
}

}  // namespace emulator::mysql
