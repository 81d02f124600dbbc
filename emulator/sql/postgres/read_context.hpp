// What all readers share: the text, where it stands in what the caller gave, how deep they are, and how they refuse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "sql/ast_expression.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/read_source.hpp"
#include "sql/postgres/tree.hpp"

namespace emulator::postgres {

// SQLite refuses expressions deeper than 1,000 (https://www.sqlite.org/limits.html), so nothing is lost by stopping
// there; every floor below recurses over the tree and relies on this bound.
inline constexpr int nesting_limit = 1'000;

class ReadContext {
 public:
  // `prefix` bytes of sql were not written by the caller; positions are counted behind them.
  explicit ReadContext(std::string_view sql, std::uint32_t prefix = 0) : sql_(sql), prefix_(prefix) {}

  // The node's location as a position of the tree. Only for kinds that have a location.
  std::uint32_t position(const Node& node) const;

  std::string_view sql() const { return sql_; }
  void set_statement(std::uint32_t begin, std::uint32_t end);
  std::uint32_t statement_begin() const { return begin_; }
  const SourceTokens& tokens();  // of the statement; scanned when first asked

  // A whole number below the JSON's notice: libpg_query 15-4.0.0 prints 0 for the negative ones, so their digits are
  // taken from the text, from this location on.
  std::string number_text(std::int64_t value, std::uint32_t location);

  // For trees that grow by a loop instead of by recursion. Throws statement_too_complex.
  void check_nesting(std::size_t more_levels) const;

  [[noreturn]] void unsupported(std::string construct, std::uint32_t position) const;
  [[noreturn]] void fail(Condition condition, std::initializer_list<std::string> arguments,
                         std::uint32_t position) const;
  [[noreturn]] void fail_worded(Condition condition, std::string sentence, std::uint32_t position) const;

 private:
  friend class Nesting;

  std::string_view sql_;
  std::uint32_t prefix_;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = ast::no_position;
  std::optional<SourceTokens> tokens_;
  int depth_ = 0;
};

// One level of recursion, for as long as it lives. Throws statement_too_complex.
class Nesting {
 public:
  explicit Nesting(ReadContext& context);
  ~Nesting() { --context_.depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  ReadContext& context_;
};

}  // namespace emulator::postgres
