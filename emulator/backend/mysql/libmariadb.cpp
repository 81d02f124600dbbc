// One struct of addresses, filled at once.
#include "backend/mysql/libmariadb.hpp"

#include "base/late_library.hpp"

namespace emulator::backend {

namespace {

Libmariadb load() {
  const LateLibrary library("libmariadb.so.3", "libmariadb3");
  Libmariadb functions{};
#define X(name) library.find(#name, functions.name);
  EMULATOR_LIBMARIADB_FUNCTIONS(X)
#undef X
  return functions;
}

}  // namespace

const Libmariadb& libmariadb() {
  static const Libmariadb functions = load();
  return functions;
}

}  // namespace emulator::backend
