// A name as SQLite reads it, whatever characters it has.
#pragma once

#include <string>
#include <string_view>

namespace emulator::backend::emulated {

inline std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += c;
    text += c;
  }
  text += '"';
  return text;
}

}  // namespace emulator::backend::emulated
