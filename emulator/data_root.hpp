// Where the embedded clusters keep their files: a folder of the user's, or one that is gone at the end. Knows folders,
// not what is in them.
#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "backend/backend.hpp"

namespace emulator {

class DataRoot {
 public:
  // Made and claimed when the first cluster needs it.
  static DataRoot at(std::filesystem::path path);
  // A new folder, in memory where the system allows it. Also removes those that killed processes of this user left
  // behind. Throws std::system_error.
  static DataRoot temporary();

  DataRoot(DataRoot&& other) noexcept;
  DataRoot& operator=(DataRoot&&) = delete;
  ~DataRoot();  // removes a temporary one

  bool is_temporary() const { return is_temporary_; }
  std::filesystem::path folder_of(std::string_view cluster) const;

  // Makes sure that this process alone uses it. Throws std::runtime_error if another one does. Not thread-safe.
  void claim();

  // For a process that ends without destructors: removes a temporary root now.
  void remove() noexcept;

 private:
  DataRoot(std::filesystem::path path, bool is_temporary) : path_(std::move(path)), is_temporary_(is_temporary) {}

  std::filesystem::path path_;
  bool is_temporary_;
  int lock_ = -1;  // a descriptor of the folder, locked; -1: not claimed
};

// What a cluster's folder says of itself. Throws std::runtime_error if it was made by the other engine.
// True if there was nothing yet: then the folder is marked as unfinished until finish() is called, and what an
// unfinished one holds counts for nothing next time.
class ClusterFolder {
 public:
  ClusterFolder(std::filesystem::path folder, backend::Engine engine);

  bool is_fresh() const { return is_fresh_; }
  const std::filesystem::path& path() const { return folder_; }
  void finish();
  // Takes a fresh folder away again.
  void discard() noexcept;

 private:
  std::filesystem::path folder_;
  bool is_fresh_ = false;
};

}  // namespace emulator
