#include "bind/role_changes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <variant>

#include "base/overloaded.hpp"

namespace emulator::bind {

namespace {

// Roles that every Aurora database has, and that can be granted.
constexpr std::array built_in_roles = {
    std::string_view{"rds_superuser"},
    std::string_view{"rds_iam"},
    std::string_view{"rds_password"},
    std::string_view{"rds_replication"},
    std::string_view{"pg_read_all_data"},
    std::string_view{"pg_write_all_data"},
    std::string_view{"pg_monitor"},
    std::string_view{"pg_read_all_settings"},
    std::string_view{"pg_read_all_stats"},
    std::string_view{"pg_stat_scan_tables"},
    std::string_view{"pg_signal_backend"},
    std::string_view{"pg_checkpoint"},
    std::string_view{"pg_database_owner"},
    std::string_view{"pg_read_server_files"},
    std::string_view{"pg_write_server_files"},
    std::string_view{"pg_execute_server_program"},
};

bool is_built_in(std::string_view name) {
  return std::find(built_in_roles.begin(), built_in_roles.end(), name) != built_in_roles.end();
}

std::string in_quotes(const std::string& name) {
  return "\"" + name + "\"";
}

}  // namespace

// The master user is a role although the catalog lists him only once he was granted something.
std::string StatementBinder::role_named(const ast::RoleName& name) const {
  const sql::CallContext& context = *environment_.context;
  switch (name.kind) {
    case ast::RoleName::Kind::everybody:
      return {};
    case ast::RoleName::Kind::current:
      return context.user;
    case ast::RoleName::Kind::session_user:
      return context.session_user;
    case ast::RoleName::Kind::named:
      break;
  }
  const bool is_there = catalog_.find_role(name.name) != nullptr || is_built_in(name.name) ||
                        name.name == context.master_user || name.name == context.session_user;
  if (!is_there) {
    fail(Condition::undefined_role, {name.name}, ast::no_position);
  }
  return name.name;
}

std::string StatementBinder::owner_named(const ast::RoleName& name) const {
  const std::string role = role_named(name);
  const catalog::Role* known = catalog_.find_role(role);
  const Rights rights(catalog_, environment_.context->user);
  if (!rights.acts_as(role)) {
    fail(Condition::insufficient_privilege, {"must be member of role " + in_quotes(role)}, ast::no_position);
  }
  return known == nullptr || known->is_master ? std::string() : role;
}

RoleChanges::RoleChanges(StatementBinder& binder, std::uint32_t position)
    : binder_(binder),
      catalog_(binder.catalog_),
      user_(binder.environment_.context->user),
      rights_(catalog_, user_),
      position_(position),
      grants_(catalog_.grants) {}

Statement RoleChanges::bind(const ast::RoleCommand& command) {
  return std::visit(overloaded{
                        [&](const ast::CreateRole& node) { return create(node); },
                        [&](const ast::AlterRole& node) { return alter(node); },
                        [&](const ast::DropRoles& node) { return drop(node); },
                        [&](const ast::Grant& node) { return grant(node); },
                        [&](const ast::GrantRole& node) { return grant_roles(node); },
                        [&](const ast::DefaultPrivileges& node) { return default_privileges(node); },
                        [&](const ast::ActiveRoles&) -> Statement { binder_.unsupported("SET ROLE", position_); },
                    },
                    command);
}

catalog::Role& RoleChanges::changed(const std::string& name) {
  const auto [place, is_new] = changed_.try_emplace(name);
  if (is_new) {
    if (const catalog::Role* known = catalog_.find_role(name)) {
      place->second = *known;
    } else {
      place->second.id = catalog_.next_id + new_ids_++;
      place->second.name = name;
      const bool is_master = name == binder_.environment_.context->master_user;
      place->second.is_master = place->second.can_login = place->second.may_create_roles = is_master;
      place->second.may_create_databases = is_master;
    }
  }
  return place->second;
}

void RoleChanges::require_right_to_create(std::string_view what) const {
  const catalog::Role* role = catalog_.find_role(user_);
  if (!rights_.is_master() && (role == nullptr || !role->may_create_roles)) {
    deny("permission denied" + std::string(what));
  }
}

// As a timestamptz lies.
std::string RoleChanges::instant(const std::string& text) const {
  const auto path =
      binder_.dialect_.find_cast(type(TypeId::text), type(TypeId::timestamptz), sql::CastStrength::explicit_);
  const std::array<Value, 2> arguments = {text, std::int64_t{-1}};
  const auto& native = std::get<sql::Native>(path.value().function->lowering);
  return std::get<std::string>(native.function(arguments, *binder_.environment_.context));
}

// Of the options of CREATE and ALTER ROLE, by the words of PostgreSQL's parser.
void RoleChanges::apply(const std::vector<ast::RoleOption>& options, catalog::Role& role, bool is_new) {
  for (const ast::RoleOption& option : options) {
    if (option.name == "canlogin") {
      role.can_login = option.is_on;
    } else if (option.name == "inherit") {
      role.inherits = option.is_on;
    } else if (option.name == "createrole") {
      role.may_create_roles = option.is_on;
    } else if (option.name == "createdb") {
      role.may_create_databases = option.is_on;
    } else if (option.name == "connectionlimit") {
      std::from_chars(option.value.data(), option.value.data() + option.value.size(), role.connection_limit);
    } else if (option.name == "password") {
      role.password = option.is_on ? std::optional(option.value) : std::nullopt;
    } else if (option.name == "validUntil") {
      role.valid_until = instant(option.value);
    } else if (option.name == "superuser" && (option.is_on || !is_new)) {
      deny(is_new ? "must be superuser to create superusers"
                  : "must be superuser to alter superuser roles or change superuser attribute");
    } else if (option.name == "isreplication" && (option.is_on || !is_new)) {
      deny(is_new ? "must be superuser to create replication users"
                  : "must be superuser to alter replication roles or change replication attribute");
    } else if (option.name == "bypassrls" && (option.is_on || !is_new)) {
      deny(is_new ? "must be superuser to create bypassrls users" : "must be superuser to change bypassrls attribute");
    }
  }
}

Statement RoleChanges::create(const ast::CreateRole& create) {
  require_right_to_create(" to create role");
  const std::string& name = create.names.front().name;
  if (name == "public" || name == "none" || name.starts_with("pg_")) {
    SqlError error =
        binder_.dialect_.error(Condition::insufficient_privilege, {"role name " + in_quotes(name) + " is reserved"});
    error.sqlstate = "42939";
    if (name.starts_with("pg_")) {
      error.detail = "Role names starting with \"pg_\" are reserved.";
    }
    throw error;
  }
  const sql::CallContext& context = *binder_.environment_.context;
  if (catalog_.find_role(name) != nullptr || is_built_in(name) || name == context.master_user) {
    fail(Condition::duplicate_role, {name});
  }
  catalog::Role& role = changed(name);
  role.can_login = create.is_user;
  apply(create.options, role, true);
  for (const ast::RoleOption& option : create.options) {
    if (option.name == "addroleto") {
      add_member(binder_.role_named({ast::RoleName::Kind::named, option.value}), name, false);
    } else if (option.name == "rolemembers" || option.name == "adminmembers") {
      add_member(name, binder_.role_named({ast::RoleName::Kind::named, option.value}), option.name == "adminmembers");
    }
  }
  Definition definition;
  for (auto& [key, made] : changed_) {
    definition.changes.emplace_back(catalog::PutRole{std::move(made)});
  }
  return definition;
}

Statement RoleChanges::alter(const ast::AlterRole& alter) {
  const std::string name = binder_.role_named(alter.names.front());
  const bool only_password = alter.options.size() == 1 && alter.options.front().name == "password";
  if (!(only_password && name == user_)) {
    require_right_to_create("");
  }
  catalog::Role& role = changed(name);
  apply(alter.options, role, false);
  Definition definition;
  definition.changes.emplace_back(catalog::PutRole{role});
  return definition;
}

// What keeps a role from being dropped, as DETAIL lists it.
std::vector<std::string> RoleChanges::dependents(const std::string& role) const {
  std::vector<std::string> lines;
  const auto own = [&](const auto& objects, std::string_view kind) {
    for (const auto& [name, object] : objects) {
      if (object->owner == role) {
        lines.push_back("owner of " + std::string(kind) + " " + object->name);
      }
    }
  };
  own(catalog_.tables, "table");
  own(catalog_.views, "view");
  own(catalog_.sequences, "sequence");
  own(catalog_.enums, "type");
  for (const auto& [name, schema] : catalog_.schemas) {
    if (schema.owner == role) {
      lines.push_back("owner of schema " + name);
    }
  }
  for (const catalog::DefaultGrant& made : catalog_.default_grants) {
    if (made.grant.grantee == role || made.creator == role) {
      const std::string kind = made.grant.on == catalog::GrantedOn::sequence ? "sequences"
                               : made.grant.on == catalog::GrantedOn::type   ? "types"
                                                                             : "relations";
      const std::string creator = made.creator.empty() ? binder_.environment_.context->master_user : made.creator;
      lines.push_back("privileges for default privileges on new " + kind + " belonging to role " + creator +
                      (made.schema.empty() ? "" : " in schema " + made.schema));
    }
  }
  for (const catalog::Grant& grant : grants_) {
    if (grant.grantee != role && grant.grantor != role) {
      continue;
    }
    const OwnedObject object = owned_object(catalog_, grant.object);
    std::string what = grant.on == catalog::GrantedOn::schema     ? "schema " + grant.schema
                       : grant.on == catalog::GrantedOn::database ? "database " + binder_.environment_.database
                                                                  : std::string(object.kind) + " " + object.name;
    if (const catalog::Table* table = grant.column == 0 ? nullptr : catalog_.table_by_id(grant.object)) {
      const catalog::Column* column = table->find(grant.column);
      what = "column " + (column == nullptr ? std::string() : column->name) + " of " + what;
    }
    const std::string line = "privileges for " + what;
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
      lines.push_back(line);
    }
  }
  return lines;
}

Statement RoleChanges::drop(const ast::DropRoles& drop) {
  require_right_to_create(" to drop role");
  Definition definition;
  std::vector<std::string> dropped;
  for (const ast::RoleName& name : drop.names) {
    if (name.kind != ast::RoleName::Kind::named) {
      SqlError error =
          binder_.dialect_.error(Condition::insufficient_privilege, {"cannot use special role specifier in DROP ROLE"});
      error.sqlstate = "22023";
      throw error;
    }
    if (drop.if_exists && catalog_.find_role(name.name) == nullptr) {
      continue;
    }
    const std::string role = binder_.role_named(name);
    const catalog::Role* known = catalog_.find_role(role);
    if (role == user_ || role == binder_.environment_.context->session_user) {
      SqlError error =
          binder_.dialect_.error(Condition::insufficient_privilege,
                                 {role == user_ ? "current user cannot be dropped" : "session user cannot be dropped"});
      error.sqlstate = "55006";
      throw error;
    }
    if (known == nullptr || known->is_master) {
      deny("must be superuser to drop superusers");
    }
    const std::vector<std::string> lines = dependents(role);
    if (!lines.empty()) {
      SqlError error = binder_.dialect_.error(Condition::role_in_use, {role});
      for (const std::string& line : lines) {
        error.detail += (error.detail.empty() ? "" : "\n") + line;
      }
      throw error;
    }
    dropped.push_back(role);
    definition.changes.emplace_back(catalog::DropRole{role});
  }
  for (const auto& [name, role] : catalog_.roles) {
    const auto is_dropped = [&](const catalog::Membership& membership) {
      return std::find(dropped.begin(), dropped.end(), membership.role) != dropped.end();
    };
    const bool stays = std::find(dropped.begin(), dropped.end(), name) == dropped.end();
    if (stays && std::any_of(role.memberships.begin(), role.memberships.end(), is_dropped)) {
      std::erase_if(changed(name).memberships, is_dropped);
      definition.changes.emplace_back(catalog::PutRole{changed(name)});
    }
  }
  return definition;
}

void RoleChanges::require_admin(const std::string& role) const {
  const catalog::Role* known = catalog_.find_role(user_);
  const bool is_creator = known != nullptr && known->may_create_roles;
  if (!rights_.is_master() && !is_creator && !is_admin_of(catalog_, user_, role)) {
    deny("must have admin option on role " + in_quotes(role));
  }
}

void RoleChanges::add_member(const std::string& role, const std::string& member, bool is_admin) {
  if (role == member || is_member(catalog_, role, member)) {
    fail(Condition::invalid_grant, {"role " + in_quotes(role) + " is a member of role " + in_quotes(member)});
  }
  add_membership(changed(member), role, is_admin);
}

Statement RoleChanges::grant_roles(const ast::GrantRole& grant) {
  std::vector<std::string> members;
  for (const ast::RoleName& member : grant.members) {
    members.push_back(binder_.role_named(member));
    if (members.back().empty()) {
      fail(Condition::undefined_role, {"public"});
    }
  }
  for (const std::string& named : grant.roles) {
    const std::string role = binder_.role_named({ast::RoleName::Kind::named, named});
    require_admin(role);
    for (const std::string& member : members) {
      if (grant.is_grant) {
        add_member(role, member, grant.with_admin);
        continue;
      }
      std::vector<catalog::Membership>& memberships = changed(member).memberships;
      for (catalog::Membership& membership : memberships) {
        membership.is_admin = membership.is_admin && !(grant.only_option && membership.role == role);
      }
      if (!grant.only_option) {
        std::erase_if(memberships, [&](const catalog::Membership& membership) { return membership.role == role; });
      }
    }
  }
  Definition definition;
  for (auto& [name, role] : changed_) {
    definition.changes.emplace_back(catalog::PutRole{std::move(role)});
  }
  return definition;
}

}  // namespace emulator::bind
