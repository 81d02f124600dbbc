// A root is claimed by flock on the folder itself, which lasts as long as the process, however that ends.
#include "data_root.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "base/log.hpp"

namespace emulator {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view temporary_prefix = "rds-data-local-";
// Between the making of a folder and its lock there is a moment; what is younger than this is left alone.
constexpr std::time_t settled_seconds = 60;

constexpr const char* engine_file = "engine";
constexpr const char* unfinished_file = "unfinished";

fs::path temporary_parent() {
  static constexpr const char* shared_memory = "/dev/shm";
  if (::access(shared_memory, W_OK | X_OK) == 0) return shared_memory;
  return fs::temp_directory_path();
}

// A descriptor that holds the folder's lock, or -1 if another process does.
int lock_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "cannot open " + folder.string());
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

bool is_settled_and_ours(const fs::path& folder) {
  struct stat status {};
  if (::lstat(folder.c_str(), &status) != 0) return false;
  return S_ISDIR(status.st_mode) && status.st_uid == ::getuid() &&
         std::time(nullptr) - status.st_ctime > settled_seconds;
}

// Another start may do the same at the same time, so anything may be gone already.
void remove_abandoned(const fs::path& parent) try {
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(parent, code)) {
    if (!entry.path().filename().string().starts_with(temporary_prefix) || !is_settled_and_ours(entry.path())) continue;
    const int lock = lock_folder(entry.path());
    if (lock < 0) continue;
    std::error_code ignored;
    fs::remove_all(entry.path(), ignored);
    ::close(lock);
  }
} catch (const std::system_error& error) {
  log(LogLevel::debug, "while looking for abandoned folders: ", error.what());
}

std::string_view name_of(backend::Engine engine) {
  return engine == backend::Engine::mysql ? "mysql" : "postgres";
}

void write_file(const fs::path& path, std::string_view text) {
  std::ofstream file(path);
  file << text << '\n';
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

DataRoot DataRoot::at(fs::path path) {
  return DataRoot{std::move(path), false};
}

DataRoot DataRoot::temporary() {
  const fs::path parent = temporary_parent();
  remove_abandoned(parent);
  std::string name = (parent / (std::string(temporary_prefix) + "XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "cannot make a folder in " + parent.string());
  }
  DataRoot root{name, true};
  root.claim();
  return root;
}

DataRoot::DataRoot(DataRoot&& other) noexcept
    : path_(std::exchange(other.path_, {})),
      is_temporary_(std::exchange(other.is_temporary_, false)),
      lock_(std::exchange(other.lock_, -1)) {}

DataRoot::~DataRoot() {
  remove();
  if (lock_ >= 0) ::close(lock_);
}

void DataRoot::claim() {
  if (lock_ >= 0) return;
  fs::create_directories(path_);
  lock_ = lock_folder(path_);
  if (lock_ < 0) throw std::runtime_error("another rds-data-local uses " + path_.string());
}

void DataRoot::remove() noexcept {
  if (!is_temporary_) return;
  std::error_code ignored;  // what cannot be removed is found by a later start
  fs::remove_all(path_, ignored);
  is_temporary_ = false;
}

fs::path DataRoot::folder_of(std::string_view cluster) const {
  return path_ / cluster;
}

ClusterFolder::ClusterFolder(fs::path folder, backend::Engine engine) : folder_(std::move(folder)) {
  if (fs::exists(folder_ / unfinished_file)) {
    log(LogLevel::warn, folder_.string(), " was left unfinished by an earlier start and is made anew");
    fs::remove_all(folder_);
  }
  is_fresh_ = !fs::exists(folder_);
  if (is_fresh_) {
    fs::create_directories(folder_);
    write_file(folder_ / unfinished_file, "init scripts have not run to their end");
    write_file(folder_ / engine_file, name_of(engine));
    return;
  }
  std::string made_by;
  std::ifstream(folder_ / engine_file) >> made_by;
  if (!made_by.empty() && made_by != name_of(engine)) {
    throw std::runtime_error("the cluster in " + folder_.string() + " is a " + made_by +
                             " one and cannot be opened as " + std::string(name_of(engine)));
  }
}

void ClusterFolder::finish() {
  if (is_fresh_) fs::remove(folder_ / unfinished_file);
}

void ClusterFolder::discard() noexcept {
  if (!is_fresh_) return;
  std::error_code ignored;  // the mark in it says the same
  fs::remove_all(folder_, ignored);
}

}  // namespace emulator
