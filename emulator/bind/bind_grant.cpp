// GRANT and REVOKE of privileges, ALTER DEFAULT PRIVILEGES
// (https://www.postgresql.org/docs/15/sql-grant.html, https://www.postgresql.org/docs/15/sql-revoke.html).
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "bind/role_changes.hpp"

namespace emulator::bind {

namespace {

using catalog::GrantedOn;
using catalog::Privileges;
namespace privilege = catalog::privilege;

constexpr Privileges column_privileges =
    privilege::select | privilege::insert | privilege::update | privilege::references;

bool is_same_object(const catalog::Grant& one, const catalog::Grant& other) {
  return one.on == other.on && one.object == other.object && one.schema == other.schema;
}

}  // namespace

Privileges RoleChanges::valid_on(GrantedOn on) {
  switch (on) {
    case GrantedOn::table:
      return column_privileges | privilege::delete_ | privilege::truncate | privilege::trigger;
    case GrantedOn::sequence:
      return privilege::usage | privilege::select | privilege::update;
    case GrantedOn::schema:
      return privilege::usage | privilege::create;
    case GrantedOn::database:
      return privilege::create | privilege::connect | privilege::temporary;
    case GrantedOn::type:
      return privilege::usage;
    case GrantedOn::server:
      break;
  }
  return 0;
}

// Without columns; ALL is what is valid.
Privileges RoleChanges::privileges_of(const ast::Grant& grant, std::string_view kind, Privileges valid) const {
  if (grant.privileges.empty()) {
    return valid;
  }
  Privileges all = 0;
  for (const ast::GrantedPrivilege& named : grant.privileges) {
    const Privileges found = privilege_named(named.name);
    if (found == 0 && !named.name.empty()) {
      fail(Condition::syntax_error, {"unrecognized privilege type \"" + named.name + "\""});
    }
    const Privileges bit = named.name.empty() ? column_privileges : found;
    if (!named.columns.empty() && kind != "table") {
      fail(Condition::invalid_grant, {"column privileges are only valid for relations"});
    }
    const Privileges allowed = named.columns.empty() ? valid : column_privileges;
    if ((bit & allowed) == 0) {
      const bool is_of_no_relation =
          kind == "table" && (bit & (valid_on(GrantedOn::table) | valid_on(GrantedOn::sequence))) == 0;
      fail(Condition::invalid_grant, {"invalid privilege type " + ascii_upper(named.name) + " for " +
                                      (!named.columns.empty() ? "column"
                                       : is_of_no_relation    ? "relation"
                                                              : std::string(kind))});
    }
    all |= named.columns.empty() ? bit : 0;
  }
  return all;
}

RoleChanges::Target RoleChanges::relation_target(const ast::Name& name, ast::GrantKind kind) {
  const ast::Name quiet{name.parts, ast::no_position};
  const std::string schema = binder_.schema_of(quiet);
  const bool wants_sequence = kind == ast::GrantKind::sequence;
  if (const catalog::Sequence* sequence = catalog_.find_sequence(schema, name.parts.back())) {
    return {{.on = GrantedOn::sequence, .object = sequence->id}, owned_object(catalog_, sequence->id)};
  }
  const catalog::View* view = catalog_.find_view(schema, name.parts.back());
  const std::int64_t id = view == nullptr ? binder_.table_named(quiet).id : view->id;
  if (wants_sequence) {
    fail(Condition::wrong_object_type, {name.parts.back(), "a sequence"});
  }
  Target target{{.on = GrantedOn::table, .object = id}, owned_object(catalog_, id)};
  if (target.object.kind.empty()) {
    binder_.unsupported("privileges on system catalogs", position_);
  }
  return target;
}

std::vector<RoleChanges::Target> RoleChanges::targets_in_schemas(const ast::Grant& grant) {
  std::vector<Target> made;
  const auto add = [&](const auto& objects, const std::string& schema, GrantedOn on) {
    for (const auto& [name, object] : objects) {
      if (object->schema == schema) {
        made.push_back({{.on = on, .object = object->id}, owned_object(catalog_, object->id)});
      }
    }
  };
  for (const ast::Name& name : grant.objects) {
    const std::string& schema = name.parts.back();
    if (!catalog_.schemas.contains(schema)) {
      fail(Condition::undefined_schema, {schema});
    }
    if (grant.kind == ast::GrantKind::table) {
      add(catalog_.tables, schema, GrantedOn::table);
      add(catalog_.views, schema, GrantedOn::table);
    } else if (grant.kind == ast::GrantKind::sequence) {
      add(catalog_.sequences, schema, GrantedOn::sequence);
    }
  }
  return made;
}

std::vector<RoleChanges::Target> RoleChanges::targets(const ast::Grant& grant) {
  if (grant.all_in_schema) {
    return targets_in_schemas(grant);
  }
  std::vector<Target> made;
  for (const ast::Name& name : grant.objects) {
    const std::string& last = name.parts.back();
    switch (grant.kind) {
      case ast::GrantKind::table:
      case ast::GrantKind::sequence:
        made.push_back(relation_target(name, grant.kind));
        break;
      case ast::GrantKind::schema: {
        const auto found = catalog_.schemas.find(last);
        if (found == catalog_.schemas.end()) {
          fail(Condition::undefined_schema, {last});
        }
        made.push_back({{.on = GrantedOn::schema, .schema = last}, {"schema", last, {}, found->second.owner}});
        break;
      }
      case ast::GrantKind::database:
        if (last != binder_.environment_.database) {
          binder_.unsupported("privileges on another database", position_);
        }
        made.push_back({{.on = GrantedOn::database}, {"database", last, {}, {}}});
        break;
      case ast::GrantKind::type: {
        const catalog::EnumType* type = catalog_.find_enum(binder_.schema_of(name), last);
        if (type == nullptr) {
          fail(Condition::undefined_type, {binder_.displayed(name)});
        }
        made.push_back({{.on = GrantedOn::type, .object = type->id}, owned_object(catalog_, type->id)});
        break;
      }
      case ast::GrantKind::function:
      case ast::GrantKind::server:
        binder_.unsupported("privileges on functions", position_);
    }
  }
  return made;
}

std::vector<RoleChanges::Target> RoleChanges::column_targets(const Target& table,
                                                             const ast::GrantedPrivilege& privilege) {
  std::vector<Target> made;
  const catalog::Table* known = catalog_.table_by_id(table.grant.object);
  if (known == nullptr) {
    binder_.unsupported("privileges on columns of views", position_);
  }
  for (const std::string& name : privilege.columns) {
    const auto column = std::find_if(known->columns.begin(), known->columns.end(),
                                     [&](const catalog::Column& candidate) { return candidate.name == name; });
    if (column == known->columns.end()) {
      fail(Condition::undefined_target_column, {name, known->name});
    }
    made.push_back(table);
    made.back().grant.column = column->id;
  }
  return made;
}

Statement RoleChanges::grant(const ast::Grant& grant) {
  if (grant.kind == ast::GrantKind::function && grant.all_in_schema) {
    return Nothing{};  // users have none
  }
  for (const ast::RoleName& grantee : grant.grantees) {
    static_cast<void>(binder_.role_named(grantee));
  }
  for (const Target& target : targets(grant)) {
    const Privileges valid = valid_on(target.grant.on);
    // TABLE may be said of a sequence, and then of what tables have too.
    const bool by_table = grant.kind == ast::GrantKind::table && target.grant.on == GrantedOn::sequence;
    const Privileges named =
        privileges_of(grant, by_table || target.grant.on == GrantedOn::table ? "table" : target.object.kind,
                      by_table ? valid | valid_on(GrantedOn::table) : valid);
    if ((named & valid) != 0) {
      change(grant, target, named & valid);
    }
    for (const ast::GrantedPrivilege& privilege : grant.privileges) {
      if (privilege.columns.empty()) {
        continue;
      }
      for (const Target& column : column_targets(target, privilege)) {
        change(grant, column, privilege.name.empty() ? column_privileges : privilege_named(privilege.name));
      }
    }
  }
  Definition definition;
  definition.changes.emplace_back(catalog::PutGrants{std::move(grants_)});
  return definition;
}

void RoleChanges::change(const ast::Grant& grant, const Target& target, Privileges privileges) {
  const Privileges may = rights_.grantable_on(target.grant, target.object.owner) & privileges;
  if (may == 0) {
    const bool has_any =
        (rights_.on_object(target.grant.object, target.object.owner) | rights_.on_any_column(target.grant.object)) != 0;
    if (target.grant.object == 0 || !has_any) {
      fail(Condition::permission_denied, {std::string(target.object.kind), target.object.name});
    }
    return;  // "no privileges were granted", which is a warning
  }
  for (const ast::RoleName& grantee : grant.grantees) {
    catalog::Grant entry = target.grant;
    entry.grantee = binder_.role_named(grantee);
    entry.grantor = rights_.owns(target.object.owner) ? target.object.owner : user_;
    entry.privileges = may;
    entry.grantable = grant.with_option ? may : 0;
    if (grant.is_grant && grant.with_option && entry.grantee.empty()) {
      fail(Condition::invalid_grant, {"grant options can only be granted to roles"});
    }
    if (grant.is_grant) {
      give(entry);
    } else {
      take(grant, entry);
    }
  }
}

void RoleChanges::give(const catalog::Grant& given) {
  const auto known = std::find_if(grants_.begin(), grants_.end(), [&](const catalog::Grant& entry) {
    return is_same_object(entry, given) && entry.column == given.column && entry.grantee == given.grantee &&
           entry.grantor == given.grantor;
  });
  if (known == grants_.end()) {
    grants_.push_back(given);
    return;
  }
  known->privileges |= given.privileges;
  known->grantable |= given.grantable;
}

// What is taken of a table is taken of its columns.
void RoleChanges::take(const ast::Grant& grant, const catalog::Grant& taken) {
  Privileges lost = 0;
  for (catalog::Grant& entry : grants_) {
    const bool is_it = is_same_object(entry, taken) && (taken.column == 0 || entry.column == taken.column) &&
                       entry.grantee == taken.grantee && entry.grantor == taken.grantor;
    if (is_it) {
      lost |= entry.grantable & taken.privileges;
      entry.grantable &= ~taken.privileges;
      entry.privileges &= grant.only_option ? ~Privileges{0} : ~taken.privileges;
    }
  }
  std::erase_if(grants_, [](const catalog::Grant& entry) { return entry.privileges == 0; });
  if (lost != 0) {
    take_dependent(grant, taken, lost);
  }
}

// What the grantee granted on goes with it.
void RoleChanges::take_dependent(const ast::Grant& grant, const catalog::Grant& taken, Privileges lost) {
  std::vector<catalog::Grant> dependent;
  for (const catalog::Grant& entry : grants_) {
    if (is_same_object(entry, taken) && entry.grantor == taken.grantee && (entry.privileges & lost) != 0) {
      dependent.push_back(entry);
      dependent.back().privileges &= lost;
    }
  }
  if (!dependent.empty() && !grant.cascade) {
    SqlError error = binder_.dialect_.error(Condition::insufficient_privilege, {"dependent privileges exist"});
    error.sqlstate = "2BP01";
    error.hint = "Use CASCADE to revoke them too.";
    throw error;
  }
  ast::Grant whole;
  whole.is_grant = false;
  whole.cascade = true;
  for (const catalog::Grant& entry : dependent) {
    take(whole, entry);
  }
}

Statement RoleChanges::default_privileges(const ast::DefaultPrivileges& defaults) {
  const ast::Grant& grant = defaults.grant;
  if (grant.kind == ast::GrantKind::function) {
    return Nothing{};  // users have none
  }
  const GrantedOn on = grant.kind == ast::GrantKind::sequence ? GrantedOn::sequence
                       : grant.kind == ast::GrantKind::type   ? GrantedOn::type
                       : grant.kind == ast::GrantKind::schema ? GrantedOn::schema
                                                              : GrantedOn::table;
  if (on == GrantedOn::schema) {
    binder_.unsupported("default privileges on schemas", position_);
  }
  const std::string_view kind = on == GrantedOn::sequence ? "sequence" : on == GrantedOn::type ? "type" : "table";
  const Privileges privileges = privileges_of(grant, kind, valid_on(on));
  std::vector<catalog::DefaultGrant> all = catalog_.default_grants;
  std::vector<std::string> creators;
  for (const ast::RoleName& creator : defaults.creators) {
    creators.push_back(binder_.owner_named(creator));
  }
  if (creators.empty()) {
    creators.push_back(binder_.owner_named({ast::RoleName::Kind::current, {}}));
  }
  std::vector<std::string> schemas = defaults.schemas;
  for (const std::string& schema : schemas) {
    if (!catalog_.schemas.contains(schema)) {
      fail(Condition::undefined_schema, {schema});
    }
  }
  if (schemas.empty()) {
    schemas.emplace_back();
  }
  for (const std::string& creator : creators) {
    for (const std::string& schema : schemas) {
      for (const ast::RoleName& named : grant.grantees) {
        const std::string grantee = binder_.role_named(named);
        const auto known = std::find_if(all.begin(), all.end(), [&](const catalog::DefaultGrant& made) {
          return made.creator == creator && made.schema == schema && made.grant.on == on &&
                 made.grant.grantee == grantee;
        });
        if (known == all.end() && grant.is_grant) {
          catalog::Grant entry{.on = on, .grantee = grantee, .grantor = creator, .privileges = privileges};
          entry.grantable = grant.with_option ? privileges : 0;
          all.push_back({creator, schema, std::move(entry)});
        } else if (known != all.end() && grant.is_grant) {
          known->grant.privileges |= privileges;
          known->grant.grantable |= grant.with_option ? privileges : 0;
        } else if (known != all.end()) {
          known->grant.privileges &= grant.only_option ? ~Privileges{0} : ~privileges;
          known->grant.grantable &= ~privileges;
        }
      }
    }
  }
  std::erase_if(all, [](const catalog::DefaultGrant& made) { return made.grant.privileges == 0; });
  Definition definition;
  definition.changes.emplace_back(catalog::PutDefaultGrants{std::move(all)});
  return definition;
}

}  // namespace emulator::bind
