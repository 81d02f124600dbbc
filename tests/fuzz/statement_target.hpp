// What both dialects' statement targets share. The property needs no oracle: whatever the text, it is answered or
// refused in the engine's words; what binds also lowers to SQL that SQLite accepts.
#pragma once

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "backend/contract.hpp"
#include "backend/emulated/emulated.hpp"
#include "base/error.hpp"

namespace fuzz {

inline int run_statement(const emulator::sql::Dialect& dialect, const char* setup, std::string_view text) {
  using namespace emulator::backend;
  static const std::vector<Parameter> none;
  static const std::shared_ptr<Backend> backend = [&] {
    std::shared_ptr<Backend> made = with_contract(emulated::open_emulated(dialect, {}));
    const char* const database = dialect.traits.schema_is_database ? "" : "postgres";
    made->open({.database = database})->execute({.sql = "CREATE DATABASE fuzz", .parameters = &none});
    made->open({.database = "fuzz"})->execute({.sql = setup, .parameters = &none});
    return made;
  }();
  try {
    const std::unique_ptr<Session> session = backend->open({.database = "fuzz"});
    session->begin();  // and never commit: the next input finds the database as it was
    session->execute({.sql = text,
                      .parameters = &none,
                      .deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(200)});
  } catch (const emulator::SqlError& error) {
    if (error.condition == emulator::Condition::internal_error) {
      std::cerr << "internal error: " << error.message << "\n";
      std::abort();
    }
  } catch (const emulator::ApiError&) {
    // refused as a request: several statements, a timeout
  }
  return 0;
}

}  // namespace fuzz
