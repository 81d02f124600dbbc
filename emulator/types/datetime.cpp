// Calendar arithmetic; day numbers by the era method (400 years are 146,097 days, years begin in March).
#include "types/datetime.hpp"

#include <algorithm>

namespace emulator {

namespace {

constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

constexpr std::int64_t powers[] = {1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};

}  // namespace

bool is_leap_year(std::int32_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
  constexpr std::int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

bool valid(const Date& date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

bool valid(const TimeOfDay& time) {
  return time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60 && time.second >= 0 &&
         time.second < 60 && time.microsecond >= 0 && time.microsecond < microseconds_per_second;
}

std::int64_t days_since_epoch(const Date& date) {
  const std::int64_t year = std::int64_t{date.year} - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year_from_march = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year_from_march;
  return era * 146'097 + day_of_era - 719'468;
}

Date date_from_days(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = floor_divide(days, 146'097);
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day + 2) / 153;
  Date date;
  date.day = static_cast<std::int32_t>(day - (153 * month_from_march + 2) / 5 + 1);
  date.month = static_cast<std::int32_t>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  date.year = static_cast<std::int32_t>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

std::int32_t day_of_week(const Date& date) {
  const std::int64_t days = days_since_epoch(date) + 4;  // 1970-01-01 was a Thursday
  return static_cast<std::int32_t>(days - floor_divide(days, 7) * 7);
}

std::int32_t day_of_year(const Date& date) {
  return static_cast<std::int32_t>(days_since_epoch(date) - days_since_epoch({date.year, 1, 1})) + 1;
}

IsoWeek iso_week(const Date& date) {
  // A week belongs to the year of its Thursday.
  const std::int32_t from_monday = (day_of_week(date) + 6) % 7;
  const Date thursday = date_from_days(days_since_epoch(date) - from_monday + 3);
  return {thursday.year, (day_of_year(thursday) - 1) / 7 + 1};
}

Date add_months(const Date& date, std::int64_t months) {
  const std::int64_t total = std::int64_t{date.year} * 12 + date.month - 1 + months;
  Date result;
  result.year = static_cast<std::int32_t>(floor_divide(total, 12));
  result.month = static_cast<std::int32_t>(total - std::int64_t{result.year} * 12) + 1;
  result.day = std::min(date.day, days_in_month(result.year, result.month));
  return result;
}

std::int64_t to_microseconds(const TimeOfDay& time) {
  return ((time.hour * 60LL + time.minute) * 60 + time.second) * microseconds_per_second + time.microsecond;
}

TimeOfDay time_from_microseconds(std::int64_t microseconds) {
  TimeOfDay time;
  time.microsecond = static_cast<std::int32_t>(microseconds % microseconds_per_second);
  const auto seconds = static_cast<std::int32_t>(microseconds / microseconds_per_second);
  time.hour = seconds / 3600;
  time.minute = seconds / 60 % 60;
  time.second = seconds % 60;
  return time;
}

// 64 bits end in the year 294247, thirty before PostgreSQL's last; what is later counts as then. Ten days are left for
// those who add an offset.
std::int64_t to_microseconds(const DateTime& value) {
  constexpr std::int64_t last_day = INT64_MAX / microseconds_per_day - 10;
  return std::min(days_since_epoch(value.date), last_day) * microseconds_per_day + to_microseconds(value.time);
}

DateTime datetime_from_microseconds(std::int64_t microseconds) {
  const std::int64_t days = floor_divide(microseconds, microseconds_per_day);
  return {date_from_days(days), time_from_microseconds(microseconds - days * microseconds_per_day)};
}

DateTime datetime_from(std::chrono::system_clock::time_point instant, std::chrono::seconds utc_offset) {
  const auto microseconds = std::chrono::floor<std::chrono::microseconds>(instant.time_since_epoch() + utc_offset);
  return datetime_from_microseconds(microseconds.count());
}

std::int64_t round_fraction(std::int64_t microseconds, std::int32_t digits) {
  const std::int64_t unit = powers[std::clamp(digits, 0, 6)];
  const std::int64_t half = microseconds < 0 ? -unit / 2 : unit / 2;
  return unit == 1 ? microseconds : (microseconds + half) / unit * unit;
}

DateTime round_fraction(const DateTime& value, std::int32_t digits) {
  const std::int64_t in_day = to_microseconds(value.time);
  const std::int64_t rounded = round_fraction(in_day, digits);
  if (rounded < microseconds_per_day) return {value.date, time_from_microseconds(rounded)};
  return {date_from_days(days_since_epoch(value.date) + 1), time_from_microseconds(rounded - microseconds_per_day)};
}

DateTime truncate_fraction(const DateTime& value, std::int32_t digits) {
  DateTime result = value;
  const auto unit = static_cast<std::int32_t>(powers[std::clamp(digits, 0, 6)]);
  result.time.microsecond -= result.time.microsecond % unit;
  return result;
}

}  // namespace emulator
