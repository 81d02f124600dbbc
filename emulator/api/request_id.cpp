// A generator per thread, seeded by the system once: no system call and no lock per request.
#include "api/request_id.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <string_view>

namespace emulator::api {

namespace {

std::mt19937_64 seeded_generator() {
  std::random_device device;
  std::seed_seq seed{device(), device(), device(), device()};
  return std::mt19937_64(seed);
}

}  // namespace

void make_request_id(std::string& id) {
  thread_local std::mt19937_64 generator = seeded_generator();
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::string_view pattern = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";  // RFC 4122: y is 8, 9, a or b
  std::uint64_t bits = 0;
  int left = 0;
  id.clear();
  for (const char place : pattern) {
    if (place != 'x' && place != 'y') {
      id += place;
      continue;
    }
    if (left == 0) {
      bits = generator();
      left = 16;
    }
    const std::size_t digit = bits & 15U;
    bits >>= 4;
    --left;
    id += digits[place == 'y' ? (digit & 3U) | 8U : digit];
  }
}

}  // namespace emulator::api
