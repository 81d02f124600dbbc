// The default parser of text search (manual 12.5): cuts a text into tokens of 23 kinds. A part of some tokens comes
// again as a token of its own: the words of one with hyphens, the host and the path of a URL.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace emulator::postgres::text_search {

// Numbered as ts_token_type() does.
enum class TokenKind : std::uint8_t {
  none,
  ascii_word,
  word,
  number_word,
  email,
  url,
  host,
  scientific,
  version,
  hyphenated_number_part,
  hyphenated_part,
  hyphenated_ascii_part,
  blank,
  tag,
  protocol,
  hyphenated_number_word,
  hyphenated_ascii_word,
  hyphenated_word,
  url_path,
  file,
  decimal,
  signed_integer,
  unsigned_integer,
  entity
};
inline constexpr int token_kinds = 23;

struct Token {
  TokenKind kind = TokenKind::none;
  std::string_view text;
};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text);  // which must outlive it
  ~Tokenizer();
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  bool next(Token& token);

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace emulator::postgres::text_search
