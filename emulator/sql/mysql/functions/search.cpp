// Searching in texts without regard to case and accents, as the default collation does; bytes are compared as they are.
#include <vector>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "types/collation.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

std::vector<char32_t> folded(std::string_view text) {
  std::vector<char32_t> characters;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = utf8_at(text, at);
    characters.push_back(base_letter(character.code_point));
    at += character.size;
  }
  return characters;
}

// The 1-based place of `needle` in `text` from the 1-based `from` on; 0: not there.
std::int64_t place_in(const Value& text, const Value& needle, std::int64_t from) {
  if (from < 1) return 0;
  const auto start = static_cast<std::size_t>(from - 1);
  if (std::holds_alternative<Bytes>(text)) {
    const auto found = view_of(text).find(view_of(needle), start);
    return found == std::string_view::npos ? 0 : static_cast<std::int64_t>(found) + 1;
  }
  const auto characters = folded(view_of(text));
  const auto wanted = folded(view_of(needle));
  for (std::size_t at = start; at + wanted.size() <= characters.size(); ++at) {
    if (std::equal(wanted.begin(), wanted.end(), characters.begin() + static_cast<std::ptrdiff_t>(at))) {
      return static_cast<std::int64_t>(at) + 1;
    }
  }
  return 0;
}

Value locate(Arguments arguments, CallContext&) {
  return place_in(arguments[1], arguments[0], arguments.size() > 2 ? bigint_of(arguments[2]) : 1);
}
Value instr(Arguments arguments, CallContext&) {
  return place_in(arguments[0], arguments[1], 1);
}

Value find_in_set(Arguments arguments, CallContext&) {
  const auto wanted = view_of(arguments[0]);
  const auto list = view_of(arguments[1]);
  if (list.empty() || wanted.find(',') != std::string_view::npos) return std::int64_t{0};
  std::int64_t place = 1;
  for (std::size_t start = 0; start <= list.size(); ++place) {
    const auto end = std::min(list.find(',', start), list.size());
    if (compare_accent_insensitive(list.substr(start, end - start), wanted) == 0) return place;
    start = end + 1;
  }
  return std::int64_t{0};
}

Value compare_texts(Arguments arguments, CallContext&) {
  return std::int64_t{compare_accent_insensitive(view_of(arguments[0]), view_of(arguments[1]))};
}
Value compare_binary(Arguments arguments, CallContext&) {
  return std::int64_t{compare_bytes(view_of(arguments[0]), view_of(arguments[1]))};
}

// The original Soundex, of any length from four on: letters to digits, runs and vowels dropped.
Value soundex(Arguments arguments, CallContext&) {
  constexpr std::string_view codes = "01230120022455012623010202";  // of A to Z
  std::string code;
  char last = '0';
  for (const char raw : view_of(arguments[0])) {
    if (!is_ascii_alpha(raw)) continue;
    const char letter = ascii_upper(raw);
    const char digit = codes[static_cast<std::size_t>(letter - 'A')];
    if (code.empty()) {
      code += letter;
    } else if (digit != '0' && digit != last) {
      code += digit;
    } else if (digit == '0') {
      continue;
    }
    last = digit;
  }
  if (!code.empty() && code.size() < 4) code.append(4 - code.size(), '0');
  return code;
}

}  // namespace

void add_search_functions(Rows& rows) {
  using enum TypeId;
  for (const TypeId id : {text, blob}) {
    rows.native("locate", {id, id}, bigint_type, "my_locate", locate);
    rows.native("locate", {id, id, bigint}, bigint_type, "my_locate", locate);
    rows.native("position", {id, id}, bigint_type, "my_position", locate);
    rows.native("instr", {id, id}, bigint_type, "my_instr", instr);
  }
  rows.native("find_in_set", {text, text}, bigint_type, "my_find_in_set", find_in_set);
  rows.native("strcmp", {text, text}, bigint_type, "my_strcmp", compare_texts);
  rows.native("strcmp", {blob, blob}, bigint_type, "my_strcmp_binary", compare_binary);
  rows.native("soundex", {text}, text_type, "my_soundex", soundex);
}

}  // namespace emulator::mysql
