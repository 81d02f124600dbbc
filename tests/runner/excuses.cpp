#include "runner/excuses.hpp"

#include <fstream>
#include <stdexcept>

namespace cases {

void read_excuses(const std::filesystem::path& file, Gaps gaps,
                  const std::function<void(const std::string& why, const std::string& line)>& take) {
  std::ifstream lines(file);
  if (!lines) {
    throw std::runtime_error("cannot read " + file.string());
  }
  std::string reason, manual;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) {
      reason.clear();
      manual.clear();
    } else if (line.starts_with("reason: ")) {
      reason = line.substr(8);
    } else if (line.starts_with("manual: ")) {
      manual = line.substr(8);
    } else if (gaps == Gaps::allowed && line.starts_with("gap: ")) {
      reason = line.substr(5);
      manual = "docs/compatibility.md";
    } else if (!line.starts_with("#")) {
      if (reason.empty() || manual.empty()) {
        throw std::runtime_error(file.string() + ": no reason or no manual above: " + line);
      }
      take(reason + " (" + manual + ")", line);
    }
  }
}

}  // namespace cases
