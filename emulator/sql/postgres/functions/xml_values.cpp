// The type itself, and other types' values inside of elements (manual 9.15.1; the SQL standard's "mapping values of SQL
// data types to values of XML Schema data types").
#include "base/text.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/xml.hpp"
#include "sql/postgres/xml_text/declaration.hpp"
#include "sql/postgres/xml_text/document.hpp"
#include "sql/postgres/xml_text/element.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;

std::string setting(CallContext& context, const char* name, const char* otherwise) {
  return context.settings == nullptr ? otherwise : ascii_lower(context.settings->show(name));
}

bool is_infinite(const std::string& moment) {
  return moment.ends_with("infinity");
}

[[noreturn]] void infinite(const std::string& type) {
  SqlError error = make_worded_error(Condition::datetime_field_overflow, type + " out of range");
  error.detail = "XML does not support infinite " + type + " values.";
  throw error;
}

}  // namespace

xml_text::Form xml_form(CallContext& context) {
  return setting(context, "xmloption", "content") == "document" ? xml_text::Form::document : xml_text::Form::content;
}

Value input_xml(Arguments arguments, CallContext& context) {
  xml_text::check(text_at(arguments, 0), xml_form(context));
  return arguments[0];
}

Value output_xml(Arguments arguments, CallContext&) {
  return xml_text::shown(text_at(arguments, 0));
}

Value xml_of_bytes(Arguments arguments, CallContext& context) {
  const std::string& bytes = std::get<Bytes>(arguments[0]).data;
  return setting(context, "xmlbinary", "base64") == "hex" ? xml_text::hexadecimal(bytes) : xml_text::base64(bytes);
}

Value xml_of_date(Arguments arguments, CallContext&) {
  if (is_infinite(text_at(arguments, 0))) {
    infinite("date");
  }
  return arguments[0];
}

Value xml_of_timestamp(Arguments arguments, CallContext& context) {
  if (is_infinite(text_at(arguments, 0))) {
    infinite("timestamp");
  }
  return iso_timestamp(arguments, context);
}

Value xml_of_timestamptz(Arguments arguments, CallContext& context) {
  if (is_infinite(text_at(arguments, 0))) {
    infinite("timestamp");
  }
  return iso_timestamptz(arguments, context);
}

Value xml_of_text(const Value& text) {
  return xml_text::escaped(std::get<std::string>(text));
}

}  // namespace emulator::postgres
