// Weeks as MySQL's eight modes count them ("WEEK(date[,mode])" in its manual), and the English names of days and
// months.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "types/datetime.hpp"

namespace emulator::mysql {

inline constexpr std::array<std::string_view, 7> day_names = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                              "Thursday", "Friday", "Saturday"};
inline constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                                 "May",       "June",     "July",     "August",
                                                                 "September", "October",  "November", "December"};

struct Week {
  std::int32_t year;  // the one the week belongs to
  std::int32_t week;  // 0 in modes 0, 1, 4, 5: before the year's first
};

Week week_of(const Date& date, std::int64_t mode);

}  // namespace emulator::mysql
