// Facts about the units of INTERVAL that decide a result's type.
#pragma once

#include <string_view>

namespace emulator::mysql {

bool unit_keeps_date(std::string_view unit);    // a day or more: a DATE stays a DATE
bool unit_has_fraction(std::string_view unit);  // ends in microseconds: the result has six digits

}  // namespace emulator::mysql
