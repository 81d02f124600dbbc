// The functions of the extension citext (manual F.8): those of text that look for something do so without regard to
// case. All others take a citext for the text that it becomes.
#include <stdexcept>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/extensions/extensions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/collation.hpp"

namespace emulator::postgres {

namespace {

using enum TypeId;

// The row of texts that is called so, with its flags.
const sql::Overload& row_of(const Overloads& rows, std::string_view native) {
  for (const sql::Overload& row : rows) {
    const auto* found = std::get_if<sql::Native>(&row.lowering);
    if (found != nullptr && found->name == native) {
      return row;
    }
  }
  throw std::logic_error("no such native: " + std::string(native));
}

void add_matching(Overloads& rows) {
  struct Symbol {
    std::string_view name, native;
  };
  static constexpr Symbol symbols[] = {{"LIKE", "pg_ilike"},      {"ILIKE", "pg_ilike"}, {"~~", "pg_ilike"},
                                       {"!~~", "pg_not_ilike"},   {"~~*", "pg_ilike"},   {"!~~*", "pg_not_ilike"},
                                       {"~", "pg_imatches"},      {"~*", "pg_imatches"}, {"!~", "pg_not_imatches"},
                                       {"!~*", "pg_not_imatches"}};
  for (const Symbol& symbol : symbols) {
    const auto native = std::get<sql::Native>(row_of(rows, symbol.native).lowering);
    for (const TypeId right : {citext, text}) {
      rows.push_back(as_operator(native_row(symbol.name, {citext, right}, boolean, native.name, native.function)));
    }
    if (ascii_upper(symbol.name) == symbol.name && ascii_lower(symbol.name) != symbol.name) {  // LIKE … ESCAPE
      rows.push_back(as_operator(native_row(symbol.name, {citext, text, text}, boolean, native.name, native.function)));
    }
  }
}

Value position_of(std::span<const Value> arguments, sql::CallContext&) {
  const std::string &whole = std::get<std::string>(arguments[0]), &part = std::get<std::string>(arguments[1]);
  const std::string lower = lower_text(whole);
  const std::size_t found = lower.find(lower_text(part));
  if (found == std::string::npos) {
    return std::int64_t{0};
  }
  std::int64_t characters = 1;
  for (const char byte : lower.substr(0, found)) {
    characters += (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  }
  return characters;
}

// What would have to look for its argument without regard to case and does not.
Value refused(std::span<const Value>, sql::CallContext&) {
  throw make_error(Condition::feature_not_supported, {"a search in a citext by this function"});
}

}  // namespace

void add_citext(Overloads& rows) {
  add_matching(rows);
  rows.push_back(native_row("strpos", {citext, citext}, integer, "pg_citext_strpos", position_of));
  const auto refuse = [&](std::string_view name, std::vector<Type> parameters, Type result) {
    rows.push_back(native_row(name, std::move(parameters), result, "pg_citext_refused", refused));
  };
  refuse("replace", types_of({citext, citext, citext}), type(text));
  refuse("split_part", types_of({citext, citext, integer}), type(text));
  refuse("translate", types_of({citext, citext, text}), type(text));
  for (const std::string_view name : {"regexp_match", "regexp_split_to_array"}) {
    refuse(name, types_of({citext, citext}), array_of(text));
    refuse(name, types_of({citext, citext, text}), array_of(text));
  }
  for (const std::string_view name : {"regexp_matches", "regexp_split_to_table"}) {
    refuse(name, types_of({citext, citext}), type(text));
    refuse(name, types_of({citext, citext, text}), type(text));
  }
  refuse("regexp_replace", types_of({citext, citext, text}), type(text));
  refuse("regexp_replace", types_of({citext, citext, text, text}), type(text));
}

}  // namespace emulator::postgres
