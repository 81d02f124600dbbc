// Names of objects as texts have them, for the types whose values are objects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emulator::postgres {

// The parts of a name as it is written: folded unless in quotes.
std::vector<std::string> name_parts(std::string_view text);

}  // namespace emulator::postgres
