// secretArn -> the user and password that a session is opened with. Without configured secrets any secretArn is good
// and names nobody. Secrets Manager itself is not emulated.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace emulator::clusters {

struct Credentials {
  std::string user;  // empty: the backend's default user
  std::string password;
};

// What two spellings of one secret have in common: its name without "arn:...:secret:" and without the random tail.
std::string_view secret_name(std::string_view secret_arn);

class Secrets {
 public:
  // At start-up, before requests. `secret` is an ARN or a plain name.
  void add(std::string secret, Credentials credentials);

  // By ARN, by name, or by an ARN that holds the name of a configured one: with the six random characters that Secrets
  // Manager appends ("-AbCdEf"), or without. Throws ApiError invalid_secret when secrets are configured and this is
  // none. The reference lives as long as this object.
  const Credentials& find(std::string_view secret_arn) const;

 private:
  std::map<std::string, Credentials, std::less<>> by_name_;  // never changes once requests are answered
};

}  // namespace emulator::clusters
