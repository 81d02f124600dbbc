// The rows of the extension pg_trgm (manual F.35): similarity of texts by the trigrams that they share.
#include <cstdlib>
#include <memory>

#include "sql/postgres/extensions/extensions.hpp"
#include "sql/postgres/extensions/trigrams.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/array.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

constexpr std::string_view similarity_threshold = "pg_trgm.similarity_threshold";
constexpr std::string_view word_threshold = "pg_trgm.word_similarity_threshold";
constexpr std::string_view strict_threshold = "pg_trgm.strict_word_similarity_threshold";

// As SET left it; until then as the extension has it.
double threshold(const CallContext& context, std::string_view setting, double usual) {
  try {
    return context.settings == nullptr ? usual
                                       : std::strtod(context.settings->show(std::string(setting)).c_str(), nullptr);
  } catch (const SqlError& error) {
    if (error.condition != Condition::undefined_setting) {
      throw;
    }
    return usual;
  }
}

// What kind of likeness, and which argument is looked for in the other.
enum class Likeness : std::uint8_t {
  whole,
  word,
  word_behind,
  strict,
  strict_behind
};

template <Likeness likeness>
float likeness_of(Arguments arguments) {
  const bool behind = likeness == Likeness::word_behind || likeness == Likeness::strict_behind;
  const std::string &first = text_at(arguments, behind ? 1 : 0), &second = text_at(arguments, behind ? 0 : 1);
  if (likeness == Likeness::whole) {
    return similarity(first, second);
  }
  return word_similarity(first, second, likeness == Likeness::strict || likeness == Likeness::strict_behind);
}

template <Likeness likeness>
Value measured(Arguments arguments, CallContext&) {
  return static_cast<double>(likeness_of<likeness>(arguments));
}

template <Likeness likeness>
Value distance(Arguments arguments, CallContext&) {
  return static_cast<double>(1.0F - likeness_of<likeness>(arguments));
}

template <Likeness likeness>
Value is_alike(Arguments arguments, CallContext& context) {
  const double least = likeness == Likeness::whole ? threshold(context, similarity_threshold, 0.3)
                       : likeness == Likeness::word || likeness == Likeness::word_behind
                           ? threshold(context, word_threshold, 0.6)
                           : threshold(context, strict_threshold, 0.5);
  return static_cast<double>(likeness_of<likeness>(arguments)) >= least;
}

Value show_trgm(Arguments arguments, CallContext&) {
  static constexpr char digits[] = "0123456789abcdef";
  Array shown;
  for (const Trigram trigram : trigrams(text_at(arguments, 0))) {
    const std::uint32_t bytes = trigram ^ 0x808080U;
    std::string text;
    bool is_plain = true;
    for (int shift = 16; shift >= 0; shift -= 8) {
      const auto byte = static_cast<unsigned char>(bytes >> shift);
      is_plain = is_plain && byte >= ' ' && byte < 0x7f;
      text += static_cast<char>(byte);
    }
    if (!is_plain) {
      text = "0x";
      for (int shift = 20; shift >= 0; shift -= 4) {
        text += digits[bytes >> shift & 15];
      }
    }
    shown.elements.emplace_back(std::move(text));
  }
  return std::make_shared<const Array>(std::move(shown));
}

Value show_limit(Arguments, CallContext& context) {
  return static_cast<double>(static_cast<float>(threshold(context, similarity_threshold, 0.3)));
}

Value set_limit(Arguments arguments, CallContext& context) {
  const double limit = double_at(arguments, 0);
  if (!(limit >= 0 && limit <= 1)) {
    throw make_error(Condition::feature_not_supported, {"a limit outside of 0 to 1"});
  }
  context.settings->set(std::string(similarity_threshold), std::to_string(limit), false);
  return limit;
}

}  // namespace

void add_trigrams(Overloads& rows) {
  using enum Likeness;
  const auto of_session = [](sql::Overload row) { return with_volatility(std::move(row), sql::Volatility::stable); };
  rows.push_back(native_row("similarity", {text, text}, real, "pg_similarity", measured<whole>));
  rows.push_back(native_row("word_similarity", {text, text}, real, "pg_word_similarity", measured<word>));
  rows.push_back(native_row("strict_word_similarity", {text, text}, real, "pg_strict_similarity", measured<strict>));
  rows.push_back(native_row("show_trgm", types_of({text}), array_of(text), "pg_show_trgm", show_trgm));
  rows.push_back(of_session(native_row("show_limit", {}, real, "pg_show_limit", show_limit)));
  rows.push_back(
      with_volatility(native_row("set_limit", {real}, real, "pg_set_limit", set_limit), sql::Volatility::volatile_));
  struct Symbol {
    std::string_view name, native;
    sql::NativeFunction function;
  };
  static constexpr Symbol tests[] = {{"%", "pg_is_similar", is_alike<whole>},
                                     {"<%", "pg_is_word_similar", is_alike<word>},
                                     {"%>", "pg_has_word_similar", is_alike<word_behind>},
                                     {"<<%", "pg_is_strict_similar", is_alike<strict>},
                                     {"%>>", "pg_has_strict_similar", is_alike<strict_behind>}};
  for (const Symbol& test : tests) {
    rows.push_back(of_session(as_operator(native_row(test.name, {text, text}, boolean, test.native, test.function))));
  }
  static constexpr Symbol distances[] = {{"<->", "pg_distance", distance<whole>},
                                         {"<<->", "pg_word_distance", distance<word>},
                                         {"<->>", "pg_word_distance_behind", distance<word_behind>},
                                         {"<<<->", "pg_strict_distance", distance<strict>},
                                         {"<->>>", "pg_strict_distance_behind", distance<strict_behind>}};
  for (const Symbol& measure : distances) {
    rows.push_back(as_operator(native_row(measure.name, {text, text}, real, measure.native, measure.function)));
  }
}

}  // namespace emulator::postgres
