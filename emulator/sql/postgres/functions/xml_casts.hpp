// What every type that has a Writer is in XML, for the rows of casts (manual 9.15.1).
#pragma once

#include <memory>
#include <string>

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/xml.hpp"
#include "types/value.hpp"

namespace emulator::postgres::casts {

// Attributes are escaped by whoever writes them.
template <TypeId from, sql::NativeFunction write, bool escapes>
Value write_xml(std::span<const Value> arguments, sql::CallContext& context) {
  const std::span<const Value> value = arguments.first(1);
  if constexpr (from == TypeId::boolean) {
    return output_boolean(value, context);
  } else if constexpr (from == TypeId::blob) {
    return xml_of_bytes(value, context);
  } else if constexpr (from == TypeId::date) {
    return xml_of_date(value, context);
  } else if constexpr (from == TypeId::timestamp) {
    return xml_of_timestamp(value, context);
  } else if constexpr (from == TypeId::timestamptz) {
    return xml_of_timestamptz(value, context);
  } else if constexpr (from == TypeId::xml) {
    return output_xml(value, context);
  } else {
    // The casts of these two to text leave something out, or add it.
    constexpr bool is_as_stored = from == TypeId::char_ || from == TypeId::inet;
    const Value shown = is_as_stored ? arguments[0] : write(value, context);
    return escapes ? xml_of_text(shown) : shown;
  }
}

// Elements that are NULL are left out, and dimensions do not show.
template <TypeId from, sql::NativeFunction write>
Value write_xml_array(std::span<const Value> arguments, sql::CallContext& context) {
  std::string joined;
  const auto add = [&](const Value& value, const auto& self) -> void {
    if (const auto* nested = std::get_if<std::shared_ptr<const Array>>(&value)) {
      for (const Value& part : (*nested)->elements) {
        self(part, self);
      }
    } else if (!is_null(value)) {
      const Value part = write_xml<from, write, true>(std::span(&value, 1), context);
      joined += "<element>" + std::get<std::string>(part) + "</element>";
    }
  };
  add(arguments[0], add);
  return joined;
}

}  // namespace emulator::postgres::casts
