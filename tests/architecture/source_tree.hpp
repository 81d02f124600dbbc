// Reads the source tree for the architecture tests: files and their lines. Knows no rule.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace architecture {

struct SourceLine {
  std::string file;    // relative to the root of the repository, with forward slashes
  std::size_t number;  // from 1
  std::string text;
};

// "emulator/bind/scope.cpp:12: #include ..." as compilers print places.
std::string place(const SourceLine& line);

// Every file below the folder whose name ends in one of the endings; sorted; an ending "" takes all. Folders that
// builds and tools leave behind are not entered.
std::vector<std::string> files_below(const std::string& folder, const std::vector<std::string>& endings);

std::vector<SourceLine> lines_of(const std::string& file);

}  // namespace architecture
