// The two calls of OpenSSL that several families of functions share.
#include "sql/postgres/functions/digest.hpp"

#include <openssl/rand.h>

#include <array>

#include "sql/postgres/errors.hpp"

namespace emulator::postgres {

std::string digest(const EVP_MD* algorithm, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
  unsigned int size = 0;
  EVP_Digest(data.data(), data.size(), made.data(), &size, algorithm, nullptr);
  return {made.begin(), made.begin() + size};
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    throw make_worded_error(Condition::internal_error, "could not generate random values");
  }
  return bytes;
}

}  // namespace emulator::postgres
