// Files of SQL: cut into statements and run one by one, as the mysql and psql programs do. Knows quotes and comments;
// what a statement means is the backend's business. No client commands (DELIMITER, \connect).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "backend/backend.hpp"

namespace emulator {

struct ScriptStatement {
  std::string_view text;  // without the semicolon, white space and comments around it; borrowed
  std::size_t line = 1;   // of its first character, 1-based
};

// Cut at every semicolon that is outside of quotes, comments and, in PostgreSQL, dollar quotes.
std::vector<ScriptStatement> split_script(std::string_view script, backend::Engine engine);

// A file, or the .sql files of a folder by name. Throws std::runtime_error if there is none.
std::vector<std::filesystem::path> script_files(const std::filesystem::path& path);

// Runs a file in a session of its own. Throws std::runtime_error "FILE:LINE: what the engine says".
void run_script(backend::Backend& backend, const std::string& database, const std::filesystem::path& file);

}  // namespace emulator
