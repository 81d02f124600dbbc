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
    {"'a' || 1", "a1"},
    {"1 || 'a'", "1a"},
    {"true || 'x'", "truex"},
    {"'x' || 1.50", "x1.50"},
    {"lower('ÀB')", "àb"},
    {"upper('straße')", "STRAßE"},
    {"initcap('hello wORLD-foo o''neil')", "Hello World-Foo O'Neil"},
    {"length('héllo')", "5"},
    {"length('ab '::char(5))", "2"},
    {"octet_length('héllo')", "6"},
    {"bit_length('ab')", "16"},
    {"substr('héllo', 2, 3)", "éll"},
    {"substr('hello', -1, 4)", "he"},
    {"substring('hello', 2)", "ello"},
    {"substring('hello' from 2 for 2)", "el"},
    {"substring('hello' from 'l+')", "ll"},
    {"substring('foobar' from 'o(.)b')", "o"},
    {"substring('hello', 2, -1)", "22011: negative substring length not allowed"},
    {"trim('  a  ')", "a"},
    {"trim(both 'xy' from 'xyaxy')", "a"},
    {"trim(leading 'x' from 'xxa')", "a"},
    {"trim(trailing 'x' from 'axx')", "a"},
    {"ltrim('zzzytest', 'xyz')", "test"},
    {"rtrim('testxxzx', 'xyz')", "test"},
    {"replace('abcabc', 'b', 'XX')", "aXXcaXXc"},
    {"position('om' in 'Thomas')", "3"},
    {"strpos('high', 'ig')", "2"},
    {"left('abcde', 2)", "ab"},
    {"left('abcde', -2)", "abc"},
    {"right('abcde', 2)", "de"},
    {"right('abcde', -2)", "cde"},
    {"lpad('hi', 5, 'xy')", "xyxhi"},
    {"lpad('hi', 5)", "   hi"},
    {"lpad('hello', 2)", "he"},
    {"rpad('hi', 5, 'xy')", "hixyx"},
    {"repeat('Pg', 3)", "PgPgPg"},
    {"repeat('Pg', -1)", ""},
    {"reverse('abcdé')", "édcba"},
    {"split_part('a,b,c', ',', 2)", "b"},
    {"split_part('a,b,c', ',', -1)", "c"},
    {"split_part('a,b,c', ',', 5)", ""},
    {"split_part('a,b,c', ',', 0)", "22023: field position must not be zero"},
    {"concat('a', 1, NULL, 2.50)", "a12.50"},
    {"concat_ws(',', 'a', NULL, 'b')", "a,b"},
    {"ascii('é')", "233"},
    {"chr(233)", "é"},
    {"chr(0)", "54000: null character not permitted"},
    {"starts_with('alphabet', 'alph')", "true"},
    {"translate('12345', '143', 'ax')", "a2x5"},
    {"overlay('Txxxxas' placing 'hom' from 2 for 4)", "Thomas"},
    {"md5('abc')", "900150983cd24fb0d6963f7d28e17f72"},
    {"quote_ident('Foo bar')", "\"Foo bar\""},
    {"quote_ident('foo')", "foo"},
    {"quote_ident('select')", "\"select\""},
    {"quote_literal('O''Reilly')", "'O''Reilly'"},
    {"quote_literal(E'a\\\\b')", "E'a\\\\b'"},
    {"quote_nullable(NULL)", "NULL"},
    {"format('Hello %s, %1$s %I %L', 'World', 'a b', 'x''y')", "Hello World, World \"a b\" 'x''y'"},
    {"format('%5s|%-5s|%%', 'a', 'b')", "    a|b    |%"},
    {"format('%s')", "22023: too few arguments for format()"},
    {"format('%d', 1)", "22023: unrecognized format() type specifier \"d\""},
    {"to_hex(255)", "ff"},
    {"to_hex(-1)", "ffffffff"},
    {"decode('AQL/', 'base64')", "\\x0102ff"},
    {"decode('0102ff', 'hex')", "\\x0102ff"},
    {"decode('x', 'nope')", "22023: unrecognized encoding: \"nope\""},
    {"'abc' LIKE 'a%'", "true"},
    {"'abc' LIKE '_b_'", "true"},
    {"'abc' LIKE 'b'", "false"},
    {"'a%c' LIKE 'a\\%c'", "true"},
    {"'abc' LIKE 'a\\%c'", "false"},
    {"'a%c' LIKE 'a#%c' ESCAPE '#'", "true"},
    {"'abc' LIKE 'abc\\'", "false"},
    {"'abc' LIKE 'a' ESCAPE 'xx'", "22025: invalid escape string"},
    {"'héllo' LIKE 'h_llo'", "true"},
    {"'abc' NOT LIKE '%z%'", "true"},
    {"'ABC' ILIKE 'a%'", "true"},
    {"'abc' SIMILAR TO '%(b|d)%'", "true"},
    {"'abc' SIMILAR TO '(b|c)%'", "false"},
    {"'a.c' SIMILAR TO 'a.c'", "true"},
    {"'abc' SIMILAR TO 'a.c'", "false"},
    {"'abc' ~ '^a.c$'", "true"},
    {"'ABC' ~* 'abc'", "true"},
    {"'abc' !~ 'x'", "true"},
    {"'abc' ~ '[[:digit:]]'", "false"},
    {"'foo bar' ~ '\\mbar\\M'", "true"},
    {"'abc' ~ '(('", "2201B: invalid regular expression: parentheses () not balanced"},
    {"regexp_replace('foobarbaz', 'b..', 'X')", "fooXbaz"},
    {"regexp_replace('foobarbaz', 'b..', 'X', 'g')", "fooXX"},
    {"regexp_replace('foobarbaz', 'b(..)', 'X\\1Y', 'g')", "fooXarYXazY"},
    {"regexp_match('foobarbequebaz', '(bar)(beque)')", "{bar,beque}"},
    {"regexp_split_to_array('hello world', '\\s+')", "{hello,world}"},
    {"regexp_count('ABCABCAXYaxy', 'A.')", "3"},
    {"regexp_like('Hello World', 'world$', 'i')", "true"},
    {"concat(true, '-', false, 1)", "t-f1"},
    {"concat_ws('/', true, NULL, 'x')", "t/x"},
    {"format('%s', true)", "t"},
    {"trim('  x ')::varchar(1)", "x"},
    {"initcap('ÉCOLE élan')", "École Élan"},
    {"upper('éà')", "ÉÀ"},
    {"lpad('x', 3, '')", "x"},
    {"substr('hello', 0)", "hello"},
    {"substr('hello', 2147483647)", ""},
    {"replace('aaa', 'a', '')", ""},
    {"split_part('abc', '', 1)", "abc"},
    {"translate('abc', 'ab', '')", "c"},
    {"regexp_replace('abc', '(b)', '[\\&]')", "a[b]c"},
    {"regexp_replace('Hello', 'L', 'x', 'gi')", "Hexxo"},
    {"regexp_replace('abc', 'b', '\\\\')", "a\\c"},
    {"'a.b' ~ 'a\\.b'", "true"},
    {"E'line1\\nline2' ~ 'line1.line2'", "true"},
    {"'abc' SIMILAR TO 'a%' ESCAPE '#'", "true"},
    {"'a%' LIKE 'a\\%'", "true"},
    {"'' LIKE '%'", "true"},
    {"'abc' LIKE '%c%%'", "true"},
    {"'abcabd' LIKE '%abd'", "true"},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: string functions as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
