// /_emulator/faults: what may be asked of the fault injector, as JSON.
#pragma once

#include <string>
#include <string_view>

#include "api/operation.hpp"

namespace emulator::api {

// {"faults":[{"id":1,"cluster":"*","operation":"*","kind":"ServiceUnavailableError",...,"met":0}]}
void list_faults(const Environment& environment, std::string_view request, std::string& answer);

// {"kind":"DatabaseResuming"} with, as wanted, cluster, operation, times, seconds, probability, seed, milliseconds and
// message -> {"id":1}. Throws std::invalid_argument.
void add_fault(const Environment& environment, std::string_view request, std::string& answer);

// Answers {}.
void clear_faults(const Environment& environment, std::string_view request, std::string& answer);

}  // namespace emulator::api
