// The order of types whose stored texts do not sort as their values do. Total over any texts.
#pragma once

#include <string_view>

#include "types/type.hpp"

namespace emulator::postgres {

int compare_moment_texts(std::string_view left, std::string_view right);   // dates and timestamps of any year
int compare_network_texts(std::string_view left, std::string_view right);  // inet and cidr

// How SQLite and arrays sort the stored values of a type.
struct TextOrder {
  TypeId id;
  std::string_view collation;  // its name in SQLite; kept in the tables of a database
  int (*compare)(std::string_view left, std::string_view right);
};
const TextOrder* text_order(TypeId id);  // null: as bytes, or as a collation of texts says
const TextOrder* text_order(std::string_view collation);

}  // namespace emulator::postgres
