// The emulator's own endpoints under /_emulator/, which the real service does not have. JSON, GET only.
#pragma once

#include <string_view>

#include "api/http.hpp"
#include "api/operation.hpp"

namespace emulator::api {

// True for targets that are not the Data API's. `path` is without query.
bool is_control_path(std::string_view path);

// /_emulator/health: {"status":"ok"}. /_emulator/clusters: name, engine, generation, backend, and how many sessions
// and transactions there are. 404 for other paths, 405 for other methods.
void handle_control(const Environment& environment, const HttpRequest& request, std::string_view path,
                    HttpResponse& response);

}  // namespace emulator::api
