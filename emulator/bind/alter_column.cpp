// ALTER TABLE's actions on columns, but for dropping them.
#include <algorithm>

#include "base/text.hpp"
#include "bind/alteration.hpp"
#include "bind/written.hpp"

namespace emulator::bind {

namespace {

std::string in_quotes(const std::string& name) {
  return "\"" + name + "\"";
}

bool is_identity(const catalog::Column& column) {
  return column.identity == catalog::Identity::always || column.identity == catalog::Identity::by_default;
}

}  // namespace

// MySQL's actions name columns as they were before the statement.
catalog::Column* Alteration::find_column(const std::string& name) {
  const catalog::Table& named = dialect_.traits.schema_is_database ? before_ : table_;
  for (const catalog::Column& column : named.columns) {
    if (!same_name(column.name, name)) {
      continue;
    }
    for (catalog::Column& current : table_.columns) {
      if (current.id == column.id) {
        return &current;
      }
    }
  }
  return nullptr;
}

catalog::Column& Alteration::column(const std::string& name, Condition absent) {
  if (catalog::Column* found = find_column(name)) {
    return *found;
  }
  if (absent == Condition::undefined_target_column) {
    fail(absent, {name, table_.name, before_.name});
  }
  fail(absent, {name, absent == Condition::undefined_column ? before_.name : table_.name});
}

std::int32_t Alteration::ordinal_of(std::int32_t column) const {
  const auto found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                  [column](const catalog::Column& other) { return other.id == column; });
  return static_cast<std::int32_t>(found - table_.columns.begin());
}

// To the front, behind another column, or where `standing` says.
void Alteration::place(catalog::Column column, std::size_t standing, bool first, const std::string& after) {
  std::size_t index = first ? 0 : standing;
  if (!after.empty()) {
    const auto found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                    [&](const catalog::Column& other) { return same_name(other.name, after); });
    if (found == table_.columns.end()) {
      fail(Condition::undefined_target_column, {after, table_.name, before_.name});
    }
    index = static_cast<std::size_t>(found - table_.columns.begin()) + 1;
  }
  table_.columns.insert(table_.columns.begin() + static_cast<std::ptrdiff_t>(index), std::move(column));
}

void Alteration::act(const ast::AddColumn& add) {
  const bool is_taken = std::any_of(table_.columns.begin(), table_.columns.end(), [&](const catalog::Column& other) {
    return same_name(other.name, add.column.name);
  });
  if (is_taken && add.if_not_exists) {
    return;
  }
  if (is_taken) {
    fail(Condition::duplicate_column, {add.column.name, table_.name});
  }
  catalog::Column column = binder_.column_definition(add.column, table_, changes_);
  const std::int32_t id = column.id;
  const bool has_value = column.default_text || column.generated_text || column.identity != catalog::Identity::none;
  std::string implicit = dialect_.implicit_default(column.type);
  if (column.not_null && !has_value && !implicit.empty()) {
    conversions_[id] = std::move(implicit);
  }
  place(std::move(column), table_.columns.size(), add.first, add.after);
  without_position([&] {
    binder_.column_keys(add.column, table_);
    binder_.check_column(add.column, table_, ordinal_of(id));
    for (const ast::TableConstraint& constraint : add.constraints) {
      binder_.table_constraint(constraint, table_);
      copies_rows_ = true;
    }
  });
  copies_rows_ = copies_rows_ || (add.column.generated && add.column.generated->stored);
}

// MySQL MODIFY and CHANGE: the whole definition anew; what it does not repeat is gone, but for keys.
void Alteration::act(const ast::ModifyColumn& modify) {
  const catalog::Column before = column(modify.from, Condition::undefined_target_column);
  const auto standing = static_cast<std::size_t>(ordinal_of(before.id));
  if (modify.column.name != before.name) {
    rename(table_.columns[standing], modify.column.name);
  }
  table_.columns.erase(table_.columns.begin() + static_cast<std::ptrdiff_t>(standing));
  catalog::Column after = binder_.column_definition(modify.column, table_, changes_);
  --table_.next_column_id;
  after.id = before.id;
  after.storage_name = before.storage_name;
  keep_counter(before, after);
  copies_rows_ = copies_rows_ || must_copy(before, after);
  const catalog::Constraint* primary = table_.primary_key();
  after.not_null |= primary != nullptr && std::count(primary->columns.begin(), primary->columns.end(), after.id) > 0;
  place(std::move(after), standing, modify.first, modify.after);
  binder_.column_keys(modify.column, table_);
  binder_.check_column(modify.column, table_, ordinal_of(before.id));
  check_foreign_keys_of(before.id);
  has_new_types_ = true;
}

// Whether MySQL copies the table for it: another type, but for a longer VARCHAR and an ENUM with more members behind
// (https://dev.mysql.com/doc/refman/8.0/en/innodb-online-ddl-operations.html#online-ddl-column-operations).
bool Alteration::must_copy(const catalog::Column& before, const catalog::Column& after) const {
  Type wanted = after.type;
  wanted.collation = before.type.collation;
  if (wanted == before.type) {
    return false;
  }
  if (wanted.id == TypeId::varchar && before.type.id == TypeId::varchar) {
    constexpr std::int32_t one_length_byte = 63;  // characters of four bytes
    return wanted.length < before.type.length ||
           (before.type.length <= one_length_byte && wanted.length > one_length_byte);
  }
  if (wanted.id == before.type.id && (wanted.id == TypeId::enum_ || wanted.id == TypeId::set)) {
    return !wanted.name.starts_with(before.type.name.substr(0, before.type.name.size() - 1));
  }
  return true;
}

// A column that goes on being AUTO_INCREMENT goes on counting.
void Alteration::keep_counter(const catalog::Column& before, catalog::Column& after) {
  const bool is_counter = after.identity == catalog::Identity::auto_increment;
  if (before.identity != catalog::Identity::auto_increment) {
    if (is_counter) {
      std::get<catalog::PutSequence>(changes_.back()).sequence.owner_column = after.id;
    }
    return;
  }
  if (!is_counter) {
    drop_counter(before);
    return;
  }
  changes_.pop_back();  // the new counter
  after.sequence_id = before.sequence_id;
}

void Alteration::check_foreign_keys_of(std::int32_t column) {
  const auto uses = [column](const std::vector<std::int32_t>& columns) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  for (const catalog::Constraint& key : table_.constraints) {
    if (key.kind != catalog::ConstraintKind::foreign_key) {
      continue;
    }
    const bool is_itself = key.referenced_table == table_.id;
    if (uses(key.columns) || (is_itself && uses(key.referenced_columns))) {
      const catalog::Table& target = is_itself ? table_ : *binder_.catalog_.table_by_id(key.referenced_table);
      binder_.check_key_types(table_, target, key, ast::no_position);
    }
  }
  for (const auto& [name, table] : binder_.catalog_.tables) {
    for (const catalog::Constraint& key : table->constraints) {
      const bool refers = key.kind == catalog::ConstraintKind::foreign_key && key.referenced_table == table_.id &&
                          table->id != table_.id && uses(key.referenced_columns);
      if (refers) {
        binder_.check_key_types(*table, table_, key, ast::no_position);
      }
    }
  }
}

// PostgreSQL keeps checks and indexes as trees, in which a literal has had its type since: a check that a text is one
// of 'a' and 'b' does not go over to an enum with its column.
void Alteration::keep_types_in_texts(std::int32_t column) {
  const auto keep = [&](std::string& text) {
    if (!text.empty() && binder_.uses_in_expression(text, before_).columns.contains({table_.id, column})) {
      text = written_expression(text, before_, binder_.environment_).value_or(text);
    }
  };
  for (catalog::Constraint& constraint : table_.constraints) {
    keep(constraint.check_text);
  }
  for (catalog::Index& index : table_.indexes) {
    for (catalog::IndexPart& part : index.parts) {
      keep(part.text);
    }
    keep(index.where_text);
  }
}

// What the table keeps as text must still mean something over the columns as they are now.
void Alteration::check_expressions() {
  const auto check = [&](const std::string& text, Clause clause) {
    without_position([&] { binder_.bind_over_table(*dialect_.parse_expression(text), table_, clause); });
  };
  for (const catalog::Constraint& constraint : table_.constraints) {
    if (constraint.kind == catalog::ConstraintKind::check) {
      check(constraint.check_text, Clause::check);
    }
  }
  for (const catalog::Column& column : table_.columns) {
    if (column.generated_text) {
      check(*column.generated_text, Clause::generated);
    }
  }
  for (const catalog::Index& index : table_.indexes) {
    for (const catalog::IndexPart& part : index.parts) {
      if (part.column == 0) {
        check(part.text, Clause::index);
      }
    }
    if (!index.where_text.empty()) {
      check(index.where_text, Clause::index);
    }
  }
}

// PostgreSQL ALTER COLUMN … TYPE … [USING …]
void Alteration::act(const ast::AlterColumnType& alter) {
  catalog::Column& altered = column(alter.column, Condition::undefined_target_column);
  const Type to = at(alter.type.name.position, [&] { return binder_.resolve_type(alter.type); });
  if (is_identity(altered) && !is_integer(to.id)) {
    fail(Condition::invalid_identity_type, {});
  }
  for (const catalog::Column& other : table_.columns) {
    if (other.generated_text && columns_in(*other.generated_text).contains(altered.id)) {
      SqlError error = dialect_.error(Condition::cannot_alter_used_type, {"a generated column", altered.name});
      error.detail =
          "Column " + in_quotes(altered.name) + " is used by generated column " + in_quotes(other.name) + ".";
      throw error;
    }
  }
  const auto views = binder_.views_using([&](const Uses& uses) {
    return uses.columns.contains({table_.id, altered.id});
  });
  if (!views.empty()) {
    SqlError error = dialect_.error(Condition::cannot_alter_used_type, {"a view or rule", altered.name});
    error.detail = "rule _RETURN on view " + views.front()->name + " depends on column " + in_quotes(altered.name);
    throw error;
  }
  check_castable(altered, to, alter);
  if (alter.using_ != nullptr) {
    conversions_[altered.id] = alter.using_text;
  }
  if (altered.default_text && altered.identity == catalog::Identity::none) {
    ExpressionPtr bound = binder_.default_value(table_, ordinal_of(altered.id));
    if (binder_.try_coerce(bound, to, sql::CastStrength::assignment) == nullptr) {
      fail(Condition::datatype_mismatch, {"default for column " + in_quotes(altered.name) +
                                          " cannot be cast automatically to type " + dialect_.spelled(to)});
    }
  }
  keep_types_in_texts(altered.id);
  altered.type = to;
  check_foreign_keys_of(altered.id);
  has_new_types_ = true;
}

void Alteration::check_castable(const catalog::Column& column, const Type& to, const ast::AlterColumnType& alter) {
  const std::string spelled = dialect_.spelled(to);
  if (alter.using_ == nullptr) {
    ExpressionPtr value = make(ColumnUse{0, ordinal_of(column.id)}, column.type, true, ast::no_position);
    if (binder_.try_coerce(value, to, sql::CastStrength::assignment) == nullptr) {
      fail_hinted(Condition::datatype_mismatch,
                  "column " + in_quotes(column.name) + " cannot be cast automatically to type " + spelled,
                  "You might need to specify \"USING " + column.name + "::" + spelled + "\".");
    }
    return;
  }
  ExpressionPtr value = binder_.bind_over_table(*alter.using_, before_, Clause::using_);
  if (binder_.try_coerce(value, to, sql::CastStrength::assignment) == nullptr) {
    fail_hinted(Condition::datatype_mismatch,
                "result of USING clause for column " + in_quotes(column.name) +
                    " cannot be cast automatically to type " + spelled,
                "You might need to add an explicit cast.");
  }
}

void Alteration::act(const ast::SetColumnDefault& set) {
  catalog::Column& altered = column(set.column, Condition::undefined_target_column);
  if (is_identity(altered)) {
    fail(Condition::column_is_identity, {altered.name, table_.name});
  }
  if (altered.generated_text) {
    fail(Condition::column_is_generated, {altered.name, table_.name, "DEFAULT"});
  }
  if (altered.identity == catalog::Identity::auto_increment) {
    fail(Condition::invalid_default, {altered.name, table_.name});
  }
  if (altered.identity == catalog::Identity::serial) {  // the sequence stays the column's
    altered.identity = catalog::Identity::none;
    altered.sequence_id = 0;
  }
  altered.default_text.reset();
  if (set.value == nullptr || std::holds_alternative<ast::NullLiteral>(set.value->node)) {
    return;
  }
  altered.default_text = set.text;
  without_position([&] { binder_.check_default(*set.value, table_, ordinal_of(altered.id)); });
  if (const std::optional<std::int64_t> sequence = binder_.sequence_behind(*set.value)) {
    altered.identity = catalog::Identity::serial;
    altered.sequence_id = *sequence;
  }
}

// PostgreSQL SET and DROP NOT NULL.
void Alteration::act(const ast::SetColumnNullable& set) {
  catalog::Column& altered = column(set.column, Condition::undefined_target_column);
  if (!set.nullable) {
    altered.not_null = true;
    return;
  }
  if (is_identity(altered)) {
    fail(Condition::column_is_identity, {altered.name, table_.name});
  }
  const catalog::Constraint* primary = table_.primary_key();
  if (primary != nullptr && std::count(primary->columns.begin(), primary->columns.end(), altered.id) > 0) {
    fail(Condition::invalid_table_definition, {"column " + in_quotes(altered.name) + " is in a primary key"});
  }
  altered.not_null = false;
}

void Alteration::act(const ast::SetColumnIdentity& set) {
  catalog::Column& altered = column(set.column, Condition::undefined_target_column);
  if (set.identity) {
    add_identity(altered, set);
  } else if (set.drop) {
    drop_identity(altered, set);
  } else {
    change_identity(altered, set);
  }
}

void Alteration::add_identity(catalog::Column& column, const ast::SetColumnIdentity& set) {
  const std::string where = "column " + in_quotes(column.name) + " of relation " + in_quotes(table_.name);
  if (!is_integer(column.type.id)) {
    fail(Condition::invalid_identity_type, {});
  }
  if (!column.not_null) {
    fail(Condition::not_in_prerequisite_state, {where + " must be declared NOT NULL before identity can be added"});
  }
  if (is_identity(column)) {
    fail(Condition::not_in_prerequisite_state, {where + " is already an identity column"});
  }
  if (column.default_text) {
    fail(Condition::not_in_prerequisite_state, {where + " already has a default value"});
  }
  column.identity = set.identity->always ? catalog::Identity::always : catalog::Identity::by_default;
  ast::ColumnDefinition definition;
  definition.identity = set.identity;
  binder_.make_identity(definition, table_, column, changes_);
}

void Alteration::drop_identity(catalog::Column& column, const ast::SetColumnIdentity& set) {
  if (is_identity(column)) {
    drop_counter(column);
    column.identity = catalog::Identity::none;
    column.sequence_id = 0;
    return;
  }
  if (!set.if_exists) {
    fail(Condition::not_in_prerequisite_state, {"column " + in_quotes(column.name) + " of relation " +
                                                in_quotes(table_.name) + " is not an identity column"});
  }
}

void Alteration::change_identity(catalog::Column& column, const ast::SetColumnIdentity& set) {
  if (!is_identity(column)) {
    fail(Condition::not_in_prerequisite_state, {"column " + in_quotes(column.name) + " of relation " +
                                                in_quotes(table_.name) + " is not an identity column"});
  }
  if (set.always) {
    column.identity = *set.always ? catalog::Identity::always : catalog::Identity::by_default;
  }
  catalog::Sequence sequence = *binder_.catalog_.sequence_by_id(column.sequence_id);
  changes_.emplace_back(binder_.changed_sequence(std::move(sequence), set.options));
}

// The values that were computed stay.
void Alteration::act(const ast::DropExpression& drop) {
  catalog::Column& altered = column(drop.column, Condition::undefined_target_column);
  if (altered.generated_text) {
    altered.generated_text.reset();
    return;
  }
  if (!drop.if_exists) {
    fail(Condition::not_in_prerequisite_state, {"column " + in_quotes(altered.name) + " of relation " +
                                                in_quotes(table_.name) + " is not a stored generated column"});
  }
}

void Alteration::act(const ast::RenameColumn& rename) {
  this->rename(column(rename.from, Condition::undefined_column), rename.to);
}

void Alteration::rename(catalog::Column& column, const std::string& to) {
  if (dialect_.traits.schema_is_database) {
    if (!same_name(column.name, to)) {
      check_column_is_free(column);
    }
  } else {
    for (const catalog::Column& other : table_.columns) {
      if (other.name == to) {
        fail(Condition::duplicate_column, {to, table_.name});
      }
    }
    rename_in_texts(column, to);
  }
  column.name = to;
}

}  // namespace emulator::bind
