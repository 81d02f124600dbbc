// Which row an operator or a call means, by MySQL's rules: any argument converts, the nearest row wins.
#pragma once

#include <span>
#include <string_view>

#include "sql/ast.hpp"
#include "sql/dialect.hpp"

namespace emulator::mysql {

// Symbols: comparison, arithmetic ("+", "DIV", "%"), bits ("&", "~"), "XOR", "LIKE", "REGEXP", "->", "->>",
// "MEMBER OF". Throws undefined_operator, feature_not_supported.
sql::Resolution resolve_operator(std::string_view symbol, std::span<const sql::Operand> operands);

// Throws undefined_function, argument_count.
sql::Resolution resolve_function(const ast::Name& name, std::span<const sql::Operand> operands);

}  // namespace emulator::mysql
