// XML made of parts: elements with their attributes, comments, processing instructions, and several joined to one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emulator::postgres::xml_text {

using Attributes = std::vector<std::pair<std::string, std::string>>;

// The parts are XML already. None at all: <name/>.
std::string element(const std::string& name, const Attributes& attributes, std::span<const std::string> parts);

std::string base64(std::string_view bytes);
std::string hexadecimal(std::string_view bytes);

std::string comment(const std::string& text);  // throws SqlError
std::string processing_instruction(const std::string& target, const std::optional<std::string>& text);
void check_target(const std::string& target);  // throws SqlError

// One declaration for all, where they agree.
std::string joined(std::span<const std::string> documents);

// The declaration anew: of this version, if one is given; `standalone` null: as it was.
std::string with_declaration(const std::string& document, const std::optional<std::string>& version,
                             const std::optional<std::optional<bool>>& standalone);

}  // namespace emulator::postgres::xml_text
