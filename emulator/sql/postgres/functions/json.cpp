// Operators and functions that look into JSON documents or change them (manual 9.16). What makes documents of other
// values is in json_make.cpp.
#include "types/json.hpp"

#include <algorithm>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/json_text.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/array.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

using Part = std::optional<std::string_view>;

Value as_document(const Part& part) {
  return part ? Value{std::string(*part)} : Value{Null{}};
}
Value as_text(const Part& part) {
  std::optional<std::string> text = part ? json_as_text(*part) : std::nullopt;
  return text ? Value{std::move(*text)} : Value{Null{}};
}

// Empty: a step is NULL, which leads nowhere.
std::optional<std::vector<std::string>> path_at(Arguments arguments, std::size_t index) {
  std::vector<std::string> path;
  for (const Value& step : std::get<std::shared_ptr<const Array>>(arguments[index])->elements) {
    if (is_null(step)) {
      return std::nullopt;
    }
    path.push_back(element_text(step));
  }
  return path;
}

Part part_at_path(Arguments arguments) {
  const std::optional<std::vector<std::string>> path = path_at(arguments, 1);
  return path ? json_at_path(text_at(arguments, 0), *path) : std::nullopt;
}

template <Value (*show)(const Part&)>
Value member(Arguments arguments, CallContext&) {
  return show(json_member(text_at(arguments, 0), text_at(arguments, 1)));
}
template <Value (*show)(const Part&)>
Value element(Arguments arguments, CallContext&) {
  return show(json_element(text_at(arguments, 0), integer_at(arguments, 1)));
}
// A jsonb that is one value is the only element of an array, as it were.
template <Value (*show)(const Part&)>
Value jsonb_element(Arguments arguments, CallContext& context) {
  const std::string& document = text_at(arguments, 0);
  const std::int64_t index = integer_at(arguments, 1);
  const bool is_one_value = !document.starts_with('[') && !document.starts_with('{');
  return is_one_value && (index == 0 || index == -1) ? show(document) : element<show>(arguments, context);
}
template <Value (*show)(const Part&)>
Value at_path(Arguments arguments, CallContext&) {
  return show(part_at_path(arguments));
}
template <Value (*show)(const Part&)>
Value extract_path(Arguments arguments, CallContext&) {
  std::vector<std::string> path;
  for (std::size_t index = 1; index < arguments.size(); ++index) {
    path.push_back(text_at(arguments, index));
  }
  return show(json_at_path(text_at(arguments, 0), path));
}

// --- jsonb only ---------------------------------------------------------------------------------------------------

Json document_at(Arguments arguments, std::size_t index) {
  return *parse_json(text_at(arguments, index));
}
Value printed(Json document) {
  normalise(document);
  return print(document, jsonb_json);
}

bool is_container(const Json& document) {
  return document.kind == JsonKind::array || document.kind == JsonKind::object;
}

// An array contains a scalar only at the top; members must match by name, elements in any place.
bool contains(const Json& whole, const Json& part, bool at_top) {
  if (whole.kind == JsonKind::array && at_top && !is_container(part)) {
    return std::any_of(whole.elements.begin(), whole.elements.end(),
                       [&](const Json& one) { return !is_container(one) && compare_jsonb(one, part) == 0; });
  }
  if (whole.kind != part.kind) {
    return false;
  }
  if (part.kind == JsonKind::object) {
    for (std::size_t index = 0; index < part.keys.size(); ++index) {
      const Json* found = whole.find(part.keys[index]);
      if (found == nullptr || !contains(*found, part.elements[index], false)) {
        return false;
      }
    }
    return true;
  }
  if (part.kind == JsonKind::array) {
    return std::all_of(part.elements.begin(), part.elements.end(), [&](const Json& wanted) {
      return std::any_of(whole.elements.begin(), whole.elements.end(),
                         [&](const Json& one) { return contains(one, wanted, false); });
    });
  }
  return compare_jsonb(whole, part) == 0;
}

template <std::size_t whole, std::size_t part>
Value jsonb_contains(Arguments arguments, CallContext&) {
  return contains(document_at(arguments, whole), document_at(arguments, part), true);
}

bool has_key(const Json& document, const std::string& key) {
  if (document.kind == JsonKind::object) {
    return document.find(key) != nullptr;
  }
  const auto is_key = [&](const Json& one) { return one.kind == JsonKind::string && one.text == key; };
  return document.kind == JsonKind::array ? std::any_of(document.elements.begin(), document.elements.end(), is_key)
                                          : is_key(document);
}

Value jsonb_exists(Arguments arguments, CallContext&) {
  return has_key(document_at(arguments, 0), text_at(arguments, 1));
}

template <bool all>
Value jsonb_exists_keys(Arguments arguments, CallContext&) {
  const Json document = document_at(arguments, 0);
  const auto& keys = std::get<std::shared_ptr<const Array>>(arguments[1])->elements;
  const auto found = [&](const Value& key) { return is_null(key) ? all : has_key(document, element_text(key)); };
  return all ? std::all_of(keys.begin(), keys.end(), found) : std::any_of(keys.begin(), keys.end(), found);
}

// Two objects are merged, everything else is joined as arrays.
Value jsonb_concat(Arguments arguments, CallContext&) {
  Json left = document_at(arguments, 0);
  Json right = document_at(arguments, 1);
  if (left.kind == JsonKind::object && right.kind == JsonKind::object) {
    for (std::size_t index = 0; index < right.keys.size(); ++index) {
      left.set(right.keys[index], std::move(right.elements[index]));
    }
    return printed(std::move(left));
  }
  const bool left_scalar = !is_container(left), right_scalar = !is_container(right);
  Json joined = Json::array();
  for (Json* side : {&left, &right}) {
    if (side->kind == JsonKind::array) {
      std::move(side->elements.begin(), side->elements.end(), std::back_inserter(joined.elements));
    } else if (side->kind == JsonKind::object || left_scalar || right_scalar || left.kind == JsonKind::array ||
               right.kind == JsonKind::array) {
      joined.elements.push_back(std::move(*side));
    }
  }
  return printed(std::move(joined));
}

[[noreturn]] void bad_operand(const char* sentence) {
  throw make_worded_error(Condition::invalid_parameter_value, sentence);
}

void erase_key(Json& document, const std::string& key) {
  for (std::size_t index = document.elements.size(); index-- > 0;) {
    const Json& one = document.elements[index];
    const bool matches = document.kind == JsonKind::object
                             ? document.keys[index] == key
                             : document.kind == JsonKind::array && one.kind == JsonKind::string && one.text == key;
    if (matches) {
      document.erase(index);
    }
  }
}

Value jsonb_delete_key(Arguments arguments, CallContext&) {
  Json document = document_at(arguments, 0);
  if (!is_container(document)) {
    bad_operand("cannot delete from scalar");
  }
  erase_key(document, text_at(arguments, 1));
  return printed(std::move(document));
}

Value jsonb_delete_keys(Arguments arguments, CallContext&) {
  Json document = document_at(arguments, 0);
  if (!is_container(document)) {
    bad_operand("cannot delete from scalar");
  }
  for (const Value& key : std::get<std::shared_ptr<const Array>>(arguments[1])->elements) {
    if (!is_null(key)) {
      erase_key(document, element_text(key));
    }
  }
  return printed(std::move(document));
}

Value jsonb_delete_element(Arguments arguments, CallContext&) {
  Json document = document_at(arguments, 0);
  if (!is_container(document)) {
    bad_operand("cannot delete from scalar");
  }
  if (document.kind == JsonKind::object) {
    bad_operand("cannot delete from object using integer index");
  }
  const auto count = static_cast<std::int64_t>(document.elements.size());
  const std::int64_t given = integer_at(arguments, 1);
  const std::int64_t index = given < 0 ? count + given : given;
  if (index >= 0 && index < count) {
    document.erase(static_cast<std::size_t>(index));
  }
  return printed(std::move(document));
}

// --- Changing at a path -------------------------------------------------------------------------------------------

enum class Change : std::uint8_t {
  set,     // replace only
  create,  // replace or add
  insert,  // before the element; of an object only where it is new
  append,  // after the element
  remove
};

std::int64_t element_index(const std::string& step, std::size_t position) {
  char* end = nullptr;
  const std::int64_t index = std::strtoll(step.c_str(), &end, 10);
  if (step.empty() || *end != '\0') {
    throw make_worded_error(
        Condition::invalid_text_representation,
        "path element at position " + std::to_string(position) + " is not an integer: \"" + step + "\"");
  }
  return index;
}

void change(Json& document, std::span<const std::string> path, std::size_t depth, const Json& value, Change kind);

void change_member(Json& object, std::span<const std::string> path, std::size_t depth, const Json& value, Change kind) {
  const std::string& key = path[depth];
  const auto found = std::find(object.keys.begin(), object.keys.end(), key);
  const bool is_last = depth + 1 == path.size();
  if (found == object.keys.end()) {
    if (is_last && kind != Change::set && kind != Change::remove) {
      object.set(key, value);
    }
    return;
  }
  const auto index = static_cast<std::size_t>(found - object.keys.begin());
  if (!is_last) {
    change(object.elements[index], path, depth + 1, value, kind);
  } else if (kind == Change::remove) {
    object.erase(index);
  } else if (kind == Change::insert || kind == Change::append) {
    SqlError error = make_worded_error(Condition::invalid_parameter_value, "cannot replace existing key");
    error.hint = "Try using the function jsonb_set to replace key value.";
    throw error;
  } else {
    object.elements[index] = value;
  }
}

void change_element(Json& array, std::span<const std::string> path, std::size_t depth, const Json& value, Change kind) {
  const auto count = static_cast<std::int64_t>(array.elements.size());
  const std::int64_t given = element_index(path[depth], depth + 1);
  const std::int64_t index = given < 0 ? count + given : given;
  const bool is_last = depth + 1 == path.size();
  const bool exists = index >= 0 && index < count;
  if (!is_last) {
    if (exists) {
      change(array.elements[static_cast<std::size_t>(index)], path, depth + 1, value, kind);
    }
    return;
  }
  if (!exists) {
    if (kind != Change::set && kind != Change::remove) {
      array.elements.insert(index < 0 ? array.elements.begin() : array.elements.end(), value);
    }
    return;
  }
  const auto place = array.elements.begin() + index;
  if (kind == Change::remove) {
    array.elements.erase(place);
  } else if (kind == Change::insert || kind == Change::append) {
    array.elements.insert(kind == Change::append ? place + 1 : place, value);
  } else {
    *place = value;
  }
}

void change(Json& document, std::span<const std::string> path, std::size_t depth, const Json& value, Change kind) {
  if (document.kind == JsonKind::object) {
    change_member(document, path, depth, value, kind);
  } else if (document.kind == JsonKind::array) {
    change_element(document, path, depth, value, kind);
  }
}

std::vector<std::string> strict_path(Arguments arguments, std::size_t index) {
  std::optional<std::vector<std::string>> path = path_at(arguments, index);
  if (!path) {
    throw make_worded_error(Condition::invalid_parameter_value, "path element at position 1 is null");
  }
  return std::move(*path);
}

Value changed(Arguments arguments, const Json& value, Change kind) {
  Json document = document_at(arguments, 0);
  if (!is_container(document)) {
    bad_operand(kind == Change::remove ? "cannot delete path in scalar" : "cannot set path in scalar");
  }
  const std::vector<std::string> path = strict_path(arguments, 1);
  if (!path.empty()) {
    change(document, path, 0, value, kind);
  }
  return printed(std::move(document));
}

Value jsonb_set(Arguments arguments, CallContext&) {
  const bool creates = arguments.size() < 4 || std::get<bool>(arguments[3]);
  return changed(arguments, document_at(arguments, 2), creates ? Change::create : Change::set);
}
// SET document['key'] = value: (document, value, key). A document that is NULL is an object without members.
Value jsonb_assign(Arguments arguments, CallContext&) {
  if (arguments.size() > 3) {
    throw make_error(Condition::feature_not_supported, {"assignment to a part of a part of a jsonb document"});
  }
  if (is_null(arguments[2])) {
    throw make_worded_error(Condition::null_value_not_allowed, "jsonb subscript in assignment must not be null");
  }
  Json document = is_null(arguments[0]) ? Json::object() : document_at(arguments, 0);
  if (!is_container(document)) {
    SqlError error = make_worded_error(Condition::invalid_parameter_value, "cannot replace existing key");
    error.detail = "The path assumes key is a composite object, but it is a scalar value.";
    throw error;
  }
  const std::string path[] = {element_text(arguments[2])};
  const Json value = is_null(arguments[1]) ? Json{} : document_at(arguments, 1);
  change(document, path, 0, value, Change::create);
  return printed(std::move(document));
}
Value jsonb_insert(Arguments arguments, CallContext&) {
  const bool after = arguments.size() > 3 && std::get<bool>(arguments[3]);
  return changed(arguments, document_at(arguments, 2), after ? Change::append : Change::insert);
}
Value jsonb_delete_path(Arguments arguments, CallContext&) {
  return changed(arguments, Json{}, Change::remove);
}

// --- Looking at documents -----------------------------------------------------------------------------------------

Value type_of_document(Arguments arguments, CallContext&) {
  switch (json_pieces(text_at(arguments, 0)).first) {
    case '{':
      return std::string("object");
    case '[':
      return std::string("array");
    case '"':
      return std::string("string");
    case 'n':
      return std::string("null");
    case 't':
    case 'f':
      return std::string("boolean");
    default:
      return std::string("number");
  }
}

Value array_length(Arguments arguments, CallContext&) {
  const JsonPieces pieces = json_pieces(text_at(arguments, 0));
  if (pieces.first != '[') {
    bad_operand(pieces.first == '{' ? "cannot get array length of a non-array" : "cannot get array length of a scalar");
  }
  return static_cast<std::int64_t>(pieces.values.size());
}

void strip_nulls_of(Json& document) {
  for (std::size_t index = document.elements.size(); index-- > 0;) {
    if (document.kind == JsonKind::object && document.elements[index].kind == JsonKind::null) {
      document.erase(index);
    } else {
      strip_nulls_of(document.elements[index]);
    }
  }
}
// As jsonb_set, with a say in what SQL's NULL does as the new value.
Value jsonb_set_lax(Arguments arguments, CallContext& context) {
  const bool has_creates = arguments.size() > 3;
  if (is_null(arguments[0]) || is_null(arguments[1]) || (has_creates && is_null(arguments[3]))) {
    return Null{};
  }
  const bool names_treatment = arguments.size() > 4 && !is_null(arguments[4]);
  const std::string treatment = names_treatment ? text_at(arguments, 4) : arguments.size() > 4 ? "" : "use_json_null";
  const bool is_known = treatment == "raise_exception" || treatment == "use_json_null" || treatment == "delete_key" ||
                        treatment == "return_target";
  if (!is_known) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or "
                            "\"raise_exception\"");
  }
  if (!is_null(arguments[2])) {
    return jsonb_set(arguments.first(std::min<std::size_t>(arguments.size(), 4)), context);
  }
  if (treatment == "raise_exception") {
    SqlError error = make_worded_error(Condition::invalid_parameter_value, "JSON value must not be null");
    error.sqlstate = "22004";
    error.detail = "Exception was raised because null_value_treatment is \"raise_exception\".";
    error.hint = "To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.";
    throw error;
  }
  if (treatment == "return_target") {
    return arguments[0];
  }
  if (treatment == "delete_key") {
    return jsonb_delete_path(arguments.first(2), context);
  }
  std::vector<Value> with_null(arguments.begin(), arguments.begin() + (has_creates ? 4 : 3));
  with_null[2] = std::string("null");
  return jsonb_set(with_null, context);
}

Value jsonb_strip_nulls(Arguments arguments, CallContext&) {
  Json document = document_at(arguments, 0);
  strip_nulls_of(document);
  return printed(std::move(document));
}
Value json_strip_nulls(Arguments arguments, CallContext&) {
  Json document = document_at(arguments, 0);
  strip_nulls_of(document);
  return print(document, {.numbers = JsonNumbers::as_written, .spaces = false});
}
// One member or element a line; empty containers take two lines as well.
void append_pretty(std::string& text, const Json& document, std::size_t depth) {
  if (!is_container(document)) {
    text += print(document, jsonb_json);
    return;
  }
  const bool is_object = document.kind == JsonKind::object;
  text += is_object ? "{" : "[";
  for (std::size_t index = 0; index < document.elements.size(); ++index) {
    text += (index == 0 ? "\n" : ",\n") + std::string((depth + 1) * 4, ' ');
    if (is_object) {
      append_json_string(text, document.keys[index]);
      text += ": ";
    }
    append_pretty(text, document.elements[index], depth + 1);
  }
  text += "\n" + std::string(depth * 4, ' ') + (is_object ? "}" : "]");
}
Value jsonb_pretty(Arguments arguments, CallContext&) {
  std::string text;
  append_pretty(text, document_at(arguments, 0), 0);
  return text;
}
// --- Rows -------------------------------------------------------------------------------------------------------

void add_access(Overloads& rows) {
  for (const TypeId id : {json, jsonb}) {
    const auto row = [&](std::string_view symbol, Type right, Type result, std::string_view native,
                         sql::NativeFunction function) {
      rows.push_back(as_operator(native_row(symbol, std::vector<Type>{type(id), right}, result, native, function)));
    };
    row("->", type(text), type(id), "pg_json_member", member<as_document>);
    row("->>", type(text), type(text), "pg_json_member_text", member<as_text>);
    row("#>", array_of(text), type(id), "pg_json_path", at_path<as_document>);
    row("#>>", array_of(text), type(text), "pg_json_path_text", at_path<as_text>);
    const bool binary = id == jsonb;
    row("->", type(integer), type(id), binary ? "pg_jsonb_element" : "pg_json_element",
        binary ? jsonb_element<as_document> : element<as_document>);
    row("->>", type(integer), type(text), binary ? "pg_jsonb_element_text" : "pg_json_element_text",
        binary ? jsonb_element<as_text> : element<as_text>);
    const auto path = [&](std::string_view name, Type result, std::string_view native, sql::NativeFunction function) {
      rows.push_back(variadic(native_row(name, types_of({id, text}), result, native, function)));
    };
    path(binary ? "jsonb_extract_path" : "json_extract_path", type(id), "pg_json_extract_path",
         extract_path<as_document>);
    path(binary ? "jsonb_extract_path_text" : "json_extract_path_text", type(text), "pg_json_extract_path_text",
         extract_path<as_text>);
    rows.push_back(native_row(binary ? "jsonb_typeof" : "json_typeof", {id}, text, "pg_json_typeof", type_of_document));
    rows.push_back(native_row(binary ? "jsonb_array_length" : "json_array_length", {id}, integer,
                              "pg_json_array_length", array_length));
  }
}

void add_binary(Overloads& rows) {
  const auto row = [&](std::string_view symbol, Type right, Type result, std::string_view native,
                       sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(symbol, std::vector<Type>{type(jsonb), right}, result, native, function)));
  };
  row("@>", type(jsonb), type(boolean), "pg_jsonb_contains", jsonb_contains<0, 1>);
  row("<@", type(jsonb), type(boolean), "pg_jsonb_contained", jsonb_contains<1, 0>);
  row("?", type(text), type(boolean), "pg_jsonb_exists", jsonb_exists);
  row("?|", array_of(text), type(boolean), "pg_jsonb_exists_any", jsonb_exists_keys<false>);
  row("?&", array_of(text), type(boolean), "pg_jsonb_exists_all", jsonb_exists_keys<true>);
  row("||", type(jsonb), type(jsonb), "pg_jsonb_concat", jsonb_concat);
  row("-", type(text), type(jsonb), "pg_jsonb_delete_key", jsonb_delete_key);
  row("-", array_of(text), type(jsonb), "pg_jsonb_delete_keys", jsonb_delete_keys);
  row("-", type(integer), type(jsonb), "pg_jsonb_delete_element", jsonb_delete_element);
  row("#-", array_of(text), type(jsonb), "pg_jsonb_delete_path", jsonb_delete_path);
}

void add_changes(Overloads& rows) {
  for (const TypeId key : {text, integer}) {
    rows.push_back(seeing_nulls(variadic(
        native_row("assigned element", types_of({jsonb, jsonb, key}), type(jsonb), "pg_jsonb_assign", jsonb_assign))));
  }
  for (const std::string_view name : {"jsonb_set", "jsonb_insert"}) {
    const bool sets = name == "jsonb_set";
    const std::vector<Type> three = {type(jsonb), array_of(text), type(jsonb)};
    std::vector<Type> four = three;
    four.push_back(type(boolean));
    const auto function = sets ? jsonb_set : jsonb_insert;
    rows.push_back(native_row(name, three, type(jsonb), sets ? "pg_jsonb_set" : "pg_jsonb_insert", function));
    rows.push_back(with_names(
        native_row(name, four, type(jsonb), sets ? "pg_jsonb_set" : "pg_jsonb_insert", function),
        {{"jsonb_in"}, {"path"}, {"replacement"}, {sets ? "create_if_missing" : "insert_after", Value{sets}}}));
  }
  const std::vector<Type> lax = {type(jsonb), array_of(text), type(jsonb), type(boolean), type(text)};
  for (std::size_t count = 3; count <= lax.size(); ++count) {
    rows.push_back(
        seeing_nulls(native_row("jsonb_set_lax", {lax.begin(), lax.begin() + static_cast<std::ptrdiff_t>(count)},
                                type(jsonb), "pg_jsonb_set_lax", jsonb_set_lax)));
  }
  rows.back().names = {
      {"jsonb_in"}, {"path"}, {"replacement"}, {"create_if_missing", true}, {"null_value_treatment", "use_json_null"}};
  rows.push_back(native_row("jsonb_strip_nulls", {jsonb}, jsonb, "pg_jsonb_strip_nulls", jsonb_strip_nulls));
  rows.push_back(native_row("json_strip_nulls", {json}, json, "pg_json_strip_nulls", json_strip_nulls));
  rows.push_back(native_row("jsonb_pretty", {jsonb}, text, "pg_jsonb_pretty", jsonb_pretty));
}

}  // namespace

void add_json_functions(Overloads& rows) {
  add_access(rows);
  add_binary(rows);
  add_changes(rows);
  add_json_makers(rows);
}

}  // namespace emulator::postgres
