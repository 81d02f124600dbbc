// The system's VFS opens the file and does everything but what sqlite.org/c3ref/io_methods.html calls shared memory.
// Its file object comes first in ours, so its other methods work on ours unchanged.
#include "sqlite/private_vfs.hpp"

#include <sqlite3.h>

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <vector>

namespace emulator::sqlite {

namespace {

constexpr int exclusive = -1;

// What all connections to one file share.
struct WalIndex {
  std::mutex mutex;
  std::vector<std::unique_ptr<char[]>> regions;  // SQLite keeps pointers into them
  std::array<int, SQLITE_SHM_NLOCK> holders{};   // how many share a lock, or `exclusive`
};

struct Indexes {
  std::mutex mutex;
  std::map<std::string, std::weak_ptr<WalIndex>> by_path;
};

Indexes& indexes() {
  static Indexes all;
  return all;
}

std::shared_ptr<WalIndex> index_of(const std::string& path) {
  const std::lock_guard lock(indexes().mutex);
  std::weak_ptr<WalIndex>& known = indexes().by_path[path];
  if (auto index = known.lock()) return index;
  auto index = std::make_shared<WalIndex>();
  known = index;
  return index;
}

void forget_unused() {
  const std::lock_guard lock(indexes().mutex);
  std::erase_if(indexes().by_path, [](const auto& entry) { return entry.second.expired(); });
}

// Behind the system's own file object.
struct PrivateFile {
  const sqlite3_io_methods* system = nullptr;
  sqlite3_io_methods methods{};  // the system's, but for those below
  std::string path;
  std::shared_ptr<WalIndex> index;    // while mapped
  unsigned shared = 0, excluded = 0;  // the locks that this connection holds
};

static_assert(alignof(PrivateFile) <= 8, "SQLite aligns file objects to eight bytes");

sqlite3_vfs& system_vfs() {
  static sqlite3_vfs& found = *sqlite3_vfs_find(nullptr);
  return found;
}

PrivateFile& private_part(sqlite3_file* file) {
  return *std::launder(reinterpret_cast<PrivateFile*>(reinterpret_cast<char*>(file) + system_vfs().szOsFile));
}

void release(PrivateFile& file, int first, int count) {
  for (int i = first; i < first + count; ++i) {
    int& holders = file.index->holders[static_cast<std::size_t>(i)];
    const unsigned bit = 1U << i;
    if ((file.excluded & bit) != 0) holders = 0;
    if ((file.shared & bit) != 0) --holders;
    file.excluded &= ~bit;
    file.shared &= ~bit;
  }
}

int share(PrivateFile& file, int number) {
  const unsigned bit = 1U << number;
  if ((file.shared & bit) != 0) return SQLITE_OK;
  int& holders = file.index->holders[static_cast<std::size_t>(number)];
  if (holders == exclusive) return SQLITE_BUSY;
  ++holders;
  file.shared |= bit;
  return SQLITE_OK;
}

int exclude(PrivateFile& file, int first, int count) {
  auto& holders = file.index->holders;
  for (int i = first; i < first + count; ++i) {
    if ((file.excluded & (1U << i)) == 0 && holders[static_cast<std::size_t>(i)] != 0) return SQLITE_BUSY;
  }
  for (int i = first; i < first + count; ++i) {
    holders[static_cast<std::size_t>(i)] = exclusive;
    file.excluded |= 1U << i;
  }
  return SQLITE_OK;
}

int lock_index(sqlite3_file* handle, int first, int count, int flags) noexcept {
  PrivateFile& file = private_part(handle);
  const std::lock_guard lock(file.index->mutex);
  if ((flags & SQLITE_SHM_UNLOCK) != 0) return release(file, first, count), SQLITE_OK;
  return (flags & SQLITE_SHM_SHARED) != 0 ? share(file, first) : exclude(file, first, count);
}

int map_index(sqlite3_file* handle, int number, int size, int extend, void volatile** memory) noexcept {
  *memory = nullptr;
  try {
    PrivateFile& file = private_part(handle);
    if (!file.index) file.index = index_of(file.path);
    const std::lock_guard lock(file.index->mutex);
    auto& regions = file.index->regions;
    const auto wanted = static_cast<std::size_t>(number);
    while (extend != 0 && regions.size() <= wanted) {
      regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));  // zeros
    }
    if (wanted < regions.size()) *memory = regions[wanted].get();
    return SQLITE_OK;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  }
}

int unmap_index(sqlite3_file* handle, int) noexcept {
  PrivateFile& file = private_part(handle);
  if (!file.index) return SQLITE_OK;
  {
    const std::lock_guard lock(file.index->mutex);
    release(file, 0, SQLITE_SHM_NLOCK);
  }
  file.index.reset();
  forget_unused();
  return SQLITE_OK;
}

int close_file(sqlite3_file* handle) noexcept {
  unmap_index(handle, 0);
  PrivateFile& file = private_part(handle);
  handle->pMethods = file.system;
  file.~PrivateFile();
  return handle->pMethods->xClose(handle);
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* handle, int flags, int* opened) noexcept {
  const int code = system_vfs().xOpen(&system_vfs(), name, handle, flags, opened);
  if (code != SQLITE_OK || (flags & SQLITE_OPEN_MAIN_DB) == 0) return code;
  auto* const file = new (reinterpret_cast<char*>(handle) + system_vfs().szOsFile) PrivateFile;
  file->system = handle->pMethods;
  file->methods = *handle->pMethods;
  file->methods.xClose = close_file;
  file->methods.xShmMap = map_index;
  file->methods.xShmLock = lock_index;
  file->methods.xShmUnmap = unmap_index;
  handle->pMethods = &file->methods;
  try {
    file->path = name;
  } catch (const std::bad_alloc&) {
    close_file(handle);
    handle->pMethods = nullptr;
    return SQLITE_NOMEM;
  }
  return SQLITE_OK;
}

}  // namespace

const char* private_vfs() {
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs made = system_vfs();
    made.zName = "private";
    made.szOsFile += static_cast<int>(sizeof(PrivateFile));
    made.pNext = nullptr;
    made.xOpen = open_file;
    return made;
  }();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  return registered == SQLITE_OK ? vfs.zName : system_vfs().zName;
}

}  // namespace emulator::sqlite
