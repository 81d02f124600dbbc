// A walk over the bound tree. The text behind a constant's position tells a number from a string that became one.
#include "bind/writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "base/error.hpp"
#include "base/overloaded.hpp"
#include "base/text.hpp"

namespace emulator::bind {

namespace {

std::string quoted_text(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted.append(c == '\'' ? 2 : 1, c);
  }
  return quoted + "'";
}

bool is_word(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_'; });
}

// Those that SQL calls by a word of its own.
bool is_spelled_in_capitals(std::string_view name) {
  constexpr std::array words = {std::string_view{"coalesce"},          std::string_view{"nullif"},
                                std::string_view{"greatest"},          std::string_view{"least"},
                                std::string_view{"current_timestamp"}, std::string_view{"current_date"},
                                std::string_view{"current_time"},      std::string_view{"localtimestamp"},
                                std::string_view{"localtime"},         std::string_view{"current_user"},
                                std::string_view{"session_user"}};
  return std::find(words.begin(), words.end(), name) != words.end();
}

// What LIKE and its kin are to the engine.
std::string_view operator_symbol(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> names = {
      {{"LIKE", "~~"}, {"ILIKE", "~~*"}, {"NOT LIKE", "!~~"}, {"NOT ILIKE", "!~~*"}}};
  for (const auto& [spelled, symbol] : names) {
    if (spelled == name) {
      return symbol;
    }
  }
  return name;
}

bool is_operation(const Expression& expression) {
  const auto* call = std::get_if<Call>(&expression.node);
  return call != nullptr && call->overload->kind == sql::OverloadKind::operator_;
}
bool is_cast(const Expression& expression) {
  const auto* call = std::get_if<Call>(&expression.node);
  return call != nullptr && call->overload->kind == sql::OverloadKind::cast;
}

// + and - are 1, what binds tighter is 2; any other operator is 0.
int rank_of(const Expression& expression) {
  const auto& call = std::get<Call>(expression.node);
  const std::string_view symbol = call.overload->name;
  if (call.arguments.size() != 2) {
    return 0;
  }
  return symbol == "+" || symbol == "-" ? 1 : symbol == "*" || symbol == "/" || symbol == "%" ? 2 : 0;
}

// Whether an operator's operand that is an operator too needs no parentheses.
bool is_simple_operand(const Expression& expression, const Expression& parent) {
  const int own = rank_of(expression), outer = rank_of(parent);
  if (own == 0 || outer == 0 || own < outer) {
    return false;
  }
  return own > outer || std::get<Call>(parent.node).arguments.front().get() == &expression;
}

// Whether it may stand in `parent` without parentheses of its own.
bool is_simple(const Expression& expression, const Expression& parent) {
  const auto* outer = std::get_if<Logical>(&parent.node);
  if (const auto* logical = std::get_if<Logical>(&expression.node)) {
    return outer != nullptr && (logical->kind == ast::LogicalKind::and_ || outer->kind == ast::LogicalKind::or_);
  }
  if (std::holds_alternative<Not>(expression.node)) {
    return outer != nullptr;
  }
  if (is_operation(expression) && is_operation(parent)) {
    return is_simple_operand(expression, parent);
  }
  const bool is_test = is_operation(expression) || std::holds_alternative<IsNull>(expression.node) ||
                       std::holds_alternative<IsTruth>(expression.node);
  if (is_test) {
    return outer != nullptr || std::holds_alternative<Not>(parent.node);
  }
  return !std::holds_alternative<InList>(expression.node) && !std::holds_alternative<DistinctFrom>(expression.node);
}

}  // namespace

std::string quoted_identifier(const std::string& name) {
  const bool is_safe = is_word(name) && ascii_lower(name) == name && !is_ascii_digit(name.front());
  return is_safe ? name : "\"" + name + "\"";
}

std::string Writer::next_of(const catalog::Sequence& sequence, const sql::Dialect& dialect) {
  const bool is_usual = sequence.schema == dialect.traits.default_schema;
  const std::string schema = is_usual ? "" : quoted_identifier(sequence.schema) + ".";
  return "nextval(" + quoted_text(schema + quoted_identifier(sequence.name)) + "::regclass)";
}

std::optional<std::string> Writer::write(const Expression& expression) {
  std::string text = whole(expression);
  return known_ ? std::optional(std::move(text)) : std::nullopt;
}

std::string Writer::whole(const Expression& expression) {
  return std::visit(
      overloaded{
          [&](const Constant& node) { return constant(node, expression); },
          [&](const ColumnUse& node) { return column(node, expression); },
          [&](const Call& node) { return call(node, expression); },
          [&](const Logical& node) { return logical(node, expression); },
          [&](const Not& node) { return in_parentheses("NOT " + inner(*node.operand, expression)); },
          [&](const IsNull& node) {
            return in_parentheses(inner(*node.operand, expression) + (node.negated ? " IS NOT NULL" : " IS NULL"));
          },
          [&](const IsTruth& node) {
            return in_parentheses(inner(*node.operand, expression) + (node.negated ? " IS NOT " : " IS ") +
                                  (node.truth ? "TRUE" : "FALSE"));
          },
          [&](const DistinctFrom& node) {
            const std::string text =
                in_parentheses(inner(*node.left, expression) + " IS DISTINCT FROM " + inner(*node.right, expression));
            return node.negated && pretty_ ? unknown() : node.negated ? "(NOT " + text + ")" : text;
          },
          [&](const InList& node) { return in_list(node, expression); },
          [&](const Aggregate& node) { return aggregate(node); },
          [&](const auto&) { return unknown(); },
      },
      expression.node);
}

// As a part of `parent`.
std::string Writer::inner(const Expression& expression, const Expression& parent) {
  const std::string text = whole(expression);
  return pretty_ && !is_simple(expression, parent) ? "(" + text + ")" : text;
}

std::string Writer::unknown() {
  known_ = false;
  return {};
}

// Where only the name of the type is put behind what is an operation, printing knows no rule yet.
std::string Writer::cast(const Expression& operand, const Type& type, const Expression& parent) {
  if (pretty_ && (is_operation(operand) || is_cast(operand))) {
    return unknown();
  }
  const bool has_length = type.id == TypeId::bit || type.id == TypeId::varbit || type.id == TypeId::vector ||
                          type.id == TypeId::halfvec || type.id == TypeId::sparsevec;
  const std::string length = has_length && type.length >= 0 ? "(" + std::to_string(type.length) + ")" : "";
  return in_parentheses(inner(operand, parent)) + "::" + dialect_.spelled(type) + length;
}

// The literal's own text: digits, or a string.
bool Writer::is_string_at(std::uint32_t position) const {
  if (position >= text_.size()) {
    return true;
  }
  const char c = text_[position];
  return !is_ascii_digit(c) && c != '.';
}

std::string Writer::constant(const Constant& node, const Expression& expression) {
  const Type& type = expression.type;
  if (is_null(node.value)) {
    return "NULL::" + dialect_.spelled(type);
  }
  if (const auto* truth = std::get_if<bool>(&node.value)) {
    return *truth ? "true" : "false";
  }
  const std::optional<std::string> text = text_of(node.value, type);
  if (!text) {
    return unknown();
  }
  if (is_numeric(type.id) && !is_string_at(expression.position)) {
    return number(expression.position, type);
  }
  const bool is_negative = text->starts_with('-');
  const bool is_plain = (type.id == TypeId::integer && !is_negative) ||
                        (type.id == TypeId::decimal && !is_negative && text->find_first_of(".eE") != std::string::npos);
  Type bare = type;
  if (is_character(type.id) || type.id == TypeId::decimal) {
    bare.length = bare.scale = -1;
  }
  const std::string name = bare.id == TypeId::unknown ? "text"
                           : type.id == TypeId::char_ ? "bpchar"
                                                      : dialect_.spelled(bare);
  return is_plain ? *text : quoted_text(*text) + "::" + name;
}

// A number that is written as one, and the type it became.
std::string Writer::number(std::uint32_t position, const Type& type) {
  std::size_t end = position;
  while (end < text_.size() &&
         (is_ascii_digit(text_[end]) || text_[end] == '.' || text_[end] == '_' || ascii_lower(text_[end]) == 'e')) {
    ++end;
  }
  const std::string digits(text_.substr(position, end - position));
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool is_whole = read.ptr == digits.data() + digits.size() && read.ec == std::errc{};
  const bool is_small = is_whole && value <= INT32_MAX;
  const TypeId natural = is_small ? TypeId::integer : is_whole ? TypeId::bigint : TypeId::decimal;
  const std::string text = natural == TypeId::bigint ? "'" + digits + "'::bigint" : digits;
  return natural == type.id || (is_integer(natural) && is_integer(type.id))
             ? text
             : in_parentheses(text) + "::" + dialect_.spelled(type);
}

// As the type's output function has it.
std::optional<std::string> Writer::text_of(const Value& value, const Type& type) {
  if (const auto* text = std::get_if<std::string>(&value);
      text != nullptr && (is_character(type.id) || type.id == TypeId::unknown || type.id == TypeId::enum_)) {
    return *text;
  }
  const auto* number = std::get_if<std::int64_t>(&value);
  const auto path = dialect_.find_cast(type, emulator::type(TypeId::text), sql::CastStrength::explicit_);
  const bool is_named = type.id == TypeId::oid && path && path->function != nullptr &&
                        std::holds_alternative<sql::Native>(path->function->lowering);
  if (number != nullptr && !is_named) {
    return std::to_string(*number);
  }
  if (!path || path->function == nullptr || !path->extra.empty()) {
    const auto* text = std::get_if<std::string>(&value);
    return path && text != nullptr ? std::optional(*text) : std::nullopt;
  }
  const auto* native = std::get_if<sql::Native>(&path->function->lowering);
  if (native == nullptr) {
    return std::nullopt;
  }
  const Value printed = native->function(std::span(&value, 1), *environment_.context);
  const auto* text = std::get_if<std::string>(&printed);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

std::string Writer::column(const ColumnUse& use, const Expression& expression) {
  const WrittenRelation* relation = relation_(use.relation);
  if (relation == nullptr) {
    return unknown();
  }
  const auto ordinal = static_cast<std::size_t>(use.column);
  const std::string name = relation->prefix + quoted_identifier(relation->columns[ordinal]);
  const bool is_own = expression.type.id == relation->types[ordinal].id;
  return is_own ? name : in_parentheses(name) + "::" + dialect_.spelled(expression.type);
}

bool Writer::is_varchar_column(const Expression& expression) const {
  const auto* use = std::get_if<ColumnUse>(&expression.node);
  const WrittenRelation* relation = use == nullptr ? nullptr : relation_(use->relation);
  return relation != nullptr && relation->types[static_cast<std::size_t>(use->column)].id == TypeId::varchar;
}

std::string Writer::call(const Call& node, const Expression& expression) {
  switch (node.overload->kind) {
    case sql::OverloadKind::cast:
      return cast(*node.arguments.front(), expression.type, expression);
    case sql::OverloadKind::operator_:
      return operation(node, expression);
    case sql::OverloadKind::function:  // a name of two words is no name: it stands for a syntax
      return node.overload->name.find(' ') == std::string_view::npos ? function(node) : unknown();
    case sql::OverloadKind::aggregate:
    case sql::OverloadKind::window:
    case sql::OverloadKind::rows:
      break;
  }
  return unknown();
}

// Integers of different sizes have operators of their own, so none of them is cast for one.
const Expression& Writer::without_integer_cast(const Expression& operand) const {
  const auto* call = std::get_if<Call>(&operand.node);
  if (call == nullptr || call->overload->kind != sql::OverloadKind::cast || !is_integer(operand.type.id)) {
    return operand;
  }
  const Expression& inner = *call->arguments.front();
  return is_integer(inner.type.id) ? inner : operand;
}

// Text is compared as text, whatever kind of it the column is.
std::string Writer::operand(const Expression& value, const Expression& parent) {
  const Expression& shown = without_integer_cast(value);
  if (shown.type.id != TypeId::varchar) {
    return inner(shown, parent);
  }
  if (const auto* constant = std::get_if<Constant>(&shown.node)) {
    const auto* text = std::get_if<std::string>(&constant->value);
    return text == nullptr ? unknown() : quoted_text(*text) + "::text";
  }
  return in_parentheses(whole(shown)) + "::text";
}

std::string Writer::operation(const Call& node, const Expression& expression) {
  const std::string symbol(operator_symbol(node.overload->name));
  if (is_word(symbol) || symbol.find(' ') != std::string::npos || node.arguments.size() > 2) {
    return unknown();
  }
  if (node.arguments.size() == 2) {
    return in_parentheses(operand(*node.arguments[0], expression) + " " + symbol + " " +
                          operand(*node.arguments[1], expression));
  }
  const Expression& only = *node.arguments.front();
  if (symbol == "-" && std::holds_alternative<Constant>(only.node) && !is_string_at(only.position)) {
    const std::string digits = number(only.position, only.type);
    return "'-" + digits + "'::" + dialect_.spelled(only.type);
  }
  return in_parentheses(symbol + " " + operand(only, expression));
}

std::string Writer::aggregate(const Aggregate& node) {
  if (!is_word(node.overload->name) || node.filter != nullptr || !node.order_by.empty()) {
    return unknown();
  }
  std::string arguments = node.star || node.arguments.empty() ? "*" : "";
  for (const ExpressionPtr& argument : node.arguments) {
    arguments += (arguments.empty() ? "" : ", ") + whole(*argument);
  }
  return std::string(node.overload->name) + "(" + (node.distinct ? "DISTINCT " : "") + arguments + ")";
}

std::string Writer::function(const Call& node) {
  const std::string_view name = node.overload->name;
  if (name == "nextval") {
    return sequence(node);
  }
  if (!is_word(name)) {
    return unknown();
  }
  std::string arguments;
  for (const ExpressionPtr& argument : node.arguments) {
    arguments += (arguments.empty() ? "" : ", ") + whole(*argument);
  }
  const bool in_capitals = is_spelled_in_capitals(name);
  const std::string shown = in_capitals ? ascii_upper(name) : std::string(name);
  const bool is_bare = in_capitals && node.arguments.empty();
  return is_bare ? shown : shown + "(" + arguments + ")";
}

std::string Writer::sequence(const Call& node) {
  const auto* constant = std::get_if<Constant>(&node.arguments.front()->node);
  const auto* id = constant == nullptr ? nullptr : std::get_if<std::int64_t>(&constant->value);
  const catalog::Sequence* found = id == nullptr ? nullptr : environment_.catalog->sequence_by_id(*id);
  return found == nullptr ? unknown() : next_of(*found, dialect_);
}

std::string Writer::logical(const Logical& node, const Expression& expression) {
  std::string text;
  for (const ExpressionPtr& operand : node.operands) {
    text += (text.empty() ? "" : node.kind == ast::LogicalKind::and_ ? " AND " : " OR ") + inner(*operand, expression);
  }
  return in_parentheses(text);
}

std::string Writer::in_list(const InList& node, const Expression& expression) {
  std::string items;
  const bool is_varchar = is_varchar_column(*node.operand);
  for (const ExpressionPtr& item : node.items) {
    const auto* constant = std::get_if<Constant>(&item->node);
    const auto* text = is_varchar && constant != nullptr ? std::get_if<std::string>(&constant->value) : nullptr;
    items +=
        (items.empty() ? "" : ", ") + (text == nullptr ? whole(*item) : quoted_text(*text) + "::character varying");
  }
  const std::string subject = operand(*node.operand, expression);
  if (node.items.size() == 1) {
    return in_parentheses(subject + (node.negated ? " <> " : " = ") + operand(*node.items.front(), expression));
  }
  const std::string array = "ARRAY[" + items + "]";
  const std::string cast = is_varchar ? in_parentheses(array) + "::text[]" : array;
  return in_parentheses(subject + (node.negated ? " <> ALL (" : " = ANY (") + cast + ")");
}

}  // namespace emulator::bind
