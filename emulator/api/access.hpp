// Who may call: access keys, and the check of Signature Version 4 in its header form (AWS General Reference, "Signature
// Version 4 for API requests"). Errors are worded as AWS services word them.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "api/http.hpp"

namespace emulator::api {

class AccessKeys {
 public:
  // At start-up, before requests.
  void add(std::string id, std::string secret) { secrets_.insert_or_assign(std::move(id), std::move(secret)); }
  bool empty() const { return secrets_.empty(); }
  // Null: nobody has this key.
  const std::string* secret_of(std::string_view id) const;

 private:
  std::map<std::string, std::string, std::less<>> secrets_;
};

// Throws ApiError: missing_authentication_token, incomplete_signature, unrecognized_client, invalid_signature (also for
// a time more than 15 minutes ago or 5 minutes ahead).
void check_signature(const AccessKeys& keys, const HttpRequest& request, std::chrono::system_clock::time_point now);

}  // namespace emulator::api
