#include "../evaluate.hpp"

using namespace emulator::mysql::testing;

TEST_CASE("the clock") {
  static const Expectation rows[] = {
      {"NOW()", "2024-05-01 12:30:45.000000", "timestamp(0)"},
      {"NOW(3)", "2024-05-01 12:30:45.123000", "timestamp(3)"},
      {"CURRENT_TIMESTAMP(6)", "2024-05-01 12:30:45.123456", "timestamp(6)"},
      {"CURDATE()", "2024-05-01", "date"},
      {"CURRENT_DATE", "2024-05-01"},
      {"CURTIME()", "12:30:45.000000", "time(0)"},
      {"UTC_TIMESTAMP()", "2024-05-01 12:30:45.000000"},
      {"UNIX_TIMESTAMP()", "1714566645", "bigint"},
      {"UNIX_TIMESTAMP('2015-11-13 10:20:19')", "1447410019"},
      {"UNIX_TIMESTAMP(NOW(6))", "1714566645.123456", "decimal(18,6)"},
      {"FROM_UNIXTIME(1447430881)", "2015-11-13 16:08:01.000000", "timestamp(0)"},
      {"FROM_UNIXTIME(1447430881, '%Y %D %M %h:%i:%s %x')", "2015 13th November 04:08:01 2015"},
      {"FROM_UNIXTIME(-1)", "NULL"},
      {"CONCAT(NOW(), '')", "2024-05-01 12:30:45"},
      {"CONCAT(NOW(3), '')", "2024-05-01 12:30:45.123"},
      {"NOW() + 0", "20240501123045", "bigint"},
      {"NOW(3) + 0", "20240501123045.123"},
      {"CONVERT_TZ('2004-01-01 12:00:00', '+00:00', '+10:00')", "2004-01-01 22:00:00.000000"},
      {"CONVERT_TZ('2024-07-01 12:00:00', 'UTC', 'Europe/Berlin')", "2024-07-01 14:00:00.000000"},
      {"CONVERT_TZ('2024-07-01 12:00:00', 'UTC', 'No/Where')", "NULL"},
  };
  check(rows);
}

TEST_CASE("parts of dates and times") {
  static const Expectation rows[] = {
      {"YEAR('1987-01-01')", "1987", "bigint"},
      {"MONTH('2008-02-03')", "2"},
      {"DAY('2007-02-03')", "3"},
      {"DAYOFYEAR('2007-02-03')", "34"},
      {"DAYOFWEEK('2007-02-03')", "7"},
      {"WEEKDAY('2008-02-03 22:23:00')", "6"},
      {"QUARTER('2008-04-01')", "2"},
      {"DAYNAME('2007-02-03')", "Saturday"},
      {"MONTHNAME('2008-02-03')", "February"},
      {"WEEK('2008-02-20')", "7"},
      {"WEEK('2008-02-20', 1)", "8"},
      {"WEEK('2008-12-31', 1)", "53"},
      {"WEEK('2000-01-01', 2)", "52"},
      {"WEEK('2000-01-01')", "0"},
      {"YEARWEEK('1987-01-01')", "198652"},
      {"WEEKOFYEAR('2008-02-20')", "8"},
      {"HOUR('272:59:59')", "272"},
      {"MINUTE('2008-02-03 10:05:03')", "5"},
      {"SECOND('10:05:03')", "3"},
      {"MICROSECOND('2019-12-31 23:59:59.000010')", "10"},
      {"TO_DAYS('2007-10-07')", "733321"},
      {"FROM_DAYS(730669)", "2000-07-03", "date"},
      {"TO_SECONDS('2009-11-29')", "63426672000"},
      {"LAST_DAY('2004-02-05')", "2004-02-29"},
      {"LAST_DAY('2003-03-32')", "NULL"},
      {"DATE('2003-12-31 01:02:03')", "2003-12-31"},
      {"TIME('2003-12-31 01:02:03.000123')", "01:02:03.000123"},
      {"EXTRACT(YEAR FROM '2019-07-02')", "2019"},
      {"EXTRACT(YEAR_MONTH FROM '2019-07-02 01:02:03')", "201907"},
      {"EXTRACT(DAY_MINUTE FROM '2019-07-02 01:02:03')", "20102"},
      {"EXTRACT(MICROSECOND FROM '2003-01-02 10:30:00.000123')", "123"},
      {"MAKEDATE(2011, 32)", "2011-02-01"},
      {"MAKEDATE(2011, 0)", "NULL"},
      {"MAKETIME(12, 15, 30)", "12:15:30.000000"},
      {"SEC_TO_TIME(2378)", "00:39:38.000000"},
      {"TIME_TO_SEC('22:23:00')", "80580"},
      {"TIMESTAMP('2003-12-31')", "2003-12-31 00:00:00.000000"},
      {"TIMESTAMP('2003-12-31 12:00:00', '12:00:00')", "2004-01-01 00:00:00.000000"},
      {"YEAR('not a date')", "NULL"},
      {"MONTH(20240131)", "1"},
  };
  check(rows);
}

TEST_CASE("date arithmetic") {
  static const Expectation rows[] = {
      {"DATE_ADD('2018-05-01', INTERVAL 1 DAY)", "2018-05-02", "varchar"},
      {"DATE_SUB('2018-05-01', INTERVAL 1 YEAR)", "2017-05-01"},
      {"DATE_ADD('2020-12-31 23:59:59', INTERVAL 1 SECOND)", "2021-01-01 00:00:00"},
      {"DATE_ADD('2018-12-31 23:59:59', INTERVAL 1 DAY)", "2019-01-01 23:59:59"},
      {"DATE_ADD('2100-12-31 23:59:59', INTERVAL '1:1' MINUTE_SECOND)", "2101-01-01 00:01:00"},
      {"DATE_SUB('2025-01-01 00:00:00', INTERVAL '1 1:1:1' DAY_SECOND)", "2024-12-30 22:58:59"},
      {"DATE_ADD('1900-01-01 00:00:00', INTERVAL '-1 10' DAY_HOUR)", "1899-12-30 14:00:00"},
      {"DATE_ADD('1992-12-31 23:59:59.000002', INTERVAL '1.999999' SECOND_MICROSECOND)", "1993-01-01 00:00:01.000001"},
      {"DATE_ADD('2024-01-31', INTERVAL 1 MONTH)", "2024-02-29"},
      {"DATE_ADD(DATE '2024-01-31', INTERVAL 1 MONTH)", "2024-02-29", "date"},
      {"DATE_ADD(DATE '2024-01-31', INTERVAL 1 HOUR)", "2024-01-31 01:00:00.000000", "timestamp(0)"},
      {"DATE_ADD(DATE '2024-01-31', INTERVAL 1 MICROSECOND)", "2024-01-31 00:00:00.000001", "timestamp(6)"},
      {"NOW() - INTERVAL 1 WEEK", "2024-04-24 12:30:45.000000", "timestamp(0)"},
      {"NOW() + INTERVAL 1.5 SECOND", "2024-05-01 12:30:46.500000", "timestamp(1)"},
      {"TIME '10:00:00' + INTERVAL 30 MINUTE", "10:30:00.000000"},
      {"DATE_ADD('2024-01-31', INTERVAL NULL DAY)", "NULL"},
      {"DATE_ADD('9999-12-31', INTERVAL 1 DAY)", "NULL"},
      {"ADDDATE('2008-01-02', 31)", "2008-02-02"},
      {"TIMESTAMPADD(MINUTE, 1, '2003-01-02')", "2003-01-02 00:01:00"},
      {"DATEDIFF('2007-12-31 23:59:59', '2007-12-30')", "1"},
      {"TIMESTAMPDIFF(MONTH, '2003-02-01', '2003-05-01')", "3"},
      {"TIMESTAMPDIFF(YEAR, '2002-05-01', '2001-01-01')", "-1"},
      {"TIMESTAMPDIFF(MINUTE, '2003-02-01', '2003-05-01 12:05:55')", "128885"},
      {"TIMESTAMPDIFF(MONTH, '2024-01-31', '2024-02-29')", "0"},
      {"TIMEDIFF('2000-01-01 00:00:00', '2000-01-01 00:00:00.000001')", "-00:00:00.000001"},
      {"TIMEDIFF('23:59:59', '01:00:00')", "22:59:59.000000"},
      {"ADDTIME('2007-12-31 23:59:59.999999', '1 1:1:1.000002')", "2008-01-02 01:01:01.000001"},
      {"SUBTIME('01:00:00.999999', '02:00:00.999998')", "-00:59:59.999999"},
      {"PERIOD_ADD(200801, 2)", "200803"},
      {"PERIOD_DIFF(200802, 200703)", "11"},
  };
  check(rows);
}

TEST_CASE("formats") {
  static const Expectation rows[] = {
      {"DATE_FORMAT('2009-10-04 22:23:00', '%W %M %Y')", "Sunday October 2009"},
      {"DATE_FORMAT('2007-10-04 22:23:00', '%H:%i:%s')", "22:23:00"},
      {"DATE_FORMAT('1900-10-04 22:23:00', '%D %y %a %d %m %b %j')", "4th 00 Thu 04 10 Oct 277"},
      {"DATE_FORMAT('1997-10-04 22:23:00', '%H %k %I %r %T %S %w')", "22 22 10 10:23:00 PM 22:23:00 00 6"},
      {"DATE_FORMAT('1999-01-01', '%X %V')", "1998 52"},
      {"DATE_FORMAT('2006-06-01', '%d%%')", "01%"},
      {"DATE_FORMAT(NOW(6), '%f')", "123456"},
      {"TIME_FORMAT('100:00:00', '%H %k %h %I %l')", "100 100 04 04 4"},
      {"STR_TO_DATE('01,5,2013', '%d,%m,%Y')", "2013-05-01", "date"},
      {"STR_TO_DATE('May 1, 2013', '%M %d,%Y')", "2013-05-01"},
      {"STR_TO_DATE('09:30:17', '%h:%i:%s')", "09:30:17.000000", "time(0)"},
      {"STR_TO_DATE('2024-05-01 10:11:12', '%Y-%m-%d %H:%i:%s')", "2024-05-01 10:11:12.000000", "timestamp(0)"},
      {"STR_TO_DATE('2024-05-01 10:11:12.5', '%Y-%m-%d %T.%f')", "2024-05-01 10:11:12.500000", "timestamp(6)"},
      {"STR_TO_DATE('9:05 PM', '%l:%i %p')", "21:05:00.000000"},
      {"STR_TO_DATE('abc', '%Y')", "NULL"},
      {"GET_FORMAT(DATE, 'EUR')", "%d.%m.%Y"},
  };
  check(rows);
}
