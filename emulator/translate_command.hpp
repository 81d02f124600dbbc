// rds-data-local translate: what SQLite is asked to run for a statement, for people who wonder. Runs nothing and reads
// no data: tables exist if earlier statements of the same text define them.
#pragma once

#include <iosfwd>
#include <string>

#include "backend/backend.hpp"

namespace emulator {

// Statements are separated by semicolons. Returns the exit status: 1 if a statement is refused, whose error goes to
// `errors`. Placeholders (:name) count as texts.
int translate_command(const std::string& sql, backend::Engine engine, std::ostream& output, std::ostream& errors);

}  // namespace emulator
