// The XML declaration in front of a document, <?xml version="1.0" standalone="yes"?>, as PostgreSQL reads and writes
// it itself: a stored document keeps its own, and is shown without what goes without saying.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emulator::postgres::xml_text {

struct Declaration {
  std::size_t size = 0;  // in bytes; 0: there is none
  std::optional<std::string> version;
  std::optional<bool> standalone;
};

enum class DeclarationFault : std::uint8_t {
  invalid_character,
  missing_encoding,
  missing_space,
  missing_version,
  not_finished,
  wrong_standalone,
};
std::string words_of(DeclarationFault fault);

// What is read until a fault stays in `declaration`. Empty: no fault.
std::optional<DeclarationFault> read_declaration(std::string_view text, Declaration& declaration);

// Empty where it says what holds without it: version 1.0, and nothing of standalone.
std::string written_declaration(const std::optional<std::string>& version, std::optional<bool> standalone);

// As values of the type are shown.
std::string shown(const std::string& document);

// Whether the first thing that is neither comment nor processing instruction is a DOCTYPE.
bool begins_with_doctype(std::string_view text);

}  // namespace emulator::postgres::xml_text
