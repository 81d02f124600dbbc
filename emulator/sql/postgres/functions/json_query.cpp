// jsonb_path_*() and the operators @? and @@ (manual 9.16.2), and JSON objects made of arrays.
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/json_path.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// Arguments: document, path[, variables[, silent]]. Empty: an error that was to be passed over.
std::optional<std::vector<Json>> search(Arguments arguments, bool silent) {
  const bool passes_over = silent || (arguments.size() > 3 && std::get<bool>(arguments[3]));
  const Path path = parse_path(text_at(arguments, 1));
  const Json document = *parse_json(text_at(arguments, 0));
  const Json variables = arguments.size() > 2 ? *parse_json(text_at(arguments, 2)) : Json::object();
  if (variables.kind != JsonKind::object) {
    SqlError error = make_worded_error(Condition::invalid_parameter_value, "\"vars\" argument is not an object");
    error.detail = "Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.";
    throw error;
  }
  try {
    return find_by_path(path, document, variables);
  } catch (const SqlError& error) {
    if (passes_over && error.sqlstate.starts_with("22")) {
      return std::nullopt;
    }
    throw;
  }
}

template <bool silent>
Value path_exists(Arguments arguments, CallContext&) {
  const auto found = search(arguments, silent);
  return found ? Value{!found->empty()} : Value{Null{}};
}

template <bool silent>
Value path_match(Arguments arguments, CallContext&) {
  const auto found = search(arguments, silent);
  if (!found) {
    return Null{};
  }
  if (found->size() == 1 && found->front().kind == JsonKind::boolean) {
    return found->front().boolean;
  }
  const bool is_null = found->size() == 1 && found->front().kind == JsonKind::null;
  const bool passes_over = silent || (arguments.size() > 3 && std::get<bool>(arguments[3]));
  if (is_null || passes_over) {
    return Null{};
  }
  bad_argument("22038", "single boolean result is expected");
}

Value path_query(Arguments arguments, CallContext&) {
  RowSetWriter rows;
  if (const auto found = search(arguments, false)) {
    for (const Json& item : *found) {
      const Value row[] = {print(item, jsonb_json)};
      rows.add(row);
    }
  }
  return rows.take();
}

Value path_query_array(Arguments arguments, CallContext&) {
  auto found = search(arguments, false);
  if (!found) {
    return std::string("[]");
  }
  Json all = Json::array();
  all.elements = std::move(*found);
  return print(all, jsonb_json);
}

Value path_query_first(Arguments arguments, CallContext&) {
  const auto found = search(arguments, false);
  return found && !found->empty() ? Value{print(found->front(), jsonb_json)} : Value{Null{}};
}

// --- json_object ------------------------------------------------------------------------------------------------

using ArrayPointer = std::shared_ptr<const Array>;

void append_pair(std::string& document, const Value& key, const Value& value) {
  if (is_null(key)) {
    bad_argument("22004", "null value not allowed for object key");
  }
  document += document == "{" ? "" : ", ";
  append_json_string(document, std::get<std::string>(key));
  document += " : ";
  if (is_null(value)) {
    document += "null";
  } else {
    append_json_string(document, std::get<std::string>(value));
  }
}

[[noreturn]] void bad_shape(const char* sentence) {
  throw make_error(Condition::array_subscript_error, {sentence});
}

// {key, value, …}, {{key, value}, …}, or keys and values apart.
template <bool binary>
Value object_of_arrays(Arguments arguments, CallContext&) {
  const auto& keys = std::get<ArrayPointer>(arguments[0])->elements;
  std::string document = "{";
  if (arguments.size() > 1) {
    const auto& values = std::get<ArrayPointer>(arguments[1])->elements;
    if (keys.size() != values.size()) {
      bad_shape("mismatched array dimensions");
    }
    for (std::size_t index = 0; index < keys.size(); ++index) {
      append_pair(document, keys[index], values[index]);
    }
  } else if (!keys.empty() && std::holds_alternative<ArrayPointer>(keys.front())) {
    for (const Value& row : keys) {
      const auto& pair = std::get<ArrayPointer>(row)->elements;
      if (pair.size() != 2) {
        bad_shape("array must have two columns");
      }
      append_pair(document, pair[0], pair[1]);
    }
  } else {
    if (keys.size() % 2 != 0) {
      bad_shape("array must have even number of elements");
    }
    for (std::size_t index = 0; index < keys.size(); index += 2) {
      append_pair(document, keys[index], keys[index + 1]);
    }
  }
  document += "}";
  return binary ? *normalised_jsonb(document) : document;
}

}  // namespace

void add_json_queries(Overloads& rows) {
  const auto up_to = [&](std::string_view name, TypeId result, std::string_view native, sql::NativeFunction function) {
    const std::vector<Type> full = {type(jsonb), json_path, type(jsonb), type(boolean)};
    for (std::size_t count = 2; count <= full.size(); ++count) {
      rows.push_back(native_row(name, {full.begin(), full.begin() + static_cast<std::ptrdiff_t>(count)}, type(result),
                                native, function));
      rows.back().kind = function == &path_query ? sql::OverloadKind::rows : sql::OverloadKind::function;
    }
    rows.back().names = {{"target"}, {"path"}, {"vars", "{}"}, {"silent", false}};
  };
  // The _tz ones differ in .datetime() only, which paths do not have here.
  for (const bool zoned : {false, true}) {
    const auto called = [&](std::string_view plain, std::string_view with_zone) { return zoned ? with_zone : plain; };
    up_to(called("jsonb_path_exists", "jsonb_path_exists_tz"), boolean, "pg_jsonb_path_exists", path_exists<false>);
    up_to(called("jsonb_path_match", "jsonb_path_match_tz"), boolean, "pg_jsonb_path_match", path_match<false>);
    up_to(called("jsonb_path_query", "jsonb_path_query_tz"), jsonb, "pg_jsonb_path_query", path_query);
    up_to(called("jsonb_path_query_array", "jsonb_path_query_array_tz"), jsonb, "pg_jsonb_path_query_array",
          path_query_array);
    up_to(called("jsonb_path_query_first", "jsonb_path_query_first_tz"), jsonb, "pg_jsonb_path_query_first",
          path_query_first);
  }
  const std::vector<Type> two = {type(jsonb), json_path};
  rows.push_back(as_operator(native_row("@?", two, type(boolean), "pg_jsonb_path_exists_opr", path_exists<true>)));
  rows.push_back(as_operator(native_row("@@", two, type(boolean), "pg_jsonb_path_match_opr", path_match<true>)));
  for (const std::size_t count : {1U, 2U}) {
    const std::vector<Type> arrays(count, array_of(text));
    rows.push_back(native_row("json_object", arrays, type(json), "pg_json_object", object_of_arrays<false>));
    rows.push_back(native_row("jsonb_object", arrays, type(jsonb), "pg_jsonb_object", object_of_arrays<true>));
  }
}

}  // namespace emulator::postgres
