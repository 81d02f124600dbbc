// The emulator's own endpoints under /_emulator/, which the real service does not have. They speak JSON and are not
// signed.
#pragma once

#include <string_view>

#include "api/http.hpp"
#include "api/operation.hpp"

namespace emulator::api {

// True for targets that are not the Data API's. `path` is without query.
bool is_control_path(std::string_view path);

// GET health: {"status":"ok"}. GET clusters: name, engine, generation, backend, state, and how many sessions and
// transactions there are. GET faults lists those that are injected, POST adds one, DELETE removes all. 400 for a fault
// that is none, 404 for other paths, 405 for other methods.
void handle_control(const Environment& environment, const HttpRequest& request, std::string_view path,
                    HttpResponse& response);

}  // namespace emulator::api
