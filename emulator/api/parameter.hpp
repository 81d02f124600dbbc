// The value of a SqlParameter: a Field as clients send it -> Value, and what a typeHint demands of its text. How
// results become Fields is field.hpp's business.
#pragma once

#include "api/json_document.hpp"
#include "backend/backend.hpp"
#include "types/value.hpp"

namespace emulator::api {

struct ParameterField {
  Value value;            // Null also for isNull
  bool is_set = false;    // one of the union's members was given
  bool is_array = false;  // that member was arrayValue; the value is not read
};

// Throws ApiError serialization for a member of the wrong type or for two members at once.
ParameterField read_parameter_field(const JsonValue& field);

// Throws ApiError validation if the parameter is a string that does not have the form its hint names: DATE YYYY-MM-DD,
// TIME HH:MM:SS[.FFF], TIMESTAMP YYYY-MM-DD HH:MM:SS[.FFF], DECIMAL a plain number, UUID 32 hexadecimal digits
// (API_SqlParameter.html, typeHint). Whether such a date or JSON document exists is for the engine to say.
void check_type_hint(const backend::Parameter& parameter);

}  // namespace emulator::api
