// Counting, writing and checking scores.
#include "runner/diff_score.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/text.hpp"
#include "runner/excuses.hpp"

namespace cases {

namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error("cannot read " + path.string());
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A tenth of a percent, rounded down: a score is never flattered.
std::size_t per_mille(std::size_t same, std::size_t counted) {
  return counted == 0 ? 1000 : same * 1000 / counted;
}

std::string percent(const Topic& topic) {
  const std::size_t score = per_mille(topic.same, topic.statements - topic.known);
  return std::to_string(score / 10) + "." + std::to_string(score % 10) + " %";
}

std::string table_row(const Topic& topic) {
  std::string row = "| " + topic.name;
  for (const std::size_t number :
       {topic.statements, topic.same, topic.refused, topic.error, topic.silent, topic.known}) {
    row += " | " + std::to_string(number);
  }
  return row + " | " + percent(topic) + " |\n";
}

// Two backticks around, so that MySQL's quotes may be inside. What clients generate may be pages long: its beginning.
std::string silent_line(const Topic& topic, const Difference& difference) {
  constexpr std::size_t most_characters = 400;
  const std::string_view shown = emulator::utf8_substring(difference.statement, 0, most_characters);
  return "- " + topic.name + ": `` " + std::string(shown) + (shown.size() < difference.statement.size() ? "…" : "") +
         " ``";
}

struct Section {
  std::size_t begin = 0, end = 0;  // of the text between the markers
};

Section find_section(const std::string& text, const std::string& section_name) {
  const std::string opening = "<!-- " + section_name + " -->\n";
  const std::string closing = "<!-- end " + section_name + " -->";
  const std::size_t found = text.find(opening);
  const std::size_t end = text.find(closing);
  if (found == std::string::npos || end == std::string::npos || end < found) {
    throw std::runtime_error("the document has no section between '" + opening.substr(0, opening.size() - 1) +
                             "' and '" + closing + "'");
  }
  return {found + opening.size(), end};
}

struct Recorded {
  std::map<std::string, std::size_t> scores;  // per mille, by topic
  std::set<std::string> silent;               // lines
};

Recorded read_recorded(const fs::path& document, const std::string& section_name) {
  const std::string text = read(document);
  const Section section = find_section(text, section_name);
  std::istringstream lines(text.substr(section.begin, section.end - section.begin));
  Recorded recorded;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("- ")) {
      recorded.silent.insert(line);
      continue;
    }
    std::replace(line.begin(), line.end(), '|', ' ');
    std::istringstream row(line);
    Topic topic;
    if (row >> topic.name >> topic.statements >> topic.same >> topic.refused >> topic.error >> topic.silent >>
        topic.known) {
      recorded.scores[topic.name] = per_mille(topic.same, topic.statements - topic.known);
    }
  }
  return recorded;
}

}  // namespace

std::map<std::string, std::string> read_known_differences(const fs::path& path) {
  std::map<std::string, std::string> known;
  read_excuses(path, Gaps::none,
               [&](const std::string& why, const std::string& line) { known[collapsed(line)] = why; });
  return known;
}

void Topic::add(Difference difference) {
  ++statements;
  switch (difference.verdict) {
    case Verdict::same:
      ++same;
      return;
    case Verdict::refused:
      ++refused;
      break;
    case Verdict::error:
      ++error;
      break;
    case Verdict::silent:
      ++silent;
      break;
    case Verdict::known:
      ++known;
      break;
  }
  differences.push_back(std::move(difference));
}

std::string collapsed(std::string_view sql) {
  std::string text;
  for (const char c : sql) {
    if (!emulator::is_ascii_space(c)) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  while (text.ends_with(' ') || text.ends_with(';')) {
    text.pop_back();
  }
  return text;
}

std::string summary_line(const Topic& topic) {
  char line[200];
  std::snprintf(line, sizeof line,
                "%-16s %5zu statements %5zu same %4zu refused %4zu other errors %4zu silent %3zu known  %s\n",
                topic.name.c_str(), topic.statements, topic.same, topic.refused, topic.error, topic.silent, topic.known,
                percent(topic).c_str());
  return line;
}

Topic total(const std::vector<Topic>& topics) {
  Topic all;
  all.name = "all";
  for (const Topic& topic : topics) {
    all.statements += topic.statements;
    all.same += topic.same;
    all.refused += topic.refused;
    all.error += topic.error;
    all.silent += topic.silent;
    all.known += topic.known;
  }
  return all;
}

std::string markdown(const std::vector<Topic>& topics) {
  std::string text =
      "| topic | statements | same | refused by name | other error | silently | oracle differs | score |\n"
      "|---|---:|---:|---:|---:|---:|---:|---:|\n";
  std::string silent;
  for (const Topic& topic : topics) {
    text += table_row(topic);
    for (const Difference& difference : topic.differences) {
      if (difference.verdict == Verdict::silent) {
        silent += silent_line(topic, difference) + "\n";
      }
    }
  }
  text += table_row(total(topics));
  if (!silent.empty()) {
    text += "\n<details><summary>The statements that differ silently</summary>\n\n" + silent + "\n</details>\n";
  }
  return text;
}

void record(const fs::path& document, const std::string& section_name, const std::string& text) {
  std::string whole = read(document);
  const Section section = find_section(whole, section_name);
  whole.replace(section.begin, section.end - section.begin, text);
  std::ofstream(document, std::ios::binary) << whole;
}

std::vector<std::string> regressions(const fs::path& document, const std::string& section_name,
                                     const std::vector<Topic>& topics) {
  const Recorded recorded = read_recorded(document, section_name);
  std::vector<std::string> worse;
  for (const Topic& topic : topics) {
    const auto found = recorded.scores.find(topic.name);
    if (found == recorded.scores.end()) {
      worse.push_back(topic.name + ": no score is recorded");
      continue;
    }
    if (per_mille(topic.same, topic.statements - topic.known) < found->second) {
      std::string reason = topic.name + ": " + percent(topic) + " the same, less than recorded; all that differs:\n";
      for (const Difference& difference : topic.differences) {
        reason += difference.report;
      }
      worse.push_back(std::move(reason));
    }
    for (const Difference& difference : topic.differences) {
      if (difference.verdict == Verdict::silent && !recorded.silent.contains(silent_line(topic, difference))) {
        worse.push_back(topic.name + ": a silent difference that is not recorded\n" + difference.report);
      }
    }
  }
  return worse;
}

}  // namespace cases
