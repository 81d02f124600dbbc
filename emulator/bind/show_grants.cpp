// SHOW GRANTS (https://dev.mysql.com/doc/refman/8.0/en/show-grants.html): the statements that would grant it all again,
// as a query of their texts.
#include <algorithm>
#include <map>

#include "bind/account_changes.hpp"

namespace emulator::bind {

namespace {

using account::Level;
using catalog::GrantedOn;
using catalog::Privileges;

// What is granted to an account, and to the roles that are asked for with it, put together.
struct Gathered {
  Privileges on_server = 0;
  std::map<std::string, Privileges> on_schemas;
  struct Table {
    Privileges privileges = 0;
    std::map<std::string, Privileges> columns;
  };
  std::map<std::pair<std::string, std::string>, Table> on_tables;

  void add(const catalog::Grant& grant) {
    if (grant.on == GrantedOn::server) {
      on_server |= grant.privileges;
    } else if (grant.on == GrantedOn::schema) {
      on_schemas[grant.schema] |= grant.privileges;
    } else {
      Table& table = on_tables[{grant.schema, grant.name}];
      (grant.column_name.empty() ? table.privileges : table.columns[grant.column_name]) |= grant.privileges;
    }
  }
};

std::string words_for(Privileges privileges, Level level) {
  const Privileges plain = privileges & ~account::grant_option;
  if (plain == 0) {
    return "USAGE";
  }
  const bool is_all = level != Level::server && plain == account::all_at(level);
  return is_all ? "ALL PRIVILEGES" : account::listed(plain);
}

std::string words_for(const Gathered::Table& table) {
  if (table.columns.empty()) {
    return words_for(table.privileges, Level::table);
  }
  std::string words;
  for (const account::PrivilegeName& known : account::privilege_names()) {
    std::string columns;
    for (const auto& [name, privileges] : table.columns) {
      if ((privileges & known.bit) != 0) columns += (columns.empty() ? "" : ", ") + account::quoted(name);
    }
    if ((table.privileges & known.bit) == 0 && columns.empty()) {
      continue;
    }
    words += (words.empty() ? "" : ", ") + std::string(known.name);
    words += columns.empty() ? "" : " (" + columns + ")";
  }
  return words;
}

std::string statement(const std::string& words, const std::string& level, const std::string& grantee,
                      Privileges privileges) {
  const bool has_option = (privileges & account::grant_option) != 0;
  return "GRANT " + words + " ON " + level + " TO " + grantee + (has_option ? " WITH GRANT OPTION" : "");
}

std::string statement_of_roles(std::vector<std::string> roles, const std::string& grantee, bool is_admin) {
  std::sort(roles.begin(), roles.end());
  std::string list;
  for (const std::string& role : roles) {
    list += (list.empty() ? "" : ",") + account::ticked(role);
  }
  return "GRANT " + list + " TO " + grantee + (is_admin ? " WITH ADMIN OPTION" : "");
}

}  // namespace

std::vector<std::string> AccountChanges::grants_of(const std::string& account,
                                                   const std::vector<std::string>& roles) const {
  Gathered all;
  for (const catalog::Grant& grant : catalog_.grants) {
    const bool is_asked =
        grant.grantee == account || std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
          return is_member(catalog_, role, grant.grantee);
        });
    if (is_asked) all.add(grant);
  }
  const std::string grantee = account::ticked(account);
  std::vector<std::string> lines = {statement(words_for(all.on_server, Level::server), "*.*", grantee, all.on_server)};
  for (const auto& [schema, privileges] : all.on_schemas) {
    lines.push_back(
        statement(words_for(privileges, Level::schema), account::quoted(schema) + ".*", grantee, privileges));
  }
  for (const auto& [name, table] : all.on_tables) {
    lines.push_back(statement(words_for(table), account::quoted(name.first) + "." + account::quoted(name.second),
                              grantee, table.privileges));
  }
  const catalog::Role* known = catalog_.find_role(account);
  for (const bool is_admin : {false, true}) {
    std::vector<std::string> granted;
    for (const catalog::Membership& membership : known->memberships) {
      if (membership.is_admin == is_admin) granted.push_back(membership.role);
    }
    if (!granted.empty()) lines.push_back(statement_of_roles(std::move(granted), grantee, is_admin));
  }
  return lines;
}

Statement AccountChanges::show_grants(const ast::ActiveRoles& shown) {
  const std::string account = named(shown.accounts.front());
  if (account != user_ && !rights_.is_master() && (rights_.on_schema("mysql") & catalog::privilege::select) == 0) {
    throw account::schema_denied(user_, "mysql");
  }
  std::vector<std::string> roles;
  for (const ast::RoleName& role : shown.roles) {
    roles.push_back(named(role));
    if (!is_granted(roles.back(), account)) {
      throw account::error(3530, "HY000",
                           account::ticked(roles.back()) + " is not granted to " + account::ticked(account));
    }
  }
  if (shown.accounts.front().kind == ast::RoleName::Kind::current && roles.empty()) {
    roles = rights_.active_roles();
  }
  if (catalog_.find_role(account) == nullptr) {
    if (is_known(account)) {
      binder_.unsupported("SHOW GRANTS of the master user", position_);
    }
    const account::Name name = account::split(account);
    binder_.fail(Condition::undefined_grant, {name.user, name.host}, ast::no_position);
  }
  const auto make_text = [](std::string text) {
    auto expression = std::make_unique<ast::Expression>();
    expression->node = ast::StringLiteral{std::move(text), ""};
    return expression;
  };
  ast::Values rows;
  for (std::string& line : grants_of(account, roles)) {
    rows.rows.emplace_back().push_back(make_text(std::move(line)));
  }
  auto values = std::make_unique<ast::Query>();
  values->body = std::move(rows);
  ast::Select select;
  auto column = std::make_unique<ast::Expression>();
  const std::string label = "Grants for " + account;
  column->node = ast::ColumnReference{{label}};
  select.items.push_back({std::move(column), "", label});
  auto item = std::make_unique<ast::FromItem>();
  item->node = ast::DerivedTable{std::move(values), false, "shown", {label}};
  select.from.push_back(std::move(item));
  ast::Query query;
  query.body = std::move(select);
  return binder_.whole_query(query);
}

}  // namespace emulator::bind
