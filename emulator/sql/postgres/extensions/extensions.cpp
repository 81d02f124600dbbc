// The list of extensions. What else CREATE EXTENSION names is refused.
#include "sql/postgres/extensions/extensions.hpp"

#include "sql/postgres/pgvector/functions.hpp"

namespace emulator::postgres {

namespace {

void add_pgvector(Overloads& rows) {
  pgvector::add_functions(rows);
  pgvector::add_aggregates(rows);
  pgvector::add_casts(rows);
}

}  // namespace

std::span<const Extension> extensions() {
  static constexpr Extension all[] = {{"citext", "1.6", add_citext},       {"pg_trgm", "1.6", add_trigrams},
                                      {"pgcrypto", "1.3", add_pgcrypto},   {"plpgsql", "1.0"},
                                      {"uuid-ossp", "1.1", add_uuid_ossp}, {"vector", "0.8.0", add_pgvector}};
  return all;
}

void add_extensions(Overloads& rows) {
  for (const Extension& extension : extensions()) {
    if (extension.add == nullptr) {
      continue;
    }
    const std::size_t first = rows.size();
    extension.add(rows);
    for (std::size_t row = first; row < rows.size(); ++row) {
      rows[row].extension = extension.name;
    }
  }
}

}  // namespace emulator::postgres
