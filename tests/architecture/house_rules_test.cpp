// House rules that are easily broken without noticing: the length of files, paths of one machine, hosts that packages
// happen to come from, words that mark unfinished work.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "source_tree.hpp"

namespace {

using architecture::SourceLine;

constexpr std::size_t longest_file = 600;

const std::vector<std::string> written_by_hand{".hpp", ".cpp", ".py", ".mjs", ".cjs",
                                               ".js",  ".sh",  "dev", "run",  "CMakeLists.txt"};
const std::vector<std::string> text{".hpp",  ".cpp", ".py",  ".mjs",           ".cjs",   ".js",  ".sh", "dev",  "run",
                                    ".json", ".md",  ".sql", "CMakeLists.txt", ".npmrc", ".csv", ".in", ".test"};

// Joined here from halves, so that this file does not hold what it forbids.
const std::vector<std::string> forbidden{
    std::string("/wo") + "rk/",         std::string("/ro") + "ot/",
    std::string("/ho") + "me/",         std::string("deb.deb") + "ian.org",
    std::string("registry.npm") + "js", std::string("pypi.") + "org",
    std::string("pythonho") + "sted",   std::string("TO") + "DO",
    std::string("FIX") + "ME",          std::string("XX") + "X",
    std::string("HA") + "CK",
};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// A marker counts as a word of its own only: base64 text and test data may hold its letters.
bool holds(std::string_view line, std::string_view needle) {
  for (std::size_t at = line.find(needle); at != std::string_view::npos; at = line.find(needle, at + 1)) {
    const std::size_t end = at + needle.size();
    const bool word = is_word_character(needle.front());
    const bool before = word && at > 0 && is_word_character(line[at - 1]);
    const bool after = word && end < line.size() && is_word_character(line[end]);
    if (!before && !after) return true;
  }
  return false;
}

TEST_CASE("no file written by hand is too long to be read at a sitting") {
  std::size_t files = 0;
  for (const std::string& file : architecture::files_below(".", written_by_hand)) {
    ++files;
    const std::size_t lines = architecture::lines_of(file).size();
    if (lines > longest_file) FAIL_CHECK(file << " has " << lines << " lines; " << longest_file << " are allowed");
  }
  CHECK(files > 0);
}

TEST_CASE("no file names a machine's path, a package host or unfinished work") {
  std::size_t files = 0;
  for (const std::string& file : architecture::files_below(".", text)) {
    ++files;
    for (const SourceLine& line : architecture::lines_of(file)) {
      for (const std::string& needle : forbidden) {
        if (holds(line.text, needle)) FAIL_CHECK(place(line) << "  // holds " << needle);
      }
    }
  }
  CHECK(files > 0);
}

TEST_CASE("a marker is found as a word and not inside one") {
  const std::string marker = std::string("TO") + "DO";
  CHECK(holds("// " + marker + ": later", marker));
  CHECK_FALSE(holds("AUTO" + marker, marker));
  CHECK(
      holds("cp /wo"
            "rk/a .",
            "/wo"
            "rk/"));
}

}  // namespace
