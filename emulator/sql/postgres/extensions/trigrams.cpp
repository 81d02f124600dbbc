// Trigrams and their similarity.
#include "sql/postgres/extensions/trigrams.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.hpp"
#include "types/collation.hpp"

namespace emulator::postgres {

namespace {

// Bytes as numbers with a sign, as pg_trgm compares them.
std::uint32_t sortable(unsigned char byte) {
  return byte ^ 0x80U;
}

// The checksum is CRC-32's table read from the wrong end; pg_trgm keeps it so that old indexes stay good.
std::uint32_t checksum(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t index = 0; index < made.size(); ++index) {
      std::uint32_t value = index;
      for (int bit = 0; bit < 8; ++bit) {
        value = (value & 1) != 0 ? value >> 1 ^ 0xedb88320U : value >> 1;
      }
      made[index] = value;
    }
    return made;
  }();
  std::uint32_t sum = 0xffffffffU;
  for (const char byte : bytes) {
    sum = table[(sum >> 24 ^ static_cast<unsigned char>(byte)) & 0xff] ^ sum << 8;
  }
  return sum ^ 0xffffffffU;
}

Trigram trigram_of(std::string_view characters) {
  std::array<unsigned char, 3> bytes{};
  if (characters.size() == 3) {
    std::copy(characters.begin(), characters.end(), bytes.begin());
  } else {
    const std::uint32_t sum = checksum(characters);
    for (std::size_t index = 0; index < bytes.size(); ++index) {
      bytes[index] = static_cast<unsigned char>(sum >> (8 * index));
    }
  }
  return sortable(bytes[0]) << 16 | sortable(bytes[1]) << 8 | sortable(bytes[2]);
}

// The word has its spaces round it.
void add_word(const std::string& word, std::vector<PlacedTrigram>& found) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < word.size(); at += utf8_at(word, at).size) {
    starts.push_back(at);
  }
  starts.push_back(word.size());
  const std::size_t count = starts.size() - 3;
  for (std::size_t index = 0; index < count; ++index) {
    const std::string_view three = std::string_view(word).substr(starts[index], starts[index + 3] - starts[index]);
    found.push_back({trigram_of(three), index == 0, index + 1 == count});
  }
}

float part_of(std::size_t count, std::size_t left, std::size_t right) {
  return static_cast<float>(count) / static_cast<float>(left + right - count);
}

// The trigrams of a text as numbers of a common list, and which of them the sought text has.
struct Search {
  std::vector<std::size_t> numbers;
  std::vector<bool> sought;
  std::vector<std::ptrdiff_t> last_place;  // of each number in the stretch at hand; -1: it is not in it
};

Search search_for(const std::vector<Trigram>& part, const std::vector<PlacedTrigram>& whole) {
  std::vector<Trigram> all = part;
  for (const PlacedTrigram& placed : whole) {
    all.push_back(placed.trigram);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  const auto number_of = [&](Trigram trigram) {
    return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), trigram) - all.begin());
  };
  Search search{{}, std::vector<bool>(all.size()), std::vector<std::ptrdiff_t>(all.size(), -1)};
  for (const Trigram trigram : part) {
    search.sought[number_of(trigram)] = true;
  }
  for (const PlacedTrigram& placed : whole) {
    search.numbers.push_back(number_of(placed.trigram));
  }
  return search;
}

// What a stretch has: different trigrams, and those of them that are sought.
struct Count {
  std::size_t different = 0, shared = 0;
};

// Where the stretch that ends at `upper` had better begin; leaves `count` and the last places as of there.
float best_start(Search& search, const std::vector<PlacedTrigram>& whole, std::size_t sought, bool by_words,
                 std::size_t upper, std::size_t& lower, Count& count) {
  float best = part_of(count.shared, sought, count.different);
  Count left = count;
  const std::size_t first = lower;
  for (std::size_t start = first; start <= upper; ++start) {
    if (!by_words || whole[start].begins_word) {
      const float now = part_of(left.shared, sought, left.different);
      if (now > best) {
        best = now;
        lower = start;
        count = left;
      }
    }
    const std::size_t number = search.numbers[start];
    if (search.last_place[number] == static_cast<std::ptrdiff_t>(start)) {
      --left.different;
      left.shared -= search.sought[number] ? 1 : 0;
    }
  }
  for (std::size_t start = first; start < lower; ++start) {
    std::ptrdiff_t& place = search.last_place[search.numbers[start]];
    place = place == static_cast<std::ptrdiff_t>(start) ? -1 : place;
  }
  return best;
}

}  // namespace

std::vector<PlacedTrigram> placed_trigrams(std::string_view text) {
  std::vector<PlacedTrigram> found;
  const std::string lower = lower_text(text);
  std::string word;
  for (std::size_t at = 0; at <= lower.size();) {
    const Utf8Character character = at < lower.size() ? utf8_at(lower, at) : Utf8Character{};
    const bool inside = at < lower.size() && u_isalnum(static_cast<UChar32>(character.code_point)) != 0;
    if (inside) {
      word += (word.empty() ? "  " : "") + lower.substr(at, character.size);
    } else if (!word.empty()) {
      add_word(word + " ", found);
      word.clear();
    }
    at += std::max<std::size_t>(character.size, 1);
  }
  return found;
}

std::vector<Trigram> trigrams(std::string_view text) {
  std::vector<Trigram> all;
  for (const PlacedTrigram& placed : placed_trigrams(text)) {
    all.push_back(placed.trigram);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

float similarity(std::string_view left, std::string_view right) {
  const std::vector<Trigram> one = trigrams(left), other = trigrams(right);
  if (one.empty() || other.empty()) {
    return 0;
  }
  std::vector<Trigram> both;
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
  return part_of(both.size(), one.size(), other.size());
}

// The stretch grows to the right; after each sought trigram (by words: after each word) its start is chosen anew.
float word_similarity(std::string_view part, std::string_view whole, bool by_words) {
  const std::vector<Trigram> sought = trigrams(part);
  const std::vector<PlacedTrigram> placed = placed_trigrams(whole);
  if (sought.empty() || placed.empty()) {
    return 0;
  }
  Search search = search_for(sought, placed);
  float best = 0;
  Count count;
  bool has_begun = by_words;
  std::size_t lower = 0;
  for (std::size_t upper = 0; upper < placed.size(); ++upper) {
    const std::size_t number = search.numbers[upper];
    if (has_begun || search.sought[number]) {
      if (search.last_place[number] < 0) {
        ++count.different;
        count.shared += search.sought[number] ? 1 : 0;
      }
      search.last_place[number] = static_cast<std::ptrdiff_t>(upper);
    }
    const bool may_end = by_words ? placed[upper].ends_word : bool{search.sought[number]};
    if (!may_end) {
      continue;
    }
    if (!has_begun) {
      has_begun = true;
      lower = upper;
      count.different = 1;
    }
    best = std::max(best, best_start(search, placed, sought.size(), by_words, upper, lower, count));
  }
  return best;
}

}  // namespace emulator::postgres
