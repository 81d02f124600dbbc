// The type that a value takes to be shown where its cast to text gives another text.
#pragma once

#include "types/type.hpp"

namespace emulator {

// PostgreSQL: of a boolean t or f, of an inet no mask that it need not have, of xml no declaration that says nothing.
inline constexpr Type printed_value{.id = TypeId::other, .name = "printed value"};

}  // namespace emulator
