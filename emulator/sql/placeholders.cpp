#include "sql/placeholders.hpp"

namespace emulator::sql {
namespace {

constexpr bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Walks the text once; every step_* function leaves the cursor behind what it recognised.
class Rewriter {
 public:
  Rewriter(std::string_view sql, const PlaceholderRules& rules) : sql_(sql), rules_(rules) { result_.original = sql; }

  Rewritten run() {
    while (cursor_ < sql_.size()) step();
    if (!result_.names.empty()) result_.rewritten.append(sql_.substr(copied_));
    return std::move(result_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return cursor_ + ahead < sql_.size() ? sql_[cursor_ + ahead] : '\0'; }

  void step() {
    const char c = peek();
    if (is_space(c)) {
      ++cursor_;
    } else if (!skip_comment(c)) {
      result_.several_statements |= ended_ && c != ';';
      step_token(c);
    }
  }

  void step_token(char c) {
    switch (c) {
      case '\'':
        return skip_quoted(c, rules_.backslash_escapes || opens_escape_string());
      case '"':
        return skip_quoted(c, rules_.backslash_escapes);
      case '`':
        if (rules_.backtick_quotes) return skip_quoted(c, false);
        break;
      case ':':
        return step_colon();
      case ';':
        ended_ = true;
        break;
      default:
        break;
    }
    ++cursor_;
  }

  bool skip_comment(char c) {
    if (c == '#' && rules_.hash_comments) return skip_line();
    if (c == '-' && peek(1) == '-' && (!rules_.dashes_need_space || cursor_ + 2 >= sql_.size() || is_space(peek(2)))) {
      return skip_line();
    }
    return c == '/' && peek(1) == '*' && skip_block();
  }

  bool skip_line() {
    const auto end = sql_.find('\n', cursor_);
    cursor_ = end == std::string_view::npos ? sql_.size() : end + 1;
    return true;
  }

  bool skip_block() {
    std::size_t depth = 1;
    cursor_ += 2;
    while (cursor_ < sql_.size() && depth > 0) {
      if (peek() == '*' && peek(1) == '/') {
        --depth;
        cursor_ += 2;
      } else if (rules_.nested_comments && peek() == '/' && peek(1) == '*') {
        ++depth;
        cursor_ += 2;
      } else {
        ++cursor_;
      }
    }
    if (cursor_ > sql_.size()) cursor_ = sql_.size();
    return true;
  }

  void skip_quoted(char quote, bool backslash) {
    ++cursor_;
    while (cursor_ < sql_.size()) {
      const char c = sql_[cursor_++];
      if (c == '\\' && backslash && cursor_ < sql_.size()) {
        ++cursor_;
      } else if (c == quote) {
        if (peek() != quote) return;
        ++cursor_;  // doubled: one quote inside the string
      }
    }
  }

  // Whether the quote at the cursor follows an E that is a word of its own.
  bool opens_escape_string() const {
    if (!rules_.escape_strings || cursor_ == 0) return false;
    const char prefix = sql_[cursor_ - 1];
    return (prefix == 'E' || prefix == 'e') && (cursor_ == 1 || !is_name_byte(sql_[cursor_ - 2]));
  }

  void step_colon() {
    if (peek(1) == ':') {
      cursor_ += 2;
      return;
    }
    auto end = cursor_ + 1;
    while (end < sql_.size() && is_name_byte(sql_[end])) ++end;
    if (end > cursor_ + 1) replace(end);
    cursor_ = end;
  }

  void replace(std::size_t end) {
    result_.names.push_back(sql_.substr(cursor_ + 1, end - cursor_ - 1));
    result_.rewritten.append(sql_.substr(copied_, cursor_ - copied_));
    if (rules_.style == PlaceholderStyle::numbered) {
      result_.rewritten.append("$").append(std::to_string(result_.names.size()));
    } else {
      result_.rewritten.append("?");
    }
    copied_ = end;
  }

  const std::string_view sql_;
  const PlaceholderRules& rules_;
  std::size_t cursor_ = 0;
  std::size_t copied_ = 0;  // everything before is in the result already
  bool ended_ = false;      // a `;` was met
  Rewritten result_;
};

}  // namespace

Rewritten rewrite_placeholders(std::string_view sql, const PlaceholderRules& rules) {
  return Rewriter{sql, rules}.run();
}

}  // namespace emulator::sql
