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
    {"'42'::smallint", "42"},
    {"' -7 '::integer", "-7"},
    {"'99999'::smallint", "22003: value \"99999\" is out of range for type smallint"},
    {"'9999999999'::integer", "22003: value \"9999999999\" is out of range for type integer"},
    {"'99999999999999999999'::bigint", "22003: value \"99999999999999999999\" is out of range for type bigint"},
    {"'1.5'::integer", "22P02: invalid input syntax for type integer: \"1.5\""},
    {"''::integer", "22P02: invalid input syntax for type integer: \"\""},
    {"'x'::integer", "22P02: invalid input syntax for type integer: \"x\""},
    {"'-1'::oid", "4294967295"},
    {"'yes'::boolean", "true"},
    {"' TRUE '::boolean", "true"},
    {"'of'::boolean", "false"},
    {"'o'::boolean", "22P02: invalid input syntax for type boolean: \"o\""},
    {"'1.50'::numeric", "1.50"},
    {"'12345.678'::numeric(5,2)", "22003: numeric field overflow"},
    {"'123.456'::numeric(5,2)", "123.46"},
    {"'NaN'::numeric", "NaN"},
    {"'x'::numeric", "22P02: invalid input syntax for type numeric: \"x\""},
    {"'1e400'::double precision", "22003: \"1e400\" is out of range for type double precision"},
    {"'1e-400'::double precision", "22003: \"1e-400\" is out of range for type double precision"},
    {"'1e50'::real", "22003: \"1e50\" is out of range for type real"},
    {"'Infinity'::double precision", "Infinity"},
    {"'abc'::double precision", "22P02: invalid input syntax for type double precision: \"abc\""},
    {"'\\xDEADbeef'::bytea", "\\xdeadbeef"},
    {"'a\\000b\\\\c'::bytea", "\\x6100625c63"},
    {"'\\xz'::bytea", "22023: invalid hexadecimal digit: \"z\""},
    {"'\\xabc'::bytea", "22023: invalid hexadecimal data: odd number of digits"},
    {"'a\\z'::bytea", "22P02: invalid input syntax for type bytea"},
    {"'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
    {"'{a0eebc999c0b4ef8bb6d6bb9bd380a11}'::uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
    {"'x'::uuid", "22P02: invalid input syntax for type uuid: \"x\""},
    {"'{\"b\":1, \"a\" : [1,2]}'::json", "{\"b\":1, \"a\" : [1,2]}"},
    {"'{\"b\":1, \"a\" : [1,2.50], \"b\": 2}'::jsonb", "{\"a\": [1, 2.50], \"b\": 2}"},
    {"'{x'::json", "22P02: invalid input syntax for type json"},
    {"'[1,'::jsonb", "22P02: invalid input syntax for type json"},
    {"''::json", "22P02: invalid input syntax for type json"},
    {"'{1,2,NULL}'::integer[]", "{1,2,NULL}"},
    {"'{\"a b\",c}'::text[]", "{\"a b\",c}"},
    {"'{1,2'::integer[]", "22P02: malformed array literal: \"{1,2\""},
    {"'{a}'::integer[]", "22P02: invalid input syntax for type integer: \"a\""},
    {"'1,2'::integer[]", "22P02: malformed array literal: \"1,2\""},
    {"'{t,f}'::boolean[]", "{t,f}"},
    {"'{1.5,2.5}'::double precision[]::integer[]", "{2,2}"},
    {"'{1,2}'::integer[]::text[]", "{1,2}"},
    {"'{1,2}'::text[]::integer[]", "{1,2}"},
    {"'abcdef'::varchar(3)", "abc"},
    {"'ab'::char(4)::text", "ab"},
    {"'ab'::char(4)", "ab"},
    {"'abcd'::char(2)", "ab"},
    {"'a'::char", "a"},
    {"1.5::double precision::integer", "2"},
    {"2.5::double precision::integer", "2"},
    {"2.5::numeric::integer", "3"},
    {"(-2.5)::numeric::integer", "-3"},
    {"1e10::double precision::integer", "22003: integer out of range"},
    {"'NaN'::numeric::integer", "0A000: cannot convert NaN to integer"},
    {"123456789.12345678::double precision::numeric", "123456789.123457"},
    {"0.1::real::numeric", "0.1"},
    {"0.1::real::double precision", "0.10000000149011612"},
    {"1e20::numeric::bigint", "22003: bigint out of range"},
    {"3::boolean", "true"},
    {"0::boolean", "false"},
    {"true::integer", "1"},
    {"70000::smallint", "22003: smallint out of range"},
    {"123::numeric(2,0)", "22003: numeric field overflow"},
    {"1.005::numeric(5,2)", "1.01"},
    {"1e15::double precision", "1e+15"},
    {"1e-5::double precision", "1e-05"},
    {"0.1::real", "0.1"},
    {"12345678.9::real", "1.2345679e+07"},
    {"true::text", "true"},
    {"42::text", "42"},
    {"4.20::text", "4.20"},
    {"'null'::jsonb::integer", "22023: cannot cast jsonb null to type integer"},
    {"'\"a\"'::jsonb::integer", "22023: cannot cast jsonb string to type integer"},
    {"'1.5'::jsonb::integer", "2"},
    {"'true'::jsonb::boolean", "true"},
    {"'12.50'::jsonb::numeric", "12.50"},
    {"length('\\x0102'::bytea)", "2"},
    {"to_hex(-1::bigint)", "ffffffffffffffff"},
    {"encode('\\x0102ff'::bytea, 'hex')", "0102ff"},
    {"encode('abc'::bytea, 'base64')", "YWJj"},
    {"encode('a\\000b'::bytea, 'escape')", "a\\000b"},
    {"sha256('abc'::bytea)", "\\xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"'abc'::text || NULL", "NULL"},
    {"'12345'::varchar(3)::text", "123"},
    {"'{abcd,ef}'::varchar(2)[]", "{ab,ef}"},
    {"'{1.239,2}'::numeric(5,2)[]", "{1.24,2.00}"},
    {"12.5::real::text", "12.5"},
};
// clang-format on

}  // namespace

TEST_CASE("postgres: casts as PostgreSQL answers") {
  for (const Case& example : cases) {
    CAPTURE(std::string(example.expression));
    CHECK(shown(example.expression) == example.answer);
  }
}

}  // namespace emulator::postgres::test
