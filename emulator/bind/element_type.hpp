// What a row that takes_element_type is told: the element type of the arrays that a call is about.
#pragma once

#include "bind/bound.hpp"

namespace emulator::bind {

// Of the first argument that is an array, else of the result, else the type of the first argument.
inline TypeId element_type(const std::vector<ExpressionPtr>& arguments, const Type& result) {
  for (const ExpressionPtr& argument : arguments) {
    if (argument->type.id == TypeId::array) {
      return argument->type.element;
    }
  }
  if (result.id == TypeId::array) {
    return result.element;
  }
  return arguments.empty() ? TypeId::unknown : arguments.front()->type.id;
}

}  // namespace emulator::bind
