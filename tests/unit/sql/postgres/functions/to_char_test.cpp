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
    {"to_char(timestamp '2024-05-01 13:02:03.045', 'YYYY-MM-DD HH24:MI:SS.MS US HH12 AM Day DAY dy Mon MONTH D ID DDD IW WW Q J CC SSSS FMMonth FMDD DDth \"text\" TZ OF')", "2024-05-01 13:02:03.045 045000 01 PM Wednesday WEDNESDAY wed May MAY       4 3 122 18 18 2 2460432 21 46923 May 1 01st text  +00"},
    {"to_char(timestamp '2024-05-01', 'FMDay, FMDD FMMonth YYYY Y,YYY YY')", "Wednesday, 1 May 2024 2,024 24"},
    {"to_char(1234.5, '9,999.99')", " 1,234.50"},
    {"to_char(-1234.5, '9G999D99')", "-1,234.50"},
    {"to_char(12, '0000')", " 0012"},
    {"to_char(0.5,'FM990.00')", "0.50"},
    {"to_char(12,'FM999')", "12"},
    {"to_char(-12.3,'FM999.0')", "-12.3"},
    {"to_char(1234567,'999')", " ###"},
    {"to_char(1234567,'999.9')", " ###.#"},
    {"to_char(12.34,'S99.9')", "+12.3"},
    {"to_char(12.34,'99.9S')", "12.3+"},
    {"to_char(-5,'99MI')", " 5-"},
    {"to_char(5,'99MI')", " 5 "},
    {"to_char(-5,'99PR')", " <5>"},
    {"to_char(5,'99PR')", "  5 "},
    {"to_char(12, '$99')", "$ 12"},
    {"to_char(5,'9th')", " 5th"},
    {"to_char(0,'99.9')", "   .0"},
    {"to_char(0,'9')", " 0"},
    {"to_char(0.1,'9.9')", "  .1"},
    {"to_char(12.5::double precision,'999.99')", "  12.50"},
    {"to_char(-0.4,'9')", " 0"},
    {"to_char(1e10::numeric,'9,999,999,999,999')", "    10,000,000,000"},
    {"to_char(12,'FM999.99')", "12."},
    {"to_char(12.5,'FM999.99')", "12.5"},
    {"to_char(125,'FM9,999')", "125"},
    {"to_char(1125,'FM9,999')", "1,125"},
    {"to_char(-7,'FM00')", "-07"},
    {"to_char(1234.567,'FM9G999D00')", "1,234.57"},
    {"to_date('05 Dec 2000','DD Mon YYYY')", "2000-12-05"},
    {"to_timestamp('2024-05-01 10:11:12','YYYY-MM-DD HH24:MI:SS')", "2024-05-01 10:11:12+00"},
    {"to_date('2024-13-01','YYYY-MM-DD')", "22008: date/time field value out of range: \"2024-13-01\""},
    {"to_date('20240501','YYYYMMDD')", "2024-05-01"},
    {"to_timestamp('05/01/2024 10:11 PM', 'MM/DD/YYYY HH12:MI PM')", "2024-05-01 22:11:00+00"},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: to_char and its readers as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
