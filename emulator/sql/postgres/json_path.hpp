// SQL/JSON paths (manual 9.16.2): the tree that a path's text is, and what it finds in a document.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "types/json.hpp"

namespace emulator::postgres {

enum class PathStep : std::uint8_t {
  root,      // $
  current,   // @
  variable,  // $name
  literal,
  member,       // .name
  any_member,   // .*
  descendants,  // .**
  elements,     // [*], or [subscripts] as operands in pairs (from, to)
  last,         // inside of subscripts
  filter,       // ? (condition)
  method,       // .name()
  arithmetic,   // by `text`: + - * / %
  sign,         // by `text`: + -
  comparison,   // by `text`: == != < <= > >=
  starts_with,
  like_regex,  // text is the pattern, flags are in `literal`
  exists,
  is_unknown,
  and_,
  or_,
  not_
};

struct PathNode {
  PathStep step = PathStep::root;
  std::unique_ptr<PathNode> input;                  // what the step is applied to
  std::vector<std::unique_ptr<PathNode>> operands;  // of operators, subscripts and conditions
  std::string text;
  Json literal;
  std::int32_t from = 0, to = -1;  // levels of .**; -1: all
};

struct Path {
  bool strict = false;
  std::unique_ptr<PathNode> root;
};

// Throws syntax_error.
Path parse_path(std::string_view text);

// What the path finds, in order. Throws the errors of PostgreSQL's class 22.
std::vector<Json> find_by_path(const Path& path, const Json& document, const Json& variables);

}  // namespace emulator::postgres
