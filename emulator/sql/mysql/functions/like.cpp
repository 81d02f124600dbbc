// LIKE, character by character.
#include "sql/mysql/functions/like.hpp"

#include "base/text.hpp"
#include "types/collation.hpp"

namespace emulator::mysql {

namespace {

constexpr char32_t any_run = 0xFFFFFFFF;  // %
constexpr char32_t any_one = 0xFFFFFFFE;  // _

char32_t folded(char32_t character, Matching matching) {
  switch (matching) {
    case Matching::exact:
      return character;
    case Matching::ignore_case:
      return upper_letter(character);
    case Matching::ignore_case_and_accents:
      return base_letter(character);
  }
  return character;
}

}  // namespace

void LikePattern::prepare(std::string_view pattern, char32_t escape, Matching matching) {
  if (ready_ && text_ == pattern && escape_ == escape && matching_ == matching) return;
  text_ = pattern;
  escape_ = escape;
  matching_ = matching;
  ready_ = true;
  parts_.clear();
  for (std::size_t i = 0; i < text_.size();) {
    auto character = utf8_at(text_, i);
    i += character.size;
    const bool escaped = escape_ != 0 && character.code_point == escape_ && i < text_.size();
    if (escaped) {
      character = utf8_at(text_, i);
      i += character.size;
    }
    if (!escaped && character.code_point == '%') {
      if (parts_.empty() || parts_.back() != any_run) parts_.push_back(any_run);
    } else if (!escaped && character.code_point == '_') {
      parts_.push_back(any_one);
    } else {
      parts_.push_back(folded(character.code_point, matching_));
    }
  }
}

// Goes back only to the last %: what an earlier one took need never change.
bool LikePattern::matches(std::string_view subject) const {
  std::size_t at = 0;
  std::size_t part = 0;
  std::size_t run_part = std::string_view::npos;
  std::size_t run_at = 0;
  while (at < subject.size()) {
    const auto character = utf8_at(subject, at);
    if (part < parts_.size() && parts_[part] == any_run) {
      run_part = ++part;
      run_at = at;
    } else if (part < parts_.size() &&
               (parts_[part] == any_one || parts_[part] == folded(character.code_point, matching_))) {
      ++part;
      at += character.size;
    } else if (run_part != std::string_view::npos) {
      run_at += utf8_at(subject, run_at).size;
      at = run_at;
      part = run_part;
    } else {
      return false;
    }
  }
  while (part < parts_.size() && parts_[part] == any_run) ++part;
  return part == parts_.size();
}

}  // namespace emulator::mysql
