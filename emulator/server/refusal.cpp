// One row per refusal. The service's own words for these are not known; the types are those of its model, or of AWS
// services in general where the model has none (413, 431).
#include "server/refusal.hpp"

#include <string_view>

#include "api/request_id.hpp"

namespace emulator::server {

namespace {

struct Row {
  int status;
  std::string_view type;
  std::string_view body;
};

// clang-format off
constexpr Row row_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::malformed_request:
      return {400, "BadRequestException", R"({"message":"The request is not valid HTTP."})"};
    case Refusal::head_too_large:
      return {431, "RequestHeaderFieldsTooLargeException", R"({"message":"The request headers exceed the size limit 64 KB."})"};
    case Refusal::body_too_large:
      return {413, "RequestEntityTooLargeException", R"({"message":"The request exceeds the size limit 4 MB."})"};
    case Refusal::missing_host:
      return {400, "BadRequestException", R"({"message":"The request has no Host header."})"};
    case Refusal::foreign_host:
      return {403, "ForbiddenException", R"({"message":"The Host header names neither this machine nor the address that is listened on."})"};
    case Refusal::foreign_origin:
      return {403, "ForbiddenException", R"({"message":"Requests of web pages from other machines are refused."})"};
    case Refusal::too_many_connections:
      return {503, "ServiceUnavailableError", R"({"message":"Too many connections."})"};
    case Refusal::handler_failed:
      return {500, "InternalServerErrorException", "{}"};
  }
  return {500, "InternalServerErrorException", "{}"};
}
// clang-format on

}  // namespace

void refuse(api::HttpResponse& response, Refusal refusal) {
  const Row row = row_of(refusal);
  response.status = row.status;
  response.content_type = "application/json";
  response.error_type = row.type;
  response.error_suffix = {};
  response.body = row.body;
  api::make_request_id(response.request_id);
}

}  // namespace emulator::server
