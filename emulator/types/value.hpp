// Value: one datum, in the seven shapes that the wire's Field and SQLite's storage classes share. What a text
// means (a decimal, a timestamp, a uuid) is said by the Type beside it, never by the Value.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace emulator {

struct Null {
  friend constexpr bool operator==(Null, Null) { return true; }
};

struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

struct Array;

using Value = std::variant<Null, bool, std::int64_t, double, std::string, Bytes, std::shared_ptr<const Array>>;

// One dimension of an array; an element may itself be an array. Elements of one array share one shape or are Null.
struct Array {
  std::vector<Value> elements;
};

inline bool is_null(const Value& value) {
  return std::holds_alternative<Null>(value);
}

}  // namespace emulator
