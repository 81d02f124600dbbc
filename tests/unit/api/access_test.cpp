// Signature Version 4: AWS's published example, and each way in which a request can fail the check.
#include "api/access.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "api/error_response.hpp"
#include "api/signature.hpp"
#include "base/error.hpp"

using namespace emulator;
using namespace emulator::api;

namespace {

// Of AWS's Signature Version 4 test suite.
constexpr std::string_view example_id = "AKIDEXAMPLE";
constexpr std::string_view example_secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
constexpr std::string_view time_text = "20150830T123600Z";
const auto signing_time =
    std::chrono::sys_days{std::chrono::year{2015} / 8 / 30} + std::chrono::hours(12) + std::chrono::minutes(36);

// A signed call, to be spoilt before it is checked.
struct Call {
  std::string time{time_text};
  std::string scope = "20150830/us-east-1/rds-data/aws4_request";
  std::string signed_headers = "content-type;host;x-amz-date";
  std::string body = R"({"sql":"SELECT 1"})";
  std::string id{example_id};
  std::string secret{example_secret};
  std::string authorization;  // empty: made of the rest
  bool has_authorization = true;
  std::chrono::seconds later{0};
  std::string extra_header;

  std::string check() {
    std::vector<std::pair<std::string_view, std::string_view>> headers = {
        {"Host", "127.0.0.1:8080"}, {"Content-Type", "application/json"}, {"X-Amz-Date", time}};
    if (!extra_header.empty()) headers.emplace_back(extra_header, "x");
    HttpRequest request{.method = "POST", .target = "/Execute", .body = body, .headers = headers};
    const std::string given = authorization.empty() ? sign(request) : authorization;
    if (has_authorization) request.headers.emplace_back("Authorization", given);
    const std::string sent = body + tail;
    request.body = sent;
    AccessKeys keys;
    keys.add(std::string(example_id), std::string(example_secret));
    try {
      check_signature(keys, request, signing_time + later);
      return "";
    } catch (const ApiError& error) {
      CHECK(exception_status(error.fault) == 403);
      return std::string(exception_name(error.fault)) + ": " + error.message;
    }
  }

  std::string sign(const HttpRequest& request) const {
    const std::vector<std::string_view> names = {"content-type", "host", "x-amz-date"};
    const std::string signature = signature_of(canonical_request(request, names), time,
                                               {"20150830", "us-east-1", "rds-data", "aws4_request"}, secret);
    return "AWS4-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=" + signed_headers +
           ", Signature=" + signature;
  }

  std::string tail;  // what somebody adds to the body on its way
};

}  // namespace

TEST_CASE("AWS's own example: get-vanilla") {
  const HttpRequest request{.method = "GET",
                            .target = "/",
                            .body = "",
                            .headers = {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", time_text}}};
  const std::vector<std::string_view> names = {"host", "x-amz-date"};
  CHECK(signature_of(canonical_request(request, names), time_text, {"20150830", "us-east-1", "service", "aws4_request"},
                     example_secret) == "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
}

TEST_CASE("the canonical request: blanks, order of the query, encoding of the path") {
  const HttpRequest request{.method = "POST",
                            .target = "/a b/%41?b=2&a&b=1",
                            .body = "",
                            .headers = {{"My-Header", "  a   b "}, {"MY-HEADER", "c"}}};
  const std::vector<std::string_view> names = {"my-header"};
  CHECK(canonical_request(request, names) ==
        "POST\n/a%20b/%2541\na=&b=1&b=2\nmy-header:a b,c\n\nmy-header\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a call signed as it should be") {
  CHECK(Call{}.check().empty());
  CHECK(Call{.later = std::chrono::minutes(15)}.check().empty());
  CHECK(Call{.later = std::chrono::minutes(-5)}.check().empty());
}

// wire 1.5/clock-skew
TEST_CASE("calls that are refused, in AWS's words") {
  CHECK(Call{.has_authorization = false}.check() ==
        "MissingAuthenticationTokenException: Missing Authentication Token");
  CHECK(Call{.id = "AKIDNOBODY"}.check() ==
        "UnrecognizedClientException: The security token included in the request is invalid.");
  const std::string wrong =
      "InvalidSignatureException: The request signature we calculated does not match the signature you provided. Check "
      "your AWS Secret Access Key and signing method. Consult the service documentation for details.";
  CHECK(Call{.secret = "another"}.check() == wrong);
  CHECK(Call{.tail = " "}.check() == wrong);
  CHECK(Call{.later = std::chrono::minutes(16)}.check() ==
        "InvalidSignatureException: Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z "
        "(20150830T125200Z - 15 min.)");
  CHECK(Call{.later = std::chrono::minutes(-6)}.check() ==
        "InvalidSignatureException: Signature not yet current: 20150830T123600Z is still later than 20150830T123500Z "
        "(20150830T123000Z + 5 min.)");
  CHECK(Call{.scope = "20150830/us-east-1/s3/aws4_request"}.check().starts_with(
      "InvalidSignatureException: Credential should be scoped to correct service: 'rds-data'."));
  CHECK(Call{.scope = "20150829/us-east-1/rds-data/aws4_request"}.check().starts_with(
      "InvalidSignatureException: Date in Credential scope does not match YYYYMMDD"));
  CHECK(Call{.scope = "20150830/us-east-1/rds-data/other"}.check().starts_with(
      "InvalidSignatureException: Credential should be scoped with a valid terminator"));
  CHECK(Call{.signed_headers = "x-amz-date"}.check().starts_with("InvalidSignatureException: 'Host'"));
  CHECK(Call{.extra_header = "X-Amz-Security-Token"}.check().starts_with(
      "InvalidSignatureException: 'X-Amz-Security-Token' must be a 'SignedHeader'"));
}

TEST_CASE("headers that are no signature") {
  CHECK(Call{.authorization = "Basic abc"}.check().starts_with("IncompleteSignatureException: Unsupported AWS"));
  CHECK(Call{.authorization = "AWS4-HMAC-SHA256 nonsense"}.check().starts_with(
      "IncompleteSignatureException: 'nonsense'"));
  CHECK(Call{.authorization = "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x"}.check().starts_with(
      "IncompleteSignatureException: Credential must have exactly 5"));
  CHECK(Call{.authorization = "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=x"}.check().starts_with(
      "IncompleteSignatureException: Authorization header requires 'Credential'"));
  CHECK(Call{.authorization = "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host"}.check().starts_with(
      "IncompleteSignatureException: Authorization header requires 'Signature'"));
  CHECK(Call{.time = "yesterday"}.check().starts_with("IncompleteSignatureException: Date must be in ISO-8601"));
  CHECK(Call{.time = "20151330T123600Z"}.check().starts_with("IncompleteSignatureException: Date must be"));
}
