#include "types/datetime.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace emulator;

TEST_CASE("days and dates agree over the whole calendar") {
  CHECK(days_since_epoch({1970, 1, 1}) == 0);
  CHECK(days_since_epoch({2000, 3, 1}) == 11'017);
  CHECK(days_since_epoch({1, 1, 1}) == -719'162);
  CHECK(days_since_epoch({0, 2, 29}) == -719'469);
  CHECK(days_since_epoch({2024, 2, 31}) == days_since_epoch({2024, 3, 2}));
  for (std::int64_t day = -3'000'000; day < 3'000'000; day += 997) {
    const Date date = date_from_days(day);
    CHECK(valid(date));
    CHECK(days_since_epoch(date) == day);
  }
}

TEST_CASE("calendar facts") {
  CHECK(is_leap_year(2000));
  CHECK_FALSE(is_leap_year(1900));
  CHECK_FALSE(valid(Date{2023, 2, 29}));
  CHECK_FALSE(valid(Date{2023, 0, 1}));
  CHECK(day_of_week({2024, 5, 1}) == 3);
  CHECK(day_of_week({1969, 12, 31}) == 3);
  CHECK(day_of_year({2024, 12, 31}) == 366);
  const struct {
    Date date;
    int year, week;
  } weeks[] = {{{2021, 1, 3}, 2020, 53}, {{2021, 1, 4}, 2021, 1}, {{2018, 12, 31}, 2019, 1}, {{2024, 12, 30}, 2025, 1}};
  for (const auto& row : weeks) {
    CHECK(iso_week(row.date).year == row.year);
    CHECK(iso_week(row.date).week == row.week);
  }
  CHECK(add_months({2024, 1, 31}, 1) == Date{2024, 2, 29});
  CHECK(add_months({2024, 1, 31}, -2) == Date{2023, 11, 30});
  CHECK(add_months({2024, 12, 15}, 1) == Date{2025, 1, 15});
  CHECK(add_months({1, 1, 1}, -1) == Date{0, 12, 1});
}

TEST_CASE("instants") {
  const DateTime before{{1969, 12, 31}, {23, 59, 59, 999'999}};
  CHECK(to_microseconds(before) == -1);
  CHECK(datetime_from_microseconds(-1) == before);
  CHECK(to_string(datetime_from(std::chrono::system_clock::time_point{std::chrono::seconds{86'399}},
                                std::chrono::seconds{1})) == "1970-01-02 00:00:00.000000");
}

TEST_CASE("fractions round and carry") {
  const DateTime late{{2023, 12, 31}, {23, 59, 59, 999'500}};
  CHECK(to_string(round_fraction(late, 3), 3) == "2024-01-01 00:00:00.000");
  CHECK(to_string(round_fraction(late, 4), 4) == "2023-12-31 23:59:59.9995");
  CHECK(to_string(truncate_fraction(late, 3), 3) == "2023-12-31 23:59:59.999");
  CHECK(round_fraction(std::int64_t{-1'500'000}, 0) == -2'000'000);
}

TEST_CASE("printing") {
  CHECK(to_string(Date{44, 3, 15}) == "0044-03-15");
  CHECK(to_string(Date{-43, 3, 15}) == "0044-03-15 BC");
  CHECK(to_string(DateTime{{-43, 3, 15}, {1, 2, 3, 0}}, 0) == "0044-03-15 01:02:03 BC");
  CHECK(to_string(TimeOfDay{1, 2, 3, 450'000}, -1) == "01:02:03.45");
  CHECK(to_string(TimeOfDay{1, 2, 3, 0}, -1) == "01:02:03");
  CHECK(to_string(TimeOfDay{1, 2, 3, 0}) == "01:02:03.000000");
  CHECK(zero_date_string({0, 0, 0}) == "0000-00-00");
  CHECK(duration_string(-(838 * 3'600LL + 59 * 60 + 59) * microseconds_per_second, 0) == "-838:59:59");
  CHECK(duration_string(500'000, 1) == "00:00:00.5");
}

TEST_CASE("reading ISO") {
  CHECK(parse_date("2024-02-29") == Date{2024, 2, 29});
  CHECK(parse_date("10000-01-01") == Date{10'000, 1, 1});
  CHECK(parse_date("0044-03-15 BC") == Date{-43, 3, 15});
  for (const std::string_view bad : {"2023-02-29", "2024-1-5", "24-01-05", "2024-01-05x", "", "0000-01-01"}) {
    CHECK_MESSAGE(!parse_date(bad), std::string{bad});
  }
  CHECK(parse_time("10:20") == TimeOfDay{10, 20, 0, 0});
  CHECK(parse_time("10:20:30.5") == TimeOfDay{10, 20, 30, 500'000});
  CHECK(parse_time("10:20:30.1234567") == TimeOfDay{10, 20, 30, 123'457});
  for (const std::string_view bad : {"24:00", "10:60", "1:20", "10:20:30.", "23:59:59.9999999"}) {
    CHECK_MESSAGE(!parse_time(bad), std::string{bad});
  }
  CHECK(to_string(parse_datetime("2023-12-31 23:59:59.9999999").value()) == "2024-01-01 00:00:00.000000");
  CHECK(parse_datetime("2024-01-01T10:00:00").has_value());
  CHECK_FALSE(parse_datetime("2024-01-01").has_value());
  CHECK_FALSE(parse_datetime("2024-01-01 10:00:00Z").has_value());
  CHECK(parse_duration("-838:59:59") == -(838 * 3'600LL + 59 * 60 + 59) * microseconds_per_second);
  CHECK_FALSE(parse_duration("10:00").has_value());
}

TEST_CASE("zones") {
  const struct {
    std::string_view text;
    std::optional<std::int32_t> offset;
    bool good;
  } rows[] = {
      {"2024-01-01 10:00:00Z", 0, true},           {"2024-01-01T10:00:00+02", 7'200, true},
      {"2024-01-01 10:00:00-02:30", -9'000, true}, {"2024-01-01 10:00:00.5+0230", 9'000, true},
      {"2024-01-01 10:00:00", std::nullopt, true}, {"2024-01-01 10:00:00 +02", 7'200, true},
      {"2024-01-01 10:00:00+16", {}, false},       {"2024-01-01 10:00:00x", {}, false},
      {"2024-01-01 10:00:00 ", {}, false},
  };
  for (const auto& row : rows) {
    const auto value = parse_zoned_datetime(row.text);
    CHECK_MESSAGE(value.has_value() == row.good, std::string{row.text});
    if (value) CHECK(value->offset == row.offset);
  }
}
