// What can be pasted must be whole.
#include "banner.hpp"

#include <doctest/doctest.h>

using namespace emulator;

TEST_CASE("the banner names every cluster and a command for the first") {
  const Options options = parse_options({"--cluster", "shop=mysql", "--cluster", "real=postgresql://u:secret@h/d"});
  const std::string text = banner(options, "http://127.0.0.1:1");
  for (const std::string_view part :
       {"arn:aws:rds:us-east-1:000000000000:cluster:shop", "arn:aws:rds:us-east-1:000000000000:cluster:real",
        "arn:aws:secretsmanager:us-east-1:000000000000:secret:shop", "--endpoint-url http://127.0.0.1:1",
        ".rds-data-local", "a PostgreSQL server"}) {
    CAPTURE(part);
    CHECK(text.find(part) != std::string::npos);
  }
  CHECK(text.find("secret@h") == std::string::npos);
}

TEST_CASE("a configured secret is the one to use") {
  const Options options = parse_options({"--secret", "arn:mine=u:p"});
  CHECK(secret_arn_for(options, "local") == "arn:mine");
  CHECK(secret_arn_for(parse_options({}), "local") == "arn:aws:secretsmanager:us-east-1:000000000000:secret:local");
}
