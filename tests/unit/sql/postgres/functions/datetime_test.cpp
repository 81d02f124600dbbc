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
    {"make_date(2013, 7, 15)", "2013-07-15"},
    {"make_date(2013, 13, 15)", "22008: date field value out of range: 2013-13-15"},
    {"make_time(8, 15, 23.5)", "08:15:23.5"},
    {"make_timestamp(2013, 7, 15, 8, 15, 23.5)", "2013-07-15 08:15:23.5"},
    {"make_interval(1, 2, 3, 4)", "1 year 2 mons 25 days"},
    {"to_timestamp(1284352323.5)", "2010-09-13 04:32:03.5+00"},
    {"date '2024-05-01' + 7", "2024-05-08"},
    {"7 + date '2024-05-01'", "2024-05-08"},
    {"date '2024-05-01' - 7", "2024-04-24"},
    {"date '2024-05-01' - date '2024-01-01'", "121"},
    {"date '2024-05-01' + interval '1 hour'", "2024-05-01 01:00:00"},
    {"date '2024-01-31' + interval '1 month'", "2024-02-29 00:00:00"},
    {"date '2024-05-01' + time '03:00'", "2024-05-01 03:00:00"},
    {"timestamp '2024-05-01 01:00' + interval '1 day 2 hours'", "2024-05-02 03:00:00"},
    {"timestamp '2024-05-01' - interval '23 hours'", "2024-04-30 01:00:00"},
    {"timestamp '2024-05-02 03:00' - timestamp '2024-05-01 12:00'", "15:00:00"},
    {"timestamp '2024-05-01 03:00' - timestamp '2024-05-02 12:00'", "-1 days -09:00:00"},
    {"timestamptz '2024-05-02 03:00+00' - interval '1 month'", "2024-04-02 03:00:00+00"},
    {"time '05:00' - time '03:00'", "02:00:00"},
    {"time '01:00' + interval '3 hours'", "04:00:00"},
    {"time '01:00' - interval '3 hours'", "22:00:00"},
    {"interval '1 day' + interval '1 hour'", "1 day 01:00:00"},
    {"interval '1 day' - interval '1 hour'", "1 day -01:00:00"},
    {"- interval '23 hours'", "-23:00:00"},
    {"900 * interval '1 second'", "00:15:00"},
    {"interval '1 hour' / 1.5", "00:40:00"},
    {"interval '1 month' * 1.5", "1 mon 15 days"},
    {"21 * interval '1 day'", "21 days"},
    {"age(timestamp '2001-04-10', timestamp '1957-06-13')", "43 years 9 mons 27 days"},
    {"age(timestamp '2024-03-01', timestamp '2024-01-31')", "1 mon 1 day"},
    {"age(timestamp '2024-01-31', timestamp '2024-03-01')", "-1 mons -1 days"},
    {"age(timestamp '2024-05-01 10:00', timestamp '2024-05-01 12:30')", "-02:30:00"},
    {"justify_interval(interval '1 mon -1 hour')", "29 days 23:00:00"},
    {"justify_days(interval '35 days')", "1 mon 5 days"},
    {"justify_hours(interval '27 hours')", "1 day 03:00:00"},
    {"extract(second from timestamp '2024-05-01 10:20:30.5')", "30.500000"},
    {"extract(epoch from timestamp '2024-05-01 10:20:30.5')", "1714558830.500000"},
    {"extract(milliseconds from time '10:20:30.5')", "30500.000"},
    {"extract(microseconds from time '10:20:30.5')", "30500000"},
    {"extract(year from date '2024-05-01')", "2024"},
    {"extract(epoch from date '2024-05-01')", "1714521600"},
    {"extract(epoch from interval '1 year 2 days 3.5 sec')", "31730403.500000"},
    {"extract(julian from timestamp '2024-05-01 12:00')", "2460432.50000000000000000000"},
    {"extract(hour from date '2024-05-01')", "0A000: unit \"hour\" not supported for type date"},
    {"extract(foo from timestamp '2024-05-01')", "22023: unit \"foo\" not recognized for type timestamp without time zone"},
    {"extract(hour from interval '1 day 25 hours')", "25"},
    {"extract(day from interval '1 day 25 hours')", "1"},
    {"extract(century from timestamp '2024-05-01')", "21"},
    {"extract(quarter from interval '7 months')", "3"},
    {"extract(dow from date '2024-05-01')", "3"},
    {"extract(isodow from date '2024-05-05')", "7"},
    {"extract(week from date '2024-12-30')", "1"},
    {"extract(isoyear from date '2024-12-30')", "2025"},
    {"extract(doy from date '2024-05-01')", "122"},
    {"extract(decade from date '2024-05-01')", "202"},
    {"extract(century from date '0001-01-01')", "1"},
    {"extract(epoch from timestamptz '2024-05-01 10:20:30+02')", "1714551630.000000"},
    {"date_part('second', timestamp '2024-05-01 10:20:30.5')", "30.5"},
    {"date_part('month', date '2024-05-01')", "5"},
    {"date_trunc('week', timestamp '2024-05-01 10:20')", "2024-04-29 00:00:00"},
    {"date_trunc('quarter', timestamp '2024-05-01 10:20')", "2024-04-01 00:00:00"},
    {"date_trunc('hour', timestamp '2024-05-01 10:20')", "2024-05-01 10:00:00"},
    {"date_trunc('month', date '2024-05-17')", "2024-05-01 00:00:00+00"},
    {"date_trunc('century', timestamp '2024-05-01')", "2001-01-01 00:00:00"},
    {"date_trunc('decade', timestamp '2024-05-01')", "2020-01-01 00:00:00"},
    {"date_trunc('foo', timestamp '2024-05-01')", "22023: unit \"foo\" not recognized for type timestamp without time zone"},
    {"date_trunc('hour', interval '2 days 10:47')", "2 days 10:00:00"},
    {"date_trunc('day', timestamptz '2024-05-01 20:00+00', 'Asia/Tokyo')", "2024-05-01 15:00:00+00"},
    {"timestamp '2024-05-01 10:00' at time zone 'Asia/Tokyo'", "2024-05-01 01:00:00+00"},
    {"timestamptz '2024-05-01 10:00+00' at time zone 'America/New_York'", "2024-05-01 06:00:00"},
    {"timestamptz '2024-05-01 10:00+00' at time zone '+02'", "2024-05-01 08:00:00"},
    {"timestamptz '2024-05-01 10:00+00' at time zone interval '2 hours'", "2024-05-01 12:00:00"},
    {"timestamp '2024-05-01 10:00' at time zone 'Nowhere'", "22023: time zone \"Nowhere\" not recognized"},
    {"isfinite(date 'infinity')", "false"},
    {"date '2024-05-01' - interval '1 month 1 day'", "2024-03-31 00:00:00"},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: date and time functions as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
