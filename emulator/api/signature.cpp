// The steps are numbered as AWS numbers them: 1 canonical request, 2 its hash, 3 string to sign, 4 signature.
#include "api/signature.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/hex.hpp"
#include "base/text.hpp"

namespace emulator::api {

namespace {

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;
constexpr std::size_t digest_size = 32;

std::string text_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest_size};
}

std::string sha256(std::string_view text) {
  Digest digest{};
  if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
  }
  return text_of(digest);
}

std::string hmac(std::string_view key, std::string_view text) {
  Digest digest{};
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, text.size(), digest.data(), nullptr) ==
      nullptr) {
    throw std::runtime_error("OpenSSL cannot compute an HMAC");
  }
  return text_of(digest);
}

// A query as sent is encoded already: only its order is made canonical, and a name alone gets its "=".
std::string canonical_query(std::string_view query) {
  std::vector<std::string> pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    std::string pair(query.substr(0, end));
    if (pair.find('=') == std::string::npos) pair += '=';
    pairs.push_back(std::move(pair));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::ranges::sort(pairs);
  std::string text;
  for (const std::string& pair : pairs) text += (text.empty() ? "" : "&") + pair;
  return text;
}

// Without blanks around it, and with one where several were.
void append_header_value(std::string& text, std::string_view value) {
  bool pending_blank = false;
  bool begun = false;
  for (const char c : value) {
    if (c == ' ' || c == '\t') {
      pending_blank = begun;
      continue;
    }
    if (pending_blank) text += ' ';
    pending_blank = false;
    begun = true;
    text += c;
  }
}

}  // namespace

std::string canonical_request(const HttpRequest& request, std::span<const std::string_view> signed_headers) {
  const std::size_t question = std::min(request.target.find('?'), request.target.size());
  const std::string_view query = request.target.substr(std::min(question + 1, request.target.size()));
  std::string text = std::string(request.method) + '\n' + percent_encoded(request.target.substr(0, question), "-_.~/") +
                     '\n' + canonical_query(query) + '\n';
  for (const std::string_view name : signed_headers) {
    text.append(name).append(":");
    bool first = true;
    for (const auto& [given, value] : request.headers) {
      if (!ascii_iequals(given, name)) continue;
      if (!std::exchange(first, false)) text += ',';
      append_header_value(text, value);
    }
    text += '\n';
  }
  text += '\n';
  for (std::size_t i = 0; i < signed_headers.size(); ++i) {
    if (i > 0) text += ';';
    text += signed_headers[i];
  }
  return text + '\n' + hexadecimal(sha256(request.body), lower_hex);
}

std::string signature_of(std::string_view canonical, std::string_view time, const SigningScope& scope,
                         std::string_view secret) {
  const std::string scope_text = std::string(scope.date) + '/' + std::string(scope.region) + '/' +
                                 std::string(scope.service) + '/' + std::string(scope.terminator);
  const std::string to_sign = std::string(signing_algorithm) + '\n' + std::string(time) + '\n' + scope_text + '\n' +
                              hexadecimal(sha256(canonical), lower_hex);
  std::string key = "AWS4" + std::string(secret);
  for (const std::string_view step : {scope.date, scope.region, scope.service, scope.terminator}) key = hmac(key, step);
  return hexadecimal(hmac(key, to_sign), lower_hex);
}

}  // namespace emulator::api
