// Pieces of the statement's own text, cut along the scanner's tokens: the tree says where things start, never where
// they end. Used for what the catalog keeps as text, and for numbers that the JSON loses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::postgres {

// A run of tokens, by number; the end is not included.
struct TokenRange {
  std::size_t begin = 0, end = 0;
};

class SourceTokens {
 public:
  // The tokens of sql that start before byte `end`, without comments.
  SourceTokens(std::string_view sql, std::size_t end);

  std::size_t size() const { return tokens_.size(); }
  std::string_view text(std::size_t index) const;  // empty past the end

  // The first token that starts at this byte or behind it.
  std::size_t at_or_after(std::uint32_t offset) const;
  // From the first token at or behind the byte to the end.
  TokenRange from(std::uint32_t offset) const { return {at_or_after(offset), size()}; }

  // The first, or last, token of the range that is this keyword (in capitals) or punctuation and stands outside any
  // parentheses and brackets opened in it; the range's end if there is none.
  std::size_t find(TokenRange range, std::string_view word) const;
  std::size_t find_last(TokenRange range, std::string_view word) const;
  bool is(std::size_t index, std::string_view word) const;

  // `open` is the number of a "(": what stands between it and its ")".
  TokenRange inside(std::size_t open) const;
  // The parts between the commas that stand outside parentheses and brackets.
  std::vector<TokenRange> split(TokenRange range) const;
  // Up to the first comma or closing parenthesis that the range does not open.
  TokenRange element(TokenRange range) const;

  std::string slice(TokenRange range) const;

 private:
  struct Token {
    std::uint32_t begin, end;
  };

  std::string_view sql_;
  std::vector<Token> tokens_;
};

}  // namespace emulator::postgres
