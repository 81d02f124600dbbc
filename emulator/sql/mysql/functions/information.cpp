// What the session knows of itself, named locks, system variables (@@name), and the rows that only this program calls.
// Those of the last kind have names that begin with a space, which no parser produces.
#include <atomic>
#include <charconv>
#include <chrono>
#include <set>

#include "base/text.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/locks.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/sleep.hpp"

namespace emulator::mysql {

sql::NamedLocks& named_locks() {
  static sql::NamedLocks locks;
  return locks;
}

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

constexpr std::string_view server_version = "8.0.39";  // of Aurora MySQL 3.08
constexpr std::string_view aurora_version = "3.08.0";

Value database(Arguments, CallContext& context) {
  return context.database.empty() ? Value{Null{}} : Value{context.database};
}
Value version(Arguments, CallContext&) {
  return std::string{server_version};
}
Value aurora(Arguments, CallContext&) {
  return std::string{aurora_version};
}
// The account, "admin@%"; and who it is from where, which is not known.
Value current_user(Arguments, CallContext& context) {
  return context.user.find('@') == std::string::npos ? context.user + "@%" : context.user;
}
Value user(Arguments, CallContext& context) {
  return context.user.substr(0, context.user.find('@')) + "@localhost";
}
// `a`@`%`,`b`@`%`: the roles that SET ROLE took, or the default ones.
Value current_role(Arguments, CallContext& context) {
  const auto setting =
      context.variables == nullptr ? std::nullopt : context.variables->system_variable(" active_roles", false);
  const auto* names = setting ? std::get_if<std::string>(&setting->value) : nullptr;
  std::set<std::string> roles;
  for (std::size_t begin = 0; names != nullptr && *names != "default" && begin < names->size();) {
    const std::size_t end = std::min(names->find('\n', begin), names->size());
    const std::string name = names->substr(begin, end - begin);
    const std::size_t at = std::min(name.rfind('@'), name.size());
    roles.insert("`" + name.substr(0, at) + "`@`" + name.substr(std::min(at + 1, name.size())) + "`");
    begin = end + 1;
  }
  std::string text;
  for (const std::string& role : roles) text += (text.empty() ? "" : ",") + role;
  return text.empty() ? std::string{"NONE"} : text;
}
// The server's start in seconds and a counter, which no other call has had.
Value short_uuid(Arguments, CallContext& context) {
  static const auto start = std::chrono::duration_cast<std::chrono::seconds>(context.statement_time.time_since_epoch());
  static std::atomic<std::uint64_t> counter = 0;
  return unsigned_value((std::uint64_t{1} << 56) + (static_cast<std::uint64_t>(start.count()) << 24) + ++counter);
}
Value connection_id(Arguments, CallContext& context) {
  return context.connection_id;
}

Value last_insert_id(Arguments, CallContext& context) {
  return context.last_insert_id;
}
// LAST_INSERT_ID(n) remembers n.
Value set_last_insert_id(Arguments arguments, CallContext& context) {
  context.last_insert_id = is_null(arguments[0]) ? 0 : bigint_of(arguments[0]);
  return arguments[0];
}

// value, sequence: NULL and 0 take the next number, others push the counter on.
Value auto_increment(Arguments arguments, CallContext& context) {
  const std::int64_t sequence = bigint_of(arguments[1]);
  const std::int64_t value = is_null(arguments[0]) ? 0 : bigint_of(arguments[0]);
  const bool is_kept_zero = context.modes.no_auto_value_on_zero && !is_null(arguments[0]);
  if (value != 0 || is_kept_zero) {
    if (value > 0) context.sequences->raise(sequence, value);
    context.last_stored_id = value;
    return arguments[0];
  }
  const std::int64_t next = context.sequences->next(sequence);
  context.row_made_first_id = context.first_generated_id == 0;
  if (context.row_made_first_id) {
    context.first_generated_id = next;
    context.last_insert_id = next;
  }
  context.generated_ids.push_back(next);
  return next;
}

Value row_count(Arguments, CallContext& context) {
  return context.row_count;
}
Value found_rows(Arguments, CallContext& context) {
  return context.found_rows;
}
Value warning_count(Arguments, CallContext& context) {
  return static_cast<std::int64_t>(context.earlier_diagnostics.size());
}
Value error_count(Arguments, CallContext& context) {
  std::int64_t count = 0;
  for (const auto& entry : context.earlier_diagnostics) count += entry.level == sql::DiagnosticLevel::error ? 1 : 0;
  return count;
}
// 0 when the time is over, as the manual's 12.24 has it; a statement that must end does.
Value sleep(Arguments arguments, CallContext& context) {
  if (!sql::sleep(context, std::chrono::duration<double>{double_of(arguments[0])})) {
    throw make_error(Condition::query_canceled, {});
  }
  return std::int64_t{0};
}

// --- User variables and columns that may not be NULL ----------------------------------------------------------------

Value user_variable(Arguments arguments, CallContext& context) {
  const auto found = context.user_variables.find(view_of(arguments[0]));
  return found == context.user_variables.end() ? Value{Null{}} : found->second.value;
}

// name, value, then its type: id, whether it is unsigned, length, scale
Value set_user_variable(Arguments arguments, CallContext& context) {
  const Type type{.id = static_cast<TypeId>(bigint_of(arguments[2])),
                  .is_unsigned = bigint_of(arguments[3]) != 0,
                  .length = static_cast<std::int32_t>(bigint_of(arguments[4])),
                  .scale = static_cast<std::int32_t>(bigint_of(arguments[5]))};
  context.user_variables[std::string{view_of(arguments[0])}] = {arguments[1], type};
  return arguments[1];
}

// value, the column's implicit default, its name
Value never_null(Arguments arguments, CallContext& context) {
  if (!is_null(arguments[0])) return arguments[0];
  context.warn(1048, make_error(Condition::not_null_violation, {std::string{view_of(arguments[2])}}).message);
  return arguments[1];
}

// --- Named locks ---------------------------------------------------------------------------------------------------

std::string lock_name(const Value& value) {
  const auto text = view_of(value);
  if (text.empty() || utf8_length(text) > 64) {
    throw worded_error(Condition::invalid_parameter_value, 3057, "42000",
                       "Incorrect user-level lock name '" + std::string{text} + "'.");
  }
  return ascii_lower(text);
}

Value get_lock(Arguments arguments, CallContext& context) {
  const std::string name = lock_name(arguments[0]);
  const double seconds = double_of(arguments[1]);
  return truth(named_locks().acquire(name, context.connection_id, std::chrono::duration<double>{seconds}));
}
Value release_lock(Arguments arguments, CallContext& context) {
  const auto released = named_locks().release(lock_name(arguments[0]), context.connection_id);
  return released ? truth(*released) : Value{Null{}};
}
Value release_all_locks(Arguments, CallContext& context) {
  return named_locks().release_all(context.connection_id);
}
Value is_free_lock(Arguments arguments, CallContext&) {
  return truth(!named_locks().holder(lock_name(arguments[0])).has_value());
}
Value is_used_lock(Arguments arguments, CallContext&) {
  const auto holder = named_locks().holder(lock_name(arguments[0]));
  return holder ? Value{*holder} : Value{Null{}};
}

}  // namespace

void add_information(Rows& rows) {
  using enum TypeId;
  const auto add = [&](std::string_view function, Type result, std::string_view native, sql::NativeFunction body) {
    stable(rows.native(function, {}, result, native, body));
  };
  add("database", text_type, "my_database", database);
  add("schema", text_type, "my_database", database);
  add("version", text_type, "my_version", version);
  add("aurora_version", text_type, "my_aurora_version", aurora);
  add("user", text_type, "my_user", user);
  add("session_user", text_type, "my_user", user);
  add("system_user", text_type, "my_user", user);
  add("current_user", text_type, "my_current_user", current_user);
  add("current_role", text_type, "my_current_role", current_role);
  changing(rows.native("uuid_short", {}, unsigned_type, "my_uuid_short", short_uuid));
  add("connection_id", unsigned_type, "my_connection_id", connection_id);
  changing(rows.native("row_count", {}, bigint_type, "my_row_count", row_count));
  changing(rows.native("found_rows", {}, bigint_type, "my_found_rows", found_rows));
  changing(rows.native("last_insert_id", {}, unsigned_type, "my_last_insert_id", last_insert_id));
  changing(
      sees_nulls(rows.native("last_insert_id", {bigint}, unsigned_type, "my_set_last_insert_id", set_last_insert_id)));
  changing(rows.native("sleep", {double_}, bigint_type, "my_sleep", sleep));
  changing(rows.native("get_lock", {text, double_}, bigint_type, "my_get_lock", get_lock));
  changing(rows.native("release_lock", {text}, bigint_type, "my_release_lock", release_lock));
  changing(rows.native("release_all_locks", {}, bigint_type, "my_release_all_locks", release_all_locks));
  changing(rows.native("is_free_lock", {text}, bigint_type, "my_is_free_lock", is_free_lock));
  changing(rows.native("is_used_lock", {text}, bigint_type, "my_is_used_lock", is_used_lock));
}

// Variables that change by themselves; all others are settings of the session.
void add_variables(Rows& rows) {
  const auto add = [&](std::string_view variable, Type result, std::string_view native, sql::NativeFunction body) {
    changing(rows.native(variable, {}, result, native, body));
  };
  add("@@aurora_version", text_type, "my_aurora_version", aurora);
  add("@@version", text_type, "my_version", version);
  add("@@last_insert_id", unsigned_type, "my_last_insert_id", last_insert_id);
  add("@@identity", unsigned_type, "my_last_insert_id", last_insert_id);
  add("@@warning_count", bigint_type, "my_warning_count", warning_count);
  add("@@error_count", bigint_type, "my_error_count", error_count);
}

void add_internals(Rows& rows) {
  using enum TypeId;
  changing(
      sees_nulls(rows.native(" auto_increment", {bigint, bigint}, bigint_type, "my_auto_increment", auto_increment)));
  changing(sees_nulls(rows.native(" user_variable", {text}, text_type, "my_user_variable", user_variable)));
  changing(sees_nulls(rows.native(" set_user_variable", {text, any, bigint, bigint, bigint, bigint}, text_type,
                                  "my_set_user_variable", set_user_variable)));
  changing(sees_nulls(rows.native(" never_null", {any, any, text}, text_type, "my_never_null", never_null)));
}

}  // namespace emulator::mysql
