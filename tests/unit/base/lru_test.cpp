// What stays, what goes, and what is counted.
#include "base/lru.hpp"

#include <doctest/doctest.h>

#include <memory>

using namespace emulator;

TEST_CASE("the entry unused for longest goes first") {
  Lru<int> map(2);
  map.insert("a", 1);
  map.insert("b", 2);
  REQUIRE(map.find("a") != nullptr);
  map.insert("c", 3);
  CHECK(map.find("b") == nullptr);
  CHECK(*map.find("a") == 1);
  CHECK(*map.find("c") == 3);
  CHECK(map.size() == 2);
  CHECK(map.hits() == 3);
  CHECK(map.misses() == 1);
}

TEST_CASE("inserting again replaces and refreshes") {
  Lru<std::unique_ptr<int>> map(2);
  map.insert("a", std::make_unique<int>(1));
  map.insert("b", std::make_unique<int>(2));
  CHECK(*map.insert("a", std::make_unique<int>(3)) == 3);
  map.insert("c", nullptr);
  CHECK(map.find("b") == nullptr);
  CHECK(**map.find("a") == 3);
}

TEST_CASE("erase and clear") {
  Lru<int> map(4);
  map.insert("a", 1);
  map.insert("b", 2);
  CHECK(map.erase("a"));
  CHECK_FALSE(map.erase("a"));
  CHECK(map.size() == 1);
  map.clear();
  CHECK(map.size() == 0);
  CHECK(map.find("b") == nullptr);
  map.insert("b", 5);
  CHECK(*map.find("b") == 5);
}

TEST_CASE("no capacity keeps only the entry in use") {
  Lru<int> map(0);
  CHECK(map.insert("a", 1) == 1);
  CHECK(map.insert("b", 2) == 2);
  CHECK(map.find("a") == nullptr);
  CHECK(map.size() == 1);
}

TEST_CASE("the size of all keys is a bound too, but what was just made stays") {
  Lru<int> map(10, 8);
  map.insert("four", 1);
  map.insert("more", 2);
  CHECK(map.size() == 2);
  map.insert("x", 3);
  CHECK(map.find("four") == nullptr);
  CHECK(*map.find("more") == 2);
  map.insert("longer than all", 4);
  CHECK(map.size() == 1);
  CHECK(*map.find("longer than all") == 4);
  map.erase("longer than all");
  map.insert("four", 1);
  map.insert("more", 2);
  CHECK(map.size() == 2);
  CHECK(map.counts().entries == 2);
  CHECK(map.counts().capacity == 10);
}
