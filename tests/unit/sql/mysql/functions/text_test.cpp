#include "../evaluate.hpp"

using namespace emulator::mysql::testing;

TEST_CASE("building and cutting texts") {
  static const Expectation rows[] = {
      {"CONCAT('a', 1, 2.50, NULL)", "NULL"},
      {"CONCAT('a', 1, 2.50)", "a12.50", "varchar"},
      {"CONCAT(1e15, '|', 0.1e0)", "1e15|0.1"},
      {"CONCAT_WS(',', 'a', NULL, 'b')", "a,b"},
      {"CONCAT_WS(NULL, 'a')", "NULL"},
      {"SUBSTRING('Quadratically', 5)", "ratically"},
      {"SUBSTRING('Quadratically', 5, 6)", "ratica"},
      {"SUBSTRING('Sakila', -3)", "ila"},
      {"SUBSTRING('Sakila', -5, 3)", "aki"},
      {"SUBSTRING('Sakila' FROM 0)", ""},
      {"SUBSTRING('éàü', 2, 1)", "à"},
      {"LEFT('foobarbar', 5)", "fooba"},
      {"RIGHT('foobarbar', 4)", "rbar"},
      {"TRIM('  bar   ')", "bar"},
      {"TRIM(LEADING 'x' FROM 'xxxbarxxx')", "barxxx"},
      {"TRIM(BOTH 'x' FROM 'xxxbarxxx')", "bar"},
      {"TRIM(TRAILING 'xyz' FROM 'barxxyz')", "barx"},
      {"SUBSTRING_INDEX('www.mysql.com', '.', 2)", "www.mysql"},
      {"SUBSTRING_INDEX('www.mysql.com', '.', -2)", "mysql.com"},
      {"SUBSTRING_INDEX('www.mysql.com', 'x', -2)", "www.mysql.com"},
      {"LPAD('hi', 4, '*+')", "*+hi"},
      {"LPAD('hi', 1, '*+')", "h"},
      {"RPAD('hi', 5, '*!')", "hi*!*"},
      {"REPEAT('ab', 3)", "ababab"},
      {"REPEAT('ab', -1)", ""},
      {"SPACE(2)", "  "},
      {"REPLACE('www.mysql.com', 'w', 'Ww')", "WwWwWw.mysql.com"},
      {"REVERSE('añb')", "bña"},
      {"INSERT('Quadratic', 3, 4, 'What')", "QuWhattic"},
      {"INSERT('Quadratic', -1, 4, 'What')", "Quadratic"},
      {"INSERT('Quadratic', 3, 100, 'What')", "QuWhat"},
      {"UPPER('straße')", "STRAßE"},
      {"LCASE('ÀB')", "àb"},
      {"FORMAT(12332.123456, 4)", "12,332.1235"},
      {"FORMAT(-1234567, 0)", "-1,234,567"},
      {"QUOTE('Don\\'t!')", "'Don\\'t!'"},
      {"QUOTE(NULL)", "NULL"},
      {"MAKE_SET(1 | 4, 'hello', 'nice', 'world')", "hello,world"},
  };
  check(rows);
}

TEST_CASE("measuring and searching") {
  static const Expectation rows[] = {
      {"LENGTH('é')", "2"},
      {"CHAR_LENGTH('é')", "1"},
      {"BIT_LENGTH('text')", "32"},
      {"LENGTH(12.50)", "5"},
      {"ASCII('2')", "50"},
      {"ORD('é')", "50089"},
      {"LOCATE('BAR', 'foobarbar')", "4"},
      {"LOCATE('bar', 'foobarbar', 5)", "7"},
      {"LOCATE('xbar', 'foobar')", "0"},
      {"POSITION('b' IN 'abc')", "2"},
      {"INSTR('foobarbar', 'bar')", "4"},
      {"FIND_IN_SET('b', 'a,b,c')", "2"},
      {"FIND_IN_SET('x', 'a,b,c')", "0"},
      {"STRCMP('text', 'TEXT')", "0"},
      {"STRCMP('a', 'b')", "-1"},
      {"SOUNDEX('Hello')", "H400"},
      {"SOUNDEX('Quadratically')", "Q36324"},
  };
  check(rows);
}

TEST_CASE("encodings and digests") {
  static const Expectation rows[] = {
      {"HEX('abc')", "616263"},
      {"HEX(255)", "FF"},
      {"HEX(x'0A')", "0A"},
      {"UNHEX('4D7953514C')", "X'4D7953514C'"},
      {"UNHEX('GG')", "NULL"},
      {"TO_BASE64('abc')", "YWJj"},
      {"FROM_BASE64('YWJj')", "X'616263'"},
      {"CHAR(77, 121, 83)", "X'4D7953'"},
      {"CHAR(256)", "X'0100'"},
      {"MD5('testing')", "ae2b1fca515949e5d54fb22b8ed95575"},
      {"SHA1('abc')", "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {"SHA2('abc', 224)", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
      {"SHA2('abc', 5)", "NULL"},
      {"INET_ATON('10.0.5.9')", "167773449"},
      {"INET_NTOA(167773449)", "10.0.5.9"},
      {"IS_UUID('6ccd780c-baba-1026-9564-5b8c656024db')", "1"},
      {"UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db')", "X'6CCD780CBABA102695645B8C656024DB'"},
      {"BIN_TO_UUID(UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db', 1), 1)",
       "6ccd780c-baba-1026-9564-5b8c656024db"},
      {"LENGTH(UUID())", "36"},
      {"LENGTH(RANDOM_BYTES(5))", "5"},
  };
  check(rows);
}

TEST_CASE("LIKE and regular expressions") {
  static const Expectation rows[] = {
      {"'David!' LIKE 'david_'", "1", "bigint(1)"},
      {"'David!' LIKE '%D%v%'", "1"},
      {"'résumé' LIKE 'RESUME'", "1"},
      {"'abc' LIKE 'a'", "0"},
      {"'' LIKE '%'", "1"},
      {"'David_' LIKE 'David\\\\_'", "1"},
      {"'David!' LIKE 'David\\\\_'", "0"},
      {"'David_' LIKE 'David|_' ESCAPE '|'", "1"},
      {"'a' LIKE 'A' COLLATE utf8mb4_bin", "0"},
      {"'abc' LIKE BINARY 'ABC'", "0"},
      {"10 LIKE '1%'", "1"},
      {"'aaab' LIKE '%a%ab'", "1"},
      {"'a' LIKE 'a' ESCAPE 'xx'", "1210 Incorrect arguments to ESCAPE"},
      {"'Michael!' REGEXP '.*'", "1"},
      {"'fo\nfo' REGEXP '^fo$'", "0"},
      {"'ABC' REGEXP 'b'", "1"},
      {"'ABC' COLLATE utf8mb4_bin REGEXP 'b'", "0"},
      {"REGEXP_LIKE('CamelCase', 'CAMELCASE', 'c')", "0"},
      {"REGEXP_REPLACE('a b c', 'b', 'X')", "a X c"},
      {"REGEXP_REPLACE('abc def ghi', '[a-z]+', 'X', 1, 3)", "abc def X"},
      {"REGEXP_SUBSTR('abc def ghi', '[a-z]+', 1, 3)", "ghi"},
      {"REGEXP_INSTR('dog cat dog', 'dog', 2)", "9"},
      {"'a' REGEXP '('", "3691 Mismatched parenthesis in the regular expression."},
      {"'a' REGEXP ''", "3685 Illegal argument to a regular expression."},
  };
  check(rows);
}
