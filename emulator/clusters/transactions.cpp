// Sessions are moved out of the table under the lock and given back to their cluster after it, because giving back
// rolls back, and rolling back is SQL.
#include "clusters/transactions.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "base/base64.hpp"
#include "base/blocking_region.hpp"
#include "base/error.hpp"
#include "clusters/secrets.hpp"

namespace emulator::clusters {

namespace {

// Ids of the live service are 204 characters that begin with A: 153 bytes, of which the first is 1.
constexpr std::size_t id_bytes = 153;

std::string make_id() {
  std::array<char, id_bytes> bytes{};
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::getrandom(bytes.data() + filled, bytes.size() - filled, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
    filled += static_cast<std::size_t>(got);
  }
  bytes[0] = 1;
  return encode_base64(std::string_view(bytes.data(), bytes.size()));
}

// The causes that the service appends (Aurora user guide, "Troubleshooting Data API issues": "Transaction
// <transaction_ID> is not found").
std::string_view cause_of(TransactionEnd end) {
  switch (end) {
    case TransactionEnd::finished:
      return "One previous call resulted in a termination of your transaction.";
    case TransactionEnd::expired:
      return "Transaction may be expired.";
    case TransactionEnd::aborted:
      return "Transaction has been aborted due to an error from a previous call.";
  }
  return {};
}

}  // namespace

Lease::Lease(std::shared_ptr<Cluster> cluster, backend::SessionOptions options)
    : cluster_(std::move(cluster)),
      options_(std::move(options)),
      owned_(cluster_->take(options_)),
      session_(owned_.get()) {}

Lease::Lease(Lease&& other) noexcept
    : cluster_(std::move(other.cluster_)),
      options_(std::move(other.options_)),
      owned_(std::move(other.owned_)),
      transactions_(std::exchange(other.transactions_, nullptr)),
      id_(std::move(other.id_)),
      session_(std::exchange(other.session_, nullptr)) {}

Lease::~Lease() {
  if (session_ == nullptr) return;
  if (transactions_ != nullptr) {
    transactions_->release(id_);
  } else {
    cluster_->give_back(std::move(options_), std::move(owned_));
  }
}

void Lease::end_transaction(TransactionEnd end) noexcept {
  if (transactions_ != nullptr) transactions_->mark_ended(id_, end);
}

Transactions::Transactions(const Clock& clock, Lifetimes lifetimes)
    : clock_(clock), lifetimes_(lifetimes), tombstones_(most_tombstones) {}

std::string Transactions::add(std::shared_ptr<Cluster> cluster, backend::SessionOptions options,
                              std::string_view resource_arn, std::string_view secret_arn,
                              std::unique_ptr<backend::Session> session) {
  std::string id = make_id();
  Transaction transaction;
  transaction.cluster = std::move(cluster);
  transaction.options = std::move(options);
  transaction.resource_arn = resource_arn;
  transaction.secret_arn = secret_arn;
  transaction.session = std::move(session);
  transaction.begun = transaction.used = clock_.steady_now();
  const std::lock_guard lock(mutex_);
  open_.emplace(id, std::move(transaction));
  return id;
}

Lease Transactions::acquire(const TransactionClaim& claim) {
  const auto give_up = std::chrono::steady_clock::now() + lifetimes_.wait;
  Transaction expired;                   // destroyed after the lock is released
  std::optional<BlockingRegion> region;  // entered without the lock, at the first wait
  std::unique_lock lock(mutex_);
  for (;;) {
    const auto found = open_.find(claim.id);
    if (found == open_.end()) refuse_unknown(claim.id);
    Transaction& transaction = found->second;
    if (transaction.resource_arn != claim.resource_arn) refuse_unknown(claim.id);
    if (secret_name(transaction.secret_arn) != secret_name(claim.secret_arn)) {
      throw ApiError(Fault::validation, "The secretArn isn't the one that the transaction was started with.");
    }
    if (!claim.database.empty() && transaction.options.database != claim.database) {
      throw ApiError(Fault::validation, "The database isn't the one that the transaction was started with.");
    }
    if (!transaction.acquired) {
      if (too_old(transaction, clock_.steady_now())) {
        expired = take_out(found, TransactionEnd::expired);
        refuse_unknown(claim.id);
      }
      transaction.acquired = true;
      return Lease(*this, found->first, *transaction.session);
    }
    if (transaction.cluster->generation() == Generation::v2) {
      throw ApiError(Fault::database_error, "Transaction is still running a query");
    }
    if (!region) {
      lock.unlock();
      region.emplace();
      lock.lock();
      continue;  // it may be free by now
    }
    if (released_.wait_until(lock, give_up) == std::cv_status::timeout) {
      throw ApiError(Fault::statement_timeout, "Request timed out");
    }
  }
}

void Transactions::sweep() {
  std::vector<Transaction> expired;  // destroyed after the lock is released
  const auto now = clock_.steady_now();
  {
    const std::lock_guard lock(mutex_);
    for (auto entry = open_.begin(); entry != open_.end();) {
      const auto current = entry++;
      if (!too_old(current->second, now)) continue;
      if (current->second.acquired) {
        // Only its whole life can be over: it goes when its statement ends.
        current->second.ended = true;
        current->second.end = TransactionEnd::expired;
      } else {
        expired.push_back(take_out(current, TransactionEnd::expired));
      }
    }
  }
  for (Transaction& transaction : expired) {
    transaction.cluster->give_back(std::move(transaction.options), std::move(transaction.session));
  }
}

std::size_t Transactions::open_count() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

std::size_t Transactions::open_count(const Cluster& cluster) const {
  const std::lock_guard lock(mutex_);
  std::size_t count = 0;
  for (const auto& [id, transaction] : open_) count += transaction.cluster.get() == &cluster ? 1 : 0;
  return count;
}

bool Transactions::too_old(const Transaction& transaction, std::chrono::steady_clock::time_point now) const {
  if (now - transaction.begun >= lifetimes_.total) return true;
  return !transaction.acquired && now - transaction.used >= lifetimes_.idle;
}

Transactions::Transaction Transactions::take_out(Table::iterator found, TransactionEnd end) {
  Transaction transaction = std::move(found->second);
  tombstones_.insert(found->first, end);
  open_.erase(found);
  return transaction;
}

void Transactions::mark_ended(std::string_view id, TransactionEnd end) noexcept {
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(id);
  if (found == open_.end()) return;
  found->second.ended = true;
  found->second.end = end;
}

void Transactions::release(std::string_view id) noexcept {
  Transaction over;
  {
    const std::lock_guard lock(mutex_);
    const auto found = open_.find(id);
    if (found == open_.end()) return;
    found->second.acquired = false;
    found->second.used = clock_.steady_now();
    if (found->second.ended) over = take_out(found, found->second.end);
  }
  released_.notify_all();
  if (over.session) over.cluster->give_back(std::move(over.options), std::move(over.session));
}

void Transactions::refuse_unknown(std::string_view id) {
  std::string message = "Transaction " + std::string(id) + " is not found";
  if (const TransactionEnd* end = tombstones_.find(id)) {
    message += ". ";
    message += cause_of(*end);
  }
  throw ApiError(Fault::transaction_not_found, std::move(message));
}

}  // namespace emulator::clusters
