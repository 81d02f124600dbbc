// What cannot be put into the engine's words has no row: then the views show the user's own.
#include "backend/emulated/written_store.hpp"

#include <memory>
#include <optional>
#include <utility>

#include "bind/written.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

void create_written(sqlite::Connection& connection) {
  connection.execute(
      "CREATE TABLE IF NOT EXISTS emulator_written (table_id INTEGER NOT NULL,"
      // default, check, check column, index, where, view; pretty check, pretty view; changeable
      " kind TEXT NOT NULL,"
      " ordinal INTEGER NOT NULL,"  // the column's id, the constraint's or the index's ordinal
      " part INTEGER NOT NULL,"     // of an index or of the columns of a check, from 1
      " text TEXT NOT NULL, PRIMARY KEY (table_id, kind, ordinal, part)) STRICT, WITHOUT ROWID");
}

namespace {

class Store {
 public:
  Store(sqlite::Connection& connection, std::int64_t object) : connection_(connection), object_(object) {
    connection_.prepare("DELETE FROM emulator_written WHERE table_id = ?").bind_all(object_).run();
  }
  void put(std::string_view kind, std::int64_t ordinal, std::int64_t part, const std::optional<std::string>& text) {
    if (!text) return;
    connection_.prepare("INSERT INTO emulator_written (table_id, kind, ordinal, part, text) VALUES (?,?,?,?,?)")
        .bind_all(object_, kind, ordinal, part, std::string_view{*text})
        .run();
  }

 private:
  sqlite::Connection& connection_;
  std::int64_t object_;
};

void store_query(Store& store, const std::string& text, const std::vector<std::string>& columns,
                 const bind::Environment& environment) {
  store.put("view", 0, 0, bind::written_query(text, columns, environment, false));
  store.put("pretty view", 0, 0, bind::written_query(text, columns, environment, true));
}

bool can_be_bound(ast::StatementNode node, const bind::Environment& environment) {
  try {
    bind::bind({std::move(node)}, environment);
    return true;
  } catch (const SqlError&) {
    return false;
  }
}

// That a view can be changed (0), and by which of its columns.
void store_changeable(Store& store, const catalog::View& view, const std::vector<std::string>& columns,
                      const bind::Environment& environment) {
  const auto target = [&] {
    return std::make_unique<ast::FromItem>(ast::FromItem{ast::TableReference{{{view.schema, view.name}}, {}, {}}});
  };
  const bool modifies = environment.context->modifies;
  ast::Delete removal;
  removal.from = target();
  const bool is_choice = can_be_bound(std::move(removal), environment);
  bool has_column = false;
  for (std::size_t column = 0; column < columns.size() && is_choice; ++column) {
    ast::Update update;
    update.target = target();
    auto value = std::make_unique<ast::Expression>();
    value->node = ast::Default{};
    update.assignments.push_back({{{columns[column]}}, std::move(value)});
    if (!can_be_bound(std::move(update), environment)) continue;
    has_column = true;
    store.put("changeable", static_cast<std::int64_t>(column) + 1, 0, columns[column]);
  }
  if (has_column) store.put("changeable", 0, 0, view.name);
  environment.context->modifies = modifies;
}

}  // namespace

void store_written(sqlite::Connection& connection, const catalog::View& view, const std::vector<std::string>& columns,
                   const bind::Environment& environment) {
  Store store(connection, view.id);
  store_query(store, view.text, columns, environment);
  store_changeable(store, view, columns, environment);
}

void store_written(sqlite::Connection& connection, const catalog::Table& table, const bind::Environment& environment) {
  Store written(connection, table.id);
  const auto store = [&](std::string_view kind, std::int64_t ordinal, std::int64_t part,
                         const std::optional<std::string>& text) { written.put(kind, ordinal, part, text); };
  if (!table.materialized_text.empty()) {
    std::vector<std::string> names;
    for (const catalog::Column& column : table.columns) names.push_back(column.name);
    bind::Environment at_its_place = environment;
    at_its_place.schema = table.search_schema;
    at_its_place.search_path.clear();
    store_query(written, table.materialized_text, names, at_its_place);
  }
  for (const catalog::Column& column : table.columns) {
    if (column.generated_text) {
      store("default", column.id, 0, bind::written_expression(*column.generated_text, table, environment));
    } else if (column.default_text) {
      store("default", column.id, 0, bind::written_default(*column.default_text, table, column, environment));
    }
  }
  std::int64_t ordinal = 0;
  for (const catalog::Constraint& constraint : table.constraints) {
    if (constraint.kind == catalog::ConstraintKind::check) {
      store("check", ordinal, 0, bind::written_expression(constraint.check_text, table, environment));
      store("pretty check", ordinal, 0, bind::written_expression(constraint.check_text, table, environment, true));
      std::int64_t place = 0;
      for (const std::int32_t column : bind::columns_read(constraint.check_text, table, environment)) {
        store("check column", ordinal, ++place, std::to_string(column));
      }
    }
    ++ordinal;
  }
  ordinal = 0;
  for (const catalog::Index& index : table.indexes) {
    if (!index.where_text.empty()) {
      store("where", ordinal, 0, bind::written_expression(index.where_text, table, environment));
    }
    std::int64_t part = 0;
    for (const catalog::IndexPart& entry : index.parts) {
      ++part;
      if (entry.column == 0) store("index", ordinal, part, bind::written_expression(entry.text, table, environment));
    }
    ++ordinal;
  }
}

}  // namespace emulator::backend::emulated
