// MySQL's temporary tables lie in the database's file until their session ends; those of a session that ended with its
// process are still there when the file is opened again.
#pragma once

#include "backend/emulated/catalog_store.hpp"

namespace emulator::backend::emulated {

// Drops them, inside the caller's transaction; the catalog as it is then.
catalog::Catalog drop_left_tables(sqlite::Connection& connection, const sql::Dialect& dialect, catalog::Catalog catalog,
                                  Stamps& stamps);

}  // namespace emulator::backend::emulated
