// What the session knows of itself, named locks, system variables (@@name), and the rows that only this program calls.
// Those of the last kind have names that begin with a space, which no parser produces.
#include <charconv>

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
Value user(Arguments, CallContext& context) {
  return context.user + "@localhost";
}
Value current_user(Arguments, CallContext& context) {
  return context.user + "@%";
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
  if (value != 0) {
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
  return next;
}

Value unsupported(std::string_view what) {
  throw make_error(Condition::feature_not_supported, {std::string{what}});
}
Value row_count(Arguments, CallContext&) {
  return unsupported("ROW_COUNT()");
}
Value found_rows(Arguments, CallContext&) {
  return unsupported("FOUND_ROWS()");
}
// 0 when the time is over, as the manual's 12.24 has it; a statement that must end does.
Value sleep(Arguments arguments, CallContext& context) {
  if (!sql::sleep(context, std::chrono::duration<double>{double_of(arguments[0])})) {
    throw make_error(Condition::query_canceled, {});
  }
  return std::int64_t{0};
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

// --- System variables ----------------------------------------------------------------------------------------------

Value sql_mode(Arguments, CallContext& context) {
  const std::string strict = context.strict ? "STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE," : "";
  return "ONLY_FULL_GROUP_BY," + strict + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
}

Value time_zone(Arguments, CallContext& context) {
  const auto offset = context.utc_offset.count();
  if (offset == 0) return std::string{"UTC"};
  const auto magnitude = offset < 0 ? -offset : offset;
  std::string text = offset < 0 ? "-" : "+";
  for (const auto part : {magnitude / 3600, magnitude / 60 % 60}) {
    if (text.size() > 1) text += ':';
    if (part < 10) text += '0';
    text += std::to_string(part);
  }
  return text;
}

// Variables that have one value here, written as SQLite reads them.
struct Variable {
  std::string_view name, sql;
  bool is_number;
};
constexpr Variable variables[] = {
    {"@@auto_increment_increment", "1", true},
    {"@@auto_increment_offset", "1", true},
    {"@@character_set_client", "'utf8mb4'", false},
    {"@@character_set_connection", "'utf8mb4'", false},
    {"@@character_set_database", "'utf8mb4'", false},
    {"@@character_set_results", "'utf8mb4'", false},
    {"@@character_set_server", "'utf8mb4'", false},
    {"@@collation_connection", "'utf8mb4_0900_ai_ci'", false},
    {"@@collation_database", "'utf8mb4_0900_ai_ci'", false},
    {"@@collation_server", "'utf8mb4_0900_ai_ci'", false},
    {"@@default_storage_engine", "'InnoDB'", false},
    {"@@div_precision_increment", "4", true},
    {"@@explicit_defaults_for_timestamp", "1", true},
    {"@@group_concat_max_len", "1024", true},
    {"@@license", "'GPL'", false},
    {"@@lower_case_table_names", "0", true},
    {"@@max_allowed_packet", "67108864", true},
    {"@@system_time_zone", "'UTC'", false},
    {"@@version_comment", "'Source distribution'", false},
    {"@@version_compile_os", "'Linux'", false},
};

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
  add("connection_id", unsigned_type, "my_connection_id", connection_id);
  add("row_count", bigint_type, "my_row_count", row_count);
  add("found_rows", bigint_type, "my_found_rows", found_rows);
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

void add_variables(Rows& rows) {
  for (const auto& variable : variables) {
    rows.templated(variable.name, {}, variable.is_number ? bigint_type : text_type, variable.sql);
  }
  const auto add = [&](std::string_view variable, Type result, std::string_view native, sql::NativeFunction body) {
    stable(rows.native(variable, {}, result, native, body));
  };
  add("@@version", text_type, "my_version", version);
  add("@@aurora_version", text_type, "my_aurora_version", aurora);
  add("@@sql_mode", text_type, "my_sql_mode", sql_mode);
  add("@@time_zone", text_type, "my_time_zone", time_zone);
  changing(rows.native("@@last_insert_id", {}, unsigned_type, "my_last_insert_id", last_insert_id));
  changing(rows.native("@@identity", {}, unsigned_type, "my_last_insert_id", last_insert_id));
}

void add_internals(Rows& rows) {
  using enum TypeId;
  changing(
      sees_nulls(rows.native(" auto_increment", {bigint, bigint}, bigint_type, "my_auto_increment", auto_increment)));
}

}  // namespace emulator::mysql
