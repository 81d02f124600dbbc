// The small language that binding makes of a statement: every name is a relation and a column by number, every operator
// and function is a call of one known overload, every expression has a type. lower/ prints it as SQLite.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/change.hpp"
#include "sql/ast.hpp"
#include "sql/overload.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::bind {

struct Expression;
struct Query;
struct From;
using ExpressionPtr = std::unique_ptr<Expression>;
using QueryPtr = std::unique_ptr<Query>;
using FromPtr = std::unique_ptr<From>;

// --- Expressions -----------------------------------------------------------------------------------------------

struct Constant {
  Value value;
};
// The n-th placeholder of the statement, from 0; its Type is the parameter's own.
struct Parameter {
  std::int32_t index;
};
// Relation numbers are unique in the whole statement, so an outer column needs no depth.
struct ColumnUse {
  std::int32_t relation, column;
};
struct Call {
  const sql::Overload* overload;
  std::vector<ExpressionPtr> arguments;
  std::string_view collation = {};  // SQLite's, for comparisons of texts; empty: bytewise
};
struct Logical {
  ast::LogicalKind kind;  // and_, or_
  std::vector<ExpressionPtr> operands;
};
struct Not {
  ExpressionPtr operand;
};
struct IsNull {
  ExpressionPtr operand;
  bool negated;
};
struct IsTruth {  // x IS [NOT] TRUE|FALSE
  ExpressionPtr operand;
  bool truth, negated;
};
struct DistinctFrom {
  ExpressionPtr left, right;
  bool negated;  // IS NOT DISTINCT FROM
  std::string_view collation = {};
};
struct InList {  // operand and items have one type
  ExpressionPtr operand;
  std::vector<ExpressionPtr> items;
  bool negated;
  std::string_view collation = {};
};
struct CaseBranch {
  ExpressionPtr when, then;
};
struct Case {
  std::vector<CaseBranch> branches;
  ExpressionPtr otherwise;  // may be null
};
enum class SubqueryKind : std::uint8_t {
  scalar,
  array,  // all rows as one array, by the aggregate that `comparison` is
  exists,
  in,
  any,
  all,
  row  // a Row equals the one row that the query puts out
};
struct Subquery {
  SubqueryKind kind;
  QueryPtr query;
  ExpressionPtr operand;                      // in, any, all; a Row for several columns
  const sql::Overload* comparison = nullptr;  // any, all, array
  bool negated = false;
  std::string_view collation = {};
};
struct Row {
  std::vector<ExpressionPtr> elements;
  std::vector<std::string> labels = {};  // PostgreSQL: the names of its fields
  ExpressionPtr is_missing = nullptr;    // a whole row of an outer join's other side: whether there is none
};
struct SortKey {
  ExpressionPtr expression;  // or
  std::int32_t output = -1;  // the query's n-th output column
  bool descending = false;
  bool nulls_first = false;  // always decided here
  std::string_view collation = {};
};
struct Aggregate {
  const sql::Overload* overload;
  std::vector<ExpressionPtr> arguments;
  bool distinct = false, star = false;
  ExpressionPtr filter;
  std::string_view collation = {};
  std::vector<SortKey> order_by = {};  // the order in which it sees its rows
};
// GROUPING(…): which of these, keys of group_by, are not in the grouping set that made the row; the last is bit 0.
struct Grouping {
  std::vector<std::int32_t> keys;
};
struct Window {
  const sql::Overload* overload;
  std::vector<ExpressionPtr> arguments;
  bool star = false;
  ExpressionPtr filter;
  std::vector<ExpressionPtr> partition_by;
  std::vector<SortKey> order_by;
  std::optional<ast::FrameUnit> frame_unit;
  ast::FrameBoundKind frame_start = ast::FrameBoundKind::unbounded_preceding;
  ast::FrameBoundKind frame_end = ast::FrameBoundKind::current_row;
  ExpressionPtr frame_start_offset, frame_end_offset;
  ast::FrameExclusion exclusion = ast::FrameExclusion::none;
};
// In ON CONFLICT DO UPDATE: the n-th column of the row that was to be inserted.
struct Excluded {
  std::int32_t column;
};

using ExpressionNode = std::variant<Constant, Parameter, ColumnUse, Call, Logical, Not, IsNull, IsTruth, DistinctFrom,
                                    InList, Case, Subquery, Row, Aggregate, Grouping, Window, Excluded>;

// Whose collation wins when texts meet (MySQL's "Collation Coercibility in Expressions", in three steps).
enum class Coercibility : std::uint8_t {
  explicit_,
  column,
  literal
};

struct Expression {
  ExpressionNode node;
  Type type;
  bool nullable = true;
  Coercibility coercibility = Coercibility::literal;
  std::uint32_t position = ast::no_position;
};

// --- Queries ---------------------------------------------------------------------------------------------------

// Where an output column comes from, for metadata and for star expansion.
struct Origin {
  std::string schema, table, column;  // empty: an expression
  bool auto_increment = false;
  bool is_serial = false;  // PostgreSQL: default is nextval of its own sequence
};
struct OutputColumn {
  std::string label;
  Type type;
  bool nullable = true;
  Origin origin;
};

struct BaseTable {
  std::int32_t relation;
  const catalog::Table* table;
};
struct Derived {
  std::int32_t relation;
  QueryPtr query;
  bool is_lateral = false;  // it uses columns of what stands before it in FROM
};
// Set-returning functions side by side: the columns of each in turn, then the row's number if `ordinality` says where.
struct RowFunction {
  std::int32_t relation;
  std::vector<ExpressionPtr> calls;
  std::vector<std::size_t> widths;  // in columns, of each
  std::int32_t ordinality = -1;
};
struct CommonTableUse {
  std::int32_t relation;
  std::int32_t common_table;
};
struct Join {
  ast::JoinKind kind;
  FromPtr left, right;
  ExpressionPtr on;  // may be null
};
struct From {
  std::variant<BaseTable, Derived, RowFunction, CommonTableUse, Join> node;
};

struct Select {
  bool distinct = false;
  std::vector<ExpressionPtr> outputs;
  FromPtr from;  // may be null
  ExpressionPtr where;
  std::vector<ExpressionPtr> group_by;
  bool is_grouped = false;                                    // also without GROUP BY, when there are aggregates
  std::vector<std::vector<std::int32_t>> grouping_sets = {};  // of keys of group_by; none: all keys are one set
  std::vector<ExpressionPtr> distinct_on = {};                // the first row of each, in the query's order
  ExpressionPtr having;
};
struct Values {
  std::vector<std::vector<ExpressionPtr>> rows;
};
struct SetOperation {
  ast::SetKind kind;
  bool all;
  QueryPtr left, right;
};
struct Modification;
struct CommonTable {
  std::int32_t number;
  QueryPtr query;                                         // or
  std::shared_ptr<const Modification> modification = {};  // whose RETURNING it is
};
struct Query {
  std::vector<CommonTable> with;
  bool recursive = false;
  std::variant<Select, Values, SetOperation> body;
  std::vector<OutputColumn> columns;
  std::vector<SortKey> order_by;
  ExpressionPtr limit, offset;
  std::vector<std::string> into;       // MySQL SELECT … INTO @a, @b: in lower case
  bool calculates_found_rows = false;  // MySQL
  bool with_ties = false;              // rows equal to the last one by order_by come too
};

// --- Statements ------------------------------------------------------------------------------------------------

struct ColumnAssignment {
  std::int32_t column;  // ordinal in the table
  ExpressionPtr value;
  bool on_change = false;  // MySQL ON UPDATE CURRENT_TIMESTAMP: only if one of the others changes its column
};
struct OnConflict {
  bool update = false;
  std::vector<std::int32_t> target;       // ordinals; empty: any key
  const catalog::Index* index = nullptr;  // or this one, which has expressions or a condition
  std::vector<ColumnAssignment> assignments;
  ExpressionPtr where;
};
struct Returning {
  std::vector<ExpressionPtr> outputs;
  std::vector<OutputColumn> columns;
};
// Every stored column is listed; each row has a value for each, defaults and generated keys included.
struct Insert {
  std::int32_t relation;
  const catalog::Table* table;
  ast::InsertKind kind;
  std::vector<std::int32_t> columns;  // ordinals in the table
  QueryPtr source;                    // Values, or a Select over the statement's own query
  std::optional<OnConflict> on_conflict;
  Returning returning;
  std::vector<CommonTable> with = {};
  bool recursive = false;
};
struct Update {
  std::int32_t relation;
  const catalog::Table* table;
  std::vector<ColumnAssignment> assignments;
  FromPtr from;  // may be null
  ExpressionPtr where;
  std::vector<SortKey> order_by;
  ExpressionPtr limit;
  Returning returning;
  std::vector<CommonTable> with = {};
  bool recursive = false;
};
struct Delete {
  std::int32_t relation;
  const catalog::Table* table;
  FromPtr using_;  // may be null
  ExpressionPtr where;
  std::vector<SortKey> order_by;
  ExpressionPtr limit;
  Returning returning;
  std::vector<CommonTable> with = {};
  bool recursive = false;
};
// A data-modifying statement in WITH.
struct Modification {
  std::variant<Insert, Update, Delete> node;
};
// The rows of a column that hold one label of its enum get another.
struct Relabelling {
  const catalog::Table* table;
  const catalog::Column* column;
  std::string from, to;
};
// MySQL: UPDATE and DELETE that take their rows from a join or in a certain order, or leave out those that fail. Each
// row of a target is changed once, however often the join meets it.
struct ChangedTable {
  std::int32_t relation;
  const catalog::Table* table;
  std::vector<ColumnAssignment> assignments;  // of a DELETE: none
};
struct RowwiseChange {
  bool deletes = false, ignore = false, recursive = false;
  std::vector<CommonTable> with;
  std::vector<ChangedTable> targets;  // in the order of the join
  FromPtr from;
  ExpressionPtr where;
  std::vector<SortKey> order_by;
  ExpressionPtr limit;
};
// PostgreSQL's MERGE. `source` is joined with the target, whose relation has no row where nothing matched.
struct MergeAction {
  ast::MergeKind kind;
  bool matched;
  ExpressionPtr condition;                    // may be null
  std::vector<ColumnAssignment> values = {};  // of an INSERT: every stored column
};
struct Merge {
  std::int32_t relation;
  const catalog::Table* table;
  FromPtr source;
  ExpressionPtr on;
  std::vector<MergeAction> actions;
  std::vector<CommonTable> with = {};
};
// The rows of a query that go into a table, column by column.
struct Fill {
  std::int64_t table;
  QueryPtr query;
};
// A definition: all that it does is in the changes (and in the rows of emptied and filled tables).
struct Definition {
  std::vector<catalog::Change> changes;
  std::vector<const catalog::Table*> emptied;  // TRUNCATE
  std::vector<Relabelling> relabelled;         // PostgreSQL: ALTER TYPE … RENAME VALUE
  std::int64_t reported_rows = 0;              // MySQL: CREATE and DROP DATABASE report some
  bool reports_copied_rows = false;            // MySQL: so does an ALTER TABLE that copies the table
  std::vector<Fill> fills;                     // CREATE TABLE … AS, materialized views; these are reported
  bool keeps_transaction = false;              // MySQL: CREATE and DROP TEMPORARY TABLE do not commit
};
struct DatabaseCommand {  // PostgreSQL: a database is a file
  bool create;
  std::string name;
  bool if_exists = false;
};
struct Setting {
  ast::VariableScope scope;
  std::string name;
  std::vector<Value> values;   // empty: back to the default
  std::int32_t computed = -1;  // or the n-th column of Settings::computed
};
struct Settings {
  std::vector<Setting> settings;
  QueryPtr computed;  // one row of values that are known only when it runs; may be null
};
struct ShowSetting {
  std::string name;
};
struct Use {
  std::string database;
};
struct Nothing {};

using Statement = std::variant<QueryPtr, Insert, Update, Delete, RowwiseChange, Merge, Definition, DatabaseCommand,
                               ast::Transaction, Settings, ShowSetting, Use, ast::SessionCommand, Nothing>;

}  // namespace emulator::bind
