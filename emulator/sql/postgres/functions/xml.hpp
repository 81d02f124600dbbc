// XML among the other types: the rows of its functions, and what any value is inside of an element (manual 9.15).
#pragma once

#include <cstdint>

#include "sql/call_context.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"

namespace emulator::postgres::xml_text {
enum class Form : std::uint8_t;
}

namespace emulator::postgres {

void add_xml_searches(Overloads& rows);  // with those of add_xml_functions()

// The setting xmloption.
xml_text::Form xml_form(sql::CallContext& context);

// --- xml_values.cpp: (text), and (value)
Value input_xml(Arguments arguments, sql::CallContext& context);
Value output_xml(Arguments arguments, sql::CallContext& context);  // as it is shown, which its cast to text is not

// What a value is to XML where its output function has no say.
Value xml_of_bytes(Arguments arguments, sql::CallContext& context);
Value xml_of_date(Arguments arguments, sql::CallContext& context);
Value xml_of_timestamp(Arguments arguments, sql::CallContext& context);
Value xml_of_timestamptz(Arguments arguments, sql::CallContext& context);
Value xml_of_text(const Value& text);

}  // namespace emulator::postgres
