// GET_LOCK's locks.
#pragma once

#include "sql/named_locks.hpp"

namespace emulator::mysql {

sql::NamedLocks& named_locks();

}  // namespace emulator::mysql
