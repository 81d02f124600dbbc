// Geometric values as text: read in all the spellings that PostgreSQL takes, printed in the one that it prints.
#pragma once

#include <string>

#include "sql/postgres/geometry/shapes.hpp"

namespace emulator::postgres::geometry {

// Throw "invalid input syntax for type …" and the like. A box may have its corners the wrong way round and a circle a
// negative radius: computing and assigning to parts make such ones, and only what users write is checked for it.
void read(const std::string& text, Point& value);
void read(const std::string& text, Line& value);
void read(const std::string& text, Segment& value);
void read(const std::string& text, Box& value);
void read(const std::string& text, Path& value);
void read(const std::string& text, Polygon& value);
void read(const std::string& text, Circle& value);

std::string print(const Point& value);
std::string print(const Line& value);
std::string print(const Segment& value);
std::string print(const Box& value);
std::string print(const Path& value);
std::string print(const Polygon& value);
std::string print(const Circle& value);

}  // namespace emulator::postgres::geometry
