// CREATE TABLE … AS and CREATE TABLE … LIKE: tables that take their columns from a query or from another table.
#include <algorithm>

#include "bind/statement_binder.hpp"

namespace emulator::bind {

// The query's columns, under these names as far as there are some.
void StatementBinder::columns_of(const Query& query, const std::vector<std::string>& names, catalog::Table& table) {
  const Scope scope = new_scope(nullptr);
  for (std::size_t index = 0; index < query.columns.size(); ++index) {
    const OutputColumn& output = query.columns[index];
    catalog::Column column;
    column.id = table.next_column_id++;
    column.name = index < names.size() ? names[index] : output.label;
    const bool is_taken = std::any_of(table.columns.begin(), table.columns.end(), [&](const catalog::Column& other) {
      return scope.same_name(other.name, column.name);
    });
    if (is_taken) {
      fail(Condition::column_defined_twice, {column.name, table.name});
    }
    column.storage_name = free_column_storage_name(table, column.name, column.id);
    column.type = output.type.id == TypeId::unknown ? type(TypeId::text) : output.type;
    column.not_null = dialect_.traits.schema_is_database && !output.nullable;
    table.columns.push_back(std::move(column));
  }
  if (table.columns.empty()) {
    unsupported("a table without columns", ast::no_position);
  }
}

Statement StatementBinder::create_table_as(const ast::CreateTable& create, catalog::Table table) {
  if (!create.columns.empty() || !create.constraints.empty()) {
    unsupported("CREATE TABLE with columns and AS", create.name.position);
  }
  QueryPtr filling = query(*create.as, nullptr);
  if (create.column_names.size() > filling->columns.size()) {
    fail(Condition::syntax_error, {"too many column names were specified"});
  }
  columns_of(*filling, create.column_names, table);
  Definition definition;
  definition.reports_copied_rows = true;
  if (create.with_data) {
    definition.fills.push_back({table.id, std::move(filling)});
  }
  definition.changes.emplace_back(catalog::PutTable{std::move(table), {}});
  return definition;
}

// What a LIKE does not include, the copy does not have; NOT NULL it always has.
void StatementBinder::copy_like(const ast::TableLike& like, catalog::Table& table,
                                std::vector<catalog::Change>& changes) {
  const catalog::Table& source = table_named(like.table);
  const Scope scope = new_scope(nullptr);
  for (const catalog::Column& column : source.columns) {
    for (const catalog::Column& other : table.columns) {
      if (scope.same_name(other.name, column.name)) {
        fail(Condition::column_defined_twice, {column.name, table.name});
      }
    }
    copy_column(source, column, like, table, changes);
  }
  copy_keys(source, like, table);
  table.comment = like.comments ? source.comment : table.comment;
}

void StatementBinder::copy_column(const catalog::Table& source, const catalog::Column& column,
                                  const ast::TableLike& like, catalog::Table& table,
                                  std::vector<catalog::Change>& changes) {
  static_cast<void>(source);
  catalog::Column copy = column;
  copy.id = table.next_column_id++;
  copy.storage_name = free_column_storage_name(table, column.name, copy.id);
  if (!like.comments) {
    copy.comment.clear();
  }
  if (!like.generated) {
    copy.generated_text.reset();
  }
  const bool is_counter = column.identity == catalog::Identity::auto_increment ||
                          column.identity == catalog::Identity::always ||
                          column.identity == catalog::Identity::by_default;
  if (!like.defaults) {
    copy.default_text.reset();
  }
  if (is_counter && like.identity) {
    ast::ColumnDefinition definition;
    definition.identity.emplace();
    make_identity(definition, table, copy, changes);
  } else if (is_counter || !like.defaults) {
    copy.identity = catalog::Identity::none;
    copy.sequence_id = 0;
  }
  table.columns.push_back(std::move(copy));
}

// Keys, checks and indexes, under names of the copy's own; foreign keys are not copied.
void StatementBinder::copy_keys(const catalog::Table& source, const ast::TableLike& like, catalog::Table& table) {
  const auto copied = [&](std::int32_t id) {
    const std::string& name = source.find(id)->name;
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const catalog::Column& column) { return column.name == name; });
    return found->id;
  };
  for (const catalog::Constraint& constraint : source.constraints) {
    const bool is_check = constraint.kind == catalog::ConstraintKind::check;
    if (constraint.kind == catalog::ConstraintKind::foreign_key || (is_check ? !like.constraints : !like.indexes)) {
      continue;
    }
    catalog::Constraint copy = constraint;
    std::vector<std::string> names;
    for (std::int32_t& column : copy.columns) {
      names.push_back(source.find(column)->name);
      column = copied(column);
    }
    const bool keeps_name = is_check == !dialect_.traits.schema_is_database;
    const sql::NameFor kind = is_check                                                  ? sql::NameFor::check
                              : constraint.kind == catalog::ConstraintKind::primary_key ? sql::NameFor::primary_key
                                                                                        : sql::NameFor::unique;
    copy.name = constraint_name(kind, table, keeps_name ? constraint.name : "", names);
    table.constraints.push_back(std::move(copy));
  }
  for (const catalog::Index& index : source.indexes) {
    if (!like.indexes) {
      return;
    }
    catalog::Index copy = index;
    std::vector<std::string> names;
    for (catalog::IndexPart& part : copy.parts) {
      names.push_back(name_in_index(part, source));
      part.column = part.column == 0 ? 0 : copied(part.column);
    }
    for (std::int32_t& column : copy.included) {
      names.push_back(source.find(column)->name);
      column = copied(column);
    }
    copy.name = index_name(table, dialect_.traits.schema_is_database ? index.name : "", names);
    copy.storage_name = free_index_storage_name(table, copy.name);
    table.indexes.push_back(std::move(copy));
  }
}

// The sequence whose next value a default is: then the column is as good as serial.
std::optional<std::int64_t> StatementBinder::sequence_behind(const ast::Expression& value) const {
  const auto* call = std::get_if<ast::FunctionCall>(&value.node);
  if (call == nullptr || call->name.parts.back() != "nextval" || call->arguments.size() != 1) {
    return std::nullopt;
  }
  const ast::Expression* argument = call->arguments.front().get();
  while (const auto* cast = std::get_if<ast::Cast>(&argument->node)) {
    argument = cast->operand.get();
  }
  const auto* text = std::get_if<ast::StringLiteral>(&argument->node);
  if (text == nullptr) {
    return std::nullopt;
  }
  const ast::ExpressionPtr parsed = dialect_.parse_expression(text->text);
  const auto* reference = std::get_if<ast::ColumnReference>(&parsed->node);
  if (reference == nullptr) {
    return std::nullopt;
  }
  const ast::Name name{reference->parts, ast::no_position};
  const catalog::Sequence* sequence = catalog_.find_sequence(schema_of(name), name.parts.back());
  return sequence == nullptr ? std::nullopt : std::optional(sequence->id);
}

}  // namespace emulator::bind
