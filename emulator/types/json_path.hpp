// MySQL's JSON paths: $.name, $."a b", $[0], $[last-1], $[1 to 3], .*, [*], **. Parse once, search many documents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "types/json.hpp"

namespace emulator {

enum class JsonLegKind : std::uint8_t {
  member,       // .key
  any_member,   // .*
  element,      // [first]
  range,        // [first to last]
  any_element,  // [*]
  descendants   // **: this value and all below it
};

// An index counts from the front, or from the last element (`last` is 0, `last-1` is 1).
struct JsonIndex {
  std::uint32_t offset = 0;
  bool from_end = false;

  // The position in an array of `size` elements; -1: before its first. May be at or past the end.
  std::int64_t in(std::size_t size) const {
    return from_end ? static_cast<std::int64_t>(size) - 1 - offset : std::int64_t{offset};
  }
};

struct JsonLeg {
  JsonLegKind kind;
  std::string key;
  JsonIndex first, last;
};

struct JsonPath {
  std::vector<JsonLeg> legs;
  bool is_single() const;  // no wildcard, range or **: names at most one value
};

// Empty: malformed; `position` then tells the character (1-based) as MySQL's error 3143 does.
std::optional<JsonPath> parse_json_path(std::string_view text, std::size_t* position = nullptr);

// The values the path leads to, in document order, without repetition. A value that is no array counts as an array of
// itself where an element is asked for. The pointers live as long as the document is not changed.
std::vector<const Json*> find_all(const Json& document, const JsonPath& path);

}  // namespace emulator
