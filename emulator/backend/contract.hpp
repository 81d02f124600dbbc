// A decorator that checks the rules at backend.hpp while statements run, for debug and test builds: a broken rule is
// our fault, so it throws std::logic_error. Not meant for release builds; changes no answer.
#pragma once

#include <memory>

#include "backend/backend.hpp"

namespace emulator::backend {

// The same backend, with every session watched.
std::shared_ptr<Backend> with_contract(std::shared_ptr<Backend> backend);

}  // namespace emulator::backend
