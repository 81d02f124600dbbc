// A shared library that is loaded when first asked for, because most runs never need it: loading libpq and libmariadb
// with all that they bring costs a start milliseconds and every process some MiB.
#pragma once

#include <string>

namespace emulator {

class LateLibrary {
 public:
  // `file` as the loader looks for it: "libpq.so.5". Throws std::runtime_error, which names the package that has it.
  LateLibrary(const std::string& file, const std::string& package);

  // Throws std::runtime_error if the library has no such function. It stays loaded until the process ends.
  template <class Function>
  void find(const char* name, Function*& function) const {
    function = reinterpret_cast<Function*>(address_of(name));
  }

 private:
  void* address_of(const char* name) const;

  std::string file_;
  void* handle_;
};

}  // namespace emulator
