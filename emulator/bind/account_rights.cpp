#include "bind/account_rights.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "catalog/role.hpp"

namespace emulator::bind {

namespace account {

namespace {

namespace privilege = catalog::privilege;

bool is_information(const std::string& schema) {
  return ascii_iequals(schema, "information_schema") || ascii_iequals(schema, "performance_schema");
}

}  // namespace

const std::vector<PrivilegeName>& privilege_names() {
  using enum Level;
  static const std::vector<PrivilegeName> names = {
      {"SELECT", privilege::select, column},
      {"INSERT", privilege::insert, column},
      {"UPDATE", privilege::update, column},
      {"DELETE", privilege::delete_, table},
      {"CREATE", privilege::create, table},
      {"DROP", privilege::drop, table},
      {"RELOAD", privilege::reload, server},
      {"SHUTDOWN", of_nobody, server},
      {"PROCESS", privilege::process, server},
      {"FILE", of_nobody, server},
      {"REFERENCES", privilege::references, column},
      {"INDEX", privilege::index, table},
      {"ALTER", privilege::alter, table},
      {"SHOW DATABASES", privilege::show_databases, server},
      {"SUPER", of_nobody, server},
      {"CREATE TEMPORARY TABLES", privilege::temporary, schema},
      {"LOCK TABLES", privilege::lock_tables, schema},
      {"EXECUTE", privilege::execute, schema},
      {"REPLICATION SLAVE", privilege::replication_slave, server},
      {"REPLICATION CLIENT", privilege::replication_client, server},
      {"CREATE VIEW", privilege::create_view, table},
      {"SHOW VIEW", privilege::show_view, table},
      {"CREATE ROUTINE", privilege::create_routine, schema},
      {"ALTER ROUTINE", privilege::alter_routine, schema},
      {"CREATE USER", privilege::create_user, server},
      {"EVENT", privilege::event, schema},
      {"TRIGGER", privilege::trigger, table},
      {"CREATE TABLESPACE", of_nobody, server},
      {"CREATE ROLE", privilege::create_role, server},
      {"DROP ROLE", privilege::drop_role, server},
  };
  return names;
}

catalog::Privileges all_at(Level level) {
  catalog::Privileges all = 0;
  for (const PrivilegeName& known : privilege_names()) {
    all |= known.level <= level ? known.bit : 0;
  }
  return all;
}

std::string listed(catalog::Privileges privileges) {
  std::string text;
  for (const PrivilegeName& known : privilege_names()) {
    if ((privileges & known.bit & ~of_nobody) != 0) {
      text += (text.empty() ? "" : ", ") + std::string(known.name);
    }
  }
  return text;
}

Name split(const std::string& name) {
  const std::size_t at = name.rfind('@');
  return at == std::string::npos ? Name{name, "%"} : Name{name.substr(0, at), name.substr(at + 1)};
}

std::string shown(const std::string& name) {
  const Name parts = split(name);
  return "'" + parts.user + "'@'" + parts.host + "'";
}

std::string quoted(const std::string& name) {
  std::string text = "`";
  for (const char character : name) {
    text += character == '`' ? "``" : std::string(1, character);
  }
  return text + "`";
}

std::string ticked(const std::string& name) {
  const Name parts = split(name);
  return quoted(parts.user) + "@" + quoted(parts.host);
}

SqlError error(std::int32_t code, std::string_view sqlstate, std::string sentence) {
  SqlError made;
  made.condition = Condition::insufficient_privilege;
  made.code = code;
  made.sqlstate = sqlstate;
  made.message = std::move(sentence);
  return made;
}

SqlError unknown(const std::string& name) {
  return error(3523, "HY000", "Unknown authorization ID " + ticked(name));
}

SqlError schema_denied(const std::string& name, const std::string& schema) {
  return error(1044, "42000", "Access denied for user " + shown(name) + " to database '" + schema + "'");
}

SqlError table_denied(const std::string& name, const std::string& verb, const std::string& table) {
  return error(1142, "42000", verb + " command denied to user " + shown(name) + " for table '" + table + "'");
}

}  // namespace account

namespace {

using catalog::Grant;
using catalog::GrantedOn;
using catalog::Privileges;

// LIKE, with its escape: without recursion, going back to the last % alone.
bool matches_pattern(std::string_view pattern, std::string_view text) {
  std::size_t at = 0, in = 0, star = std::string_view::npos, resumed = 0;
  while (in < text.size()) {
    const bool is_escape = at + 1 < pattern.size() && pattern[at] == '\\';
    const std::size_t literal = at + (is_escape ? 1 : 0);
    if (at < pattern.size() && pattern[at] == '%') {
      star = at++;
      resumed = in;
    } else if (at < pattern.size() && (pattern[at] == '_' || pattern[literal] == text[in])) {
      at = literal + 1;
      ++in;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in = ++resumed;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '%') {
    ++at;
  }
  return at == pattern.size();
}

void gather(const catalog::Catalog& catalog, const std::string& name, std::set<std::string>& grantees) {
  std::vector<std::string> waiting = {name};
  while (!waiting.empty()) {
    const std::string next = std::move(waiting.back());
    waiting.pop_back();
    const catalog::Role* role = catalog.find_role(next);
    if (role == nullptr || !grantees.insert(next).second) {
      continue;
    }
    for (const catalog::Membership& membership : role->memberships) {
      waiting.push_back(membership.role);
    }
  }
}

bool is_member_of(const catalog::Role& role, const std::string& other) {
  return std::any_of(role.memberships.begin(), role.memberships.end(),
                     [&](const catalog::Membership& membership) { return membership.role == other; });
}

}  // namespace

std::vector<std::string> default_roles(const catalog::Catalog& catalog, const std::string& name) {
  std::vector<std::string> roles;
  for (const Grant& grant : catalog.grants) {
    if (grant.on == GrantedOn::server && grant.grantee == name && !grant.name.empty()) {
      roles.push_back(grant.name);
    }
  }
  return roles;
}

AccountRights::AccountRights(const catalog::Catalog& catalog, const sql::CallContext& context) : catalog_(catalog) {
  const catalog::Role* role = catalog.find_role(context.user);
  is_master_ = role == nullptr;
  if (role == nullptr) {
    return;
  }
  grantees_.insert(context.user);
  const auto setting =
      context.variables == nullptr ? std::nullopt : context.variables->system_variable(account::roles_setting, false);
  const auto* text = setting ? std::get_if<std::string>(&setting->value) : nullptr;
  if (text == nullptr || *text == "default") {
    active_ = default_roles(catalog, context.user);
  } else {
    for (std::size_t begin = 0; begin < text->size();) {
      const std::size_t end = std::min(text->find('\n', begin), text->size());
      active_.push_back(text->substr(begin, end - begin));
      begin = end + 1;
    }
  }
  std::erase_if(active_, [&](const std::string& name) { return !is_member_of(*role, name); });
  for (const std::string& name : active_) {
    gather(catalog, name, grantees_);
  }
}

template <class Matches>
Privileges AccountRights::granted(const Matches& matches) const {
  Privileges all = is_master_ ? ~(account::of_nobody) : 0;
  for (const Grant& grant : catalog_.grants) {
    if (grantees_.contains(grant.grantee) && matches(grant)) {
      all |= grant.privileges;
    }
  }
  return all;
}

Privileges AccountRights::on_server() const {
  return granted([](const Grant& grant) { return grant.on == GrantedOn::server; });
}

Privileges AccountRights::on_schema(const std::string& schema) const {
  return on_server() | granted([&](const Grant& grant) {
           return grant.on == GrantedOn::schema && matches_pattern(grant.schema, schema);
         });
}

Privileges AccountRights::on_table(const std::string& schema, const std::string& table) const {
  return on_schema(schema) | granted([&](const Grant& grant) {
           return grant.on == GrantedOn::table && grant.schema == schema && grant.name == table &&
                  grant.column_name.empty();
         });
}

Privileges AccountRights::on_column(const std::string& schema, const std::string& table,
                                    const std::string& column) const {
  return on_table(schema, table) | granted([&](const Grant& grant) {
           return grant.on == GrantedOn::table && grant.schema == schema && grant.name == table &&
                  ascii_iequals(grant.column_name, column);
         });
}

Privileges AccountRights::on_any_column(const std::string& schema, const std::string& table) const {
  return on_table(schema, table) | granted([&](const Grant& grant) {
           return grant.on == GrantedOn::table && grant.schema == schema && grant.name == table;
         });
}

bool AccountRights::has_any_in(const std::string& schema) const {
  const Privileges inside =
      granted([&](const Grant& grant) { return grant.on == GrantedOn::table && grant.schema == schema; });
  return account::is_information(schema) ||
         ((on_schema(schema) | inside) & account::all_at(account::Level::schema)) != 0;
}

void check_login(const catalog::Catalog& catalog, const sql::CallContext& context, const std::string& database) {
  const catalog::Role* role = catalog.find_role(context.user);
  if (role == nullptr) {
    return;
  }
  if (role->is_locked) {
    throw account::error(3118, "HY000",
                         "Access denied for user " + account::shown(context.user) + ". Account is locked.");
  }
  if (!database.empty() && !AccountRights(catalog, context).has_any_in(database)) {
    throw account::schema_denied(context.user, database);
  }
}

}  // namespace emulator::bind
