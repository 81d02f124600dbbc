// Printing of results for comparison.
#include "runner/answer.hpp"

#include <algorithm>
#include <charconv>

#include "base/overloaded.hpp"

namespace cases {

namespace {

template <class Float>
std::string shortest_text(Float value) {
  char buffer[40];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

// A line feed would end the row's line, a bar its column.
std::string one_line(const std::string& text) {
  if (text.empty()) {
    return "''";
  }
  std::string shown;
  for (const char c : text) {
    if (c == '\n') {
      shown += "\\n";
    } else if (c == '\\') {
      shown += "\\\\";
    } else {
      shown += c;
    }
  }
  return shown.front() == ' ' || shown.back() == ' ' ? "'" + shown + "'" : shown;
}

// Engines differ in how many zeros a fraction ends with; the API floor prints them alike.
std::string without_empty_fraction(std::string text) {
  const std::size_t point = text.find('.');
  if (point == std::string::npos) {
    return text;
  }
  const std::size_t end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());  // " BC", a zone
  std::size_t kept = text.find_last_not_of('0', end - 1) + 1;
  kept -= kept == point + 1 ? 1 : 0;
  return text.erase(kept, end - kept);
}

}  // namespace

std::string value_text(const emulator::Value& value, const emulator::Type& type) {
  using namespace emulator;
  if (const auto* number = std::get_if<double>(&value); number != nullptr && type.id == TypeId::real) {
    return shortest_text(static_cast<float>(*number));
  }
  if (const auto* text = std::get_if<std::string>(&value); text != nullptr && is_temporal(type.id)) {
    return without_empty_fraction(*text);
  }
  return std::visit(overloaded{
                        [](Null) { return std::string("NULL"); },
                        [](bool truth) { return std::string(truth ? "true" : "false"); },
                        [](std::int64_t number) { return std::to_string(number); },
                        [](double number) { return shortest_text(number); },
                        [](const std::string& text) { return one_line(text); },
                        [](const Bytes& bytes) {
                          static constexpr char digits[] = "0123456789abcdef";
                          std::string text = "x'";
                          for (const char byte : bytes.data) {
                            text += digits[static_cast<unsigned char>(byte) >> 4];
                            text += digits[static_cast<unsigned char>(byte) & 15];
                          }
                          return text + "'";
                        },
                        [&](const std::shared_ptr<const Array>& array) {
                          std::string text;
                          for (const Value& element : array->elements) {
                            text += (text.empty() ? "" : ",") + value_text(element, {.id = type.element});
                          }
                          return "{" + text + "}";
                        },
                    },
                    value);
}

std::string columns_line(const emulator::backend::Result& result) {
  std::string line;
  for (const emulator::ResultColumn& column : result.columns) {
    line += (line.empty() ? "" : " | ") + column.label + " " + column.type_name;
  }
  return line + "\n";
}

std::string rows_text(const emulator::backend::Result& result) {
  std::string text;
  for (const std::vector<emulator::Value>& row : result.rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      line += (column == 0 ? "" : " | ") + value_text(row[column], result.columns[column].type);
    }
    text += line + "\n";
  }
  return text;
}

std::string without_statement_number(std::string sentence) {
  constexpr std::string_view name = "prepared statement \"sqlx_s_";
  const std::size_t found = sentence.find(name);
  if (found == std::string::npos) return sentence;
  const std::size_t number = found + name.size();
  sentence.replace(number, sentence.find('"', number) - number, "N");
  return sentence;
}

}  // namespace cases
