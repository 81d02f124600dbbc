// JSON made of other values (manual, table 9.47 and 9.21): the arguments come as JSON already, see json_value.
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

std::string document_of(const Value& value) {
  return is_null(value) ? "null" : std::get<std::string>(value);
}

// Keys are strings, whatever they were.
std::string key_of(const Value& value) {
  const std::string& document = std::get<std::string>(value);
  if (document.starts_with('"')) {
    return document;
  }
  if (document.starts_with('{') || document.starts_with('[')) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            "key value must be scalar, not array, composite, or json");
  }
  std::string quoted;
  append_json_string(quoted, document);
  return quoted;
}

Value finished(std::string document, bool binary) {
  return binary ? Value{*normalised_jsonb(document)} : Value{std::move(document)};
}

template <bool binary>
Value build_object(Arguments arguments, CallContext&) {
  if (arguments.size() % 2 != 0) {
    SqlError error =
        make_worded_error(Condition::invalid_parameter_value, "argument list must have even number of elements");
    error.hint = std::string("The arguments of ") + (binary ? "jsonb" : "json") +
                 "_build_object() must consist of alternating keys and values.";
    throw error;
  }
  std::string document = "{";
  for (std::size_t index = 0; index < arguments.size(); index += 2) {
    if (is_null(arguments[index])) {
      const std::string number = std::to_string(index + 1);
      SqlError error =
          make_worded_error(Condition::invalid_parameter_value, binary ? "argument " + number + ": key must not be null"
                                                                       : "argument " + number + " cannot be null");
      error.hint = binary ? "" : "Object keys should be text.";
      throw error;
    }
    document += (index > 0 ? ", " : "") + key_of(arguments[index]) + " : " + document_of(arguments[index + 1]);
  }
  return finished(document + "}", binary);
}

template <bool binary>
Value build_array(Arguments arguments, CallContext&) {
  std::string document = "[";
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    document += (index > 0 ? ", " : "") + document_of(arguments[index]);
  }
  return finished(document + "]", binary);
}

template <bool binary>
Value to_document(Arguments arguments, CallContext&) {
  return finished(text_at(arguments, 0), binary);
}

template <bool binary, bool structured = false>
class JsonAggregate final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    const bool on_a_line = structured && !document_.empty() && !is_null(arguments[0]);
    document_ += (document_.empty() ? "[" : on_a_line ? ", \n " : ", ") + document_of(arguments[0]);
  }
  Value finish(CallContext&) override {
    return document_.empty() ? Value{Null{}} : finished(std::move(document_) + "]", binary);
  }

 private:
  std::string document_;
};

template <bool binary>
class JsonObjectAggregate final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      throw make_worded_error(Condition::invalid_parameter_value, "field name must not be null");
    }
    document_ += document_.empty() ? "{ " : ", ";
    document_ += key_of(arguments[0]) + " : " + document_of(arguments[1]);
  }
  Value finish(CallContext&) override {
    return document_.empty() ? Value{Null{}} : finished(std::move(document_) + " }", binary);
  }

 private:
  std::string document_;
};

template <bool binary>
void add_kind(Overloads& rows) {
  const Type result = type(binary ? jsonb : json);
  const auto pick = [](std::string_view plain, std::string_view other) { return binary ? other : plain; };
  const auto any_number = [&](std::string_view name, std::string_view native, sql::NativeFunction function) {
    rows.push_back(seeing_nulls(native_row(name, std::vector<Type>{}, result, native, function)));
    rows.push_back(seeing_nulls(variadic(native_row(name, std::vector<Type>{json_value}, result, native, function))));
  };
  any_number(pick("json_build_object", "jsonb_build_object"), pick("pg_json_build_object", "pg_jsonb_build_object"),
             build_object<binary>);
  any_number(pick("json_build_array", "jsonb_build_array"), pick("pg_json_build_array", "pg_jsonb_build_array"),
             build_array<binary>);
  rows.push_back(native_row(pick("to_json", "to_jsonb"), std::vector<Type>{json_value}, result,
                            pick("pg_to_json", "pg_to_jsonb"), to_document<binary>));
  rows.push_back(aggregate_row(pick("json_agg", "jsonb_agg"), {json_value}, result, pick("pg_json_agg", "pg_jsonb_agg"),
                               make_aggregate<JsonAggregate<binary>>));
  if constexpr (!binary) {
    rows.push_back(aggregate_row("json_agg", {structured_json_value}, result, "pg_json_agg_structured",
                                 make_aggregate<JsonAggregate<false, true>>));
  }
  rows.push_back(aggregate_row(pick("json_object_agg", "jsonb_object_agg"), {json_value, json_value}, result,
                               pick("pg_json_object_agg", "pg_jsonb_object_agg"),
                               make_aggregate<JsonObjectAggregate<binary>>));
}

}  // namespace

void add_json_makers(Overloads& rows) {
  add_kind<false>(rows);
  add_kind<true>(rows);
  rows.push_back(
      native_row("row_to_json", std::vector<Type>{row_json_value}, type(json), "pg_to_json", to_document<false>));
  rows.push_back(
      native_row("array_to_json", std::vector<Type>{array_json_value}, type(json), "pg_to_json", to_document<false>));
}

}  // namespace emulator::postgres
