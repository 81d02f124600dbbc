// Definitions: the SQLite statements that follow from the difference between what is stored and what shall be.
#include <algorithm>

#include "base/overloaded.hpp"
#include "lower/lowering.hpp"
#include "lower/storage.hpp"

namespace emulator::lower {

namespace {

std::string_view action_words(catalog::Action action) {
  static constexpr std::string_view words[] = {"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"};
  return words[static_cast<std::size_t>(action)];
}

class TableText {
 public:
  TableText(const catalog::Table& table, const bind::Environment& environment)
      : table_(table), environment_(environment) {}

  std::string create() const {
    std::string text;
    for (std::size_t ordinal = 0; ordinal < table_.columns.size(); ++ordinal) {
      text += (ordinal == 0 ? "" : ", ") + column(static_cast<std::int32_t>(ordinal));
    }
    for (const catalog::Constraint& constraint : table_.constraints) {
      text += ", " + this->constraint(constraint);
    }
    return "CREATE TABLE " + quoted(table_.storage_name) + " (" + text + ") STRICT";
  }

  std::string create(const catalog::Index& index) const {
    std::string parts;
    for (const catalog::IndexPart& part : index.parts) {
      parts += (parts.empty() ? "" : ", ") + index_part(part, index);
    }
    std::string text = std::string(index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") +
                       quoted(index.storage_name) + " ON " + quoted(table_.storage_name) + " (" + parts + ")";
    return index.where_text.empty() ? text : text + " WHERE " + expression(index.where_text);
  }

 private:
  std::string expression(const std::string& text, const Type* type = nullptr) const {
    const bind::ExpressionPtr bound = bind::bind_table_expression(text, table_, environment_, type);
    return Lowering(environment_).table_expression(*bound, table_);
  }

  std::string column(std::int32_t ordinal) const {
    const catalog::Column& column = table_.columns[static_cast<std::size_t>(ordinal)];
    std::string text = quoted(column.storage_name) + " ";
    text += is_row_number(table_, ordinal) ? "INTEGER" : storage_class(column.type);
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

  std::string names_of(const catalog::Table& table, const std::vector<std::int32_t>& ids) const {
    std::string text;
    for (const std::int32_t id : ids) {
      text += (text.empty() ? "" : ", ") + quoted(table.find(id)->storage_name);
    }
    return "(" + text + ")";
  }

  std::string constraint(const catalog::Constraint& constraint) const {
    const std::string name = "CONSTRAINT " + quoted(constraint.name);
    switch (constraint.kind) {
      case catalog::ConstraintKind::primary_key:
        return name + " PRIMARY KEY " + names_of(table_, constraint.columns);
      case catalog::ConstraintKind::unique:
        return name + " UNIQUE " + names_of(table_, constraint.columns);
      case catalog::ConstraintKind::check:
        return name + " CHECK (" + expression(constraint.check_text) + ")";
      case catalog::ConstraintKind::foreign_key:
        break;
    }
    const bool is_itself = constraint.referenced_table == table_.id;
    const catalog::Table& target = is_itself ? table_ : *environment_.catalog->table_by_id(constraint.referenced_table);
    std::string text = name + " FOREIGN KEY " + names_of(table_, constraint.columns) + " REFERENCES " +
                       quoted(target.storage_name) + " " + names_of(target, constraint.referenced_columns);
    text += " ON DELETE " + std::string(action_words(constraint.on_delete));
    text += " ON UPDATE " + std::string(action_words(constraint.on_update));
    if (constraint.deferrable) {
      text += constraint.initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE INITIALLY IMMEDIATE";
    }
    return text;
  }

  // A prefix (MySQL) only makes an index smaller, unless it is unique: then the prefix is what must differ.
  std::string index_part(const catalog::IndexPart& part, const catalog::Index& index) const {
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

  const catalog::Table& table_;
  const bind::Environment& environment_;
};

bool refers_to(const catalog::Table& table, std::int64_t other) {
  return std::any_of(table.constraints.begin(), table.constraints.end(), [other](const catalog::Constraint& key) {
    return key.kind == catalog::ConstraintKind::foreign_key && key.referenced_table == other;
  });
}

// Those that refer to another dropped table go before it, since SQLite empties a table as it drops it.
std::vector<const catalog::Table*> in_drop_order(std::vector<const catalog::Table*> tables) {
  std::vector<const catalog::Table*> ordered;
  while (!tables.empty()) {
    auto next = std::find_if(tables.begin(), tables.end(), [&](const catalog::Table* table) {
      return std::none_of(tables.begin(), tables.end(),
                          [&](const catalog::Table* other) { return other != table && refers_to(*other, table->id); });
    });
    next = next == tables.end() ? tables.begin() : next;
    ordered.push_back(*next);
    tables.erase(next);
  }
  return ordered;
}

// What has changed between the stored table and the new one, when only indexes may have.
void index_steps(const catalog::Table& before, const catalog::Table& after, const bind::Environment& environment,
                 std::vector<std::string>& steps) {
  const auto has = [](const catalog::Table& table, const std::string& storage_name) {
    return std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const catalog::Index& index) { return index.storage_name == storage_name; });
  };
  for (const catalog::Index& index : before.indexes) {
    if (!has(after, index.storage_name)) {
      steps.push_back("DROP INDEX " + quoted(index.storage_name));
    }
  }
  for (const catalog::Index& index : after.indexes) {
    if (!has(before, index.storage_name)) {
      steps.push_back(TableText(after, environment).create(index));
    }
  }
}

}  // namespace

bool is_row_number(const catalog::Table& table, std::int32_t ordinal) {
  const catalog::Constraint* key = table.primary_key();
  const catalog::Column& column = table.columns[static_cast<std::size_t>(ordinal)];
  const bool is_plain = is_integer(column.type.id) && storage_class(column.type) == "INTEGER";
  const bool is_counter = column.identity == catalog::Identity::auto_increment;
  return key != nullptr && key->columns.size() == 1 && key->columns.front() == column.id && (is_plain || is_counter);
}

std::string Lowering::table_expression(const bind::Expression& expression, const catalog::Table& table) {
  relations_[0] = {"", &table};
  return this->expression(expression);
}

std::vector<std::string> table_steps(const bind::Definition& definition, const bind::Environment& environment) {
  std::vector<std::string> steps;
  for (const catalog::Table* table : definition.emptied) {
    steps.push_back("DELETE FROM " + quoted(table->storage_name));
  }
  std::vector<const catalog::Table*> dropped;
  for (const catalog::Change& change : definition.changes) {
    if (const auto* drop = std::get_if<catalog::DropTable>(&change)) {
      dropped.push_back(environment.catalog->table_by_id(drop->id));
      continue;
    }
    const auto* put = std::get_if<catalog::PutTable>(&change);
    if (put == nullptr) {
      continue;
    }
    if (const catalog::Table* before = environment.catalog->table_by_id(put->table.id)) {
      index_steps(*before, put->table, environment, steps);
      continue;
    }
    const TableText text(put->table, environment);
    steps.push_back(text.create());
    for (const catalog::Index& index : put->table.indexes) {
      steps.push_back(text.create(index));
    }
  }
  for (const catalog::Table* table : in_drop_order(std::move(dropped))) {
    steps.push_back("DROP TABLE " + quoted(table->storage_name));
  }
  return steps;
}

}  // namespace emulator::lower
