// The rows made of the tables of casts: conversions between types (pg_cast), reading from text, writing as text, and
// each of these for every element of an array.
#include <array>
#include <unordered_map>
#include <utility>

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/cast_tables.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/xml_casts.hpp"
#include "sql/postgres/types.hpp"
#include "types/array.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using sql::CastArgument;
using sql::CastPath;
using sql::CastStrength;
using enum TypeId;
using casts::assignment, casts::explicit_, casts::implicit;
using casts::Conversion, casts::Reader, casts::Writer;
using casts::conversions, casts::readers, casts::writers;
using casts::write_xml, casts::write_xml_array;

constexpr std::array<CastArgument, 1> length_argument{CastArgument::length};
constexpr std::array<CastArgument, 1> scale_argument{CastArgument::scale};
constexpr std::array<CastArgument, 2> enum_arguments{CastArgument::type_name, CastArgument::type_collation};
constexpr std::array<CastArgument, 2> precision_arguments{CastArgument::length, CastArgument::scale};

// What a conversion into this type takes besides the value.
constexpr std::span<const CastArgument> arguments_for(TypeId to) {
  if (to == decimal || to == interval) {
    return precision_arguments;
  }
  if (to == varchar || to == char_ || to == bit || to == varbit || to == vector || to == halfvec || to == sparsevec) {
    return length_argument;
  }
  if (to == enum_) {
    return enum_arguments;
  }
  const bool has_digits = to == time || to == timetz || to == timestamp || to == timestamptz;
  return has_digits ? std::span<const CastArgument>{scale_argument} : std::span<const CastArgument>{};
}

// --- Functions made of functions --------------------------------------------------------------------------------

enum class Fit : std::uint8_t {
  text,
  varchar_strict,
  varchar_cut,
  char_strict,
  char_cut,
  name,
  internal_char
};

template <sql::NativeFunction write, Fit fit>
Value write_as(Arguments arguments, CallContext& context) {
  const Value text = write(arguments.first(1), context);
  if constexpr (fit == Fit::varchar_strict || fit == Fit::varchar_cut) {
    return fit_varchar(text, integer_at(arguments, 1), fit == Fit::varchar_strict);
  } else if constexpr (fit == Fit::char_strict || fit == Fit::char_cut) {
    return fit_char(text, integer_at(arguments, 1), fit == Fit::char_strict);
  } else if constexpr (fit == Fit::name) {
    return fit_name(text);
  } else if constexpr (fit == Fit::internal_char) {
    return fit_internal_char(text);
  } else {
    return text;
  }
}

using ArrayPointer = std::shared_ptr<const Array>;

// The elements keep their shape; `function` sees one element and the modifiers.
Value for_each_element(const Value& value, Arguments modifiers, CallContext& context, sql::NativeFunction function) {
  if (const auto* nested = std::get_if<ArrayPointer>(&value)) {
    auto made = std::make_shared<Array>();
    made->elements.reserve((*nested)->elements.size());
    for (const Value& element : (*nested)->elements) {
      made->elements.push_back(for_each_element(element, modifiers, context, function));
    }
    return ArrayPointer(std::move(made));
  }
  if (is_null(value)) {
    return value;
  }
  std::vector<Value> arguments{value};
  arguments.insert(arguments.end(), modifiers.begin(), modifiers.end());
  return function(arguments, context);
}

template <sql::NativeFunction function>
Value each_element(Arguments arguments, CallContext& context) {
  return for_each_element(arguments[0], arguments.subspan(1), context, function);
}

template <sql::NativeFunction read, TypeId to>
Value read_array(Arguments arguments, CallContext& context) {
  const std::optional<Array> texts = parse_array(text_at(arguments, 0), TypeId::text, array_delimiter(to));
  if (!texts) {
    malformed_array(text_at(arguments, 0));
  }
  return for_each_element(std::make_shared<const Array>(*texts), arguments.subspan(1), context, read);
}

// An array prints its booleans as t and f, which a cast of one does not.
template <TypeId from, sql::NativeFunction write>
Value write_array(Arguments arguments, CallContext& context) {
  const Value texts =
      from == boolean ? arguments[0] : for_each_element(arguments[0], arguments.subspan(1), context, write);
  return print_array(*std::get<ArrayPointer>(texts), array_delimiter(from));
}

// --- Rows -------------------------------------------------------------------------------------------------------

enum class Shape : std::uint8_t {
  value,     // from -> to
  elements,  // from[] -> to[]
  literal,   // text -> to[]
  written,   // from[] -> text
  json,      // from -> its JSON, for functions that take any value: see json_value
  json_array,
  printed,  // of a boolean: see printed_value
  xml,      // from -> what it is in XML: see xml_content
  xml_array,
};

struct Key {
  Shape shape;
  TypeId from, to;
  bool cuts = false;  // an explicit cast to a string type of limited length

  std::uint32_t number() const {
    return static_cast<std::uint32_t>(shape) << 24 | static_cast<std::uint32_t>(from) << 16 |
           static_cast<std::uint32_t>(to) << 8 | static_cast<std::uint32_t>(cuts);
  }
};

struct CastRow {
  Key key;
  CastStrength strength;
  sql::NativeFunction function;  // null: nothing to do
};

Type shaped(TypeId id, bool is_array) {
  return is_array ? Type{.id = array, .element = id} : type(id);
}

// g++ takes a comparison with nullptr for no constant under -fsanitize=undefined (GCC bug 71962); matching does not
// ask.
template <sql::NativeFunction function>
inline constexpr bool is_nothing = false;
template <>
inline constexpr bool is_nothing<nullptr> = true;

template <std::size_t index>
void add_conversion(std::vector<CastRow>& rows) {
  constexpr Conversion row = conversions[index];
  rows.push_back({{Shape::value, row.from, row.to}, row.strength, row.function});
  if constexpr (is_nothing<row.function>) {
    rows.push_back({{Shape::elements, row.from, row.to}, row.strength, nullptr});
  } else {
    rows.push_back({{Shape::elements, row.from, row.to}, row.strength, each_element<row.function>});
  }
}

template <std::size_t index>
void add_reader(std::vector<CastRow>& rows) {
  constexpr Reader row = readers[index];
  rows.push_back({{Shape::value, text, row.to}, explicit_, row.function});
  rows.push_back({{Shape::elements, text, row.to}, explicit_, each_element<row.function>});
  rows.push_back({{Shape::literal, text, row.to}, explicit_, read_array<row.function, row.to>});
}

// Bits of either type become those of the other, or of another length; so do numbers.
enum class BitFit : std::uint8_t {
  bit_strict,
  bit_cut,
  varbit_strict,
  varbit_cut,
};
template <BitFit fit>
Value fit_bits(Arguments arguments, CallContext&) {
  constexpr bool strict = fit == BitFit::bit_strict || fit == BitFit::varbit_strict;
  constexpr bool is_fixed = fit == BitFit::bit_strict || fit == BitFit::bit_cut;
  return is_fixed ? fit_bit(arguments[0], integer_at(arguments, 1), strict)
                  : fit_varbit(arguments[0], integer_at(arguments, 1), strict);
}

void add_bits(std::vector<CastRow>& rows) {
  const auto both = [&]<sql::NativeFunction function>(TypeId to, bool cuts) {
    for (const TypeId from : {bit, varbit}) {
      rows.push_back({{Shape::value, from, to, cuts}, implicit, function});
      rows.push_back({{Shape::elements, from, to, cuts}, implicit, each_element<function>});
    }
  };
  both.operator()<fit_bits<BitFit::bit_strict>>(bit, false);
  both.operator()<fit_bits<BitFit::bit_cut>>(bit, true);
  both.operator()<fit_bits<BitFit::varbit_strict>>(varbit, false);
  both.operator()<fit_bits<BitFit::varbit_cut>>(varbit, true);
  rows.push_back({{Shape::value, integer, bit, true}, explicit_, integer_to_bit});
  rows.push_back({{Shape::value, bigint, bit, true}, explicit_, bigint_to_bit});
}

// The cast of xml to a string leaves all as it lies; its output function does not.
template <std::size_t index, Fit fit>
constexpr Writer writer_for_cast() {
  constexpr bool prints = fit == Fit::name || fit == Fit::internal_char;
  return writers[index].from == TypeId::xml && !prints ? Writer{TypeId::xml, output_as_it_is} : writers[index];
}

template <std::size_t index, Fit fit>
void add_written(std::vector<CastRow>& rows, TypeId to) {
  constexpr Writer row = writer_for_cast<index, fit>();
  constexpr bool cuts = fit == Fit::varchar_cut || fit == Fit::char_cut;
  constexpr bool is_string = row.from == text || row.from == char_;
  constexpr CastStrength strength = is_string && fit != Fit::internal_char ? implicit : assignment;
  rows.push_back({{Shape::value, row.from, to, cuts}, strength, write_as<row.function, fit>});
  if constexpr (is_string) {
    rows.push_back({{Shape::elements, row.from, to, cuts}, strength, each_element<write_as<row.function, fit>>});
  }
}

template <std::size_t index>
void add_writer(std::vector<CastRow>& rows) {
  constexpr Writer row = writers[index];
  add_written<index, Fit::varchar_strict>(rows, varchar);
  add_written<index, Fit::varchar_cut>(rows, varchar);
  add_written<index, Fit::char_strict>(rows, char_);
  add_written<index, Fit::char_cut>(rows, char_);
  add_written<index, Fit::name>(rows, name);
  add_written<index, Fit::internal_char>(rows, internal_char);
  constexpr CastStrength strength = row.from == char_ ? implicit : assignment;
  constexpr Writer cast = writer_for_cast<index, Fit::text>();
  rows.push_back({{Shape::value, row.from, text}, strength, cast.function});
  if constexpr (row.from != text) {
    rows.push_back({{Shape::elements, row.from, text}, strength, each_element<cast.function>});
  }
  rows.push_back({{Shape::written, row.from, text}, assignment, write_array<row.from, row.function>});
  // Texts are read by the readers' own array functions, but into text itself.
  if constexpr (row.from == text) {
    rows.push_back({{Shape::literal, text, text}, explicit_, read_array<output_as_it_is, text>});
    rows.push_back(
        {{Shape::literal, text, varchar}, explicit_, read_array<write_as<row.function, Fit::varchar_strict>, text>});
    rows.push_back(
        {{Shape::literal, text, char_}, explicit_, read_array<write_as<row.function, Fit::char_strict>, text>});
    rows.push_back({{Shape::literal, text, name}, explicit_, read_array<write_as<row.function, Fit::name>, text>});
    rows.push_back({{Shape::literal, text, internal_char},
                    explicit_,
                    read_array<write_as<row.function, Fit::internal_char>, text>});
    rows.push_back(
        {{Shape::literal, text, varchar, true}, explicit_, read_array<write_as<row.function, Fit::varchar_cut>, text>});
    rows.push_back(
        {{Shape::literal, text, char_, true}, explicit_, read_array<write_as<row.function, Fit::char_cut>, text>});
  }
}

template <std::size_t... index>
void add_conversions(std::vector<CastRow>& rows, std::index_sequence<index...>) {
  (add_conversion<index>(rows), ...);
}
template <std::size_t... index>
void add_readers(std::vector<CastRow>& rows, std::index_sequence<index...>) {
  (add_reader<index>(rows), ...);
}
template <std::size_t... index>
void add_writers(std::vector<CastRow>& rows, std::index_sequence<index...>) {
  (add_writer<index>(rows), ...);
}

// What a type is to JSON: numbers and documents stand as they are written, most others as strings.
template <TypeId from>
constexpr sql::NativeFunction json_function(sql::NativeFunction write) {
  static_cast<void>(write);
  if constexpr (from == boolean) {
    return output_boolean;
  } else if constexpr (from == json || from == jsonb) {
    return output_as_it_is;
  } else if constexpr (from == timestamp) {
    return json_of_timestamp;
  } else if constexpr (from == timestamptz) {
    return json_of_timestamptz;
  } else if constexpr (from == char_ || from == inet) {
    return json_as_stored;
  } else {
    return nullptr;
  }
}

template <TypeId from, sql::NativeFunction write>
Value write_json(Arguments arguments, CallContext& context) {
  constexpr sql::NativeFunction own = json_function<from>(write);
  if constexpr (!is_nothing<own>) {
    return own(arguments.first(1), context);
  } else {
    const Value shown = write(arguments.first(1), context);
    return is_numeric(from) ? json_of_number(shown) : json_of_text(shown);
  }
}

template <TypeId from, sql::NativeFunction write>
Value write_json_array(Arguments arguments, CallContext& context) {
  const auto element = [&](const Value& value, const auto& self) -> std::string {
    if (is_null(value)) {
      return "null";
    }
    const auto* nested = std::get_if<ArrayPointer>(&value);
    if (nested == nullptr) {
      return std::get<std::string>(write_json<from, write>(std::span(&value, 1), context));
    }
    std::string joined;
    for (const Value& part : (*nested)->elements) {
      joined += (joined.empty() ? "" : ",") + self(part, self);
    }
    return "[" + joined + "]";
  };
  return element(arguments[0], element);
}

Value print_boolean(Arguments arguments, CallContext&) {
  return element_text(arguments[0]);
}

template <std::size_t... index>
void add_jsons(std::vector<CastRow>& rows, std::index_sequence<index...>) {
  const auto add = [&]<std::size_t at>() {
    constexpr Writer row = writers[at];
    rows.push_back({{Shape::json, row.from, other}, implicit, write_json<row.from, row.function>});
    rows.push_back({{Shape::json_array, row.from, other}, implicit, write_json_array<row.from, row.function>});
  };
  (add.template operator()<index>(), ...);
  rows.push_back({{Shape::printed, boolean, other}, implicit, print_boolean});
  rows.push_back({{Shape::printed, inet, other}, implicit, output_as_it_is});
  rows.push_back({{Shape::printed, TypeId::xml, other}, implicit, output_xml});
  rows.push_back({{Shape::elements, TypeId::xml, other}, implicit, each_element<output_xml>});
}

template <std::size_t... index>
void add_xmls(std::vector<CastRow>& rows, std::index_sequence<index...>) {
  const auto add = [&]<std::size_t at>() {
    constexpr Writer row = writers[at];
    rows.push_back({{Shape::xml, row.from, other}, implicit, write_xml<row.from, row.function, true>});
    rows.push_back({{Shape::xml, row.from, other, true}, implicit, write_xml<row.from, row.function, false>});
    rows.push_back({{Shape::xml_array, row.from, other}, implicit, write_xml_array<row.from, row.function>});
  };
  (add.template operator()<index>(), ...);
}

const std::vector<CastRow>& cast_rows() {
  static const std::vector<CastRow> rows = [] {
    std::vector<CastRow> made;
    add_bits(made);
    add_conversions(made, std::make_index_sequence<conversions.size()>{});
    add_readers(made, std::make_index_sequence<readers.size()>{});
    add_writers(made, std::make_index_sequence<writers.size()>{});
    add_jsons(made, std::make_index_sequence<writers.size()>{});
    add_xmls(made, std::make_index_sequence<writers.size()>{});
    return made;
  }();
  return rows;
}

sql::Overload overload_of(const CastRow& row) {
  static constexpr std::string_view shapes[] = {
      "", "_elements", "_literal", "_written", "_json", "_json_array", "_printed", "_xml", "_xml_array"};
  const bool from_array = row.key.shape == Shape::elements || row.key.shape == Shape::written ||
                          row.key.shape == Shape::json_array || row.key.shape == Shape::xml_array;
  const bool to_array = row.key.shape == Shape::elements || row.key.shape == Shape::literal;
  const auto word = [](TypeId id) { return id == enum_ ? std::string("enum") : std::string(internal_name(id)); };
  const std::string native = "pg_cast" + std::string(shapes[static_cast<std::size_t>(row.key.shape)]) + "_" +
                             word(row.key.from) + "_" + word(row.key.to) + (row.key.cuts ? "_cut" : "");
  sql::Overload overload{.name = "cast",
                         .kind = sql::OverloadKind::cast,
                         .parameters = {shaped(row.key.from, from_array)},
                         .result = shaped(row.key.to, to_array),
                         .lowering = sql::Native{intern(native), row.function}};
  const TypeId modifier = row.key.to == enum_ ? text : bigint;
  overload.parameters.resize(1 + arguments_for(row.key.to).size(), type(modifier));
  return overload;
}

struct Entry {
  CastPath path;
  CastStrength strength;
};

// The place of each row among the room's, found once.
const Entry* find_entry(const Key& key) {
  static const std::unordered_map<std::uint32_t, Entry> entries = [] {
    std::unordered_map<std::uint32_t, Entry> made;
    const std::span<const sql::Overload* const> overloads = overloads_named("cast");
    std::size_t next = 0;
    for (const CastRow& row : cast_rows()) {
      const bool does_nothing = row.function == nullptr;
      const CastPath path = does_nothing ? CastPath{} : CastPath{overloads[next++], arguments_for(row.key.to)};
      made.emplace(row.key.number(), Entry{path, row.strength});
    }
    return made;
  }();
  const auto found = entries.find(key.number());
  return found == entries.end() ? nullptr : &found->second;
}

bool is_string(TypeId id) {
  return is_character(id);
}

bool is_bits(TypeId id) {
  return id == bit || id == varbit;
}

// Strings other than character(n) lie alike: what reads or writes one of them is text's row.
TypeId string_source(TypeId id) {
  return is_string(id) && id != char_ ? text : id;
}

std::optional<CastPath> path_of(const Key& key, CastStrength strength) {
  const Entry* entry = find_entry(key);
  if (entry == nullptr || entry->strength > strength) {
    return std::nullopt;
  }
  return entry->path;
}

// citext lies as text does; what else becomes one becomes text first.
std::optional<CastPath> path_of_citext(TypeId source, Shape shape) {
  const bool stays = source == text && shape != Shape::literal;
  return stays ? std::optional(CastPath{}) : path_of({shape, source, text}, assignment);
}

// Into a string type; without a length (or for text) strings other than character(n) stay as they are.
std::optional<CastPath> string_cast(Shape shape, TypeId from, TypeId to, std::int32_t length, CastStrength strength) {
  const TypeId source = string_source(from);
  if (to == citext) {
    return strength == implicit ? std::nullopt : path_of_citext(source, shape);
  }
  const bool widens = to == text || (to == varchar && length < 0) || (to == char_ && length < 0);
  if (source == text && widens && shape != Shape::literal) {
    return is_string(from) ? std::optional<CastPath>(CastPath{}) : std::nullopt;
  }
  const bool cuts = strength == explicit_ && (to == varchar || to == char_);
  return path_of({shape, source, to, cuts}, strength);
}

}  // namespace

void add_casts(Overloads& rows) {
  for (const CastRow& row : cast_rows()) {
    if (row.function != nullptr) {
      rows.push_back(overload_of(row));
    }
  }
}

std::optional<CastPath> table_cast(const Type& from, const Type& to, CastStrength strength) {
  if (from.id == oid && to.id == oid) {
    return CastPath{};  // oid and regclass
  }
  if (is_string(from.id) && is_string(to.id)) {
    return string_cast(Shape::value, from.id, to.id, to.length, strength);
  }
  if (from.id == array || to.id == array || from.id == to.id) {
    return std::nullopt;
  }
  if (is_string(from.id) || is_string(to.id)) {
    return std::nullopt;  // read or written, which is not in the table
  }
  return path_of({Shape::value, from.id, to.id, is_bits(to.id) && strength == explicit_}, strength);
}

std::optional<CastPath> length_cast(const Type& to, CastStrength strength) {
  if (to.length < 0 && to.scale < 0) {
    return CastPath{};
  }
  const bool is_array = to.id == array;
  const Shape shape = is_array ? Shape::elements : Shape::value;
  const TypeId id = is_array ? to.element : to.id;
  if (is_bits(id)) {
    return path_of({shape, id, id, strength == explicit_}, explicit_);
  }
  if (id == varchar || id == char_) {
    return path_of({shape, text, id, strength == explicit_}, explicit_);
  }
  const std::optional<CastPath> path = path_of({shape, id, id}, strength);
  return path ? path : CastPath{};
}

std::optional<CastPath> input_cast(const Type& to, CastStrength strength) {
  if (to.id == array) {
    const bool cuts = strength == explicit_ && (to.element == varchar || to.element == char_);
    return path_of({Shape::literal, text, to.element, cuts}, explicit_);
  }
  if (is_string(to.id)) {
    return string_cast(Shape::value, text, to.id, to.length, strength == implicit ? assignment : strength);
  }
  return path_of({Shape::value, text, to.id}, explicit_);
}

std::optional<CastPath> output_cast(const Type& from, const Type& to, CastStrength strength) {
  if (from.id == array) {
    return to.length < 0 && (to.id == text || to.id == varchar)
               ? path_of({Shape::written, string_source(from.element), text}, strength)
               : std::nullopt;
  }
  if (from.id == oid && !from.name.empty()) {
    return std::nullopt;  // a regclass prints the relation's name, which only the catalog knows
  }
  if (to.id == varchar && to.length < 0) {
    return path_of({Shape::value, from.id, text}, strength);
  }
  return string_cast(Shape::value, from.id, to.id, to.length, strength);
}

std::optional<CastPath> array_cast(const Type& from, const Type& to, CastStrength strength) {
  if (from.element == to.element) {
    return length_cast(to, strength);
  }
  if (is_string(to.element) && is_string(from.element)) {
    return string_cast(Shape::elements, from.element, to.element, to.length, strength);
  }
  if (is_string(to.element)) {
    const bool is_plain = to.length < 0 && (to.element == text || to.element == varchar);
    return is_plain ? path_of({Shape::elements, from.element, text}, strength) : std::nullopt;
  }
  return path_of({Shape::elements, string_source(from.element), to.element}, strength);
}

std::optional<CastPath> json_cast(const Type& from) {
  if (from.id == unknown) {
    return path_of({Shape::json, text, other}, implicit);
  }
  return from.id == array ? path_of({Shape::json_array, string_source(from.element), other}, implicit)
                          : path_of({Shape::json, string_source(from.id), other}, implicit);
}

std::optional<CastPath> printed_cast(const Type& from) {
  return from.id == array ? path_of({Shape::elements, from.element, other}, implicit)
                          : path_of({Shape::printed, from.id, other}, implicit);
}

std::optional<CastPath> xml_cast(const Type& from, const Type& to) {
  if (from.id == oid && !from.name.empty()) {
    return std::nullopt;  // see output_cast
  }
  const bool is_attribute = to.name == xml_attribute.name;
  if (from.id == array) {
    return path_of({Shape::xml_array, string_source(from.element), other}, implicit);
  }
  return path_of({Shape::xml, from.id == unknown ? text : string_source(from.id), other, is_attribute}, implicit);
}

}  // namespace emulator::postgres
