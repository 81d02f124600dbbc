// Roles, and what they may do: PostgreSQL's roles, MySQL's accounts and roles. Who is not among them, as the master
// user unless he was granted something, owns the database and may do everything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emulator::catalog {

struct Membership {
  std::string role;
  bool is_admin = false;  // WITH ADMIN OPTION
};

struct Role {
  std::int64_t id = 0;
  std::string name;  // MySQL: with its host, "app@%"
  bool is_master = false;
  bool can_login = false, inherits = true, may_create_roles = false, may_create_databases = false;
  bool bypasses_row_security = false;
  std::int32_t connection_limit = -1;
  std::optional<std::string> password;     // set or not is all that counts: sessions are opened by secrets
  std::optional<std::string> valid_until;  // PostgreSQL, a timestamptz
  std::vector<Membership> memberships;     // of other roles
  bool is_locked = false;                  // MySQL ACCOUNT LOCK
};

using Privileges = std::uint64_t;
namespace privilege {
inline constexpr Privileges select = 1, insert = 2, update = 4, delete_ = 8, truncate = 16, references = 32,
                            trigger = 64;
inline constexpr Privileges usage = 128, create = 256, connect = 512, temporary = 1024, execute = 2048;
// MySQL's, besides those above.
inline constexpr Privileges alter = 1 << 12, drop = 1 << 13, index = 1 << 14, create_view = 1 << 15,
                            show_view = 1 << 16;
inline constexpr Privileges create_routine = 1 << 17, alter_routine = 1 << 18, event = 1 << 19, lock_tables = 1 << 20;
inline constexpr Privileges create_user = 1 << 21, process = 1 << 22, reload = 1 << 23, show_databases = 1 << 24;
inline constexpr Privileges create_role = 1 << 25, drop_role = 1 << 26, replication_client = 1 << 27;
inline constexpr Privileges replication_slave = 1 << 28;
}  // namespace privilege

enum class GrantedOn : std::uint8_t {
  server,    // MySQL *.*
  database,  // PostgreSQL
  schema,    // MySQL: a database
  table,     // and views
  sequence,
  type
};

// An entry of an object's access list. MySQL's grants are by name, and stay when the object goes.
struct Grant {
  GrantedOn on = GrantedOn::table;
  std::int64_t object = 0;  // PostgreSQL: id of a table, view, sequence or type
  std::string schema;       // of GrantedOn::schema; MySQL: the table's too
  std::string name;         // MySQL: the table
  std::int32_t column = 0;  // id, PostgreSQL; 0: the whole object
  std::string column_name;  // MySQL
  std::string grantee;      // empty: PUBLIC
  std::string grantor;
  Privileges privileges = 0;
  Privileges grantable = 0;  // of these, WITH GRANT OPTION
};

// PostgreSQL ALTER DEFAULT PRIVILEGES: what new objects of a role, in a schema (empty: in any), are granted.
struct DefaultGrant {
  std::string creator;
  std::string schema;
  Grant grant;  // of no object
};

}  // namespace emulator::catalog
