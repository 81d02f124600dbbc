// Ranges and multiranges as texts: what users write, with PostgreSQL's errors, and what they print as, which is also
// how they lie in the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/call_context.hpp"
#include "sql/postgres/ranges/ranges.hpp"
#include "types/value.hpp"

namespace emulator::postgres::ranges {

// Of an element's value in its storage form, and back.
Element element_of(const Value& value, const Kind& kind);
Value value_of(const Element& element, const Kind& kind);

// From any text. Throws "malformed range literal" and the like, and what the element's own type finds wrong.
Pieces read_range(const std::string& text, const Kind& kind, sql::CallContext& context);
Pieces read_multirange(const std::string& text, const Kind& kind, sql::CallContext& context);

// From what lies in the store, of a range or a multirange. Empty: it is neither.
std::optional<Pieces> parse_stored(std::string_view text, const Kind& kind);

// Instants print on the clock of `session`; null: on that of UTC, as they lie.
std::string print_range(const Pieces& pieces, const Kind& kind, sql::CallContext* session = nullptr);
std::string print_multirange(const Pieces& pieces, const Kind& kind, sql::CallContext* session = nullptr);

// The order of stored texts of a range type or its multirange; what is no value sorts as bytes, behind those that are.
int compare_stored(std::string_view left, std::string_view right, const Kind& kind);

}  // namespace emulator::postgres::ranges
