// A cover is a stretch of tokens that fits the query. The headline is the best one with words around it, or several
// fragments of them.
#include "sql/postgres/text_search/headline.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/text_search/match.hpp"
#include "sql/postgres/text_search/tokenizer.hpp"

namespace emulator::postgres::text_search {

namespace {

// A token, and the node of the query that it is; one that is several comes once for each.
struct Word {
  TokenKind kind;
  std::string_view text;
  std::optional<std::size_t> node = {};
  bool is_repeated = false;
  std::uint16_t position = 0;
  bool is_shown = false;
};

bool is_hyphenated(TokenKind kind) {
  return kind == TokenKind::url || kind == TokenKind::hyphenated_number_word ||
         kind == TokenKind::hyphenated_ascii_word || kind == TokenKind::hyphenated_word;
}
bool counts(const Word& word) {
  return word.kind != TokenKind::blank && word.kind != TokenKind::tag && !is_hyphenated(word.kind);
}
bool is_interesting(const Word& word) {
  return word.node && !word.is_repeated;
}

constexpr std::size_t most_words = 2'000'000;  // a word counts once for each place in the query

struct Stretch {
  std::int64_t first = 0, last = 0;
};
struct Fragment {
  Stretch stretch;
  std::int64_t words = 0, interesting = 0;
  bool is_out = false;  // chosen already, or part of one that is
};

class Headline {
 public:
  Headline(const Query& query, const HeadlineStyle& style, const std::function<bool()>& is_over)
      : query_(query), style_(style), is_over_(is_over) {}

  void read(const Configuration& configuration, std::string_view text);
  void choose();
  std::string print() const;

 private:
  std::int64_t size() const { return static_cast<std::int64_t>(words_.size()); }
  const Word& word(std::int64_t index) const { return words_[static_cast<std::size_t>(index)]; }
  bool is_bad_end(std::int64_t index) const;
  std::int64_t next_found(std::int64_t from) const;
  bool fits(const Stretch& stretch) const;
  std::optional<Stretch> next_cover(std::int64_t from) const;
  void count(std::int64_t index, std::int64_t& words, std::int64_t& interesting, int step) const;
  void grow(const Stretch& cover, Fragment& made) const;
  void shrink(const Stretch& cover, std::int64_t from, Fragment& made) const;
  Fragment headline_of(const Stretch& cover) const;
  Stretch best_stretch() const;
  Stretch beginning() const;
  Fragment cut(Stretch stretch) const;
  std::vector<Fragment> fragments() const;
  void stretch(Fragment& fragment) const;
  void choose_fragments();
  void show(const Stretch& stretch);

  const Query& query_;
  const HeadlineStyle& style_;
  const std::function<bool()>& is_over_;
  std::vector<Word> words_;
};

void Headline::read(const Configuration& configuration, std::string_view text) {
  Tokenizer tokenizer(text);
  Token token;
  std::int32_t position = 0;
  while (tokenizer.next(token)) {
    words_.push_back({token.kind, token.text});
    const Dictionary* const dictionary = dictionary_of(configuration, token.kind);
    if (dictionary == nullptr || token.text.size() > longest_word) {
      continue;
    }
    const std::optional<std::string> lexeme = lexeme_of(*dictionary, token.text);
    position = std::min<std::int32_t>(position + 1, last_position);
    if (!lexeme) {
      continue;
    }
    words_.back().position = static_cast<std::uint16_t>(position);
    for (std::size_t index = 0; index < query_.nodes.size(); ++index) {
      const Node& node = query_.nodes[index];
      const bool is_it =
          node.kind == NodeKind::word && (node.is_prefix ? lexeme->starts_with(node.text) : *lexeme == node.text);
      if (is_it && words_.back().node) {
        if (words_.size() > most_words) {
          throw make_worded_error(Condition::program_limit_exceeded,
                                  "a headline of more than 2000000 found words is not supported");
        }
        words_.push_back(words_.back());
        words_.back().is_repeated = true;
      }
      if (is_it) {
        words_.back().node = index;
      }
    }
    if (is_over_()) {
      throw make_error(Condition::query_canceled, {"user request"});
    }
  }
}

// Where a headline should not end: at a number, a short word or no word.
bool Headline::is_bad_end(std::int64_t index) const {
  const Word& at = word(index);
  const bool is_number = at.kind == TokenKind::scientific || at.kind == TokenKind::version ||
                         at.kind == TokenKind::decimal || at.kind == TokenKind::signed_integer ||
                         at.kind == TokenKind::unsigned_integer;
  const bool is_mark = at.kind == TokenKind::protocol || at.kind == TokenKind::entity;
  const bool is_short = static_cast<std::int64_t>(at.text.size()) <= style_.short_word;
  return (!counts(at) || is_number || is_mark || is_short) && !is_interesting(at);
}

std::int64_t Headline::next_found(std::int64_t from) const {
  for (std::int64_t index = from; index < size(); ++index) {
    if (word(index).node) {
      return index;
    }
  }
  return -1;
}

bool Headline::fits(const Stretch& stretch) const {
  if (is_over_()) {
    throw make_error(Condition::query_canceled, {"user request"});
  }
  std::vector<Found> found(query_.nodes.size());
  for (std::int64_t index = stretch.first; index <= stretch.last; ++index) {
    const Word& at = word(index);
    if (!at.node) {
      continue;
    }
    Found& of_node = found[*at.node];
    of_node.is_found = true;
    if (of_node.places.empty() || of_node.places.back() != at.position) {
      of_node.places.push_back(at.position);
    }
  }
  return matches(query_, [&](const Node&, std::size_t index, bool) { return found[index]; });
}

// The earliest and shortest one from here on; both its ends are words of the query.
std::optional<Stretch> Headline::next_cover(std::int64_t from) const {
  const std::int64_t fragments = std::max<std::int64_t>(style_.most_fragments, 1);
  const std::int64_t longest = std::max<std::int64_t>(std::min(style_.most_words, size()) * 10, 100) * fragments;
  for (std::int64_t first = next_found(from); first >= 0; first = next_found(first + 1)) {
    for (std::int64_t last = first; last >= 0 && last - first < longest; last = next_found(last + 1)) {
      if (fits({first, last})) {
        return Stretch{first, last};
      }
    }
  }
  return std::nullopt;
}

void Headline::count(std::int64_t index, std::int64_t& words, std::int64_t& interesting, int step) const {
  words += counts(word(index)) ? step : 0;
  interesting += is_interesting(word(index)) ? step : 0;
}

// To the right until it is full or ends well, then to the left.
void Headline::grow(const Stretch& cover, Fragment& made) const {
  for (std::int64_t index = made.stretch.last; index < size() && made.words < style_.most_words; ++index) {
    if (index > cover.last) {
      count(index, made.words, made.interesting, 1);
    }
    made.stretch.last = index;
    if (!is_bad_end(index) && made.words >= style_.least_words) {
      break;
    }
  }
  if (made.words >= style_.least_words) {
    return;
  }
  std::int64_t index = cover.first - 1;
  for (; index >= 0; --index) {
    count(index, made.words, made.interesting, 1);
    if (made.words >= style_.most_words || (!is_bad_end(index) && made.words >= style_.least_words)) {
      break;
    }
  }
  made.stretch.first = std::max<std::int64_t>(index, 0);
}

void Headline::shrink(const Stretch& cover, std::int64_t from, Fragment& made) const {
  for (std::int64_t index = std::min(from, cover.last); made.words > style_.least_words && is_bad_end(index); --index) {
    count(index, made.words, made.interesting, -1);
    made.stretch.last = index - 1;
  }
}

Fragment Headline::headline_of(const Stretch& cover) const {
  Fragment made{{cover.first, cover.first}};
  std::int64_t index = cover.first;
  for (; index <= cover.last && made.words < style_.most_words; ++index) {
    count(index, made.words, made.interesting, 1);
    made.stretch.last = index;
  }
  if (made.words < style_.most_words) {
    grow(cover, made);
  } else {
    shrink(cover, index, made);
  }
  return made;
}

// With nothing to show: how the text begins.
Stretch Headline::beginning() const {
  Stretch made;
  std::int64_t words = 0;
  for (std::int64_t index = 0; index < size() && words < style_.least_words; ++index) {
    words += counts(word(index)) ? 1 : 0;
    made.last = index;
  }
  return made;
}

Stretch Headline::best_stretch() const {
  std::optional<Fragment> best;
  bool best_covers = false;
  for (std::optional<Stretch> cover = next_cover(0); cover; cover = next_cover(cover->first + 1)) {
    const Fragment made = headline_of(*cover);
    const bool covers = made.stretch.first <= cover->first && made.stretch.last >= cover->last;
    const bool is_better =
        !best || (covers && !best_covers) ||
        (covers == best_covers &&
         (made.interesting > best->interesting ||
          (made.interesting == best->interesting && !is_bad_end(made.stretch.last) && is_bad_end(best->stretch.last))));
    if (is_better) {
      best = made;
      best_covers = covers;
    }
  }
  return best ? best->stretch : beginning();
}

// What of a stretch fits into a fragment, from one word of the query to another.
Fragment Headline::cut(Stretch stretch) const {
  while (stretch.first < stretch.last && !is_interesting(word(stretch.first))) {
    ++stretch.first;
  }
  Fragment made{stretch};
  std::int64_t index = stretch.first;
  for (; index <= stretch.last && made.words < style_.most_words; ++index) {
    count(index, made.words, made.interesting, 1);
  }
  if (stretch.last > index) {
    for (; index >= stretch.first; --index) {
      made.stretch.last = index;
      if (is_interesting(word(index))) {
        break;
      }
      made.words -= counts(word(index)) ? 1 : 0;
    }
  }
  return made;
}

std::vector<Fragment> Headline::fragments() const {
  std::vector<Fragment> made;
  for (std::optional<Stretch> cover = next_cover(0); cover; cover = next_cover(cover->first + 1)) {
    for (std::int64_t first = cover->first; first <= cover->last; first = made.back().stretch.last + 1) {
      made.push_back(cut({first, cover->last}));
    }
  }
  return made;
}

// To both sides, as far as there is room for words that are not shown yet.
void Headline::stretch(Fragment& fragment) const {
  if (fragment.words >= style_.most_words) {
    return;
  }
  const std::int64_t most = (style_.most_words - fragment.words) / 2;
  auto& [first, last] = fragment.stretch;
  std::int64_t edge = first, added = 0;
  for (std::int64_t index = first - 1; index >= 0 && added < most && !word(index).is_shown; --index) {
    added += counts(word(index)) ? 1 : 0;
    edge = index;
  }
  fragment.words += added;
  for (; edge < first && is_bad_end(edge); ++edge) {
    fragment.words -= counts(word(edge)) ? 1 : 0;
  }
  first = edge;
  edge = last;
  for (std::int64_t index = last + 1; index < size() && fragment.words < style_.most_words && !word(index).is_shown;
       ++index) {
    fragment.words += counts(word(index)) ? 1 : 0;
    edge = index;
  }
  for (; edge > last && is_bad_end(edge); --edge) {
    fragment.words -= counts(word(edge)) ? 1 : 0;
  }
  last = edge;
}

void Headline::choose_fragments() {
  std::vector<Fragment> all = fragments();
  bool is_any_shown = false;
  for (std::int64_t number = 0; number < style_.most_fragments; ++number) {
    Fragment* best = nullptr;
    for (Fragment& fragment : all) {
      const std::int64_t most = best == nullptr ? 0 : best->interesting;
      const std::int64_t least = best == nullptr ? std::numeric_limits<std::int32_t>::max() : best->words;
      if (!fragment.is_out &&
          (fragment.interesting > most || (fragment.interesting == most && fragment.words < least))) {
        best = &fragment;
      }
    }
    if (best == nullptr) {
      break;
    }
    stretch(*best);
    show(best->stretch);
    is_any_shown = true;
    const Stretch chosen = best->stretch;
    for (Fragment& other : all) {
      other.is_out = other.is_out || (other.stretch.first <= chosen.last && other.stretch.last >= chosen.first);
    }
  }
  if (!is_any_shown) {
    show(beginning());
  }
}

void Headline::show(const Stretch& stretch) {
  for (std::int64_t index = stretch.first; index <= stretch.last && index < size(); ++index) {
    Word& at = words_[static_cast<std::size_t>(index)];
    at.is_shown = !at.is_repeated;
  }
}

void Headline::choose() {
  if (style_.most_fragments > 0) {
    choose_fragments();
  } else {
    show(style_.is_whole ? Stretch{0, size() - 1} : best_stretch());
  }
}

std::string Headline::print() const {
  std::string text;
  bool is_inside = false, is_first = true;
  for (const Word& word : words_) {
    if (word.is_repeated) {
      continue;
    }
    if (word.is_shown && !is_inside && !is_first) {
      text += style_.between;
    }
    is_inside = word.is_shown;
    if (!word.is_shown) {
      continue;
    }
    is_first = false;
    if (word.kind == TokenKind::tag && !style_.is_whole) {
      text += ' ';
    } else if (!is_hyphenated(word.kind)) {
      text += (word.node ? style_.before : "") + std::string(word.text) + (word.node ? style_.behind : "");
    }
  }
  return text;
}

}  // namespace

std::string headline(const Configuration& configuration, std::string_view text, const Query& query,
                     const HeadlineStyle& style, const std::function<bool()>& is_over) {
  Headline made(query, style, is_over);
  made.read(configuration, text);
  made.choose();
  return made.print();
}

}  // namespace emulator::postgres::text_search
