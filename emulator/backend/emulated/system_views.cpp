// Reading declarations is a walk over lines; the queries are SQLite's to read.
#include "backend/emulated/system_views.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "backend/emulated/quoted.hpp"
#include "backend/emulated/store_types.hpp"
#include "backend/emulated/written_store.hpp"
#include "base/text.hpp"
#include "sqlite/schema_writer.hpp"
#include "sqlite/statement.hpp"

namespace emulator::backend::emulated {

namespace {

constexpr std::string_view declaration_mark = "--:";

// Their ids only need to differ from those of users' objects, which begin at 16384 as PostgreSQL's do.
constexpr std::int64_t first_view_id = 12'000;

// FNV-1a.
std::int64_t checksum_of(std::string_view text) {
  std::uint64_t sum = 14695981039346656037ULL;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<std::int64_t>(sum);
}

[[noreturn]] void refuse(std::string_view declaration) {
  throw std::runtime_error("not a declaration of a system view: " + std::string(declaration));
}

struct ReadColumn {
  catalog::Column column;
  std::string constant;
};

// "name type" or "name type = constant"
ReadColumn read_column(std::string_view text, std::int32_t id) {
  constexpr std::string_view equals = " = ";
  ReadColumn read;
  text = ascii_trim(text);
  if (const std::size_t at = text.find(equals); at != std::string_view::npos) {
    read.constant = ascii_trim(text.substr(at + equals.size()));
    text = text.substr(0, at);
  }
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) refuse(text);
  const auto type = declared_type(text.substr(space + 1));
  if (!type) refuse(text);
  read.column.id = id;
  read.column.name = text.substr(0, space);
  read.column.storage_name = read.column.name;
  read.column.type = *type;
  return read;
}

// The next word of a text, which is taken off it.
std::string_view next_word(std::string_view& text) {
  text = ascii_trim(text);
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

// "a integer, b varchar(3)" at the commas that are outside of parentheses.
std::vector<std::string_view> split_columns(std::string_view text) {
  std::vector<std::string_view> columns;
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '(') ++depth;
    if (i < text.size() && text[i] == ')') --depth;
    if (i < text.size() && (text[i] != ',' || depth > 0)) continue;
    columns.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  return columns;
}

void read_name(std::string_view name, catalog::Table& table) {
  const std::size_t point = name.find('.');
  if (point != std::string_view::npos) {
    table.schema = name.substr(0, point);
    name.remove_prefix(point + 1);
  } else if (!name.starts_with("emulator_")) {
    refuse(name);
  }
  table.name = name;
  table.storage_name = table.schema.empty() ? table.name : table.schema + "." + table.name;
  table.is_system_view = true;
}

}  // namespace

SystemViews::View SystemViews::read_view(std::string_view declaration, std::int64_t id) {
  const std::size_t open = declaration.find('(');
  const std::size_t close = declaration.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) refuse(declaration);
  View view;
  catalog::Table table;
  table.id = id;
  std::string_view head = declaration.substr(0, open);
  read_name(next_word(head), table);
  if (const std::string_view kind = next_word(head); !kind.empty()) {
    view.is_stored = kind == "stored";
    view.is_table = view.is_stored || kind == "table";
  }
  if (const std::string_view oid = next_word(head); !oid.empty()) {
    const auto parsed = std::from_chars(oid.data(), oid.data() + oid.size(), table.id);
    if (parsed.ec != std::errc{}) refuse(declaration);
  }
  for (const std::string_view text : split_columns(declaration.substr(open + 1, close - open - 1))) {
    ReadColumn read = read_column(text, table.next_column_id++);
    table.columns.push_back(std::move(read.column));
    view.constants.push_back(std::move(read.constant));
  }
  view.table = std::make_shared<const catalog::Table>(std::move(table));
  return view;
}

SystemViews::SystemViews(std::string_view declarations, bool ignore_case)
    : ignore_case_(ignore_case), checksum_(checksum_of(declarations)) {
  std::string declaration;
  std::string query;
  const auto finish = [&] {
    if (declaration.empty()) return;
    views_.push_back(read_view(declaration, first_view_id + static_cast<std::int64_t>(views_.size())));
    views_.back().query = std::exchange(query, {});
    declaration.clear();
  };
  while (!declarations.empty()) {
    const std::size_t end = declarations.find('\n');
    const std::string_view line = declarations.substr(0, end);
    declarations.remove_prefix(end == std::string_view::npos ? declarations.size() : end + 1);
    if (line.starts_with(declaration_mark)) {
      if (!ascii_trim(query).empty()) finish();
      query.clear();
      declaration += line.substr(declaration_mark.size());
      declaration += ' ';
    } else {
      query += line;
      query += '\n';
    }
  }
  finish();
}

// The columns' types are ours to know; to SQLite a view is its query under these names.
SystemViews::Stored SystemViews::stored_form(const View& view) {
  std::string given, shown, names;
  bool has_constants = false;
  for (std::size_t i = 0; i < view.constants.size(); ++i) {
    const std::string name = quoted(view.table->columns[i].storage_name);
    const bool is_constant = !view.constants[i].empty();
    names += (names.empty() ? "" : ", ") + name;
    shown += (shown.empty() ? "" : ", ") + (is_constant ? view.constants[i] + " AS " + name : name);
    if (!is_constant) given += (given.empty() ? "" : ", ") + name;
    has_constants = has_constants || is_constant;
  }
  const std::string name = quoted(view.table->storage_name);
  const std::string query = has_constants
                                ? "WITH filled (" + given + ") AS (" + view.query + ") SELECT " + shown + " FROM filled"
                                : view.query;
  const std::string head = name + " (" + names + ")";
  return view.is_stored ? Stored{"CREATE TABLE " + head, "INSERT INTO " + name + " " + query}
                        : Stored{"CREATE VIEW " + head + " AS " + query, {}};
}

// Tables come last: what fills them reads the views.
void SystemViews::create_views(sqlite::Connection& connection) const {
  sqlite::SchemaWriter writer{connection};
  for (const View& view : views_) {
    if (!view.is_stored) writer.add_view(view.table->storage_name, stored_form(view).definition);
  }
  writer.finish();
  for (const View& view : views_) {
    if (!view.is_stored) continue;
    const Stored table = stored_form(view);
    connection.execute(table.definition);
    connection.execute(table.filling);
  }
}

void SystemViews::describe(sqlite::Connection& connection, const sql::Dialect& dialect) const {
  connection.execute(
      "DROP TABLE IF EXISTS emulator_system_column;"
      "CREATE TABLE emulator_system_column (oid INTEGER NOT NULL, schema TEXT NOT NULL, relation TEXT NOT NULL,"
      " kind TEXT NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, spelled TEXT NOT NULL,"
      " length INTEGER NOT NULL, PRIMARY KEY (oid, ordinal)) STRICT, WITHOUT ROWID");
  auto insert = connection.prepare("INSERT INTO emulator_system_column VALUES (?,?,?,?,?,?,?,?,?)");
  for (const View& view : views_) {
    const catalog::Table& table = *view.table;
    if (table.schema.empty()) continue;
    for (const catalog::Column& column : table.columns) {
      insert
          .bind_all(table.id, std::string_view{table.schema}, std::string_view{table.name},
                    std::string_view{view.is_table ? "r" : "v"}, std::int64_t{column.id}, std::string_view{column.name},
                    std::string_view{dialect.metadata_name(column.type)},
                    std::string_view{dialect.spelled(column.type)}, std::int64_t{column.type.length})
          .run();
      insert.reset();
    }
  }
}

// The functions that statements can name, as pg_proc lists them.
void describe_functions(sqlite::Connection& connection, const sql::Dialect& dialect) {
  connection.execute(
      "DROP TABLE IF EXISTS emulator_system_function;"
      "CREATE TABLE emulator_system_function (oid INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,"
      " returns_set INTEGER NOT NULL, volatility TEXT NOT NULL, arguments INTEGER NOT NULL, type TEXT NOT NULL) "
      "STRICT");
  auto insert = connection.prepare("INSERT INTO emulator_system_function VALUES (NULL,?,?,0,?,?,?)");
  for (const sql::Overload& row : dialect.overloads()) {
    const bool is_named = std::all_of(row.name.begin(), row.name.end(),
                                      [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_'; });
    if (!is_named || row.kind == sql::OverloadKind::operator_ || row.kind == sql::OverloadKind::cast) continue;
    const std::string_view kind = row.kind == sql::OverloadKind::aggregate ? "a"
                                  : row.kind == sql::OverloadKind::window  ? "w"
                                                                           : "f";
    const std::string_view volatility = row.volatility == sql::Volatility::immutable ? "i"
                                        : row.volatility == sql::Volatility::stable  ? "s"
                                                                                     : "v";
    insert
        .bind_all(row.name, kind, volatility, static_cast<std::int64_t>(row.parameters.size()),
                  std::string_view{dialect.metadata_name(row.result)})
        .run();
    insert.reset();
  }
}

void SystemViews::create(sqlite::Connection& connection, const sql::Dialect& dialect) const {
  std::vector<std::string> old;
  {
    auto names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'");
    while (names.step()) old.emplace_back(names.text(0));
  }
  for (const std::string& name : old) connection.execute("DROP VIEW " + quoted(name));
  for (const View& view : views_) {
    if (view.is_stored) connection.execute("DROP TABLE IF EXISTS " + quoted(view.table->storage_name));
  }
  create_written(connection);
  describe(connection, dialect);
  describe_functions(connection, dialect);
  create_views(connection);
}

void SystemViews::add_to(catalog::Catalog& catalog) const {
  const auto add = [&](const std::string& schema, const std::string& name, const View& view) {
    catalog.tables[{schema, name}] = view.table;
    catalog.schemas.try_emplace(schema, catalog::Schema{schema, {}});
  };
  for (const View& view : views_) {
    const catalog::Table& table = *view.table;
    if (table.schema.empty()) continue;
    add(table.schema, table.name, view);
    if (!ignore_case_) continue;
    add(table.schema, ascii_upper(table.name), view);
    add(ascii_upper(table.schema), ascii_upper(table.name), view);
    add(ascii_upper(table.schema), table.name, view);
  }
}

}  // namespace emulator::backend::emulated
