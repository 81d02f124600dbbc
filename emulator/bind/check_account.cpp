// What a statement needs of the session's account (https://dev.mysql.com/doc/refman/8.0/en/privileges-provided.html):
// of definitions by what they name, before anything is looked up; of data by what was recorded while it was bound.
#include "base/overloaded.hpp"
#include "base/text.hpp"
#include "bind/account_rights.hpp"
#include "bind/statement_binder.hpp"
#include "sql/temporary_schema.hpp"

namespace emulator::bind {

namespace {

using catalog::Privileges;
namespace privilege = catalog::privilege;

// Requires at one level, in the words of that level.
struct Requirement {
  const AccountRights& rights;
  const std::string& user;

  void table(const std::string& schema, const std::string& name, Privileges wanted) const {
    const Privileges missing = wanted & ~rights.on_table(schema, name);
    if (missing != 0) {
      throw account::table_denied(user, account::listed(missing), name);
    }
  }
  void schema(const std::string& name, Privileges wanted) const {
    if ((wanted & ~rights.on_schema(name)) != 0) {
      throw account::schema_denied(user, name);
    }
  }
};

std::string_view verb_of(const ast::Statement& statement) {
  if (const auto* insert = std::get_if<ast::Insert>(&statement.node)) {
    return insert->kind == ast::InsertKind::replace ? "INSERT, DELETE" : "INSERT";
  }
  return std::holds_alternative<ast::Update>(statement.node)   ? "UPDATE"
         : std::holds_alternative<ast::Delete>(statement.node) ? "DELETE"
                                                               : "SELECT";
}

struct NamedRelation {
  std::string schema, name;
  const catalog::Table* table = nullptr;  // null: a view
};

// Without a name: of the system, or the session's own.
NamedRelation relation_named(const catalog::Catalog& catalog, std::int64_t id) {
  const catalog::Table* table = catalog.table_by_id(id);
  if (table != nullptr && (table->is_system_view || table->schema.starts_with(sql::temporary_schema_prefix))) {
    return {};
  }
  const OwnedObject object = owned_object(catalog, id);
  return {object.schema, object.name, table};
}

}  // namespace

void StatementBinder::check_account(const ast::Statement& statement) {
  verb_ = verb_of(statement);
  const AccountRights rights(catalog_, *environment_.context);
  if (rights.is_master()) {
    return;
  }
  const Requirement require{rights, environment_.context->user};
  const auto need = [&](const ast::Name& name, Privileges wanted) {
    if (find_temporary(name) == nullptr && !schema_of(name).empty()) {
      require.table(schema_of(name), name.parts.back(), wanted);
    }
  };
  std::visit(overloaded{
                 [&](const ast::CreateTable& node) {
                   if (node.temporary) {
                     require.schema(schema_of(node.name), privilege::temporary);
                   } else {
                     need(node.name, privilege::create);
                   }
                 },
                 [&](const ast::AlterTable& node) { need(node.name, privilege::alter); },
                 [&](const ast::CreateIndex& node) { need(node.table, privilege::index); },
                 [&](const ast::CreateView& node) {
                   need(node.name, privilege::create_view | (node.or_replace ? privilege::drop : 0));
                 },
                 [&](const ast::CreateSchema& node) {
                   require.schema(node.name.empty() ? environment_.schema : node.name,
                                  node.must_exist ? privilege::alter : privilege::create);
                 },
                 [&](const ast::Truncate& node) {
                   for (const ast::Name& name : node.tables) need(name, privilege::drop);
                 },
                 [&](const ast::RenameTables& node) {
                   for (const ast::TableRename& rename : node.renames) {
                     need(rename.from, privilege::alter | privilege::drop);
                     need(rename.to, privilege::create | privilege::insert);
                   }
                 },
                 [&](const ast::Drop& node) {
                   if (node.kind == ast::ObjectKind::index) return need(node.table, privilege::index);
                   for (const ast::Name& name : node.names) {
                     if (node.kind == ast::ObjectKind::schema) require.schema(name.parts.back(), privilege::drop);
                     if (node.kind == ast::ObjectKind::table || node.kind == ast::ObjectKind::view)
                       need(name, privilege::drop);
                   }
                 },
                 [&](const ast::Use& node) {
                   if (!rights.has_any_in(node.database)) {
                     throw account::schema_denied(environment_.context->user, node.database);
                   }
                 },
                 [](const auto&) {},
             },
             statement.node);
}

// What an account may not see is not said to be missing.
void StatementBinder::check_hidden(const std::string& schema, const std::string& name) const {
  if (accesses_ == nullptr || !dialect_.traits.schema_is_database) {
    return;
  }
  const AccountRights rights(catalog_, *environment_.context);
  if ((rights.on_any_column(schema, name) & account::all_at(account::Level::table)) == 0) {
    throw account::table_denied(environment_.context->user, std::string(verb_), name);
  }
}

void StatementBinder::check_account_accesses() const {
  if (accesses_ == nullptr) {
    return;
  }
  const AccountRights rights(catalog_, *environment_.context);
  if (rights.is_master()) {
    return;
  }
  const std::string& user = environment_.context->user;
  const auto check_column = [&](const NamedRelation& relation, std::int32_t id, Privileges wanted) {
    const catalog::Column* column = relation.table == nullptr ? nullptr : relation.table->find(id);
    const std::string name = column == nullptr ? std::string() : column->name;
    if ((wanted & ~rights.on_column(relation.schema, relation.name, name)) == 0) {
      return;
    }
    throw account::error(1143, "42000",
                         account::listed(wanted) + " command denied to user " + account::shown(user) + " for column '" +
                             name + "' in table '" + relation.name + "'");
  };
  for (const std::int64_t id : accesses_->relations) {
    const NamedRelation relation = relation_named(catalog_, id);
    if (!relation.name.empty() && (rights.on_any_column(relation.schema, relation.name) & privilege::select) == 0) {
      throw account::table_denied(user, "SELECT", relation.name);
    }
  }
  for (const Accesses::Write& write : accesses_->writes) {
    const NamedRelation relation = relation_named(catalog_, write.relation);
    const Privileges wanted = write.privilege == privilege::truncate ? privilege::drop : write.privilege;
    if (relation.name.empty() || (wanted & ~rights.on_table(relation.schema, relation.name)) == 0) {
      continue;
    }
    if ((wanted & ~rights.on_any_column(relation.schema, relation.name)) != 0 || write.columns.empty()) {
      throw account::table_denied(user, account::listed(wanted), relation.name);
    }
    for (const std::int32_t column : write.columns) check_column(relation, column, wanted);
  }
  // What a * stands for is told of by the table alone, as the column's name is not known to everybody.
  for (const auto& [id, column] : accesses_->starred) {
    const NamedRelation relation = relation_named(catalog_, id);
    const catalog::Column* known = relation.table == nullptr ? nullptr : relation.table->find(column);
    if (known != nullptr && (rights.on_column(relation.schema, relation.name, known->name) & privilege::select) == 0) {
      throw account::table_denied(user, "SELECT", relation.name);
    }
  }
  for (const auto& [id, column] : accesses_->columns) {
    const NamedRelation relation = relation_named(catalog_, id);
    if (!relation.name.empty()) check_column(relation, column, privilege::select);
  }
}

}  // namespace emulator::bind
