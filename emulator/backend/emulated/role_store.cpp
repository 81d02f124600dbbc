#include "backend/emulated/role_store.hpp"

#include <utility>

#include "backend/emulated/store_types.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

using sqlite::Connection;

std::int64_t number(bool truth) {
  return truth ? 1 : 0;
}

Value optional_value(const std::optional<std::string>& text) {
  return text ? Value{*text} : Value{};
}

std::optional<std::string> optional_text(sqlite::Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(std::string(row.text(column)));
}

template <class... Arguments>
void run(Connection& connection, std::string_view sql, const Arguments&... arguments) {
  connection.prepare(sql).bind_all(arguments...).run();
}

void insert_grant(Connection& connection, const catalog::Grant& grant, bool is_default, const std::string& creator) {
  run(connection,
      "INSERT INTO emulator_grant (kind, object, schema, name, column_id, column_name, grantee, grantor, privileges, "
      "grantable, is_default, creator) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
      name_of(grant.on), grant.object, std::string_view{grant.schema}, std::string_view{grant.name},
      std::int64_t{grant.column}, std::string_view{grant.column_name}, std::string_view{grant.grantee},
      std::string_view{grant.grantor}, static_cast<std::int64_t>(grant.privileges),
      static_cast<std::int64_t>(grant.grantable), number(is_default), std::string_view{creator});
}

void load_grants(Connection& connection, catalog::Catalog& catalog) {
  auto row = connection.prepare(
      "SELECT kind, object, schema, name, column_id, column_name, grantee, grantor, privileges, grantable, is_default, "
      "creator FROM emulator_grant ORDER BY ordinal");
  while (row.step()) {
    catalog::Grant grant;
    grant.on = granted_on_from(row.text(0));
    grant.object = row.integer(1);
    grant.schema = row.text(2);
    grant.name = row.text(3);
    grant.column = static_cast<std::int32_t>(row.integer(4));
    grant.column_name = row.text(5);
    grant.grantee = row.text(6);
    grant.grantor = row.text(7);
    grant.privileges = static_cast<catalog::Privileges>(row.integer(8));
    grant.grantable = static_cast<catalog::Privileges>(row.integer(9));
    if (row.integer(10) == 0) {
      catalog.grants.push_back(std::move(grant));
      continue;
    }
    std::string schema = std::exchange(grant.schema, {});
    catalog.default_grants.push_back({std::string(row.text(11)), std::move(schema), std::move(grant)});
  }
}

}  // namespace

void delete_role(Connection& connection, const std::string& name) {
  const std::string_view role = name;
  run(connection, "DELETE FROM emulator_role WHERE name = ?", role);
  run(connection, "DELETE FROM emulator_role_member WHERE member = ?", role);
}

void put_role(Connection& connection, const catalog::Role& role) {
  delete_role(connection, role.name);
  run(connection,
      "INSERT INTO emulator_role (id, name, is_master, can_login, inherits, may_create_roles, may_create_databases, "
      "bypasses_row_security, connection_limit, password, valid_until, is_locked) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
      role.id, std::string_view{role.name}, number(role.is_master), number(role.can_login), number(role.inherits),
      number(role.may_create_roles), number(role.may_create_databases), number(role.bypasses_row_security),
      std::int64_t{role.connection_limit}, optional_value(role.password), optional_value(role.valid_until),
      number(role.is_locked));
  std::int64_t ordinal = 0;
  for (const catalog::Membership& membership : role.memberships) {
    run(connection, "INSERT INTO emulator_role_member (role, member, ordinal, is_admin) VALUES (?,?,?,?)",
        std::string_view{membership.role}, std::string_view{role.name}, ordinal++, number(membership.is_admin));
  }
}

void put_grants(Connection& connection, const std::vector<catalog::Grant>& grants) {
  connection.execute("DELETE FROM emulator_grant WHERE is_default = 0");
  for (const catalog::Grant& grant : grants) insert_grant(connection, grant, false, {});
}

void put_default_grants(Connection& connection, const std::vector<catalog::DefaultGrant>& grants) {
  connection.execute("DELETE FROM emulator_grant WHERE is_default = 1");
  for (const catalog::DefaultGrant& made : grants) {
    catalog::Grant grant = made.grant;
    grant.schema = made.schema;
    insert_grant(connection, grant, true, made.creator);
  }
}

void delete_grants_on(Connection& connection, std::int64_t object) {
  run(connection, "DELETE FROM emulator_grant WHERE object = ?", object);
}

void put_first_grants(Connection& connection, const sql::Dialect& dialect) {
  if (dialect.traits.default_schema.empty()) return;
  catalog::Grant database{.on = catalog::GrantedOn::database};
  database.privileges = catalog::privilege::connect | catalog::privilege::temporary;
  catalog::Grant schema{.on = catalog::GrantedOn::schema, .schema = std::string(dialect.traits.default_schema)};
  schema.privileges = catalog::privilege::usage;
  put_grants(connection, {database, schema});
}

void load_roles(Connection& connection, catalog::Catalog& catalog) {
  auto row = connection.prepare(
      "SELECT id, name, is_master, can_login, inherits, may_create_roles, may_create_databases, bypasses_row_security, "
      "connection_limit, is_locked, password, valid_until FROM emulator_role");
  while (row.step()) {
    catalog::Role role;
    role.id = row.integer(0);
    role.name = row.text(1);
    role.is_master = row.integer(2) != 0;
    role.can_login = row.integer(3) != 0;
    role.inherits = row.integer(4) != 0;
    role.may_create_roles = row.integer(5) != 0;
    role.may_create_databases = row.integer(6) != 0;
    role.bypasses_row_security = row.integer(7) != 0;
    role.connection_limit = static_cast<std::int32_t>(row.integer(8));
    role.is_locked = row.integer(9) != 0;
    role.password = optional_text(row, 10);
    role.valid_until = optional_text(row, 11);
    catalog.roles.emplace(role.name, std::move(role));
  }
  auto members = connection.prepare("SELECT member, role, is_admin FROM emulator_role_member ORDER BY member, ordinal");
  while (members.step()) {
    const auto found = catalog.roles.find(members.text(0));
    if (found != catalog.roles.end()) {
      found->second.memberships.push_back({std::string(members.text(1)), members.integer(2) != 0});
    }
  }
  load_grants(connection, catalog);
}

}  // namespace emulator::backend::emulated
