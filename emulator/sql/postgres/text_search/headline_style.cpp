// The options of ts_headline: names and values, values in quotes where they have spaces or commas.
#include <charconv>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/text_search/headline.hpp"

namespace emulator::postgres::text_search {

namespace {

using Option = std::pair<std::string, std::string>;

class OptionReader {
 public:
  explicit OptionReader(std::string_view text) : text_(text) {}

  std::vector<Option> read() {
    std::vector<Option> options;
    for (skip(true); at_ < text_.size(); skip(true)) {
      Option option;
      option.first = text_[at_] == '"' ? quoted() : bare("=");
      skip(false);
      if (at_ == text_.size() || text_[at_] != '=') {
        malformed();
      }
      ++at_;
      skip(false);
      if (at_ == text_.size()) {
        malformed();
      }
      option.second = text_[at_] == '"' || text_[at_] == '\'' ? quoted() : bare(",");
      options.push_back(std::move(option));
    }
    return options;
  }

 private:
  [[noreturn]] void malformed() const {
    throw make_worded_error(Condition::syntax_error, "invalid parameter list format: \"" + std::string(text_) + "\"");
  }

  void skip(bool commas) {
    while (at_ < text_.size() && (is_ascii_space(text_[at_]) || (commas && text_[at_] == ','))) {
      ++at_;
    }
  }

  std::string bare(std::string_view ends) {
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_ascii_space(text_[at_]) && ends.find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    return std::string(text_.substr(start, at_ - start));
  }

  std::string quoted() {
    const char quote = text_[at_];
    std::string made;
    for (++at_; at_ < text_.size(); ++at_) {
      const bool is_double = at_ + 1 < text_.size() && text_[at_ + 1] == text_[at_];
      if (text_[at_] == quote && !is_double) {
        ++at_;
        return made;
      }
      at_ += is_double && (text_[at_] == quote || text_[at_] == '\\') ? 1 : 0;
      made += text_[at_];
    }
    malformed();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::int64_t number_of(const std::string& text) {
  const std::string_view digits = ascii_trim(text);
  std::int32_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec == std::errc::result_out_of_range) {
    throw make_error(Condition::value_out_of_range, {"integer", text});
  }
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) {
    throw make_error(Condition::invalid_text_representation, {"integer", text});
  }
  return number;
}

bool truth_of(std::string_view text) {
  for (const std::string_view word : {"1", "on", "true", "t", "y", "yes"}) {
    if (ascii_iequals(text, word)) {
      return true;
    }
  }
  return false;
}

void apply(const Option& option, HeadlineStyle& style) {
  const std::string &name = option.first, &value = option.second;
  const auto is = [&](std::string_view word) { return ascii_iequals(name, word); };
  if (is("MaxWords")) {
    style.most_words = number_of(value);
  } else if (is("MinWords")) {
    style.least_words = number_of(value);
  } else if (is("ShortWord")) {
    style.short_word = number_of(value);
  } else if (is("MaxFragments")) {
    style.most_fragments = number_of(value);
  } else if (is("StartSel")) {
    style.before = value;
  } else if (is("StopSel")) {
    style.behind = value;
  } else if (is("FragmentDelimiter")) {
    style.between = value;
  } else if (is("HighlightAll")) {
    style.is_whole = truth_of(value);
  } else {
    throw make_worded_error(Condition::invalid_parameter_value, "unrecognized headline parameter: \"" + name + "\"");
  }
}

}  // namespace

HeadlineStyle parse_headline_style(std::string_view text) {
  HeadlineStyle style;
  for (const Option& option : OptionReader(text).read()) {
    apply(option, style);
  }
  const auto require = [](bool holds, const char* sentence) {
    if (!holds) {
      throw make_worded_error(Condition::invalid_parameter_value, sentence);
    }
  };
  if (!style.is_whole) {
    require(style.least_words < style.most_words, "MinWords should be less than MaxWords");
    require(style.least_words > 0, "MinWords should be positive");
    require(style.short_word >= 0, "ShortWord should be >= 0");
    require(style.most_fragments >= 0, "MaxFragments should be >= 0");
  }
  return style;
}

}  // namespace emulator::postgres::text_search
