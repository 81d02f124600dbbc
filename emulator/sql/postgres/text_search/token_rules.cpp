// What each place of the grammar expects. It was found by asking the engine (ts_parse) for what it makes of texts.
#include "sql/postgres/text_search/token_rules.hpp"

#include <array>
#include <vector>

namespace emulator::postgres::text_search {

namespace {

using Rules = std::vector<Rule>;
using enum Class;

Rule go(Class of, Place to, Also also = Also::nothing) {
  return {of, 0, Act::go, to, TokenKind::none, also};
}
Rule go(char character, Place to, Also also = Also::nothing) {
  return {Class::character, character, Act::go, to, TokenKind::none, also};
}
Rule attempt(Class of, Place to) {
  return {of, 0, Act::attempt, to};
}
Rule attempt(char character, Place to) {
  return {Class::character, character, Act::attempt, to};
}
Rule emit(TokenKind kind, Place to = Place::base, Class of = any, Also also = Also::nothing) {
  return {of, 0, Act::emit, to, kind, also};
}
Rule emit(char character, TokenKind kind) {
  return {Class::character, character, Act::emit, Place::base, kind};
}
const Rule fail{any, 0, Act::fail, Place::stay};

constexpr std::size_t places = static_cast<std::size_t>(Place::count_);

struct Table {
  std::array<Rules, places> of;
  Rules& operator[](Place place) { return of[static_cast<std::size_t>(place)]; }
};

void add_words(Table& table) {
  table[Place::base] = {emit(TokenKind::none, Place::base, end),
                        attempt('<', Place::tag_start),
                        go(in_script, Place::blank),
                        go(letter_of_ascii, Place::ascii_word),
                        go(letter, Place::word),
                        go(digit, Place::unsigned_integer),
                        attempt('-', Place::sign),
                        attempt('+', Place::sign),
                        attempt('&', Place::entity_start),
                        attempt('~', Place::file_home),
                        attempt('/', Place::file_start),
                        attempt('.', Place::file_leading_dot),
                        go(any, Place::blank)};
  table[Place::number_word] = {go(letter_or_digit, Place::stay), go(mark, Place::stay),
                               attempt('@', Place::email),       attempt('/', Place::file_start),
                               attempt('.', Place::file_next),   attempt('-', Place::number_hyphen),
                               emit(TokenKind::number_word)};
  table[Place::ascii_word] = {go(letter_of_ascii, Place::stay),
                              attempt('.', Place::host_label),
                              attempt('.', Place::file_next),
                              attempt('-', Place::host_after_mark),
                              attempt('-', Place::ascii_hyphen),
                              attempt('_', Place::host_after_mark),
                              attempt('@', Place::email),
                              attempt(':', Place::protocol_slash),
                              attempt('/', Place::file_start),
                              attempt(digit, Place::host),
                              go(digit, Place::number_word),
                              go(letter, Place::word),
                              go(mark, Place::word),
                              emit(TokenKind::ascii_word)};
  table[Place::word] = {go(letter, Place::stay), go(mark, Place::stay), go(digit, Place::number_word),
                        attempt('-', Place::hyphen), emit(TokenKind::word)};
  table[Place::blank] = {emit(TokenKind::blank, Place::base, end),
                         emit('<', TokenKind::blank),
                         go(in_script, Place::stay),
                         emit('-', TokenKind::blank),
                         emit('+', TokenKind::blank),
                         emit('&', TokenKind::blank),
                         emit('/', TokenKind::blank),
                         go(no_letter_or_digit, Place::stay),
                         emit(TokenKind::blank)};
}

void add_numbers(Table& table) {
  table[Place::unsigned_integer] = {go(digit, Place::stay),
                                    attempt('.', Place::host_label),
                                    attempt('.', Place::unsigned_point),
                                    attempt('e', Place::exponent_start),
                                    attempt('E', Place::exponent_start),
                                    attempt('-', Place::host_after_mark),
                                    attempt('_', Place::host_after_mark),
                                    attempt('@', Place::email),
                                    attempt(letter_of_ascii, Place::host),
                                    go(letter, Place::number_word),
                                    go(mark, Place::number_word),
                                    attempt('/', Place::file_start),
                                    emit(TokenKind::unsigned_integer)};
  table[Place::sign] = {go(digit, Place::signed_integer, Also::forget), fail};
  table[Place::signed_integer] = {go(digit, Place::stay), attempt('.', Place::signed_point),
                                  attempt('e', Place::exponent_start), attempt('E', Place::exponent_start),
                                  emit(TokenKind::signed_integer)};
  table[Place::unsigned_point] = {go(digit, Place::unsigned_decimal, Also::forget), fail};
  table[Place::unsigned_decimal] = {go(digit, Place::stay), attempt('.', Place::version_point),
                                    attempt('e', Place::exponent_start), attempt('E', Place::exponent_start),
                                    emit(TokenKind::decimal)};
  table[Place::signed_point] = {go(digit, Place::signed_decimal, Also::forget), fail};
  table[Place::signed_decimal] = {go(digit, Place::stay), attempt('.', Place::signed_version),
                                  attempt('e', Place::exponent_start), attempt('E', Place::exponent_start),
                                  emit(TokenKind::decimal)};
  table[Place::version_point] = {go(digit, Place::version, Also::forget), fail};
  table[Place::version] = {go(digit, Place::stay), attempt('.', Place::version_point), emit(TokenKind::version)};
  table[Place::signed_version] = {{digit, 0, Act::stay, Place::signed_version_digit, TokenKind::none, Also::cut_sign},
                                  fail};
  table[Place::signed_version_digit] = {emit(TokenKind::blank, Place::unsigned_integer, digit), fail};
  table[Place::exponent_start] = {go(digit, Place::exponent, Also::forget), go('+', Place::exponent_sign),
                                  go('-', Place::exponent_sign), fail};
  table[Place::exponent_sign] = {go(digit, Place::exponent, Also::forget), fail};
  table[Place::exponent] = {go(digit, Place::stay), emit(TokenKind::scientific)};
}

void add_entities(Table& table) {
  table[Place::entity_start] = {go('#', Place::entity_number_start), go(letter_of_ascii, Place::entity_name),
                                go(':', Place::entity_name), go('_', Place::entity_name), fail};
  table[Place::entity_number_start] = {go('x', Place::entity_hex_start), go('X', Place::entity_hex_start),
                                       go(digit, Place::entity_number), fail};
  table[Place::entity_hex_start] = {go(hex_digit, Place::entity_hex), fail};
  table[Place::entity_number] = {go(digit, Place::stay), go(';', Place::entity_end), fail};
  table[Place::entity_hex] = {go(hex_digit, Place::stay), go(';', Place::entity_end), fail};
  table[Place::entity_name] = {go(letter_or_digit, Place::stay),
                               go(':', Place::stay),
                               go('_', Place::stay),
                               go('.', Place::stay),
                               go('-', Place::stay),
                               go(';', Place::entity_end),
                               fail};
  table[Place::entity_end] = {emit(TokenKind::entity)};
}

void add_tags(Table& table) {
  table[Place::tag_start] = {attempt('/', Place::tag_close),
                             attempt('!', Place::comment_start),
                             attempt('?', Place::declaration),
                             attempt(letter_of_ascii, Place::tag_name),
                             go(':', Place::tag_name),
                             go('_', Place::tag_name),
                             fail};
  table[Place::declaration] = {go('x', Place::tag_inside), fail};
  table[Place::tag_close] = {go(letter_of_ascii, Place::tag_name), fail};
  table[Place::tag_name] = {go('/', Place::tag_slash),
                            go('>', Place::tag_end, Also::note_tag),
                            go(space, Place::tag_inside, Also::note_tag),
                            go(letter_or_digit, Place::stay),
                            go(':', Place::stay),
                            go('_', Place::stay),
                            go('.', Place::stay),
                            go('-', Place::stay),
                            fail};
  table[Place::tag_slash] = {go('>', Place::tag_end), fail};
  Rules inside = {go('>', Place::tag_end), go('\'', Place::tag_single_quoted), go('"', Place::tag_double_quoted),
                  go(letter_of_ascii, Place::stay), go(digit, Place::stay)};
  for (const char c : {'=', '-', '_', '#', '/', ':', '.', '&', '?', '%', '~'}) {
    inside.push_back(go(c, Place::stay));
  }
  inside.push_back(go(space, Place::stay, Also::note_tag));
  inside.push_back(fail);
  table[Place::tag_inside] = std::move(inside);
  table[Place::tag_single_quoted] = {{end, 0, Act::fail, Place::stay},
                                     attempt('\\', Place::tag_escape),
                                     go('\'', Place::tag_inside),
                                     go(any, Place::stay)};
  table[Place::tag_escape] = {{end, 0, Act::fail, Place::stay}, go(any, Place::tag_single_quoted, Also::forget)};
  table[Place::tag_double_quoted] = {
      {end, 0, Act::fail, Place::stay}, go('"', Place::tag_inside), go(any, Place::stay)};
  table[Place::tag_end] = {emit(TokenKind::tag)};
  table[Place::comment_start] = {go('-', Place::comment_dash), go('D', Place::tag_inside), go('d', Place::tag_inside),
                                 fail};
  table[Place::comment_dash] = {go('-', Place::comment), fail};
  table[Place::comment] = {{end, 0, Act::fail, Place::stay}, go('-', Place::comment_end_dash), go(any, Place::stay)};
  table[Place::comment_end_dash] = {
      {end, 0, Act::fail, Place::stay}, go('-', Place::comment_end), go(any, Place::comment)};
  table[Place::comment_end] = {
      {end, 0, Act::fail, Place::stay}, go('-', Place::stay), go('>', Place::comment_done), go(any, Place::comment)};
  table[Place::comment_done] = {emit(TokenKind::tag)};
}

void add_hosts(Table& table) {
  table[Place::host_label] = {go(letter_of_ascii, Place::host_last_label), go(digit, Place::host), fail};
  table[Place::host_last_label] = {go(letter_of_ascii, Place::host_known),
                                   attempt(digit, Place::host),
                                   attempt('-', Place::host_after_mark),
                                   attempt('_', Place::host_after_mark),
                                   attempt('.', Place::host_label),
                                   attempt('@', Place::email),
                                   fail};
  table[Place::host_known] = {emit(TokenKind::host, Place::base, end),
                              go(letter_of_ascii, Place::stay),
                              attempt(digit, Place::host),
                              attempt(':', Place::port_start),
                              attempt('_', Place::host_after_mark),
                              attempt('-', Place::host_after_mark),
                              attempt('.', Place::host_label),
                              attempt('@', Place::email),
                              {digit, 0, Act::fail, Place::stay},
                              emit(TokenKind::host, Place::url_path_start, end_of_host),
                              attempt('/', Place::url),
                              emit(TokenKind::host)};
  table[Place::port_start] = {go(digit, Place::port), fail};
  table[Place::port] = {emit(TokenKind::host, Place::base, end), go(digit, Place::stay),
                        emit(TokenKind::host, Place::url_path_start, end_of_host), attempt('/', Place::url),
                        emit(TokenKind::host)};
  table[Place::host_after_mark] = {go(digit, Place::host), go(letter_of_ascii, Place::host), fail};
  table[Place::host] = {go(digit, Place::stay),
                        go(letter_of_ascii, Place::stay),
                        attempt('@', Place::email),
                        attempt('.', Place::host_label),
                        attempt('-', Place::host_after_mark),
                        attempt('_', Place::host_after_mark),
                        fail};
  table[Place::email] = {
      {end_of_host, 0, Act::fail, Place::stay}, emit(TokenKind::email, Place::base, some_host), fail};
  table[Place::url] = {emit(TokenKind::url, Place::base, some_path, Also::split_url), fail};
  table[Place::url_path_start] = {go(any, Place::url_path)};
  table[Place::url_path] = {emit(TokenKind::url_path, Place::base, end), go(path_character, Place::stay),
                            emit(TokenKind::url_path)};
  table[Place::protocol_slash] = {go('/', Place::protocol_slashes), fail};
  table[Place::protocol_slashes] = {go('/', Place::protocol_end), fail};
  table[Place::protocol_end] = {emit(TokenKind::protocol)};
}

void add_files(Table& table) {
  const Rules known = {go(letter_of_ascii, Place::file, Also::forget), go(digit, Place::file, Also::forget),
                       go('_', Place::file, Also::forget)};
  const auto with = [&](std::initializer_list<Rule> more) {
    Rules rules = known;
    rules.insert(rules.end(), more);
    return rules;
  };
  table[Place::file_start] = with({go('.', Place::file_dot), go('~', Place::file_home), fail});
  table[Place::file_home] = with({go('/', Place::file_start), fail});
  table[Place::file_dot] = with({go('.', Place::file_two_dots), go('/', Place::file_start), fail});
  table[Place::file_leading_dot] = {go('.', Place::file_two_dots), go('/', Place::file_start), fail};
  table[Place::file_two_dots] = {emit(TokenKind::file, Place::base, end), attempt('/', Place::file_start),
                                 emit('/', TokenKind::file), emit(TokenKind::file, Place::base, space), fail};
  table[Place::file] = {emit(TokenKind::file, Place::base, end),
                        go(letter_of_ascii, Place::stay),
                        go(digit, Place::stay),
                        attempt('.', Place::file_next),
                        go('_', Place::stay),
                        go('-', Place::stay),
                        attempt('/', Place::file_start),
                        emit(TokenKind::file)};
  table[Place::file_next] = with({fail});
}

void add_hyphens(Table& table) {
  const auto split = [](TokenKind kind) { return emit(kind, Place::parts, any, Also::split_hyphens); };
  table[Place::ascii_hyphen] = {go(letter_of_ascii, Place::ascii_hyphenated), go(letter, Place::hyphenated),
                                go(digit, Place::hyphen_digits), fail};
  table[Place::ascii_hyphenated] = {go(letter_of_ascii, Place::stay),  go(letter, Place::hyphenated),
                                    go(mark, Place::hyphenated),       go(digit, Place::number_hyphenated),
                                    attempt('-', Place::ascii_hyphen), split(TokenKind::hyphenated_ascii_word)};
  table[Place::hyphen] = {go(letter, Place::hyphenated), go(digit, Place::hyphen_digits), fail};
  table[Place::hyphenated] = {go(letter, Place::stay), go(mark, Place::stay), go(digit, Place::number_hyphenated),
                              attempt('-', Place::hyphen), split(TokenKind::hyphenated_word)};
  table[Place::number_hyphen] = {go(letter, Place::number_hyphenated), go(digit, Place::hyphen_digits), fail};
  table[Place::number_hyphenated] = {go(letter_or_digit, Place::stay), go(mark, Place::stay),
                                     attempt('-', Place::number_hyphen), split(TokenKind::hyphenated_number_word)};
  table[Place::hyphen_digits] = {go(digit, Place::stay), go(letter, Place::number_hyphenated),
                                 go(mark, Place::number_hyphenated), fail};
  table[Place::parts] = {{end, 0, Act::stay, Place::base}, go(letter_of_ascii, Place::ascii_part),
                         go(letter, Place::part),          attempt(digit, Place::part_digits),
                         go('-', Place::parts_hyphen),     {any, 0, Act::stay, Place::base}};
  table[Place::parts_hyphen] = {emit(TokenKind::blank, Place::parts, letter_or_digit),
                                emit(TokenKind::blank, Place::parts, mark),
                                {any, 0, Act::stay, Place::blank}};
  table[Place::part] = {go(letter, Place::stay), go(mark, Place::stay), go(digit, Place::number_part),
                        emit(TokenKind::hyphenated_part, Place::parts)};
  table[Place::ascii_part] = {go(letter_of_ascii, Place::stay), go(letter, Place::part), go(mark, Place::part),
                              go(digit, Place::number_part), emit(TokenKind::hyphenated_ascii_part, Place::parts)};
  table[Place::number_part] = {go(letter_or_digit, Place::stay), go(mark, Place::stay),
                               emit(TokenKind::hyphenated_number_part, Place::parts)};
  table[Place::part_digits] = {go(digit, Place::stay), go(letter, Place::number_part, Also::forget),
                               go(mark, Place::number_part, Also::forget), fail};
}

}  // namespace

std::span<const Rule> rules_of(Place place) {
  static const Table table = [] {
    Table made;
    add_words(made);
    add_numbers(made);
    add_entities(made);
    add_tags(made);
    add_hosts(made);
    add_files(made);
    add_hyphens(made);
    return made;
  }();
  return table.of[static_cast<std::size_t>(place)];
}

}  // namespace emulator::postgres::text_search
