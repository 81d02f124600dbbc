// Signature Version 4 itself: the canonical request and its signature, which client and service compute alike (AWS
// General Reference, "Create a signed AWS API request"). Pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "api/http.hpp"

namespace emulator::api {

inline constexpr std::string_view signing_algorithm = "AWS4-HMAC-SHA256";
inline constexpr std::string_view signing_terminator = "aws4_request";

// What a signature is good for: "20240102/us-east-1/rds-data/aws4_request".
struct SigningScope {
  std::string_view date;
  std::string_view region;
  std::string_view service;
  std::string_view terminator;
};

// Method, path, query, the signed headers and the body's hash, a line each. `signed_headers` in lower case, in order.
std::string canonical_request(const HttpRequest& request, std::span<const std::string_view> signed_headers);

// In hexadecimal. `time` as X-Amz-Date has it.
std::string signature_of(std::string_view canonical, std::string_view time, const SigningScope& scope,
                         std::string_view secret);

}  // namespace emulator::api
