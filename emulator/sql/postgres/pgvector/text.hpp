// Values of pgvector's types from their texts and back: [1,2,3], and of sparsevec {1:1,3:2}/5.
#pragma once

#include <string>
#include <string_view>

#include "types/type.hpp"

namespace emulator::postgres::pgvector {

// The value as it is stored. Throws invalid_text_representation, data_exception, value_out_of_range and
// program_limit_exceeded, as pgvector does.
std::string read(const std::string& text, TypeId id);
std::string printed(std::string_view stored, TypeId id);

// Throws "expected 3 dimensions, not 2"; `expected` below 0 is any number.
void check_dimensions(std::int64_t expected, std::int64_t given);
// Throws if it is none or too many, as values of the type cannot be.
void check_size(std::int64_t dimensions, TypeId id);
// Throws if it is infinite or no number.
void check_element(float value, TypeId id);

}  // namespace emulator::postgres::pgvector
