// RoleChanges: CREATE ROLE, GRANT and their kin, as changes of the catalog
// (https://www.postgresql.org/docs/15/user-manag.html, https://www.postgresql.org/docs/15/ddl-priv.html).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bind/statement_binder.hpp"

namespace emulator::bind {

class RoleChanges {
 public:
  RoleChanges(StatementBinder& binder, std::uint32_t position);

  Statement bind(const ast::RoleCommand& command);

 private:
  // --- role_changes.cpp: roles
  Statement create(const ast::CreateRole& create);
  Statement alter(const ast::AlterRole& alter);
  Statement drop(const ast::DropRoles& drop);
  Statement grant_roles(const ast::GrantRole& grant);
  void apply(const std::vector<ast::RoleOption>& options, catalog::Role& role, bool is_new);
  std::string instant(const std::string& text) const;
  void add_member(const std::string& role, const std::string& member, bool is_admin);
  void require_right_to_create(std::string_view what) const;
  void require_admin(const std::string& role) const;
  catalog::Role& changed(const std::string& name);  // the role as it will be
  std::vector<std::string> dependents(const std::string& role) const;

  // --- bind_grant.cpp: privileges
  Statement grant(const ast::Grant& grant);
  Statement default_privileges(const ast::DefaultPrivileges& defaults);
  struct Target {
    catalog::Grant grant;  // of nobody and nothing yet
    OwnedObject object;
  };
  std::vector<Target> targets(const ast::Grant& grant);
  std::vector<Target> targets_in_schemas(const ast::Grant& grant);
  Target relation_target(const ast::Name& name, ast::GrantKind kind);
  std::vector<Target> column_targets(const Target& table, const ast::GrantedPrivilege& privilege);
  catalog::Privileges privileges_of(const ast::Grant& grant, std::string_view kind, catalog::Privileges valid) const;
  void change(const ast::Grant& grant, const Target& target, catalog::Privileges privileges);
  void give(const catalog::Grant& given);
  void take(const ast::Grant& grant, const catalog::Grant& taken);
  void take_dependent(const ast::Grant& grant, const catalog::Grant& taken, catalog::Privileges lost);
  static catalog::Privileges valid_on(catalog::GrantedOn on);

  [[noreturn]] void fail(Condition condition, std::initializer_list<std::string> arguments,
                         std::uint32_t position = ast::no_position) const {
    binder_.fail(condition, arguments, position);
  }
  [[noreturn]] void deny(std::string sentence) const { fail(Condition::insufficient_privilege, {std::move(sentence)}); }

  StatementBinder& binder_;
  const catalog::Catalog& catalog_;
  const std::string& user_;
  Rights rights_;
  std::uint32_t position_;
  std::map<std::string, catalog::Role> changed_;
  std::vector<catalog::Grant> grants_;
  std::int64_t new_ids_ = 0;
};

}  // namespace emulator::bind
