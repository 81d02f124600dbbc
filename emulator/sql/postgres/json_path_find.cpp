// What a path finds. In lax mode arrays open up where a member is asked for, single values count as arrays of one where
// an element is, and what is not there is not found; strict mode calls all of these errors.
#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/functions/regex.hpp"
#include "sql/postgres/json_path.hpp"
#include "types/decimal.hpp"

namespace emulator::postgres {

namespace {

[[noreturn]] void path_error(const char* sqlstate, std::string sentence) {
  SqlError error = make_worded_error(Condition::invalid_parameter_value, std::move(sentence));
  error.sqlstate = sqlstate;
  throw error;
}

// Conditions may be neither true nor false.
enum class Truth : std::uint8_t {
  no,
  yes,
  unknown
};
Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}

bool is_condition(PathStep step) {
  return step >= PathStep::comparison;
}

std::string_view kind_name(const Json& value) {
  static constexpr std::string_view names[] = {"null", "boolean", "number", "string", "array", "object"};
  return names[static_cast<std::size_t>(value.kind)];
}

class PathSearch {
 public:
  PathSearch(bool strict, const Json& document, const Json& variables)
      : strict_(strict), document_(document), variables_(variables) {}

  using Found = std::vector<Json>;

  Found find(const PathNode& node) {
    if (is_condition(node.step)) {
      const Truth result = test(node);
      return {result == Truth::unknown ? Json{} : Json::of(result == Truth::yes)};
    }
    switch (node.step) {
      case PathStep::root:
        return {document_};
      case PathStep::current:
        if (current_ == nullptr) {
          throw make_worded_error(Condition::syntax_error, "@ is not allowed in root expressions");
        }
        return {*current_};
      case PathStep::variable:
        return {variable(node.text)};
      case PathStep::literal:
        return {node.literal};
      case PathStep::last:
        if (array_size_ < 0) {
          throw make_worded_error(Condition::syntax_error, "LAST is allowed only in array subscripts");
        }
        return {Json::of(array_size_ - 1)};
      case PathStep::arithmetic:
        return {arithmetic(node)};
      case PathStep::sign:
        return signs(node);
      default:
        break;
    }
    Found found;
    for (const Json& input : find(*node.input)) {
      apply(node, input, found);
    }
    return found;
  }

 private:
  const Json& variable(const std::string& name) const {
    if (const Json* value = variables_.find(name)) {
      return *value;
    }
    path_error("42704", "could not find jsonpath variable \"" + name + "\"");
  }

  // --- Steps
  void apply(const PathNode& node, const Json& input, Found& found) {
    const bool is_array = input.kind == JsonKind::array;
    switch (node.step) {
      case PathStep::member:
      case PathStep::any_member:
      case PathStep::filter:
        if (is_array && !strict_) {
          for (const Json& element : input.elements) {
            apply_single(node, element, found);
          }
          return;
        }
        break;
      case PathStep::method: {
        const bool opens = node.text != "type" && node.text != "size";
        if (is_array && !strict_ && opens) {
          for (const Json& element : input.elements) {
            apply_single(node, element, found);
          }
          return;
        }
        break;
      }
      default:
        break;
    }
    apply_single(node, input, found);
  }

  void apply_single(const PathNode& node, const Json& input, Found& found) {
    switch (node.step) {
      case PathStep::member:
        member(node, input, found);
        return;
      case PathStep::any_member:
        if (input.kind == JsonKind::object) {
          found.insert(found.end(), input.elements.begin(), input.elements.end());
        } else if (strict_) {
          path_error("2203C", "jsonpath wildcard member accessor can only be applied to an object");
        }
        return;
      case PathStep::descendants:
        descend(node, input, 0, found);
        return;
      case PathStep::elements:
        elements(node, input, found);
        return;
      case PathStep::filter: {
        const Json* outer = std::exchange(current_, &input);
        const Truth result = test(*node.operands[0]);
        current_ = outer;
        if (result == Truth::yes) {
          found.push_back(input);
        }
        return;
      }
      default:
        method(node, input, found);
        return;
    }
  }

  void member(const PathNode& node, const Json& input, Found& found) {
    if (input.kind != JsonKind::object) {
      if (strict_) {
        path_error("2203A", "jsonpath member accessor can only be applied to an object");
      }
      return;
    }
    if (const Json* value = input.find(node.text)) {
      found.push_back(*value);
    } else if (strict_) {
      path_error("2203A", "JSON object does not contain key \"" + node.text + "\"");
    }
  }

  void descend(const PathNode& node, const Json& input, std::int32_t level, Found& found) {
    if (level >= node.from && (node.to < 0 || level <= node.to)) {
      found.push_back(input);
    }
    if (node.to >= 0 && level >= node.to) {
      return;
    }
    for (const Json& element : input.elements) {
      descend(node, element, level + 1, found);
    }
  }

  void elements(const PathNode& node, const Json& input, Found& found) {
    const bool is_array = input.kind == JsonKind::array;
    if (!is_array && strict_) {
      path_error("22039", node.operands.empty() ? "jsonpath wildcard array accessor can only be applied to an array"
                                                : "jsonpath array accessor can only be applied to an array");
    }
    const Found single = is_array ? Found{} : Found{input};
    const Found& all = is_array ? input.elements : single;
    if (node.operands.empty()) {
      found.insert(found.end(), all.begin(), all.end());
      return;
    }
    const auto size = static_cast<std::int64_t>(all.size());
    const std::int64_t outer = std::exchange(array_size_, size);
    for (std::size_t index = 0; index < node.operands.size(); index += 2) {
      std::int64_t from = subscript(*node.operands[index]);
      std::int64_t to = node.operands[index + 1] == nullptr ? from : subscript(*node.operands[index + 1]);
      if (strict_ && (from < 0 || from > to || to >= size)) {
        path_error("22033", "jsonpath array subscript is out of bounds");
      }
      from = std::max<std::int64_t>(from, 0);
      to = std::min(to, size - 1);
      for (; from <= to; ++from) {
        found.push_back(all[static_cast<std::size_t>(from)]);
      }
    }
    array_size_ = outer;
  }

  std::int64_t subscript(const PathNode& node) {
    const Found found = find(node);
    if (found.size() != 1 || found.front().kind != JsonKind::number) {
      path_error("22033", "jsonpath array subscript is not a single numeric value");
    }
    return Decimal::parse(found.front().text)->truncated(0).to_int64().value_or(INT32_MAX);
  }

  void method(const PathNode& node, const Json& input, Found& found) {
    const std::string& name = node.text;
    if (name == "type") {
      found.push_back(Json::string(std::string(kind_name(input))));
    } else if (name == "size") {
      if (input.kind != JsonKind::array && strict_) {
        path_error("22039", "jsonpath item method .size() can only be applied to an array");
      }
      found.push_back(Json::of(input.kind == JsonKind::array ? static_cast<std::int64_t>(input.elements.size()) : 1));
    } else if (name == "keyvalue") {
      key_values(input, found);
    } else if (name == "double") {
      const bool is_text = input.kind == JsonKind::string;
      const std::optional<Decimal> value =
          is_text || input.kind == JsonKind::number ? Decimal::parse(input.text) : std::nullopt;
      if (!value || !value->is_finite()) {
        path_error("22036", is_text
                                ? "string argument of jsonpath item method .double() is not a valid representation of "
                                  "a double precision number"
                                : "jsonpath item method .double() can only be applied to a string or numeric value");
      }
      found.push_back(Json::number(Decimal::from_double(value->to_double()).to_string()));
    } else {
      if (input.kind != JsonKind::number) {
        path_error("22036", "jsonpath item method ." + name + "() can only be applied to a numeric value");
      }
      const Decimal value = *Decimal::parse(input.text);
      const Decimal result = name == "ceiling" ? value.ceiling() : name == "floor" ? value.floor() : value.absolute();
      found.push_back(Json::number(result.to_string()));
    }
  }

  static void key_values(const Json& input, Found& found) {
    if (input.kind != JsonKind::object) {
      path_error("2203C", "jsonpath item method .keyvalue() can only be applied to an object");
    }
    for (std::size_t index = 0; index < input.keys.size(); ++index) {
      Json pair = Json::object();
      pair.set("id", Json::of(std::int64_t{0}));
      pair.set("key", Json::string(input.keys[index]));
      pair.set("value", input.elements[index]);
      normalise(pair);
      found.push_back(std::move(pair));
    }
  }

  // --- Numbers
  Decimal number(const PathNode& node, const std::string& symbol, const char* side) {
    const Found found = opened(find(node));
    if (found.size() != 1 || found.front().kind != JsonKind::number) {
      path_error("22038",
                 std::string(side) + " operand of jsonpath operator " + symbol + " is not a single numeric value");
    }
    return *Decimal::parse(found.front().text);
  }

  Json arithmetic(const PathNode& node) {
    const std::string& symbol = node.text;
    const Decimal left = number(*node.operands[0], symbol, "left");
    const Decimal right = number(*node.operands[1], symbol, "right");
    if ((symbol == "/" || symbol == "%") && right.is_zero()) {
      throw make_error(Condition::division_by_zero, {});
    }
    const Decimal result = symbol == "+"   ? left + right
                           : symbol == "-" ? left - right
                           : symbol == "*" ? left * right
                           : symbol == "/" ? Decimal::divide(left, right, 20)
                                           : Decimal::remainder(left, right);
    return Json::number(result.to_string());
  }

  Found signs(const PathNode& node) {
    Found found = opened(find(*node.operands[0]));
    for (Json& value : found) {
      if (value.kind != JsonKind::number) {
        path_error("2203B", "operand of unary jsonpath operator " + node.text + " is not a numeric value");
      }
      if (node.text == "-") {
        value = Json::number(Decimal::parse(value.text)->negated().to_string());
      }
    }
    return found;
  }

  // Lax mode: operands that are arrays stand for their elements.
  Found opened(Found values) const {
    if (strict_) {
      return values;
    }
    Found all;
    for (Json& value : values) {
      if (value.kind == JsonKind::array) {
        all.insert(all.end(), value.elements.begin(), value.elements.end());
      } else {
        all.push_back(std::move(value));
      }
    }
    return all;
  }

  // --- Conditions
  // Errors inside of a condition make it unknown.
  std::optional<Found> operand(const PathNode& node, bool opens = true) {
    try {
      Found found = find(node);
      return opens ? opened(std::move(found)) : std::move(found);
    } catch (const SqlError& error) {
      if (error.sqlstate.starts_with("22")) {
        return std::nullopt;
      }
      throw;
    }
  }

  Truth test(const PathNode& node) {
    switch (node.step) {
      case PathStep::and_: {
        const Truth left = test(*node.operands[0]);
        if (left == Truth::no) {
          return left;
        }
        const Truth right = test(*node.operands[1]);
        return right == Truth::yes ? left : right;
      }
      case PathStep::or_: {
        const Truth left = test(*node.operands[0]);
        if (left == Truth::yes) {
          return left;
        }
        const Truth right = test(*node.operands[1]);
        return right == Truth::no ? left : right;
      }
      case PathStep::not_: {
        const Truth inner = test(*node.operands[0]);
        return inner == Truth::unknown ? inner : truth(inner == Truth::no);
      }
      case PathStep::is_unknown:
        return truth(test(*node.operands[0]) == Truth::unknown);
      case PathStep::exists: {
        const std::optional<Found> found = operand(*node.operands[0], false);
        return found ? truth(!found->empty()) : Truth::unknown;
      }
      case PathStep::comparison:
      case PathStep::starts_with:
      case PathStep::like_regex:
        return any_pair(node);
      default:
        path_error("22038", "single boolean result is expected");
    }
  }

  // True when it is for some pair. In strict mode an unknown pair decides; in lax mode a true one does as it is met.
  Truth any_pair(const PathNode& node) {
    const std::optional<Found> left = operand(*node.operands[0]);
    const std::optional<Found> right =
        node.operands.size() > 1 ? operand(*node.operands[1], node.step == PathStep::comparison) : Found{Json{}};
    if (!left || !right) {
      return Truth::unknown;
    }
    bool is_unknown = false, is_true = false;
    for (const Json& one : *left) {
      for (const Json& other : *right) {
        const Truth result = test_pair(node, one, other);
        if (result == Truth::unknown) {
          if (strict_) {
            return result;
          }
          is_unknown = true;
        } else if (result == Truth::yes) {
          if (!strict_) {
            return result;
          }
          is_true = true;
        }
      }
    }
    return is_true ? Truth::yes : is_unknown ? Truth::unknown : Truth::no;
  }

  static Truth test_pair(const PathNode& node, const Json& one, const Json& other) {
    if (node.step == PathStep::comparison) {
      return compare_pair(node.text, one, other);
    }
    if (one.kind != JsonKind::string) {
      return Truth::unknown;
    }
    if (node.step == PathStep::starts_with) {
      return other.kind == JsonKind::string ? truth(one.text.starts_with(other.text)) : Truth::unknown;
    }
    RegexFlags flags;
    for (const char letter : node.literal.text) {
      flags.ignores_case = flags.ignores_case || letter == 'i';
      flags.lines = flags.lines || letter == 'm';
      flags.expanded = flags.expanded || letter == 'x';
    }
    const icu::UnicodeString subject = wide(one.text);
    return truth(find_next(*matcher_over(find_regex(node.text, flags), subject)));
  }

  static Truth compare_pair(const std::string& symbol, const Json& one, const Json& other) {
    const bool has_null = one.kind == JsonKind::null || other.kind == JsonKind::null;
    if (one.kind != other.kind) {
      return has_null ? truth(symbol == "!=") : Truth::unknown;
    }
    if (one.kind == JsonKind::array || one.kind == JsonKind::object) {
      return Truth::unknown;
    }
    int order = 0;
    if (one.kind == JsonKind::boolean) {
      order = static_cast<int>(one.boolean) - static_cast<int>(other.boolean);
    } else if (one.kind == JsonKind::number) {
      order = compare_decimals(one.text, other.text);
    } else if (one.kind == JsonKind::string) {
      order = one.text.compare(other.text);
    }
    return truth(symbol == "=="   ? order == 0
                 : symbol == "!=" ? order != 0
                 : symbol == "<"  ? order < 0
                 : symbol == "<=" ? order <= 0
                 : symbol == ">"  ? order > 0
                                  : order >= 0);
  }

  bool strict_;
  const Json& document_;
  const Json& variables_;
  const Json* current_ = nullptr;
  std::int64_t array_size_ = -1;
};

}  // namespace

std::vector<Json> find_by_path(const Path& path, const Json& document, const Json& variables) {
  return PathSearch(path.strict, document, variables).find(*path.root);
}

}  // namespace emulator::postgres
