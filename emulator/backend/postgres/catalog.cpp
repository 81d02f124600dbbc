#include "backend/postgres/catalog.hpp"

#include <charconv>

#include "backend/postgres/libpq.hpp"

namespace emulator::backend::postgres {
namespace {

constexpr std::chrono::seconds lifetime{5};
constexpr Oid oid_array = 1028;

// typcategory A, not typelem alone: name and point have an element type, too, and are no arrays.
constexpr const char* types_query =
    "SELECT t.oid, t.typname, t.typtype, CASE t.typcategory WHEN 'A' THEN t.typelem ELSE 0 END, e.typname, e.typtype "
    "FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem WHERE t.oid = ANY($1)";

constexpr const char* columns_query =
    "SELECT a.attrelid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull, "
    "coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false) "
    "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
    "WHERE a.attrelid = ANY($1) AND a.attnum > 0";

std::string_view cell(const PGresult* result, int column) {
  return {libpq().PQgetvalue(result, 0, column), static_cast<std::size_t>(libpq().PQgetlength(result, 0, column))};
}

template <class Number>
Number number(const PGresult* result, int column) {
  const auto text = cell(result, column);
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

TypeId id_of(std::string_view typtype) {
  if (typtype == "e") return TypeId::enum_;
  if (typtype == "c") return TypeId::record;
  return TypeId::other;
}

// Runs one of the queries above for these numbers, in one array.
void ask(Connection& connection, const char* query, const std::vector<Oid>& numbers, Time deadline,
         const Connection::Sink& row) {
  std::string array = "{";
  for (const auto each : numbers) array.append(array.size() > 1 ? "," : "").append(std::to_string(each));
  Statement statement;
  statement.sql = query;
  statement.add(oid_array, array + "}", 0);
  connection.run(statement, deadline, [&](const PGresult* result) {
    if (libpq().PQntuples(result) == 1) row(result);
  });
}

std::string_view serial_name(TypeId id, std::string_view otherwise) {
  if (id == TypeId::smallint) return "smallserial";
  if (id == TypeId::integer) return "serial";
  if (id == TypeId::bigint) return "bigserial";
  return otherwise;
}

}  // namespace

std::vector<Field> fields_of(const PGresult* result) {
  std::vector<Field> fields;
  for (int i = 0; i < libpq().PQnfields(result); ++i) {
    fields.push_back(Field{.label = libpq().PQfname(result, i),
                           .type = libpq().PQftype(result, i),
                           .modifier = libpq().PQfmod(result, i),
                           .relation = libpq().PQftable(result, i),
                           .column = libpq().PQftablecol(result, i)});
  }
  return fields;
}

std::vector<ResultColumn> Catalog::describe(Connection& connection, const std::vector<Field>& fields,
                                            std::uint64_t generation, Time deadline) {
  forget_if_stale(generation);
  load_types(connection, fields, deadline);
  load_relations(connection, fields, deadline);
  std::vector<ResultColumn> columns;
  columns.reserve(fields.size());
  for (const auto& field : fields) columns.push_back(describe(field));
  return columns;
}

void Catalog::forget_if_stale(std::uint64_t generation) {
  const auto now = std::chrono::steady_clock::now();
  if (generation == generation_ && now - loaded_ < lifetime) return;
  types_.clear();
  relations_.clear();
  generation_ = generation;
  loaded_ = now;
}

void Catalog::load_types(Connection& connection, const std::vector<Field>& fields, Time deadline) {
  std::vector<Oid> missing;
  for (const auto& field : fields) {
    if (!find_type(field.type)) missing.push_back(field.type);
  }
  if (missing.empty()) return;
  ask(connection, types_query, missing, deadline, [this](const PGresult* result) { add_type(result); });
}

void Catalog::add_type(const PGresult* result) {
  const auto type = number<Oid>(result, 0);
  const auto element = number<Oid>(result, 3);
  types_[type] = TypeEntry{.number = type,
                           .name = intern(cell(result, 1)),
                           .id = element != 0 ? TypeId::array : id_of(cell(result, 2)),
                           .element = element};
  if (element == 0 || find_type(element)) return;
  types_[element] = TypeEntry{.number = element, .name = intern(cell(result, 4)), .id = id_of(cell(result, 5))};
}

void Catalog::load_relations(Connection& connection, const std::vector<Field>& fields, Time deadline) {
  std::vector<Oid> missing;
  for (const auto& field : fields) {
    if (field.relation != 0 && relations_.try_emplace(field.relation).second) missing.push_back(field.relation);
  }
  if (missing.empty()) return;
  ask(connection, columns_query, missing, deadline, [this](const PGresult* result) { add_columns(result); });
}

void Catalog::add_columns(const PGresult* result) {
  relations_[number<Oid>(result, 0)][number<std::int32_t>(result, 1)] = Column{.name = std::string{cell(result, 2)},
                                                                               .table = std::string{cell(result, 3)},
                                                                               .schema = std::string{cell(result, 4)},
                                                                               .nullable = cell(result, 5) != "t",
                                                                               .serial = cell(result, 6) == "t"};
}

const TypeEntry* Catalog::find_type(Oid number) const {
  if (const auto* entry = built_in(number)) return entry;
  const auto found = types_.find(number);
  return found != types_.end() ? &found->second : nullptr;
}

ResultColumn Catalog::describe(const Field& field) const {
  static constexpr TypeEntry gone{.number = 0, .name = "unknown", .id = TypeId::other};  // dropped meanwhile
  const auto* known = find_type(field.type);
  const auto& entry = known ? *known : gone;
  ResultColumn result;
  result.label = field.label;
  result.name = field.label;
  result.type = type_of(entry, entry.element != 0 ? find_type(entry.element) : nullptr, field.modifier);
  result.type_name = entry.name;
  const auto relation = relations_.find(field.relation);
  if (relation == relations_.end()) return result;
  const auto column = relation->second.find(field.column);
  if (column == relation->second.end()) return result;
  result.name = column->second.name;
  result.table = column->second.table;
  result.schema = column->second.schema;
  result.nullable = column->second.nullable;
  result.auto_increment = column->second.serial;
  if (column->second.serial) result.type_name = serial_name(entry.id, entry.name);
  return result;
}

}  // namespace emulator::backend::postgres
