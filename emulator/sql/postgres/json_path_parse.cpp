// A path's text to its tree: recursive descent, as the manual's grammar goes.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/json_path.hpp"
#include "types/decimal.hpp"

namespace emulator::postgres {

namespace {

using Node = std::unique_ptr<PathNode>;

constexpr std::int32_t deepest = 200;

bool begins_name(char c) {
  return is_ascii_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

Node make_node(PathStep step, Node input = nullptr, std::string text = {}) {
  auto node = std::make_unique<PathNode>();
  node->step = step;
  node->input = std::move(input);
  node->text = std::move(text);
  return node;
}

class PathParser {
 public:
  explicit PathParser(std::string_view text) : rest_(text) {}

  Path parse() {
    Path path;
    path.strict = take_word("strict");
    if (!path.strict) {
      take_word("lax");
    }
    path.root = either();
    skip_spaces();
    if (!rest_.empty()) {
      fail();
    }
    return path;
  }

 private:
  [[noreturn]] void fail() const {
    const std::string_view near = rest_.substr(0, rest_.empty() ? 0 : utf8_at(rest_, 0).size);
    const std::string where = rest_.empty() ? "at end of" : "at or near \"" + std::string(near) + "\" of";
    throw make_worded_error(Condition::syntax_error, "syntax error " + where + " jsonpath input");
  }

  void skip_spaces() {
    while (!rest_.empty() && is_ascii_space(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }
  bool take(std::string_view symbol) {
    skip_spaces();
    if (!rest_.starts_with(symbol)) {
      return false;
    }
    rest_.remove_prefix(symbol.size());
    return true;
  }
  void expect(std::string_view symbol) {
    if (!take(symbol)) {
      fail();
    }
  }
  bool take_word(std::string_view word) {
    skip_spaces();
    const bool is_longer =
        rest_.size() > word.size() && (begins_name(rest_[word.size()]) || is_ascii_digit(rest_[word.size()]));
    return !is_longer && take(word);
  }
  std::string name() {
    skip_spaces();
    if (rest_.starts_with('"')) {
      return quoted();
    }
    std::size_t size = 0;
    while (size < rest_.size() && (begins_name(rest_[size]) || (size > 0 && is_ascii_digit(rest_[size])))) {
      ++size;
    }
    if (size == 0) {
      fail();
    }
    std::string word(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return word;
  }
  // Strings have JSON's escapes.
  std::string quoted() {
    std::size_t end = 1;
    while (end < rest_.size() && rest_[end] != '"') {
      end += rest_[end] == '\\' ? 2 : 1;
    }
    if (end >= rest_.size()) {
      fail();
    }
    const std::optional<Json> string = parse_json(rest_.substr(0, end + 1));
    if (!string) {
      fail();
    }
    rest_.remove_prefix(end + 1);
    return string->text;
  }

  Node binary(PathStep step, Node left, Node right, std::string text = {}) {
    Node node = make_node(step, nullptr, std::move(text));
    node->operands.push_back(std::move(left));
    node->operands.push_back(std::move(right));
    return node;
  }
  Node unary(PathStep step, Node operand, std::string text = {}) {
    Node node = make_node(step, nullptr, std::move(text));
    node->operands.push_back(std::move(operand));
    return node;
  }

  Node either() {
    if (++depth_ > deepest) {
      fail();
    }
    Node node = both();
    while (take("||")) {
      node = binary(PathStep::or_, std::move(node), both());
    }
    --depth_;
    return node;
  }
  Node both() {
    Node node = condition();
    while (take("&&")) {
      node = binary(PathStep::and_, std::move(node), condition());
    }
    return node;
  }
  Node condition() {
    if (!rest_.starts_with("!=") && take("!")) {
      return unary(PathStep::not_, condition());
    }
    if (take_word("exists")) {
      expect("(");
      Node inner = either();
      expect(")");
      return unary(PathStep::exists, std::move(inner));
    }
    return comparison();
  }
  Node comparison() {
    Node left = sum();
    if (take_word("starts")) {
      if (!take_word("with")) {
        fail();
      }
      return binary(PathStep::starts_with, std::move(left), primary());
    }
    if (take_word("like_regex")) {
      skip_spaces();
      Node node = unary(PathStep::like_regex, std::move(left));
      node->text = quoted();
      if (take_word("flag")) {
        skip_spaces();
        node->literal.text = quoted();
      }
      return node;
    }
    if (take_word("is")) {
      if (!take_word("unknown")) {
        fail();
      }
      return unary(PathStep::is_unknown, std::move(left));
    }
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> symbols = {
        {{"==", "=="}, {"!=", "!="}, {"<>", "!="}, {"<=", "<="}, {">=", ">="}, {"<", "<"}, {">", ">"}, {"=", "=="}}};
    for (const auto& [symbol, meaning] : symbols) {
      if (take(symbol)) {
        return binary(PathStep::comparison, std::move(left), sum(), std::string(meaning));
      }
    }
    return left;
  }
  Node sum() {
    Node node = product();
    while (true) {
      if (take("+")) {
        node = binary(PathStep::arithmetic, std::move(node), product(), "+");
      } else if (take("-")) {
        node = binary(PathStep::arithmetic, std::move(node), product(), "-");
      } else {
        return node;
      }
    }
  }
  Node product() {
    Node node = signed_value();
    while (true) {
      skip_spaces();
      const char symbol = rest_.empty() ? '\0' : rest_.front();
      if (symbol != '*' && symbol != '/' && symbol != '%') {
        return node;
      }
      rest_.remove_prefix(1);
      node = binary(PathStep::arithmetic, std::move(node), signed_value(), std::string(1, symbol));
    }
  }
  Node signed_value() {
    if (take("-")) {
      return unary(PathStep::sign, signed_value(), "-");
    }
    if (take("+")) {
      return unary(PathStep::sign, signed_value(), "+");
    }
    return accessors(primary());
  }

  Node primary() {
    skip_spaces();
    if (rest_.empty()) {
      fail();
    }
    if (take("(")) {
      Node inner = either();
      expect(")");
      if (take_word("is")) {
        if (!take_word("unknown")) {
          fail();
        }
        return unary(PathStep::is_unknown, std::move(inner));
      }
      return inner;
    }
    if (take("@")) {
      return make_node(PathStep::current);
    }
    if (take("$")) {
      const bool is_named = !rest_.empty() && (begins_name(rest_.front()) || rest_.front() == '"');
      return is_named ? make_node(PathStep::variable, nullptr, name()) : make_node(PathStep::root);
    }
    if (rest_.front() == '"') {
      Node node = make_node(PathStep::literal);
      node->literal = Json::string(quoted());
      return node;
    }
    if (is_ascii_digit(rest_.front()) || rest_.front() == '.') {
      return number();
    }
    return word_literal();
  }
  Node word_literal() {
    Node node = make_node(PathStep::literal);
    if (take_word("true")) {
      node->literal = Json::of(true);
    } else if (take_word("false")) {
      node->literal = Json::of(false);
    } else if (take_word("last")) {
      node->step = PathStep::last;
    } else if (!take_word("null")) {
      fail();
    }
    return node;
  }
  Node number() {
    std::size_t size = 0;
    while (size < rest_.size()) {
      const char c = rest_[size];
      const bool is_sign = (c == '+' || c == '-') && size > 0 && ascii_lower(rest_[size - 1]) == 'e';
      // The point of a method or member that follows is none of the number's.
      const bool is_point = c == '.' && size + 1 < rest_.size() && is_ascii_digit(rest_[size + 1]);
      if (!is_ascii_digit(c) && !is_point && ascii_lower(c) != 'e' && !is_sign) {
        break;
      }
      ++size;
    }
    const std::optional<Decimal> value = Decimal::parse(rest_.substr(0, size));
    if (!value) {
      fail();
    }
    rest_.remove_prefix(size);
    Node node = make_node(PathStep::literal);
    node->literal = Json::number(value->to_string());
    return node;
  }

  Node accessors(Node node) {
    while (true) {
      if (take("[")) {
        node = subscripts(std::move(node));
      } else if (take("?")) {
        expect("(");
        Node filter = make_node(PathStep::filter, std::move(node));
        filter->operands.push_back(either());
        expect(")");
        node = std::move(filter);
      } else if (take(".")) {
        node = member(std::move(node));
      } else {
        return node;
      }
    }
  }
  Node subscripts(Node input) {
    Node node = make_node(PathStep::elements, std::move(input));
    if (take("*")) {
      expect("]");
      return node;
    }
    do {
      node->operands.push_back(sum());
      node->operands.push_back(take_word("to") ? sum() : nullptr);
    } while (take(","));
    expect("]");
    return node;
  }
  Node member(Node input) {
    if (take("**")) {
      Node node = make_node(PathStep::descendants, std::move(input));
      if (take("{")) {
        node->from = level();
        node->to = take_word("to") ? level() : node->from;
        expect("}");
      }
      return node;
    }
    if (take("*")) {
      return make_node(PathStep::any_member, std::move(input));
    }
    skip_spaces();
    const bool is_quoted = rest_.starts_with('"');
    std::string word = name();
    if (!is_quoted && take("(")) {
      expect(")");
      static constexpr std::array methods = {
          std::string_view{"type"},  std::string_view{"size"}, std::string_view{"double"},  std::string_view{"ceiling"},
          std::string_view{"floor"}, std::string_view{"abs"},  std::string_view{"keyvalue"}};
      if (std::find(methods.begin(), methods.end(), word) == methods.end()) {
        throw make_error(Condition::feature_not_supported, {"jsonpath method ." + word + "()"});
      }
      return make_node(PathStep::method, std::move(input), std::move(word));
    }
    return make_node(PathStep::member, std::move(input), std::move(word));
  }
  // "last" is without bound.
  std::int32_t level() {
    if (take_word("last")) {
      return -1;
    }
    const Node digits = number();
    return static_cast<std::int32_t>(Decimal::parse(digits->literal.text)->to_int64().value_or(0));
  }

  std::string_view rest_;
  std::int32_t depth_ = 0;
};

}  // namespace

Path parse_path(std::string_view text) {
  return PathParser(text).parse();
}

}  // namespace emulator::postgres
