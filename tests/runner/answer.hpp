// What a statement answered, as the text that case files hold.
#pragma once

#include <string>

#include "backend/backend.hpp"

namespace cases {

// "id int4 | name text"
std::string columns_line(const emulator::backend::Result& result);
// One line per row: values between bars. NULL, true, 1.5, text as it is ('' when empty), x'00ff', {1,2}.
std::string rows_text(const emulator::backend::Result& result);
// An error's sentence, without the number that a prepared statement has in its session.
std::string without_statement_number(std::string sentence);
std::string value_text(const emulator::Value& value, const emulator::Type& type = {});

}  // namespace cases
