// Asking one engine, and comparing.
#include "runner/diff_answer.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <initializer_list>
#include <sstream>
#include <variant>

#include "base/error.hpp"
#include "base/text.hpp"
#include "runner/answer.hpp"

namespace cases {

namespace {

using emulator::backend::Engine;
using emulator::backend::Result;

constexpr const char* transaction = "the file's";
constexpr std::chrono::seconds patience{20};

std::string counts_of(const Result& result) {
  std::string text = "updated " + std::to_string(result.updated);
  for (const emulator::Value& key : result.generated) {
    text += ", generated " + value_text(key);
  }
  return text;
}

std::string columns_text(const Answer& answer) {
  Result result;
  result.columns = answer.columns;
  return answer.columns.empty() ? "" : columns_line(result);
}

Answer failure(std::string code, std::string sentence) {
  Answer answer;
  answer.failed = true;
  answer.code = std::move(code);
  answer.error = std::move(sentence);
  return answer;
}

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What remains of a type when its width is forgotten.
std::string kind_of(const emulator::ResultColumn& column) {
  const std::string name = column.type_name.substr(0, column.type_name.find(' '));  // without UNSIGNED
  if (is_any_of(name, {"TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT"})) {
    return "an integer";
  }
  if (is_any_of(name, {"CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT"})) {
    return "a text";
  }
  if (is_any_of(name, {"BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB"})) {
    return "bytes";
  }
  return name;
}

bool is_own(const emulator::ResultColumn& column) {
  return !column.table.empty() && !emulator::ascii_iequals(column.schema, "information_schema");
}

bool same_type(const emulator::ResultColumn& ours, const emulator::ResultColumn& real, Engine engine) {
  if (ours.type_name == real.type_name) {
    return true;
  }
  return engine == Engine::mysql && !(is_own(ours) && is_own(real)) && kind_of(ours) == kind_of(real);
}

bool same_columns(const Answer& ours, const Answer& real, Engine engine) {
  return std::equal(ours.columns.begin(), ours.columns.end(), real.columns.begin(), real.columns.end(),
                    [&](const emulator::ResultColumn& our, const emulator::ResultColumn& theirs) {
                      return our.label == theirs.label && same_type(our, theirs, engine);
                    });
}

}  // namespace

void Asker::fresh_database() {
  in_transaction_ = false;
  harness_.fresh_database();
}

Result Asker::run(std::string_view sql) {
  const std::string word = emulator::ascii_upper(sql);
  if (!in_transaction_ && (word == "BEGIN" || word == "START TRANSACTION")) {
    harness_.begin(transaction);
    in_transaction_ = true;
    return {};
  }
  if (in_transaction_ && (word == "COMMIT" || word == "ROLLBACK")) {
    in_transaction_ = false;
    word == "COMMIT" ? harness_.commit(transaction) : harness_.rollback(transaction);
    return {};
  }
  const std::vector<emulator::backend::Parameter> none;
  return harness_.execute({sql, &none, std::chrono::steady_clock::now() + patience},
                          in_transaction_ ? transaction : "");
}

Answer Asker::ask(std::string_view sql) {
  try {
    const Result result = run(sql);
    Answer answer;
    answer.columns = result.columns;
    answer.rows = rows_text(result);
    answer.counts = counts_of(result);
    return answer;
  } catch (const emulator::SqlError& error) {
    const std::string where = error.position ? " position " + std::to_string(*error.position) : "";
    Answer answer = failure(error.code == 0 ? error.sqlstate : std::to_string(error.code), error.message + where);
    answer.refused_by_name = error.condition == emulator::Condition::feature_not_supported;
    return answer;
  } catch (const emulator::ApiError& error) {
    return failure("service", error.message);
  } catch (const std::exception& error) {
    return failure("broken", error.what());  // no engine may throw this: counted, so that the run goes on to its end
  }
}

Verdict compare(const Answer& ours, const Answer& real, Engine engine) {
  if (ours.failed && real.failed && ours.code == real.code && (ours.error == real.error || engine == Engine::mysql)) {
    return Verdict::same;
  }
  if (ours.failed) {
    return ours.refused_by_name ? Verdict::refused : Verdict::error;
  }
  const bool same =
      !real.failed && same_columns(ours, real, engine) && ours.rows == real.rows && ours.counts == real.counts;
  return same ? Verdict::same : Verdict::silent;
}

std::string shown(const Answer& answer) {
  constexpr int most_lines = 10;
  constexpr std::size_t most_bytes = 240;
  std::istringstream lines(answer.failed ? "error " + answer.code + ": " + answer.error
                                         : columns_text(answer) + answer.rows + answer.counts);
  std::string text, line;
  for (int number = 0; std::getline(lines, line); ++number) {
    if (number == most_lines) {
      return text + "    ...\n";
    }
    text += "    " + (line.size() > most_bytes ? line.substr(0, most_bytes) + "..." : line) + "\n";
  }
  return text;
}

}  // namespace cases
