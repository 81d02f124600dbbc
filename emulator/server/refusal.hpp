// What the server answers by itself, before any handler has seen the request: in the service's JSON form, so that
// clients show it as they show every other error.
#pragma once

#include <cstdint>

#include "api/http.hpp"

namespace emulator::server {

enum class Refusal : std::uint8_t {
  malformed_request,
  head_too_large,
  body_too_large,
  missing_host,
  foreign_host,
  foreign_origin,
  too_many_connections,
  handler_failed,
};

void refuse(api::HttpResponse& response, Refusal refusal);

}  // namespace emulator::server
