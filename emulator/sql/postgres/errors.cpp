// Reads schema/errors/postgres.csv while compiling and fills its sentences.
#include "sql/postgres/errors.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "schema/errors/postgres.csv.hpp"

namespace emulator::postgres {
namespace {

struct Wording {
  std::string_view sqlstate, message, detail, hint;
};
using Wordings = std::array<Wording, condition_count>;

constexpr std::string_view take_until(std::string_view& text, std::string_view separator) {
  const std::size_t found = text.find(separator);
  const std::string_view taken = text.substr(0, found);
  text.remove_prefix(found == std::string_view::npos ? text.size() : found + separator.size());
  return taken;
}

constexpr std::optional<std::size_t> index_of(std::string_view condition) {
  for (std::size_t i = 0; i < condition_names.size(); ++i) {
    if (condition_names[i] == condition) {
      return i;
    }
  }
  return std::nullopt;
}

// Empty when a line is malformed, names no condition, or names one twice.
constexpr std::optional<Wordings> read_wordings(std::string_view csv) {
  Wordings wordings{};
  take_until(csv, "\n");  // the header
  while (!csv.empty()) {
    std::string_view line = take_until(csv, "\n");
    if (line.empty()) {
      continue;
    }
    const std::optional<std::size_t> index = index_of(take_until(line, ","));
    if (!index || !wordings[*index].message.empty() || take_until(line, ",") != "0") {
      return std::nullopt;
    }
    Wording& wording = wordings[*index];
    wording.sqlstate = take_until(line, ",");
    std::string_view sentence = take_until(line, " | hint: ");
    wording.hint = line;
    wording.message = take_until(sentence, " | detail: ");
    wording.detail = sentence;
    if (wording.sqlstate.size() != 5 || wording.message.empty()) {
      return std::nullopt;
    }
  }
  return wordings;
}

constexpr std::optional<Wordings> wordings = read_wordings(schema::errors_postgres_csv);
static_assert(wordings.has_value(), "schema/errors/postgres.csv has a line that cannot be read");

constexpr std::size_t first_missing() {
  for (std::size_t i = 0; i < condition_count; ++i) {
    if (wordings->at(i).message.empty()) {
      return i;
    }
  }
  return condition_count;
}

// A template, so that the compiler's message names the condition.
template <std::size_t number, Condition condition>
struct EveryConditionHasRow {
  static_assert(number == condition_count, "this condition of base/condition.hpp has no row in postgres.csv");
};
template struct EveryConditionHasRow<first_missing(), static_cast<Condition>(first_missing() % condition_count)>;

// {0} to {9} become the arguments; anything else in braces stays.
std::string filled(std::string_view text, std::span<const std::string> arguments) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_slot =
        text[i] == '{' && i + 2 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9' && text[i + 2] == '}';
    if (!is_slot) {
      result += text[i];
      continue;
    }
    const auto number = static_cast<std::size_t>(text[i + 1] - '0');
    if (number < arguments.size()) {
      result += arguments[number];
    }
    i += 2;
  }
  return result;
}

}  // namespace

SqlError make_error(Condition condition, std::span<const std::string> arguments) {
  const Wording& wording = wordings->at(static_cast<std::size_t>(condition));
  SqlError error;
  error.condition = condition;
  error.sqlstate = wording.sqlstate;
  error.message = filled(wording.message, arguments);
  error.detail = filled(wording.detail, arguments);
  error.hint = filled(wording.hint, arguments);
  return error;
}

SqlError make_error(Condition condition, std::initializer_list<std::string> arguments) {
  return make_error(condition, std::span<const std::string>{arguments.begin(), arguments.size()});
}

SqlError make_worded_error(Condition condition, std::string sentence) {
  SqlError error;
  error.condition = condition;
  error.sqlstate = wordings->at(static_cast<std::size_t>(condition)).sqlstate;
  error.message = std::move(sentence);
  return error;
}

}  // namespace emulator::postgres
