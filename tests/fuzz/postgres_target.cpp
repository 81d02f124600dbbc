// Any text as a PostgreSQL statement.
#include "fuzz/statement_target.hpp"
#include "fuzz/target.hpp"
#include "sql/postgres/dialect.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::run_statement(emulator::postgres::dialect(),
                             "CREATE TABLE t (a INT PRIMARY KEY, b TEXT, c NUMERIC(8,2), d TIMESTAMPTZ)",
                             {reinterpret_cast<const char*>(data), size});
}
