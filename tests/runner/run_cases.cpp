// run_cases HARNESS [--update] FILE-or-FOLDER…: runs case files and says what differs. --update writes the harness's
// answers into the files instead, for review.
#include <algorithm>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "runner/answer.hpp"
#include "runner/case_file.hpp"
#include "runner/harness.hpp"

namespace cases {

namespace {

struct Tally {
  std::size_t passed = 0, failed = 0, expected_failures = 0, left_out = 0;
};

// What a record answered, in the form of its expectation.
struct Outcome {
  RecordKind kind = RecordKind::statement;
  std::string code;
  std::optional<std::size_t> position;
  std::int64_t count = 0;
  std::optional<std::int64_t> generated;
  std::string columns, text;
};

Outcome run(const Record& record, Harness& harness) {
  Outcome outcome;
  try {
    const emulator::backend::Result result =
        harness.execute({.sql = record.sql, .parameters = &record.parameters}, record.transaction);
    outcome.kind = record.kind == RecordKind::rows ? RecordKind::rows : RecordKind::query;
    outcome.count = result.updated;
    if (!result.generated.empty()) {
      outcome.generated = std::get<std::int64_t>(result.generated.front());
    }
    if (result.columns.empty()) {
      outcome.kind = RecordKind::statement;
      return outcome;
    }
    outcome.columns = columns_line(result);
    outcome.text = rows_text(result);
  } catch (const emulator::SqlError& error) {
    outcome.kind = RecordKind::error;
    outcome.code = harness.dialect() == "mysql" ? std::to_string(error.code) : error.sqlstate;
    outcome.position = error.position;
    outcome.text =
        without_statement_number(error.message) + "\n" + (error.hint.empty() ? "" : "hint: " + error.hint + "\n");
  } catch (const emulator::ApiError& error) {
    outcome.kind = RecordKind::error;
    outcome.code = "api";
    outcome.text = error.message + "\n";
  }
  return outcome;
}

std::string shown(const Outcome& outcome) {
  switch (outcome.kind) {
    case RecordKind::error:
      return "error " + outcome.code +
             (outcome.position ? " position " + std::to_string(*outcome.position) : std::string()) + "\n" +
             outcome.text;
    case RecordKind::statement:
      return "statement count " + std::to_string(outcome.count) +
             (outcome.generated ? " generated " + std::to_string(*outcome.generated) : std::string()) + "\n";
    case RecordKind::rows:
      return outcome.text;
    case RecordKind::query:
    case RecordKind::begin:
    case RecordKind::commit:
    case RecordKind::rollback:
      break;
  }
  return outcome.columns + outcome.text;
}

// What the record expects, in the same form; what it does not say is taken from the outcome.
std::string wanted(const Record& record, const Outcome& outcome) {
  Outcome expected = outcome;
  expected.kind = record.kind;
  expected.code = record.code;
  if (record.kind == RecordKind::error) {
    expected.position = record.position;
    expected.text = record.expected.empty() ? outcome.text : record.expected;
  } else {
    expected.columns.clear();
    expected.text = record.expected;
  }
  expected.count = record.count.value_or(outcome.count);
  if (record.generated) {
    expected.generated = record.generated;
  }
  return shown(expected);
}

void update(Record& record, const Outcome& outcome) {
  const bool keeps_rows = record.kind == RecordKind::rows && outcome.kind != RecordKind::error;
  record.kind = keeps_rows ? RecordKind::rows : outcome.kind;
  record.code = outcome.code;
  record.position = outcome.position;
  if (outcome.kind == RecordKind::statement) {
    record.count = outcome.count == 0 ? std::nullopt : std::optional(outcome.count);
    record.generated = outcome.generated;
  }
  record.expected = keeps_rows ? outcome.text : outcome.columns + outcome.text;
}

bool ends_or_begins(const Record& record, Harness& harness) {
  switch (record.kind) {
    case RecordKind::begin:
      harness.begin(record.transaction);
      return true;
    case RecordKind::commit:
      harness.commit(record.transaction);
      return true;
    case RecordKind::rollback:
      harness.rollback(record.transaction);
      return true;
    case RecordKind::statement:
    case RecordKind::query:
    case RecordKind::rows:
    case RecordKind::error:
      break;
  }
  return false;
}

void report(const CaseFile& file, const Record& record, const std::string& expected, const std::string& got) {
  std::cout << file.path.string() << ":" << record.line << ": differs\n  " << record.sql << "\n--- expected\n"
            << expected << "+++ got\n"
            << got;
}

void run_record(CaseFile& file, Record& record, Harness& harness, bool updates, Tally& tally) {
  if (!record.only.empty() && record.only != harness.dialect()) {
    ++tally.left_out;
    return;
  }
  if (ends_or_begins(record, harness)) {
    return;
  }
  const Outcome outcome = run(record, harness);
  if (updates) {
    update(record, outcome);
    return;
  }
  const bool differs_here =
      std::find(record.differs_from.begin(), record.differs_from.end(), harness.name()) != record.differs_from.end();
  if (differs_here) {
    ++tally.left_out;
    return;
  }
  std::string got = shown(outcome);
  std::string expected = wanted(record, outcome);
  if (harness.name() == "mysql" && outcome.kind == RecordKind::error && record.kind == RecordKind::error) {
    got = outcome.code;  // MariaDB stands in for MySQL 8, whose numbers it shares and whose sentences it does not
    expected = record.code;
  }
  const bool must_fail = !record.expected_failure.empty() && harness.is_emulated();
  if (must_fail && got == expected) {
    ++tally.failed;
    std::cout << file.path.string() << ":" << record.line << ": passes, but is marked xfail\n  " << record.sql << "\n";
  } else if (must_fail) {
    ++tally.expected_failures;
  } else if (got == expected) {
    ++tally.passed;
  } else {
    ++tally.failed;
    report(file, record, expected, got);
  }
}

std::vector<std::filesystem::path> files_below(std::span<char* const> arguments) {
  std::vector<std::filesystem::path> files;
  for (const char* argument : arguments) {
    if (!std::filesystem::is_directory(argument)) {
      files.emplace_back(argument);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argument)) {
      if (entry.path().extension() == ".test") {
        files.push_back(entry.path());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_left_out(const CaseFile& file, Harness& harness) {
  for (const std::string& extension : file.extensions) {
    if (!harness.offers(extension)) {
      std::cout << file.path.string() << ": left out, since this engine does not offer the extension " << extension
                << "\n";
      return true;
    }
  }
  return false;
}

int run_files(Harness& harness, bool updates, std::span<char* const> arguments) {
  Tally tally;
  for (const std::filesystem::path& path : files_below(arguments)) {
    CaseFile file = read_case_file(path);
    harness.fresh_database();
    if (is_left_out(file, harness)) {
      tally.left_out += file.records.size();
      continue;
    }
    for (Record& record : file.records) {
      run_record(file, record, harness, updates, tally);
    }
    if (updates) {
      write_case_file(file);
    }
  }
  std::cout << harness.name() << ": " << tally.passed << " passed, " << tally.failed << " failed, "
            << tally.expected_failures << " failed as expected, " << tally.left_out << " left out\n";
  return tally.failed == 0 && (updates || tally.passed > 0) ? 0 : 1;
}

}  // namespace

}  // namespace cases

int main(int count, char** arguments) {
  std::span<char* const> rest(arguments + 1, static_cast<std::size_t>(count - 1));
  if (rest.size() < 2) {
    std::cerr << "usage: run_cases HARNESS [--update] FILE-or-FOLDER...\n";
    return 2;
  }
  try {
    cases::Harness harness(rest[0]);
    const bool updates = std::string_view(rest[1]) == "--update";
    return cases::run_files(harness, updates, rest.subspan(updates ? 2 : 1));
  } catch (const std::exception& error) {
    std::cerr << "run_cases: " << error.what() << "\n";
    return 2;
  }
}
