// Any text as a MySQL statement.
#include "fuzz/statement_target.hpp"
#include "fuzz/target.hpp"
#include "sql/mysql/dialect.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::run_statement(emulator::mysql::dialect(),
                             "CREATE TABLE t (a INT PRIMARY KEY, b VARCHAR(20), c DECIMAL(8,2), d DATETIME)",
                             {reinterpret_cast<const char*>(data), size});
}
