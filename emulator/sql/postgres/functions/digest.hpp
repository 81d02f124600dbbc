// Hashes and random bytes, as OpenSSL makes them.
#pragma once

#include <openssl/evp.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace emulator::postgres {

std::string digest(const EVP_MD* algorithm, std::string_view data);
// Fit for keys. Throws internal_error if there are none.
std::string random_bytes(std::size_t count);

}  // namespace emulator::postgres
