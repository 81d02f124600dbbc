// A context-free grammar of SQL: per symbol the texts it may become, with holes for other symbols. It is read from a
// file (README.md describes the form) and enlarged by the rows of a dialect's overload table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sql/dialect.hpp"

namespace random_sql {

enum class Repeat : std::uint8_t {
  once,
  optional,  // {x?}
  list,      // {x*}: one to three, separated by commas
};

// A text, and the hole behind it; the last one has none.
struct Piece {
  std::string text, symbol;
  Repeat repeat = Repeat::once;
};

struct Production {
  std::string text;   // as written: its name in rules
  std::string group;  // productions of one group share a weight: a function's overloads
  std::vector<Piece> pieces;
  double weight = 1;
  std::size_t depth = 0;  // of the lowest tree that it can become

  bool is_leaf() const { return pieces.size() == 1; }
  bool is_unit() const;  // another symbol and nothing else
};

// A type of which tables have a column.
struct ColumnType {
  std::string symbol, column, declaration;
  std::vector<std::string> literals;
};

class Grammar {
 public:
  // Throws std::runtime_error with file and line, or for a hole without productions.
  static Grammar read(const std::filesystem::path& file, const emulator::sql::Dialect& dialect);

  const std::vector<Production>& productions(const std::string& symbol) const { return symbols_.at(symbol); }
  const std::vector<ColumnType>& column_types() const { return column_types_; }
  bool is_expression(const std::string& symbol) const;
  // Whether a hole for `symbol` takes what was grown as `other`.
  bool derives(const std::string& symbol, const std::string& other) const;

  void add(const std::string& symbol, const std::string& text, const std::string& group = {});
  bool has(const std::string& symbol) const { return symbols_.contains(symbol); }
  bool holds(const std::string& production) const;

 private:
  void finish();

  std::map<std::string, std::vector<Production>> symbols_;
  std::vector<ColumnType> column_types_;
};

// What the grammar file writes itself or must not be called, and what depends on the session, but is called as well.
struct NamesTaken {
  std::vector<std::string> left_out, stable;
};

// Every immutable function, operator, aggregate and window function whose types the grammar knows, in its own syntax:
// aggregates become productions of "aggregate", window functions of "window".
void add_overloads(Grammar& grammar, const emulator::sql::Dialect& dialect, const NamesTaken& names);

}  // namespace random_sql
