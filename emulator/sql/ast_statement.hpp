// Statements of the shared tree other than queries: data modification, definitions, sessions and transactions. Include
// sql/ast.hpp, which has the whole tree.
#pragma once

#include "sql/ast_expression.hpp"
#include "sql/ast_query.hpp"
#include "sql/ast_role.hpp"

namespace emulator::ast {

struct Assignment {
  Name column;
  ExpressionPtr value;
};
struct OnConflict {
  bool update = false;                // else: do nothing
  bool any_key = false;               // MySQL: whichever unique key it was
  std::vector<ExpressionPtr> target;  // PostgreSQL (columns or expressions)
  ExpressionPtr target_where;
  std::string constraint;
  std::vector<Assignment> assignments;
  ExpressionPtr where;
};
enum class InsertKind : std::uint8_t {
  insert,
  ignore,
  replace
};
struct Insert {
  std::vector<CommonTable> with;
  bool recursive = false;
  InsertKind kind = InsertKind::insert;
  Name table;
  std::string alias;
  std::vector<Name> columns;
  QueryPtr source;        // null: DEFAULT VALUES
  std::string row_alias;  // MySQL 8.0.19: VALUES (…) AS new
  std::vector<std::string> row_column_aliases;
  bool overriding_system = false, overriding_user = false;
  std::optional<OnConflict> on_conflict;
  std::vector<SelectItem> returning;
};
struct Update {
  std::vector<CommonTable> with;
  bool recursive = false, ignore = false;
  FromItemPtr target;  // one table, or MySQL's joined tables
  std::vector<Assignment> assignments;
  std::vector<FromItemPtr> from;  // PostgreSQL
  ExpressionPtr where;
  std::vector<SortItem> order_by;  // MySQL
  ExpressionPtr limit;             // MySQL
  std::vector<SelectItem> returning;
};
struct Delete {
  std::vector<CommonTable> with;
  bool recursive = false, ignore = false;
  std::vector<Name> targets;  // MySQL DELETE a, b FROM …; empty: the one table of `from`
  FromItemPtr from;
  std::vector<FromItemPtr> using_;  // PostgreSQL
  ExpressionPtr where;
  std::vector<SortItem> order_by;  // MySQL
  ExpressionPtr limit;             // MySQL
  std::vector<SelectItem> returning;
};
enum class MergeKind : std::uint8_t {
  nothing,
  insert,
  update,
  delete_
};
// WHEN [NOT] MATCHED [AND condition] THEN …; the first that fits a row is what happens to it.
struct MergeAction {
  MergeKind kind = MergeKind::nothing;
  bool matched = false;
  ExpressionPtr condition;
  std::vector<Assignment> assignments;
  std::vector<Name> columns;          // INSERT
  std::vector<ExpressionPtr> values;  // none: DEFAULT VALUES
  bool overriding_system = false, overriding_user = false;
};
struct Merge {  // PostgreSQL
  std::vector<CommonTable> with;
  Name table;
  std::string alias;
  FromItemPtr source;
  ExpressionPtr on;
  std::vector<MergeAction> actions;
};

// --- Definitions -----------------------------------------------------------------------------------------------

// What a definition's name may name.
enum class ObjectKind : std::uint8_t {
  table,
  view,
  materialized_view,
  index,
  schema,
  database,
  sequence,
  type,
  column,
  constraint,
  extension,
  event,  // MySQL; nothing creates these four here, so there are none
  function,
  procedure,
  trigger
};
enum class ReferentialAction : std::uint8_t {
  no_action,
  restrict,
  cascade,
  set_null,
  set_default
};
struct References {
  Name table;
  std::vector<std::string> columns;  // empty: the primary key
  ReferentialAction on_delete = ReferentialAction::no_action, on_update = ReferentialAction::no_action;
  bool deferrable = false, initially_deferred = false;
};
struct SequenceOptions {
  std::optional<std::int64_t> start, increment, minimum, maximum, restart, cache;
  bool no_minimum = false, no_maximum = false, restart_at_start = false;
  std::optional<bool> cycle;
  Name owned_by, as_type;
  Name name;  // PostgreSQL identity (SEQUENCE NAME x)
};
struct Identity {
  bool always = false;
  SequenceOptions options;
};
struct Generated {
  ExpressionPtr expression;
  bool stored = true;
  std::string text;
};
struct ColumnDefinition {
  std::string name;
  TypeName type;
  std::optional<bool> nullable;
  ExpressionPtr default_value;
  std::string default_text;  // source text of the default
  bool primary_key = false, unique = false, auto_increment = false;
  std::optional<Identity> identity;  // PostgreSQL; SERIAL is a type name
  std::optional<Generated> generated;
  ExpressionPtr on_update;  // MySQL ON UPDATE CURRENT_TIMESTAMP(n)
  std::string comment;
  std::string primary_key_name, unique_name, not_null_name;
  std::uint32_t primary_key_position = no_position;
  std::uint32_t position = no_position;
  bool has_references = false;  // MySQL parses inline REFERENCES and ignores it
};
enum class ConstraintKind : std::uint8_t {
  primary_key,
  unique,
  check,
  foreign_key,
  index,
  exclusion
};
struct IndexPart {
  std::string column;  // or
  ExpressionPtr expression;
  std::string text;                // source text of the expression
  std::int32_t prefix_length = 0;  // MySQL KEY (title(20))
  SortOrder order = SortOrder::unspecified;
  NullsOrder nulls = NullsOrder::unspecified;
  std::string collation, operator_class;
};
// Inline CHECK and REFERENCES of a column come here too (PostgreSQL), with `column` naming where they stood.
struct TableConstraint {
  ConstraintKind kind;
  std::string name;                  // empty: the engine names it
  std::vector<IndexPart> parts;      // keys and indexes
  std::vector<std::string> columns;  // foreign key
  std::optional<References> references;
  ExpressionPtr check;
  std::string check_text;
  std::string method;  // USING BTREE
  std::string column;
  bool nulls_not_distinct = false, deferrable = false, initially_deferred = false, not_enforced = false;
  bool not_valid = false;   // PostgreSQL NOT VALID: rows that are there already are not checked
  std::string index_name;   // MySQL FOREIGN KEY index_name (…)
  std::string using_index;  // PostgreSQL ADD CONSTRAINT … USING INDEX: the index that becomes the key
  std::uint32_t position = no_position;
};
struct TableOption {
  std::string name, value;
};  // MySQL ENGINE=InnoDB; names in capitals
// PostgreSQL CREATE TABLE (…, LIKE t INCLUDING …): what is copied, and between which columns it stands.
struct TableLike {
  Name table;
  std::size_t columns_before = 0;
  bool comments = false, constraints = false, defaults = false, generated = false, identity = false, indexes = false;
};
struct CreateTable {
  Name name;
  bool if_not_exists = false, temporary = false;
  std::vector<ColumnDefinition> columns;
  std::vector<TableConstraint> constraints;
  std::vector<TableOption> options;
  QueryPtr as;                            // CREATE TABLE … AS
  std::vector<std::string> column_names;  // PostgreSQL: of what AS results in
  bool with_data = true;
  std::optional<Name> like;  // MySQL
  std::vector<TableLike> likes;
};

struct AddColumn {
  ColumnDefinition column;
  std::vector<TableConstraint> constraints;
  bool if_not_exists = false;
  bool first = false;
  std::string after;
};
struct DropColumn {
  std::string column;
  bool if_exists = false, cascade = false;
};
struct RenameColumn {
  std::string from, to;
};
struct ModifyColumn {
  std::string from;
  ColumnDefinition column;
  bool first = false;
  std::string after;
};  // MySQL MODIFY, CHANGE
struct AlterColumnType {
  std::string column;
  TypeName type;
  ExpressionPtr using_;
  std::string using_text;
};
struct SetColumnDefault {
  std::string column;
  ExpressionPtr value;
  std::string text;
};  // null: DROP DEFAULT
struct SetColumnNullable {
  std::string column;
  bool nullable;
};
struct AddConstraint {
  TableConstraint constraint;
};
struct DropConstraint {
  ConstraintKind kind;
  std::string name;
  bool any_kind = false;
  bool if_exists = false, cascade = false;
};
struct RenameConstraint {
  std::string from, to;
  bool is_index = false;
};
struct RenameTable {
  Name to;
};
struct SetTableOption {
  TableOption option;
};
struct SetColumnIdentity {
  std::string column;
  std::optional<Identity> identity;  // ADD GENERATED … AS IDENTITY
  bool drop = false, if_exists = false;
  std::optional<bool> always;  // neither: SET GENERATED …, SET INCREMENT …, RESTART
  SequenceOptions options;
};
struct DropExpression {
  std::string column;
  bool if_exists = false;
};
struct ValidateConstraint {
  std::string name;
};
// PostgreSQL: when a foreign key is checked; MySQL: whether a check is.
struct AlterConstraint {
  std::string name;
  bool deferrable = false, initially_deferred = false;
  std::optional<bool> enforced;
};
struct SetTableSchema {
  std::string schema;
};
struct SetOwner {
  RoleName role;
};
// PostgreSQL ENABLE and DISABLE TRIGGER; without a name ALL, or those that users made.
struct SetTriggers {
  std::string name;
  bool with_foreign_keys = false;
};
// PostgreSQL ENABLE and DISABLE ROW LEVEL SECURITY.
struct SetRowSecurity {
  bool is_on = true;
};
// What says how a table is stored, and nothing about what it holds.
struct WithoutEffect {
  std::string what;
};
struct AlterAction {
  std::variant<AddColumn, DropColumn, RenameColumn, ModifyColumn, AlterColumnType, SetColumnDefault, SetColumnNullable,
               AddConstraint, DropConstraint, RenameConstraint, RenameTable, SetTableOption, SetColumnIdentity,
               DropExpression, ValidateConstraint, AlterConstraint, SetTableSchema, SetOwner, SetTriggers,
               SetRowSecurity, WithoutEffect>
      node;
  std::uint32_t position = no_position;
};
struct AlterTable {
  Name name;
  bool if_exists = false;
  ObjectKind kind = ObjectKind::table;  // or what else is altered by actions: view, index, sequence
  std::vector<AlterAction> actions;
};

struct CreateIndex {
  std::string name;  // empty: the engine names it
  Name table;
  bool unique = false, if_not_exists = false, concurrently = false;
  std::string method;
  std::vector<IndexPart> parts;
  std::vector<std::string> include;
  ExpressionPtr where;
  std::string where_text;
  std::vector<TableOption> options = {};  // PostgreSQL WITH (m = 16)
};
struct CreateView {
  Name name;
  std::vector<std::string> columns;
  QueryPtr query;
  std::string text;
  bool or_replace = false, materialized = false, temporary = false, if_not_exists = false;
  bool must_exist = false;  // MySQL ALTER VIEW
  bool with_data = true;    // of a materialized view
};
struct CreateSchema {
  std::string name;
  std::optional<RoleName> owner = {};  // PostgreSQL AUTHORIZATION
  bool if_not_exists = false;
  std::vector<TableOption> options = {};  // MySQL CHARACTER SET, COLLATE
  bool must_exist = false;                // MySQL ALTER DATABASE; without a name, the session's
};                                        // MySQL: CREATE DATABASE
struct CreateDatabase {
  std::string name;
  bool if_not_exists = false;
};  // PostgreSQL
struct CreateSequence {
  Name name;
  SequenceOptions options;
  bool if_not_exists = false, temporary = false;
};
struct AlterSequence {
  Name name;
  SequenceOptions options;
  bool if_exists = false;
};
struct TableRename {
  Name from, to;
};
struct RenameTables {
  std::vector<TableRename> renames;
};  // MySQL RENAME TABLE, one after the other
struct RenameSchema {
  std::string from, to;
};
struct RefreshView {
  Name name;
  bool with_data = true;
};
struct Comment {
  ObjectKind kind;
  Name name;         // of a column or constraint: its table
  std::string part;  // the column or constraint
  std::string text;  // empty: none any more
};
struct CreateExtension {
  std::string name;
  std::string schema;  // empty: the one where new objects go
  bool if_not_exists = false;
  std::uint32_t position = no_position;
};
struct CreateEnum {
  Name name;
  std::vector<std::string> labels;
};
struct AlterEnum {
  Name name;
  std::string value, neighbour, renamed_from;
  std::string new_name, new_schema;  // of the type; then the labels stay
  bool before = false, if_not_exists = false;
};
struct Drop {
  ObjectKind kind;
  std::vector<Name> names;
  Name table;  // MySQL DROP INDEX i ON t
  bool if_exists = false, cascade = false, temporary = false;
};
struct Truncate {
  std::vector<Name> tables;
  bool restart_identity = false, cascade = false;
};

// --- Sessions and transactions ---------------------------------------------------------------------------------

enum class TransactionKind : std::uint8_t {
  begin,
  commit,
  rollback,
  savepoint,
  release,
  rollback_to,
  set_characteristics
};
enum class IsolationLevel : std::uint8_t {
  unspecified,
  read_uncommitted,
  read_committed,
  repeatable_read,
  serializable
};
struct Transaction {
  TransactionKind kind;
  std::string savepoint;
  IsolationLevel isolation = IsolationLevel::unspecified;
  std::optional<bool> read_only;
  bool for_session = false;  // SET SESSION [CHARACTERISTICS AS] TRANSACTION
};
enum class VariableScope : std::uint8_t {
  session,
  local,
  global,
  user
};
struct SetVariable {
  VariableScope scope = VariableScope::session;
  std::string name;
  std::vector<ExpressionPtr> values;
  bool to_default = false;
};
struct Set {
  std::vector<SetVariable> variables;
};
struct ShowVariable {
  std::string name;
};  // PostgreSQL SHOW x
struct Use {
  std::string database;
};  // MySQL
// MySQL SHOW WARNINGS, SHOW ERRORS, and their counts.
struct ShowDiagnostics {
  bool errors_only = false, counts = false;
  std::int64_t offset = 0, limit = -1;  // -1: all
};
// MySQL PREPARE name FROM 'text' or @variable
struct Prepare {
  std::string name, text;
  bool is_variable = false;
};
struct ExecutePrepared {
  std::string name;
  std::vector<std::string> variables;  // USING @a, @b
};
struct Deallocate {
  std::string name;
};
// MySQL ANALYZE, CHECK, OPTIMIZE and REPAIR TABLE: nothing to do, but they tell of each table.
struct TableMaintenance {
  std::string what;  // "analyze"
  std::vector<Name> tables;
};
// PostgreSQL SET CONSTRAINTS: when deferrable ones are checked; without names all of them. Once bound, a name is
// schema, table and constraint.
struct SetConstraints {
  std::vector<Name> names;
  bool deferred = false;
};
using SessionCommand =
    std::variant<ShowDiagnostics, Prepare, ExecutePrepared, Deallocate, TableMaintenance, SetConstraints>;
// What a statement asks that has no effect here and is safe to accept: LOCK TABLES, ANALYZE, … Never a wrong answer.
struct Nothing {
  std::string what;
};

using StatementNode = std::variant<QueryPtr, Insert, Update, Delete, Merge, CreateTable, AlterTable, CreateIndex,
                                   CreateView, CreateSchema, CreateDatabase, CreateSequence, AlterSequence, CreateEnum,
                                   AlterEnum, CreateExtension, RenameTables, RenameSchema, RefreshView, Comment, Drop,
                                   Truncate, Transaction, Set, ShowVariable, Use, SessionCommand, RoleCommand, Nothing>;

struct Statement {
  StatementNode node;
  std::uint32_t position = no_position;
};

}  // namespace emulator::ast
