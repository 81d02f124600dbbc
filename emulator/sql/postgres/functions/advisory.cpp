// Advisory locks (manual 9.27.10), by which migrations keep each other out. A session of the Data API ends with its
// transaction or its only statement, so a lock of the session and one of the transaction are given up at the same
// moment.
#include <chrono>
#include <string>

#include "sql/named_locks.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using sql::LockMode;
using enum TypeId;

constexpr std::chrono::seconds longest_wait{45};  // no statement of the Data API lasts longer

sql::NamedLocks& advisory_locks() {
  static sql::NamedLocks locks;
  return locks;
}

// One number, or two smaller ones, which are never the same lock.
std::string key_of(Arguments arguments, const CallContext& context) {
  std::string key = context.database;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    key += ':' + std::to_string(integer_at(arguments, i));
  }
  return key;
}

template <LockMode mode>
Value lock(Arguments arguments, CallContext& context) {
  if (!advisory_locks().acquire(key_of(arguments, context), context.connection_id, longest_wait, mode)) {
    throw make_error(Condition::lock_timeout, {});
  }
  return std::string();
}
template <LockMode mode>
Value try_lock(Arguments arguments, CallContext& context) {
  return advisory_locks().acquire(key_of(arguments, context), context.connection_id, std::chrono::seconds{0}, mode);
}
template <LockMode mode>
Value unlock(Arguments arguments, CallContext& context) {
  return advisory_locks().release(key_of(arguments, context), context.connection_id, mode).value_or(false);
}
Value unlock_all(Arguments, CallContext& context) {
  advisory_locks().release_all(context.connection_id);
  return std::string();
}

}  // namespace

void release_advisory_locks(std::int64_t connection_id) {
  advisory_locks().release_all(connection_id);
}

void add_advisory_locks(Overloads& rows) {
  const auto add = [&](std::string_view name, TypeId result, std::string_view native, sql::NativeFunction function) {
    rows.push_back(with_volatility(native_row(name, {bigint}, result, native, function), sql::Volatility::volatile_));
    rows.push_back(
        with_volatility(native_row(name, {integer, integer}, result, native, function), sql::Volatility::volatile_));
  };
  using enum LockMode;
  add("pg_advisory_lock", void_, "pg_advisory_lock", lock<exclusive>);
  add("pg_advisory_xact_lock", void_, "pg_advisory_lock", lock<exclusive>);
  add("pg_try_advisory_lock", boolean, "pg_try_advisory_lock", try_lock<exclusive>);
  add("pg_try_advisory_xact_lock", boolean, "pg_try_advisory_lock", try_lock<exclusive>);
  add("pg_advisory_unlock", boolean, "pg_advisory_unlock", unlock<exclusive>);
  add("pg_advisory_lock_shared", void_, "pg_advisory_lock_shared", lock<shared>);
  add("pg_advisory_xact_lock_shared", void_, "pg_advisory_lock_shared", lock<shared>);
  add("pg_try_advisory_lock_shared", boolean, "pg_try_advisory_lock_shared", try_lock<shared>);
  add("pg_try_advisory_xact_lock_shared", boolean, "pg_try_advisory_lock_shared", try_lock<shared>);
  add("pg_advisory_unlock_shared", boolean, "pg_advisory_unlock_shared", unlock<shared>);
  rows.push_back(with_volatility(native_row("pg_advisory_unlock_all", {}, void_, "pg_advisory_unlock_all", unlock_all),
                                 sql::Volatility::volatile_));
}

}  // namespace emulator::postgres
