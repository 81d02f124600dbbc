// Roles and privileges: CREATE ROLE, GRANT and their kin.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sql/ast_expression.hpp"

namespace emulator::ast {

// Who is spoken of. MySQL: an account with its host, "app@%".
struct RoleName {
  enum class Kind : std::uint8_t {
    named,
    everybody,    // PUBLIC
    current,      // CURRENT_USER, CURRENT_ROLE
    session_user  // SESSION_USER
  };
  Kind kind = Kind::named;
  std::string name;
};

// "login" on, "password" 'x', "connection_limit" 5: by the parser's words, the value as text.
struct RoleOption {
  std::string name, value;
  bool is_on = true;
};

struct CreateRole {
  std::vector<RoleName> names;
  std::vector<RoleOption> options;
  bool is_user = false;  // CREATE USER: it may log in
  bool if_not_exists = false;
};
struct AlterRole {
  std::vector<RoleName> names;
  std::vector<RoleOption> options;
  bool is_user = false, if_exists = false;
};
struct DropRoles {
  std::vector<RoleName> names;
  bool is_user = false, if_exists = false;
};

enum class GrantKind : std::uint8_t {
  table,
  sequence,
  schema,
  database,
  type,
  function,
  server  // MySQL *.*
};
struct GrantedPrivilege {
  std::string name;  // in lower case
  std::vector<std::string> columns;
};
struct Grant {
  bool is_grant = true;  // else REVOKE
  bool only_option = false;
  std::vector<GrantedPrivilege> privileges;  // none: ALL
  GrantKind kind = GrantKind::table;
  bool all_in_schema = false;  // ALL TABLES IN SCHEMA: the names are schemas
  std::vector<Name> objects;   // MySQL: of db.*, the database
  std::vector<RoleName> grantees;
  bool with_option = false, cascade = false;
  std::uint32_t position = no_position;
};
struct GrantRole {
  bool is_grant = true;
  bool only_option = false;  // ADMIN OPTION FOR
  std::vector<std::string> roles;
  std::vector<RoleName> members;
  bool with_admin = false;
};
// PostgreSQL ALTER DEFAULT PRIVILEGES
struct DefaultPrivileges {
  std::vector<RoleName> creators;  // none: the current role
  std::vector<std::string> schemas;
  Grant grant;
};
// MySQL SET DEFAULT ROLE, and SET ROLE: of names, or "all", "none", "default"
struct ActiveRoles {
  std::vector<RoleName> roles;
  std::string word;
  std::vector<RoleName> accounts;  // of SET DEFAULT ROLE
};

using RoleCommand = std::variant<CreateRole, AlterRole, DropRoles, Grant, GrantRole, DefaultPrivileges, ActiveRoles>;

}  // namespace emulator::ast
