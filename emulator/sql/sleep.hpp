// SLEEP() and pg_sleep(): waiting that ends early when its statement has to.
#pragma once

#include <chrono>

#include "sql/call_context.hpp"

namespace emulator::sql {

// The statement's time is over, or its client gone: what takes long by itself looks at this.
bool is_over(const CallContext& context);

// False: the statement's time was over, or its client gone, before the sleep was.
bool sleep(const CallContext& context, std::chrono::duration<double> time);

}  // namespace emulator::sql
