// The rules by which the tokenizer goes: in each place of the grammar, the first one whose class the next character
// is of says where to go on.
#pragma once

#include <cstdint>
#include <span>

#include "sql/postgres/text_search/tokenizer.hpp"

namespace emulator::postgres::text_search {

// Where in the grammar. Those up to `last_remembered` may run far and be left again: nobody walks them twice from one
// character.
enum class Place : std::uint8_t {
  entity_start,
  entity_name,
  tag_start,
  tag_close,
  tag_name,
  tag_inside,
  tag_single_quoted,
  tag_escape,
  tag_double_quoted,
  comment_start,
  comment_dash,
  comment,
  comment_end_dash,
  comment_end,
  host_label,
  host_last_label,
  host_known,
  host_after_mark,
  host,
  email,
  hyphen_digits,
  ascii_hyphen,
  hyphen,
  number_hyphen,
  file_start,
  file_home,
  file_dot,
  file_leading_dot,
  file_two_dots,
  last_remembered = file_two_dots,
  base,
  number_word,
  ascii_word,
  word,
  unsigned_integer,
  sign,
  signed_integer,
  blank,
  unsigned_point,
  unsigned_decimal,
  signed_point,
  signed_decimal,
  version_point,
  version,
  signed_version,
  signed_version_digit,
  exponent_start,
  exponent_sign,
  exponent,
  entity_number_start,
  entity_number,
  entity_hex_start,
  entity_hex,
  entity_end,
  tag_slash,
  tag_end,
  declaration,
  comment_done,
  port_start,
  port,
  url,
  url_path_start,
  url_path,
  protocol_slash,
  protocol_slashes,
  protocol_end,
  file,
  file_next,
  ascii_hyphenated,
  hyphenated,
  number_hyphenated,
  parts,
  parts_hyphen,
  part,
  ascii_part,
  number_part,
  part_digits,
  count_,
  stay
};

enum class Class : std::uint8_t {
  any,
  end,  // of the text
  letter_of_ascii,
  letter,
  digit,
  hex_digit,
  letter_or_digit,
  no_letter_or_digit,
  mark,  // what stands above or behind a letter
  space,
  character,    // that of the rule
  in_script,    // inside <script> or <style>
  end_of_host,  // where only a host is wanted, or the host of a URL that was just told
  some_host,    // a host begins here
  some_path,    // a path of a URL begins here
  path_character
};

enum class Act : std::uint8_t {
  go,       // past the character
  attempt,  // past the character; the following rules apply if that leads nowhere
  stay,     // to another place at the same character
  fail,     // to the last attempt
  emit      // the token ends before the character
};

enum class Also : std::uint8_t {
  nothing,
  forget,  // the last attempt: this is what it is
  note_tag,
  split_url,
  split_hyphens,
  cut_sign
};

struct Rule {
  Class of;
  char character;
  Act act;
  Place to;
  TokenKind kind = TokenKind::none;
  Also also = Also::nothing;
};

std::span<const Rule> rules_of(Place place);

}  // namespace emulator::postgres::text_search
