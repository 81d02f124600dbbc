// Reading declarations is a walk over lines; the queries are SQLite's to read.
#include "backend/emulated/system_views.hpp"

#include <stdexcept>
#include <utility>

#include "backend/emulated/quoted.hpp"
#include "backend/emulated/store_types.hpp"
#include "base/text.hpp"
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

catalog::Column read_column(std::string_view text, std::int32_t id) {
  text = ascii_trim(text);
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) refuse(text);
  const auto type = declared_type(text.substr(space + 1));
  if (!type) refuse(text);
  catalog::Column column;
  column.id = id;
  column.name = text.substr(0, space);
  column.storage_name = column.name;
  column.type = *type;
  return column;
}

// "schema.name (column type, ...)"
catalog::Table read_table(std::string_view declaration, std::int64_t id) {
  const std::size_t point = declaration.find('.');
  const std::size_t open = declaration.find('(');
  const std::size_t close = declaration.rfind(')');
  if (point == std::string_view::npos || open == std::string_view::npos || close == std::string_view::npos ||
      point > open) {
    refuse(declaration);
  }
  catalog::Table table;
  table.id = id;
  table.schema = ascii_trim(declaration.substr(0, point));
  table.name = ascii_trim(declaration.substr(point + 1, open - point - 1));
  table.storage_name = table.schema + "." + table.name;
  table.is_system_view = true;
  std::string_view rest = declaration.substr(open + 1, close - open - 1);
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= rest.size(); ++i) {
    if (i < rest.size() && rest[i] == '(') ++depth;
    if (i < rest.size() && rest[i] == ')') --depth;
    if (i < rest.size() && (rest[i] != ',' || depth > 0)) continue;
    table.columns.push_back(read_column(rest.substr(start, i - start), table.next_column_id++));
    start = i + 1;
  }
  return table;
}

}  // namespace

SystemViews::SystemViews(std::string_view declarations, bool ignore_case)
    : ignore_case_(ignore_case), checksum_(checksum_of(declarations)) {
  std::string declaration;
  std::string query;
  const auto finish = [&] {
    if (declaration.empty()) return;
    const std::int64_t id = first_view_id + static_cast<std::int64_t>(views_.size());
    views_.push_back({std::make_shared<const catalog::Table>(read_table(declaration, id)), std::exchange(query, {})});
    declaration.clear();
  };
  while (!declarations.empty()) {
    const std::size_t end = declarations.find('\n');
    const std::string_view line = declarations.substr(0, end);
    declarations.remove_prefix(end == std::string_view::npos ? declarations.size() : end + 1);
    if (line.substr(0, declaration_mark.size()) == declaration_mark) {
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

void SystemViews::create(sqlite::Connection& connection) const {
  std::vector<std::string> old;
  {
    auto names = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'");
    while (names.step()) old.emplace_back(names.text(0));
  }
  for (const std::string& name : old) connection.execute("DROP VIEW " + quoted(name));
  // The columns' types are ours to know; to SQLite a view is its query under these names.
  for (const View& view : views_) {
    std::string columns;
    for (const catalog::Column& column : view.table->columns) {
      columns += (columns.empty() ? "" : ", ") + quoted(column.storage_name);
    }
    connection.execute("CREATE VIEW " + quoted(view.table->storage_name) + " (" + columns + ") AS " + view.query);
  }
}

void SystemViews::add_to(catalog::Catalog& catalog) const {
  const auto add = [&](const std::string& schema, const std::string& name, const View& view) {
    catalog.tables[{schema, name}] = view.table;
    catalog.schemas.try_emplace(schema, catalog::Schema{schema, {}});
  };
  for (const View& view : views_) {
    const catalog::Table& table = *view.table;
    add(table.schema, table.name, view);
    if (!ignore_case_) continue;
    add(table.schema, ascii_upper(table.name), view);
    add(ascii_upper(table.schema), ascii_upper(table.name), view);
    add(ascii_upper(table.schema), table.name, view);
  }
}

}  // namespace emulator::backend::emulated
