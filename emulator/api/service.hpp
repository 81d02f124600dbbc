// The Data API as one call: an HTTP request in, an HTTP response out. Every error of the program ends here, in the only
// catch there is. Thread-safe; holds no state of its own.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "api/http.hpp"
#include "api/operation.hpp"
#include "base/error.hpp"

namespace emulator::api {

class FaultSet {
 public:
  constexpr FaultSet(std::initializer_list<Fault> faults) {
    for (const Fault fault : faults) bits_ |= 1U << static_cast<unsigned>(fault);
  }
  constexpr bool has(Fault fault) const { return (bits_ >> static_cast<unsigned>(fault) & 1U) != 0; }
  friend constexpr FaultSet operator|(FaultSet left, FaultSet right) {
    left.bits_ |= right.bits_;
    return left;
  }

 private:
  std::uint32_t bits_ = 0;
};

// A row of the operation table.
struct Operation {
  std::string_view name;
  std::string_view path;
  void (*run)(const Environment&, RequestContext&, std::string_view body, std::string& answer);
  FaultSet faults;  // those the service model declares for it
};

std::span<const Operation> operations();

// What the live service also answers to any operation, though its model does not say so.
FaultSet unmodelled_faults();

class Service {
 public:
  // The parts must outlive the service.
  explicit Service(const Environment& environment) : environment_(environment) {}

  // Never throws, except for want of memory. Fills every member of the response.
  void handle(const HttpRequest& request, HttpResponse& response);

 private:
  void answer(const HttpRequest& request, std::string_view path, const Operation* operation, RequestContext& context,
              HttpResponse& response);

  Environment environment_;
};

}  // namespace emulator::api
