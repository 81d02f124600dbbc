// rds-data-local exec -- CMD...: run a command with an emulator of its own, which keeps nothing.
#pragma once

#include "options.hpp"
#include "signals.hpp"

namespace emulator {

// The command's exit status; 128 + N if signal N ended it; 127 if there is no such command. Signals go on to the
// command. Prints nothing of its own on standard output. Throws std::exception when the emulator cannot start.
// `signals` must include SIGCHLD.
int exec_command(Options options, const Signals& signals);

}  // namespace emulator
