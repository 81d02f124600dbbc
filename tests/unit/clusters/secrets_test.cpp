// How a secretArn is matched with a configured secret.
#include "clusters/secrets.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

namespace emulator::clusters {
namespace {

const std::string prefix = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";

TEST_CASE("without configured secrets every secretArn is good and names nobody") {
  const Secrets secrets;
  CHECK(secrets.find(prefix + "any").user.empty());
  CHECK(secrets.find("").user.empty());
}

// wire 7/secret-name 1.2/arn-lengths
TEST_CASE("configured secrets are found by ARN and by name, with and without the random tail") {
  const struct {
    std::string configured;
    std::string asked;
    bool found;
  } table[] = {
      {prefix + "shop-AbC123", prefix + "shop-AbC123", true},
      {prefix + "shop-AbC123", prefix + "shop", true},
      {prefix + "shop-AbC123", "shop", true},
      {"shop", "shop", true},
      {"shop", prefix + "shop-AbC123", true},
      {"shop", prefix + "shop", true},
      {"shop", "shopping", false},
      {"shop", prefix + "other-AbC123", false},
      {"shop-master", "shop", true},  // "master" cannot be told from a random tail
      {"shop-user", "shop", false},
      {"shop", "", false},
  };
  for (const auto& row : table) {
    CAPTURE(row.configured);
    CAPTURE(row.asked);
    Secrets secrets;
    secrets.add(row.configured, {"alice", "secret"});
    if (row.found) {
      CHECK(secrets.find(row.asked).user == "alice");
    } else {
      CHECK_THROWS_AS(secrets.find(row.asked), ApiError);
    }
  }
}

TEST_CASE("an unknown secret is an InvalidSecretException") {
  Secrets secrets;
  secrets.add("shop", {"alice", "secret"});
  try {
    secrets.find("nobody");
    FAIL("found a secret that was not configured");
  } catch (const ApiError& error) {
    CHECK(error.fault == Fault::invalid_secret);
    CHECK(error.message == "The secret nobody doesn't exist or isn't valid.");
  }
}

}  // namespace
}  // namespace emulator::clusters
