// XML made of values and taken apart again, as far as it needs no path (manual 9.15.1, 9.15.2). Those with a syntax of
// their own come from read_xml.cpp, which says what the arguments are.
#include "sql/postgres/functions/xml.hpp"

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/xml_text/document.hpp"
#include "sql/postgres/xml_text/element.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using xml_text::Form;
using enum TypeId;

std::optional<std::string> optional_text(const Value& value) {
  return is_null(value) ? std::nullopt : std::optional(std::get<std::string>(value));
}

// --- Making -----------------------------------------------------------------------------------------------------

// (name, value, name, value, …): those that are not NULL, as an array that prints as text.
Value attributes(Arguments arguments, CallContext&) {
  Array given;
  for (std::size_t at = 0; at + 1 < arguments.size(); at += 2) {
    if (!is_null(arguments[at + 1])) {
      given.elements.push_back(arguments[at]);
      given.elements.push_back(arguments[at + 1]);
    }
  }
  return std::make_shared<const Array>(std::move(given));
}

// (name, attributes, part, part, …)
Value element(Arguments arguments, CallContext&) {
  const Array& given = *std::get<std::shared_ptr<const Array>>(arguments[1]);
  xml_text::Attributes named;
  for (std::size_t at = 0; at + 1 < given.elements.size(); at += 2) {
    named.emplace_back(std::get<std::string>(given.elements[at]), std::get<std::string>(given.elements[at + 1]));
  }
  std::vector<std::string> parts;
  for (const Value& part : arguments.subspan(2)) {
    if (!is_null(part)) {
      parts.push_back(std::get<std::string>(part));
    }
  }
  return xml_text::element(text_at(arguments, 0), named, parts);
}

// (name, value, name, value, …)
Value forest(Arguments arguments, CallContext&) {
  std::string made;
  for (std::size_t at = 0; at + 1 < arguments.size(); at += 2) {
    if (!is_null(arguments[at + 1])) {
      const std::string& name = text_at(arguments, at);
      made.append("<").append(name).append(">").append(text_at(arguments, at + 1)).append("</").append(name) += '>';
    }
  }
  return made.empty() ? Value{Null{}} : Value{std::move(made)};
}

Value concatenation(Arguments arguments, CallContext&) {
  std::vector<std::string> documents;
  for (const Value& document : arguments) {
    if (!is_null(document)) {
      documents.push_back(std::get<std::string>(document));
    }
  }
  return documents.empty() ? Value{Null{}} : Value{xml_text::joined(documents)};
}

// Those that are not NULL, one behind the other.
Value parts(Arguments arguments, CallContext&) {
  std::string text;
  bool is_nothing = true;
  for (const Value& part : arguments) {
    if (!is_null(part)) {
      text += std::get<std::string>(part);
      is_nothing = false;
    }
  }
  return is_nothing ? Value{Null{}} : Value{std::move(text)};
}

// All names and values of several arrays of them.
Value all_attributes(Arguments arguments, CallContext&) {
  Array all;
  for (const Value& group : arguments) {
    const std::vector<Value>& elements = std::get<std::shared_ptr<const Array>>(group)->elements;
    all.elements.insert(all.elements.end(), elements.begin(), elements.end());
  }
  return std::make_shared<const Array>(std::move(all));
}

Value comment(Arguments arguments, CallContext&) {
  return xml_text::comment(text_at(arguments, 0));
}

// (target[, text])
Value instruction(Arguments arguments, CallContext&) {
  xml_text::check_target(text_at(arguments, 0));
  if (arguments.size() > 1 && is_null(arguments[1])) {
    return Null{};
  }
  return xml_text::processing_instruction(text_at(arguments, 0),
                                          arguments.size() > 1 ? optional_text(arguments[1]) : std::nullopt);
}

// (document, version, "yes", "no", "none" or "as it is")
Value root(Arguments arguments, CallContext&) {
  if (is_null(arguments[0])) {
    return Null{};
  }
  const std::string& word = text_at(arguments, 2);
  std::optional<std::optional<bool>> standalone;
  if (word == "yes" || word == "no") {
    standalone = word == "yes";
  } else if (word == "none") {
    standalone.emplace(std::nullopt);
  }
  return xml_text::with_declaration(text_at(arguments, 0), optional_text(arguments[1]), standalone);
}

class XmlAggregate final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (!is_null(arguments[0])) {
      documents_.push_back(text_at(arguments, 0));
    }
  }
  Value finish(CallContext&) override {
    return documents_.empty()       ? Value{Null{}}
           : documents_.size() == 1 ? Value{std::move(documents_.front())}
                                    : Value{xml_text::joined(documents_)};
  }

 private:
  std::vector<std::string> documents_;
};

// --- Reading and writing ----------------------------------------------------------------------------------------

Form form_at(Arguments arguments, std::size_t index) {
  return text_at(arguments, index) == "document" ? Form::document : Form::content;
}

// (text, form)
Value parse(Arguments arguments, CallContext&) {
  xml_text::check(text_at(arguments, 0), form_at(arguments, 1));
  return arguments[0];
}

// (xml, form, type that is asked for, its length or -1): a text that fits that type.
Value serialize(Arguments arguments, CallContext&) {
  const bool wants_document = form_at(arguments, 1) == Form::document;
  if (wants_document && !xml_text::is_well_formed(text_at(arguments, 0), Form::document)) {
    bad_argument("2200L", "not an XML document");
  }
  if (text_at(arguments, 2) == "varchar") {
    return fit_varchar(arguments[0], integer_at(arguments, 3), true);
  }
  return text_at(arguments, 2) == "bpchar" ? fit_char(arguments[0], integer_at(arguments, 3), true) : arguments[0];
}

template <Form form>
Value is_well_formed(Arguments arguments, CallContext&) {
  return xml_text::is_well_formed(text_at(arguments, 0), form);
}

Value is_well_formed_as_set(Arguments arguments, CallContext& context) {
  return xml_text::is_well_formed(text_at(arguments, 0), xml_form(context));
}

// --- Rows -------------------------------------------------------------------------------------------------------

void add_makers(Overloads& rows) {
  const auto any_number = [&](sql::Overload row) { rows.push_back(seeing_nulls(variadic(std::move(row)))); };
  any_number(native_row("xmlattributes call", std::vector<Type>{xml_attribute}, array_of(text), "pg_xml_attributes",
                        attributes));
  rows.push_back(seeing_nulls(native_row("xmlelement call", std::vector<Type>{type(text), array_of(text)}, type(xml),
                                         "pg_xml_element", element)));
  any_number(native_row("xmlelement call", std::vector<Type>{type(text), array_of(text), xml_content}, type(xml),
                        "pg_xml_element", element));
  any_number(native_row("xmlforest call", std::vector<Type>{xml_content}, type(xml), "pg_xml_forest", forest));
  // Of more arguments than a function of SQLite may have.
  any_number(native_row("xmlattributes of groups", std::vector<Type>{array_of(text)}, array_of(text),
                        "pg_xml_all_attributes", all_attributes));
  any_number(native_row("xmlforest of groups", std::vector<Type>{type(xml)}, type(xml), "pg_xml_parts", parts));
  any_number(native_row("xml parts", std::vector<Type>{xml_content}, xml_content, "pg_xml_parts", parts));
  any_number(native_row("xmlconcat call", std::vector<Type>{type(xml)}, type(xml), "pg_xml_concat", concatenation));
  rows.push_back(native_row("xmlcomment", {text}, xml, "pg_xml_comment", comment));
  rows.push_back(native_row("xmlpi call", {text}, xml, "pg_xml_pi", instruction));
  rows.push_back(seeing_nulls(native_row("xmlpi call", {text, text}, xml, "pg_xml_pi", instruction)));
  rows.push_back(seeing_nulls(native_row("xmlroot call", {xml, text, text}, xml, "pg_xml_root", root)));
  rows.push_back(aggregate_row("xmlagg", {type(xml)}, type(xml), "pg_xml_agg", make_aggregate<XmlAggregate>));
}

}  // namespace

void add_xml_functions(Overloads& rows) {
  add_makers(rows);
  for (const std::string_view name : {"XMLCONCAT", "XMLROOT", "XMLSERIALIZE", "XMLTABLE", "IS DOCUMENT"}) {
    rows.push_back({.name = intern(std::string(argument_of).append(name)),
                    .parameters = {type(xml)},
                    .result = type(xml),
                    .lowering = sql::Template{"{0}"}});
  }
  rows.push_back(native_row("xmlparse call", {text, text}, xml, "pg_xml_parse", parse));
  rows.push_back(native_row("xmlserialize call", {xml, text, text, integer}, text, "pg_xml_serialize", serialize));
  rows.push_back(native_row(" is document", {xml}, boolean, "pg_xml_is_document", is_well_formed<Form::document>));
  rows.push_back(
      with_volatility(native_row("xml_is_well_formed", {text}, boolean, "pg_xml_is_well_formed", is_well_formed_as_set),
                      sql::Volatility::stable));
  rows.push_back(
      native_row("xml_is_well_formed_document", {text}, boolean, "pg_xml_is_document", is_well_formed<Form::document>));
  rows.push_back(
      native_row("xml_is_well_formed_content", {text}, boolean, "pg_xml_is_content", is_well_formed<Form::content>));
  // The cast from text to xml by name, which pg_cast has.
  rows.push_back(with_volatility(native_row("xml", {text}, xml, "pg_xml_of_text", input_xml), sql::Volatility::stable));
  add_xml_searches(rows);
}

}  // namespace emulator::postgres
