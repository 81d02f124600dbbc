// What the cases cannot show of ranges: the details of errors, and that the order of stored texts is one of any texts.
#include "sql/postgres/ranges/range_text.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "unit/sql/postgres/functions/evaluate.hpp"

namespace emulator::postgres::ranges {

namespace {

constexpr const Kind& integers = kinds[0];

std::string detail_of(const std::string& text) {
  sql::CallContext context = test::make_context();
  const bool is_multirange = text.starts_with('{') || text.starts_with("m:");
  try {
    is_multirange ? read_multirange(text.substr(text.starts_with("m:") ? 2 : 0), integers, context)
                  : read_range(text, integers, context);
  } catch (const SqlError& error) {
    return error.detail;
  }
  return "no error";
}

}  // namespace

TEST_CASE("postgres: the details of malformed ranges") {
  const std::pair<const char*, const char*> examples[] = {
      {"", "Missing left parenthesis or bracket."},
      {"emptyx", "Junk after \"empty\" key word."},
      {"[1)", "Missing comma after lower bound."},
      {"[1,2,3)", "Too many commas."},
      {"[1,2) x", "Junk after right parenthesis or bracket."},
      {"[1", "Unexpected end of input."},
      {"[1,\\", "Unexpected end of input."},
      {"[1,\"2)", "Unexpected end of input."},
      {"m:", "Missing left brace."},
      {"{x}", "Expected range start."},
      {"{[1,2),}", "Expected range start."},
      {"{[1,2)[3,4)}", "Expected comma or end of multirange."},
      {"{[1,2)} x", "Junk after closing right brace."},
      {"{", "Unexpected end of input."},
      {"{[1,\"2)}", "Unexpected end of input."},
      {"{empty , [1,2)}", "no error"},
  };
  for (const auto& [text, detail] : examples) {
    CAPTURE(std::string(text));
    CHECK(detail_of(text) == detail);
  }
}

TEST_CASE("postgres: stored ranges in order") {
  const char* const ordered[] = {"empty", "(,1)", "(,)", "[-5,100)", "[1,3)", "[1,10)", "[10,11)", "no range"};
  for (std::size_t left = 0; left < std::size(ordered); ++left) {
    for (std::size_t right = 0; right < std::size(ordered); ++right) {
      CAPTURE(std::string(ordered[left]) + " " + ordered[right]);
      const int order = compare_stored(ordered[left], ordered[right], integers);
      CHECK((order < 0) == (left < right));
      CHECK((order > 0) == (left > right));
    }
  }
}

TEST_CASE("postgres: what a range prints is read back as it") {
  sql::CallContext context = test::make_context();
  for (const Kind& kind : kinds) {
    const bool has_days =
        kind.element == TypeId::date || kind.element == TypeId::timestamp || kind.element == TypeId::timestamptz;
    const std::string bounds[] = {has_days ? "0044-03-15 BC" : "-7", has_days ? "2024-02-29" : "0", "infinity"};
    for (const std::string& upper : {bounds[1], has_days ? bounds[2] : std::string("12"), std::string()}) {
      const Pieces pieces = read_range("[" + bounds[0] + "," + upper + "]", kind, context);
      const std::optional<Pieces> again = parse_stored(print_range(pieces, kind), kind);
      CAPTURE(print_range(pieces, kind));
      REQUIRE(again);
      CHECK(compare(*again, pieces) == 0);
      CHECK(print_multirange(*again, kind) == "{" + print_range(pieces, kind) + "}");
    }
  }
}

}  // namespace emulator::postgres::ranges
