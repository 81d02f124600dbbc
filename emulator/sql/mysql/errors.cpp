// Reads schema/errors/mysql.csv while compiling and fills its sentences.
#include "sql/mysql/errors.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/text.hpp"
#include "schema/errors/mysql.csv.hpp"

namespace emulator::mysql {
namespace {

struct Wording {
  std::int32_t code = 0;
  std::string_view sqlstate, message;
};
using Wordings = std::array<Wording, condition_count>;

constexpr std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return taken;
}

constexpr std::int32_t number_from(std::string_view digits) {
  std::int32_t number = 0;
  for (const char digit : digits) {
    if (!is_ascii_digit(digit)) {
      return 0;
    }
    number = number * 10 + (digit - '0');
  }
  return number;
}

constexpr std::size_t index_of(std::string_view condition) {
  std::size_t index = 0;
  while (index < condition_count && condition_names[index] != condition) {
    ++index;
  }
  return index;
}

// Empty when a line is malformed, names no condition, or names one twice.
constexpr std::optional<Wordings> read_wordings(std::string_view csv) {
  Wordings wordings{};
  take_until(csv, '\n');  // the header
  while (!csv.empty()) {
    std::string_view line = take_until(csv, '\n');
    const std::size_t index = index_of(take_until(line, ','));
    if (index == condition_count || wordings[index].code != 0) {
      return std::nullopt;
    }
    Wording& wording = wordings[index];
    wording.code = number_from(take_until(line, ','));
    wording.sqlstate = take_until(line, ',');
    wording.message = line;
    if (wording.code == 0 || wording.sqlstate.size() != 5 || wording.message.empty()) {
      return std::nullopt;
    }
  }
  return wordings;
}

constexpr std::optional<Wordings> wordings = read_wordings(schema::errors_mysql_csv);
static_assert(wordings.has_value(), "schema/errors/mysql.csv has a line that cannot be read");

// Empty when every condition has a row.
constexpr std::string_view first_missing() {
  for (std::size_t index = 0; index < condition_count; ++index) {
    if (wordings->at(index).code == 0) {
      return condition_names[index];
    }
  }
  return {};
}
static_assert(first_missing().empty(), "a condition of base/condition.hpp has no row in schema/errors/mysql.csv");

// {0} to {9} become the arguments; anything else in braces stays.
std::string fill(std::string_view sentence, std::span<const std::string> arguments) {
  std::string filled;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const bool is_slot =
        sentence[i] == '{' && i + 2 < sentence.size() && is_ascii_digit(sentence[i + 1]) && sentence[i + 2] == '}';
    if (!is_slot) {
      filled += sentence[i];
      continue;
    }
    const auto number = static_cast<std::size_t>(sentence[i + 1] - '0');
    if (number < arguments.size()) {
      filled += arguments[number];
    }
    i += 2;
  }
  return filled;
}

}  // namespace

SqlError make_error(Condition condition, std::span<const std::string> arguments) {
  const Wording& wording = wordings->at(static_cast<std::size_t>(condition));
  SqlError error;
  error.condition = condition;
  error.code = wording.code;
  error.sqlstate = wording.sqlstate;
  error.message = fill(wording.message, arguments);
  return error;
}

SqlError make_error(Condition condition, std::initializer_list<std::string> arguments) {
  return make_error(condition, std::span<const std::string>{arguments.begin(), arguments.size()});
}

}  // namespace emulator::mysql
