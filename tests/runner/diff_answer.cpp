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

std::vector<std::vector<std::string>> cells_of(const Result& result) {
  std::vector<std::vector<std::string>> rows;
  for (const std::vector<emulator::Value>& values : result.rows) {
    std::vector<std::string>& row = rows.emplace_back();
    for (std::size_t column = 0; column < values.size(); ++column) {
      row.push_back(value_text(values[column], result.columns[column].type));
    }
  }
  return rows;
}

std::string rows_of(const Answer& answer) {
  std::string text;
  for (const std::vector<std::string>& row : answer.rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      text += (column == 0 ? "" : " | ") + row[column];
    }
    text += "\n";
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

void Asker::fresh_database(const std::string& name) {
  in_transaction_ = false;
  harness_.fresh_database(name);
}

ParameterSet Asker::resolved(const ParameterSet& set) {
  constexpr std::string_view prefix = "oid of ";
  ParameterSet known = set;
  for (emulator::backend::Parameter& parameter : known) {
    const auto* text = std::get_if<std::string>(&parameter.value);
    if (text == nullptr || !text->starts_with(prefix)) {
      continue;
    }
    const ParameterSet name{{.name = "name", .value = text->substr(prefix.size())}};
    const Result found =
        harness_.execute({.sql = "SELECT oid FROM pg_catalog.pg_class WHERE relname = :name", .parameters = &name},
                         in_transaction_ ? transaction : "");
    if (found.rows.size() != 1) {
      throw std::runtime_error("no one relation is called " + text->substr(prefix.size()));
    }
    parameter.value = found.rows[0][0];
  }
  return known;
}

Result Asker::run_sets(std::string_view sql, const std::vector<ParameterSet>& sets) {
  const bool own_transaction = sets.size() > 1 && !in_transaction_;
  if (own_transaction) {
    harness_.begin(transaction);
  }
  Result result;
  try {
    for (const ParameterSet& set : sets) {
      const ParameterSet parameters = resolved(set);
      result = harness_.execute({sql, &parameters, std::chrono::steady_clock::now() + patience},
                                in_transaction_ || own_transaction ? transaction : "");
    }
  } catch (...) {
    if (own_transaction) {
      harness_.rollback(transaction);
    }
    throw;
  }
  if (own_transaction) {
    harness_.commit(transaction);
  }
  return result;
}

Result Asker::run(std::string_view sql, const std::vector<ParameterSet>& sets) {
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
  return run_sets(sql, sets);
}

Answer Asker::ask(std::string_view sql) {
  return ask(sql, {{}});
}

Answer Asker::ask(std::string_view sql, const std::vector<ParameterSet>& sets) {
  try {
    const Result result = run(sql, sets);
    Answer answer;
    answer.columns = result.columns;
    answer.rows = cells_of(result);
    answer.counts = counts_of(result);
    return answer;
  } catch (const emulator::SqlError& error) {
    const std::string where = error.position ? " position " + std::to_string(*error.position) : "";
    const std::string sentence = without_statement_number(error.message);
    Answer answer = failure(error.code == 0 ? error.sqlstate : std::to_string(error.code), sentence + where);
    answer.sentence = sentence;
    answer.position = error.position;
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

std::string as_case(std::string_view sql, const Answer& answer) {
  std::string head = answer.columns.empty() ? "statement" : "query";
  std::string expected = columns_text(answer) + rows_of(answer);
  if (answer.failed) {
    head = "error " + answer.code + (answer.position ? " position " + std::to_string(*answer.position) : "");
    expected = answer.sentence + "\n";
  }
  return head + "\n" + std::string(sql) + "\n----\n" + expected;
}

std::string shown(const Answer& answer) {
  constexpr int most_lines = 10;
  constexpr std::size_t most_bytes = 240;
  std::istringstream lines(answer.failed ? "error " + answer.code + ": " + answer.error
                                         : columns_text(answer) + rows_of(answer) + answer.counts);
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
