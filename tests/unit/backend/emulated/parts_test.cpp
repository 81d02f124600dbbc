// The parts under the session: the write gate, directories, counters, settings.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "backend/emulated/directory.hpp"
#include "backend/emulated/settings.hpp"
#include "backend/emulated/store_types.hpp"
#include "backend/emulated/write_gate.hpp"
#include "unit/backend/emulated/harness.hpp"
#include "unit/support/temporary_file.hpp"

using namespace emulator;
using namespace emulator::backend::emulated;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST_CASE("the gate admits one, the others in order, and forgets who gave up") {
  WriteGate gate;
  REQUIRE(gate.enter(steady_clock::now()));
  CHECK_FALSE(gate.enter(steady_clock::now() + milliseconds{5}));
  std::vector<int> order;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&, i] {
      REQUIRE(gate.enter(steady_clock::time_point::max()));
      order.push_back(i);
      gate.leave();
    });
    std::this_thread::sleep_for(milliseconds{20});
  }
  gate.leave();
  for (std::thread& thread : threads) thread.join();
  CHECK(order == std::vector<int>{0, 1, 2});
  CHECK(gate.enter(steady_clock::now()));
}

TEST_CASE("any database name is a file name") {
  const test::TemporaryFile place;
  const Directory directory = Directory::at(place.directory());
  for (const std::string name : {"plain", "Plain", "a/b", "../up", "with space", "ü", "%41"}) {
    CAPTURE(name);
    const std::filesystem::path file = directory.file_of(name);
    CHECK(file.parent_path() == place.directory());
    REQUIRE(std::filesystem::create_directory(file));  // and no two share one
    const auto names = directory.databases();
    CHECK(std::find(names.begin(), names.end(), name) != names.end());
  }
}

TEST_CASE("a temporary directory is gone afterwards") {
  std::filesystem::path file;
  {
    const Directory directory = Directory::temporary();
    file = directory.file_of("x");
    CHECK(std::filesystem::is_directory(file.parent_path()));
  }
  CHECK_FALSE(std::filesystem::exists(file.parent_path()));
}

TEST_CASE("what a killed process left is removed by the next one, and nothing else") {
  const Directory living = Directory::temporary();
  const std::filesystem::path root = living.file_of("x").parent_path().parent_path();
  const std::filesystem::path abandoned = root / "rds-data-local-unit-test-left";
  std::filesystem::create_directory(abandoned);
  std::ofstream(abandoned / "lock").put('x');
  const Directory next = Directory::temporary();
  CHECK_FALSE(std::filesystem::exists(abandoned));
  CHECK(std::filesystem::exists(living.file_of("x").parent_path()));
  CHECK(std::filesystem::exists(next.file_of("x").parent_path()));
}

TEST_CASE("types are named and read back") {
  for (int id = 0; id <= static_cast<int>(TypeId::any_array); ++id) {
    const auto type = static_cast<TypeId>(id);
    CHECK(type_id_from(name_of(type)) == type);
  }
  CHECK_THROWS(type_id_from("nonsense"));
  CHECK_FALSE(declared_type("nonsense").has_value());
}

TEST_CASE("known settings are sorted and their defaults are valid") {
  for (const sql::Dialect* dialect : {&postgres::dialect(), &mysql::dialect()}) {
    const auto& known = known_settings(*dialect);
    CHECK(std::is_sorted(known.begin(), known.end(),
                         [](const KnownSetting& left, const KnownSetting& right) { return left.name < right.name; }));
    Settings settings{*dialect};
    for (const KnownSetting& setting : known) {
      CAPTURE(setting.name);
      if (setting.read_only) continue;
      settings.set({ast::VariableScope::session, std::string(setting.name), {std::string(setting.value)}});
      CHECK(settings.show(std::string(setting.name)) == setting.value);
    }
  }
}
