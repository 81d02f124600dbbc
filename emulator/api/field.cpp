// One switch per cell. Values whose shape does not fit their column's type are answered as text, never guessed at.
#include "api/field.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>
#include <variant>

#include "base/base64.hpp"
#include "base/error.hpp"
#include "base/overloaded.hpp"
#include "base/text.hpp"

namespace emulator::api {

namespace {

using Elements = std::shared_ptr<const Array>;

// PostgreSQL's binary form of an array (array_send): dimensions, flags, type, one bound pair; then a size per element.
constexpr std::size_t array_header_size = 20;
constexpr std::size_t element_header_size = 4;

// A value without regard to its type.
std::string text_of(const Value& value) {
  std::string text;
  std::visit(overloaded{
                 [](Null) {},
                 [&](bool truth) { text = truth ? "true" : "false"; },
                 [&](std::int64_t number) { append_integer(text, number); },
                 [&](double number) {
                   append_double(text, number);
                   if (text.starts_with('"')) text = text.substr(1, text.size() - 2);  // NaN and infinities
                 },
                 [&](const std::string& given) { text = given; },
                 [&](const Bytes& bytes) { text = encode_base64(bytes.data); },
                 [&](const Elements& array) {
                   text = "{";
                   for (const Value& element : array->elements) {
                     if (text.size() > 1) text += ',';
                     text += is_null(element) ? "NULL" : text_of(element);
                   }
                   text += '}';
                 },
             },
             value);
  return text;
}

bool truth_of(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number != 0;
  if (const auto* number = std::get_if<double>(&value)) return *number != 0;
  if (const auto* bytes = std::get_if<Bytes>(&value)) {  // BIT(n) as a driver hands it over
    return std::any_of(bytes->data.begin(), bytes->data.end(), [](char c) { return c != 0; });
  }
  const std::string text = text_of(value);
  return !text.empty() && text != "0" && text != "f" && text != "false";
}

// Empty if the value is no 64-bit integer: BIGINT UNSIGNED has larger ones.
std::optional<std::int64_t> integer_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  std::int64_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

std::optional<double> floating_of(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  double number = 0;
  const char* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

// Where a second's fraction stands in the text: from the point to the last digit. Empty if there is none.
struct Span {
  std::size_t begin;
  std::size_t end;
};
std::optional<Span> fraction_in(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  std::size_t end = point + 1;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  return Span{point, end};
}

std::size_t shown_digits(std::string_view digits, const FieldFormat& format) {
  const auto significant = digits.find_last_not_of('0') + 1;  // 0 if there are only zeros
  if (significant == 0) return 0;
  switch (format.fraction) {
    case Fraction::as_given:
      return format.scale >= 0 ? static_cast<std::size_t>(format.scale) : digits.size();
    case Fraction::milliseconds:
      return digits.substr(0, 3).find_first_not_of('0') == std::string_view::npos ? 0 : 3;
    case Fraction::three_or_six:
      return significant <= 3 ? 3 : 6;
  }
  return 0;
}

std::string temporal_text(std::string_view text, const FieldFormat& format) {
  if (format.refuses_infinity && (text == "infinity" || text == "-infinity")) {
    throw ApiError(Fault::internal_failure, "");
  }
  const auto fraction = fraction_in(text);
  if (!fraction) return std::string(text);
  const std::string_view digits = text.substr(fraction->begin + 1, fraction->end - fraction->begin - 1);
  const std::size_t shown = shown_digits(digits, format);
  std::string result(text.substr(0, fraction->begin));
  if (shown > 0) {
    result += '.';
    result += digits.substr(0, shown);
    if (digits.size() < shown) result.append(shown - digits.size(), '0');
  }
  result += text.substr(fraction->end);  // " BC", a zone
  return result;
}

std::string year_text(const Value& value) {
  std::string text = text_of(value);
  if (text.size() < 4) text.insert(0, 4 - text.size(), '0');
  return text;
}

// The pieces in which a Field and a bare value differ.
struct FieldStyle {
  static constexpr bool names_members = true;
  DoubleStyle doubles = DoubleStyle::plain;
};
struct BareStyle {
  static constexpr bool names_members = false;
  DoubleStyle doubles = DoubleStyle::plain;
};

template <class Style>
class CellWriter {
 public:
  CellWriter(std::string& output, const FieldFormat& format, Style style)
      : output_(output), format_(format), style_(style) {}

  std::size_t write(const Value& value) {
    if (is_null(value)) {
      output_ += Style::names_members ? R"({"isNull":true})" : "null";
      return 0;
    }
    if (format_.shape == FieldShape::array) return write_array(value);
    if constexpr (Style::names_members) {
      return write_member(value);
    } else {
      return write_scalar(value, format_.shape);
    }
  }

 private:
  // Puts {"name": } around what write_scalar writes.
  std::size_t write_member(const Value& value) {
    const FieldShape shape = fitting_shape(value);
    output_ += member_name(shape);
    const std::size_t size = write_scalar(value, shape);
    output_ += '}';
    return size;
  }

  // The column's shape, or text for a value that cannot take it.
  FieldShape fitting_shape(const Value& value) const {
    switch (format_.shape) {
      case FieldShape::integer:
        return integer_of(value) ? format_.shape : FieldShape::text;
      case FieldShape::real32:
      case FieldShape::real64:
        return floating_of(value) ? format_.shape : FieldShape::text;
      case FieldShape::bytes:
        return std::holds_alternative<Bytes>(value) ? format_.shape : FieldShape::text;
      case FieldShape::decimal_number:
        return decimal_shape(value);
      case FieldShape::boolean:
      case FieldShape::integer_text:
      case FieldShape::text:
      case FieldShape::temporal:
      case FieldShape::year:
      case FieldShape::year_date:
      case FieldShape::compact_json:
      case FieldShape::array:
        return format_.shape;
    }
    return FieldShape::text;
  }

  // Scale 0 makes a long, any other a double; what fits neither (NaN is no decimal in MySQL) stays text.
  FieldShape decimal_shape(const Value& value) const {
    const auto* text = std::get_if<std::string>(&value);
    const bool whole =
        format_.scale == 0 || (format_.scale < 0 && text != nullptr && text->find('.') == std::string::npos);
    if (whole && integer_of(value)) return FieldShape::integer;
    return floating_of(value) ? FieldShape::real64 : FieldShape::text;
  }

  static std::string_view member_name(FieldShape shape) {
    switch (shape) {
      case FieldShape::boolean:
        return R"({"booleanValue":)";
      case FieldShape::integer:
        return R"({"longValue":)";
      case FieldShape::real32:
      case FieldShape::real64:
        return R"({"doubleValue":)";
      case FieldShape::bytes:
        return R"({"blobValue":)";
      case FieldShape::integer_text:
      case FieldShape::decimal_number:
      case FieldShape::text:
      case FieldShape::temporal:
      case FieldShape::year:
      case FieldShape::year_date:
      case FieldShape::compact_json:
        return R"({"stringValue":)";
      case FieldShape::array:
        return R"({"arrayValue":)";
    }
    return {};
  }

  std::size_t write_scalar(const Value& value, FieldShape shape) {
    switch (shape) {
      case FieldShape::boolean:
        output_ += truth_of(value) ? "true" : "false";
        return sized(1);
      case FieldShape::integer:
        if (const auto number = integer_of(value)) {
          append_integer(output_, *number);
          return sized(8);
        }
        return write_text(value);
      case FieldShape::real32:
        if (const auto number = floating_of(value)) {
          append_float(output_, static_cast<float>(*number), style_.doubles);
          return sized(4);
        }
        return write_text(value);
      case FieldShape::real64:
        if (const auto number = floating_of(value)) {
          append_double(output_, *number, style_.doubles);
          return sized(8);
        }
        return write_text(value);
      case FieldShape::decimal_number:
        return write_scalar(value, decimal_shape(value));
      case FieldShape::bytes:
        return write_bytes(value);
      case FieldShape::temporal:
        return write_temporal(value);
      case FieldShape::year:
        return write_string(year_text(value));
      case FieldShape::year_date:
        return write_string(year_text(value) + "-01-01");
      case FieldShape::compact_json:
        return write_compact_json(value);
      case FieldShape::integer_text:
      case FieldShape::text:
      case FieldShape::array:
        return write_text(value);
    }
    return 0;
  }

  std::size_t write_text(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return write_string(*text);
    return write_string(text_of(value));
  }

  std::size_t write_temporal(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return write_string(temporal_text(*text, format_));
    return write_string(temporal_text(text_of(value), format_));
  }

  std::size_t write_string(std::string_view text) {
    append_json_string(output_, text);
    return sized(text.size());
  }

  std::size_t write_bytes(const Value& value) {
    const auto* bytes = std::get_if<Bytes>(&value);
    if (bytes == nullptr) return write_text(value);
    output_ += '"';
    append_base64(output_, bytes->data);
    output_ += '"';
    return sized(bytes->data.size());
  }

  std::size_t write_compact_json(const Value& value) {
    const std::string text = text_of(value);
    std::string compact;
    return write_string(append_compact_json(compact, text) ? compact : text);
  }

  std::size_t write_array(const Value& value) {
    const auto* array = std::get_if<Elements>(&value);
    if (array == nullptr) return write_text(value);
    if constexpr (Style::names_members) {
      output_ += R"({"arrayValue":)";
      const std::size_t size = write_array_value(**array);
      output_ += '}';
      return size;
    } else {
      return write_list(**array);
    }
  }

  static bool is_nested(const Array& array) {
    return std::any_of(array.elements.begin(), array.elements.end(),
                       [](const Value& element) { return std::holds_alternative<Elements>(element); });
  }

  std::string_view list_name(bool nested) const {
    if (nested) return R"({"arrayValues":)";
    switch (format_.element) {
      case FieldShape::boolean:
        return R"({"booleanValues":)";
      case FieldShape::integer:
        return R"({"longValues":)";
      case FieldShape::real32:
      case FieldShape::real64:
        return R"({"doubleValues":)";
      case FieldShape::integer_text:
      case FieldShape::decimal_number:
      case FieldShape::text:
      case FieldShape::temporal:
      case FieldShape::year:
      case FieldShape::year_date:
      case FieldShape::compact_json:
      case FieldShape::bytes:
      case FieldShape::array:
        return R"({"stringValues":)";
    }
    return {};
  }

  std::size_t write_array_value(const Array& array) {
    output_ += list_name(is_nested(array));
    const std::size_t size = write_list(array);
    output_ += '}';
    return size;
  }

  std::size_t write_list(const Array& array) {
    if (format_.refuses_nesting && is_nested(array)) {
      throw ApiError(Fault::unsupported_result, "The result contains a multidimensional array");
    }
    std::size_t size = array_header_size;
    output_ += '[';
    for (const Value& element : array.elements) {
      if (&element != array.elements.data()) output_ += ',';
      size += element_header_size + write_element(element);
    }
    output_ += ']';
    return size;
  }

  std::size_t write_element(const Value& element) {
    if (is_null(element)) {
      output_ += "null";
      return 0;
    }
    const auto* nested = std::get_if<Elements>(&element);
    if (nested == nullptr) return write_scalar(element, format_.element);
    if constexpr (Style::names_members) {
      return write_array_value(**nested);
    } else {
      return write_list(**nested);
    }
  }

  std::size_t sized(std::size_t otherwise) const { return format_.wire_size != 0 ? format_.wire_size : otherwise; }

  std::string& output_;
  const FieldFormat& format_;
  Style style_;
};

}  // namespace

std::size_t append_field(std::string& output, const Value& value, const FieldFormat& format) {
  return CellWriter<FieldStyle>(output, format, {}).write(value);
}

void append_json_value(std::string& output, const Value& value, const FieldFormat& format, DoubleStyle style) {
  CellWriter<BareStyle>(output, format, {style}).write(value);
}

void append_generated_field(std::string& output, const Value& value) {
  FieldFormat format;
  if (std::holds_alternative<std::int64_t>(value)) format.shape = FieldShape::integer;
  if (std::holds_alternative<double>(value)) format.shape = FieldShape::real64;
  if (std::holds_alternative<bool>(value)) format.shape = FieldShape::boolean;
  if (std::holds_alternative<Bytes>(value)) format.shape = FieldShape::bytes;
  append_field(output, value, format);
}

}  // namespace emulator::api
