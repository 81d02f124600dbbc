// Queries of the shared tree: SELECT and everything around it. Include sql/ast.hpp, which has the whole tree.
#pragma once

#include "sql/ast_expression.hpp"

namespace emulator::ast {

// PostgreSQL TABLESAMPLE method (percentage)
struct TableSample {
  std::string method;
  ExpressionPtr percentage;
};
struct TableReference {
  Name name;
  std::string alias;
  std::vector<std::string> column_aliases;
  std::optional<TableSample> sample;
};
struct DerivedTable {
  QueryPtr query;
  bool lateral = false;
  std::string alias;
  std::vector<std::string> column_aliases;
};
struct ColumnDeclaration {
  std::string name;
  TypeName type;
};
struct TableFunction {
  ExpressionPtr call;
  std::vector<ExpressionPtr> others;  // PostgreSQL ROWS FROM (call, others …)
  bool lateral = false, with_ordinality = false;
  std::string alias;
  std::vector<std::string> column_aliases;
  std::vector<ColumnDeclaration> declared;
};
enum class JoinKind : std::uint8_t {
  inner,
  cross,
  left,
  right,
  full
};
struct Join {
  JoinKind kind;
  FromItemPtr left, right;
  ExpressionPtr on;
  std::vector<std::string> using_columns;
  bool natural = false;
};
struct FromItem {
  std::variant<TableReference, DerivedTable, TableFunction, Join> node;
  std::uint32_t position = no_position;
};

// `text` is the item's source text, for MySQL's labels of unnamed expressions.
struct SelectItem {
  ExpressionPtr expression;
  std::string alias;
  std::string text;
};

struct NamedWindow {
  std::string name;
  WindowSpecification specification;
};
enum class GroupingKind : std::uint8_t {
  plain,
  rollup,
  cube,
  sets
};
struct Select {
  bool distinct = false;
  std::vector<ExpressionPtr> distinct_on;  // PostgreSQL
  std::vector<SelectItem> items;
  std::vector<FromItemPtr> from;  // comma list
  ExpressionPtr where;
  std::vector<ExpressionPtr> group_by;
  GroupingKind grouping = GroupingKind::plain;  // sets: each element of group_by is one set, a Row
  ExpressionPtr having;
  std::vector<NamedWindow> windows;
  bool calculates_found_rows = false;  // MySQL SQL_CALC_FOUND_ROWS
};
struct Values {
  std::vector<std::vector<ExpressionPtr>> rows;
};
enum class SetKind : std::uint8_t {
  union_,
  intersect,
  except
};
struct SetOperation {
  SetKind kind;
  bool all = false;
  QueryPtr left, right;
};

struct Statement;
struct CommonTable {
  std::string name;
  std::vector<std::string> columns;
  QueryPtr query;  // or, in PostgreSQL,
  std::unique_ptr<Statement> data_modifying;
  std::uint32_t position = no_position;
};
enum class LockStrength : std::uint8_t {
  update,
  no_key_update,
  share,
  key_share
};
struct Locking {
  LockStrength strength;
  std::vector<Name> tables;
  bool nowait = false, skip_locked = false;
};

struct Query {
  std::vector<CommonTable> with;
  bool recursive = false;
  std::variant<Select, Values, SetOperation> body;
  std::vector<SortItem> order_by;
  ExpressionPtr limit, offset;
  bool with_ties = false;
  std::vector<Locking> locking;
  std::vector<std::string> into;  // MySQL SELECT … INTO @a, @b
  std::uint32_t position = no_position;
};

}  // namespace emulator::ast
