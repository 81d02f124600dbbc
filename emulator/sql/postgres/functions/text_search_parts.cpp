// What is asked of tsvectors and tsqueries, and what a parser and a dictionary do with a text
// (manual 9.13, 12.4, 12.8).
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/postgres/functions/array_values.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/text_search.hpp"
#include "sql/postgres/text_search/tokenizer.hpp"
#include "types/array.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using text_search::Lexeme;
using text_search::NodeKind;
using text_search::Position;
using text_search::TextVector;
using enum TypeId;

[[noreturn]] void unknown_weight(std::string_view letter) {
  throw make_worded_error(Condition::invalid_parameter_value, "unrecognized weight: \"" + std::string(letter) + "\"");
}

std::uint8_t weight_of(const std::string& letter) {
  const char lower = letter.empty() ? '\0' : ascii_lower(letter.front());
  if (lower < 'a' || lower > 'd') {
    unknown_weight(letter);
  }
  return static_cast<std::uint8_t>('d' - lower);
}

// Its texts; NULLs are for the caller to word.
std::vector<Value> texts_at(Arguments arguments, std::size_t index) {
  std::vector<Value> elements;
  flatten(array_at(arguments, index, text), elements);
  return elements;
}

template <class Refuse>
void check_lexemes(const std::vector<Value>& elements, const Refuse& refuse) {
  for (const Value& element : elements) {
    if (is_null(element)) {
      refuse("22004", "lexeme array may not contain nulls");
    }
  }
}

void weigh(Lexeme& lexeme, std::uint8_t weight) {
  for (Position& position : lexeme.positions) {
    position.weight = weight;
  }
}

Value set_weight(Arguments arguments, CallContext&) {
  TextVector vector = vector_at(arguments, 0);
  const std::uint8_t weight = weight_of(text_at(arguments, 1));
  for (Lexeme& lexeme : vector.lexemes) {
    weigh(lexeme, weight);
  }
  return print(vector);
}

Value set_weight_of_some(Arguments arguments, CallContext&) {
  TextVector vector = vector_at(arguments, 0);
  const std::uint8_t weight = weight_of(text_at(arguments, 1));
  const std::vector<Value> words = texts_at(arguments, 2);
  check_lexemes(words, bad_argument);
  for (Lexeme& lexeme : vector.lexemes) {
    if (std::find(words.begin(), words.end(), Value{lexeme.text}) != words.end()) {
      weigh(lexeme, weight);
    }
  }
  return print(vector);
}

Value stripped(Arguments arguments, CallContext&) {
  TextVector vector = vector_at(arguments, 0);
  for (Lexeme& lexeme : vector.lexemes) {
    lexeme.positions.clear();
  }
  return print(vector);
}

Value length(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(vector_at(arguments, 0).lexemes.size());
}
Value count_nodes(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(query_at(arguments, 0).nodes.size());
}

// What an index can search for: without what is negated. T: everything.
Value searched(Arguments arguments, CallContext&) {
  text_search::Query query = query_at(arguments, 0);
  if (query.is_empty()) {
    return std::string();
  }
  text_search::Query made;
  std::vector<std::optional<std::size_t>> kept;
  for (text_search::Node& node : query.nodes) {
    const bool joins = is_operation(node.kind);
    const std::optional<std::size_t> left = joins && node.kind != NodeKind::not_ ? kept[node.left] : std::nullopt;
    const std::optional<std::size_t> right = joins ? kept[node.right] : std::nullopt;
    const bool is_both = node.kind == NodeKind::or_ || (left && right);
    if (node.kind == NodeKind::not_ || (node.kind == NodeKind::or_ && (!left || !right))) {
      kept.emplace_back();
    } else if (joins && !is_both) {
      kept.push_back(left ? left : right);
    } else {
      node.left = left.value_or(0);
      node.right = right.value_or(0);
      kept.emplace_back(made.nodes.size());
      made.nodes.push_back(std::move(node));
    }
  }
  if (!kept.back()) {
    return std::string("T");
  }
  made.nodes.resize(*kept.back() + 1);
  return print(made);
}

Value to_array(Arguments arguments, CallContext&) {
  Array array;
  for (Lexeme& lexeme : vector_at(arguments, 0).lexemes) {
    array.elements.emplace_back(std::move(lexeme.text));
  }
  return made(std::move(array));
}

Value from_array(Arguments arguments, CallContext&) {
  const std::vector<Value> elements = texts_at(arguments, 0);
  check_lexemes(elements, bad_argument);
  std::vector<Lexeme> words;
  for (const Value& element : elements) {
    const std::string& word = std::get<std::string>(element);
    if (word.empty()) {
      bad_argument("2200F", "lexeme array may not contain empty strings");
    }
    words.push_back({word, {}});
  }
  return print(text_search::vector_of(std::move(words)));
}

Value without(TextVector vector, const std::vector<Value>& words) {
  std::erase_if(vector.lexemes, [&](const Lexeme& lexeme) {
    return std::find(words.begin(), words.end(), Value{lexeme.text}) != words.end();
  });
  return print(vector);
}
Value delete_one(Arguments arguments, CallContext&) {
  return without(vector_at(arguments, 0), {arguments[1]});
}
Value delete_some(Arguments arguments, CallContext&) {
  const std::vector<Value> words = texts_at(arguments, 1);
  check_lexemes(words, bad_argument);
  return without(vector_at(arguments, 0), words);
}

Value filtered(Arguments arguments, CallContext&) {
  TextVector vector = vector_at(arguments, 0);
  unsigned wanted = 0;
  std::vector<Value> letters;
  flatten(array_at(arguments, 1, internal_char), letters);
  for (const Value& letter : letters) {
    if (is_null(letter)) {
      bad_argument("22004", "weight array may not contain nulls");
    }
    wanted |= 1U << weight_of(std::get<std::string>(letter));
  }
  for (Lexeme& lexeme : vector.lexemes) {
    std::erase_if(lexeme.positions, [&](const Position& position) { return (wanted >> position.weight & 1) == 0; });
  }
  std::erase_if(vector.lexemes, [](const Lexeme& lexeme) { return lexeme.positions.empty(); });
  return print(vector);
}

Value unnested(Arguments arguments, CallContext&) {
  RowSetWriter rows;
  for (const Lexeme& lexeme : vector_at(arguments, 0).lexemes) {
    Array positions, weights;
    for (const Position& position : lexeme.positions) {
      positions.elements.emplace_back(std::int64_t{position.at});
      weights.elements.emplace_back(std::string(1, static_cast<char>('D' - position.weight)));
    }
    const bool has_some = !lexeme.positions.empty();
    const Value row[] = {lexeme.text, has_some ? Value{print_array(positions)} : Value{Null{}},
                         has_some ? Value{print_array(weights)} : Value{Null{}}};
    rows.add(row);
  }
  return rows.take();
}

// --- Parser and dictionaries ----------------------------------------------------------------------------------------

struct KindName {
  std::string_view alias, description;
};
constexpr std::array<KindName, text_search::token_kinds> kind_names = {{
    {"asciiword", "Word, all ASCII"},
    {"word", "Word, all letters"},
    {"numword", "Word, letters and digits"},
    {"email", "Email address"},
    {"url", "URL"},
    {"host", "Host"},
    {"sfloat", "Scientific notation"},
    {"version", "Version number"},
    {"hword_numpart", "Hyphenated word part, letters and digits"},
    {"hword_part", "Hyphenated word part, all letters"},
    {"hword_asciipart", "Hyphenated word part, all ASCII"},
    {"blank", "Space symbols"},
    {"tag", "XML tag"},
    {"protocol", "Protocol head"},
    {"numhword", "Hyphenated word, letters and digits"},
    {"asciihword", "Hyphenated word, all ASCII"},
    {"hword", "Hyphenated word, all letters"},
    {"url_path", "URL path"},
    {"file", "File or path name"},
    {"float", "Decimal notation"},
    {"int", "Signed integer"},
    {"uint", "Unsigned integer"},
    {"entity", "XML entity"},
}};

void check_parser(const std::string& name) {
  if (name != "default" && name != "pg_catalog.default") {
    throw make_error(Condition::undefined_object, {"text search parser \"" + name + "\" does not exist"});
  }
}

Value parsed(Arguments arguments, CallContext&) {
  check_parser(text_at(arguments, 0));
  text_search::Tokenizer tokenizer(text_at(arguments, 1));
  text_search::Token token;
  RowSetWriter rows;
  while (tokenizer.next(token)) {
    const Value row[] = {static_cast<std::int64_t>(token.kind), std::string(token.text)};
    rows.add(row);
  }
  return rows.take();
}

Value token_types(Arguments arguments, CallContext&) {
  check_parser(text_at(arguments, 0));
  RowSetWriter rows;
  for (std::size_t index = 0; index < kind_names.size(); ++index) {
    const Value row[] = {static_cast<std::int64_t>(index + 1), std::string(kind_names[index].alias),
                         std::string(kind_names[index].description)};
    rows.add(row);
  }
  return rows.take();
}

Array lexemes_of(const text_search::Dictionary& dictionary, std::string_view word) {
  Array array;
  if (std::optional<std::string> lexeme = lexeme_of(dictionary, word)) {
    array.elements.emplace_back(std::move(*lexeme));
  }
  return array;
}

Value lexized(Arguments arguments, CallContext&) {
  const text_search::Dictionary* const dictionary = text_search::find_dictionary(integer_at(arguments, 0));
  if (dictionary == nullptr) {
    throw make_worded_error(Condition::internal_error, "cache lookup failed for text search dictionary " +
                                                           std::to_string(integer_at(arguments, 0)));
  }
  return made(lexemes_of(*dictionary, text_at(arguments, 1)));
}

template <bool names_configuration>
Value debugged(Arguments arguments, CallContext& context) {
  const text_search::Configuration& configuration =
      names_configuration ? configuration_at(arguments, 0) : current_configuration(context);
  text_search::Tokenizer tokenizer(text_at(arguments, names_configuration ? 1 : 0));
  text_search::Token token;
  RowSetWriter rows;
  while (tokenizer.next(token)) {
    const KindName& kind = kind_names[static_cast<std::size_t>(token.kind) - 1];
    const text_search::Dictionary* const dictionary = dictionary_of(configuration, token.kind);
    const std::string name = dictionary == nullptr ? "" : std::string(dictionary->name);
    const Value row[] = {
        std::string(kind.alias),
        std::string(kind.description),
        std::string(token.text),
        "{" + name + "}",
        dictionary == nullptr ? Value{Null{}} : Value{dictionary->oid},
        dictionary == nullptr ? Value{Null{}} : Value{print_array(lexemes_of(*dictionary, token.text))}};
    rows.add(row);
  }
  return rows.take();
}

void add_row_makers(Overloads& rows) {
  const auto add = [&](sql::Overload row, std::vector<sql::RowColumn> columns, sql::Volatility volatility) {
    row.kind = sql::OverloadKind::rows;
    row.columns = std::move(columns);
    row.volatility = volatility;
    rows.push_back(std::move(row));
  };
  add(native_row("unnest", {tsvector}, record, "pg_tsvector_unnest", unnested),
      {{"lexeme", type(text)}, {"positions", array_of(smallint)}, {"weights", array_of(text)}},
      sql::Volatility::immutable);
  add(native_row("ts_parse", {text, text}, record, "pg_ts_parse", parsed),
      {{"tokid", type(integer)}, {"token", type(text)}}, sql::Volatility::stable);
  add(native_row("ts_token_type", {text}, record, "pg_ts_token_type", token_types),
      {{"tokid", type(integer)}, {"alias", type(text)}, {"description", type(text)}}, sql::Volatility::stable);
  const std::vector<sql::RowColumn> debug_columns = {{"alias", type(text)},         {"description", type(text)},
                                                     {"token", type(text)},         {"dictionaries", array_of(text)},
                                                     {"dictionary", regdictionary}, {"lexemes", array_of(text)}};
  add(native_row("ts_debug", {text}, record, "pg_ts_debug", debugged<false>), debug_columns, sql::Volatility::stable);
  add(native_row("ts_debug", std::vector<Type>{regconfig, type(text)}, type(record), "pg_ts_debug_by", debugged<true>),
      debug_columns, sql::Volatility::stable);
}

}  // namespace

void add_text_search_parts(Overloads& rows) {
  const auto row = [&](std::string_view name, std::vector<Type> parameters, Type result, std::string_view native,
                       sql::NativeFunction function) {
    rows.push_back(native_row(name, std::move(parameters), result, native, function));
  };
  const Type vector = type(tsvector), texts = array_of(text);
  row("setweight", {vector, type(internal_char)}, vector, "pg_setweight", set_weight);
  row("setweight", {vector, type(internal_char), texts}, vector, "pg_setweight_some", set_weight_of_some);
  row("strip", {vector}, vector, "pg_tsvector_strip", stripped);
  row("length", {vector}, type(integer), "pg_tsvector_length", length);
  row("numnode", {type(tsquery)}, type(integer), "pg_numnode", count_nodes);
  row("querytree", {type(tsquery)}, type(text), "pg_querytree", searched);
  row("tsvector_to_array", {vector}, texts, "pg_tsvector_to_array", to_array);
  row("array_to_tsvector", {texts}, vector, "pg_array_to_tsvector", from_array);
  row("ts_delete", {vector, type(text)}, vector, "pg_ts_delete", delete_one);
  row("ts_delete", {vector, texts}, vector, "pg_ts_delete_some", delete_some);
  row("ts_filter", {vector, array_of(internal_char)}, vector, "pg_ts_filter", filtered);
  row("ts_lexize", {regdictionary, type(text)}, texts, "pg_ts_lexize", lexized);
  add_row_makers(rows);
}

}  // namespace emulator::postgres
