// The life of a transaction id: available, acquired, over; by whose hand, and in which words afterwards.
#include "clusters/transactions.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <thread>

#include "base/base64.hpp"
#include "base/error.hpp"
#include "unit/clusters/fake_backend.hpp"

namespace emulator::clusters {
namespace {

using namespace std::chrono_literals;
using Events = std::vector<std::string>;

struct Fixture {
  std::shared_ptr<test::FakeBackend> backend = std::make_shared<test::FakeBackend>();
  ManualClock clock{std::chrono::system_clock::time_point{}};
  Transactions transactions{clock, {.idle = 3min, .total = 24h, .wait = 50ms}};

  std::shared_ptr<Cluster> cluster(Generation generation) {
    return std::make_shared<Cluster>(ClusterConfig{.name = "c", .generation = generation, .url = ""}, backend);
  }
  std::string begin(Generation generation = Generation::v2) {
    auto owner = cluster(generation);
    auto session = owner->take({"db", "", ""});
    std::string id = transactions.add(owner, {"db", "", ""}, "arn", "secret", std::move(session));
    backend->events();
    return id;
  }
  Lease acquire(const std::string& id) { return transactions.acquire({id, "arn", "secret", ""}); }

  // The fault and text with which the claim is refused.
  ApiError refusal(const TransactionClaim& claim) {
    try {
      transactions.acquire(claim);
    } catch (const ApiError& error) {
      return error;
    }
    return {Fault::internal_failure, "not refused"};
  }
  ApiError refusal(const std::string& id) { return refusal({id, "arn", "secret", ""}); }
};

// wire 5.5/id
TEST_CASE_FIXTURE(Fixture, "ids are 204 characters of base64 that start with A, each another") {
  std::set<std::string> ids;
  for (int i = 0; i < 50; ++i) {
    const std::string id = begin();
    CHECK(id.size() == 204);
    CHECK(id.front() == 'A');
    CHECK(decode_base64(id).value_or("").size() == 153);
    ids.insert(id);
  }
  CHECK(ids.size() == 50);
}

TEST_CASE_FIXTURE(Fixture, "a transaction is there until it is ended") {
  const std::string id = begin();
  { const Lease lease = acquire(id); }
  CHECK(transactions.open_count() == 1);
  {
    Lease lease = acquire(id);
    CHECK(lease.in_transaction());
    lease.end_transaction(TransactionEnd::finished);
    CHECK(transactions.open_count() == 1);
  }
  CHECK(transactions.open_count() == 0);
  CHECK(backend->events() == Events{"reset"});
  const ApiError error = refusal(id);
  CHECK(error.fault == Fault::transaction_not_found);
  CHECK(error.message ==
        "Transaction " + id + " is not found. One previous call resulted in a termination of your transaction.");
}

// wire 2.4/transaction-id
TEST_CASE_FIXTURE(Fixture, "each end leaves its own tombstone") {
  const struct {
    TransactionEnd end;
    std::string cause;
  } table[] = {
      {TransactionEnd::finished, "One previous call resulted in a termination of your transaction."},
      {TransactionEnd::expired, "Transaction may be expired."},
      {TransactionEnd::aborted, "Transaction has been aborted due to an error from a previous call."},
  };
  for (const auto& row : table) {
    const std::string id = begin();
    acquire(id).end_transaction(row.end);
    CHECK(refusal(id).message == "Transaction " + id + " is not found. " + row.cause);
  }
}

TEST_CASE_FIXTURE(Fixture, "unknown ids, other clusters, other secrets and other databases are refused") {
  const std::string id = begin();
  CHECK(refusal("AQC").message == "Transaction AQC is not found");
  CHECK(refusal({id, "other", "secret", ""}).fault == Fault::transaction_not_found);
  CHECK(refusal({id, "arn", "other", ""}).fault == Fault::validation);
  CHECK(refusal({id, "arn", "secret", "other"}).fault == Fault::validation);
  CHECK_NOTHROW(transactions.acquire({id, "arn", "secret", "db"}));
  CHECK_NOTHROW(transactions.acquire({id, "arn", "x:secret:secret-AbCdEf", "db"}));  // the same secret by its ARN
}

// wire 5.5/idle
TEST_CASE_FIXTURE(Fixture, "three minutes without use end it, whether or not a sweep comes by") {
  for (const bool sweep : {false, true}) {
    const std::string id = begin();
    clock.advance(2min + 59s);
    transactions.sweep();
    { const Lease lease = acquire(id); }
    clock.advance(2min + 59s);
    { const Lease lease = acquire(id); }
    clock.advance(3min);
    if (sweep) transactions.sweep();
    CHECK(transactions.open_count() == (sweep ? 0 : 1));
    CHECK(refusal(id).message == "Transaction " + id + " is not found. Transaction may be expired.");
    CHECK(transactions.open_count() == 0);
    CHECK(backend->open_sessions == 0);
  }
}

// wire 5.5/life
TEST_CASE_FIXTURE(Fixture, "twenty-four hours end it, however busy") {
  const std::string id = begin();
  for (int i = 0; i < 24 * 30 - 1; ++i) {
    clock.advance(2min);
    CHECK_NOTHROW(acquire(id));
  }
  clock.advance(2min);
  CHECK(refusal(id).message == "Transaction " + id + " is not found. Transaction may be expired.");
}

TEST_CASE_FIXTURE(Fixture, "one that is too old while its statement runs ends with that statement") {
  const std::string id = begin();
  {
    const Lease lease = acquire(id);
    clock.advance(24h);
    transactions.sweep();
    CHECK(transactions.open_count() == 1);
  }
  CHECK(transactions.open_count() == 0);
  CHECK(refusal(id).fault == Fault::transaction_not_found);
}

TEST_CASE_FIXTURE(Fixture, "a statement longer than the idle time does not expire its own transaction") {
  const std::string id = begin();
  {
    const Lease lease = acquire(id);
    clock.advance(5min);
    transactions.sweep();
  }
  CHECK_NOTHROW(acquire(id));
}

// wire 5.5/concurrent
TEST_CASE_FIXTURE(Fixture, "v2 answers a second request at once") {
  const std::string id = begin(Generation::v2);
  const Lease lease = acquire(id);
  const ApiError error = refusal(id);
  CHECK(error.fault == Fault::database_error);
  CHECK(error.message == "Transaction is still running a query");
}

// wire 5.5/concurrent
TEST_CASE_FIXTURE(Fixture, "v1 lets a second request wait, but not forever") {
  const std::string id = begin(Generation::v1);
  {
    const Lease lease = acquire(id);
    CHECK(refusal(id).fault == Fault::statement_timeout);
  }
  auto lease = std::make_unique<Lease>(acquire(id));
  std::thread other([&] { CHECK_NOTHROW(acquire(id)); });
  std::this_thread::sleep_for(5ms);
  lease.reset();
  other.join();
}

TEST_CASE_FIXTURE(Fixture, "one that waited for a transaction that then ended hears so") {
  const std::string id = begin(Generation::v1);
  auto lease = std::make_unique<Lease>(acquire(id));
  std::thread other([&] { CHECK(refusal(id).fault == Fault::transaction_not_found); });
  std::this_thread::sleep_for(5ms);
  lease->end_transaction(TransactionEnd::aborted);
  lease.reset();
  other.join();
}

TEST_CASE_FIXTURE(Fixture, "tombstones are bounded") {
  const std::string first = begin();
  acquire(first).end_transaction(TransactionEnd::finished);
  for (std::size_t i = 0; i < Transactions::most_tombstones; ++i) {
    acquire(begin()).end_transaction(TransactionEnd::finished);
  }
  CHECK(refusal(first).message == "Transaction " + first + " is not found");
}

TEST_CASE_FIXTURE(Fixture, "an idle lease takes a session from its cluster and gives it back") {
  auto owner = cluster(Generation::v2);
  {
    Lease lease(owner, {"db", "", ""});
    Lease moved(std::move(lease));
    CHECK_FALSE(moved.in_transaction());
    CHECK(owner->idle_sessions() == 0);
  }
  CHECK(owner->idle_sessions() == 1);
  CHECK(backend->events() == Events{"open db//", "reset"});
}

TEST_CASE_FIXTURE(Fixture, "many threads, few ids: nothing is lost and nobody shares") {
  const std::vector<std::string> ids = {begin(), begin(), begin()};
  std::atomic<int> acquired = 0;
  std::array<std::atomic<int>, 3> inside{};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 500; ++i) {
        const auto chosen = static_cast<std::size_t>((i + t) % 3);
        try {
          const Lease lease = acquire(ids[chosen]);
          CHECK(++inside[chosen] == 1);
          ++acquired;
          --inside[chosen];
        } catch (const ApiError& error) {
          CHECK(error.fault == Fault::database_error);
        }
        transactions.sweep();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(acquired > 0);
  CHECK(transactions.open_count() == 3);
}

}  // namespace
}  // namespace emulator::clusters
