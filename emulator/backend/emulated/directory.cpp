// Names are written with letters, digits, - and _ as they are and everything else as %XX, so any database name is a
// file name and no two share one.
#include "backend/emulated/directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "base/hex.hpp"
#include "base/text.hpp"

namespace emulator::backend::emulated {

namespace {

constexpr std::string_view extension = ".sqlite";
constexpr std::string_view temporary_prefix = "rds-data-local-";
std::string decode(std::string_view text) {
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t high = i + 2 < text.size() ? upper_hex.find(text[i + 1]) : std::string_view::npos;
    if (text[i] != '%' || high == std::string_view::npos) {
      name += text[i];
      continue;
    }
    name += static_cast<char>(high * 16 + upper_hex.find(text[i + 2]));
    i += 2;
  }
  return name;
}

std::filesystem::path temporary_root() {
  static constexpr const char* shared_memory = "/dev/shm";
  if (::access(shared_memory, W_OK | X_OK) == 0) return shared_memory;
  return std::filesystem::temp_directory_path();
}

// A file descriptor that holds the directory until it is closed or the process ends; -1 when another one holds it.
int take_lock(const std::filesystem::path& directory) {
  const std::filesystem::path path = directory / "lock";
  const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock < 0) throw std::system_error(errno, std::generic_category(), "cannot open " + path.string());
  if (::flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
  ::close(lock);
  return -1;
}

// What processes left behind that were killed.
void remove_abandoned(const std::filesystem::path& root) {
  std::error_code ignored;  // another user's, or already gone
  for (const auto& entry : std::filesystem::directory_iterator(root, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.substr(0, temporary_prefix.size()) != temporary_prefix) continue;
    const int lock = ::open((entry.path() / "lock").c_str(), O_RDWR | O_CLOEXEC);
    if (lock < 0) continue;
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0) std::filesystem::remove_all(entry.path(), ignored);
    ::close(lock);
  }
}

}  // namespace

Directory Directory::temporary() {
  const std::filesystem::path root = temporary_root();
  remove_abandoned(root);
  // Under its final name a directory is always locked, or abandoned.
  std::string name = (root / ("." + std::string(temporary_prefix) + "XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "cannot make a temporary directory");
  }
  const int lock = take_lock(name);
  const std::filesystem::path path = root / std::filesystem::path(name).filename().string().substr(1);
  std::filesystem::rename(name, path);
  return Directory{path, lock, true};
}

Directory Directory::at(const std::filesystem::path& path) {
  std::filesystem::create_directories(path);
  const int lock = take_lock(path);
  if (lock < 0) throw std::runtime_error("the data directory " + path.string() + " is in use by another process");
  return Directory{path, lock, false};
}

Directory::Directory(Directory&& other) noexcept
    : path_(std::exchange(other.path_, {})),
      lock_(std::exchange(other.lock_, -1)),
      is_temporary_(std::exchange(other.is_temporary_, false)) {}

Directory::~Directory() {
  if (lock_ >= 0) ::close(lock_);
  if (!is_temporary_) return;
  std::error_code ignored;  // what cannot be removed stays for the system to clean
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Directory::file_of(std::string_view database) const {
  return path_ / (percent_encoded(database, "-_") + std::string(extension));
}

std::vector<std::string> Directory::databases() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path_)) {
    if (entry.path().extension() == extension) names.push_back(decode(entry.path().stem().string()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

void Directory::remove(std::string_view database) const {
  const std::filesystem::path file = file_of(database);
  static constexpr std::array<std::string_view, 3> suffixes = {"", "-wal", "-shm"};
  for (const std::string_view suffix : suffixes) std::filesystem::remove(file.string() + std::string(suffix));
}

}  // namespace emulator::backend::emulated
