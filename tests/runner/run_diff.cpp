// run_diff postgres|mysql [OPTIONS] FILE-or-FOLDER…: sends every statement of SQL files, or of recordings of clients,
// to the embedded engine and to the real one, says what differs in columns, types, rows, counts, generated keys and
// errors, and ends with a score.
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "runner/diff_answer.hpp"
#include "runner/diff_score.hpp"
#include "runner/diff_volatile.hpp"
#include "runner/recording.hpp"
#include "sql_script.hpp"

namespace cases {

namespace {

namespace fs = std::filesystem;

constexpr const char* usage =
    "usage: run_diff postgres|mysql [OPTIONS] FILE-or-FOLDER...\n"
    "  --captured        the files are recordings, *.jsonl: their scores have a table of their own\n"
    "  --known FILE      statements of which the real engine is known to be no measure\n"
    "  --markdown        print the table of docs/compatibility.md\n"
    "  --record FILE     write that table into the document FILE\n"
    "  --check FILE      fail if a score is lower than in FILE, or a silent difference is not there\n"
    "Each file has a database of its own, which is empty at first.\n";

struct Options {
  std::string dialect;
  std::map<std::string, std::string> known;
  bool captured = false;
  bool markdown = false;
  std::optional<fs::path> record, check;
  std::vector<fs::path> files;
};

std::vector<fs::path> files_in(const Options& options) {
  std::vector<fs::path> files;
  for (const fs::path& path : options.files) {
    const auto found = options.captured ? recording_files(path) : emulator::script_files(path);
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

// Of the table in docs/compatibility.md.
std::string section_of(const Options& options) {
  return (options.captured ? "captured " : "diff ") + options.dialect;
}

Options read_options(const std::vector<std::string>& words) {
  Options options;
  const auto value = [&](std::size_t& at) -> const std::string& {
    if (++at == words.size()) {
      throw std::invalid_argument(words.back() + " needs a value");
    }
    return words[at];
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == "--captured") {
      options.captured = true;
    } else if (words[at] == "--markdown") {
      options.markdown = true;
    } else if (words[at] == "--known") {
      options.known = read_known_differences(value(at));
    } else if (words[at] == "--record") {
      options.record = value(at);
    } else if (words[at] == "--check") {
      options.check = value(at);
    } else if (words[at].starts_with("--")) {
      throw std::invalid_argument("unknown option " + words[at]);
    } else if (options.dialect.empty()) {
      options.dialect = words[at];
    } else {
      options.files.emplace_back(words[at]);
    }
  }
  if ((options.dialect != "postgres" && options.dialect != "mysql") || options.files.empty()) {
    throw std::invalid_argument("which engine, and which files?");
  }
  options.files = files_in(options);
  return options;
}

const char* words_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::same:
      return "the same";
    case Verdict::refused:
      return "refused by name";
    case Verdict::error:
      return "error";
    case Verdict::silent:
      return "differs silently";
    case Verdict::known:
      return "the oracle differs";
  }
  return "";
}

std::string read(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

// Where the oracle is wrong, what we refuse is refused all the same, and to answer as it does is wrong as well.
Verdict judged_without_oracle(const Answer& ours, Verdict verdict) {
  if (ours.refused_by_name) {
    return Verdict::refused;
  }
  if (verdict != Verdict::same) {
    return Verdict::known;
  }
  return ours.failed ? Verdict::error : Verdict::silent;
}

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        engine_(options.dialect == "mysql" ? emulator::backend::Engine::mysql : emulator::backend::Engine::postgres),
        ours_("emulated-" + options.dialect),
        real_(options.dialect) {}

  Topic topic(const fs::path& file) {
    Topic topic;
    topic.name = file.stem().string();
    options_.captured ? replay(file, topic) : run_script(file, topic);
    return topic;
  }

 private:
  void run_script(const fs::path& file, Topic& topic) {
    const std::string script = read(file);
    ours_.fresh_database();
    real_.fresh_database();
    for (const emulator::ScriptStatement& statement : emulator::split_script(script, engine_)) {
      const Answer real = real_.ask(statement.text);
      topic.add(judge(file, statement.line, statement.text, ours_.ask(statement.text), real));
    }
  }

  void replay(const fs::path& file, Topic& topic) {
    const Recording recording = read_recording(file);
    Settled ours_settled(read(file)), real_settled(read(file));
    ours_.fresh_database(recording.database);
    real_.fresh_database(recording.database);
    for (const RecordedStatement& statement : recording.statements) {
      Answer real = real_.ask(statement.sql, statement.sets);
      Answer ours = ours_.ask(statement.sql, statement.sets);
      real_settled.settle(real, statement.sql);
      ours_settled.settle(ours, statement.sql);
      topic.add(judge(file, statement.line, statement.sql, ours, real));
    }
  }

  Difference judge(const fs::path& file, std::size_t line, std::string_view sql, const Answer& ours,
                   const Answer& real) {
    const std::string text = collapsed(sql);
    const auto known = options_.known.find(text);
    Difference difference{compare(ours, real, engine_), text, {}};
    std::string why;
    if (known != options_.known.end()) {
      difference.verdict = judged_without_oracle(ours, difference.verdict);
      why = ": " + known->second;
    }
    if (difference.verdict == Verdict::same) {
      return difference;
    }
    difference.report = file.string() + ":" + std::to_string(line) + ": " + words_of(difference.verdict) + why +
                        "\n  " + difference.statement + "\n  real\n" + shown(real) + "  ours\n" + shown(ours);
    return difference;
  }

  const Options& options_;
  const emulator::backend::Engine engine_;
  Asker ours_, real_;
};

int run(const Options& options) {
  Run run(options);
  std::vector<Topic> topics;
  for (const fs::path& file : options.files) {
    topics.push_back(run.topic(file));
    if (!options.check && !options.markdown) {
      for (const Difference& difference : topics.back().differences) {
        std::cout << difference.report;
      }
    }
  }
  std::string summary;
  for (const Topic& topic : topics) {
    summary += summary_line(topic);
  }
  summary += summary_line(total(topics));
  std::cout << (options.markdown ? markdown(topics) : summary);
  if (options.record) {
    record(*options.record, section_of(options), markdown(topics));
  }
  if (!options.check) {
    return 0;
  }
  const std::vector<std::string> worse = regressions(*options.check, section_of(options), topics);
  for (const std::string& reason : worse) {
    std::cout << reason << "\n";
  }
  return worse.empty() ? 0 : 1;
}

}  // namespace

}  // namespace cases

int main(int count, char** arguments) {
  try {
    return cases::run(cases::read_options(std::vector<std::string>(arguments + 1, arguments + count)));
  } catch (const std::invalid_argument& error) {
    std::cerr << "run_diff: " << error.what() << "\n" << cases::usage;
  } catch (const std::exception& error) {
    std::cerr << "run_diff: " << error.what() << "\n";
  }
  return 2;
}
