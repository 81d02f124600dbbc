// The types of text search: from and to their texts, their operators, and the names of configurations.
#include "sql/postgres/functions/text_search.hpp"

#include <algorithm>
#include <set>

#include "sql/dotted.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/names_written.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/text_search/document.hpp"
#include "sql/postgres/text_search/match.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using text_search::NodeKind;
using text_search::Query;
using enum TypeId;

// --- Names ----------------------------------------------------------------------------------------------------------

constexpr std::string_view configuration_kind = "text search configuration";
constexpr std::string_view dictionary_kind = "text search dictionary";

template <class Find>
Value oid_named(Arguments arguments, CallContext& context, std::string_view kind, const Find& find) {
  const std::string& text = text_at(arguments, 0);
  if (text == "-") {
    return std::int64_t{0};
  }
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos) {
    return input_oid(arguments, context);
  }
  const std::vector<std::string> parts = name_parts(text);
  if (parts.size() > 2) {
    throw make_error(Condition::feature_not_supported,
                     {"a " + std::string(kind) + " of another database (" + sql::dotted(parts) + ")"});
  }
  const auto* const found = parts.size() == 1 || parts.front() == "pg_catalog" ? find(parts.back()) : nullptr;
  if (found == nullptr) {
    throw make_error(Condition::undefined_object,
                     {std::string(kind) + " \"" + sql::dotted(parts) + "\" does not exist"});
  }
  return found->oid;
}

template <class Find>
Value name_of(std::int64_t oid, const Find& find) {
  const auto* const found = find(oid);
  return found != nullptr ? std::string(found->name) : oid == 0 ? std::string("-") : std::to_string(oid);
}

Value input_regconfig(Arguments arguments, CallContext& context) {
  return oid_named(arguments, context, configuration_kind,
                   [](std::string_view name) { return text_search::find_configuration(name); });
}
Value output_regconfig(Arguments arguments, CallContext&) {
  return name_of(integer_at(arguments, 0), [](std::int64_t oid) { return text_search::find_configuration(oid); });
}
Value input_regdictionary(Arguments arguments, CallContext& context) {
  return oid_named(arguments, context, dictionary_kind,
                   [](std::string_view name) { return text_search::find_dictionary(name); });
}
Value output_regdictionary(Arguments arguments, CallContext&) {
  return name_of(integer_at(arguments, 0), [](std::int64_t oid) { return text_search::find_dictionary(oid); });
}

Value current(Arguments, CallContext& context) {
  return current_configuration(context).oid;
}

// --- Operators ------------------------------------------------------------------------------------------------------

template <std::size_t vector, std::size_t query>
Value match(Arguments arguments, CallContext&) {
  return matches(vector_at(arguments, vector), query_at(arguments, query));
}

text_search::TextVector vector_of_text(Arguments arguments, std::size_t index, const CallContext& context) {
  text_search::DocumentReader reader(current_configuration(context));
  reader.add(text_at(arguments, index));
  return reader.vector();
}

Value match_text(Arguments arguments, CallContext& context) {
  return matches(vector_of_text(arguments, 0, context), query_at(arguments, 1));
}
Value match_texts(Arguments arguments, CallContext& context) {
  const Query query =
      query_of(current_configuration(context), text_at(arguments, 1), text_search::QueryStyle::plain, NodeKind::and_);
  return matches(vector_of_text(arguments, 0, context), query);
}

Value join_vectors(Arguments arguments, CallContext&) {
  return print(joined(vector_at(arguments, 0), vector_at(arguments, 1)));
}

template <NodeKind kind>
Value join_queries(Arguments arguments, CallContext&) {
  return print(joined(query_at(arguments, 0), query_at(arguments, 1), kind));
}
Value negate(Arguments arguments, CallContext&) {
  return print(negated(query_at(arguments, 0)));
}

Value phrase(Arguments arguments, CallContext&) {
  const std::int64_t distance = arguments.size() > 2 ? integer_at(arguments, 2) : 1;
  if (distance < 0 || distance > text_search::longest_distance) {
    throw make_worded_error(Condition::invalid_parameter_value,
                            "distance in phrase operator must be an integer value between zero and 16384 inclusive");
  }
  return print(
      joined(query_at(arguments, 0), query_at(arguments, 1), NodeKind::phrase, static_cast<std::int32_t>(distance)));
}

// Whether all words of one query are among the other one's.
template <std::size_t whole, std::size_t part>
Value contains(Arguments arguments, CallContext&) {
  std::set<std::string> words;
  for (const text_search::Node& node : query_at(arguments, whole).nodes) {
    words.insert(node.text);
  }
  const Query query = query_at(arguments, part);
  return std::all_of(query.nodes.begin(), query.nodes.end(), [&](const text_search::Node& node) {
    return is_operation(node.kind) || words.contains(node.text);
  });
}

void add_operators_of(Overloads& rows) {
  const auto row = [&](std::string_view symbol, std::initializer_list<TypeId> parameters, TypeId result,
                       std::string_view native, sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(symbol, parameters, result, native, function)));
  };
  row("||", {tsvector, tsvector}, tsvector, "pg_tsvector_join", join_vectors);
  row("&&", {tsquery, tsquery}, tsquery, "pg_tsquery_and", join_queries<NodeKind::and_>);
  row("||", {tsquery, tsquery}, tsquery, "pg_tsquery_or", join_queries<NodeKind::or_>);
  row("!!", {tsquery}, tsquery, "pg_tsquery_not", negate);
  row("<->", {tsquery, tsquery}, tsquery, "pg_tsquery_then", phrase);
  row("@>", {tsquery, tsquery}, boolean, "pg_tsquery_contains", contains<0, 1>);
  row("<@", {tsquery, tsquery}, boolean, "pg_tsquery_contained", contains<1, 0>);
  row("@@", {tsvector, tsquery}, boolean, "pg_ts_match", match<0, 1>);
  row("@@", {tsquery, tsvector}, boolean, "pg_ts_matched", match<1, 0>);
  row("@@@", {tsvector, tsquery}, boolean, "pg_ts_match_old", match<0, 1>);
  row("@@@", {tsquery, tsvector}, boolean, "pg_ts_matched_old", match<1, 0>);
  row("@@", {text, tsquery}, boolean, "pg_ts_match_text", match_text);
  rows.back().volatility = sql::Volatility::stable;
  row("@@", {text, text}, boolean, "pg_ts_match_texts", match_texts);
  rows.back().volatility = sql::Volatility::stable;
}

void add_configuration_cast(Overloads& rows, std::string_view name, std::string_view native, Type from, Type to,
                            sql::NativeFunction function) {
  rows.push_back(native_row(name, std::vector<Type>{from}, to, native, function));
  rows.back().kind = sql::OverloadKind::cast;
}

}  // namespace

Value input_tsvector(Arguments arguments, CallContext&) {
  return print(vector_at(arguments, 0));
}
Value input_tsquery(Arguments arguments, CallContext&) {
  return print(query_at(arguments, 0));
}

const text_search::Configuration& configuration_at(Arguments arguments, std::size_t index) {
  const std::int64_t oid = integer_at(arguments, index);
  const text_search::Configuration* const found = text_search::find_configuration(oid);
  if (found == nullptr) {
    throw make_worded_error(Condition::internal_error,
                            "cache lookup failed for text search configuration " + std::to_string(oid));
  }
  return *found;
}

const text_search::Configuration& current_configuration(const CallContext& context) {
  const std::vector<std::string> parts = name_parts(context.settings->show("default_text_search_config"));
  const text_search::Configuration* const found = text_search::find_configuration(std::string_view(parts.back()));
  if (found == nullptr) {
    throw make_error(Condition::undefined_object,
                     {std::string(configuration_kind) + " \"" + sql::dotted(parts) + "\" does not exist"});
  }
  return *found;
}

std::optional<sql::CastPath> text_search_cast(const Type& from, const Type& to, sql::CastStrength strength) {
  const auto path = [](std::string_view name) { return sql::CastPath{overloads_named(name).front(), {}}; };
  const auto is_named = [](const Type& type) {
    return type.id == oid && (type.name == regconfig.name || type.name == regdictionary.name);
  };
  const bool is_text = is_character(from.id) && strength == sql::CastStrength::explicit_;
  if (is_named(to) && (from.id == unknown || is_text)) {
    return path(to.name == regconfig.name ? "regconfig in" : "regdictionary in");
  }
  if (is_named(from) && is_character(to.id) && strength != sql::CastStrength::implicit) {
    return path(from.name == regconfig.name ? "regconfig out" : "regdictionary out");
  }
  return std::nullopt;
}

void add_text_search(Overloads& rows) {
  add_configuration_cast(rows, "regconfig in", "pg_regconfig_in", type(text), regconfig, input_regconfig);
  add_configuration_cast(rows, "regconfig out", "pg_regconfig_out", regconfig, type(text), output_regconfig);
  add_configuration_cast(rows, "regdictionary in", "pg_regdictionary_in", type(text), regdictionary,
                         input_regdictionary);
  add_configuration_cast(rows, "regdictionary out", "pg_regdictionary_out", regdictionary, type(text),
                         output_regdictionary);
  rows.push_back(with_volatility(
      native_row("get_current_ts_config", std::vector<Type>{}, regconfig, "pg_get_current_ts_config", current),
      sql::Volatility::stable));
  rows.push_back(native_row("tsquery_phrase", {tsquery, tsquery}, tsquery, "pg_tsquery_phrase", phrase));
  rows.push_back(native_row("tsquery_phrase", {tsquery, tsquery, integer}, tsquery, "pg_tsquery_phrase", phrase));
  add_operators_of(rows);
  add_text_search_documents(rows);
  add_text_search_parts(rows);
  add_text_search_ranks(rows);
  add_text_search_headlines(rows);
}

}  // namespace emulator::postgres
