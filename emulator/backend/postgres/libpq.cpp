// One struct of addresses, filled at once.
#include "backend/postgres/libpq.hpp"

#include "base/late_library.hpp"

namespace emulator::backend {

namespace {

Libpq load() {
  const LateLibrary library("libpq.so.5", "libpq5");
  Libpq functions{};
#define X(name) library.find(#name, functions.name);
  EMULATOR_LIBPQ_FUNCTIONS(X)
#undef X
  return functions;
}

}  // namespace

const Libpq& libpq() {
  static const Libpq functions = load();
  return functions;
}

}  // namespace emulator::backend
