// Numbers are read as the SDKs' are: exactly.
#include "api/control_faults.hpp"

#include <stdexcept>

#include "api/json_document.hpp"
#include "api/json_text.hpp"

namespace emulator::api {

namespace {

std::chrono::milliseconds milliseconds_in(double seconds) {
  constexpr double longest = 1e9;
  if (!(seconds >= 0 && seconds <= longest)) throw std::invalid_argument("a time is a number from 0");
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

void read_member(InjectedFault& injected, const JsonValue& member) {
  const std::string_view key = member.key();
  if (key == "cluster") {
    injected.cluster = member.text();
  } else if (key == "operation") {
    injected.operation = member.text();
  } else if (key == "kind") {
    injected.fault = fault_named(member.text());
    if (!injected.fault && member.text() != "Latency") {
      throw std::invalid_argument("'" + std::string(member.text()) + "' is no fault");
    }
  } else if (key == "times") {
    injected.times = member.integer();
  } else if (key == "seconds") {
    injected.lasting = milliseconds_in(member.floating());
  } else if (key == "probability") {
    injected.probability = member.floating();
  } else if (key == "seed") {
    injected.seed = static_cast<std::uint64_t>(member.integer());
  } else if (key == "milliseconds") {
    injected.latency = milliseconds_in(member.floating() / 1000);
  } else if (key == "message") {
    injected.message = member.text();
  } else {
    throw std::invalid_argument("a fault has no member '" + std::string(key) + "'");
  }
}

void append_seconds(std::string& answer, std::chrono::milliseconds time) {
  append_double(answer, static_cast<double>(time.count()) / 1000);
}

void append_fault(std::string& answer, const FaultInjector::Listed& listed) {
  const InjectedFault& injected = listed.fault;
  const auto name = [&](std::string_view member) { answer.append(",\"").append(member).append("\":"); };
  answer += R"({"id":)";
  append_integer(answer, listed.id);
  name("cluster");
  append_json_string(answer, injected.cluster);
  name("operation");
  append_json_string(answer, injected.operation);
  name("kind");
  append_json_string(answer, kind_of(injected));
  name("times");
  append_integer(answer, injected.times);
  name("seconds");
  append_seconds(answer, injected.lasting);
  name("probability");
  append_double(answer, injected.probability);
  name("milliseconds");
  append_integer(answer, injected.latency.count());
  name("met");
  append_integer(answer, listed.met);
  answer += '}';
}

}  // namespace

void list_faults(const Environment& environment, std::string_view, std::string& answer) {
  answer += R"({"faults":[)";
  for (const FaultInjector::Listed& listed : environment.faults.list()) {
    if (answer.back() != '[') answer += ',';
    append_fault(answer, listed);
  }
  answer += "]}";
}

void add_fault(const Environment& environment, std::string_view request, std::string& answer) {
  InjectedFault injected;
  bool has_kind = false;
  try {
    const JsonDocument document(request);
    for (const JsonValue member : document.root().members()) {
      read_member(injected, member);
      has_kind |= member.key() == "kind";
    }
  } catch (const ApiError& error) {  // not JSON, or a member of another type
    throw std::invalid_argument(error.message);
  }
  if (!has_kind) throw std::invalid_argument("a fault needs its kind");
  const std::int64_t id = environment.faults.add(std::move(injected));
  answer += R"({"id":)";
  append_integer(answer, id);
  answer += '}';
}

void clear_faults(const Environment& environment, std::string_view, std::string& answer) {
  environment.faults.clear();
  answer += "{}";
}

}  // namespace emulator::api
