#include "backend/emulated/role_store.hpp"

#include <utility>

#include "backend/emulated/store_rows.hpp"
#include "backend/emulated/store_types.hpp"

namespace emulator::backend::emulated {

namespace {

using sqlite::Connection;

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
  for_each(connection,
           "SELECT kind, object, schema, name, column_id, column_name, grantee, grantor, privileges, grantable, "
           "is_default, creator FROM emulator_grant ORDER BY ordinal",
           [&](RowReader& row) {
             catalog::Grant grant;
             grant.on = granted_on_from(row.view());
             grant.object = row.integer();
             grant.schema = row.text();
             grant.name = row.text();
             grant.column = row.small();
             grant.column_name = row.text();
             grant.grantee = row.text();
             grant.grantor = row.text();
             grant.privileges = static_cast<catalog::Privileges>(row.integer());
             grant.grantable = static_cast<catalog::Privileges>(row.integer());
             if (!row.truth()) {
               catalog.grants.push_back(std::move(grant));
               return;
             }
             std::string schema = std::exchange(grant.schema, {});
             catalog.default_grants.push_back({row.text(), std::move(schema), std::move(grant)});
           });
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
  for_each(connection,
           "SELECT id, name, is_master, can_login, inherits, may_create_roles, may_create_databases, "
           "bypasses_row_security, connection_limit, is_locked, password, valid_until FROM emulator_role",
           [&](RowReader& row) {
             catalog::Role role;
             role.id = row.integer();
             role.name = row.text();
             role.is_master = row.truth();
             role.can_login = row.truth();
             role.inherits = row.truth();
             role.may_create_roles = row.truth();
             role.may_create_databases = row.truth();
             role.bypasses_row_security = row.truth();
             role.connection_limit = row.small();
             role.is_locked = row.truth();
             role.password = row.optional_text();
             role.valid_until = row.optional_text();
             catalog.roles.emplace(role.name, std::move(role));
           });
  for_each(connection, "SELECT member, role, is_admin FROM emulator_role_member ORDER BY member, ordinal",
           [&](RowReader& row) {
             const auto found = catalog.roles.find(row.view());
             std::string role = row.text();
             if (found != catalog.roles.end()) found->second.memberships.push_back({std::move(role), row.truth()});
           });
  load_grants(connection, catalog);
}

}  // namespace emulator::backend::emulated
