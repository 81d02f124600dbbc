// Statements and what lower/ makes of them, a row each.
#pragma once

#include <doctest/doctest.h>

#include "lower/lower.hpp"
#include "unit/support/statements.hpp"

namespace emulator::testing {

// What SQLite would be told, a statement a line.
inline std::string lowered(Statements& statements, std::string_view text) {
  const lower::Plan plan = lower::lower(statements.bind(text), statements.environment());
  std::string lines;
  if (const auto* const query = std::get_if<lower::QueryPlan>(&plan)) {
    lines = query->sql;
    for (const lower::RowStep& step : query->steps) lines += "\n" + step.sql;
    return lines;
  }
  for (const lower::Step& step : std::get<lower::DdlPlan>(plan).steps) {
    lines += (lines.empty() ? "" : "\n") + step.sql;
  }
  return lines;
}

struct Lowered {
  std::string_view statement, sqlite;
};

inline void check_lowered(Statements& statements, std::initializer_list<Lowered> rows) {
  for (const Lowered& row : rows) {
    CAPTURE(row.statement);
    CHECK(lowered(statements, row.statement) == row.sqlite);
  }
}

}  // namespace emulator::testing
