// Rules are few, so each request looks at them all.
#include "api/fault_injector.hpp"

#include <thread>
#include <utility>

#include "api/service.hpp"
#include "base/blocking_region.hpp"

namespace emulator::api {

namespace {

bool is_for(const std::string& wanted, std::string_view name) {
  return wanted == "*" || wanted == name;
}

// From 0 to just below 1, the same on every platform.
double throw_dice(std::mt19937_64& dice) {
  return static_cast<double>(dice() >> 11U) * 0x1p-53;
}

}  // namespace

void FaultInjector::sleep_for_real(std::chrono::milliseconds time) {
  const BlockingRegion region;
  std::this_thread::sleep_for(time);
}

std::int64_t FaultInjector::add(InjectedFault injected) {
  check(injected);
  const std::lock_guard lock(mutex_);
  const std::uint64_t seed = injected.seed;
  rules_.push_back({++last_id_, std::move(injected), std::mt19937_64(seed), 0, std::nullopt});
  return last_id_;
}

void FaultInjector::clear() {
  const std::lock_guard lock(mutex_);
  rules_.clear();
}

std::vector<FaultInjector::Listed> FaultInjector::list() {
  const std::lock_guard lock(mutex_);
  drop_spent();
  std::vector<Listed> listed;
  for (const Rule& rule : rules_) listed.push_back({rule.id, rule.fault, rule.met});
  return listed;
}

void FaultInjector::meet(const FaultSite& site, const Operation& operation) {
  std::chrono::milliseconds latency{0};
  std::optional<ApiError> error;
  {
    const std::lock_guard lock(mutex_);
    if (rules_.empty()) return;
    drop_spent();
    for (Rule& rule : rules_) {
      if (!hits(rule, site, operation)) continue;
      latency += rule.fault.latency;
      if (!rule.fault.fault) continue;
      const Fault fault = *rule.fault.fault;
      error.emplace(fault, rule.fault.message.empty() ? fault_words(fault, site) : rule.fault.message);
      if (fault == Fault::statement_timeout) error->database_connection_id = rule.id;
      break;
    }
  }
  if (latency.count() > 0) sleep_(latency);
  if (error) throw std::move(*error);
}

void FaultInjector::drop_spent() {
  const auto now = clock_.steady_now();
  std::erase_if(rules_, [&](const Rule& rule) {
    return (rule.fault.times > 0 && rule.met >= rule.fault.times) || (rule.ends && now >= *rule.ends);
  });
}

bool FaultInjector::hits(Rule& rule, const FaultSite& site, const Operation& operation) {
  const InjectedFault& fault = rule.fault;
  if (!is_for(fault.cluster, site.cluster) || !is_for(fault.operation, operation.name)) return false;
  if (fault.fault && !(operation.faults | unmodelled_faults()).has(*fault.fault)) return false;
  if (fault.probability < 1 && throw_dice(rule.dice) >= fault.probability) return false;
  ++rule.met;
  if (fault.lasting.count() > 0 && !rule.ends) rule.ends = clock_.steady_now() + fault.lasting;
  return true;
}

}  // namespace emulator::api
