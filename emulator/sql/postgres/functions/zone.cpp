// Abbreviations have the offsets of PostgreSQL's "Default" set (manual, B.4).
#include "sql/postgres/functions/zone.hpp"

#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <array>
#include <string>

#include "base/text.hpp"
#include "sql/postgres/functions/datetime_arguments.hpp"
#include "types/datetime.hpp"
#include "types/type.hpp"

namespace emulator::postgres {

namespace {

struct Abbreviation {
  std::string_view name;
  std::int32_t minutes;
};
constexpr std::array abbreviations = {
    Abbreviation{"utc", 0},     Abbreviation{"z", 0},      Abbreviation{"gmt", 0},    Abbreviation{"zulu", 0},
    Abbreviation{"ut", 0},      Abbreviation{"est", -300}, Abbreviation{"edt", -240}, Abbreviation{"cst", -360},
    Abbreviation{"cdt", -300},  Abbreviation{"mst", -420}, Abbreviation{"mdt", -360}, Abbreviation{"pst", -480},
    Abbreviation{"pdt", -420},  Abbreviation{"wet", 0},    Abbreviation{"west", 60},  Abbreviation{"bst", 60},
    Abbreviation{"cet", 60},    Abbreviation{"cest", 120}, Abbreviation{"eet", 120},  Abbreviation{"eest", 180},
    Abbreviation{"msk", 180},   Abbreviation{"ist", 120},  Abbreviation{"jst", 540},  Abbreviation{"kst", 540},
    Abbreviation{"aest", 600},  Abbreviation{"aedt", 660}, Abbreviation{"nzst", 720}, Abbreviation{"nzdt", 780},
    Abbreviation{"akst", -540}, Abbreviation{"hst", -600}, Abbreviation{"sgt", 480},  Abbreviation{"hkt", 480},
};

std::unique_ptr<icu::TimeZone> open_zone(std::string_view name) {
  const icu::StringPiece piece{name.data(), static_cast<std::int32_t>(name.size())};
  return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(piece)));
}

// The name as ICU spells it, whatever its case. Empty: no such place.
std::string_view place_of(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> names(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
  if (U_FAILURE(status) != 0) {
    return {};
  }
  std::int32_t size = 0;
  while (const char* candidate = names->next(&size, status)) {
    const std::string_view spelled{candidate, static_cast<std::size_t>(size)};
    if (ascii_iequals(spelled, name)) {
      return intern(spelled);
    }
  }
  return {};
}

}  // namespace

std::int32_t Zone::offset(std::int64_t microseconds, bool is_local) const {
  if (place_.empty()) {
    return fixed_;
  }
  const std::unique_ptr<icu::TimeZone> zone = open_zone(place_);
  std::int32_t raw = 0, daylight = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->getOffset(static_cast<double>(microseconds) / 1000, static_cast<UBool>(is_local), raw, daylight, status);
  return (raw + daylight) / 1000;
}

std::int32_t Zone::offset_at(std::int64_t instant) const {
  return offset(instant, false);
}

std::int32_t Zone::offset_of_local(std::int64_t local) const {
  return offset(local, true);
}

std::int64_t offset_at(const DateTime& instant, const sql::CallContext& context) {
  return context.time_zone.empty() ? context.utc_offset.count()
                                   : find_zone(context.time_zone)->offset_at(to_microseconds(instant));
}

std::int64_t offset_of_local(const DateTime& local, const sql::CallContext& context) {
  return context.time_zone.empty() ? context.utc_offset.count()
                                   : find_zone(context.time_zone)->offset_of_local(to_microseconds(local));
}

std::optional<Zone> find_zone(std::string_view name) {
  const std::string word = ascii_lower(name);
  for (const Abbreviation& abbreviation : abbreviations) {
    if (abbreviation.name == word) {
      return Zone(abbreviation.minutes * 60);
    }
  }
  const std::string_view place = place_of(name);
  return place.empty() ? std::nullopt : std::optional<Zone>(Zone(place));
}

}  // namespace emulator::postgres
