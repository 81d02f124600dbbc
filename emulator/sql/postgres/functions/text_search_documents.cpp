// From texts and JSON to tsvectors and tsqueries, by a configuration that is named or the session's.
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/text_search.hpp"
#include "sql/postgres/text_search/document.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using text_search::DocumentReader;
using text_search::NodeKind;
using text_search::QueryStyle;
using text_search::TokenKind;
using enum TypeId;

template <bool names_configuration>
const text_search::Configuration& configuration_of(Arguments arguments, const CallContext& context) {
  return names_configuration ? configuration_at(arguments, 0) : current_configuration(context);
}

template <bool names_configuration>
Value vector_of_text(Arguments arguments, CallContext& context) {
  DocumentReader reader(configuration_of<names_configuration>(arguments, context));
  reader.add(text_at(arguments, names_configuration ? 1 : 0));
  return print(reader.vector());
}

Json json_at(Arguments arguments, std::size_t index) {
  std::optional<Json> json = parse_json(text_at(arguments, index));
  if (!json) {
    bad_text("json", text_at(arguments, index));
  }
  return std::move(*json);
}

template <bool names_configuration>
Value vector_of_json(Arguments arguments, CallContext& context) {
  DocumentReader reader(configuration_of<names_configuration>(arguments, context));
  reader.add(json_at(arguments, names_configuration ? 1 : 0), {.strings = true});
  return print(reader.vector());
}

void allow(DocumentReader::JsonKinds& kinds, const Json& flag) {
  if (flag.kind != JsonKind::string) {
    SqlError error = make_worded_error(Condition::invalid_parameter_value, "flag array element is not a string");
    error.hint = "Possible values are: \"string\", \"numeric\", \"boolean\", \"key\", and \"all\".";
    throw error;
  }
  const bool all = flag.text == "all";
  if (!all && flag.text != "string" && flag.text != "numeric" && flag.text != "boolean" && flag.text != "key") {
    SqlError error =
        make_worded_error(Condition::invalid_parameter_value, "wrong flag in flag array: \"" + flag.text + "\"");
    error.hint = "Possible values are: \"string\", \"numeric\", \"boolean\", \"key\", and \"all\".";
    throw error;
  }
  kinds.strings = kinds.strings || all || flag.text == "string";
  kinds.numbers = kinds.numbers || all || flag.text == "numeric";
  kinds.booleans = kinds.booleans || all || flag.text == "boolean";
  kinds.keys = kinds.keys || all || flag.text == "key";
}

// Of those values that the last argument names.
template <bool names_configuration>
Value vector_of_chosen_json(Arguments arguments, CallContext& context) {
  DocumentReader reader(configuration_of<names_configuration>(arguments, context));
  const Json flags = json_at(arguments, names_configuration ? 2 : 1);
  DocumentReader::JsonKinds kinds;
  if (flags.kind == JsonKind::object || flags.kind == JsonKind::null) {
    throw make_worded_error(Condition::invalid_parameter_value, "wrong flag type, only arrays and scalars are allowed");
  }
  if (flags.kind != JsonKind::array) {
    allow(kinds, flags);
  }
  for (const Json& flag : flags.elements) {
    allow(kinds, flag);
  }
  reader.add(json_at(arguments, names_configuration ? 1 : 0), kinds);
  return print(reader.vector());
}

template <bool names_configuration, QueryStyle style, NodeKind between>
Value query_of_text(Arguments arguments, CallContext& context) {
  const text_search::Configuration& configuration = configuration_of<names_configuration>(arguments, context);
  return print(query_of(configuration, text_at(arguments, names_configuration ? 1 : 0), style, between));
}

struct Pair {
  std::string_view name;
  std::vector<Type> parameters;  // without the configuration
  TypeId result;
  std::string_view native, native_named;
  sql::NativeFunction function, function_named;
};

void add_pair(Overloads& rows, const Pair& pair) {
  rows.push_back(with_volatility(native_row(pair.name, pair.parameters, type(pair.result), pair.native, pair.function),
                                 sql::Volatility::stable));
  std::vector<Type> parameters = {regconfig};
  parameters.insert(parameters.end(), pair.parameters.begin(), pair.parameters.end());
  rows.push_back(native_row(pair.name, parameters, type(pair.result), pair.native_named, pair.function_named));
}

template <QueryStyle style, NodeKind between>
void add_query_maker(Overloads& rows, std::string_view name, std::string_view native, std::string_view native_named) {
  add_pair(rows, {name, types_of({text}), tsquery, native, native_named, query_of_text<false, style, between>,
                  query_of_text<true, style, between>});
}

}  // namespace

void add_text_search_documents(Overloads& rows) {
  add_pair(rows, {"to_tsvector", types_of({text}), tsvector, "pg_to_tsvector", "pg_to_tsvector_by",
                  vector_of_text<false>, vector_of_text<true>});
  add_pair(rows, {"to_tsvector", types_of({json}), tsvector, "pg_json_tsvector", "pg_json_tsvector_by",
                  vector_of_json<false>, vector_of_json<true>});
  add_pair(rows, {"to_tsvector", types_of({jsonb}), tsvector, "pg_jsonb_tsvector", "pg_jsonb_tsvector_by",
                  vector_of_json<false>, vector_of_json<true>});
  add_pair(rows, {"json_to_tsvector", types_of({json, jsonb}), tsvector, "pg_json_to_tsvector",
                  "pg_json_to_tsvector_by", vector_of_chosen_json<false>, vector_of_chosen_json<true>});
  add_pair(rows, {"jsonb_to_tsvector", types_of({jsonb, jsonb}), tsvector, "pg_jsonb_to_tsvector",
                  "pg_jsonb_to_tsvector_by", vector_of_chosen_json<false>, vector_of_chosen_json<true>});
  add_query_maker<QueryStyle::operators, NodeKind::phrase>(rows, "to_tsquery", "pg_to_tsquery", "pg_to_tsquery_by");
  add_query_maker<QueryStyle::plain, NodeKind::and_>(rows, "plainto_tsquery", "pg_plainto_tsquery",
                                                     "pg_plainto_tsquery_by");
  add_query_maker<QueryStyle::plain, NodeKind::phrase>(rows, "phraseto_tsquery", "pg_phraseto_tsquery",
                                                       "pg_phraseto_tsquery_by");
  add_query_maker<QueryStyle::web, NodeKind::phrase>(rows, "websearch_to_tsquery", "pg_websearch_to_tsquery",
                                                     "pg_websearch_to_tsquery_by");
}

}  // namespace emulator::postgres
