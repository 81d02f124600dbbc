// What a user needs to send a first request: ARNs and a command to paste.
#pragma once

#include <string>
#include <string_view>

#include "options.hpp"

namespace emulator {

std::string resource_arn_of(std::string_view cluster);
// Of a configured secret if there is one: others would be refused.
std::string secret_arn_for(const Options& options, std::string_view cluster);

// Lines for standard output, each ended.
std::string banner(const Options& options, std::string_view url);

}  // namespace emulator
