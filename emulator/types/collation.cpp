// ICU's root collator does the work; texts of ASCII are compared by its own weights from a table made at first use.
#include "types/collation.hpp"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include "base/text.hpp"

namespace emulator {

namespace {

int sign_of(int order) {
  return (order > 0) - (order < 0);
}

std::string_view without_trailing_spaces(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// One of ICU's collators, and the primary weights of the ASCII characters as small numbers in its order.
// Const use of a collator is thread-safe.
class LanguageOrder {
 public:
  explicit LanguageOrder(icu::Collator::ECollationStrength strength, bool ignores_punctuation = false) {
    UErrorCode status = U_ZERO_ERROR;
    collator_.reset(icu::Collator::createInstance(icu::Locale{""}, status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no collation data");
    if (ignores_punctuation) {
      collator_->setAttribute(UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, status);
      collator_->setMaxVariable(UCOL_REORDER_CODE_SYMBOL, status);
    }
    collator_->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, status);
    collator_->setStrength(icu::Collator::PRIMARY);
    rank_ascii();
    collator_->setStrength(strength);
  }

  int compare(std::string_view left, std::string_view right) const {
    UErrorCode status = U_ZERO_ERROR;
    return collator_->compareUTF8(piece(left), piece(right), status);
  }

  // -1, 0, 1 by primary weights alone, or 2 if a character that the table does not know comes first.
  int compare_ascii(std::string_view left, std::string_view right) const {
    const std::size_t common = left.size() < right.size() ? left.size() : right.size();
    for (std::size_t i = 0; i < common; ++i) {
      const auto a = rank_[static_cast<unsigned char>(left[i])];
      const auto b = rank_[static_cast<unsigned char>(right[i])];
      if (a == 0 || b == 0) return 2;
      if (a != b) return a < b ? -1 : 1;
    }
    for (const char c : left.size() > right.size() ? left.substr(common) : right.substr(common)) {
      if (rank_[static_cast<unsigned char>(c)] == 0) return 2;
    }
    return left.size() == right.size() ? 0 : (left.size() < right.size() ? -1 : 1);
  }

 private:
  static icu::StringPiece piece(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

  // Ignorable characters (most control characters) keep rank 0.
  void rank_ascii() {
    for (int c = 0; c < 128; ++c) {
      const char character = static_cast<char>(c);
      if (compare({&character, 1}, {}) == 0) continue;
      int rank = 1;
      for (int other = 0; other < 128; ++other) {
        const char candidate = static_cast<char>(other);
        if (compare({&candidate, 1}, {&character, 1}) < 0) ++rank;
      }
      rank_[static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(rank);
    }
  }

  std::unique_ptr<icu::Collator> collator_;
  std::array<std::uint8_t, 256> rank_{};
};

const LanguageOrder& primary_order() {
  static const LanguageOrder order{icu::Collator::PRIMARY};
  return order;
}

const LanguageOrder& tertiary_order() {
  static const LanguageOrder order{icu::Collator::TERTIARY};
  return order;
}

// Differences of case come after all others: compare by strength 2, as "case-insensitive, accent-sensitive".
const LanguageOrder& secondary_order() {
  static const LanguageOrder order{icu::Collator::SECONDARY};
  return order;
}

// The C library's en_US sees letters, digits and signs of currency only; bytes decide between texts that have the same.
const LanguageOrder& english_order() {
  static const LanguageOrder order{icu::Collator::TERTIARY, true};
  return order;
}

// compare_general's weight of a character, and the letter that LIKE compares.
char32_t general_weight(char32_t code_point) {
  if (code_point < 128) return static_cast<unsigned char>(ascii_upper(static_cast<char>(code_point)));
  if (code_point > 0xFFFF) return replacement_character;
  return base_letter(code_point);
}

}  // namespace

int compare_bytes(std::string_view left, std::string_view right) {
  return sign_of(left.compare(right));
}

int compare_bytes_padded(std::string_view left, std::string_view right) {
  return sign_of(without_trailing_spaces(left).compare(without_trailing_spaces(right)));
}

int compare_accent_insensitive(std::string_view left, std::string_view right) {
  const int order = primary_order().compare_ascii(left, right);
  return order != 2 ? order : primary_order().compare(left, right);
}

int compare_case_insensitive(std::string_view left, std::string_view right) {
  const int order = primary_order().compare_ascii(left, right);
  return order != 2 ? order : secondary_order().compare(left, right);
}

int compare_case_sensitive(std::string_view left, std::string_view right) {
  if (left == right) return 0;
  const int order = primary_order().compare_ascii(left, right);
  return order == -1 || order == 1 ? order : tertiary_order().compare(left, right);
}

int compare_accent_insensitive_padded(std::string_view left, std::string_view right) {
  return compare_accent_insensitive(without_trailing_spaces(left), without_trailing_spaces(right));
}

int compare_english(std::string_view left, std::string_view right) {
  if (left == right) return 0;
  int order = english_order().compare_ascii(left, right);
  if (order == 0 || order == 2) order = english_order().compare(left, right);
  return order != 0 ? order : sign_of(left.compare(right));
}

int compare_general(std::string_view left, std::string_view right) {
  left = without_trailing_spaces(left);
  right = without_trailing_spaces(right);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < left.size() && j < right.size()) {
    const auto a = utf8_at(left, i);
    const auto b = utf8_at(right, j);
    const auto left_weight = general_weight(a.code_point);
    const auto right_weight = general_weight(b.code_point);
    if (left_weight != right_weight) return left_weight < right_weight ? -1 : 1;
    i += a.size;
    j += b.size;
  }
  return (i < left.size()) - (j < right.size());
}

char32_t upper_letter(char32_t code_point) {
  if (code_point < 128) return static_cast<unsigned char>(ascii_upper(static_cast<char>(code_point)));
  return static_cast<char32_t>(u_toupper(static_cast<UChar32>(code_point)));
}

char32_t base_letter(char32_t code_point) {
  if (code_point < 128) return static_cast<unsigned char>(ascii_upper(static_cast<char>(code_point)));
  if (code_point == 0xDF) return 'S';  // has no decomposition and no single upper-case letter
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const decompose = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_SUCCESS(status) && decompose->getDecomposition(static_cast<UChar32>(code_point), parts)) {
    return upper_letter(static_cast<char32_t>(parts.char32At(0)));
  }
  return upper_letter(code_point);
}

namespace {

template <class Map>
std::string mapped(std::string_view text, Map map) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto character = utf8_at(text, i);
    if (character.valid) {
      append_utf8(result, map(character.code_point));
    } else {
      result += text[i];
    }
    i += character.size;
  }
  return result;
}

}  // namespace

char32_t lower_letter(char32_t code_point) {
  if (code_point < 128) return static_cast<unsigned char>(ascii_lower(static_cast<char>(code_point)));
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point)));
}

std::string upper_text(std::string_view text) {
  return mapped(text, upper_letter);
}

std::string lower_text(std::string_view text) {
  return mapped(text, lower_letter);
}

std::string title_text(std::string_view text) {
  std::string result;
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto character = utf8_at(text, i);
    const auto code_point = static_cast<UChar32>(character.code_point);
    if (!character.valid) {
      result += text[i];
      inside = false;
    } else {
      append_utf8(result, static_cast<char32_t>(inside ? u_tolower(code_point) : u_toupper(code_point)));
      inside = u_isalnum(code_point);
    }
    i += character.size;
  }
  return result;
}

}  // namespace emulator
