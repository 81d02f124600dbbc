// The stemmers are those of libstemmer, which the engine has too (https://snowballstem.org).
#include "sql/postgres/text_search/configuration.hpp"

#include <libstemmer.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

#include "base/text.hpp"
#include "schema/stop_words/english.txt.hpp"
#include "sql/postgres/errors.hpp"

namespace emulator::postgres::text_search {

namespace {

// clang-format off
constexpr std::array all_dictionaries = {
    Dictionary{3765,  "simple",          "",           false}, Dictionary{13151, "arabic_stem",     "arabic",     false},
    Dictionary{13153, "armenian_stem",   "armenian",   false}, Dictionary{13155, "basque_stem",     "basque",     false},
    Dictionary{13157, "catalan_stem",    "catalan",    false}, Dictionary{13159, "danish_stem",     "danish",     true},
    Dictionary{13161, "dutch_stem",      "dutch",      true},  Dictionary{13163, "english_stem",    "english",    true},
    Dictionary{13165, "finnish_stem",    "finnish",    true},  Dictionary{13167, "french_stem",     "french",     true},
    Dictionary{13169, "german_stem",     "german",     true},  Dictionary{13171, "greek_stem",      "greek",      false},
    Dictionary{13173, "hindi_stem",      "hindi",      false}, Dictionary{13175, "hungarian_stem",  "hungarian",  true},
    Dictionary{13177, "indonesian_stem", "indonesian", false}, Dictionary{13179, "irish_stem",      "irish",      false},
    Dictionary{13181, "italian_stem",    "italian",    true},  Dictionary{13183, "lithuanian_stem", "lithuanian", false},
    Dictionary{13185, "nepali_stem",     "nepali",     true},  Dictionary{13187, "norwegian_stem",  "norwegian",  true},
    Dictionary{13189, "portuguese_stem", "portuguese", true},  Dictionary{13191, "romanian_stem",   "romanian",   false},
    Dictionary{13193, "russian_stem",    "russian",    true},  Dictionary{13195, "serbian_stem",    "serbian",    false},
    Dictionary{13197, "spanish_stem",    "spanish",    true},  Dictionary{13199, "swedish_stem",    "swedish",    true},
    Dictionary{13201, "tamil_stem",      "tamil",      false}, Dictionary{13203, "turkish_stem",    "turkish",    true},
    Dictionary{13205, "yiddish_stem",    "yiddish",    false},
};
// clang-format on

// Each language's configuration comes right behind its dictionary; in Hindi and Russian texts, words of ASCII letters
// are English.
constexpr auto all_configurations = [] {
  std::array<Configuration, all_dictionaries.size()> made{};
  const Dictionary* english = nullptr;
  for (const Dictionary& dictionary : all_dictionaries) {
    english = dictionary.language == "english" ? &dictionary : english;
  }
  for (std::size_t index = 0; index < made.size(); ++index) {
    const Dictionary& words = all_dictionaries[index];
    const bool is_mixed = words.language == "hindi" || words.language == "russian";
    made[index] = {words.oid + 1, words.language, &words, is_mixed ? english : &words};
  }
  made[0] = {3748, "simple", &all_dictionaries[0], &all_dictionaries[0]};
  return made;
}();

template <class Rows, class Predicate>
auto find_row(const Rows& rows, const Predicate& is_wanted) {
  const auto found = std::find_if(rows.begin(), rows.end(), is_wanted);
  return found == rows.end() ? nullptr : &*found;
}

const std::set<std::string_view>& english_stop_words() {
  static const std::set<std::string_view> words = [] {
    std::set<std::string_view> made;
    std::string_view rest = schema::stop_words_english_txt;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      while (!line.empty() && line.front() != '#') {
        const std::size_t space = std::min(line.find(' '), line.size());
        made.insert(line.substr(0, space));
        line.remove_prefix(std::min(space + 1, line.size()));
      }
    }
    return made;
  }();
  return words;
}

bool is_stop_word(const Dictionary& dictionary, std::string_view word) {
  if (!dictionary.has_stop_words) {
    return false;
  }
  if (dictionary.language != "english") {
    throw make_error(Condition::feature_not_supported,
                     {"text search configuration \"" + std::string(dictionary.language) + "\""});
  }
  return english_stop_words().contains(word);
}

// A stemmer keeps what it works on, so each thread has its own.
std::string stemmed(std::string_view language, const std::string& word) {
  struct Closer {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
  };
  thread_local std::map<std::string_view, std::unique_ptr<sb_stemmer, Closer>> stemmers;
  std::unique_ptr<sb_stemmer, Closer>& stemmer = stemmers[language];
  if (!stemmer) {
    stemmer.reset(sb_stemmer_new(std::string(language).c_str(), nullptr));
  }
  if (!stemmer) {
    throw make_error(Condition::feature_not_supported, {"text search configuration \"" + std::string(language) + "\""});
  }
  const sb_symbol* const symbols =
      sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  if (symbols == nullptr) {
    throw std::bad_alloc();
  }
  return {reinterpret_cast<const char*>(symbols), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

constexpr std::size_t longest_stemmed = 1000;  // bytes; no word of a language is longer

}  // namespace

std::span<const Dictionary> dictionaries() {
  return all_dictionaries;
}
std::span<const Configuration> configurations() {
  return all_configurations;
}

const Configuration* find_configuration(std::int64_t oid) {
  return find_row(all_configurations, [oid](const Configuration& row) { return row.oid == oid; });
}
const Configuration* find_configuration(std::string_view name) {
  return find_row(all_configurations, [name](const Configuration& row) { return row.name == name; });
}
const Dictionary* find_dictionary(std::int64_t oid) {
  return find_row(all_dictionaries, [oid](const Dictionary& row) { return row.oid == oid; });
}
const Dictionary* find_dictionary(std::string_view name) {
  return find_row(all_dictionaries, [name](const Dictionary& row) { return row.name == name; });
}

const Dictionary* dictionary_of(const Configuration& configuration, TokenKind kind) {
  switch (kind) {
    case TokenKind::ascii_word:
    case TokenKind::hyphenated_ascii_part:
    case TokenKind::hyphenated_ascii_word:
      return configuration.ascii_words;
    case TokenKind::word:
    case TokenKind::hyphenated_part:
    case TokenKind::hyphenated_word:
      return configuration.words;
    case TokenKind::number_word:
    case TokenKind::email:
    case TokenKind::url:
    case TokenKind::host:
    case TokenKind::scientific:
    case TokenKind::version:
    case TokenKind::hyphenated_number_part:
    case TokenKind::hyphenated_number_word:
    case TokenKind::url_path:
    case TokenKind::file:
    case TokenKind::decimal:
    case TokenKind::signed_integer:
    case TokenKind::unsigned_integer:
      return &all_dictionaries[0];
    case TokenKind::none:
    case TokenKind::blank:
    case TokenKind::tag:
    case TokenKind::protocol:
    case TokenKind::entity:
      break;
  }
  return nullptr;
}

std::string in_lower_case(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_at(text, at);
    if (character.size == 1) {
      lower += ascii_lower(text[at]);
    } else {
      append_utf8(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(character.code_point))));
    }
    at += character.size;
  }
  return lower;
}

std::optional<std::string> lexeme_of(const Dictionary& dictionary, std::string_view word) {
  std::string lower = in_lower_case(word);
  if (dictionary.language.empty()) {
    return lower;
  }
  if (is_stop_word(dictionary, lower) || lower.empty()) {
    return std::nullopt;
  }
  return lower.size() > longest_stemmed ? lower : stemmed(dictionary.language, lower);
}

}  // namespace emulator::postgres::text_search
