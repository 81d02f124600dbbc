// Stored expressions as MySQL writes them: it keeps a tree, and prints it with names in backticks, words in small
// letters, a character set before each text and parentheses around every operation. Read again, the text means the
// same.
#pragma once

#include <optional>
#include <string>

#include "sql/ast.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::mysql {

// A check, a generated column or a default in parentheses. Empty: something in it is not known how to print.
std::optional<std::string> written(const ast::Expression& expression);

// The same, or the source text in parentheses.
std::string written_or(const ast::Expression& expression, const std::string& source);

// A column's default: an expression as above, CURRENT_TIMESTAMP by this one name, else the source text.
std::string default_text(const ast::Expression& value, const std::string& source);

// A constant default as its column has it. Empty: the source text says it better.
std::optional<std::string> written_default(const Value& value, const Type& type);

}  // namespace emulator::mysql
