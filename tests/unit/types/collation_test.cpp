#include "types/collation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using namespace emulator;

namespace {

struct Row {
  std::string_view left, right;
  int order;
};
using Compare = int (*)(std::string_view, std::string_view);

template <std::size_t Size>
void check(Compare compare, const Row (&rows)[Size]) {
  for (const auto& row : rows) {
    CHECK_MESSAGE(compare(row.left, row.right) == row.order, std::string{row.left}, " ? ", std::string{row.right});
    CHECK(compare(row.right, row.left) == -row.order);
  }
}

}  // namespace

TEST_CASE("accent- and case-insensitive") {
  check(compare_accent_insensitive, {{"a", "A", 0},
                                     {"a", "á", 0},
                                     {"ÀB", "ab", 0},
                                     {"ß", "ss", 0},
                                     {"a", "a ", -1},
                                     {"a", "b", -1},
                                     {"Z", "a", 1},
                                     {"_", "0", -1},
                                     {"9", "a", -1},
                                     {"abc", "abcd", -1},
                                     {"a\x01", "a", 0},
                                     {"日本", "日本", 0},
                                     {"", "", 0}});
  check(compare_accent_insensitive_padded, {{"a", "A  ", 0}, {"a ", "b", -1}});
}

TEST_CASE("other strengths") {
  check(compare_case_insensitive, {{"a", "A", 0}, {"a", "á", -1}, {"résumé", "RÉSUMÉ", 0}, {"resume", "résumé", -1}});
  check(compare_case_sensitive, {{"a", "A", -1}, {"A", "b", -1}, {"a", "á", -1}, {"abc", "abc", 0}});
  check(compare_english, {{"a", "A", -1}, {"A", "b", -1}, {"a b", "a-b", -1}, {"a\x01", "a", 1}});
  check(compare_english, {{"San Jose", "Sanborn", 1},
                          {"san", "Sanborn", -1},
                          {"Sánchez", "san-jose", -1},
                          {"o'neil", "oneil", -1},
                          {"oneil", "O neil", -1},
                          {"a$b", "aa", -1},
                          {"a~b", "aa", 1},
                          {"-1", "12", -1}});
  check(compare_bytes, {{"Z", "a", -1}, {"a", "a ", -1}, {"é", "z", 1}});
  check(compare_bytes_padded, {{"a", "a  ", 0}, {"a", "b ", -1}});
}

TEST_CASE("the general order has one weight per letter") {
  check(compare_general,
        {{"a", "Á", 0}, {"ß", "s", 0}, {"ß", "ss", -1}, {"_", "a", 1}, {"a", "a  ", 0}, {"ab", "b", -1}});
}

TEST_CASE("letters and case") {
  CHECK(base_letter(U'á') == U'A');
  CHECK(base_letter(U'ß') == U'S');
  CHECK(base_letter(U'日') == U'日');
  CHECK(upper_letter(U'á') == U'Á');
  CHECK(upper_text("straße é") == "STRAßE É");
  CHECK(lower_text("ÀÉ") == "àé");
  CHECK(title_text("hello wORLD éa-b2c") == "Hello World Éa-B2c");
}

TEST_CASE("collations may be used by many threads") {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    threads.emplace_back([&wrong, i] {
      for (int round = 0; round < 500; ++round) wrong[i] += compare_accent_insensitive("Été", "ete") != 0;
    });
  }
  for (auto& thread : threads) thread.join();
  for (const int count : wrong) CHECK(count == 0);
}
