// See query_parser.hpp. Operators wait on a stack until one that binds less comes.
#include "sql/postgres/text_search/query_parser.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/text_search/word_reader.hpp"

namespace emulator::postgres::text_search {

namespace {

constexpr std::size_t most_waiting = 32;

int strength_of(NodeKind kind) {
  return kind == NodeKind::or_ ? 1 : kind == NodeKind::and_ ? 2 : kind == NodeKind::phrase ? 3 : 4;
}

class Parser {
 public:
  Parser(std::string_view text, QueryStyle style, const AddOperand& add_operand)
      : text_(text), style_(style), add_operand_(add_operand) {}

  Query parse() {
    switch (style_) {
      case QueryStyle::operators:
        parse_operators();
        break;
      case QueryStyle::plain:
        if (!text_.empty()) {
          add_operand_(builder_, text_, 0, false);
        }
        break;
      case QueryStyle::web:
        parse_web();
        break;
    }
    settle(NodeKind::or_);
    return without_gaps(builder_.take());
  }

 private:
  struct Waiting {
    NodeKind kind;
    std::int32_t distance;
  };

  [[noreturn]] void malformed() const {
    throw make_worded_error(Condition::syntax_error, "syntax error in tsquery: \"" + std::string(text_) + "\"");
  }

  bool is_over() const { return at_ == text_.size(); }
  void skip_spaces() {
    while (!is_over() && is_ascii_space(text_[at_])) {
      ++at_;
    }
  }

  std::size_t first_waiting() const { return open_.empty() ? 0 : open_.back(); }

  // Those that bind no less than `next` get what they joined.
  void settle(NodeKind next) {
    const auto stays = [&](NodeKind kind) {
      return next == NodeKind::not_ ? strength_of(next) >= strength_of(kind) : strength_of(next) > strength_of(kind);
    };
    while (waiting_.size() > first_waiting() && !stays(waiting_.back().kind)) {
      builder_.join(waiting_.back().kind, waiting_.back().distance);
      waiting_.pop_back();
    }
  }

  void operation(NodeKind kind, std::int32_t distance = 0) {
    settle(kind);
    if (waiting_.size() - first_waiting() == most_waiting) {
      throw make_worded_error(Condition::internal_error, "tsquery stack too small");
    }
    waiting_.push_back({kind, distance});
    wants_operand_ = true;
  }

  // :*AB behind a word.
  void take_marks(std::uint8_t& weights, bool& is_prefix) {
    if (is_over() || text_[at_] != ':') {
      return;
    }
    for (++at_; !is_over(); ++at_) {
      const char mark = ascii_lower(text_[at_]);
      if (mark == '*') {
        is_prefix = true;
      } else if (mark >= 'a' && mark <= 'd') {
        weights = static_cast<std::uint8_t>(weights | 1 << ('d' - mark));
      } else {
        return;
      }
    }
  }

  // False: the text is over.
  bool take_word(WordStyle style) {
    WrittenWord word;
    switch (read_word(text_, at_, style, word)) {
      case WordOutcome::malformed:
        malformed();
      case WordOutcome::none:
        return false;
      case WordOutcome::read:
        break;
    }
    std::uint8_t weights = 0;
    bool is_prefix = false;
    if (style == WordStyle::query) {
      take_marks(weights, is_prefix);
    }
    add_operand_(builder_, word.text, weights, is_prefix);
    wants_operand_ = false;
    return true;
  }

  // <-> or <3>: its distance.
  std::optional<std::int32_t> take_phrase() {
    std::size_t at = at_ + 1;
    std::int32_t distance = 1;
    if (at < text_.size() && text_[at] == '-') {
      ++at;
    } else {
      const std::size_t start = at;
      for (distance = 0; at < text_.size() && is_ascii_digit(text_[at]); ++at) {
        distance = std::min(distance * 10 + (text_[at] - '0'), 100000);
      }
      if (at == start) {
        return std::nullopt;
      }
      if (distance > longest_distance) {
        throw make_worded_error(
            Condition::invalid_parameter_value,
            "distance in phrase operator must be an integer value between zero and 16384 inclusive");
      }
    }
    if (at == text_.size() || text_[at] != '>') {
      return std::nullopt;
    }
    at_ = at + 1;
    return distance;
  }

  void open() {
    open_.push_back(waiting_.size());
    wants_operand_ = true;
    ++at_;
  }
  void close() {
    if (open_.empty()) {
      malformed();
    }
    settle(NodeKind::or_);
    open_.pop_back();
    wants_operand_ = false;
    ++at_;
  }

  // False: the text is over.
  bool step() {
    skip_spaces();
    if (is_over()) {
      const bool is_untouched = wants_operand_ && is_first_;
      if (wants_operand_ && !is_untouched) {
        throw make_worded_error(Condition::syntax_error, "no operand in tsquery: \"" + std::string(text_) + "\"");
      }
      if (!open_.empty()) {
        malformed();
      }
      return false;
    }
    is_first_ = false;
    const char c = text_[at_];
    if (wants_operand_) {
      if (c == '!') {
        ++at_;
        operation(NodeKind::not_);
      } else if (c == '(') {
        open();
      } else if (c == ':') {
        malformed();
      } else {
        take_word(WordStyle::query);
      }
      return true;
    }
    if (c == '&' || c == '|') {
      ++at_;
      operation(c == '&' ? NodeKind::and_ : NodeKind::or_);
    } else if (c == ')') {
      close();
    } else if (const std::optional<std::int32_t> distance = c == '<' ? take_phrase() : std::nullopt) {
      operation(NodeKind::phrase, *distance);
    } else {
      malformed();
    }
    return true;
  }

  void parse_operators() {
    while (step()) {
    }
  }

  // "or", with an operand to come and not as the beginning of a word.
  bool take_or() {
    const std::string_view rest = text_.substr(at_);
    if (rest.size() < 3 || !ascii_iequals(rest.substr(0, 2), "or")) {
      return false;
    }
    const Utf8Character next = utf8_at(rest, 2);
    const bool goes_on = next.code_point == '-' || next.code_point == '_' ||
                         u_isUAlphabetic(static_cast<UChar32>(next.code_point)) != 0 ||
                         u_isdigit(static_cast<UChar32>(next.code_point)) != 0;
    if (goes_on || ascii_trim(rest.substr(2 + next.size)).empty()) {
      return false;
    }
    at_ += 2;
    return true;
  }

  // What is in quotes is one operand; quotes that do not end reach to the end of the text.
  void take_quoted() {
    const std::size_t end = std::min(text_.find('"', at_ + 1), text_.size());
    add_operand_(builder_, text_.substr(at_ + 1, end - at_ - 1), 0, false);
    at_ = std::min(end + 1, text_.size());
    wants_operand_ = false;
  }

  void web_operand() {
    const char c = text_[at_];
    if (c == '-') {
      ++at_;
      operation(NodeKind::not_);
    } else if (c == '"') {
      take_quoted();
    } else if (is_query_mark(c)) {
      ++at_;
    } else {
      take_word(WordStyle::web);
    }
    is_first_ = is_first_ && wants_operand_ && c != '-';
  }

  void parse_web() {
    for (skip_spaces(); !is_over(); skip_spaces()) {
      if (wants_operand_) {
        web_operand();
      } else {
        operation(text_[at_] != '"' && take_or() ? NodeKind::or_ : NodeKind::and_);
      }
    }
    if (wants_operand_ && !is_first_) {
      builder_.gap();
    }
  }

  std::string_view text_;
  QueryStyle style_;
  const AddOperand& add_operand_;
  QueryBuilder builder_;
  std::size_t at_ = 0;
  std::vector<Waiting> waiting_;
  std::vector<std::size_t> open_;  // parentheses: where the operators in them begin
  bool wants_operand_ = true;
  bool is_first_ = true;
};

}  // namespace

void QueryBuilder::word(std::string text, std::uint8_t weights, bool is_prefix) {
  if (text.size() > longest_word) {
    throw make_worded_error(Condition::program_limit_exceeded, "word is too long in tsquery: \"" + text + "\"");
  }
  open_.push_back(query_.nodes.size());
  query_.nodes.push_back({.kind = NodeKind::word, .text = std::move(text), .weights = weights, .is_prefix = is_prefix});
}

void QueryBuilder::gap() {
  open_.push_back(query_.nodes.size());
  query_.nodes.push_back({.kind = NodeKind::gap});
}

void QueryBuilder::join(NodeKind kind, std::int32_t distance) {
  Node node{.kind = kind, .distance = distance, .right = open_.back()};
  open_.pop_back();
  if (kind != NodeKind::not_) {
    node.left = open_.back();
    open_.pop_back();
  }
  open_.push_back(query_.nodes.size());
  query_.nodes.push_back(std::move(node));
}

Query parse_query(std::string_view text, QueryStyle style, const AddOperand& add_operand) {
  return Parser(text, style, add_operand).parse();
}

Query parse_query(std::string_view text) {
  return parse_query(text, QueryStyle::operators,
                     [](QueryBuilder& builder, std::string_view word, std::uint8_t weights, bool is_prefix) {
                       builder.word(std::string(word), weights, is_prefix);
                     });
}

}  // namespace emulator::postgres::text_search
