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

// RFC 4122, version 4: thirteen digits in stands a 4, four further on one of 8, 9, a and b.
void make_request_id(std::string& id) {
  thread_local std::mt19937_64 generator = seeded_generator();
  constexpr std::string_view digits = "0123456789abcdef";
  const std::array<std::uint64_t, 2> halves = {(generator() & ~0xF000ULL) | 0x4000ULL, generator() >> 2U | 1ULL << 63U};
  id.assign("........-....-....-....-............");
  std::size_t place = 0;
  for (const std::uint64_t half : halves) {
    for (unsigned shift = 64; shift > 0;) {
      if (id[place] == '-') ++place;
      shift -= 4;
      id[place++] = digits[half >> shift & 15U];
    }
  }
}

}  // namespace emulator::api
