// MySQL's GRANT and REVOKE of privileges
// (https://dev.mysql.com/doc/refman/8.0/en/grant.html, https://dev.mysql.com/doc/refman/8.0/en/revoke.html).
#include <algorithm>

#include "base/text.hpp"
#include "bind/account_changes.hpp"

namespace emulator::bind {

namespace {

using account::Level;
using catalog::GrantedOn;
using catalog::Privileges;

bool is_same_target(const catalog::Grant& one, const catalog::Grant& other) {
  return one.on == other.on && one.schema == other.schema && one.name == other.name && one.grantee == other.grantee;
}

bool is_same_entry(const catalog::Grant& one, const catalog::Grant& other, const std::string& column) {
  return is_same_target(one, other) && ascii_iequals(one.column_name, column);
}

}  // namespace

// Level by level; ALL is what can be granted there.
std::vector<AccountChanges::Asked> AccountChanges::asked(const ast::Grant& grant, Level level) const {
  std::vector<Asked> all(1);
  if (grant.privileges.empty()) {
    all.front().privileges = account::all_at(level);
  }
  for (const ast::GrantedPrivilege& named : grant.privileges) {
    if (named.name == "usage") {
      continue;
    }
    if (named.name == "grant option") {
      all.front().privileges |= account::grant_option;
      continue;
    }
    const auto& names = account::privilege_names();
    const auto known = std::find_if(names.begin(), names.end(),
                                    [&](const auto& entry) { return ascii_iequals(entry.name, named.name); });
    if (known == names.end()) {
      binder_.unsupported("the privilege " + ascii_upper(named.name), position_);
    }
    const bool is_misplaced = known->level > level || (!named.columns.empty() && level != Level::table);
    if (is_misplaced && level == Level::schema && named.columns.empty()) {
      throw account::error(1221, "HY000", "Incorrect usage of DB GRANT and GLOBAL PRIVILEGES");
    }
    if (is_misplaced || (!named.columns.empty() && known->level != Level::column)) {
      binder_.fail(Condition::invalid_grant, {}, ast::no_position);
    }
    if (named.columns.empty()) {
      all.front().privileges |= known->bit;
    }
    for (const std::string& column : named.columns) {
      all.push_back({known->bit, column});
    }
  }
  return all;
}

catalog::Grant AccountChanges::target_of(const ast::Grant& grant, Level level) const {
  catalog::Grant target;
  if (level == Level::server) {
    target.on = GrantedOn::server;
    return target;
  }
  target.on = level == Level::schema ? GrantedOn::schema : GrantedOn::table;
  const ast::Name* name = grant.objects.empty() ? nullptr : &grant.objects.front();
  const bool is_whole_schema = level == Level::schema && name != nullptr;
  target.schema = is_whole_schema   ? name->parts.front()
                  : name == nullptr ? binder_.environment_.schema
                                    : binder_.schema_of(*name);
  if (target.schema.empty()) {
    binder_.fail(Condition::no_database_selected, {}, ast::no_position);
  }
  target.name = level == Level::table ? name->parts.back() : std::string();
  return target;
}

// A table must be there unless it is granted to be made; its columns must be there.
void AccountChanges::check_target(const ast::Grant& grant, const catalog::Grant& target,
                                  const std::vector<Asked>& asked) const {
  if (target.on != GrantedOn::table || !grant.is_grant) {
    return;
  }
  const catalog::Table* table = catalog_.find_table(target.schema, target.name);
  const bool is_view = catalog_.find_view(target.schema, target.name) != nullptr;
  const bool may_be_missing = (asked.front().privileges & catalog::privilege::create) != 0;
  if (table == nullptr && !is_view && !may_be_missing) {
    binder_.fail(Condition::undefined_table, {target.schema + "." + target.name, target.schema}, ast::no_position);
  }
  for (const Asked& one : asked) {
    const bool is_there = one.column.empty() || table == nullptr ||
                          std::any_of(table->columns.begin(), table->columns.end(),
                                      [&](const auto& column) { return ascii_iequals(column.name, one.column); });
    if (!is_there) {
      throw account::error(1054, "42S22", "Unknown column '" + one.column + "' in '" + target.name + "'");
    }
  }
}

// Whoever grants has what he grants, and the right to pass it on.
void AccountChanges::require_to_grant(const catalog::Grant& target, Privileges wanted) const {
  wanted |= account::grant_option;
  if (target.on == GrantedOn::server && (wanted & ~rights_.on_server()) != 0) {
    throw account::error(1045, "28000", "Access denied for user " + account::shown(user_) + " (using password: YES)");
  }
  if (target.on == GrantedOn::schema && (wanted & ~rights_.on_schema(target.schema)) != 0) {
    throw account::schema_denied(user_, target.schema);
  }
  const Privileges missing =
      target.on == GrantedOn::table ? wanted & ~rights_.on_table(target.schema, target.name) : Privileges{0};
  if (missing != 0) {
    const std::string verbs = account::listed(missing);
    const bool lacks_option = (missing & account::grant_option) != 0;
    throw account::table_denied(user_, verbs + (lacks_option ? (verbs.empty() ? "GRANT" : ", GRANT") : ""),
                                target.name);
  }
}

void AccountChanges::give(catalog::Grant target, const Asked& asked) {
  const auto known = std::find_if(grants_.begin(), grants_.end(), [&](const catalog::Grant& grant) {
    return is_same_entry(grant, target, asked.column);
  });
  if (known != grants_.end()) {
    known->privileges |= asked.privileges;
  } else if (asked.privileges != 0) {
    target.privileges = asked.privileges;
    target.column_name = asked.column;
    target.grantor = user_;
    grants_.push_back(std::move(target));
  }
}

void AccountChanges::take(const catalog::Grant& target, const Asked& asked) {
  for (catalog::Grant& grant : grants_) {
    const bool is_of_columns = asked.column.empty() && is_same_target(grant, target);
    if (is_of_columns || is_same_entry(grant, target, asked.column)) {
      grant.privileges &= ~asked.privileges;
    }
  }
  std::erase_if(grants_,
                [&](const catalog::Grant& grant) { return grant.privileges == 0 && is_same_target(grant, target); });
}

// What is revoked of a database or a table must have been granted there at all.
void AccountChanges::require_entry(const catalog::Grant& target, const std::vector<Asked>& asked) const {
  const account::Name name = account::split(target.grantee);
  const bool has_entry = std::any_of(grants_.begin(), grants_.end(),
                                     [&](const catalog::Grant& grant) { return is_same_target(grant, target); });
  const bool lacks_column = std::any_of(asked.begin(), asked.end(), [&](const Asked& one) {
    return !one.column.empty() && std::none_of(grants_.begin(), grants_.end(), [&](const catalog::Grant& grant) {
      return is_same_entry(grant, target, one.column);
    });
  });
  if (target.on == GrantedOn::table && (!has_entry || lacks_column)) {
    binder_.fail(Condition::undefined_table_grant, {name.user, name.host, target.name}, ast::no_position);
  }
  const bool must_have_entry = target.on == GrantedOn::schema && !has_entry;
  if (must_have_entry || catalog_.find_role(target.grantee) == nullptr) {
    binder_.fail(Condition::undefined_grant, {name.user, name.host}, ast::no_position);
  }
}

Statement AccountChanges::grant(const ast::Grant& grant) {
  if (grant.cascade) {
    return revoke_everything(grant);
  }
  const Level level = grant.kind == ast::GrantKind::server   ? Level::server
                      : grant.kind == ast::GrantKind::schema ? Level::schema
                                                             : Level::table;
  std::vector<Asked> privileges = asked(grant, level);
  catalog::Grant target = target_of(grant, level);
  Privileges wanted = 0;
  for (const Asked& one : privileges) wanted |= one.privileges;
  require_to_grant(target, wanted);
  check_target(grant, target, privileges);
  if (grant.with_option) {
    privileges.front().privileges |= account::grant_option;
  }
  for (const ast::RoleName& name : grant.grantees) {
    target.grantee = named(name);
    if (catalog_.find_role(target.grantee) == nullptr && is_known(target.grantee)) {
      binder_.unsupported("privileges of the master user", position_);
    }
    if (grant.is_grant && catalog_.find_role(target.grantee) == nullptr) {
      throw account::error(1410, "42000", "You are not allowed to create a user with GRANT");
    }
    if (!grant.is_grant) {
      require_entry(target, privileges);
    }
    for (const Asked& one : privileges) {
      grant.is_grant ? give(target, one) : take(target, one);
    }
  }
  changes_grants_ = true;
  return made();
}

// At all levels; roles stay granted.
Statement AccountChanges::revoke_everything(const ast::Grant& grant) {
  require(catalog::privilege::create_user, "CREATE USER");
  for (const ast::RoleName& name : grant.grantees) {
    const std::string account = named(name);
    if (catalog_.find_role(account) == nullptr) {
      throw account::error(1269, "HY000", "Can't revoke all privileges for one or more of the requested users");
    }
    std::erase_if(grants_, [&](const catalog::Grant& entry) {
      return entry.grantee == account && (entry.on != GrantedOn::server || entry.name.empty());
    });
  }
  changes_grants_ = true;
  return made();
}

}  // namespace emulator::bind
