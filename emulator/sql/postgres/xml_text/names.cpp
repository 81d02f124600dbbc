// The classes of characters are libxml2's tables of XML 1.0.
#include "sql/postgres/xml_text/names.hpp"

#include <libxml/chvalid.h>

#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace emulator::postgres::xml_text {

namespace {

bool is_letter(std::uint32_t code) {
  return xmlIsBaseCharQ(code) || xmlIsIdeographicQ(code);
}

bool is_first(std::uint32_t code) {
  return is_letter(code) || code == '_' || code == ':';
}

bool is_further(std::uint32_t code) {
  return is_first(code) || xmlIsDigitQ(code) || code == '.' || code == '-' || xmlIsCombiningQ(code) ||
         xmlIsExtenderQ(code);
}

std::string escaped(std::uint32_t code) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string hex;
  for (; code != 0 || hex.size() < 4; code >>= 4) {
    hex.insert(hex.begin(), digits[code & 15U]);
  }
  return "_x" + hex + "_";
}

bool begins_with_xml(std::string_view identifier) {
  return ascii_lower(identifier.substr(0, 3)) == "xml";
}

}  // namespace

bool begins_with_name_character(std::string_view text) {
  return !text.empty() && is_further(static_cast<std::uint32_t>(utf8_at(text, 0).code_point));
}

std::string name_of(std::string_view identifier, bool is_column) {
  std::string name;
  for (std::size_t at = 0; at < identifier.size();) {
    const auto character = utf8_at(identifier, at);
    const auto code = static_cast<std::uint32_t>(character.code_point);
    const bool is_start = at == 0;
    const bool begins_escape = code == '_' && identifier.substr(at + 1).starts_with('x');
    const bool is_reserved = (code == ':' && (is_start || is_column)) || begins_escape ||
                             (is_column && is_start && begins_with_xml(identifier));
    if (is_reserved || !(is_start ? is_first(code) : is_further(code))) {
      name += escaped(code);
    } else {
      name += identifier.substr(at, character.size);
    }
    at += character.size;
  }
  return name;
}

}  // namespace emulator::postgres::xml_text
