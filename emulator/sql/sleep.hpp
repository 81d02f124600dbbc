// SLEEP() and pg_sleep(): waiting that ends early when its statement has to.
#pragma once

#include <chrono>

#include "sql/call_context.hpp"

namespace emulator::sql {

// False: the statement's time was over, or its client gone, before the sleep was.
bool sleep(const CallContext& context, std::chrono::duration<double> time);

}  // namespace emulator::sql
