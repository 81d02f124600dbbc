// A qualified name as errors spell it: its parts with points between them.
#pragma once

#include <span>
#include <string>

namespace emulator::sql {

inline std::string dotted(std::span<const std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "" : ".") + part;
  }
  return text;
}

}  // namespace emulator::sql
