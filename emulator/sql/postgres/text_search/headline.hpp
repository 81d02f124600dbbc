// ts_headline: the part of a text that shows best what a query found in it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "sql/postgres/text_search/configuration.hpp"
#include "sql/postgres/text_search/query.hpp"

namespace emulator::postgres::text_search {

struct HeadlineStyle {
  std::int64_t most_words = 35, least_words = 15, short_word = 3, most_fragments = 0;
  bool is_whole = false;  // the whole text
  std::string before = "<b>", behind = "</b>", between = " ... ";
};

// "MaxWords=10, StartSel=<<": throws for names and values that mean nothing.
HeadlineStyle parse_headline_style(std::string_view text);

// Throws query_canceled where `is_over` says so.
std::string headline(const Configuration& configuration, std::string_view text, const Query& query,
                     const HeadlineStyle& style, const std::function<bool()>& is_over);

}  // namespace emulator::postgres::text_search
