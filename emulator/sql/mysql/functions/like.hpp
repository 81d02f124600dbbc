// A LIKE pattern made ready for many texts. Preparing the pattern it has already costs nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/mysql/collations.hpp"

namespace emulator::mysql {

class LikePattern {
 public:
  // An escape of 0 is none.
  void prepare(std::string_view pattern, char32_t escape, Matching matching);
  bool matches(std::string_view subject) const;

 private:
  std::string text_;
  char32_t escape_ = 0;
  Matching matching_ = Matching::exact;
  bool ready_ = false;
  std::vector<char32_t> parts_;
};

}  // namespace emulator::mysql
