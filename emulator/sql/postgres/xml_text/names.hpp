// Names of XML: which characters they may have, and how an SQL name that is none becomes one (manual 9.15.1, and the
// SQL standard's "mapping SQL <identifier>s to XML names").
#pragma once

#include <string>
#include <string_view>

namespace emulator::postgres::xml_text {

bool begins_with_name_character(std::string_view text);

// Characters that names cannot have become _xHHHH_. `is_column`: a column's own name, of which a colon anywhere and
// "xml" in front are spelled so too.
std::string name_of(std::string_view identifier, bool is_column);

}  // namespace emulator::postgres::xml_text
