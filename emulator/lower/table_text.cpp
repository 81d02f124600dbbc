// Only checks have names in SQLite: it says which one failed (backend/emulated/constraint_errors.cpp).
#include "lower/table_text.hpp"

#include "lower/lowering.hpp"
#include "lower/storage.hpp"

namespace emulator::lower {

namespace {

std::string_view action_words(catalog::Action action) {
  static constexpr std::string_view words[] = {"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};
  return words[static_cast<std::size_t>(action)];
}

}  // namespace

std::string TableText::create() const {
  std::string text;
  for (std::size_t ordinal = 0; ordinal < table_.columns.size(); ++ordinal) {
    text += (ordinal == 0 ? "" : ", ") + column(static_cast<std::int32_t>(ordinal));
  }
  // SQLite looks at the unique key that was declared last first; the engines at the first.
  const auto is_unique = [](const catalog::Constraint& constraint) {
    return constraint.kind == catalog::ConstraintKind::unique;
  };
  for (auto constraint = table_.constraints.rbegin(); constraint != table_.constraints.rend(); ++constraint) {
    text += is_unique(*constraint) ? ", " + this->constraint(*constraint) : "";
  }
  for (const catalog::Constraint& constraint : table_.constraints) {
    text += constraint.enforced && !is_unique(constraint) ? ", " + this->constraint(constraint) : "";
  }
  return "CREATE TABLE " + quoted(table_.storage_name) + " (" + text + ") STRICT";
}

std::string TableText::create(const catalog::Index& index) const {
  return std::string(index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + quoted(index.storage_name) + " ON " +
         quoted(table_.storage_name) + " " + parts_of(index);
}

std::string TableText::conflict_target(const catalog::Index& index) const {
  return parts_of(index);
}

std::string TableText::parts_of(const catalog::Index& index) const {
  std::string parts;
  for (const catalog::IndexPart& part : index.parts) {
    parts += (parts.empty() ? "(" : ", ") + index_part(part, index);
  }
  return parts + ")" + (index.where_text.empty() ? "" : " WHERE " + expression(index.where_text));
}

std::string TableText::condition(const catalog::Constraint& check) const {
  return expression(check.check_text);
}

std::string TableText::expression(const std::string& text, const Type* type) const {
  const bind::ExpressionPtr bound = bind::bind_table_expression(text, table_, environment_, type);
  return Lowering(environment_).table_expression(*bound, table_);
}

std::string TableText::column(std::int32_t ordinal) const {
  const catalog::Column& column = table_.columns[static_cast<std::size_t>(ordinal)];
  std::string text = quoted(column.storage_name) + " ";
  text += is_row_number(table_, ordinal) ? "INTEGER" : storage_class(*environment_.dialect, column.type);
  if (const std::string_view collation = storage_collation(*environment_.dialect, column.type); !collation.empty()) {
    text += " COLLATE " + quoted(collation);
  }
  text += column.not_null ? " NOT NULL" : "";
  if (column.generated_text) {
    text += " GENERATED ALWAYS AS (" + expression(*column.generated_text, &column.type) + ")";
    text += column.generated_stored ? " STORED" : " VIRTUAL";
  }
  return text;
}

std::string TableText::names_of(const catalog::Table& table, const std::vector<std::int32_t>& ids) const {
  std::string text;
  for (const std::int32_t id : ids) {
    text += (text.empty() ? "" : ", ") + quoted(table.find(id)->storage_name);
  }
  return "(" + text + ")";
}

bool is_stored(const catalog::Index& index) {
  return index.method != "hnsw" && index.method != "ivfflat";
}

std::string TableText::constraint(const catalog::Constraint& constraint) const {
  switch (constraint.kind) {
    case catalog::ConstraintKind::primary_key:
      return "PRIMARY KEY " + names_of(table_, constraint.columns);
    case catalog::ConstraintKind::unique:
      return "UNIQUE " + names_of(table_, constraint.columns);
    case catalog::ConstraintKind::check:
      return "CONSTRAINT " + quoted(constraint.name) + " CHECK (" + condition(constraint) + ")";
    case catalog::ConstraintKind::foreign_key:
      break;
  }
  return foreign_key(constraint);
}

std::string TableText::foreign_key(const catalog::Constraint& constraint) const {
  const bool is_itself = constraint.referenced_table == table_.id;
  const catalog::Table& target = is_itself ? table_ : *environment_.catalog->table_by_id(constraint.referenced_table);
  std::string text = "FOREIGN KEY " + names_of(table_, constraint.columns) + " REFERENCES " +
                     quoted(target.storage_name) + " " + names_of(target, constraint.referenced_columns);
  text += " ON DELETE " + std::string(action_words(constraint.on_delete));
  text += " ON UPDATE " + std::string(action_words(constraint.on_update));
  // When one that may be deferred is checked is for the session to see to: SQLite would fix it here.
  return constraint.deferrable ? text + " DEFERRABLE INITIALLY DEFERRED" : text;
}

// A prefix (MySQL) only makes an index smaller, unless it is unique: then the prefix is what must differ.
std::string TableText::index_part(const catalog::IndexPart& part, const catalog::Index& index) const {
  std::string text;
  if (part.column == 0) {
    text = "(" + expression(part.text) + ")";
  } else {
    const catalog::Column& column = *table_.find(part.column);
    text = quoted(column.storage_name);
    if (part.prefix_length > 0 && index.unique) {
      text = "substr(" + text + ", 1, " + std::to_string(part.prefix_length) + ")";
    }
  }
  return part.descending ? text + " DESC" : text;
}

}  // namespace emulator::lower
