// Reads queries as they are written: a tsquery's own text and what to_tsquery() and its kin take.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "sql/postgres/text_search/query.hpp"

namespace emulator::postgres::text_search {

enum class QueryStyle : std::uint8_t {
  operators,  // a & !b
  plain,      // the whole text is one operand
  web         // a -b "c d" or e
};

// The nodes of a query as they are found: operands first, then what joins them.
class QueryBuilder {
 public:
  void word(std::string text, std::uint8_t weights, bool is_prefix);
  void gap();
  void join(NodeKind kind, std::int32_t distance = 0);  // what was added last, one or two of them
  Query take() { return std::move(query_); }

 private:
  Query query_;
  std::vector<std::size_t> open_;  // those that nothing joins yet
};

// Adds what one operand of the text stands for: exactly one tree.
using AddOperand = std::function<void(QueryBuilder& builder, std::string_view text, std::uint8_t weights, bool prefix)>;

// Gaps are taken out already. Throws "syntax error in tsquery" and its kin.
Query parse_query(std::string_view text, QueryStyle style, const AddOperand& add_operand);
Query parse_query(std::string_view text);  // of a tsquery: each operand is a word as it stands

}  // namespace emulator::postgres::text_search
