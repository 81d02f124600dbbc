// What a format of STR_TO_DATE asks for, which decides the type of its result.
#pragma once

#include <cstdint>
#include <string_view>

namespace emulator::mysql {

enum class FormatKind : std::uint8_t {
  date,
  time,
  datetime
};
FormatKind kind_of_format(std::string_view format);
bool format_has_fraction(std::string_view format);

}  // namespace emulator::mysql
