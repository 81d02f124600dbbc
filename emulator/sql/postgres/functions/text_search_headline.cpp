// ts_headline: [configuration,] text or JSON, query[, options]. Of JSON, its texts become headlines.
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/functions/text_search.hpp"
#include "sql/postgres/text_search/headline.hpp"
#include "sql/sleep.hpp"
#include "types/json.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// A result of the statement may not be longer; see repeat().
constexpr std::size_t most_bytes = std::size_t{64} << 20;

template <class MakeHeadline>
void replace_texts(Json& json, const MakeHeadline& make) {
  if (json.kind == JsonKind::string) {
    json.text = make(json.text);
  }
  for (Json& element : json.elements) {
    replace_texts(element, make);
  }
}

template <bool names_configuration, bool has_options, TypeId kind>
Value headline_of(Arguments arguments, CallContext& context) {
  constexpr std::size_t subject = names_configuration ? 1 : 0;
  const text_search::Configuration& configuration =
      names_configuration ? configuration_at(arguments, 0) : current_configuration(context);
  const text_search::Query query = query_at(arguments, subject + 1);
  const text_search::HeadlineStyle style =
      text_search::parse_headline_style(has_options ? std::string_view(text_at(arguments, subject + 2)) : "");
  std::size_t bytes = 0;
  const auto make = [&](const std::string& given) {
    std::string made = text_search::headline(configuration, given, query, style, [&] { return sql::is_over(context); });
    bytes += made.size();
    if (bytes > most_bytes) {
      throw make_worded_error(Condition::program_limit_exceeded, "a headline of more than 64 MB is not supported");
    }
    return made;
  };
  if constexpr (kind == text) {
    return make(text_at(arguments, subject));
  } else {
    std::optional<Json> document = parse_json(text_at(arguments, subject));
    if (!document) {
      bad_text("json", text_at(arguments, subject));
    }
    replace_texts(*document, make);
    return emulator::print(*document, kind == jsonb ? jsonb_json : JsonPrint{.spaces = false});
  }
}

template <TypeId kind>
void add_kind(Overloads& rows, std::string_view plain, std::string_view optional, std::string_view named,
              std::string_view both) {
  const Type subject = type(kind), query = type(tsquery), options = type(text);
  const auto row = [&](std::vector<Type> parameters, std::string_view native, sql::NativeFunction function,
                       sql::Volatility volatility) {
    rows.push_back(
        with_volatility(native_row("ts_headline", std::move(parameters), subject, native, function), volatility));
  };
  row({subject, query}, plain, headline_of<false, false, kind>, sql::Volatility::stable);
  row({subject, query, options}, optional, headline_of<false, true, kind>, sql::Volatility::stable);
  row({regconfig, subject, query}, named, headline_of<true, false, kind>, sql::Volatility::immutable);
  row({regconfig, subject, query, options}, both, headline_of<true, true, kind>, sql::Volatility::immutable);
}

}  // namespace

void add_text_search_headlines(Overloads& rows) {
  add_kind<text>(rows, "pg_headline", "pg_headline_with", "pg_headline_by", "pg_headline_by_with");
  add_kind<json>(rows, "pg_json_headline", "pg_json_headline_with", "pg_json_headline_by", "pg_json_headline_by_with");
  add_kind<jsonb>(rows, "pg_jsonb_headline", "pg_jsonb_headline_with", "pg_jsonb_headline_by",
                  "pg_jsonb_headline_by_with");
}

}  // namespace emulator::postgres
