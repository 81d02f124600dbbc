// Secrets are filed under their plain names, which is what an ARN, with or without its random tail, comes down to.
#include "clusters/secrets.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace emulator::clusters {

namespace {

constexpr std::string_view marker = ":secret:";

// "name-AbCdEf" or "name": what follows ":secret:" in an ARN; the text itself if it is no ARN.
std::string_view name_in(std::string_view secret) {
  const std::size_t at = secret.find(marker);
  return at == std::string_view::npos ? secret : secret.substr(at + marker.size());
}

// Without "-" and six letters or digits (Secrets Manager's CreateSecret page, "Name"), if it ends so.
std::string_view without_tail(std::string_view name) {
  constexpr std::size_t tail = 7;
  if (name.size() <= tail || name[name.size() - tail] != '-') return name;
  const std::string_view random = name.substr(name.size() - tail + 1);
  const bool plausible =
      std::all_of(random.begin(), random.end(), [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c); });
  return plausible ? name.substr(0, name.size() - tail) : name;
}

}  // namespace

std::string_view secret_name(std::string_view secret_arn) {
  return without_tail(name_in(secret_arn));
}

void Secrets::add(std::string secret, Credentials credentials) {
  by_name_.insert_or_assign(std::string(name_in(secret)), std::move(credentials));
}

const Credentials& Secrets::find(std::string_view secret_arn) const {
  static const Credentials nobody;
  if (by_name_.empty()) return nobody;
  const std::string_view name = name_in(secret_arn);
  if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
  if (const auto found = by_name_.find(without_tail(name)); found != by_name_.end()) return found->second;
  for (const auto& [configured, credentials] : by_name_) {
    if (without_tail(configured) == name) return credentials;
  }
  throw ApiError(Fault::invalid_secret, "The secret " + std::string(secret_arn) + " doesn't exist or isn't valid.");
}

}  // namespace emulator::clusters
