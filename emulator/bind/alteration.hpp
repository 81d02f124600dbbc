// Alteration: one ALTER TABLE. Its actions are applied, one after the other, to a copy of the table; what must happen
// to the stored rows follows from the table before and the copy (lower/rebuild_table.cpp).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bind/statement_binder.hpp"

namespace emulator::bind {

class Alteration {
 public:
  Alteration(StatementBinder& binder, const catalog::Table& before);

  void apply(const ast::AlterTable& alter);
  Definition finish();

 private:
  // --- bind_alter.cpp: order, the table as a whole
  void apply(const ast::AlterAction& action);
  void act(const ast::RenameTable& rename);
  void act(const ast::SetTableSchema& set);
  void act(const ast::SetTableOption& set);
  void act(const ast::SetOwner& set);
  void act(const ast::SetTriggers& set);
  void act(const ast::SetRowSecurity& set);
  void act(const ast::WithoutEffect& action);
  void move_to(const std::string& schema, std::string name);
  void check_column_names();
  void rename_automatic_constraints(const std::string& old_name);
  void convert_to(const std::string& collation);
  void restart_counter(const std::string& value);

  // --- alter_column.cpp
  void act(const ast::AddColumn& add);
  void act(const ast::ModifyColumn& modify);
  void act(const ast::AlterColumnType& alter);
  void act(const ast::SetColumnDefault& set);
  void act(const ast::SetColumnNullable& set);
  void act(const ast::SetColumnIdentity& set);
  void act(const ast::DropExpression& drop);
  void act(const ast::RenameColumn& rename);
  void add_identity(catalog::Column& column, const ast::SetColumnIdentity& set);
  void change_identity(catalog::Column& column, const ast::SetColumnIdentity& set);
  void drop_identity(catalog::Column& column, const ast::SetColumnIdentity& set);
  void rename(catalog::Column& column, const std::string& to);
  void keep_counter(const catalog::Column& before, catalog::Column& after);
  void place(catalog::Column column, std::size_t standing, bool first, const std::string& after);
  void check_castable(const catalog::Column& column, const Type& to, const ast::AlterColumnType& alter);
  void check_foreign_keys_of(std::int32_t column);
  void keep_types_in_texts(std::int32_t column);
  void check_expressions();
  bool must_copy(const catalog::Column& before, const catalog::Column& after) const;

  // --- alter_drop.cpp
  void act(const ast::DropColumn& drop);
  void act(const ast::DropConstraint& drop);
  void drop_column_in_place(const catalog::Column& column);
  void drop_column_with_dependents(const catalog::Column& column, bool cascade);
  void drop_key(const std::string& name, bool is_primary);
  void drop_constraint(const catalog::Constraint& constraint, bool cascade);
  void check_key_is_free(const std::vector<std::int32_t>& columns, const std::string& name);
  void check_column_is_free(const catalog::Column& column);
  void drop_counter(const catalog::Column& column);
  std::vector<std::string> foreign_keys_over(const std::vector<std::int32_t>& columns, bool whole) const;
  void drop_foreign_keys_over(const std::vector<std::int32_t>& columns, bool whole);

  // --- alter_rename.cpp
  void rewrite_texts(const std::function<std::vector<Edit>(const std::string&, const Uses&)>& edits_of);
  void rename_in_texts(const catalog::Column& column, const std::string& to);
  void rename_in_texts(const std::string& schema, const std::string& name);

  // --- alter_constraint.cpp
  void act(const ast::AddConstraint& add);
  void act(const ast::RenameConstraint& rename);
  void act(const ast::ValidateConstraint& validate);
  void act(const ast::AlterConstraint& alter);
  void use_index(const ast::TableConstraint& constraint);
  catalog::Constraint* find_constraint(const std::string& name);
  catalog::Index* find_index(const std::string& name);

  catalog::Column* find_column(const std::string& name);  // null: there is none
  catalog::Column& column(const std::string& name, Condition absent);
  std::int32_t ordinal_of(std::int32_t column) const;
  std::set<std::int32_t> columns_in(const std::string& text);  // ids
  bool same_name(std::string_view one, std::string_view other) const;
  catalog::Table& other(const catalog::Table& table);  // another table, to be changed too
  [[noreturn]] void fail(Condition condition, std::initializer_list<std::string> arguments) const {
    binder_.fail(condition, arguments, ast::no_position);
  }
  [[noreturn]] void fail_hinted(Condition condition, std::string sentence, std::string hint) const;

  StatementBinder& binder_;
  const sql::Dialect& dialect_;
  const catalog::Table& before_;
  catalog::Table table_;
  std::vector<catalog::Change> changes_;
  std::map<std::int32_t, std::string> conversions_;
  std::map<std::int64_t, catalog::Table> others_;
  std::set<std::int32_t> dropped_;  // columns that the statement drops
  bool has_new_types_ = false;
  bool copies_rows_ = false;  // MySQL: by the algorithm COPY, which reports the rows
};

}  // namespace emulator::bind
