// Files of excused differences: paragraphs of a reason, the address in a manual, and what it excuses, one a line.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace cases {

enum class Gaps {
  none,
  allowed  // "gap: REASON" stands for a reason that docs/compatibility.md tells
};

// Calls `take` with "reason (manual)" and each excused line. Throws for a line without reason or manual.
void read_excuses(const std::filesystem::path& file, Gaps gaps,
                  const std::function<void(const std::string& why, const std::string& line)>& take);

}  // namespace cases
