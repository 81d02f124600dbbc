// The score of a differential run: per topic, as text, as the section of docs/compatibility.md, and against what is
// recorded there.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "runner/diff_answer.hpp"

namespace cases {

// Statements of which the oracle is known to answer otherwise than MySQL, white space collapsed; each with its reason.
// The file: paragraphs of "reason: …", "manual: ADDRESS" and statements, one a line; # starts a comment.
// Throws std::runtime_error for a paragraph without reason or manual.
std::map<std::string, std::string> read_known_differences(const std::filesystem::path& path);

struct Difference {
  Verdict verdict = Verdict::same;
  std::string statement;  // white space collapsed
  std::string report;     // for people
};

struct Topic {
  std::string name;
  std::size_t statements = 0, same = 0, refused = 0, error = 0, silent = 0, known = 0;
  std::vector<Difference> differences;

  void add(Difference difference);
};

std::string collapsed(std::string_view sql);
std::string summary_line(const Topic& topic);
Topic total(const std::vector<Topic>& topics);

// The table, and the silent differences one by one.
std::string markdown(const std::vector<Topic>& topics);

// Puts the text between <!-- SECTION --> and <!-- end SECTION -->. Throws std::runtime_error without them.
void record(const std::filesystem::path& document, const std::string& section_name, const std::string& text);

// What has become worse than the document says: a topic's score, or a silent difference it does not have.
std::vector<std::string> regressions(const std::filesystem::path& document, const std::string& section_name,
                                     const std::vector<Topic>& topics);

}  // namespace cases
