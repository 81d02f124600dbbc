// MySQL's lexer: text -> tokens with byte positions. Of the sql_mode it looks at ANSI_QUOTES and NO_BACKSLASH_ESCAPES.
// Never fails: what cannot be read becomes a token no grammar rule accepts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/call_context.hpp"
#include "sql/mysql/keywords.hpp"

namespace emulator::mysql {

enum class TokenKind : std::uint8_t {
  word,         // unquoted: a keyword or a name
  quoted_name,  // `name`
  string,       // 'text' or "text"
  national,     // N'text'
  number,
  hexadecimal,    // x'4D', 0x4D; the value is the bytes
  bits,           // b'101', 0b101; the text between is the value
  parameter,      // ?
  user_variable,  // @name, @'name', @`name`
  symbol,         // operators and punctuation
  unreadable,     // an unclosed quote or comment, a stray character
  end
};

struct Token {
  TokenKind kind = TokenKind::end;
  Keyword keyword;          // of a word that stands where keywords may stand
  std::uint32_t begin = 0;  // byte offsets into the text; `end` is the one after the last
  std::uint32_t end = 0;
  std::int32_t parameter = 0;  // 1-based number of a `?`
  bool space_before = true;    // white space, a comment or nothing at all precedes it
  std::string_view text;       // as written; borrowed
  std::string value;           // what quoted tokens and user variables say, after escapes
};

// A part of the text the grammar does not see: a comment, or the marks around an executed one.
struct Span {
  std::uint32_t begin, end;
};

struct TokenList {
  std::vector<Token> tokens;  // the last one, and only that, has kind `end`
  std::vector<Span> comments;
};

// /*!NNNNN … */ is executed when its number is not above this, as a server of that version does
// (https://dev.mysql.com/doc/refman/8.0/en/comments.html).
inline constexpr std::uint32_t executed_comment_version = 80039;

// The tokens view `sql`, which must outlive them. The text must be shorter than 4 GiB.
TokenList tokenize(std::string_view sql, const sql::SqlModes& modes = {});

}  // namespace emulator::mysql
