// Requests in flight when the time is over are waited for and not counted.
#include "load/run.hpp"

#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <limits>
#include <system_error>

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

double processor_seconds(int process) {
  clockid_t clock{};
  timespec time{};
  if (process == 0 || ::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return 0;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

void allow_many_sockets() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

class Run {
 public:
  Run(const Load& load, const std::vector<Request>& script, Values values)
      : load_(load),
        script_(script),
        head_end_(sdk_headers(load.port)),
        values_(values),
        poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    if (poll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  }
  ~Run() { ::close(poll_); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Report all() {
    connect();
    if (load_.warm_up.count() > 0) phase(std::numeric_limits<std::size_t>::max(), load_.warm_up);
    report_ = {};
    const double processor_before = processor_seconds(load_.server_process);
    const bool counted = load_.requests > 0;
    const Clock::time_point begin = Clock::now();
    phase(counted ? load_.requests : std::numeric_limits<std::size_t>::max(),
          counted ? std::chrono::hours{1} : load_.time);
    report_.seconds = std::chrono::duration<double>(last_ - begin).count();
    report_.server_seconds = processor_seconds(load_.server_process) - processor_before;
    std::sort(report_.latencies.begin(), report_.latencies.end());
    return std::move(report_);
  }

 private:
  void connect() {
    clients_.reserve(load_.connections);
    for (std::size_t i = 0; i < load_.connections; ++i) {
      Client& client = clients_.emplace_back(load_.port);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      if (::epoll_ctl(poll_, EPOLL_CTL_ADD, client.socket(), &event) != 0) {
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
      }
    }
    for (std::size_t i = 0; i < load_.idle; ++i) idle_.emplace_back(load_.port);
  }

  void send_next(Client& client) {
    script_[client.place].write(client.wire(), head_end_, values_, client.transaction());
    client.place = (client.place + 1) % script_.size();
    ++sent_;
    client.send();
  }

  void phase(std::size_t most, std::chrono::milliseconds time) {
    const Clock::time_point end = Clock::now() + time;
    sent_ = 0;
    last_ = Clock::now();
    std::size_t pending = 0;
    for (Client& client : clients_) {
      if (sent_ == most) break;
      send_next(client);
      ++pending;
    }
    std::array<epoll_event, 64> events{};
    while (pending > 0) {
      const int ready = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
      for (int i = 0; i < ready; ++i) {
        Client& client = clients_[events[static_cast<std::size_t>(i)].data.u64];
        if (!client.receive()) continue;
        const Clock::time_point now = Clock::now();
        count(client, now, now <= end);
        // A script is played to its end, so that no transaction stays open.
        if (client.place != 0 || (now < end && sent_ < most)) {
          send_next(client);
        } else {
          --pending;
        }
      }
    }
  }

  void count(const Client& client, Clock::time_point now, bool in_time) {
    if (client.status() != load_.expected_status && report_.failures++ == 0) {
      report_.first_failure = std::to_string(client.status()) + " " + std::string(client.body());
    }
    if (!in_time) return;
    last_ = now;
    ++report_.requests;
    report_.received += client.received();
    const auto latency = std::chrono::duration_cast<std::chrono::nanoseconds>(now - client.sent_at).count();
    report_.latencies.push_back(
        static_cast<std::uint32_t>(std::min<std::int64_t>(latency, std::numeric_limits<std::uint32_t>::max())));
  }

  const Load& load_;
  const std::vector<Request>& script_;
  const std::string head_end_;
  Values values_;
  const int poll_;
  std::vector<Client> clients_;
  std::vector<Client> idle_;
  std::size_t sent_ = 0;
  Clock::time_point last_;
  Report report_;
};

}  // namespace

double Report::percentile(double share) const {
  if (latencies.empty()) return 0;
  const auto last = static_cast<double>(latencies.size() - 1);
  return latencies[static_cast<std::size_t>(std::llround(last * share))] / 1000.0;
}

Report run(const Load& load, const std::vector<Request>& script, Values values) {
  allow_many_sockets();
  return Run(load, script, values).all();
}

}  // namespace bench
