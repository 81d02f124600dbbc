// Any text through the placeholder rewriting of both dialects: never fails, keeps what is not a placeholder.
#include <cstdlib>
#include <string_view>

#include "fuzz/target.hpp"
#include "sql/placeholders.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& rules : {emulator::sql::mysql_placeholders, emulator::sql::postgres_placeholders}) {
    const emulator::sql::Rewritten rewritten = emulator::sql::rewrite_placeholders(text, rules);
    if (rewritten.names.empty() && rewritten.sql() != text) std::abort();
  }
  return 0;
}
