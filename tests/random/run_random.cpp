// run_random postgres|mysql [OPTIONS]: grows statements from a grammar, sends each to the embedded engine and to the
// real one, makes those that differ small, and prints them as cases. The same seed and count give the same run.
#include <algorithm>
#include <chrono>
#include <exception>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "random/rules.hpp"
#include "random/tables.hpp"
#include "random/tree.hpp"
#include "runner/diff_answer.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/postgres/dialect.hpp"

namespace random_sql {

namespace {

using cases::Answer;
using cases::Verdict;

constexpr const char* usage =
    "usage: run_random postgres|mysql --grammars FOLDER [OPTIONS]\n"
    "  --seed N      of table and statements (1)\n"
    "  --count N     how many statements (1000)\n"
    "  --seconds N   go on for so long instead\n"
    "  --only N      the N-th statement of the seed alone\n"
    "  --errors      print errors too, and not only silent differences\n"
    "Fails when a silent difference has no rule.\n";

struct Options {
  std::string dialect;
  std::string grammars;
  std::uint64_t seed = 1;
  std::size_t count = 1000;
  std::optional<std::chrono::seconds> seconds;
  std::optional<std::size_t> only;
  bool errors = false;
};

Options read_options(const std::vector<std::string>& words) {
  Options options;
  const auto number = [&](std::size_t& at) -> std::uint64_t {
    if (at + 1 == words.size()) {
      throw std::invalid_argument(words[at] + " needs a number");
    }
    return std::stoull(words[++at]);
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at];
    if (word == "--seed") {
      options.seed = number(at);
    } else if (word == "--count") {
      options.count = number(at);
    } else if (word == "--seconds") {
      options.seconds = std::chrono::seconds(number(at));
    } else if (word == "--only") {
      options.only = number(at);
    } else if (word == "--errors") {
      options.errors = true;
    } else if (word == "--grammars" && at + 1 < words.size()) {
      options.grammars = words[++at];
    } else if (word == "postgres" || word == "mysql") {
      options.dialect = word;
    } else {
      throw std::invalid_argument("unknown option: " + word);
    }
  }
  if (options.dialect.empty() || options.grammars.empty()) {
    throw std::invalid_argument("postgres or mysql, and where the grammars are?");
  }
  return options;
}

const emulator::sql::Dialect& dialect_of(const Options& options) {
  return options.dialect == "mysql" ? emulator::mysql::dialect() : emulator::postgres::dialect();
}

// The kinds of differences that are told from one another while a statement shrinks.
std::string kind_of(const Answer& ours, const Answer& real, Verdict verdict) {
  switch (verdict) {
    case Verdict::same:
      return "same";
    case Verdict::known:
    case Verdict::refused:
      return "refused";
    case Verdict::silent:
      return real.failed ? "silent: must fail" : "silent";
    case Verdict::error:
      return real.failed ? "other words" : "error " + ours.code;
  }
  return "";
}

// An engine whose tables are made and only read from now on: one transaction spares a connection per statement.
class Reading {
 public:
  explicit Reading(const std::string& harness) : asker_(harness) {}

  void make(const std::vector<std::string>& script) {
    asker_.fresh_database();
    for (const std::string& sql : script) {
      const Answer answer = asker_.ask(sql);
      if (answer.failed) {
        throw std::runtime_error("the table cannot be made: " + sql + "\n" + shown(answer));
      }
    }
    asker_.ask("BEGIN");
  }

  Answer ask(const std::string& sql) {
    Answer answer = asker_.ask(sql);
    if (answer.failed) {  // PostgreSQL's transaction is over
      asker_.ask("ROLLBACK");
      asker_.ask("BEGIN");
    }
    return answer;
  }

 private:
  cases::Asker asker_;
};

struct Finding {
  std::string kind, text;
  std::size_t count = 0;
  const Rule* rule = nullptr;
};

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        engine_(options.dialect == "mysql" ? emulator::backend::Engine::mysql : emulator::backend::Engine::postgres),
        grammar_(Grammar::read(options.grammars + "/" + options.dialect + ".grammar", dialect_of(options))),
        rules_(Rules::read(options.grammars + "/" + options.dialect + ".rules", grammar_)),
        tables_(grammar_, options.seed),
        ours_("emulated-" + options.dialect),
        real_(options.dialect) {}

  int run() {
    ours_.make(tables_.script());
    real_.make(tables_.script());
    const auto end = std::chrono::steady_clock::now() + options_.seconds.value_or(std::chrono::seconds(0));
    for (std::size_t index = options_.only.value_or(0); goes_on(index, end); ++index) {
      test(index);
    }
    return report();
  }

 private:
  bool goes_on(std::size_t index, std::chrono::steady_clock::time_point end) const {
    if (options_.only) {
      return index == *options_.only;
    }
    return options_.seconds ? std::chrono::steady_clock::now() < end : index < options_.count;
  }

  std::string kind(const std::string& sql) {
    const Answer real = real_.ask(sql);
    const Answer ours = ours_.ask(sql);
    return kind_of(ours, real, compare(ours, real, engine_));
  }

  void test(std::size_t index) {
    constexpr std::size_t depth = 5, most_questions = 400;
    Dice dice(options_.seed, index);
    const Node statement = grow(grammar_, "statement", depth, dice);
    const std::string sql = to_sql(statement);
    if (options_.only) {
      std::cout << sql << "\n";
    }
    const std::string kind_found = kind(sql);
    ++counts_[kind_found];
    const bool is_silent = kind_found.starts_with("silent");
    if (!is_silent && !(options_.errors && kind_found != "same" && kind_found != "refused")) {
      return;
    }
    const Node small = shrunk(
        grammar_, statement, [&](const Node& node) { return kind(to_sql(node)) == kind_found; }, most_questions);
    note(small, kind_found, index);
  }

  // Differences of one construct are one finding: what remains, without the literals.
  void note(const Node& small, const std::string& kind_found, std::size_t index) {
    std::string signature = kind_found;
    visit(small, [&](const Node& node) { signature += node.production->is_leaf() ? "" : " " + node.production->text; });
    Finding& finding = findings_[signature];
    if (++finding.count == 1) {
      finding.kind = kind_found;
      finding.rule = rules_.find(small);
      finding.text = case_text(small, index);
    }
  }

  // The real engine's answer as a case file has it, ours as a comment.
  std::string case_text(const Node& small, std::size_t index) {
    const std::string sql = to_sql(small);
    const Answer real = real_.ask(sql);
    std::string text;
    bool reads = false;
    visit(small, [&](const Node& node) { reads = reads || node.production->group == "column"; });
    if (reads) {
      for (const std::string& statement : tables_.script(&small)) {
        text += "statement\n" + statement + "\n\n";
      }
    }
    text += "# seed " + std::to_string(options_.seed) + ", statement " + std::to_string(index) + "; ours:\n";
    for (const std::string& line : lines_of(shown(ours_.ask(sql)))) {
      text += "# " + line + "\n";
    }
    return text + cases::as_case(sql, real);
  }

  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return lines;
  }

  int report() const {
    std::vector<const Finding*> sorted;
    for (const auto& [signature, finding] : findings_) {
      sorted.push_back(&finding);
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Finding* one, const Finding* other) { return one->count > other->count; });
    std::size_t bad = 0;
    for (const Finding* finding : sorted) {
      if (finding->rule != nullptr) {
        continue;
      }
      bad += finding->kind.starts_with("silent") ? 1 : 0;
      std::cout << "### " << finding->kind << ", " << finding->count << " times\n" << finding->text << "\n";
    }
    std::map<std::string, std::size_t> known;
    for (const Finding* finding : sorted) {
      if (finding->rule != nullptr) {
        known[finding->rule->reason] += finding->count;
      }
    }
    for (const auto& [reason, count] : known) {
      std::cout << "known, " << count << " times: " << reason << "\n";
    }
    std::cout << options_.dialect << ", seed " << options_.seed << ":";
    for (const auto& [kind_found, count] : counts_) {
      std::cout << " " << kind_found << " " << count << ";";
    }
    std::cout << " " << bad << " silent differences without a rule\n";
    return bad == 0 ? 0 : 1;
  }

  const Options& options_;
  const emulator::backend::Engine engine_;
  Grammar grammar_;
  Rules rules_;
  Tables tables_;
  Reading ours_, real_;
  std::map<std::string, std::size_t> counts_;
  std::map<std::string, Finding> findings_;
};

}  // namespace

}  // namespace random_sql

int main(int count, char** arguments) {
  try {
    const auto options = random_sql::read_options(std::vector<std::string>(arguments + 1, arguments + count));
    return random_sql::Run(options).run();
  } catch (const std::invalid_argument& error) {
    std::cerr << "run_random: " << error.what() << "\n" << random_sql::usage;
  } catch (const std::exception& error) {
    std::cerr << "run_random: " << error.what() << "\n";
  }
  return 2;
}
