// Catalog: what exists in one SQLite file, as an immutable value. One file is one PostgreSQL database, or one MySQL
// server, whose databases are then schemas. Defaults, checks and views are kept as text in the dialect.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/role.hpp"
#include "types/type.hpp"

namespace emulator::catalog {

enum class Identity : std::uint8_t {
  none,
  auto_increment,
  serial,
  by_default,
  always
};

struct Column {
  std::int32_t id = 0;  // never reused within its table: tells a renamed column from a new one
  std::string name;
  std::string storage_name;  // in SQLite
  Type type;
  bool not_null = false;
  std::optional<std::string> default_text;    // an expression
  std::optional<std::string> generated_text;  // an expression
  bool generated_stored = true;
  std::optional<std::string> on_update_text;  // MySQL
  Identity identity = Identity::none;
  std::int64_t sequence_id = 0;  // of the counter behind `identity`
  std::string comment;
};

enum class ConstraintKind : std::uint8_t {
  primary_key,
  unique,
  check,
  foreign_key
};
enum class Action : std::uint8_t {
  no_action,
  restrict,
  cascade,
  set_null,
  set_default
};

struct Constraint {
  ConstraintKind kind = ConstraintKind::check;
  std::string name;
  std::vector<std::int32_t> columns;  // ids; of a key or a foreign key
  std::string check_text;
  std::int64_t referenced_table = 0;             // id
  std::vector<std::int32_t> referenced_columns;  // ids
  Action on_delete = Action::no_action, on_update = Action::no_action;
  bool deferrable = false, initially_deferred = false;
  bool nulls_not_distinct = false;
  bool validated = true;  // false: PostgreSQL NOT VALID, rows that were there before may violate it
  bool enforced = true;   // false: MySQL NOT ENFORCED, a check that is only remembered
};

struct IndexPart {
  std::int32_t column = 0;  // id; 0: an expression
  std::string text;
  std::int32_t prefix_length = 0;  // MySQL
  bool descending = false;
  std::optional<bool> nulls_first;
  std::string operator_class = {};  // PostgreSQL: one that is not the default of its type
};

struct Index {
  std::string name;
  std::string storage_name;
  bool unique = false;
  std::vector<IndexPart> parts;
  std::vector<std::int32_t> included = {};  // PostgreSQL INCLUDE: ids of columns that are no part of the key
  std::string where_text;
  std::string method;        // "btree"
  std::string options = {};  // PostgreSQL, as it prints them: "m='16', ef_construction='64'"
};

struct Table {
  std::int64_t id = 0;
  std::string schema, name;
  std::string storage_name;  // "schema.name" unless that was taken; stays when renamed
  std::vector<Column> columns;
  std::vector<Constraint> constraints;
  std::vector<Index> indexes;
  std::int32_t next_column_id = 1;
  std::string comment;
  std::string collation;          // MySQL: the table's default
  bool is_system_view = false;    // information_schema, pg_catalog: a view in SQLite, read only
  std::string materialized_text;  // of a materialized view, which is a table: the query; empty: a plain table
  std::string search_schema;      // where that query's unqualified names are looked up
  bool row_security = false;      // PostgreSQL: whoever does not own the table sees the rows that policies allow
  std::string owner = {};         // PostgreSQL, here and below: the role that made it; empty: the master user

  const Column* find(std::int32_t column_id) const;
  const Constraint* primary_key() const;
};

struct View {
  std::int64_t id = 0;
  std::string schema, name;
  std::vector<std::string> columns;  // empty: the query's own labels
  std::string text;                  // the query
  std::string search_schema;         // where its unqualified names are looked up
  std::string comment;
  std::string owner = {};
};

struct Sequence {
  std::int64_t id = 0;
  std::string schema, name;
  TypeId type = TypeId::bigint;
  std::int64_t start = 1, increment = 1, minimum = 1, maximum = INT64_MAX, cache = 1;
  bool cycle = false;
  std::int64_t owner_table = 0;  // 0: nobody's
  std::int32_t owner_column = 0;
  bool is_hidden = false;  // MySQL's AUTO_INCREMENT counter: not an object that names can reach
  std::string owner = {};
};

struct EnumType {
  std::int64_t id = 0;
  std::string schema, name;
  std::vector<std::string> labels;
  std::string owner = {};
};

struct Schema {
  std::string name;
  std::string collation;
  std::string owner = {};
};

struct Extension {  // PostgreSQL
  std::string name;
  std::string schema;
  std::string version;
};

using QualifiedName = std::pair<std::string, std::string>;  // schema, name

template <class Object>
using Objects = std::map<QualifiedName, std::shared_ptr<const Object>>;

// Pointers stay valid as long as the Catalog lives; plans hold it by shared_ptr.
struct Catalog {
  std::uint64_t stamp = 0;  // of this content; never reused in a process
  std::int64_t next_id = 1;
  std::map<std::string, Schema, std::less<>> schemas;
  Objects<Table> tables;
  Objects<View> views;
  Objects<Sequence> sequences;
  Objects<EnumType> enums;
  std::map<std::string, Extension, std::less<>> extensions;
  std::map<std::string, Role, std::less<>> roles;
  std::vector<Grant> grants;
  std::vector<DefaultGrant> default_grants;

  const Table* find_table(const std::string& schema, const std::string& name) const;
  const View* find_view(const std::string& schema, const std::string& name) const;
  const Sequence* find_sequence(const std::string& schema, const std::string& name) const;
  const EnumType* find_enum(const std::string& schema, const std::string& name) const;
  const Table* table_by_id(std::int64_t id) const;
  const Sequence* sequence_by_id(std::int64_t id) const;
  const Role* find_role(std::string_view name) const;
};

}  // namespace emulator::catalog
