// Time zones by name: fixed offsets, the common abbreviations, and ICU's rules for places.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace emulator::postgres {

class Zone {
 public:
  explicit Zone(std::int32_t fixed_offset) : fixed_(fixed_offset) {}
  explicit Zone(std::string_view place) : fixed_(0), place_(place) {}  // a name that ICU knows

  // Seconds east of UTC, by a time in UTC or by one on the zone's own clocks (microseconds since 1970).
  std::int32_t offset_at(std::int64_t instant) const;
  std::int32_t offset_of_local(std::int64_t local) const;

 private:
  std::int32_t offset(std::int64_t microseconds, bool is_local) const;

  std::int32_t fixed_;
  std::string_view place_;  // empty: fixed
};

// "UTC", "JST", "Asia/Tokyo", without case. Numbers are not read here. Empty: no such zone.
std::optional<Zone> find_zone(std::string_view name);

}  // namespace emulator::postgres
