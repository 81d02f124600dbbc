// AccountChanges: MySQL's account management statements as changes of the catalog
// (https://dev.mysql.com/doc/refman/8.0/en/account-management-statements.html).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "bind/account_rights.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

class AccountChanges {
 public:
  AccountChanges(StatementBinder& binder, std::uint32_t position);

  Statement bind(const ast::RoleCommand& command);

 private:
  // --- account_changes.cpp: accounts and roles
  Statement create(const ast::CreateRole& create);
  Statement alter(const ast::AlterRole& alter);
  Statement rename(const ast::AlterRole& alter);
  Statement drop(const ast::DropRoles& drop);
  Statement grant_roles(const ast::GrantRole& grant);
  Statement active_roles(const ast::ActiveRoles& roles);
  Statement set_role(const ast::ActiveRoles& roles);
  Statement set_default_roles(const ast::ActiveRoles& roles);
  void add_member(const std::string& role, const std::string& member, bool is_admin);
  std::string named(const ast::RoleName& name) const;
  bool is_known(const std::string& account) const;  // the master is, too
  bool is_granted(const std::string& role, const std::string& account) const;
  void require_known(const std::string& account) const;
  void require(catalog::Privileges any, std::string_view words) const;
  catalog::Role& changed(const std::string& name);  // the account as it will be
  void rename_in_grants(const std::string& from, const std::string& to);
  Definition made();
  [[noreturn]] void fail_operation(const std::vector<std::string>& accounts, std::string_view operation) const;

  // --- account_grants.cpp: privileges
  Statement grant(const ast::Grant& grant);
  Statement revoke_everything(const ast::Grant& grant);
  struct Asked {  // of a level, or of one column
    catalog::Privileges privileges = 0;
    std::string column;
  };
  std::vector<Asked> asked(const ast::Grant& grant, account::Level level) const;
  catalog::Grant target_of(const ast::Grant& grant, account::Level level) const;
  void check_target(const ast::Grant& grant, const catalog::Grant& target, const std::vector<Asked>& asked) const;
  void require_to_grant(const catalog::Grant& target, catalog::Privileges wanted) const;
  void give(catalog::Grant target, const Asked& asked);
  void take(const catalog::Grant& target, const Asked& asked);
  void require_entry(const catalog::Grant& target, const std::vector<Asked>& asked) const;

  // --- show_grants.cpp
  Statement show_grants(const ast::ActiveRoles& shown);
  std::vector<std::string> grants_of(const std::string& account, const std::vector<std::string>& roles) const;

  StatementBinder& binder_;
  const catalog::Catalog& catalog_;
  const std::string& user_;
  AccountRights rights_;
  std::uint32_t position_;
  std::map<std::string, catalog::Role> changed_;
  std::vector<catalog::Change> dropped_;
  std::vector<catalog::Grant> grants_;
  bool changes_grants_ = false;
  std::int64_t new_ids_ = 0;
};

}  // namespace emulator::bind
