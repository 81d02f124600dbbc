// rds-data-local serve: answer requests until a signal says to stop.
#pragma once

#include "options.hpp"
#include "signals.hpp"

namespace emulator {

// The exit status. Throws std::exception with a message for the user when it cannot start.
int serve_command(const Options& options, const Signals& signals);

}  // namespace emulator
