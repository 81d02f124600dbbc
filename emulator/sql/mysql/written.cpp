// One method per kind of node; what is not listed is not known.
#include "sql/mysql/written.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/overloaded.hpp"
#include "base/text.hpp"

namespace emulator::mysql {

namespace {

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    c == '\n' ? result += "\\n" : result += c;
  }
  return result + "'";
}

std::string name_of(std::string_view name) {
  std::string result = "`";
  for (const char c : name) result.append(c == '`' ? 2 : 1, c);
  return result + "`";
}

// Functions with a grammar of their own, and those whose name here is none that can be written.
bool is_plain_call(const ast::FunctionCall& call) {
  constexpr std::array<std::string_view, 12> special = {"char",          "convert",      "date_add", "date_sub",
                                                        "extract",       "get_format",   "interval", "position",
                                                        "timestampdiff", "group_concat", "count",    "weight_string"};
  const std::string& name = call.name.parts.back();
  const bool is_named = call.name.parts.size() == 1 && name.find(' ') == std::string::npos &&
                        std::find(special.begin(), special.end(), name) == special.end();
  return is_named && !call.distinct && !call.variadic && call.order_by.empty() && call.within_group.empty() &&
         call.filter == nullptr && !call.separator && !call.over;
}

// The name by which the server knows a function that has several.
std::string_view server_name(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> names = {{{"substring", "substr"},
                                                                                    {"lcase", "lower"},
                                                                                    {"ucase", "upper"},
                                                                                    {"character_length", "char_length"},
                                                                                    {"octet_length", "length"},
                                                                                    {"power", "pow"},
                                                                                    {"ceil", "ceiling"},
                                                                                    {"day", "dayofmonth"},
                                                                                    {"current_timestamp", "now"},
                                                                                    {"current_date", "curdate"},
                                                                                    {"current_time", "curtime"},
                                                                                    {"sha1", "sha"}}};
  for (const auto& [written, known] : names) {
    if (written == name) return known;
  }
  return name;
}

class Writer {
 public:
  std::string whole(const ast::ExpressionPtr& expression) {
    return expression == nullptr ? unknown() : whole(*expression);
  }

  std::string whole(const ast::Expression& expression) {
    return std::visit(
        overloaded{
            [](const ast::NullLiteral&) -> std::string { return "NULL"; },
            [](const ast::BooleanLiteral& node) -> std::string { return node.value ? "true" : "false"; },
            [](const ast::NumberLiteral& node) { return node.text; },
            [&](const ast::StringLiteral& node) { return text(node); },
            [&](const ast::ColumnReference& node) { return name_of(node.parts.back()); },
            [&](const ast::UnaryOperator& node) {
              return node.symbol == "-" ? "-(" + whole(node.operand) + ")" : unknown();
            },
            [&](const ast::BinaryOperator& node) { return operation(node); },
            [&](const ast::Logical& node) { return logical(node); },
            [&](const ast::Not& node) { return "(not(" + whole(node.operand) + "))"; },
            [&](const ast::IsTest& node) { return test(node); },
            [&](const ast::IsDistinctFrom& node) {
              return node.negated ? "(" + whole(node.left) + " <=> " + whole(node.right) + ")" : unknown();
            },
            [&](const ast::Between& node) {
              return "(" + whole(node.operand) + (node.negated ? " not between " : " between ") + whole(node.low) +
                     " and " + whole(node.high) + ")";
            },
            [&](const ast::InList& node) {
              return "(" + whole(node.operand) + (node.negated ? " not in (" : " in (") + list(node.items) + "))";
            },
            [&](const ast::Match& node) { return match(node); },
            [&](const ast::Case& node) { return choice(node); },
            [&](const ast::Cast& node) { return cast(node); },
            [&](const ast::FunctionCall& node) { return call(node); },
            [&](const auto&) { return unknown(); },
        },
        expression.node);
  }

  bool is_known() const { return known_; }

 private:
  std::string unknown() {
    known_ = false;
    return {};
  }

  std::string text(const ast::StringLiteral& node) {
    if (!node.character_set.empty() && node.character_set != "utf8mb4") return unknown();
    return "_utf8mb4" + quoted(node.text);
  }

  std::string list(const std::vector<ast::ExpressionPtr>& items) {
    std::string result;
    for (const auto& item : items) result += (result.empty() ? "" : ",") + whole(item);
    return result;
  }

  std::string operation(const ast::BinaryOperator& node) {
    if (node.symbol == "->") return "json_extract(" + whole(node.left) + "," + whole(node.right) + ")";
    if (node.symbol == "->>") return "json_unquote(json_extract(" + whole(node.left) + "," + whole(node.right) + "))";
    const std::string symbol = node.symbol == "!=" ? "<>" : node.symbol;
    constexpr std::array<std::string_view, 17> known = {"=", "<>", "<", "<=", ">", ">=", "+",  "-",  "*",
                                                        "/", "%",  "&", "|",  "^", "<<", ">>", "DIV"};
    if (std::find(known.begin(), known.end(), symbol) == known.end()) return unknown();
    return "(" + whole(node.left) + " " + symbol + " " + whole(node.right) + ")";
  }

  std::string logical(const ast::Logical& node) {
    const std::string_view word = node.kind == ast::LogicalKind::and_  ? " and "
                                  : node.kind == ast::LogicalKind::or_ ? " or "
                                                                       : " xor ";
    std::string result;
    for (const auto& operand : node.operands) {
      if (!result.empty()) result += word;
      result += whole(operand);
    }
    return "(" + result + ")";
  }

  std::string test(const ast::IsTest& node) {
    const std::string_view negation = node.negated ? "not " : "";
    const std::string_view what = node.truth == ast::Truth::null     ? "null"
                                  : node.truth == ast::Truth::true_  ? "true"
                                  : node.truth == ast::Truth::false_ ? "false"
                                                                     : "unknown";
    return "(" + whole(node.operand) + " is " + std::string{negation} + std::string{what} + ")";
  }

  std::string match(const ast::Match& node) {
    if (node.escape != nullptr) return unknown();
    if (node.kind == ast::MatchKind::regexp) {
      const std::string call = "regexp_like(" + whole(node.operand) + "," + whole(node.pattern) + ")";
      return node.negated ? "(not(" + call + "))" : call;
    }
    if (node.kind != ast::MatchKind::like) return unknown();
    const std::string liking = "(" + whole(node.operand) + " like " + whole(node.pattern) + ")";
    return node.negated ? "(not(" + liking + "))" : liking;
  }

  std::string choice(const ast::Case& node) {
    std::string result = "(case ";
    if (node.operand != nullptr) result += whole(node.operand) + " ";
    for (const ast::CaseBranch& branch : node.branches) {
      result += "when " + whole(branch.when) + " then " + whole(branch.then) + " ";
    }
    if (node.otherwise != nullptr) result += "else " + whole(node.otherwise) + " ";
    return result + "end)";
  }

  std::string cast(const ast::Cast& node) {
    const std::string& name = node.type.name.parts.back();
    constexpr std::array<std::string_view, 8> known = {"signed", "unsigned", "date", "datetime",
                                                       "time",   "decimal",  "json", "year"};
    const bool is_plain = node.type.character_set.empty() && node.type.collation.empty() && !node.type.is_binary &&
                          !node.type.is_unsigned && std::find(known.begin(), known.end(), name) != known.end();
    if (!is_plain) return unknown();
    std::string modifiers;
    for (const std::int64_t modifier : node.type.modifiers) {
      modifiers += (modifiers.empty() ? "" : ",") + std::to_string(modifier);
    }
    return "cast(" + whole(node.operand) + " as " + name + (modifiers.empty() ? "" : "(" + modifiers + ")") + ")";
  }

  std::string call(const ast::FunctionCall& node) {
    if (const auto* interval =
            node.arguments.size() == 2 ? std::get_if<ast::Interval>(&node.arguments.back()->node) : nullptr) {
      const bool adds = node.name.parts.back() == "date_add";
      return "(" + whole(node.arguments.front()) + (adds ? " + interval " : " - interval ") + whole(interval->amount) +
             " " + ascii_lower(interval->unit) + ")";
    }
    if (!is_plain_call(node)) return unknown();
    if (node.name.parts.back() == "mod" && node.arguments.size() == 2) {
      return "(" + whole(node.arguments[0]) + " % " + whole(node.arguments[1]) + ")";
    }
    return std::string{server_name(node.name.parts.back())} + "(" + list(node.arguments) + ")";
  }

  bool known_ = true;
};

// As SHOW CREATE TABLE quotes a default.
std::string quoted_default(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += c;
    c == '\n' ? result += "\\n" : result += c;
  }
  return result + "'";
}

}  // namespace

std::optional<std::string> written(const ast::Expression& expression) {
  Writer writer;
  std::string text = writer.whole(expression);
  return writer.is_known() ? std::optional{std::move(text)} : std::nullopt;
}

std::string written_or(const ast::Expression& expression, const std::string& source) {
  auto own = written(expression);
  return own ? std::move(*own) : "(" + source + ")";
}

std::string default_text(const ast::Expression& value, const std::string& source) {
  if (source.starts_with('(')) {
    const auto own = written(value);
    return own ? "(" + *own + ")" : source;
  }
  if (const auto* truth = std::get_if<ast::BooleanLiteral>(&value.node)) return truth->value ? "1" : "0";
  const auto* call = std::get_if<ast::FunctionCall>(&value.node);
  if (call == nullptr) return source;
  const auto* digits =
      call->arguments.empty() ? nullptr : std::get_if<ast::NumberLiteral>(&call->arguments.front()->node);
  return digits == nullptr || digits->text == "0" ? "CURRENT_TIMESTAMP" : "CURRENT_TIMESTAMP(" + digits->text + ")";
}

std::optional<std::string> written_default(const Value& value, const Type& type) {
  const bool as_written = type.id == TypeId::bit || type.id == TypeId::timestamptz || is_binary(type.id);
  if (as_written) return std::nullopt;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  return is_numeric(type.id) && !text->empty() ? *text : quoted_default(*text);
}

}  // namespace emulator::mysql
