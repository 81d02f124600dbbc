// Reading and checking; the injector (fault_injector.hpp) carries them out.
#include "api/injected_fault.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "api/error_response.hpp"
#include "api/service.hpp"
#include "base/text.hpp"

namespace emulator::api {

namespace {

constexpr std::string_view latency_kind = "Latency";

[[noreturn]] void refuse(const std::string& message) {
  throw std::invalid_argument(message);
}

std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t at = rest.find(separator);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

template <class Number>
Number number_from(std::string_view name, std::string_view value) {
  Number number{};
  const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (code != std::errc{} || end != value.data() + value.size()) {
    refuse("the fault's " + std::string(name) + " is no number: '" + std::string(value) + "'");
  }
  return number;
}

std::chrono::milliseconds milliseconds_from(double seconds) {
  constexpr double longest = 1e9;  // some thirty years: what is above would not fit the clock
  if (!(seconds >= 0 && seconds <= longest)) refuse("a fault lasts for a number of seconds from 0");
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

void set_option(InjectedFault& injected, std::string_view name, std::string_view value) {
  if (name == "once") {
    injected.times = 1;
  } else if (name == "times") {
    injected.times = number_from<std::int64_t>(name, value);
  } else if (name == "seconds") {
    injected.lasting = milliseconds_from(number_from<double>(name, value));
  } else if (name == "probability") {
    injected.probability = number_from<double>(name, value);
  } else if (name == "seed") {
    injected.seed = number_from<std::uint64_t>(name, value);
  } else if (name == "milliseconds") {
    injected.latency = milliseconds_from(number_from<double>(name, value) / 1000);
  } else {
    refuse("a fault has no option '" + std::string(name) +
           "': once, times, seconds, probability, seed, milliseconds, message");
  }
}

bool can_answer(const Operation& operation, Fault fault) {
  return (operation.faults | unmodelled_faults()).has(fault);
}

}  // namespace

std::optional<Fault> fault_named(std::string_view kind) {
  for (int i = 0; i <= static_cast<int>(Fault::validation); ++i) {
    const std::string_view name = exception_name(static_cast<Fault>(i));
    if (ascii_iequals(kind, name)) return static_cast<Fault>(i);
    for (const std::string_view ending : {"Exception", "Error"}) {
      if (name.ends_with(ending) && ascii_iequals(kind, name.substr(0, name.size() - ending.size()))) {
        return static_cast<Fault>(i);
      }
    }
  }
  return std::nullopt;
}

std::string kind_of(const InjectedFault& injected) {
  return std::string(injected.fault ? exception_name(*injected.fault) : latency_kind);
}

InjectedFault injected_fault_from(std::string_view text) {
  InjectedFault injected;
  std::string_view rest = text;
  injected.cluster = take_until(rest, ':');
  injected.operation = take_until(rest, ':');
  const std::string_view kind = take_until(rest, ':');
  if (kind.empty()) refuse("a fault is written CLUSTER:OPERATION:KIND[:NAME=VALUE,...]");
  injected.fault = fault_named(kind);
  if (!injected.fault && !ascii_iequals(kind, latency_kind)) {
    refuse("'" + std::string(kind) + "' is no fault: an exception of the service, or Latency");
  }
  while (!rest.empty()) {
    constexpr std::string_view message = "message=";
    if (rest.starts_with(message)) {
      injected.message = rest.substr(message.size());
      break;
    }
    std::string_view value = take_until(rest, ',');
    const std::string_view name = take_until(value, '=');
    set_option(injected, name, value);
  }
  check(injected);
  return injected;
}

void check(const InjectedFault& injected) {
  if (injected.cluster.empty()) refuse("a fault's cluster is a name or *");
  if (!injected.fault && injected.latency.count() == 0) refuse("a Latency needs its milliseconds");
  if (!(injected.probability > 0 && injected.probability <= 1)) refuse("a fault's probability is above 0 and up to 1");
  if (injected.times < 0) refuse("a fault's times are counted from 1");
  if (injected.operation == "*") return;
  const auto named = [&](const Operation& row) { return row.name == injected.operation; };
  const auto found = std::ranges::find_if(operations(), named);
  if (found == operations().end()) refuse("'" + injected.operation + "' is no operation, and not *");
  if (injected.fault && !can_answer(*found, *injected.fault)) {
    refuse(injected.operation + " never answers " + kind_of(injected));
  }
}

}  // namespace emulator::api
