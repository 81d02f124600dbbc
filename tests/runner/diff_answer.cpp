// Asking one engine, and comparing.
#include "runner/diff_answer.hpp"

#include <chrono>
#include <exception>
#include <sstream>
#include <variant>

#include "base/error.hpp"
#include "base/text.hpp"
#include "runner/answer.hpp"

namespace cases {

namespace {

using emulator::backend::Result;

constexpr const char* transaction = "the file's";
constexpr std::chrono::seconds patience{20};

// MariaDB names itself where MySQL does; all else of the sentence is compared.
std::string in_mysqls_words(std::string sentence) {
  static const std::string theirs = "MariaDB server version";
  const std::size_t found = sentence.find(theirs);
  return found == std::string::npos ? sentence : sentence.replace(found, theirs.size(), "MySQL server version");
}

std::string counts_of(const Result& result) {
  std::string text = "updated " + std::to_string(result.updated);
  for (const emulator::Value& key : result.generated) {
    text += ", generated " + value_text(key);
  }
  return text;
}

Answer failure(std::string code, std::string sentence) {
  Answer answer;
  answer.failed = true;
  answer.code = std::move(code);
  answer.error = std::move(sentence);
  return answer;
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
    answer.columns = result.columns.empty() ? "" : columns_line(result);
    answer.rows = rows_text(result);
    answer.counts = counts_of(result);
    return answer;
  } catch (const emulator::SqlError& error) {
    const std::string where = error.position ? " position " + std::to_string(*error.position) : "";
    Answer answer =
        failure(error.code == 0 ? error.sqlstate : std::to_string(error.code), in_mysqls_words(error.message) + where);
    answer.refused_by_name = error.condition == emulator::Condition::feature_not_supported;
    return answer;
  } catch (const emulator::ApiError& error) {
    return failure("service", error.message);
  } catch (const std::exception& error) {
    return failure("broken", error.what());  // no engine may throw this: counted, so that the run goes on to its end
  }
}

Verdict compare(const Answer& ours, const Answer& real) {
  if (ours.failed && real.failed && ours.code == real.code && ours.error == real.error) {
    return Verdict::same;
  }
  if (ours.failed) {
    return ours.refused_by_name ? Verdict::refused : Verdict::error;
  }
  const bool same =
      !real.failed && ours.columns == real.columns && ours.rows == real.rows && ours.counts == real.counts;
  return same ? Verdict::same : Verdict::silent;
}

std::string shown(const Answer& answer) {
  constexpr int most_lines = 10;
  constexpr std::size_t most_bytes = 240;
  std::istringstream lines(answer.failed ? "error " + answer.code + ": " + answer.error
                                         : answer.columns + answer.rows + answer.counts);
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
