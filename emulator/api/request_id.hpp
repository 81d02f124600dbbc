// Request ids: random UUIDs (version 4) that tie an answer to the log. Not secrets; transaction ids are made elsewhere.
#pragma once

#include <string>

namespace emulator::api {

// Replaces the text, keeping its memory.
void make_request_id(std::string& id);

}  // namespace emulator::api
