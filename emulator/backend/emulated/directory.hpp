// Where a server's files lie: a directory that this process alone uses, given or temporary, and a file per database.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::backend::emulated {

class Directory {
 public:
  // A new one, in memory where the system allows it; removed with everything in it at the end, or by the next process
  // if this one is killed.
  static Directory temporary();
  // Made if need be. Throws std::runtime_error when another process uses it.
  static Directory at(const std::filesystem::path& path);

  Directory(Directory&& other) noexcept;
  Directory& operator=(Directory&&) = delete;
  ~Directory();

  // Of the file that holds a database of this name, whatever characters it has.
  std::filesystem::path file_of(std::string_view database) const;
  std::vector<std::string> databases() const;
  void remove(std::string_view database) const;

 private:
  Directory(std::filesystem::path path, int lock, bool is_temporary)
      : path_(std::move(path)), lock_(lock), is_temporary_(is_temporary) {}

  std::filesystem::path path_;
  int lock_;  // a file descriptor; below 0: none
  bool is_temporary_;
};

}  // namespace emulator::backend::emulated
