// The table emulator_written: stored expressions in the engine's own words (bind/written.hpp), for the system views.
#pragma once

#include <string>
#include <vector>

#include "bind/binder.hpp"
#include "catalog/catalog.hpp"
#include "sqlite/connection.hpp"

namespace emulator::backend::emulated {

void create_written(sqlite::Connection& connection);
// Replaces what is there of the table. `environment` has the catalog that the table is in.
void store_written(sqlite::Connection& connection, const catalog::Table& table, const bind::Environment& environment);
// The same of a view, whose columns have these names.
void store_written(sqlite::Connection& connection, const catalog::View& view, const std::vector<std::string>& columns,
                   const bind::Environment& environment);

}  // namespace emulator::backend::emulated
