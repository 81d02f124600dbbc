// run_functions postgres|mysql [--record FILE | --check FILE] LIST: which functions of an engine's manual the embedded
// engine has, by the manual's sections. LIST is functions/*.txt here.
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "sql/dialect.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/postgres/dialect.hpp"

namespace {

namespace fs = std::filesystem;

struct Section {
  std::string title;
  std::vector<std::string> names;
};

std::string read_file(const fs::path& path) {
  std::ifstream stream(path);
  if (!stream) {
    throw std::runtime_error("cannot read " + path.string());
  }
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Section> read_list(const fs::path& path) {
  std::vector<Section> sections;
  std::istringstream lines(read_file(path));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("= ")) {
      continue;
    }
    const std::size_t colon = line.find(':');
    Section section{line.substr(2, colon - 2), {}};
    std::istringstream words(line.substr(colon + 1));
    for (std::string word; words >> word;) {
      section.names.push_back(word);
    }
    sections.push_back(std::move(section));
  }
  return sections;
}

// Names that are no rows of the tables, because the grammar or the binder makes something else of them.
std::set<std::string> names_of(const emulator::sql::Dialect& dialect) {
  std::set<std::string> names;
  for (const emulator::sql::Overload& row : dialect.overloads()) {
    if (row.kind != emulator::sql::OverloadKind::cast && row.kind != emulator::sql::OverloadKind::operator_) {
      names.emplace(row.name);
    }
  }
  return names;
}

std::string table_of(const std::vector<Section>& sections, const std::set<std::string>& known) {
  std::string text = "| section | there | missing |\n|---|---:|---|\n";
  std::size_t all = 0, there = 0;
  for (const Section& section : sections) {
    std::string missing;
    std::size_t count = 0;
    for (const std::string& name : section.names) {
      const bool is_there = name.starts_with('+') || known.contains(name);
      count += is_there;
      missing += is_there ? "" : (missing.empty() ? "" : ", ") + name;
    }
    text += "| " + section.title + " | " + std::to_string(count) + " of " + std::to_string(section.names.size()) +
            " | " + missing + " |\n";
    all += section.names.size();
    there += count;
  }
  return text + "| all | " + std::to_string(there) + " of " + std::to_string(all) + " | |\n";
}

struct Place {
  std::size_t begin, end;
};
Place place_in(const std::string& document, const std::string& dialect) {
  const std::string first = "<!-- functions " + dialect + " -->\n";
  const std::size_t begin = document.find(first);
  const std::size_t end = document.find("<!-- end functions " + dialect + " -->");
  if (begin == std::string::npos || end == std::string::npos) {
    throw std::runtime_error("the document has no place for the functions of " + dialect);
  }
  return {begin + first.size(), end};
}

int run(const std::vector<std::string>& words) {
  if (words.size() != 2 && words.size() != 4) {
    throw std::invalid_argument("usage: run_functions postgres|mysql [--record FILE | --check FILE] LIST");
  }
  const std::string& dialect = words[0];
  const emulator::sql::Dialect& room = dialect == "mysql" ? emulator::mysql::dialect() : emulator::postgres::dialect();
  const std::string table = table_of(read_list(words.back()), names_of(room));
  if (words.size() == 2) {
    std::cout << table;
    return 0;
  }
  std::string document = read_file(words[2]);
  const Place place = place_in(document, dialect);
  if (words[1] == "--check") {
    if (document.substr(place.begin, place.end - place.begin) == table) {
      return 0;
    }
    std::cerr << words[2] << " does not list the functions of " << dialect
              << " as they are: ./dev functions --record\n";
    return 1;
  }
  document.replace(place.begin, place.end - place.begin, table);
  std::ofstream(words[2]) << document;
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run({words + 1, words + count});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
