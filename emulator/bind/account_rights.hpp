// AccountRights: what a MySQL account may do, by what is granted to it and to its active roles, at each level
// (https://dev.mysql.com/doc/refman/8.0/en/request-access.html). Grants are by name; a database's may have wildcards.
// A default role is an entry on the server of no privileges, with the role's name.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "sql/call_context.hpp"

namespace emulator::bind {

namespace account {

// Those besides catalog/role.hpp's.
inline constexpr catalog::Privileges grant_option = catalog::Privileges{1} << 40;
inline constexpr catalog::Privileges of_nobody = catalog::Privileges{1} << 41;  // Aurora's master has them not either

enum class Level : std::uint8_t {
  column,
  table,
  schema,
  server
};
struct PrivilegeName {
  std::string_view name;  // in capitals
  catalog::Privileges bit;
  Level level;  // the narrowest at which it can be granted
};
// In the order in which SHOW GRANTS and errors list them.
const std::vector<PrivilegeName>& privilege_names();
catalog::Privileges all_at(Level level);
// "SELECT, INSERT"; GRANT OPTION only as "GRANT" where errors tell of it.
std::string listed(catalog::Privileges privileges);

struct Name {
  std::string user, host;
};
Name split(const std::string& account);
std::string shown(const std::string& account);   // 'app'@'%'
std::string ticked(const std::string& account);  // `app`@`%`
std::string quoted(const std::string& name);     // `name`
SqlError error(std::int32_t code, std::string_view sqlstate, std::string sentence);
SqlError unknown(const std::string& account);                                                          // 3523
SqlError schema_denied(const std::string& account, const std::string& schema);                         // 1044
SqlError table_denied(const std::string& account, const std::string& verb, const std::string& table);  // 1142

// The setting that keeps what SET ROLE took: "default", or names between line ends. No statement can name it.
inline constexpr std::string_view roles_setting = " active_roles";

}  // namespace account

class AccountRights {
 public:
  // Of the session's user. Who is no account is the master.
  AccountRights(const catalog::Catalog& catalog, const sql::CallContext& context);

  bool is_master() const { return is_master_; }
  const std::vector<std::string>& active_roles() const { return active_; }
  catalog::Privileges on_server() const;
  catalog::Privileges on_schema(const std::string& schema) const;  // and above
  catalog::Privileges on_table(const std::string& schema, const std::string& table) const;
  catalog::Privileges on_column(const std::string& schema, const std::string& table, const std::string& column) const;
  catalog::Privileges on_any_column(const std::string& schema, const std::string& table) const;
  bool has_any_in(const std::string& schema) const;

 private:
  template <class Matches>
  catalog::Privileges granted(const Matches& matches) const;

  const catalog::Catalog& catalog_;
  bool is_master_ = true;
  std::vector<std::string> active_;
  std::set<std::string> grantees_;
};

// The roles that a session of the account begins with.
std::vector<std::string> default_roles(const catalog::Catalog& catalog, const std::string& account);

// Throws unless the session's user may begin a session in the database (empty: in none).
void check_login(const catalog::Catalog& catalog, const sql::CallContext& context, const std::string& database);

}  // namespace emulator::bind
