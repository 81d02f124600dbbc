// Dates and times as PostgreSQL reads them (manual, appendix B.1): ISO, month names, MDY with slashes, special words,
// zones. What the pieces make is for the caller to decide.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sql/postgres/functions/zone.hpp"
#include "types/datetime.hpp"

namespace emulator::postgres {

enum class Special : std::uint8_t {
  none,
  now,
  today,
  tomorrow,
  yesterday,
  epoch,
  infinity,
  minus_infinity
};

struct ReadDateTime {
  Special special = Special::none;
  std::optional<Date> date;
  std::optional<TimeOfDay> time;
  bool ends_day = false;  // 24:00:00
  std::optional<Zone> zone;
};

// Throws invalid_datetime or datetime_field_overflow; `type` is named in the error.
ReadDateTime read_datetime(const std::string& text, const char* type);

}  // namespace emulator::postgres
