// The lexer's one pass over the text.
#include "sql/mysql/lexer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text.hpp"

namespace emulator::mysql {
namespace {

constexpr bool is_name_character(char c) {
  return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

constexpr bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

constexpr int hexadecimal_digit(char c) {
  if (is_ascii_digit(c)) {
    return c - '0';
  }
  const char lower = ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr bool is_bit(char c) {
  return c == '0' || c == '1';
}

// What a backslash and this character stand for. \% and \_ stay two characters, for LIKE.
std::string unescaped(char c) {
  switch (c) {
    case '0':
      return std::string(1, '\0');
    case 'b':
      return "\b";
    case 'n':
      return "\n";
    case 'r':
      return "\r";
    case 't':
      return "\t";
    case 'Z':
      return "\x1A";
    case '%':
    case '_':
      return {'\\', c};
    default:
      return std::string(1, c);
  }
}

std::string bytes_from_hexadecimal(std::string_view digits) {
  std::string bytes;
  std::size_t i = 0;
  if (digits.size() % 2 != 0) {
    bytes += static_cast<char>(hexadecimal_digit(digits[0]));
    i = 1;
  }
  for (; i < digits.size(); i += 2) {
    bytes += static_cast<char>(hexadecimal_digit(digits[i]) * 16 + hexadecimal_digit(digits[i + 1]));
  }
  return bytes;
}

// Longest first.
constexpr std::array<std::string_view, 12> long_symbols = {"<=>", "->>", "->", "<<", "<=", "<>",
                                                           "!=",  ">>",  ">=", "&&", "||", ":="};
constexpr std::string_view short_symbols = "+-*/%^&|~=<>(),;.{}:!";

class Lexer {
 public:
  Lexer(std::string_view sql, const sql::SqlModes& modes) : sql_(sql), modes_(modes) {
    list_.tokens.reserve(sql.size() / 4 + 2);
  }

  TokenList run() {
    while (skip_blank() && at_ < sql_.size()) {
      read_token();
    }
    if (open_version_comments_ > 0) {
      start_ = at_;
      add(TokenKind::unreadable, sql_.size());
    }
    start_ = at_ = sql_.size();
    add(TokenKind::end, at_);
    return std::move(list_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }
  bool is_at(std::string_view text) const { return sql_.substr(at_, text.size()) == text; }

  // The token from start_ up to `end`; reading goes on there.
  Token& add(TokenKind kind, std::size_t end) {
    Token& token = list_.tokens.emplace_back();
    token.kind = kind;
    token.begin = static_cast<std::uint32_t>(start_);
    token.end = static_cast<std::uint32_t>(end);
    token.text = sql_.substr(start_, end - start_);
    token.space_before = start_ == 0 || start_ != previous_end_;
    previous_end_ = end;
    at_ = end;
    return token;
  }

  // The rest of the text cannot be read from here on.
  bool give_up(std::size_t from) {
    start_ = from;
    add(TokenKind::unreadable, sql_.size());
    return false;
  }

  void add_comment(std::size_t begin, std::size_t end) {
    list_.comments.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    at_ = end;
  }

  // False when an unclosed comment swallows the rest.
  bool skip_blank() {
    while (at_ < sql_.size()) {
      if (is_ascii_space(peek())) {
        ++at_;
      } else if (peek() == '#' || (is_at("--") && (is_ascii_space(peek(2)) || is_control(peek(2))))) {
        add_comment(at_, std::min(sql_.find('\n', at_), sql_.size()));
      } else if (open_version_comments_ > 0 && is_at("*/")) {
        --open_version_comments_;
        add_comment(at_, at_ + 2);
      } else if (is_at("/*!")) {
        if (!skip_version_comment()) {
          return false;
        }
      } else if (is_at("/*")) {
        const std::size_t end = sql_.find("*/", at_ + 2);
        if (end == std::string_view::npos) {
          return give_up(at_);
        }
        add_comment(at_, end + 2);
      } else {
        return true;
      }
    }
    return true;
  }

  // Enters an executed comment, or skips one that is meant for a newer server.
  bool skip_version_comment() {
    const std::size_t begin = at_;
    std::size_t end = begin + 3;
    std::uint32_t version = 0;
    while (end < sql_.size() && end < begin + 9 && is_ascii_digit(sql_[end])) {
      version = version * 10 + static_cast<std::uint32_t>(sql_[end] - '0');
      ++end;
    }
    if (end - begin < 3 + 5) {  // fewer digits are no version but a part of the statement
      version = 0;
      end = begin + 3;
    }
    if (version <= executed_comment_version) {
      ++open_version_comments_;
      add_comment(begin, end);
      return true;
    }
    for (int depth = 1; depth > 0; end += 2) {
      end = std::min(sql_.find("*/", end), sql_.find("/*", end));
      if (end == std::string_view::npos) {
        return give_up(begin);
      }
      depth += sql_[end] == '/' ? 1 : -1;
    }
    add_comment(begin, end);
    return true;
  }

  void read_token() {
    start_ = at_;
    const char c = peek();
    if (std::exchange(after_separator_, false) && previous_end_ == at_ && is_name_character(c)) {
      read_name_after_separator();
    } else if (c == '"' && modes_.ansi_quotes) {
      read_quoted(TokenKind::quoted_name, at_, false);
    } else if (c == '\'' || c == '"') {
      read_quoted(TokenKind::string, at_, true);
    } else if (c == '`') {
      read_quoted(TokenKind::quoted_name, at_, false);
    } else if (c == '@') {
      read_variable();
    } else if (c == '?' && !is_name_character(peek(1))) {
      add(TokenKind::parameter, at_ + 1).parameter = ++parameters_;
    } else if (is_ascii_digit(c)) {
      read_number();
    } else if (is_name_character(c)) {
      read_word();
    } else if (c == '.' && is_ascii_digit(peek(1)) && !follows_name()) {
      read_fraction(at_);
    } else {
      read_symbol();
    }
  }

  bool follows_name() const {
    return !list_.tokens.empty() && list_.tokens.back().kind == TokenKind::word && previous_end_ == at_;
  }

  std::size_t name_end(std::size_t from) const {
    while (from < sql_.size() && is_name_character(sql_[from])) {
      ++from;
    }
    return from;
  }

  // What follows "t." directly is a name, even if it looks like a keyword or a number.
  void read_name_after_separator() { add(TokenKind::word, name_end(at_)); }

  void read_word() {
    const char c = ascii_lower(peek());
    if (peek(1) == '\'' && (c == 'x' || c == 'b' || c == 'n')) {
      read_prefixed(c);
      return;
    }
    const std::size_t end = name_end(at_);
    const bool has_part = end + 1 < sql_.size() && sql_[end] == '.' && is_name_character(sql_[end + 1]);
    Token& token = add(TokenKind::word, end);
    if (!has_part) {
      token.keyword = Keyword::find(token.text);
    }
  }

  void read_prefixed(char prefix) {
    if (prefix == 'n') {
      read_quoted(TokenKind::national, at_ + 1, true);
      return;
    }
    const std::size_t end = sql_.find('\'', at_ + 2);
    const std::string_view digits =
        sql_.substr(at_ + 2, end == std::string_view::npos ? std::string_view::npos : end - at_ - 2);
    if (end == std::string_view::npos || !add_literal(prefix, digits, end + 1, prefix == 'x')) {
      add(TokenKind::unreadable, at_ + 1);
    }
  }

  // False if the digits are not of the base that the prefix tells. x'…' wants them in pairs, 0x… does not.
  bool add_literal(char prefix, std::string_view digits, std::size_t end, bool pairs) {
    for (const char digit : digits) {
      if (prefix == 'x' ? hexadecimal_digit(digit) < 0 : !is_bit(digit)) {
        return false;
      }
    }
    if (pairs && digits.size() % 2 != 0) {
      return false;
    }
    if (prefix == 'x') {
      add(TokenKind::hexadecimal, end).value = bytes_from_hexadecimal(digits);
    } else {
      add(TokenKind::bits, end).value = digits;
    }
    return true;
  }

  // A quoted text whose opening quote is at `open`.
  void read_quoted(TokenKind kind, std::size_t open, bool escapes) {
    const char quote = sql_[open];
    std::string value;
    std::size_t i = open + 1;
    while (i < sql_.size()) {
      const char c = sql_[i];
      if (c == '\\' && escapes && !modes_.no_backslash_escapes) {
        if (i + 1 == sql_.size()) {
          break;
        }
        value += unescaped(sql_[i + 1]);
        i += 2;
      } else if (c != quote) {
        value += c;
        ++i;
      } else if (i + 1 < sql_.size() && sql_[i + 1] == quote) {
        value += quote;
        i += 2;
      } else {
        add(kind, i + 1).value = std::move(value);
        return;
      }
    }
    give_up(start_);
  }

  void read_variable() {
    const char next = peek(1);
    if (next == '@') {
      add(TokenKind::symbol, at_ + 2);
      return;
    }
    if (next == '\'' || next == '"' || next == '`') {
      read_quoted(TokenKind::user_variable, at_ + 1, next != '`');
      return;
    }
    std::size_t end = at_ + 1;
    while (end < sql_.size() && (is_name_character(sql_[end]) || sql_[end] == '.')) {
      ++end;
    }
    const std::string_view name = sql_.substr(at_ + 1, end - at_ - 1);
    add(name.empty() ? TokenKind::unreadable : TokenKind::user_variable, end).value = name;
  }

  void read_number() {
    const char base = peek() == '0' ? peek(1) : '\0';
    if (base == 'x' || base == 'b') {
      const std::size_t end = name_end(at_ + 2);
      if (end > at_ + 2 && add_literal(base, sql_.substr(at_ + 2, end - at_ - 2), end, false)) {
        return;
      }
    }
    std::size_t end = digits_end(at_);
    if (end < sql_.size() && sql_[end] == '.') {
      read_fraction(end);
      return;
    }
    if (const std::size_t exponent = exponent_end(end); exponent != end) {
      add(TokenKind::number, exponent);
      return;
    }
    // 1st is a name.
    const bool is_name = end < sql_.size() && is_name_character(sql_[end]);
    add(is_name ? TokenKind::word : TokenKind::number, is_name ? name_end(end) : end);
  }

  std::size_t digits_end(std::size_t from) const {
    while (from < sql_.size() && is_ascii_digit(sql_[from])) {
      ++from;
    }
    return from;
  }

  // `from` itself if no exponent stands there.
  std::size_t exponent_end(std::size_t from) const {
    if (from >= sql_.size() || ascii_lower(sql_[from]) != 'e') {
      return from;
    }
    const bool has_sign = from + 1 < sql_.size() && (sql_[from + 1] == '+' || sql_[from + 1] == '-');
    const std::size_t first = from + (has_sign ? 2 : 1);
    const std::size_t end = digits_end(first);
    return end == first ? from : end;
  }

  void read_fraction(std::size_t point) {
    const std::size_t end = digits_end(point + 1);
    add(TokenKind::number, exponent_end(end));
  }

  void read_symbol() {
    for (const std::string_view symbol : long_symbols) {
      if (is_at(symbol)) {
        add(TokenKind::symbol, at_ + symbol.size());
        return;
      }
    }
    const bool is_known = short_symbols.find(peek()) != std::string_view::npos;
    after_separator_ = peek() == '.';
    add(is_known ? TokenKind::symbol : TokenKind::unreadable, at_ + 1);
  }

  std::string_view sql_;
  const sql::SqlModes& modes_;
  TokenList list_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;         // of the token being read
  std::size_t previous_end_ = 0;  // of the token before
  std::int32_t parameters_ = 0;
  std::int32_t open_version_comments_ = 0;
  bool after_separator_ = false;
};

}  // namespace

TokenList tokenize(std::string_view sql, const sql::SqlModes& modes) {
  return Lexer(sql, modes).run();
}

}  // namespace emulator::mysql
