// Clauses: where an expression stands decides what it may contain and how errors name the place.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace emulator::bind {

enum class Clause : std::uint8_t {
  select_list,
  from_on,
  from_function,
  where,
  group_by,
  having,
  order_by,
  limit,
  offset,
  values,
  set,
  returning,
  conflict,
  default_,
  check,
  generated,
  index,
  using_,  // ALTER COLUMN … TYPE … USING
  merge_when,
  statement,  // SET x = …, and other places outside of queries
};

struct ClauseRule {
  std::string_view keyword;  // PostgreSQL: "aggregate functions are not allowed in WHERE"
  std::string_view phrase;   // MySQL: "Unknown column 'x' in 'where clause'"
  bool aggregates, windows, subqueries;
};

// In the order of Clause.
// clang-format off
inline constexpr std::array clause_rules = {
    ClauseRule{"SELECT",            "field list",      true,  true,  true},
    ClauseRule{"JOIN conditions",   "on clause",       false, false, true},
    ClauseRule{"functions in FROM", "field list",      false, false, true},
    ClauseRule{"WHERE",             "where clause",    false, false, true},
    ClauseRule{"GROUP BY",          "group statement", false, false, true},
    ClauseRule{"HAVING",            "having clause",   true,  false, true},
    ClauseRule{"ORDER BY",          "order clause",    true,  true,  true},
    ClauseRule{"LIMIT",             "limit clause",    false, false, true},
    ClauseRule{"OFFSET",            "limit clause",    false, false, true},
    ClauseRule{"VALUES",            "field list",      false, false, true},
    ClauseRule{"UPDATE",            "field list",      false, false, true},
    ClauseRule{"RETURNING",         "field list",      false, false, true},
    ClauseRule{"ON CONFLICT",       "field list",      false, false, true},
    ClauseRule{"DEFAULT expressions", "default value", false, false, false},
    ClauseRule{"check constraints", "check constraint", false, false, false},
    ClauseRule{"column generation expressions", "generated column function", false, false, false},
    ClauseRule{"index expressions", "functional index", false, false, false},
    ClauseRule{"transform expressions", "field list",  false, false, false},
    ClauseRule{"MERGE WHEN conditions", "field list",  false, false, true},
    ClauseRule{"this context",      "field list",      false, false, true},
};
// clang-format on

constexpr const ClauseRule& rule_of(Clause clause) {
  return clause_rules[static_cast<std::size_t>(clause)];
}

}  // namespace emulator::bind
