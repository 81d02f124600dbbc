// PostgreSQL text -> the shared tree, by libpg_query. Resolves no names and knows no types.
//
// The thread needs a stack of 16 MiB: libpg_query recurses once per operator, without a limit of its own, and 65,536
// bytes of 1+1+1… take it 8 MiB deep. Longer texts must be refused by the caller.
#pragma once

#include <string_view>

#include "sql/ast.hpp"

namespace emulator::postgres {

// One statement, with or without semicolons; without any, ast::Nothing ("empty query"). Throws SqlError with a byte
// position (syntax errors, what is not supported, nesting that is too deep, text that is not UTF-8) and ApiError
// (validation) for a second statement.
ast::Statement parse_statement(std::string_view sql);

// A single expression, as the catalog keeps them. Throws SqlError.
ast::ExpressionPtr parse_expression(std::string_view sql);

}  // namespace emulator::postgres
