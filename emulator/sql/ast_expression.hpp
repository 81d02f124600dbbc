// Expressions and names of the shared tree. Names are as the dialect reads them (PostgreSQL: already folded); nothing
// is resolved. Positions are byte offsets into the text that was parsed. Include sql/ast.hpp, which has the whole tree.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace emulator::ast {

inline constexpr std::uint32_t no_position = 0xFFFFFFFF;

struct Expression;
struct Query;
struct FromItem;
using ExpressionPtr = std::unique_ptr<Expression>;
using QueryPtr = std::unique_ptr<Query>;
using FromItemPtr = std::unique_ptr<FromItem>;

// A possibly qualified name, outermost part first: {"shop", "orders"}.
struct Name {
  std::vector<std::string> parts;
  std::uint32_t position = no_position;
};

// A type as written. Standard spellings are kept as the dialect's parser reports them ("int4", "varchar", "bigint").
struct TypeName {
  Name name;
  std::vector<std::int64_t> modifiers;   // (10,2)
  std::vector<std::string> members;      // MySQL ENUM and SET
  std::string character_set, collation;  // MySQL CHARACTER SET x COLLATE y
  std::string interval_fields;           // PostgreSQL INTERVAL YEAR TO MONTH
  bool is_unsigned = false;              // MySQL; ZEROFILL implies it
  bool is_binary = false;                // MySQL CHAR(3) BINARY
  std::int32_t array_dimensions = 0;     // PostgreSQL int[][]
};

struct NullLiteral {};
struct BooleanLiteral {
  bool value;
};
// The digits as written; `exponent` says whether one was written (MySQL: then it is a DOUBLE).
struct NumberLiteral {
  std::string text;
  bool has_point = false;
  bool has_exponent = false;
};
struct StringLiteral {
  std::string text;
  std::string character_set;
};  // after escapes; MySQL _utf8mb4'…'
struct BytesLiteral {
  std::string bytes;
  bool is_bits = false;
  std::int32_t bit_count = 0;
};  // X'…', 0x…, b'…'
struct Parameter {
  std::int32_t index;
};  // 1-based: $1, or the n-th ?
struct ColumnReference {
  std::vector<std::string> parts;
};  // a; t.a; s.t.a
struct Star {
  std::vector<std::string> qualifier;
};  // *, t.* : select items and count(*)
struct UserVariable {
  std::string name;
  ExpressionPtr assigned;
};  // MySQL @x, @x := expression
struct SystemVariable {
  std::string scope, name;
};  // MySQL @@global.x

// Prefix and infix operators by their symbol: "-", "+", "||", "->>", "DIV", "&". Comparison too: "=", "<>", "<", ...
struct UnaryOperator {
  std::string symbol;
  ExpressionPtr operand;
};
struct BinaryOperator {
  std::string symbol;
  ExpressionPtr left, right;
};
// AND, OR, XOR over two or more operands (chains are flat, so that long ones do not nest).
enum class LogicalKind : std::uint8_t {
  and_,
  or_,
  xor_
};
struct Logical {
  LogicalKind kind;
  std::vector<ExpressionPtr> operands;
};
struct Not {
  ExpressionPtr operand;
};

enum class Truth : std::uint8_t {
  null,
  true_,
  false_,
  unknown
};
struct IsTest {
  ExpressionPtr operand;
  Truth truth;
  bool negated = false;
};
struct IsDistinctFrom {
  ExpressionPtr left, right;
  bool negated = false;
};  // negated: IS NOT DISTINCT FROM, <=>
struct Between {
  ExpressionPtr operand, low, high;
  bool negated = false, symmetric = false;
};
struct InList {
  ExpressionPtr operand;
  std::vector<ExpressionPtr> items;
  bool negated = false;
};
struct InSubquery {
  ExpressionPtr operand;
  QueryPtr query;
  bool negated = false;
};
// operand symbol ANY|ALL (query) or, in PostgreSQL, (array).
struct Quantified {
  std::string symbol;
  ExpressionPtr operand;
  bool all = false;
  QueryPtr query;
  ExpressionPtr array;
};
struct Exists {
  QueryPtr query;
};
struct ScalarSubquery {
  QueryPtr query;
};
struct ArraySubquery {
  QueryPtr query;
};  // PostgreSQL ARRAY(SELECT …)

enum class MatchKind : std::uint8_t {
  like,
  ilike,
  similar,
  regexp
};
struct Match {
  MatchKind kind;
  ExpressionPtr operand, pattern, escape;
  bool negated = false;
};

struct CaseBranch {
  ExpressionPtr when, then;
};
struct Case {
  ExpressionPtr operand;
  std::vector<CaseBranch> branches;
  ExpressionPtr otherwise;
};
struct Cast {
  ExpressionPtr operand;
  TypeName type;
};  // CAST, ::, typed literals, BINARY x
struct Collate {
  ExpressionPtr operand;
  Name collation;
};
struct Row {
  std::vector<ExpressionPtr> elements;
};
struct ArrayConstructor {
  std::vector<ExpressionPtr> elements;
};
struct Subscript {
  ExpressionPtr operand, index, upper;
  bool is_slice = false;
};
struct FieldSelection {
  ExpressionPtr operand;
  std::string field;
};
struct Interval {
  ExpressionPtr amount;
  std::string unit;
};  // MySQL INTERVAL 1 DAY; unit in capitals
struct Default {
  std::string column;
};  // DEFAULT; MySQL DEFAULT(column)
struct ExcludedColumn {
  std::string column;
};  // MySQL VALUES(column)

enum class SortOrder : std::uint8_t {
  unspecified,
  ascending,
  descending
};
enum class NullsOrder : std::uint8_t {
  unspecified,
  first,
  last
};
struct SortItem {
  ExpressionPtr expression;
  SortOrder order = SortOrder::unspecified;
  NullsOrder nulls = NullsOrder::unspecified;
};

enum class FrameUnit : std::uint8_t {
  rows,
  range,
  groups
};
enum class FrameBoundKind : std::uint8_t {
  unbounded_preceding,
  preceding,
  current_row,
  following,
  unbounded_following
};
enum class FrameExclusion : std::uint8_t {
  none,
  current_row,
  group,
  ties
};
struct FrameBound {
  FrameBoundKind kind = FrameBoundKind::current_row;
  ExpressionPtr offset;
};
struct Frame {
  FrameUnit unit;
  FrameBound start, end;
  FrameExclusion exclusion = FrameExclusion::none;
};
struct WindowSpecification {
  std::string base;  // OVER w, or the window this one refines
  std::vector<ExpressionPtr> partition_by;
  std::vector<SortItem> order_by;
  std::optional<Frame> frame;
};

// Every call, also those with their own grammar: CURRENT_TIMESTAMP(6) is "current_timestamp", EXTRACT(YEAR FROM x) is
// "extract"('year', x), TRIM(LEADING 'a' FROM x) is "ltrim"(x, 'a'), POSITION(a IN b) is "position"(a, b),
// SUBSTRING(x FROM 2) is "substring"(x, 2). The function's name is in lower case.
struct FunctionCall {
  Name name;
  std::vector<ExpressionPtr> arguments;
  bool distinct = false;
  bool variadic = false;
  std::vector<std::string> names;  // of the last arguments, in named notation
  std::vector<SortItem> order_by;  // inside the parentheses
  std::vector<SortItem> within_group;
  ExpressionPtr filter;
  std::optional<std::string> separator;  // MySQL GROUP_CONCAT … SEPARATOR
  std::optional<WindowSpecification> over;
};

using ExpressionNode =
    std::variant<NullLiteral, BooleanLiteral, NumberLiteral, StringLiteral, BytesLiteral, Parameter, ColumnReference,
                 Star, UserVariable, SystemVariable, UnaryOperator, BinaryOperator, Logical, Not, IsTest,
                 IsDistinctFrom, Between, InList, InSubquery, Quantified, Exists, ScalarSubquery, ArraySubquery, Match,
                 Case, Cast, Collate, Row, ArrayConstructor, Subscript, FieldSelection, Interval, Default,
                 ExcludedColumn, FunctionCall>;

// `position` is where PostgreSQL points in its errors: an operator's symbol, a function's or column's first character.
struct Expression {
  ExpressionNode node;
  std::uint32_t position = no_position;
};

}  // namespace emulator::ast
