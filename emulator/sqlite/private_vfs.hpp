// SQLite's own access to files, but for those that no other process opens: the index of the write-ahead log and the
// locks on it lie in this process's memory. That saves eight system calls of an INSERT and two of a SELECT.
#pragma once

namespace emulator::sqlite {

// The name to open such a file with. Registered when first asked for.
const char* private_vfs();

}  // namespace emulator::sqlite
