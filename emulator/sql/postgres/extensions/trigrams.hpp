// The trigrams of a text and how much of them two texts share, as the extension pg_trgm counts them (manual F.35).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::postgres {

// Three characters in one number that sorts as pg_trgm sorts them: their bytes where each is ASCII, else a checksum.
using Trigram = std::uint32_t;

struct PlacedTrigram {
  Trigram trigram;
  bool begins_word, ends_word;
};

// In the order of the text: each word in lower case, with two spaces before it and one behind.
std::vector<PlacedTrigram> placed_trigrams(std::string_view text);
// Sorted, each once.
std::vector<Trigram> trigrams(std::string_view text);

// From 0 to 1: of all trigrams of the two, the part that both have.
float similarity(std::string_view left, std::string_view right);
// The greatest similarity of `part` with a stretch of `whole`; `by_words`: a stretch of whole words.
float word_similarity(std::string_view part, std::string_view whole, bool by_words);

}  // namespace emulator::postgres
