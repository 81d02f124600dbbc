#include "bind/rights.hpp"

#include <algorithm>
#include <array>

namespace emulator::bind {

namespace {

using catalog::Grant;
using catalog::GrantedOn;
using catalog::Privileges;

struct PrivilegeName {
  std::string_view name;
  Privileges bit;
};
constexpr std::array privilege_names = {
    PrivilegeName{"select", catalog::privilege::select},
    PrivilegeName{"insert", catalog::privilege::insert},
    PrivilegeName{"update", catalog::privilege::update},
    PrivilegeName{"delete", catalog::privilege::delete_},
    PrivilegeName{"truncate", catalog::privilege::truncate},
    PrivilegeName{"references", catalog::privilege::references},
    PrivilegeName{"trigger", catalog::privilege::trigger},
    PrivilegeName{"usage", catalog::privilege::usage},
    PrivilegeName{"create", catalog::privilege::create},
    PrivilegeName{"connect", catalog::privilege::connect},
    PrivilegeName{"temporary", catalog::privilege::temporary},
    PrivilegeName{"temp", catalog::privilege::temporary},
    PrivilegeName{"execute", catalog::privilege::execute},
};

constexpr Privileges all_privileges = ~Privileges{0};
constexpr Privileges written_data =
    catalog::privilege::insert | catalog::privilege::update | catalog::privilege::delete_ | catalog::privilege::usage;

void gather(const catalog::Catalog& catalog, std::string_view name, bool by_inheritance,
            std::set<std::string, std::less<>>& roles) {
  if (!roles.emplace(name).second) {
    return;
  }
  const catalog::Role* role = catalog.find_role(name);
  if (role == nullptr || (by_inheritance && !role->inherits)) {
    return;
  }
  for (const catalog::Membership& membership : role->memberships) {
    gather(catalog, membership.role, by_inheritance, roles);
  }
}

template <class Object>
bool describe(const catalog::Objects<Object>& objects, std::int64_t id, std::string_view kind, OwnedObject& found) {
  for (const auto& [name, object] : objects) {
    if (object->id == id) {
      found = {kind, object->name, object->schema, object->owner};
      return true;
    }
  }
  return false;
}

}  // namespace

Rights::Rights(const catalog::Catalog& catalog, std::string_view user) : catalog_(catalog) {
  gather(catalog, user, true, roles_);
  is_master_ = catalog.find_role(user) == nullptr || std::any_of(roles_.begin(), roles_.end(), [&](const auto& name) {
                 const catalog::Role* role = catalog.find_role(name);
                 return role != nullptr && role->is_master;
               });
}

template <class Matches>
Privileges Rights::granted(const Matches& matches) const {
  Privileges all = roles_.contains("pg_read_all_data") ? catalog::privilege::select | catalog::privilege::usage : 0;
  all |= roles_.contains("pg_write_all_data") ? written_data : 0;
  for (const Grant& grant : catalog_.grants) {
    if ((grant.grantee.empty() || roles_.contains(grant.grantee)) && matches(grant)) {
      all |= grant.privileges;
    }
  }
  return all;
}

Privileges Rights::on_object(std::int64_t object, const std::string& owner) const {
  return owns(owner) ? all_privileges
                     : granted([object](const Grant& grant) { return grant.object == object && grant.column == 0; });
}

Privileges Rights::on_column(std::int64_t object, std::int32_t column) const {
  return granted([=](const Grant& grant) { return grant.object == object && grant.column == column; });
}

Privileges Rights::on_any_column(std::int64_t object) const {
  return granted([=](const Grant& grant) { return grant.object == object && grant.column != 0; });
}

Privileges Rights::on_schema(const std::string& schema) const {
  const auto found = catalog_.schemas.find(schema);
  if (found == catalog_.schemas.end() || owns(found->second.owner)) {
    return all_privileges;  // what is no schema of users, as pg_catalog, is open to all
  }
  return granted([&](const Grant& grant) { return grant.on == GrantedOn::schema && grant.schema == schema; });
}

Privileges Rights::on_database() const {
  return is_master_ ? all_privileges : granted([](const Grant& grant) { return grant.on == GrantedOn::database; });
}

Privileges Rights::grantable_on(const Grant& target, const std::string& owner) const {
  if (owns(owner)) {
    return all_privileges;
  }
  Privileges all = 0;
  for (const Grant& grant : catalog_.grants) {
    const bool is_same = grant.on == target.on && grant.object == target.object && grant.schema == target.schema &&
                         (grant.column == 0 || grant.column == target.column);
    all |= is_same && roles_.contains(grant.grantee) ? grant.grantable : 0;
  }
  return all;
}

Privileges privilege_named(std::string_view name) {
  const auto found = std::find_if(privilege_names.begin(), privilege_names.end(),
                                  [name](const PrivilegeName& known) { return known.name == name; });
  return found == privilege_names.end() ? 0 : found->bit;
}

bool is_member(const catalog::Catalog& catalog, std::string_view member, std::string_view role) {
  std::set<std::string, std::less<>> roles;
  gather(catalog, member, false, roles);
  return roles.contains(role);
}

bool is_admin_of(const catalog::Catalog& catalog, std::string_view user, std::string_view role) {
  const catalog::Role* known = catalog.find_role(user);
  return known != nullptr &&
         std::any_of(known->memberships.begin(), known->memberships.end(),
                     [&](const auto& membership) { return membership.role == role && membership.is_admin; });
}

void add_membership(catalog::Role& member, const std::string& role, bool is_admin) {
  const auto known = std::find_if(member.memberships.begin(), member.memberships.end(),
                                  [&](const catalog::Membership& membership) { return membership.role == role; });
  if (known == member.memberships.end()) {
    member.memberships.push_back({role, is_admin});
  } else {
    known->is_admin = known->is_admin || is_admin;
  }
}

OwnedObject owned_object(const catalog::Catalog& catalog, std::int64_t id) {
  OwnedObject found;
  if (const catalog::Table* table = catalog.table_by_id(id)) {
    if (table->is_system_view) {
      return found;
    }
    return {table->materialized_text.empty() ? "table" : "materialized view", table->name, table->schema, table->owner};
  }
  if (!describe(catalog.views, id, "view", found) && !describe(catalog.sequences, id, "sequence", found)) {
    describe(catalog.enums, id, "type", found);
  }
  return found;
}

}  // namespace emulator::bind
