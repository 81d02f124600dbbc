// Walks the rules. An attempt keeps where it started, so that what leads nowhere is taken back; what it walked through
// is remembered, so that no later attempt walks there again and the whole takes time in proportion to the text.
#include "sql/postgres/text_search/tokenizer.hpp"

#include <unicode/uchar.h>

#include <utility>
#include <vector>

#include "base/text.hpp"
#include "sql/postgres/text_search/token_rules.hpp"

namespace emulator::postgres::text_search {

namespace {

struct Character {
  char32_t code = 0;
  std::size_t size = 0;  // 0: the text is over
};

bool is_ascii(char32_t code) {
  return code < 0x80;
}
bool is_digit(char32_t code) {
  return code >= '0' && code <= '9';
}
bool is_letter(char32_t code) {
  if (is_ascii(code)) {
    return is_ascii_alpha(static_cast<char>(code));
  }
  const auto point = static_cast<UChar32>(code);
  return u_isUAlphabetic(point) != 0 || u_isdigit(point) != 0;
}
bool is_mark(char32_t code) {
  return !is_ascii(code) &&
         (U_GET_GC_MASK(static_cast<UChar32>(code)) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_MC_MASK)) != 0;
}
bool is_space(char32_t code) {
  return is_ascii(code) ? is_ascii_space(static_cast<char>(code)) : u_isWhitespace(static_cast<UChar32>(code)) != 0;
}
bool is_path_character(char32_t code) {
  return code > ' ' && code < 0x7F &&
         std::string_view("\"<>\\^`{|}").find(static_cast<char>(code)) == std::string_view::npos;
}
bool is_hex_digit(char32_t code) {
  return is_ascii(code) && (is_digit(code) || (ascii_lower(static_cast<char>(code)) >= 'a' &&
                                               ascii_lower(static_cast<char>(code)) <= 'f'));
}

}  // namespace

class Tokenizer::Machine {
 public:
  explicit Machine(std::string_view text) : text_(text) {}
  bool next(Token& token);

 private:
  struct Spot {
    std::size_t at = 0;
    Place place = Place::base;
    std::size_t rule = 0;  // the first one to look at
  };

  Character character_at(std::size_t at) const;
  bool is_of(const Rule& rule, const Character& character);
  std::size_t size_of_host();
  bool was_here();
  void leave_memory(std::size_t from, std::size_t to);
  void apply(const Rule& rule, const Character& character, std::size_t index);
  bool retreat();
  Token emit(const Rule& rule);
  void note_tag();

  std::string_view text_;
  Spot spot_;
  std::size_t start_ = 0;
  std::vector<Spot> attempts_;
  std::vector<std::uint32_t> walked_;  // by character: the places that lead nowhere from it
  std::size_t skipped_ = 0;            // what a class that is more than a character took
  bool wants_host_ = false;
  bool in_script_ = false;
};

Character Tokenizer::Machine::character_at(std::size_t at) const {
  if (at >= text_.size()) {
    return {};
  }
  const Utf8Character character = utf8_at(text_, at);
  return {character.code_point, character.size};
}

// How many bytes from here a host takes; 0: there is none. What cannot be in one ends the search.
std::size_t Tokenizer::Machine::size_of_host() {
  const auto may_be_of_host = [](char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '.' || c == '-' || c == '_' || c == ':';
  };
  std::size_t end = spot_.at;
  while (end < text_.size() && may_be_of_host(text_[end])) {
    ++end;
  }
  Machine inner(text_.substr(spot_.at, end - spot_.at));
  inner.wants_host_ = true;
  Token token;
  return inner.next(token) && token.kind == TokenKind::host ? token.text.size() : 0;
}

bool Tokenizer::Machine::is_of(const Rule& rule, const Character& character) {
  if (rule.of == Class::any) {
    return true;
  }
  if (character.size == 0) {
    return rule.of == Class::end;
  }
  const char32_t code = character.code;
  switch (rule.of) {
    case Class::any:
      return true;
    case Class::end:
      return false;
    case Class::letter_of_ascii:
      return is_ascii(code) && is_letter(code);
    case Class::letter:
      return is_letter(code);
    case Class::digit:
      return is_digit(code);
    case Class::hex_digit:
      return is_hex_digit(code);
    case Class::letter_or_digit:
      return is_letter(code) || is_digit(code);
    case Class::no_letter_or_digit:
      return !is_letter(code) && !is_digit(code);
    case Class::mark:
      return is_mark(code);
    case Class::space:
      return is_space(code);
    case Class::character:
      return code == static_cast<unsigned char>(rule.character);
    case Class::in_script:
      return in_script_;
    case Class::end_of_host:
      return std::exchange(wants_host_, false);
    case Class::some_host:
      skipped_ = size_of_host();
      return skipped_ > 0;
    case Class::some_path:
      while (is_path_character(character_at(spot_.at + skipped_).code)) {
        ++skipped_;
      }
      return skipped_ > 0;
    case Class::path_character:
      return is_path_character(code);
  }
  return false;
}

// Whether the walk has come through this place at this character before, in vain.
bool Tokenizer::Machine::was_here() {
  if (spot_.place > Place::last_remembered || spot_.rule != 0) {
    return false;
  }
  if (walked_.empty()) {
    walked_.resize(text_.size() + 1);
  }
  const std::uint32_t bit = std::uint32_t{1} << static_cast<unsigned>(spot_.place);
  std::uint32_t& walked = walked_[spot_.at];
  const bool was = (walked & bit) != 0;
  walked |= bit;
  return was;
}

void Tokenizer::Machine::leave_memory(std::size_t from, std::size_t to) {
  for (std::size_t at = from; at <= to && at < walked_.size(); ++at) {
    walked_[at] = 0;
  }
}

// <script> and <style> hide what is in them.
void Tokenizer::Machine::note_tag() {
  const std::string_view written = text_.substr(start_, spot_.at - start_);
  if (ascii_iequals(written, "</script") || ascii_iequals(written, "</style")) {
    in_script_ = false;
  } else if (ascii_iequals(written, "<script") || ascii_iequals(written, "<style")) {
    in_script_ = true;
  }
}

bool Tokenizer::Machine::retreat() {
  if (attempts_.empty()) {
    return false;
  }
  spot_ = attempts_.back();
  attempts_.pop_back();
  return true;
}

void Tokenizer::Machine::apply(const Rule& rule, const Character& character, std::size_t index) {
  if (rule.act == Act::attempt) {
    attempts_.push_back({spot_.at, spot_.place, index + 1});
  }
  switch (rule.also) {
    case Also::forget:
      if (!attempts_.empty()) {
        attempts_.pop_back();
      }
      break;
    case Also::note_tag:
      note_tag();
      break;
    case Also::cut_sign:
      leave_memory(start_, spot_.at);
      spot_.at = start_ + 1;
      attempts_.clear();
      break;
    case Also::nothing:
    case Also::split_url:
    case Also::split_hyphens:
      break;
  }
  spot_.at += rule.act == Act::stay ? 0 : character.size;
  spot_.place = rule.to == Place::stay ? spot_.place : rule.to;
  spot_.rule = 0;
}

Token Tokenizer::Machine::emit(const Rule& rule) {
  const std::size_t end = spot_.at + skipped_;
  const Token token{rule.kind, text_.substr(start_, end - start_)};
  const bool comes_again = rule.also == Also::split_url || rule.also == Also::split_hyphens;
  wants_host_ = rule.also == Also::split_url;
  leave_memory(start_, end);
  spot_ = {comes_again ? start_ : end, rule.to, 0};
  attempts_.clear();
  return token;
}

bool Tokenizer::Machine::next(Token& token) {
  start_ = spot_.at;
  while (true) {
    if (was_here()) {
      if (!retreat()) {
        return false;
      }
      continue;
    }
    const std::span<const Rule> rules = rules_of(spot_.place);
    const Character character = character_at(spot_.at);
    std::size_t index = spot_.rule;
    skipped_ = 0;
    while (!is_of(rules[index], character)) {
      ++index;
    }
    const Rule& rule = rules[index];
    if (rule.act == Act::emit) {
      token = emit(rule);
      return token.kind != TokenKind::none;
    }
    if (rule.act == Act::fail) {
      if (!retreat()) {
        return false;
      }
      continue;
    }
    apply(rule, character, index);
  }
}

Tokenizer::Tokenizer(std::string_view text) : machine_(std::make_unique<Machine>(text)) {}
Tokenizer::~Tokenizer() = default;

bool Tokenizer::next(Token& token) {
  return machine_->next(token);
}

}  // namespace emulator::postgres::text_search
