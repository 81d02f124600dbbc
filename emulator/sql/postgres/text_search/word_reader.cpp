// See word_reader.hpp.
#include "sql/postgres/text_search/word_reader.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"

namespace emulator::postgres::text_search {

namespace {

class Reader {
 public:
  Reader(std::string_view text, std::size_t& at, WordStyle style, WrittenWord& word)
      : text_(text), at_(at), style_(style), word_(word) {}

  WordOutcome read() {
    while (at_ < text_.size() && is_ascii_space(text_[at_])) {
      ++at_;
    }
    if (at_ == text_.size()) {
      return WordOutcome::none;
    }
    const bool is_quoted = style_ != WordStyle::web && text_[at_] == '\'';
    if (!(is_quoted ? quoted() : bare()) || word_.text.empty()) {
      return WordOutcome::malformed;
    }
    const bool has_positions = style_ == WordStyle::vector && at_ < text_.size() && text_[at_] == ':';
    return !has_positions || positions() ? WordOutcome::read : WordOutcome::malformed;
  }

 private:
  void take_escaped() {
    if (at_ + 1 >= text_.size()) {
      throw make_worded_error(Condition::syntax_error, "there is no escaped character: \"" + std::string(text_) + "\"");
    }
    word_.text += text_[at_ + 1];
    at_ += 2;
  }

  bool quoted() {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\') {
        take_escaped();
        continue;
      }
      ++at_;
      if (c != '\'') {
        word_.text += c;
      } else if (at_ < text_.size() && text_[at_] == '\'') {
        word_.text += c;
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  bool ends_here(char c) const {
    return is_ascii_space(c) || (style_ != WordStyle::vector && is_query_mark(c)) ||
           (style_ == WordStyle::web && c == '"');
  }

  bool bare() {
    if (style_ != WordStyle::vector && is_query_mark(text_[at_])) {
      return false;
    }
    bool is_first = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (style_ != WordStyle::web && c == '\\') {
        take_escaped();
      } else if (!is_first && (ends_here(c) || c == ':')) {
        return true;
      } else {
        word_.text += c;
        ++at_;
      }
      is_first = false;
    }
    return true;
  }

  // One position's digits, and the weight behind them.
  bool position() {
    if (at_ == text_.size() || !is_ascii_digit(text_[at_])) {
      return false;
    }
    std::uint32_t number = 0;
    for (; at_ < text_.size() && is_ascii_digit(text_[at_]); ++at_) {
      number = std::min<std::uint32_t>(number * 10 + static_cast<std::uint32_t>(text_[at_] - '0'), last_position);
    }
    if (number == 0) {
      throw make_worded_error(Condition::syntax_error,
                              "wrong position info in tsvector: \"" + std::string(text_) + "\"");
    }
    word_.positions.push_back({static_cast<std::uint16_t>(number), weight_d});
    for (; at_ < text_.size() && text_[at_] != ',' && !is_ascii_space(text_[at_]); ++at_) {
      const char letter = text_[at_] == '*' ? 'a' : ascii_lower(text_[at_]);
      std::uint8_t& weight = word_.positions.back().weight;
      if (!is_ascii_digit(letter) && (letter < 'a' || letter > 'd' || weight != weight_d)) {
        return false;
      }
      weight = is_ascii_digit(letter) ? weight : static_cast<std::uint8_t>('d' - letter);
    }
    return true;
  }

  bool positions() {
    do {
      ++at_;
      if (!position()) {
        return false;
      }
    } while (at_ < text_.size() && text_[at_] == ',');
    return true;
  }

  std::string_view text_;
  std::size_t& at_;
  WordStyle style_;
  WrittenWord& word_;
};

}  // namespace

bool is_query_mark(char c) {
  return c == '!' || c == '&' || c == '|' || c == '(' || c == ')' || c == '<';
}

WordOutcome read_word(std::string_view text, std::size_t& at, WordStyle style, WrittenWord& word) {
  word.text.clear();
  word.positions.clear();
  return Reader(text, at, style, word).read();
}

void append_quoted(std::string& output, std::string_view word) {
  output += '\'';
  for (const char c : word) {
    output.append(c == '\'' || c == '\\' ? 2 : 1, c);
  }
  output += '\'';
}

}  // namespace emulator::postgres::text_search
