#include "bind/account_changes.hpp"

#include <algorithm>
#include <utility>

#include "base/overloaded.hpp"

namespace emulator::bind {

namespace {

namespace privilege = catalog::privilege;

template <class Texts>
bool contains(const Texts& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

AccountChanges::AccountChanges(StatementBinder& binder, std::uint32_t position)
    : binder_(binder),
      catalog_(binder.catalog_),
      user_(binder.environment_.context->user),
      rights_(catalog_, *binder.environment_.context),
      position_(position),
      grants_(catalog_.grants) {}

Statement AccountChanges::bind(const ast::RoleCommand& command) {
  return std::visit(overloaded{
                        [&](const ast::CreateRole& node) { return create(node); },
                        [&](const ast::AlterRole& node) { return alter(node); },
                        [&](const ast::DropRoles& node) { return drop(node); },
                        [&](const ast::Grant& node) { return grant(node); },
                        [&](const ast::GrantRole& node) { return grant_roles(node); },
                        [&](const ast::ActiveRoles& node) { return active_roles(node); },
                        [&](const ast::DefaultPrivileges&) -> Statement {
                          binder_.unsupported("ALTER DEFAULT PRIVILEGES", position_);
                        },
                    },
                    command);
}

std::string AccountChanges::named(const ast::RoleName& name) const {
  return name.kind == ast::RoleName::Kind::named ? name.name : user_;
}

bool AccountChanges::is_known(const std::string& name) const {
  return catalog_.find_role(name) != nullptr || (rights_.is_master() && name == user_);
}

void AccountChanges::require_known(const std::string& name) const {
  if (!is_known(name)) {
    throw account::unknown(name);
  }
}

bool AccountChanges::is_granted(const std::string& role, const std::string& name) const {
  const catalog::Role* known = catalog_.find_role(name);
  return known != nullptr &&
         std::any_of(known->memberships.begin(), known->memberships.end(),
                     [&](const catalog::Membership& membership) { return membership.role == role; });
}

void AccountChanges::require(catalog::Privileges any, std::string_view words) const {
  if ((rights_.on_server() & any) == 0) {
    throw account::error(
        1227, "42000",
        "Access denied; you need (at least one of) the " + std::string(words) + " privilege(s) for this operation");
  }
}

void AccountChanges::fail_operation(const std::vector<std::string>& accounts, std::string_view operation) const {
  std::string list;
  for (const std::string& name : accounts) {
    list += (list.empty() ? "" : ",") + account::shown(name);
  }
  binder_.fail(Condition::duplicate_role, {list, std::string(operation)}, ast::no_position);
}

catalog::Role& AccountChanges::changed(const std::string& name) {
  const auto [place, is_new] = changed_.try_emplace(name);
  if (is_new) {
    if (const catalog::Role* known = catalog_.find_role(name)) {
      place->second = *known;
    } else {
      place->second.id = catalog_.next_id + new_ids_++;
      place->second.name = name;
    }
  }
  return place->second;
}

Definition AccountChanges::made() {
  Definition definition;
  definition.changes = std::move(dropped_);
  for (auto& [name, role] : changed_) {
    definition.changes.emplace_back(catalog::PutRole{std::move(role)});
  }
  if (changes_grants_) {
    definition.changes.emplace_back(catalog::PutGrants{std::move(grants_)});
  }
  return definition;
}

// All or nothing. A role is an account that is locked.
Statement AccountChanges::create(const ast::CreateRole& create) {
  require(privilege::create_user | (create.is_user ? 0 : privilege::create_role),
          create.is_user ? "CREATE USER" : "CREATE ROLE");
  std::vector<std::string> failed;
  for (const ast::RoleName& name : create.names) {
    const std::string account = named(name);
    if (!is_known(account) && !changed_.contains(account)) {
      catalog::Role& role = changed(account);
      role.can_login = create.is_user;
      role.is_locked = !create.is_user;
      for (const ast::RoleOption& option : create.options) {
        if (option.name == "lock") role.is_locked = option.is_on;
        if (option.name == "password") role.password = option.value;
      }
    } else if (create.if_not_exists) {
      binder_.environment_.context->warn(3163, "Authorization ID " + account::shown(account) + " already exists.",
                                         sql::DiagnosticLevel::note);
    } else {
      failed.push_back(account);
    }
  }
  if (!failed.empty()) {
    fail_operation(failed, create.is_user ? "CREATE USER" : "CREATE ROLE");
  }
  return made();
}

Statement AccountChanges::alter(const ast::AlterRole& alter) {
  if (!alter.options.empty() && alter.options.front().name == "rename") {
    return rename(alter);
  }
  const bool is_own_password = alter.names.size() == 1 && named(alter.names.front()) == user_ &&
                               alter.options.size() == 1 && alter.options.front().name == "password";
  if (!is_own_password) {
    require(privilege::create_user, "CREATE USER");
  }
  std::vector<std::string> failed;
  for (const ast::RoleName& name : alter.names) {
    const std::string account = named(name);
    if (catalog_.find_role(account) == nullptr) {
      if (is_known(account)) {
        continue;  // the master's password is the secret's
      }
      if (alter.if_exists) {
        binder_.environment_.context->warn(3162, "Authorization ID " + account::shown(account) + " does not exist.",
                                           sql::DiagnosticLevel::note);
      } else {
        failed.push_back(account);
      }
      continue;
    }
    catalog::Role& role = changed(account);
    for (const ast::RoleOption& option : alter.options) {
      if (option.name == "lock") role.is_locked = option.is_on;
      if (option.name == "password") role.password = option.value;
    }
  }
  if (!failed.empty()) {
    fail_operation(failed, "ALTER USER");
  }
  return made();
}

void AccountChanges::rename_in_grants(const std::string& from, const std::string& to) {
  for (catalog::Grant& grant : grants_) {
    grant.grantee = grant.grantee == from ? to : grant.grantee;
    grant.grantor = grant.grantor == from ? to : grant.grantor;
    const bool is_default_role = grant.on == catalog::GrantedOn::server && grant.name == from;
    grant.name = is_default_role ? to : grant.name;
  }
  changes_grants_ = true;
}

// One after the other, so that names can change places.
Statement AccountChanges::rename(const ast::AlterRole& alter) {
  require(privilege::create_user, "CREATE USER");
  std::map<std::string, catalog::Role> roles(catalog_.roles.begin(), catalog_.roles.end());
  std::vector<std::string> failed;
  for (std::size_t i = 0; i < alter.names.size(); ++i) {
    const std::string from = named(alter.names[i]);
    const std::string& to = alter.options[i].value;
    auto moved = roles.extract(from);
    if (moved.empty() || roles.contains(to) || is_known(to)) {
      failed.push_back(from);
      if (!moved.empty()) roles.insert(std::move(moved));
      continue;
    }
    moved.key() = to;
    moved.mapped().name = to;
    roles.insert(std::move(moved));
    for (auto& [name, role] : roles) {
      for (catalog::Membership& membership : role.memberships) {
        membership.role = membership.role == from ? to : membership.role;
      }
    }
    rename_in_grants(from, to);
  }
  if (!failed.empty()) {
    fail_operation(failed, "RENAME USER");
  }
  for (const auto& [name, role] : catalog_.roles) {
    dropped_.emplace_back(catalog::DropRole{name});
  }
  changed_ = std::move(roles);
  return made();
}

Statement AccountChanges::drop(const ast::DropRoles& drop) {
  require(privilege::create_user | (drop.is_user ? 0 : privilege::drop_role),
          drop.is_user ? "CREATE USER" : "DROP ROLE");
  std::vector<std::string> gone, failed;
  for (const ast::RoleName& name : drop.names) {
    const std::string account = named(name);
    if (catalog_.find_role(account) != nullptr && !contains(gone, account)) {
      gone.push_back(account);
      dropped_.emplace_back(catalog::DropRole{account});
    } else if (drop.if_exists) {
      binder_.environment_.context->warn(3162, "Authorization ID " + account::shown(account) + " does not exist.",
                                         sql::DiagnosticLevel::note);
    } else {
      failed.push_back(account);
    }
  }
  if (!failed.empty()) {
    fail_operation(failed, drop.is_user ? "DROP USER" : "DROP ROLE");
  }
  const std::size_t erased = std::erase_if(grants_, [&](const catalog::Grant& grant) {
    return contains(gone, grant.grantee) || (grant.on == catalog::GrantedOn::server && contains(gone, grant.name));
  });
  changes_grants_ = erased > 0;
  for (const auto& [name, role] : catalog_.roles) {
    const auto is_gone = [&](const catalog::Membership& membership) { return contains(gone, membership.role); };
    if (!contains(gone, name) && std::any_of(role.memberships.begin(), role.memberships.end(), is_gone)) {
      std::erase_if(changed(name).memberships, is_gone);
    }
  }
  return made();
}

void AccountChanges::add_member(const std::string& role, const std::string& member, bool is_admin) {
  if (role == member || is_member(catalog_, role, member)) {
    throw account::error(3645, "HY000",
                         "User account " + account::ticked(member) + " is directly or indirectly granted to the role " +
                             account::ticked(role) + ". The GRANT would create a loop");
  }
  add_membership(changed(member), role, is_admin);
}

Statement AccountChanges::grant_roles(const ast::GrantRole& grant) {
  for (const std::string& role : grant.roles) {
    if (!rights_.is_master() && !is_admin_of(catalog_, user_, role)) {
      require(0, "WITH ADMIN, ROLE_ADMIN, SUPER");
    }
    require_known(role);
  }
  for (const ast::RoleName& name : grant.members) {
    const std::string member = named(name);
    require_known(member);
    if (catalog_.find_role(member) == nullptr) {
      binder_.unsupported("roles of the master user", position_);
    }
    for (const std::string& role : grant.roles) {
      if (grant.is_grant) {
        add_member(role, member, grant.with_admin);
        continue;
      }
      std::erase_if(changed(member).memberships,
                    [&](const catalog::Membership& membership) { return membership.role == role; });
      changes_grants_ |=
          std::erase_if(grants_, [&](const catalog::Grant& entry) {
            return entry.on == catalog::GrantedOn::server && entry.grantee == member && entry.name == role;
          }) > 0;
    }
  }
  return made();
}

Statement AccountChanges::active_roles(const ast::ActiveRoles& roles) {
  if (roles.word == "grants") {
    return show_grants(roles);
  }
  return roles.accounts.empty() ? set_role(roles) : set_default_roles(roles);
}

Statement AccountChanges::set_role(const ast::ActiveRoles& roles) {
  const catalog::Role* own = catalog_.find_role(user_);
  std::string taken = roles.word == "default" ? roles.word : std::string();
  const auto take = [&](const std::string& role) { taken += (taken.empty() ? "" : "\n") + role; };
  std::vector<std::string> wanted;
  for (const ast::RoleName& name : roles.roles) {
    wanted.push_back(named(name));
    if (roles.word.empty() && !is_granted(wanted.back(), user_)) {
      throw account::error(3530, "HY000",
                           account::ticked(wanted.back()) + " is not granted to " + account::ticked(user_));
    }
    if (roles.word.empty()) take(wanted.back());
  }
  if (roles.word == "all" && own != nullptr) {
    for (const catalog::Membership& membership : own->memberships) {
      if (!contains(wanted, membership.role)) take(membership.role);
    }
  }
  Settings bound;
  bound.settings.push_back(
      Setting{ast::VariableScope::session, std::string(account::roles_setting), {Value{std::move(taken)}}});
  return bound;
}

Statement AccountChanges::set_default_roles(const ast::ActiveRoles& roles) {
  for (const ast::RoleName& name : roles.accounts) {
    const std::string account = named(name);
    if (account != user_) {
      require(privilege::create_user, "CREATE USER");
    }
    require_known(account);
    std::vector<std::string> wanted;
    for (const ast::RoleName& role : roles.roles) {
      wanted.push_back(named(role));
      require_known(wanted.back());
      if (!is_granted(wanted.back(), account)) {
        throw account::error(3530, "HY000",
                             account::ticked(wanted.back()) + " is not granted to " + account::ticked(account));
      }
    }
    if (const catalog::Role* known = catalog_.find_role(account); known != nullptr && roles.word == "all") {
      for (const catalog::Membership& membership : known->memberships) wanted.push_back(membership.role);
    }
    std::erase_if(grants_, [&](const catalog::Grant& grant) {
      return grant.on == catalog::GrantedOn::server && grant.grantee == account && !grant.name.empty();
    });
    for (std::string& role : wanted) {
      grants_.push_back({.on = catalog::GrantedOn::server, .name = std::move(role), .grantee = account});
    }
    changes_grants_ = true;
  }
  return made();
}

}  // namespace emulator::bind
