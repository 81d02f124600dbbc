// JSON functions that make, read and search documents. Those that change them are in json_change.cpp.
#include <algorithm>

#include "base/text.hpp"
#include "sql/mysql/collations.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/json_arguments.hpp"
#include "sql/mysql/functions/like.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

bool any_null(Arguments arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const Value& value) { return is_null(value); });
}

// --- Making --------------------------------------------------------------------------------------------------------

Value json_array(Arguments arguments, CallContext&) {
  Json array = Json::array();
  for (const auto& argument : arguments) array.elements.push_back(json_value_of(argument));
  return printed(array);
}

// key, value, key, value ...
Value json_object(Arguments arguments, CallContext&) {
  if (arguments.size() % 2 != 0) {
    throw make_error(Condition::argument_count, {"json_object", "json_object"});
  }
  Json object = Json::object();
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
    if (is_null(arguments[i])) {
      throw worded_error(Condition::invalid_json, 3158, "22032", "JSON documents may not contain NULL member names.");
    }
    const Json key = json_value_of(arguments[i]);
    object.set(key.kind == JsonKind::string ? key.text : print(key, mysql_json), json_value_of(arguments[i + 1]));
  }
  normalise(object);
  return printed(object);
}

Value json_quote(Arguments arguments, CallContext&) {
  std::string quoted;
  append_json_string(quoted, view_of(arguments[0]));
  return quoted;
}

Value unquoted(std::string_view text, std::string_view function) {
  if (text.size() < 2 || !text.starts_with('"') || !text.ends_with('"')) return std::string{text};
  return document_of(Value{std::string{text}}, 1, function).text;
}
Value json_unquote(Arguments arguments, CallContext&) {
  return unquoted(view_of(arguments[0]), "json_unquote");
}

// --- Reading -------------------------------------------------------------------------------------------------------

// One path without wildcards gives the value; else an array of what was found. NULL: nothing found.
Value json_extract(Arguments arguments, CallContext&) {
  const Json document = document_of(arguments[0], 1, "json_extract");
  std::vector<const Json*> found;
  bool single = arguments.size() == 2;
  for (const auto& argument : arguments.subspan(1)) {
    const JsonPath path = path_of(argument);
    single = single && path.is_single();
    for (const Json* value : find_all(document, path)) found.push_back(value);
  }
  if (found.empty()) return Null{};
  if (single) return printed(*found.front());
  Json array = Json::array();
  for (const Json* value : found) array.elements.push_back(*value);
  return printed(array);
}

Value json_extract_unquoted(Arguments arguments, CallContext& context) {
  const Value found = json_extract(arguments, context);
  return is_null(found) ? found : unquoted(view_of(found), "json_unquote");
}

// JSON_VALUE(document, path) as VARCHAR(512): NULL for objects and arrays.
Value json_value(Arguments arguments, CallContext&) {
  const Json document = document_of(arguments[0], 1, "json_value");
  const auto found = find_all(document, path_of(arguments[1], true));
  if (found.empty()) return Null{};
  const Json& value = *found.front();
  if (value.kind == JsonKind::string) return value.text;
  if (value.kind == JsonKind::null || value.kind == JsonKind::array || value.kind == JsonKind::object) return Null{};
  return print(value, mysql_json);
}

Value json_valid(Arguments arguments, CallContext&) {
  return truth(std::holds_alternative<std::string>(arguments[0]) && parse_json(view_of(arguments[0])).has_value());
}

std::string_view type_name(const Json& json) {
  switch (json.kind) {
    case JsonKind::null:
      return "NULL";
    case JsonKind::boolean:
      return "BOOLEAN";
    case JsonKind::string:
      return "STRING";
    case JsonKind::array:
      return "ARRAY";
    case JsonKind::object:
      return "OBJECT";
    case JsonKind::number: {
      const std::string digits = print(json, mysql_json);
      if (digits.find_first_of(".e") != std::string::npos) return "DOUBLE";
      const bool is_large = !Decimal::parse(digits).value_or(Decimal{}).to_int64().has_value();
      return is_large ? "UNSIGNED INTEGER" : "INTEGER";
    }
  }
  return "";
}
Value type_of_json(Arguments arguments, CallContext&) {
  return std::string{type_name(document_of(arguments[0], 1, "json_type"))};
}

const Json* at_path(const Json& document, Arguments arguments, std::size_t index) {
  if (arguments.size() <= index) return &document;
  const auto found = find_all(document, path_of(arguments[index], true));
  return found.empty() ? nullptr : found.front();
}

Value json_length(Arguments arguments, CallContext&) {
  const Json document = document_of(arguments[0], 1, "json_length");
  const Json* const value = at_path(document, arguments, 1);
  if (value == nullptr) return Null{};
  const bool is_container = value->kind == JsonKind::array || value->kind == JsonKind::object;
  return is_container ? static_cast<std::int64_t>(value->elements.size()) : std::int64_t{1};
}

std::int64_t depth_of(const Json& json) {
  std::int64_t depth = 0;
  for (const auto& element : json.elements) depth = std::max(depth, depth_of(element));
  return depth + 1;
}
Value json_depth(Arguments arguments, CallContext&) {
  return depth_of(document_of(arguments[0], 1, "json_depth"));
}

Value json_keys(Arguments arguments, CallContext&) {
  const Json document = document_of(arguments[0], 1, "json_keys");
  const Json* const value = at_path(document, arguments, 1);
  if (value == nullptr || value->kind != JsonKind::object) return Null{};
  Json keys = Json::array();
  for (const auto& key : value->keys) keys.elements.push_back(Json::string(key));
  return printed(keys);
}

Value json_pretty(Arguments arguments, CallContext&) {
  JsonPrint style = mysql_json;
  style.indent = 2;
  return print(document_of(arguments[0], 1, "json_pretty"), style);
}

// --- Searching -----------------------------------------------------------------------------------------------------

bool equal(const Json& left, const Json& right) {
  return compare_mysql_json(left, right) == 0;
}

bool contains(const Json& target, const Json& candidate) {
  if (target.kind == JsonKind::array) {
    const auto holds = [&](const Json& wanted) {
      return std::any_of(target.elements.begin(), target.elements.end(),
                         [&](const Json& element) { return contains(element, wanted); });
    };
    if (candidate.kind != JsonKind::array) return holds(candidate);
    return std::all_of(candidate.elements.begin(), candidate.elements.end(), holds);
  }
  if (target.kind == JsonKind::object && candidate.kind == JsonKind::object) {
    for (std::size_t i = 0; i < candidate.keys.size(); ++i) {
      const Json* const own = target.find(candidate.keys[i]);
      if (own == nullptr || !contains(*own, candidate.elements[i])) return false;
    }
    return true;
  }
  return equal(target, candidate);
}

Value json_contains(Arguments arguments, CallContext&) {
  const Json document = document_of(arguments[0], 1, "json_contains");
  const Json candidate = document_of(arguments[1], 2, "json_contains");
  const Json* const target = at_path(document, arguments, 2);
  return target == nullptr ? Value{Null{}} : truth(contains(*target, candidate));
}

// document, 'one' or 'all', path ...
Value json_contains_path(Arguments arguments, CallContext&) {
  const Json document = document_of(arguments[0], 1, "json_contains_path");
  const bool all = ascii_iequals(view_of(arguments[1]), "all");
  if (!all && !ascii_iequals(view_of(arguments[1]), "one")) {
    throw worded_error(Condition::invalid_json, 3154, "42000",
                       "The oneOrAll argument to json_contains_path may take these values: 'one' or 'all'.");
  }
  for (const auto& argument : arguments.subspan(2)) {
    const bool found = !find_all(document, path_of(argument)).empty();
    if (found != all) return truth(found);
  }
  return truth(all);
}

Value member_of(Arguments arguments, CallContext&) {
  const Json value = json_value_of(arguments[0]);
  const Json array = document_of(arguments[1], 2, "member of");
  if (array.kind != JsonKind::array) return truth(equal(array, value));
  return truth(std::any_of(array.elements.begin(), array.elements.end(),
                           [&](const Json& element) { return equal(element, value); }));
}

Value json_overlaps(Arguments arguments, CallContext&) {
  const Json left = document_of(arguments[0], 1, "json_overlaps");
  const Json right = document_of(arguments[1], 2, "json_overlaps");
  if (left.kind == JsonKind::object && right.kind == JsonKind::object) {
    for (std::size_t i = 0; i < left.keys.size(); ++i) {
      const Json* const other = right.find(left.keys[i]);
      if (other != nullptr && equal(*other, left.elements[i])) return truth(true);
    }
    return truth(false);
  }
  const auto items = [](const Json& json) { return json.kind == JsonKind::array ? json.elements : std::vector{json}; };
  for (const Json& mine : items(left)) {
    for (const Json& theirs : items(right)) {
      if (equal(mine, theirs)) return truth(true);
    }
  }
  return truth(false);
}

// The paths of texts that match a LIKE pattern.
class Finder {
 public:
  Finder(std::string_view pattern, char32_t escape, bool all) : all_(all) {
    pattern_.prepare(pattern, escape, Matching::exact);
  }

  void search(const Json& value, const std::string& path) {
    if (!all_ && !found.elements.empty()) return;
    if (value.kind == JsonKind::string && pattern_.matches(value.text)) found.elements.push_back(Json::string(path));
    for (std::size_t i = 0; i < value.elements.size(); ++i) {
      const bool in_array = value.kind == JsonKind::array;
      search(value.elements[i], path + (in_array ? "[" + std::to_string(i) + "]" : "." + step(value.keys[i])));
    }
  }

  Json found = Json::array();

 private:
  static std::string step(const std::string& key) {
    const bool plain = !key.empty() && !is_ascii_digit(key.front()) && std::all_of(key.begin(), key.end(), [](char c) {
      return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c == '$';
    });
    if (plain) return key;
    std::string quoted;
    append_json_string(quoted, key);
    return quoted;
  }

  LikePattern pattern_;
  bool all_;
};

// document, 'one' or 'all', pattern [, escape]
Value json_search(Arguments arguments, CallContext&) {
  if (any_null(arguments.first(3))) return Null{};
  const Json document = document_of(arguments[0], 1, "json_search");
  const bool has_escape = arguments.size() > 3 && !is_null(arguments[3]) && !view_of(arguments[3]).empty();
  Finder finder{view_of(arguments[2]), has_escape ? utf8_at(view_of(arguments[3]), 0).code_point : U'\\',
                ascii_iequals(view_of(arguments[1]), "all")};
  finder.search(document, "$");
  if (finder.found.elements.empty()) return Null{};
  return printed(finder.found.elements.size() == 1 ? finder.found.elements.front() : finder.found);
}

void add_readers(Rows& rows) {
  using enum TypeId;
  variadic(rows.native("json_extract", {text, text}, json_type, "my_json_extract", json_extract));
  operator_row(rows.native("->", {text, text}, json_type, "my_json_arrow", json_extract));
  operator_row(rows.native("->>", {text, text}, text_type, "my_json_arrow_text", json_extract_unquoted));
  rows.native("json_value", {text, text}, text_type, "my_json_value", json_value);
  rows.native("json_type", {text}, text_type, "my_json_type", type_of_json);
  rows.native("json_length", {text}, bigint_type, "my_json_length", json_length);
  rows.native("json_length", {text, text}, bigint_type, "my_json_length", json_length);
  rows.native("json_depth", {text}, bigint_type, "my_json_depth", json_depth);
  rows.native("json_keys", {text}, json_type, "my_json_keys", json_keys);
  rows.native("json_keys", {text, text}, json_type, "my_json_keys", json_keys);
  rows.native("json_pretty", {text}, text_type, "my_json_pretty", json_pretty);
  rows.native("json_valid", {any}, truth_value_type, "my_json_valid", json_valid);
}

}  // namespace

namespace {

Json parsed(const Value& value, int argument, std::string_view function) {
  JsonFault fault;
  auto document = parse_json(view_of(value), &fault);
  if (!document) {
    throw worded_error(Condition::invalid_json, 3141, "22032",
                       "Invalid JSON text in argument " + std::to_string(argument) + " to function " +
                           std::string{function} + ": \"" + std::string{fault.message} + "\" at position " +
                           std::to_string(fault.position) + ".");
  }
  normalise(*document);
  return std::move(*document);
}

}  // namespace

Json document_of(const Value& value, int argument, std::string_view function) {
  Json document = parsed(value, argument, function);
  normalise_mysql_numbers(document);
  return document;
}

// A DECIMAL keeps its digits: 1.50 stays 1.50.
Json json_value_of(const Value& value) {
  if (is_null(value)) return Json{};
  return parsed(value, 1, "json_value");
}

JsonPath path_of(const Value& value, bool single) {
  std::size_t position = 0;
  auto path = parse_json_path(view_of(value), &position);
  if (!path) {
    throw worded_error(
        Condition::invalid_json, 3143, "42000",
        "Invalid JSON path expression. The error is around character position " + std::to_string(position) + ".");
  }
  if (single && !path->is_single()) {
    throw worded_error(Condition::invalid_json, 3149, "42000",
                       "In this situation, path expressions may not contain the * and ** tokens or an array range.");
  }
  return std::move(*path);
}

Value printed(const Json& document) {
  return print(document, {.numbers = JsonNumbers::as_written, .spaces = true, .indent = 0});
}

void add_json_functions(Rows& rows) {
  using enum TypeId;
  rows.native("json_array", {}, json_type, "my_json_array", json_array);
  sees_nulls(variadic(rows.native("json_array", {json}, json_type, "my_json_array", json_array)));
  rows.native("json_object", {}, json_type, "my_json_object", json_object);
  sees_nulls(variadic(rows.native("json_object", {json, json}, json_type, "my_json_object", json_object)));
  rows.native("json_quote", {text}, text_type, "my_json_quote", json_quote);
  rows.native("json_unquote", {text}, text_type, "my_json_unquote", json_unquote);
  add_readers(rows);
  rows.native("json_contains", {text, text}, truth_value_type, "my_json_contains", json_contains);
  rows.native("json_contains", {text, text, text}, truth_value_type, "my_json_contains", json_contains);
  variadic(rows.native("json_contains_path", {text, text, text}, truth_value_type, "my_json_contains_path",
                       json_contains_path));
  operator_row(rows.native("MEMBER OF", {json, text}, truth_value_type, "my_member_of", member_of));
  rows.native("json_overlaps", {text, text}, truth_value_type, "my_json_overlaps", json_overlaps);
  rows.native("json_search", {text, text, text}, json_type, "my_json_search", json_search);
  sees_nulls(rows.native("json_search", {text, text, text, text}, json_type, "my_json_search", json_search));
}

}  // namespace emulator::mysql
