// What a statement does is held against what its role may do; what it makes belongs to the role. Only PostgreSQL's
// rules; the order of the checks is PostgreSQL's: what is read, then what is written.
#include <algorithm>

#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

using catalog::Privileges;
namespace privilege = catalog::privilege;

template <class Set>
bool reads_column_of(const Set& columns, std::int64_t table) {
  const auto first = columns.lower_bound({table, 0});
  return first != columns.end() && first->first == table;
}

// What the old owner granted is as if the new one had; he needs no grants himself.
void change_owner(std::vector<catalog::Grant>& grants, std::int64_t object, const std::string& before,
                  const std::string& after) {
  std::erase_if(grants, [&](const catalog::Grant& grant) {
    return grant.object == object && !after.empty() && grant.grantee == after;
  });
  for (catalog::Grant& grant : grants) {
    if (grant.object == object && grant.grantor == before) {
      grant.grantor = after;
    }
  }
}

}  // namespace

void StatementBinder::fail_denied(const OwnedObject& object) const {
  fail(Condition::permission_denied, {std::string(object.kind), object.name}, ast::no_position);
}

// A text of the catalog's is bound without a look at what it reads.
const Rights* StatementBinder::limits() const {
  return accesses_ != nullptr && rights_ ? &*rights_ : nullptr;
}

// Policies are not here yet, so what others than the owner would see is not known.
void StatementBinder::refuse_row_security(std::int64_t relation) const {
  const catalog::Table* table = catalog_.table_by_id(relation);
  if (table != nullptr && table->row_security && !rights_->owns(table->owner)) {
    unsupported("a table with row-level security, for others than its owner,", ast::no_position);
  }
}

void StatementBinder::check_reads() const {
  const Rights& rights = *rights_;
  std::set<std::int64_t> relations = accesses_->relations;
  for (const auto& [table, column] : accesses_->columns) {
    relations.insert(table);
  }
  for (const std::int64_t id : relations) {
    refuse_row_security(id);
    const OwnedObject object = owned_object(catalog_, id);
    if (object.kind.empty() || (rights.on_object(id, object.owner) & privilege::select) != 0) {
      continue;
    }
    const auto is_readable = [&](const auto& used) {
      return used.first != id || (rights.on_column(id, used.second) & privilege::select) != 0;
    };
    const bool is_granted = reads_column_of(accesses_->columns, id)
                                ? std::all_of(accesses_->columns.begin(), accesses_->columns.end(), is_readable)
                                : (rights.on_any_column(id) & privilege::select) != 0;
    if (!is_granted) {
      fail_denied(object);
    }
  }
}

void StatementBinder::check_writes() const {
  const Rights& rights = *rights_;
  for (const Accesses::Write& write : accesses_->writes) {
    refuse_row_security(write.relation);
    const OwnedObject object = owned_object(catalog_, write.relation);
    if (object.kind.empty() || (rights.on_object(write.relation, object.owner) & write.privilege) != 0) {
      continue;
    }
    const bool is_granted =
        !write.columns.empty() && std::all_of(write.columns.begin(), write.columns.end(), [&](std::int32_t column) {
          return (rights.on_column(write.relation, column) & write.privilege) != 0;
        });
    if (!is_granted) {
      fail_denied(object);
    }
  }
  for (const auto& [id, privileges] : accesses_->sequences) {
    const OwnedObject object = owned_object(catalog_, id);
    if ((rights.on_object(id, object.owner) & privileges) == 0) {
      fail_denied(object);
    }
  }
}

// `kind` and `name`: what else is told of, an index of the table.
void StatementBinder::require_owner(std::int64_t object, std::string_view kind, const std::string& name) const {
  if (limits() == nullptr) {
    return;
  }
  const OwnedObject owned = owned_object(catalog_, object);
  if (!owned.kind.empty() && !limits()->owns(owned.owner)) {
    fail(Condition::not_owner, {std::string(kind.empty() ? owned.kind : kind), kind.empty() ? owned.name : name},
         ast::no_position);
  }
}

// What changes an object is for its owner alone. What is dropped was looked at when it was named, and what goes with it
// by CASCADE is not.
void StatementBinder::check_owned(const Definition& definition) const {
  for (const catalog::Change& change : definition.changes) {
    if (const auto* table = std::get_if<catalog::PutTable>(&change)) require_owner(table->table.id);
    if (const auto* view = std::get_if<catalog::PutView>(&change)) require_owner(view->view.id);
    if (const auto* type = std::get_if<catalog::PutEnum>(&change)) require_owner(type->type.id);
    if (const auto* sequence = std::get_if<catalog::PutSequence>(&change)) require_owner(sequence->sequence.id);
    const auto* made = std::get_if<catalog::PutSchema>(&change);
    const bool is_new = made != nullptr && !catalog_.schemas.contains(made->schema.name);
    if (is_new && (rights_->on_database() & privilege::create) == 0) {
      fail(Condition::permission_denied, {"database", environment_.database}, ast::no_position);
    }
  }
}

// New objects belong to the role that makes them, and are granted what ALTER DEFAULT PRIVILEGES says of such.
void StatementBinder::give_owner(Definition& definition) const {
  const std::string& user = environment_.context->user;
  const catalog::Role* role = catalog_.find_role(user);
  const std::string owner = role == nullptr || role->is_master ? std::string() : user;
  std::vector<catalog::Grant> grants;
  std::vector<catalog::Grant> all = catalog_.grants;
  bool has_changed = false;
  const auto give = [&](auto& object, catalog::GrantedOn on) {
    if (const OwnedObject before = owned_object(catalog_, object.id); !before.kind.empty()) {
      if (before.owner != object.owner) {
        change_owner(all, object.id, before.owner, object.owner);
        has_changed = true;
      }
      return;
    }
    object.owner = owner;
    for (const catalog::DefaultGrant& made : catalog_.default_grants) {
      if (made.creator == owner && made.grant.on == on && (made.schema.empty() || made.schema == object.schema)) {
        grants.push_back(made.grant);
        grants.back().object = object.id;
      }
    }
  };
  for (catalog::Change& change : definition.changes) {
    if (auto* table = std::get_if<catalog::PutTable>(&change)) give(table->table, catalog::GrantedOn::table);
    if (auto* view = std::get_if<catalog::PutView>(&change)) give(view->view, catalog::GrantedOn::table);
    if (auto* made = std::get_if<catalog::PutSequence>(&change)) give(made->sequence, catalog::GrantedOn::sequence);
    if (auto* type = std::get_if<catalog::PutEnum>(&change)) give(type->type, catalog::GrantedOn::type);
    auto* schema = std::get_if<catalog::PutSchema>(&change);
    if (schema != nullptr && !catalog_.schemas.contains(schema->schema.name) && schema->schema.owner.empty()) {
      schema->schema.owner = owner;
    }
  }
  if (!grants.empty() || has_changed) {
    all.insert(all.end(), std::make_move_iterator(grants.begin()), std::make_move_iterator(grants.end()));
    definition.changes.emplace_back(catalog::PutGrants{std::move(all)});
  }
}

void StatementBinder::require_schema_owner(const std::string& name) const {
  const auto schema = catalog_.schemas.find(name);
  if (limits() != nullptr && schema != catalog_.schemas.end() && !limits()->owns(schema->second.owner)) {
    fail(Condition::not_owner, {"schema", name}, ast::no_position);
  }
}

void StatementBinder::require_schema(const std::string& schema, Privileges privilege, std::uint32_t position) const {
  if (limits() != nullptr && (limits()->on_schema(schema) & privilege) == 0) {
    fail(Condition::schema_permission_denied, {schema}, position);
  }
}

void StatementBinder::record_write(const ChangeTarget& target, Privileges privilege,
                                   const std::vector<std::int32_t>& ordinals) {
  if (accesses_ == nullptr) {
    return;
  }
  Accesses::Write& write = accesses_->writes.emplace_back();
  write.relation = target.view == nullptr ? target.table->id : target.view->id;
  write.privilege = privilege;
  for (const std::int32_t ordinal : ordinals) {
    if (target.view == nullptr) {
      write.columns.push_back(target.table->columns[static_cast<std::size_t>(ordinal)].id);
    }
  }
}

void StatementBinder::record_write(const ChangeTarget& target, const std::vector<ColumnAssignment>& assignments) {
  std::vector<std::int32_t> ordinals;
  for (const ColumnAssignment& assignment : assignments) {
    const catalog::Column& column = target.table->columns[static_cast<std::size_t>(assignment.column)];
    if (!column.generated_text) {
      ordinals.push_back(assignment.column);
    }
  }
  record_write(target, privilege::update, ordinals);
}

void StatementBinder::record_sequence(std::int64_t sequence, std::string_view function) {
  if (accesses_ != nullptr) {
    const Privileges any = function == "nextval"   ? privilege::usage | privilege::update
                           : function == "currval" ? privilege::usage | privilege::select
                                                   : privilege::update;
    accesses_->sequences.emplace_back(sequence, any);
  }
}

Statement StatementBinder::bind_within_rights(const ast::Statement& statement) {
  Accesses accesses;
  if (!catalog_.roles.empty()) {
    accesses_ = &accesses;
    if (dialect_.traits.schema_is_database) {
      check_account(statement);
    } else {
      rights_.emplace(catalog_, environment_.context->user);
    }
  }
  Statement bound = bind(statement);
  check_rights(bound);
  return bound;
}

void StatementBinder::check_rights(Statement& statement) {
  if (dialect_.traits.schema_is_database) {
    check_account_accesses();
    return;
  }
  auto* definition = std::get_if<Definition>(&statement);
  if (rights_) {
    if (definition != nullptr) {
      check_owned(*definition);
    }
    check_reads();
    check_writes();
  }
  const bool may_have_owners = rights_ || !catalog_.default_grants.empty();
  if (definition != nullptr && may_have_owners) {
    give_owner(*definition);
  }
}

}  // namespace emulator::bind
