// Recognising moments, random UUIDs and oids in printed values.
#include "runner/diff_volatile.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "base/text.hpp"
#include "runner/diff_score.hpp"
#include "types/datetime.hpp"
#include "types/json.hpp"

namespace cases {

namespace {

// Whether text at `at` has the shape: 0 is a digit, x a hexadecimal one, anything else itself.
bool has_shape(std::string_view text, std::size_t at, std::string_view shape) {
  if (text.size() - at < shape.size()) {
    return false;
  }
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const char c = text[at + i];
    const bool digit = emulator::is_ascii_digit(c);
    const bool fits = shape[i] == '0' ? digit : shape[i] == 'x' ? digit || (c >= 'a' && c <= 'f') : c == shape[i];
    if (!fits) {
      return false;
    }
  }
  return true;
}

std::int32_t number_at(std::string_view text, std::size_t at, std::size_t digits) {
  std::int32_t number = 0;
  std::from_chars(text.data() + at, text.data() + at + digits, number);
  return number;
}

// How many bytes at `at` are a time that is less than a day away; 0 if none are.
std::size_t moment_size(std::string_view text, std::size_t at) {
  if (!has_shape(text, at, "0000-00-00 00:00:00") && !has_shape(text, at, "0000-00-00T00:00:00")) {
    return 0;
  }
  const emulator::DateTime time{
      {number_at(text, at, 4), number_at(text, at + 5, 2), number_at(text, at + 8, 2)},
      {number_at(text, at + 11, 2), number_at(text, at + 14, 2), number_at(text, at + 17, 2)}};
  const auto now = emulator::to_microseconds(emulator::datetime_from(std::chrono::system_clock::now()));
  if (std::abs(emulator::to_microseconds(time) - now) > emulator::microseconds_per_day) {
    return 0;
  }
  std::size_t size = 19;
  if (at + size < text.size() && text[at + size] == '.') {
    for (++size; at + size < text.size() && emulator::is_ascii_digit(text[at + size]); ++size) {
    }
  }
  return size;
}

constexpr std::string_view uuid_shape = "xxxxxxxx-xxxx-4xxx-xxxx-xxxxxxxxxxxx";
constexpr long first_user_oid = 16384;  // PostgreSQL's FirstNormalObjectId

bool is_user_oid(const Answer& answer, std::size_t column, const std::string& cell) {
  return answer.columns[column].type_name == "oid" && std::atol(cell.c_str()) >= first_user_oid;
}

}  // namespace

std::string Settled::without_chance(const std::string& text) const {
  std::string settled;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t size = moment_size(text, at)) {
      settled += "<now>";
      at += size;
    } else if (has_shape(text, at, uuid_shape) &&
               script_.find(text.substr(at, uuid_shape.size())) == std::string::npos) {
      settled += "<uuid>";
      at += uuid_shape.size();
    } else {
      settled += text[at++];
    }
  }
  return settled;
}

void Settled::settle(Answer& answer, std::string_view sql) {
  using Row = std::vector<std::string>;
  std::vector<std::pair<Row, Row>> rows;  // first what rows are sorted by, where an oid is like any other
  for (Row& row : answer.rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      std::string& cell = row[column];
      cell = without_chance(cell);
      if (answer.columns[column].type_name == "JSON") {
        cell = emulator::normalised_mysql_json(cell).value_or(cell);
      }
    }
    Row key = row;
    for (std::size_t column = 0; column < key.size(); ++column) {
      if (is_user_oid(answer, column, key[column])) {
        key[column] = "<oid>";
      }
    }
    rows.emplace_back(std::move(key), std::move(row));
  }
  if (emulator::ascii_lower(collapsed(sql)).find("order by") == std::string::npos) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
  }
  for (std::size_t at = 0; at < rows.size(); ++at) {
    answer.rows[at] = std::move(rows[at].second);
    for (std::size_t column = 0; column < answer.rows[at].size(); ++column) {
      std::string& cell = answer.rows[at][column];
      if (is_user_oid(answer, column, cell)) {
        cell = "<oid " + std::to_string(oids_.emplace(cell, oids_.size() + 1).first->second) + ">";
      }
    }
  }
}

}  // namespace cases
