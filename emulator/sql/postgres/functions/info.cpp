// Sequences, the session, and identifiers (manual 9.14, 9.17, 9.26).
#include <array>
#include <random>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/sleep.hpp"
#include "types/datetime.hpp"
#include "types/interval.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// As Aurora PostgreSQL says it, of the version that server_version tells.
constexpr std::string_view version_text =
    "PostgreSQL 15.4 on x86_64-pc-linux-gnu, compiled by x86_64-pc-linux-gnu-gcc (GCC) 9.5.0, 64-bit";

sql::SequenceSource& sequences_of(CallContext& context) {
  if (context.sequences == nullptr) {
    throw make_error(Condition::feature_not_supported, {"a sequence function here"});
  }
  return *context.sequences;
}

Value nextval(Arguments arguments, CallContext& context) {
  return sequences_of(context).next(integer_at(arguments, 0));
}
Value currval(Arguments arguments, CallContext& context) {
  return sequences_of(context).current(integer_at(arguments, 0));
}
Value lastval(Arguments, CallContext& context) {
  return sequences_of(context).last_given();
}
Value setval(Arguments arguments, CallContext& context) {
  const bool is_called = arguments.size() < 3 || std::get<bool>(arguments[2]);
  sequences_of(context).set(integer_at(arguments, 0), integer_at(arguments, 1), is_called);
  return arguments[1];
}

Value version(Arguments, CallContext&) {
  return std::string(version_text);
}
Value current_database(Arguments, CallContext& context) {
  return context.database;
}
Value current_schema(Arguments, CallContext& context) {
  return context.schema;
}
Value current_user(Arguments, CallContext& context) {
  return context.user;
}
Value backend_pid(Arguments, CallContext& context) {
  return context.connection_id;
}

Value slept(std::chrono::duration<double> length, CallContext& context) {
  if (!sql::sleep(context, length)) {
    throw make_error(Condition::query_canceled, {"user request"});
  }
  return std::string();  // what void looks like
}

Value sleep(Arguments arguments, CallContext& context) {
  return slept(std::chrono::duration<double>{std::get<double>(arguments[0])}, context);
}

// A month is 30 days, a day 24 hours, as extract(epoch) has it but for years.
Value sleep_for(Arguments arguments, CallContext& context) {
  const Interval interval = *parse_interval(text_at(arguments, 0));
  const std::int64_t days = std::int64_t{interval.months} * 30 + interval.days;
  const auto seconds = static_cast<double>(days) * 86'400 + static_cast<double>(interval.microseconds) / 1e6;
  return slept(std::chrono::duration<double>{seconds}, context);
}

Value sleep_until(Arguments arguments, CallContext& context) {
  const std::optional<DateTime> until = parse_datetime(text_at(arguments, 0));
  if (!until) {
    throw make_error(Condition::feature_not_supported, {"sleeping until infinity"});
  }
  const DateTime now = datetime_from(std::chrono::system_clock::now());
  return slept(std::chrono::microseconds{to_microseconds(*until) - to_microseconds(now)}, context);
}

}  // namespace

// RFC 4122, version 4.
Value random_uuid(Arguments, CallContext&) {
  thread_local std::mt19937_64 generator{std::random_device{}()};
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string uuid;
  std::uint64_t bits = 0;
  for (int digit = 0; digit < 32; ++digit) {
    bits = digit % 16 == 0 ? generator() : bits >> 4;
    uuid += digit == 8 || digit == 12 || digit == 16 || digit == 20 ? "-" : "";
    uuid += digit == 12 ? '4' : digit == 16 ? digits[8 + (bits & 3)] : digits[bits & 15];
  }
  return uuid;
}

void add_info_functions(Overloads& rows) {
  const auto drawn = [](sql::Overload row) { return with_volatility(std::move(row), sql::Volatility::volatile_); };
  const auto of_session = [](sql::Overload row) { return with_volatility(std::move(row), sql::Volatility::stable); };
  rows.push_back(drawn(native_row("nextval", {bigint}, bigint, "pg_nextval", nextval)));
  rows.push_back(drawn(native_row("currval", {bigint}, bigint, "pg_currval", currval)));
  rows.push_back(drawn(native_row("lastval", {}, bigint, "pg_lastval", lastval)));
  rows.push_back(drawn(native_row("setval", {bigint, bigint}, bigint, "pg_setval", setval)));
  rows.push_back(drawn(native_row("setval", {bigint, bigint, boolean}, bigint, "pg_setval", setval)));
  rows.push_back(of_session(native_row("version", {}, text, "pg_version", version)));
  for (const std::string_view spelled : {"current_database", "current_catalog"}) {
    rows.push_back(of_session(native_row(spelled, {}, name, "pg_current_database", current_database)));
  }
  rows.push_back(of_session(native_row("current_schema", {}, name, "pg_current_schema", current_schema)));
  for (const std::string_view spelled : {"current_user", "session_user", "user", "current_role"}) {
    rows.push_back(of_session(native_row(spelled, {}, name, "pg_current_user", current_user)));
  }
  // There is no network connection between a session and its engine.
  for (const std::string_view spelled : {"inet_server_addr", "inet_client_addr"}) {
    rows.push_back(of_session(template_row(spelled, {}, inet, "NULL")));
  }
  for (const std::string_view spelled : {"inet_server_port", "inet_client_port"}) {
    rows.push_back(of_session(template_row(spelled, {}, integer, "NULL")));
  }
  rows.push_back(of_session(native_row("pg_backend_pid", {}, integer, "pg_backend_pid", backend_pid)));
  rows.push_back(drawn(native_row("pg_sleep", {double_}, void_, "pg_sleep", sleep)));
  rows.push_back(drawn(native_row("pg_sleep_for", {interval}, void_, "pg_sleep_for", sleep_for)));
  rows.push_back(drawn(native_row("pg_sleep_until", {timestamptz}, void_, "pg_sleep_until", sleep_until)));
  rows.push_back(drawn(native_row("gen_random_uuid", {}, uuid, "pg_random_uuid", random_uuid)));
}

}  // namespace emulator::postgres
