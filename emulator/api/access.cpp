// The order of the checks is that in which AWS names them: a header that is none, an unknown key, the time, the
// signature itself.
#include "api/access.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <ctime>
#include <optional>
#include <vector>

#include "api/signature.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace emulator::api {

namespace {

using std::chrono::system_clock;

constexpr std::string_view service = "rds-data";
constexpr std::chrono::minutes oldest{15};
constexpr std::chrono::minutes furthest_ahead{5};

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

[[noreturn]] void refuse_form(const std::string& message) {
  throw ApiError(Fault::incomplete_signature, message);
}
[[noreturn]] void refuse_signature(const std::string& message) {
  throw ApiError(Fault::invalid_signature, message);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::optional<std::string_view> header(const HttpRequest& request, std::string_view name) {
  for (const auto& [given, value] : request.headers) {
    if (ascii_iequals(given, name)) return ascii_trim(value);
  }
  return std::nullopt;
}

// "AWS4-HMAC-SHA256 Credential=ID/20240102/us-east-1/rds-data/aws4_request, SignedHeaders=a;b, Signature=hex"
struct Authorization {
  std::string_view key_id;
  SigningScope scope;
  std::vector<std::string_view> signed_headers;
  std::string_view signature;
};

void read_credential(Authorization& authorization, std::string_view credential) {
  const auto parts = split(credential, '/');
  if (parts.size() != 5) {
    refuse_form("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got " +
                quoted(credential));
  }
  authorization.key_id = parts[0];
  authorization.scope = {parts[1], parts[2], parts[3], parts[4]};
}

Authorization read_authorization(std::string_view text) {
  Authorization authorization;
  const std::size_t space = std::min(text.find(' '), text.size());
  if (text.substr(0, space) != signing_algorithm) {
    refuse_form("Unsupported AWS 'algorithm': " + quoted(text.substr(0, space)) + ".");
  }
  bool has_credential = false;
  for (std::string_view part : split(text.substr(space), ',')) {
    part = ascii_trim(part);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      refuse_form(quoted(part) +
                  " not a valid key=value pair (missing equal-sign) in Authorization header: " + quoted(text) + ".");
    }
    const std::string_view name = part.substr(0, equals);
    const std::string_view value = part.substr(equals + 1);
    if (name == "Credential") {
      read_credential(authorization, value);
      has_credential = true;
    } else if (name == "SignedHeaders") {
      authorization.signed_headers = split(value, ';');
    } else if (name == "Signature") {
      authorization.signature = value;
    }
  }
  const auto require = [&](bool there, std::string_view name) {
    if (!there) {
      refuse_form("Authorization header requires '" + std::string(name) +
                  "' parameter. Authorization=" + std::string(text));
    }
  };
  require(has_credential, "Credential");
  require(!authorization.signature.empty(), "Signature");
  require(!authorization.signed_headers.empty(), "SignedHeaders");
  return authorization;
}

// "20240102T030405Z"; nothing if it is no such time.
std::optional<system_clock::time_point> read_time(std::string_view text) {
  constexpr std::string_view form =
      "dddddddd"
      "Tdddddd"
      "Z";
  if (text.size() != form.size()) return std::nullopt;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == 'd' ? !is_ascii_digit(text[i]) : text[i] != form[i]) return std::nullopt;
  }
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const std::chrono::year_month_day day{std::chrono::year{number(0, 4)},
                                        std::chrono::month{static_cast<unsigned>(number(4, 2))},
                                        std::chrono::day{static_cast<unsigned>(number(6, 2))}};
  if (!day.ok()) return std::nullopt;
  return std::chrono::sys_days{day} + std::chrono::hours{number(9, 2)} + std::chrono::minutes{number(11, 2)} +
         std::chrono::seconds{number(13, 2)};
}

std::string time_text(system_clock::time_point time) {
  const std::time_t seconds = system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::string text(16, '\0');
  std::strftime(text.data(), text.size() + 1, "%Y%m%dT%H%M%SZ", &parts);
  return text;
}

void check_time(std::string_view text, const Authorization& authorization, system_clock::time_point now) {
  const auto time = read_time(text);
  if (!time) {
    refuse_form("Date must be in ISO-8601 'basic format'. Got " + quoted(text) +
                ". See http://en.wikipedia.org/wiki/ISO_8601");
  }
  if (*time < now - oldest) {
    refuse_signature("Signature expired: " + std::string(text) + " is now earlier than " + time_text(now - oldest) +
                     " (" + time_text(now) + " - 15 min.)");
  }
  if (*time > now + furthest_ahead) {
    refuse_signature("Signature not yet current: " + std::string(text) + " is still later than " +
                     time_text(now + furthest_ahead) + " (" + time_text(now) + " + 5 min.)");
  }
  if (authorization.scope.date != text.substr(0, 8)) {
    refuse_signature("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
                     quoted(authorization.scope.date) + " != " + quoted(text.substr(0, 8)) + ", from " + quoted(text) +
                     ".");
  }
}

void check_scope(const SigningScope& scope) {
  if (scope.service != service) refuse_signature("Credential should be scoped to correct service: 'rds-data'. ");
  if (scope.terminator != signing_terminator) {
    refuse_signature("Credential should be scoped with a valid terminator: 'aws4_request', not " +
                     quoted(scope.terminator) + ".");
  }
}

// What is not signed could be anybody's.
void check_signed_headers(const Authorization& authorization, const HttpRequest& request) {
  const auto is_signed = [&](std::string_view name) {
    return std::ranges::find(authorization.signed_headers, name) != authorization.signed_headers.end();
  };
  if (!is_signed("host")) refuse_signature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  for (const auto& [name, value] : request.headers) {
    const std::string lower = ascii_lower(name);
    if (lower.starts_with("x-amz-") && !is_signed(lower) && lower != "x-amz-content-sha256") {
      refuse_signature(quoted(name) + " must be a 'SignedHeader' in the AWS Authorization.");
    }
  }
}

bool same_bytes(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace

const std::string* AccessKeys::secret_of(std::string_view id) const {
  const auto found = secrets_.find(id);
  return found == secrets_.end() ? nullptr : &found->second;
}

void check_signature(const AccessKeys& keys, const HttpRequest& request, system_clock::time_point now) {
  const auto text = header(request, "authorization");
  if (!text) throw ApiError(Fault::missing_authentication_token, "Missing Authentication Token");
  const Authorization authorization = read_authorization(*text);
  const auto time = header(request, "x-amz-date");
  if (!time) {
    refuse_form("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=" +
                std::string(*text));
  }
  const std::string* secret = keys.secret_of(authorization.key_id);
  if (secret == nullptr) {
    throw ApiError(Fault::unrecognized_client, "The security token included in the request is invalid.");
  }
  check_scope(authorization.scope);
  check_time(*time, authorization, now);
  check_signed_headers(authorization, request);
  const std::string canonical = canonical_request(request, authorization.signed_headers);
  if (same_bytes(signature_of(canonical, *time, authorization.scope, *secret), authorization.signature)) return;
  refuse_signature(
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
      "and signing method. Consult the service documentation for details.");
}

}  // namespace emulator::api
