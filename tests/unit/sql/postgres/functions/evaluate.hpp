// Evaluates an expression of literals the way the binder and SQLite would together: operands, overload, casts, native
// function. Knows no columns, and no rows that are SQL templates.
#pragma once

#include <string>
#include <string_view>

#include "sql/call_context.hpp"
#include "sql/dialect.hpp"

namespace emulator::postgres::test {

// 2024-05-01 10:20:30.123456 UTC, on a connection of the user "tester" to the database "shop".
sql::CallContext make_context();

sql::TypedValue evaluate(std::string_view expression, sql::CallContext& context);
// The value cast to text, "NULL", or an error as "22P02: invalid input syntax for type integer: \"x\"".
std::string shown(std::string_view expression);

}  // namespace emulator::postgres::test
