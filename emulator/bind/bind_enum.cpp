// PostgreSQL's enum types: CREATE TYPE … AS ENUM, ALTER TYPE, DROP TYPE.
#include <algorithm>
#include <map>
#include <utility>

#include "bind/statement_binder.hpp"

namespace emulator::bind {

namespace {

constexpr std::size_t longest_label = 63;

bool is_of(const Type& type, const catalog::EnumType& wanted) {
  const bool is_enum = type.id == TypeId::enum_ || type.element == TypeId::enum_;
  return is_enum && type.collation == enum_type(wanted.id, {}).collation;
}

auto find_label(catalog::EnumType& type, const std::string& label) {
  return std::find(type.labels.begin(), type.labels.end(), label);
}

std::string quoted_text(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c;
    quoted += c == '\'' ? "'" : "";
  }
  return quoted += '\'';
}

// Calls `change(table, column)` with a copy of each table that has columns of this type; what it changed is put.
template <class Change>
void for_each_column(const catalog::Catalog& catalog, const catalog::EnumType& type, const Change& change) {
  for (const auto& [name, table] : catalog.tables) {
    for (std::size_t ordinal = 0; ordinal < table->columns.size(); ++ordinal) {
      if (is_of(table->columns[ordinal].type, type)) {
        change(*table, ordinal);
      }
    }
  }
}

// The last Put of this table among the changes, or a new one.
catalog::Table& table_in(std::vector<catalog::Change>& changes, const catalog::Table& table) {
  for (catalog::Change& change : changes) {
    auto* put = std::get_if<catalog::PutTable>(&change);
    if (put != nullptr && put->table.id == table.id) {
      return put->table;
    }
  }
  changes.emplace_back(catalog::PutTable{table, {}});
  return std::get<catalog::PutTable>(changes.back()).table;
}

}  // namespace

Statement StatementBinder::create_enum(const ast::CreateEnum& create) {
  catalog::EnumType type;
  type.schema = existing_schema(create.name);
  type.name = create.name.parts.back();
  const bool is_taken =
      catalog_.find_enum(type.schema, type.name) != nullptr || relation_name_taken(type.schema, type.name);
  if (is_taken) {
    fail(Condition::duplicate_type, {type.name});
  }
  for (const std::string& label : create.labels) {
    if (label.size() > longest_label) {
      fail(Condition::invalid_enum_label, {label});
    }
    if (find_label(type, label) != type.labels.end()) {
      fail(Condition::unique_violation, {"pg_enum_typid_label_index", "", ""});
    }
    type.labels.push_back(label);
  }
  type.id = next_id();
  Definition definition;
  definition.changes.emplace_back(catalog::PutEnum{std::move(type)});
  return definition;
}

const catalog::EnumType& StatementBinder::enum_named(const ast::Name& name) {
  const catalog::EnumType* type = catalog_.find_enum(schema_of(name), name.parts.back());
  if (type == nullptr) {
    fail(Condition::undefined_type, {displayed(name)});
  }
  return *type;
}

Statement StatementBinder::alter_enum(const ast::AlterEnum& alter) {
  catalog::EnumType type = enum_named(alter.name);
  Definition definition;
  if (!alter.new_name.empty() || !alter.new_schema.empty()) {
    rename_type(alter, type, definition);
  } else if (!alter.renamed_from.empty()) {
    rename_label(alter, type, definition);
  } else if (find_label(type, alter.value) == type.labels.end()) {
    add_label(alter, type);
  } else if (alter.if_not_exists) {
    return Nothing{};
  } else {
    fail(Condition::duplicate_enum_label, {alter.value});
  }
  definition.changes.emplace_back(catalog::PutEnum{std::move(type)});
  return definition;
}

void StatementBinder::add_label(const ast::AlterEnum& alter, catalog::EnumType& type) {
  if (alter.value.size() > longest_label) {
    fail(Condition::invalid_enum_label, {alter.value});
  }
  auto place = type.labels.end();
  if (!alter.neighbour.empty()) {
    place = find_label(type, alter.neighbour);
    if (place == type.labels.end()) {
      fail(Condition::undefined_enum_label, {alter.neighbour});
    }
    place += alter.before ? 0 : 1;
  }
  type.labels.insert(place, alter.value);
}

// Rows hold labels by name, and so do defaults.
void StatementBinder::rename_label(const ast::AlterEnum& alter, catalog::EnumType& type, Definition& definition) {
  const auto place = find_label(type, alter.renamed_from);
  if (place == type.labels.end()) {
    fail(Condition::undefined_enum_label, {alter.renamed_from});
  }
  if (find_label(type, alter.value) != type.labels.end()) {
    fail(Condition::duplicate_enum_label, {alter.value});
  }
  *place = alter.value;
  for_each_column(catalog_, type, [&](const catalog::Table& table, std::size_t ordinal) {
    const catalog::Column& column = table.columns[ordinal];
    if (column.type.id == TypeId::array) {
      unsupported("RENAME VALUE of an enum that a column has arrays of", alter.name.position);
    }
    definition.relabelled.push_back({&table, &column, alter.renamed_from, alter.value});
    if (!column.default_text) {
      return;
    }
    const ast::ExpressionPtr parsed = dialect_.parse_expression(*column.default_text);
    const ast::Expression* value = parsed.get();
    while (const auto* cast = std::get_if<ast::Cast>(&value->node)) {
      value = cast->operand.get();
    }
    const auto* literal = std::get_if<ast::StringLiteral>(&value->node);
    if (literal != nullptr && literal->text == alter.renamed_from) {
      table_in(definition.changes, table).columns[ordinal].default_text = quoted_text(alter.value);
    }
  });
}

void StatementBinder::rename_type(const ast::AlterEnum& alter, catalog::EnumType& type, Definition& definition) {
  const std::string schema = alter.new_schema.empty() ? type.schema : alter.new_schema;
  const std::string name = alter.new_name.empty() ? type.name : alter.new_name;
  if (catalog_.schemas.find(schema) == catalog_.schemas.end()) {
    fail(Condition::undefined_schema, {schema});
  }
  if (catalog_.find_enum(schema, name) != nullptr || relation_name_taken(schema, name)) {
    fail(Condition::duplicate_type, {name});
  }
  const catalog::EnumType before = type;
  type.schema = schema;
  type.name = name;
  for_each_column(catalog_, before, [&](const catalog::Table& table, std::size_t ordinal) {
    table_in(definition.changes, table).columns[ordinal].type.name = type_of_enum(type).name;
  });
}

void StatementBinder::drop_type(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes) {
  const catalog::EnumType* type = catalog_.find_enum(schema_of(name), name.parts.back());
  if (type == nullptr) {
    if (!drop.if_exists) {
      fail(Condition::undefined_type, {displayed(name)});
    }
    return;
  }
  require_owner(type->id);
  std::map<std::int64_t, ast::AlterTable> without;  // the tables, as they become when the columns of this type go along
  for_each_column(catalog_, *type, [&](const catalog::Table& table, std::size_t ordinal) {
    if (!drop.cascade) {
      fail(Condition::cannot_drop_dependent, {"type " + type->name, type->name});
    }
    ast::AlterTable& alter = without[table.id];
    alter.name = {{table.schema, table.name}, ast::no_position};
    alter.actions.push_back({ast::DropColumn{table.columns[ordinal].name, false, true}, ast::no_position});
  });
  for (const auto& [id, alter] : without) {
    Statement altered = alter_table(alter);
    for (catalog::Change& change : std::get<Definition>(altered).changes) {
      changes.push_back(std::move(change));
    }
  }
  changes.emplace_back(catalog::DropEnum{type->id});
}

}  // namespace emulator::bind
