// Never closed: both libraries leave threads' data behind that points into them.
#include "base/late_library.hpp"

#include <dlfcn.h>

#include <stdexcept>

namespace emulator {

LateLibrary::LateLibrary(const std::string& file, const std::string& package)
    : file_(file), handle_(::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ == nullptr) {
    throw std::runtime_error("a pass-through cluster needs " + file + " (package " + package + "): " + ::dlerror());
  }
}

void* LateLibrary::address_of(const char* name) const {
  void* const address = ::dlsym(handle_, name);
  if (address == nullptr) throw std::runtime_error(file_ + " has no function " + name);
  return address;
}

}  // namespace emulator
