// Accounts, roles and privileges: the account management statements
// (https://dev.mysql.com/doc/refman/8.0/en/account-management-statements.html). Accounts are named with their host,
// "app@%". RENAME USER is an AlterRole with an option "rename" for each name, REVOKE ALL PRIVILEGES, GRANT OPTION a
// Grant that cascades, SHOW GRANTS an ActiveRoles with the word "grants".
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {

// 'user'@'host', user, or CURRENT_USER
ast::RoleName Parser::parse_account_name() {
  ast::RoleName account;
  if (accept("CURRENT_USER")) {
    if (accept_symbol("(")) {
      expect_symbol(")");
    }
    account.kind = ast::RoleName::Kind::current;
    return account;
  }
  account.name = parse_word_or_string() + "@";
  account.name += peek().kind == TokenKind::user_variable ? ascii_lower(take().value) : "%";
  return account;
}

std::vector<ast::RoleName> Parser::parse_account_names() {
  std::vector<ast::RoleName> accounts;
  do {
    accounts.push_back(parse_account_name());
  } while (accept_symbol(","));
  return accounts;
}

// IDENTIFIED BY, WITH, AS: the password is kept; nothing asks for it.
void Parser::parse_identification(std::vector<ast::RoleOption>& options) {
  if (accept("DISCARD")) {
    expect("OLD");
    expect("PASSWORD");
    return;
  }
  if (!accept("IDENTIFIED")) {
    return;
  }
  if (accept("WITH")) {
    parse_word_or_string();
  }
  if (accept("BY")) {
    if (at("RANDOM")) {
      unsupported("RANDOM PASSWORD");
    }
    options.push_back({"password", parse_string(), true});
  } else if (accept("AS")) {
    options.push_back({"password", parse_string(), true});
  }
  parse_old_password();
  if (at("AND")) {
    unsupported("multifactor authentication");
  }
}

void Parser::parse_old_password() {
  if (accept("REPLACE")) {
    parse_string();
  }
  if (accept("RETAIN", "CURRENT")) {
    expect("PASSWORD");
  }
}

void Parser::parse_password_option() {
  if (accept("EXPIRE")) {
    if (accept("INTERVAL")) {
      parse_integer();
      expect("DAY");
    } else if (!accept("DEFAULT") && !accept("NEVER")) {
      unsupported("PASSWORD EXPIRE");
    }
  } else if (accept("HISTORY")) {
    if (!accept("DEFAULT")) parse_integer();
  } else if (accept("REUSE", "INTERVAL")) {
    if (!accept("DEFAULT")) {
      parse_integer();
      expect("DAY");
    }
  } else {
    expect("REQUIRE");
    expect("CURRENT");
    if (!accept("DEFAULT")) accept("OPTIONAL");
  }
}

// What follows the accounts. Only the lock means something here.
void Parser::parse_account_options(std::vector<ast::RoleOption>& options) {
  if (accept("REQUIRE") && !accept("NONE") && !accept("SSL")) {
    unsupported("REQUIRE of certificates");
  }
  if (accept("WITH")) {
    do {
      take();
      parse_integer();
    } while (peek().keyword == Keyword("MAX_QUERIES_PER_HOUR") || peek().keyword == Keyword("MAX_UPDATES_PER_HOUR") ||
             peek().keyword == Keyword("MAX_CONNECTIONS_PER_HOUR") ||
             peek().keyword == Keyword("MAX_USER_CONNECTIONS"));
  }
  for (;;) {
    if (accept("PASSWORD")) {
      parse_password_option();
    } else if (accept("FAILED_LOGIN_ATTEMPTS")) {
      parse_integer();
    } else if (accept("PASSWORD_LOCK_TIME")) {
      if (!accept("UNBOUNDED")) parse_integer();
    } else if (accept("ACCOUNT")) {
      const bool locks = accept("LOCK");
      if (!locks) expect("UNLOCK");
      options.push_back({"lock", {}, locks});
    } else {
      break;
    }
  }
  if (accept("COMMENT") || accept("ATTRIBUTE")) {
    parse_string();
  }
}

// After CREATE
ast::Statement Parser::parse_create_accounts() {
  ast::CreateRole create;
  create.is_user = take().keyword == Keyword("USER");
  create.if_not_exists = accept_if_not_exists();
  do {
    create.names.push_back(parse_account_name());
    if (create.is_user) {
      parse_identification(create.options);
    }
  } while (accept_symbol(","));
  if (create.is_user) {
    if (at("DEFAULT") && at("ROLE", 1)) {
      unsupported("CREATE USER ... DEFAULT ROLE");
    }
    parse_account_options(create.options);
  }
  return {ast::RoleCommand{std::move(create)}};
}

// After ALTER
ast::Statement Parser::parse_alter_user() {
  expect("USER");
  ast::AlterRole alter;
  alter.is_user = true;
  alter.if_exists = accept_if_exists();
  if (accept("USER")) {  // ALTER USER USER() IDENTIFIED BY …
    expect_symbol("(");
    expect_symbol(")");
    alter.names.push_back({ast::RoleName::Kind::current, {}});
    parse_identification(alter.options);
    return {ast::RoleCommand{std::move(alter)}};
  }
  do {
    alter.names.push_back(parse_account_name());
    if (at("DEFAULT") && at("ROLE", 1)) {
      take();
      take();
      ast::ActiveRoles roles;
      roles.accounts = std::move(alter.names);
      parse_roles_or_word(roles);
      return {ast::RoleCommand{std::move(roles)}};
    }
    parse_identification(alter.options);
  } while (accept_symbol(","));
  parse_account_options(alter.options);
  return {ast::RoleCommand{std::move(alter)}};
}

// After DROP
ast::Statement Parser::parse_drop_accounts() {
  ast::DropRoles drop;
  drop.is_user = take().keyword == Keyword("USER");
  drop.if_exists = accept_if_exists();
  drop.names = parse_account_names();
  return {ast::RoleCommand{std::move(drop)}};
}

// After RENAME
ast::Statement Parser::parse_rename_users() {
  expect("USER");
  ast::AlterRole alter;
  alter.is_user = true;
  do {
    alter.names.push_back(parse_account_name());
    expect("TO");
    alter.options.push_back({"rename", parse_account_name().name, true});
  } while (accept_symbol(","));
  return {ast::RoleCommand{std::move(alter)}};
}

// SET PASSWORD [FOR account] = 'x'
ast::Statement Parser::parse_set_password() {
  expect("PASSWORD");
  ast::AlterRole alter;
  alter.is_user = true;
  if (accept("FOR")) {
    alter.names.push_back(parse_account_name());
  } else {
    alter.names.push_back({ast::RoleName::Kind::current, {}});
  }
  if (at("TO")) {
    unsupported("RANDOM PASSWORD");
  }
  expect_symbol("=");
  alter.options.push_back({"password", parse_string(), true});
  parse_old_password();
  return {ast::RoleCommand{std::move(alter)}};
}

// NONE, ALL, DEFAULT or names
void Parser::parse_roles_or_word(ast::ActiveRoles& roles) {
  if (accept("NONE")) {
    roles.word = "none";
  } else if (accept("DEFAULT")) {
    roles.word = "default";
  } else if (accept("ALL")) {
    roles.word = "all";
    if (accept("EXCEPT")) {
      roles.roles = parse_account_names();
    }
  } else {
    roles.roles = parse_account_names();
  }
}

// SET ROLE …; SET DEFAULT ROLE … TO accounts
ast::Statement Parser::parse_set_role() {
  const bool is_default = accept("DEFAULT");
  expect("ROLE");
  ast::ActiveRoles roles;
  parse_roles_or_word(roles);
  if (is_default) {
    expect("TO");
    roles.accounts = parse_account_names();
  }
  return {ast::RoleCommand{std::move(roles)}};
}

// After SHOW GRANTS
ast::Statement Parser::parse_show_grants() {
  ast::ActiveRoles shown;
  shown.word = "grants";
  if (accept("FOR")) {
    shown.accounts.push_back(parse_account_name());
    if (accept("USING")) {
      shown.roles = parse_account_names();
    }
  } else {
    shown.accounts.push_back({ast::RoleName::Kind::current, {}});
  }
  return {ast::RoleCommand{std::move(shown)}};
}

// A privilege, "create view (a, b)", or a role; which of them is known at ON, TO or FROM.
Parser::GrantItem Parser::parse_grant_item() {
  GrantItem item;
  const bool is_role = peek().kind != TokenKind::word || peek(1).kind == TokenKind::user_variable || !at_grant_word(0);
  if (is_role) {
    item.role = parse_account_name();
    item.is_role = true;
    return item;
  }
  item.role.name = std::string(peek().text) + "@%";
  item.may_be_role = !at_grant_word(1);
  while (at_grant_word(0)) {
    item.privilege.name += (item.privilege.name.empty() ? "" : " ") + ascii_lower(take().text);
  }
  if (at_symbol("(")) {
    item.privilege.columns = parse_identifiers_in_parentheses();
    item.may_be_role = false;
  }
  return item;
}

bool Parser::at_grant_word(std::size_t ahead) const {
  return peek(ahead).kind == TokenKind::word && !at("ON", ahead) && !at("TO", ahead) && !at("FROM", ahead);
}

// *.*, *, database.*, [database.]table
void Parser::parse_grant_level(ast::Grant& grant) {
  accept("TABLE");
  if (at("FUNCTION") || at("PROCEDURE")) {
    unsupported("privileges on routines");
  }
  if (accept_symbol("*")) {
    grant.kind = ast::GrantKind::schema;
    if (accept_symbol(".")) {
      expect_symbol("*");
      grant.kind = ast::GrantKind::server;
    }
    return;
  }
  ast::Name name;
  name.position = position();
  name.parts.push_back(parse_identifier());
  if (accept_symbol(".")) {
    if (accept_symbol("*")) {
      grant.kind = ast::GrantKind::schema;
    } else {
      name.parts.push_back(parse_identifier());
    }
  }
  grant.objects.push_back(std::move(name));
}

// GRANT and REVOKE, of privileges and of roles
ast::Statement Parser::parse_grant() {
  const bool is_grant = take().keyword == Keyword("GRANT");
  if (at("PROXY")) {
    unsupported("GRANT PROXY");
  }
  if (at("IF")) {
    unsupported("REVOKE IF EXISTS");
  }
  ast::Grant grant;
  grant.is_grant = is_grant;
  std::vector<ast::RoleName> roles;
  bool only_roles = true, has_role = false;
  const bool is_all = accept("ALL");
  if (is_all) {
    accept("PRIVILEGES");
    only_roles = false;
    if (!is_grant && accept_symbol(",")) {
      expect("GRANT");
      expect("OPTION");
      grant.cascade = true;
      grant.kind = ast::GrantKind::server;
      expect("FROM");
      grant.grantees = parse_account_names();
      return {ast::RoleCommand{std::move(grant)}};
    }
  } else {
    do {
      GrantItem item = parse_grant_item();
      only_roles = only_roles && (item.is_role || item.may_be_role);
      has_role = has_role || item.is_role;
      roles.push_back(std::move(item.role));
      grant.privileges.push_back(std::move(item.privilege));
    } while (accept_symbol(","));
  }
  if (only_roles && !at("ON")) {
    return parse_grant_of_roles(is_grant, std::move(roles));
  }
  if (has_role) {
    fail();
  }
  expect("ON");
  parse_grant_level(grant);
  is_grant ? expect("TO") : expect("FROM");
  grant.grantees = parse_account_names();
  if (is_grant && accept("WITH")) {
    expect("GRANT");
    expect("OPTION");
    grant.with_option = true;
  }
  if (is_grant && at("AS")) {
    unsupported("GRANT ... AS");
  }
  if (at("IGNORE")) {
    unsupported("IGNORE UNKNOWN USER");
  }
  return {ast::RoleCommand{std::move(grant)}};
}

ast::Statement Parser::parse_grant_of_roles(bool is_grant, std::vector<ast::RoleName> roles) {
  is_grant ? expect("TO") : expect("FROM");
  ast::GrantRole grant;
  grant.is_grant = is_grant;
  for (ast::RoleName& role : roles) {
    grant.roles.push_back(std::move(role.name));
  }
  grant.members = parse_account_names();
  if (is_grant && accept("WITH")) {
    expect("ADMIN");
    expect("OPTION");
    grant.with_admin = true;
  }
  return {ast::RoleCommand{std::move(grant)}};
}

}  // namespace emulator::mysql
