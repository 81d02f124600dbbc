// Which folder may include which, and where outside libraries may be included: docs/architecture.md in two tables.
// Linking alone cannot check this, since one include root shows every header to every floor.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "source_tree.hpp"

namespace {

using architecture::SourceLine;

struct Floor {
  std::string_view folder;
  int height;  // a folder may include those below it; folders of one height are neighbours and never meet
};

// clang-format off
constexpr Floor floors[] = {
    {"base",              0},
    {"types",             1},
    {"sqlite",            2}, {"catalog",          2}, {"sql",           2},
    {"sql/mysql",         3}, {"sql/postgres",     3},
    {"bind",              4},
    {"lower",             5},
    {"backend",           6},
    {"backend/emulated",  7}, {"backend/postgres", 7}, {"backend/mysql", 7},
    {"clusters",          8},
    {"api",               9},
    {"server",           10},
    {"",                 11},  // options, app, main
};

struct Home {
  std::string_view include;           // what the include line's target starts with
  std::vector<std::string_view> homes;  // folders or files that may say it
};

const Home homes[] = {
    {"boost/beast",             {"server/"}},
    {"boost/asio",              {"server/"}},
    {"boost/json",              {"api/", "sql/postgres/tree.", "types/json."}},
    {"boost/",                  {"server/", "api/", "sql/postgres/tree.", "types/json."}},
    {"sqlite3",                 {"sqlite/"}},
    {"pg_query",                {"sql/postgres/"}},
    {"libstemmer",              {"sql/postgres/text_search/"}},
    {"libxml/",                 {"sql/postgres/xml_text/"}},
    {"libpq",                   {"backend/postgres/"}},
    {"postgresql/libpq",        {"backend/postgres/"}},
    {"mysql",                   {"backend/mysql/"}},
    {"mariadb",                 {"backend/mysql/"}},
    {"CLI/",                    {"options."}},
    {"doctest",                 {}},
};
// clang-format on

// The target of an include line, with its quote or bracket: <vector> or "base/text.hpp".
std::optional<std::string> include_target(std::string_view line) {
  const auto hash = line.find_first_not_of(" \t");
  if (hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
  const auto word = line.find_first_not_of(" \t", hash + 1);
  if (word == std::string_view::npos || !line.substr(word).starts_with("include")) return std::nullopt;
  const auto open = line.find_first_of("<\"", word);
  if (open == std::string_view::npos) return std::nullopt;
  const auto close = line.find(line[open] == '<' ? '>' : '"', open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return std::string(line.substr(open, close - open));
}

// The floor a file of emulator/ stands on: the longest folder that holds it. Folders within a floor belong to it.
const Floor& floor_of(std::string_view file) {
  const Floor* found = nullptr;
  for (const Floor& floor : floors) {
    const bool holds = floor.folder.empty()
                           ? file.find('/') == std::string_view::npos
                           : file.starts_with(floor.folder) && file.substr(floor.folder.size()).starts_with('/');
    if (holds && (!found || floor.folder.size() > found->folder.size())) found = &floor;
  }
  if (!found)
    throw std::runtime_error("no floor holds emulator/" + std::string(file) + "; add its folder to the table");
  return *found;
}

bool may_include(const Floor& from, const Floor& to) {
  return &from == &to || to.height < from.height;
}

// The longest matching row decides, so that boost/json is not judged as boost.
const Home* home_of(std::string_view target) {
  const Home* found = nullptr;
  for (const Home& home : homes) {
    if (target.starts_with(home.include) && (!found || home.include.size() > found->include.size())) found = &home;
  }
  return found;
}

bool is_at_home(const Home& home, std::string_view file) {
  return std::any_of(home.homes.begin(), home.homes.end(), [&](auto place) { return file.starts_with(place); });
}

// What is wrong with this line of emulator/<file>; nothing is the good answer.
std::string fault_of(std::string_view file, std::string_view line) {
  const auto target = include_target(line);
  if (!target) return "";
  const std::string name = target->substr(1);
  if (const Home* home = home_of(name); home && !(target->front() == '"' && name.find('/') == std::string::npos)) {
    return is_at_home(*home, file) ? "" : name + " has its home elsewhere";
  }
  if (target->front() == '<') return "";
  if (name.starts_with("schema/")) return "";  // generated from schema/, below every floor
  const Floor& from = floor_of(file);
  const Floor& to = floor_of(name);
  if (may_include(from, to)) return "";
  return std::string(from.folder) + "/ may not include " + std::string(to.folder) + "/";
}

TEST_CASE("every include of emulator/ goes down, and outside libraries stay at home") {
  std::vector<std::string> faults;
  std::size_t includes = 0;
  for (const std::string& path : architecture::files_below("emulator", {".hpp", ".cpp"})) {
    const std::string file = path.substr(std::string_view{"emulator/"}.size());
    for (const SourceLine& line : architecture::lines_of(path)) {
      if (!include_target(line.text)) continue;
      ++includes;
      if (const std::string fault = fault_of(file, line.text); !fault.empty()) {
        faults.push_back(place(line) + "  // " + fault);
      }
    }
  }
  CHECK(includes > 0);
  for (const std::string& fault : faults) FAIL_CHECK(fault);
}

TEST_CASE("the rule itself") {
  struct Row {
    std::string_view file, line;
    bool allowed;
  };
  const Row rows[] = {
      {"bind/scope.cpp", "#include \"bind/scope.hpp\"", true},
      {"bind/scope.cpp", "#include \"sql/ast.hpp\"", true},
      {"bind/scope.cpp", "#include \"lower/plan.hpp\"", false},
      {"sqlite/function.cpp", "#include \"sql/overload.hpp\"", false},
      {"sql/mysql/parser.hpp", "#include \"sql/postgres/tree.hpp\"", false},
      {"sql/mysql/functions/string.cpp", "#include \"sql/mysql/dialect.hpp\"", true},
      {"sql/resolve.cpp", "#include \"sql/mysql/dialect.hpp\"", false},
      {"backend/emulated/session.cpp", "  #  include \"lower/plan.hpp\"", true},
      {"backend/mysql/session.cpp", "#include <mysql.h>", true},
      {"backend/emulated/session.cpp", "#include <sqlite3.h>", false},
      {"sqlite/connection.cpp", "#include <sqlite3.h>", true},
      {"api/service.cpp", "#include <boost/asio/io_context.hpp>", false},
      {"server/session.cpp", "#include <boost/asio/io_context.hpp>", true},
      {"server/session.cpp", "#include <boost/json.hpp>", false},
      {"types/json.cpp", "#include <boost/json.hpp>", true},
      {"sql/postgres/tree.cpp", "#include <boost/json/src.hpp>", true},
      {"sql/postgres/read_select.cpp", "#include <boost/json.hpp>", false},
      {"app.cpp", "#include <CLI/CLI.hpp>", false},
      {"options.cpp", "#include <CLI/CLI.hpp>", true},
      {"app.cpp", "#include \"server/listener.hpp\"", true},
      {"server/listener.cpp", "#include \"app.hpp\"", false},
      {"base/text.cpp", "#include <vector>", true},
      {"sql/mysql/keywords.cpp", "#include \"schema/keywords/mysql.csv.hpp\"", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    CAPTURE(row.line);
    CHECK(fault_of(row.file, row.line).empty() == row.allowed);
  }
}

}  // namespace
