// Tokens: kinds, values, positions, comments.
#include "sql/mysql/lexer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace emulator::mysql {
namespace {

// One letter per kind, then the value of what is quoted or the text of what is not.
std::string described(std::string_view sql) {
  constexpr std::string_view letters = "wqsnNxbp@.!";
  std::string text;
  for (const Token& token : tokenize(sql).tokens) {
    if (token.kind == TokenKind::end) {
      return text;
    }
    text += text.empty() ? "" : " ";
    text += letters[static_cast<std::size_t>(token.kind)];
    text += ':';
    const bool is_plain = token.kind == TokenKind::word || token.kind == TokenKind::number ||
                          token.kind == TokenKind::symbol || token.kind == TokenKind::unreadable;
    text += is_plain ? std::string(token.text) : token.value;
  }
  return "no end";
}

struct Case {
  std::string_view sql, tokens;
};

// Letters: w word, q quoted name, s string, n national, N number, x hexadecimal, b bits, p parameter, @ variable,
// . symbol, ! unreadable.
constexpr Case cases[] = {
    {"", ""},
    {"SELECT a1_$, é", "w:SELECT w:a1_$ .:, w:é"},
    {"`a``b` ``", "q:a`b q:"},
    {"'it''s' \"a\"\"b\" 'a\"b'", "s:it's s:a\"b s:a\"b"},
    {R"('a\'b\n\\\%\_\q')", "s:a'b\n\\\\%\\_q"},
    {"N'x' n'y'", "n:x n:y"},
    {"x'4D' X'' 0x4d6 0xZ", "x:M x: x:\x04\xD6 w:0xZ"},
    {"b'01' 0b1 0b2 B''", "b:01 b:1 w:0b2 b:"},
    {"1 1.5 .5 1. 1e5 1E-5 1e 1st 1e5x", "N:1 N:1.5 N:.5 N:1. N:1e5 N:1E-5 w:1e w:1st N:1e5 w:x"},
    {"a.b a.1 a.select `a`.from 1..2", "w:a .:. w:b w:a .:. w:1 w:a .:. w:select q:a .:. w:from N:1. N:.2"},
    {"? ?x", "p: !:? w:x"},
    {"@a @a.b @`c d` @'e' @@f @", "@:a @:a.b @:c d @:e .:@@ w:f !:@"},
    {"<=> ->> -> << >> <= >= <> != && || := = ! : ~",
     ".:<=> .:->> .:-> .:<< .:>> .:<= .:>= .:<> .:!= .:&& .:|| .::= .:= .:! .:: .:~"},
    {"a-- b\nc --d", "w:a w:c .:- .:- w:d"},
    {"a --", "w:a"},
    {"a # b\nc", "w:a w:c"},
    {"a /* b */ c /**/ d", "w:a w:c w:d"},
    {"a /*! b */ c /*!50000 d */ e", "w:a w:b w:c w:d w:e"},
    {"a /*!99999 b */ c /*!99999 /* b */ d */ e /*!123 f */", "w:a w:c w:e N:123 w:f"},
    {"a /* b", "w:a !:/* b"},
    {"'a\\", "!:'a\\"},
    {"'a' 'b", "s:a !:'b"},
    {"x'4' b'2'", "!:x s:4 !:b s:2"},
    {"a /*! b", "w:a w:b !:"},
    {"a \x01 b \\ c", "w:a !:\x01 w:b !:\\ w:c"},
};

}  // namespace

TEST_CASE("tokens") {
  for (const Case& row : cases) {
    CAPTURE(row.sql);
    CHECK(described(row.sql) == row.tokens);
  }
}

TEST_CASE("tokens know where they are and what is before them") {
  const std::string_view sql = "SELECT a/**/,'b'  FROM ? + ?";
  const std::vector<Token> tokens = tokenize(sql).tokens;
  REQUIRE(tokens.size() == 9);
  for (const Token& token : tokens) {
    CHECK(sql.substr(token.begin, token.end - token.begin) == token.text);
  }
  const bool spaces[] = {true, true, true, false, true, true, true, true, false};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    CAPTURE(i);
    CHECK(tokens[i].space_before == spaces[i]);
  }
  CHECK(tokens[5].parameter == 1);
  CHECK(tokens[7].parameter == 2);
}

TEST_CASE("keywords are words in any case, unless they are parts of a name") {
  CHECK(tokenize("select").tokens[0].keyword == Keyword("SELECT"));
  CHECK(tokenize("Action").tokens[0].keyword == Keyword("ACTION"));
  CHECK(tokenize("nosuchword").tokens[0].keyword.is_none());
  CHECK(tokenize("`select`").tokens[0].keyword.is_none());
  CHECK(tokenize("select.a").tokens[0].keyword.is_none());
  CHECK(tokenize("a.select").tokens[2].keyword.is_none());
  CHECK(Keyword("SELECT").is_reserved());
  CHECK_FALSE(Keyword("ACTION").is_reserved());
  for (const KeywordRow& row : keyword_rows) {
    CHECK(Keyword::find(ascii_lower(row.word)).word() == row.word);
  }
}

}  // namespace emulator::mysql
