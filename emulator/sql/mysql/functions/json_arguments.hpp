// Documents and paths as the arguments of JSON functions, and MySQL's errors for bad ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "types/json.hpp"
#include "types/json_path.hpp"
#include "types/value.hpp"

namespace emulator::mysql {

// Throws 3141, naming the argument (1-based) and the function.
Json document_of(const Value& value, int argument, std::string_view function);
// A value argument: its text is JSON already (a cast made it so); NULL is null.
Json json_value_of(const Value& value);
// Throws 3143 for a bad path; with `single`, 3149 for one with wildcards.
JsonPath path_of(const Value& value, bool single = false);

Value printed(const Json& document);

}  // namespace emulator::mysql
