// Open transactions by id. Each is Available, or Acquired for the length of one request, or over: then a tombstone
// says for a while how it ended, so that the client hears "expired" and not just "unknown".
// Runs no SQL: whoever acquires a transaction commits it or rolls it back.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "backend/backend.hpp"
#include "base/clock.hpp"
#include "base/lru.hpp"
#include "base/text.hpp"
#include "clusters/cluster.hpp"

namespace emulator::clusters {

enum class TransactionEnd : std::uint8_t {
  finished,  // committed or rolled back by its client
  expired,   // by age
  aborted,   // by an error of a statement (v1 does so on every error)
};

// What a request says about the transaction it names; all of it must fit.
struct TransactionClaim {
  std::string_view id;
  std::string_view resource_arn;
  std::string_view secret_arn;
  std::string_view database;  // empty: not said
};

class Transactions;

// One request's hold on a session: an idle one that goes back to its cluster, or a transaction's that goes back to the
// table. Returns it on destruction. Move-only; used by one thread.
class Lease {
 public:
  // An autocommit session. Throws what Backend::open throws.
  Lease(std::shared_ptr<Cluster> cluster, backend::SessionOptions options);
  Lease(Lease&& other) noexcept;
  Lease& operator=(Lease&&) = delete;
  ~Lease();

  backend::Session& session() const { return *session_; }
  bool in_transaction() const { return transactions_ != nullptr; }

  // With the return of this lease the transaction is over; what is uncommitted by then is rolled back.
  void end_transaction(TransactionEnd end) noexcept;

 private:
  friend class Transactions;
  Lease(Transactions& transactions, std::string id, backend::Session& session)
      : transactions_(&transactions), id_(std::move(id)), session_(&session) {}

  std::shared_ptr<Cluster> cluster_;  // of an idle session
  backend::SessionOptions options_;
  std::unique_ptr<backend::Session> owned_;

  Transactions* transactions_ = nullptr;  // of a transaction's session; null after a move
  std::string id_;

  backend::Session* session_ = nullptr;  // null after a move
};

class Transactions {
 public:
  struct Lifetimes {
    std::chrono::steady_clock::duration idle;   // unused for so long: rolled back
    std::chrono::steady_clock::duration total;  // in all
    std::chrono::steady_clock::duration wait;   // v1: how long a request waits for another one's end
  };

  static constexpr std::size_t most_tombstones = 1024;

  Transactions(const Clock& clock, Lifetimes lifetimes);

  // Files a session whose begin() has succeeded and returns the new transaction's id: about 204 characters of base64
  // from the system's random numbers, so that none can be guessed.
  std::string add(std::shared_ptr<Cluster> cluster, backend::SessionOptions options, std::string_view resource_arn,
                  std::string_view secret_arn, std::unique_ptr<backend::Session> session);

  // Throws ApiError: transaction_not_found for an id that is unknown, over, or another cluster's; validation when
  // secret or database are not those it was begun with; database_error when another request holds it (v2; in v1 waits
  // for that request first, and throws statement_timeout when it has waited too long).
  Lease acquire(const TransactionClaim& claim);

  // Ends what is too old. For a timer; between its calls acquire finds out by itself.
  void sweep();

  std::size_t open_count() const;
  std::size_t open_count(const Cluster& cluster) const;

 private:
  friend class Lease;

  struct Transaction {
    std::shared_ptr<Cluster> cluster;
    backend::SessionOptions options;
    std::string resource_arn;
    std::string secret_arn;
    std::unique_ptr<backend::Session> session;
    std::chrono::steady_clock::time_point begun;
    std::chrono::steady_clock::time_point used;
    bool acquired = false;
    bool ended = false;  // set while acquired, carried out on release
    TransactionEnd end = TransactionEnd::finished;
  };
  using Table = std::unordered_map<std::string, Transaction, TextHash, std::equal_to<>>;

  bool too_old(const Transaction& transaction, std::chrono::steady_clock::time_point now) const;
  Transaction take_out(Table::iterator found, TransactionEnd end);
  void mark_ended(std::string_view id, TransactionEnd end) noexcept;
  void release(std::string_view id) noexcept;
  [[noreturn]] void refuse_unknown(std::string_view id);

  const Clock& clock_;
  const Lifetimes lifetimes_;
  mutable std::mutex mutex_;  // guards what follows; never held while SQL runs or a session is destroyed
  std::condition_variable released_;
  Table open_;
  Lru<TransactionEnd> tombstones_;
};

}  // namespace emulator::clusters
