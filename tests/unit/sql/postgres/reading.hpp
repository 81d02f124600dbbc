// What the tests of reading share: texts with the trees they become, and texts that are refused by name and place.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "sql/ast_print.hpp"
#include "sql/postgres/parser.hpp"

namespace emulator::postgres {

struct Golden {
  std::string_view sql, tree;
};

inline void check_trees(const std::vector<Golden>& goldens) {
  for (const Golden& golden : goldens) {
    CAPTURE(golden.sql);
    CHECK(ast::print(parse_statement(golden.sql)) == golden.tree);
  }
}

struct Refused {
  std::string_view sql, construct;
  std::size_t position;  // in bytes, from 0
};

// `read` is parse_statement or parse_expression.
template <class Read>
void check_refused(const std::vector<Refused>& cases, Read read) {
  for (const Refused& refused : cases) {
    CAPTURE(refused.sql);
    try {
      read(refused.sql);
      FAIL_CHECK("accepted");
    } catch (const SqlError& error) {
      CHECK(error.sqlstate == "0A000");
      CHECK(error.message == std::string{refused.construct} + " is not supported");
      CHECK(error.position == refused.position);
    }
  }
}

}  // namespace emulator::postgres
