// Reads the source tree for the architecture tests. SOURCE_DIRECTORY comes from CMake.
#include "source_tree.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>

namespace architecture {
namespace {

namespace fs = std::filesystem;

const fs::path root{SOURCE_DIRECTORY};

bool is_left_behind(const fs::path& folder) {
  static const std::array names{".git", "build", "node_modules", "__pycache__", ".rds-data-local"};
  return std::find(names.begin(), names.end(), folder.filename().string()) != names.end();
}

bool ends_in_one_of(const std::string& name, const std::vector<std::string>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) { return name.ends_with(ending); });
}

}  // namespace

std::string place(const SourceLine& line) {
  return line.file + ":" + std::to_string(line.number) + ": " + line.text;
}

std::vector<std::string> files_below(const std::string& folder, const std::vector<std::string>& endings) {
  std::vector<std::string> found;
  fs::recursive_directory_iterator entry{root / folder};
  for (; entry != fs::recursive_directory_iterator{}; ++entry) {
    if (entry->is_directory() && is_left_behind(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && ends_in_one_of(entry->path().filename().string(), endings)) {
      found.push_back(fs::relative(entry->path(), root).generic_string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<SourceLine> lines_of(const std::string& file) {
  std::ifstream stream{root / file};
  if (!stream) throw std::runtime_error("cannot read " + file);
  std::vector<SourceLine> lines;
  for (std::string text; std::getline(stream, text);) lines.push_back({file, lines.size() + 1, text});
  return lines;
}

}  // namespace architecture
