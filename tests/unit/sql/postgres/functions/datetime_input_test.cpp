// Answers taken from PostgreSQL 15.20, time zone UTC.
#include <doctest/doctest.h>

#include "unit/sql/postgres/functions/evaluate.hpp"

namespace emulator::postgres::test {

namespace {

struct Case {
  const char* expression;
  const char* answer;
};
// clang-format off
const Case cases[] = {
    {"'{2024-05-01 10:00}'::timestamp[]", "{\"2024-05-01 10:00:00\"}"},
    {"'2024-05-01'::date", "2024-05-01"},
    {"'2024-13-01'::date", "22008: date/time field value out of range: \"2024-13-01\""},
    {"'2024-02-30'::date", "22008: date/time field value out of range: \"2024-02-30\""},
    {"'abc'::date", "22007: invalid input syntax for type date: \"abc\""},
    {"''::date", "22007: invalid input syntax for type date: \"\""},
    {"'May 1 2024'::date", "2024-05-01"},
    {"'1 May 2024'::date", "2024-05-01"},
    {"'5/1/2024'::date", "2024-05-01"},
    {"'20240501'::date", "2024-05-01"},
    {"'2024.122'::date", "2024-05-01"},
    {"'1-May-2024'::date", "2024-05-01"},
    {"'infinity'::date", "infinity"},
    {"'epoch'::date", "1970-01-01"},
    {"'0044-03-15 BC'::date", "0044-03-15 BC"},
    {"'10:20'::time", "10:20:00"},
    {"'10:20:30.5'::time", "10:20:30.5"},
    {"'10:20:30.123456'::time(2)", "10:20:30.12"},
    {"'25:00'::time", "22008: date/time field value out of range: \"25:00\""},
    {"'10:20 PM'::time", "22:20:00"},
    {"'24:00'::time", "24:00:00"},
    {"'2024-05-01 10:20:30'::timestamp", "2024-05-01 10:20:30"},
    {"'2024-05-01T10:20:30.5'::timestamp", "2024-05-01 10:20:30.5"},
    {"'2024-05-01T10:20:30.5Z'::timestamp", "2024-05-01 10:20:30.5"},
    {"'2024-05-01 10:20:30.123456'::timestamp(3)", "2024-05-01 10:20:30.123"},
    {"'2024-05-01'::timestamp", "2024-05-01 00:00:00"},
    {"'May 1, 2024 10:20 PM'::timestamp", "2024-05-01 22:20:00"},
    {"'8 January 1999 10:11 pm'::timestamp", "1999-01-08 22:11:00"},
    {"'2024-05-01 10:20:30+02'::timestamptz", "2024-05-01 08:20:30+00"},
    {"'2024-05-01 10:20:30 Asia/Tokyo'::timestamptz", "2024-05-01 01:20:30+00"},
    {"'2024-05-01 10:20:30 PST'::timestamptz", "2024-05-01 18:20:30+00"},
    {"'2024-05-01 10:20:30 Mars/Base'::timestamptz", "22023: time zone \"mars/base\" not recognized"},
    {"'2024-05-01 25:20:30'::timestamp", "22008: date/time field value out of range: \"2024-05-01 25:20:30\""},
    {"'-infinity'::timestamptz", "-infinity"},
    {"'2024-05-01'::date::timestamp", "2024-05-01 00:00:00"},
    {"'2024-05-01'::date::timestamptz", "2024-05-01 00:00:00+00"},
    {"'2024-05-01 10:20:30'::timestamp::date", "2024-05-01"},
    {"'2024-05-01 10:20:30'::timestamp::time", "10:20:30"},
    {"'2024-05-01 10:20:30+05'::timestamptz::timestamp", "2024-05-01 05:20:30"},
    {"'1 day 2 hours'::interval", "1 day 02:00:00"},
    {"'1 year 2 mons 3 days 04:05:06.7'::interval", "1 year 2 mons 3 days 04:05:06.7"},
    {"'-1 day 1 hour'::interval", "-1 days +01:00:00"},
    {"'90 minutes'::interval", "01:30:00"},
    {"'P1Y2M3DT4H5M6S'::interval", "1 year 2 mons 3 days 04:05:06"},
    {"'1.5 months'::interval", "1 mon 15 days"},
    {"'1.5 days'::interval", "1 day 12:00:00"},
    {"'1-2'::interval", "1 year 2 mons"},
    {"'3 days ago'::interval", "-3 days"},
    {"'5'::interval", "00:00:05"},
    {"'x'::interval", "22007: invalid input syntax for type interval: \"x\""},
    {"interval '1' day", "1 day"},
    {"interval '2:03' minute to second", "00:02:03"},
    {"interval '10' minute", "00:10:00"},
    {"1::date", "42846: cannot cast type integer to date"},
    {"'2024-05-01'::timestamp > 1", "42883: operator does not exist: timestamp without time zone > integer"},
    {"interval '1' year", "1 year"},
    {"interval '1-2' year to month", "1 year 2 mons"},
    {"interval '1 12:00' day to minute", "1 day 12:00:00"},
    {"'2024-05-01 23:59:59.9999999'::timestamp", "2024-05-02 00:00:00"},
    {"'2024-05-01 10:00:00.5+05:30'::timestamptz", "2024-05-01 04:30:00.5+00"},
    {"'10:20:30+02'::timetz", "10:20:30+02"},
    {"'1 fortnight'::interval", "22007: invalid input syntax for type interval: \"1 fortnight\""},
    {"'2 weeks 3 days'::interval", "17 days"},
    {"'1 century'::interval", "100 years"},
    {"'-1:30'::interval", "-01:30:00"},
    {"'1 day -01:00'::interval", "1 day -01:00:00"},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: dates, times and intervals from text as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
