// What is kept, what is removed, and what an interrupted start leaves.
#include "data_root.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <optional>
#include <stdexcept>

using namespace emulator;
namespace fs = std::filesystem;

namespace {

constexpr auto mysql = backend::Engine::mysql;
constexpr auto postgres = backend::Engine::postgres;

}  // namespace

TEST_CASE("a temporary root is gone at the end, others are not") {
  fs::path folder;
  {
    const DataRoot root = DataRoot::temporary();
    CHECK(root.is_temporary());
    ClusterFolder cluster(root.folder_of("a"), mysql);
    folder = cluster.path();
    CHECK(fs::exists(folder));
    const DataRoot other = DataRoot::temporary();
    CHECK(other.folder_of("a") != folder);
    CHECK(fs::exists(folder));
  }
  CHECK_FALSE(fs::exists(folder));
  CHECK_FALSE(fs::exists(folder.parent_path()));
}

TEST_CASE("a removed root is removed once") {
  DataRoot root = DataRoot::temporary();
  const fs::path folder = root.folder_of("a").parent_path();
  root.remove();
  CHECK_FALSE(fs::exists(folder));
  CHECK_FALSE(root.is_temporary());
}

TEST_CASE("a root has one user") {
  const DataRoot parent = DataRoot::temporary();
  const fs::path folder = parent.folder_of("data");
  {
    DataRoot first = DataRoot::at(folder);
    CHECK_FALSE(fs::exists(folder));
    first.claim();
    first.claim();
    CHECK_THROWS_AS(DataRoot::at(folder).claim(), std::runtime_error);
  }
  DataRoot::at(folder).claim();
  CHECK(fs::exists(folder));
}

TEST_CASE("a cluster's folder is fresh once") {
  const DataRoot parent = DataRoot::temporary();
  const DataRoot root = DataRoot::at(parent.folder_of("data"));
  CHECK_FALSE(root.is_temporary());
  {
    ClusterFolder first(root.folder_of("a"), mysql);
    CHECK(first.is_fresh());
    first.finish();
  }
  CHECK_FALSE(ClusterFolder(root.folder_of("a"), mysql).is_fresh());
  CHECK_THROWS_AS(ClusterFolder(root.folder_of("a"), postgres), std::runtime_error);
  CHECK(ClusterFolder(root.folder_of("b"), postgres).is_fresh());
}

TEST_CASE("an unfinished folder counts for nothing") {
  const DataRoot root = DataRoot::temporary();
  const fs::path file = root.folder_of("a") / "half.sqlite";
  {
    const ClusterFolder interrupted(root.folder_of("a"), mysql);
    std::ofstream(file) << "half";
  }
  ClusterFolder again(root.folder_of("a"), postgres);
  CHECK(again.is_fresh());
  CHECK_FALSE(fs::exists(file));
  again.discard();
  CHECK_FALSE(fs::exists(root.folder_of("a")));
}
