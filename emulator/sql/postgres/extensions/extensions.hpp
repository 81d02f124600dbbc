// The extensions whose functions are built in: each file adds the rows of one, which are there after CREATE EXTENSION.
#pragma once

#include <span>
#include <string_view>

#include "sql/postgres/functions/functions.hpp"

namespace emulator::postgres {

void add_citext(Overloads& rows);
void add_pgcrypto(Overloads& rows);
void add_trigrams(Overloads& rows);
void add_uuid_ossp(Overloads& rows);

struct Extension {
  std::string_view name, version;     // as in pg_available_extensions of Aurora PostgreSQL 15
  void (*add)(Overloads&) = nullptr;  // null: it brings no functions of its own
};
std::span<const Extension> extensions();

// Adds the rows of all extensions, each saying which it belongs to.
void add_extensions(Overloads& rows);

}  // namespace emulator::postgres
