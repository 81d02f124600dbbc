// Rights: what a role may do, by what it owns and what was granted to it, to the roles that it is a member of, and to
// everybody. And what a statement needs, recorded while it is bound.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"

namespace emulator::bind {

// Of the statement itself: what a view reads is the matter of the view's owner.
struct Accesses {
  struct Write {
    std::int64_t relation;  // a table or a view
    catalog::Privileges privilege;
    std::vector<std::int32_t> columns;  // ids; none: the whole of it
  };
  std::set<std::int64_t> relations;                         // that are read
  std::set<std::pair<std::int64_t, std::int32_t>> columns;  // that are read: table, column id
  std::set<std::pair<std::int64_t, std::int32_t>> starred;  // those of them that a * stands for
  std::vector<Write> writes;
  std::vector<std::pair<std::int64_t, catalog::Privileges>> sequences;  // and any of which privileges will do
};

class Rights {
 public:
  // Of the role of this name; whoever is no role in the catalog is the master user.
  Rights(const catalog::Catalog& catalog, std::string_view user);

  bool is_master() const { return is_master_; }
  // The role itself, or one that it is a member of and whose rights it has.
  bool acts_as(const std::string& role) const { return roles_.contains(role); }
  // An empty owner is the master user, who is no superuser: what other roles own is theirs.
  bool owns(const std::string& owner) const { return owner.empty() ? is_master_ : roles_.contains(owner); }

  catalog::Privileges on_object(std::int64_t object, const std::string& owner) const;
  catalog::Privileges on_column(std::int64_t object, std::int32_t column) const;  // by grants of the column alone
  catalog::Privileges on_any_column(std::int64_t object) const;
  catalog::Privileges on_schema(const std::string& schema) const;
  catalog::Privileges on_database() const;
  // Of these privileges, those that the role may grant to others.
  catalog::Privileges grantable_on(const catalog::Grant& target, const std::string& owner) const;

 private:
  template <class Matches>
  catalog::Privileges granted(const Matches& matches) const;

  const catalog::Catalog& catalog_;
  bool is_master_ = true;
  std::set<std::string, std::less<>> roles_;  // the role and those whose rights it inherits
};

// "select": of PostgreSQL's privileges; 0: there is none of this name.
catalog::Privileges privilege_named(std::string_view name);

// Whether `member` is a member of `role`, through others too.
bool is_member(const catalog::Catalog& catalog, std::string_view member, std::string_view role);

// Whether `user` was granted the role WITH ADMIN OPTION.
bool is_admin_of(const catalog::Catalog& catalog, std::string_view user, std::string_view role);
void add_membership(catalog::Role& member, const std::string& role, bool is_admin);

// What users made that has this id: its kind in words, name and owner; an empty kind: nothing.
struct OwnedObject {
  std::string_view kind;
  std::string name, schema, owner;
};
OwnedObject owned_object(const catalog::Catalog& catalog, std::int64_t id);

}  // namespace emulator::bind
