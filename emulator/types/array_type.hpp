// From an array's type to its elements' and back. Modifiers go along; of the collations only that which tells one enum
// from another.
#pragma once

#include "types/type.hpp"

namespace emulator {

// PostgreSQL's int2vector and oidvector, and system catalogs' arrays of types that are none here (_aclitem).
inline bool is_vector(const Type& type) {
  return type.id == TypeId::array && type.name.ends_with("vector");
}

inline Type element_of(const Type& array) {
  return {.id = array.element,
          .length = array.length,
          .scale = array.scale,
          .collation = array.element == TypeId::enum_ ? array.collation : std::string_view{},
          .name = is_vector(array) || array.name.starts_with('_') ? std::string_view{} : array.name};
}

inline Type array_of_type(const Type& element) {
  return {.id = TypeId::array,
          .element = element.id,
          .length = element.length,
          .scale = element.scale,
          .collation = element.id == TypeId::enum_ ? element.collation : std::string_view{},
          .name = element.name};
}

}  // namespace emulator
