// The seam between the two dialects and everything else: a room answers these questions, and nobody outside asks which
// dialect it is. Every difference between the engines above the parsers is one of them.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/condition.hpp"
#include "base/error.hpp"
#include "sql/ast.hpp"
#include "sql/overload.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::sql {

struct Traits {
  bool columns_ignore_case;         // MySQL: column names and aliases compare without case (tables do not)
  bool nulls_sort_high;             // PostgreSQL: NULLs come last in ascending order
  bool ddl_commits;                 // MySQL: a definition commits the open transaction, before and after
  bool error_aborts_transaction;    // PostgreSQL: 25P02 until the end of the transaction
  bool conditions_take_any_type;    // MySQL: WHERE 'a'; PostgreSQL wants boolean
  bool having_sees_aliases;         // MySQL
  bool schema_is_database;          // MySQL: a schema is what clients call a database
  bool truth_is_integer;            // MySQL: a comparison results in an integer
  bool update_sees_new_values;      // MySQL: SET a = a + 1, b = a evaluates from left to right
  bool inline_ids;                  // MySQL: AUTO_INCREMENT fills generatedFields
  std::string_view default_schema;  // where unqualified tables go: "public"; MySQL: empty, the session's database
  char identifier_quote;
  std::string_view values_label = "column";  // VALUES names its columns so, with a number behind
  bool foreign_keys_make_indexes = false;    // MySQL: a foreign key without an index gets one of its name
  bool reports_positions = false;            // PostgreSQL: an error says where in the text
  bool relation_is_row = false;              // PostgreSQL: the name of a relation is the row of it at hand
  std::int32_t first_value_column = 1;       // the first such number; MySQL: column_0
  bool floats_have_nan = false;              // PostgreSQL: real and double precision; MySQL has NULL instead
  bool unions_meet_together = false;         // MySQL: one type for a column of all arms; PostgreSQL: pair by pair
};

struct TypedValue {
  Value value;
  Type type;
};

// What overload resolution knows of an argument.
struct Operand {
  Type type;
  const Value* constant = nullptr;  // its value if it is a literal
};

enum class CastStrength : std::uint8_t {
  implicit,
  assignment,
  explicit_
};

// The chosen row, the types its arguments must be cast to (implicitly; equal ids need nothing), and the result.
struct Resolution {
  const Overload* overload = nullptr;
  std::vector<Type> arguments;
  Type result;
  CastStrength strength = CastStrength::implicit;  // of the arguments' casts; explicit where any type is taken as text
};

// What a cast's function takes besides the value, in order.
enum class CastArgument : std::uint8_t {
  length,
  scale,
  type_name,
  type_collation,  // of an enum
  column_name,
  column_ordinal
};
struct CastPath {
  const Overload* function = nullptr;  // null: the value stays as it is
  std::span<const CastArgument> extra;
};

using CollationCompare = std::function<int(std::string_view, std::string_view)>;

// Whether the database has an extension in a schema; an empty schema: in one that is searched. Null: it has none.
using HasExtension = std::function<bool(std::string_view extension, std::string_view schema)>;

enum class NameFor : std::uint8_t {
  primary_key,
  unique,
  check,
  foreign_key,
  index,
  sequence
};

// What CREATE INDEX asks for, and how the index is told of. `is_ordered`: by ASC, DESC or NULLS.
struct IndexKey {
  Type type;
  std::string operator_class;
  bool is_ordered = false;
};
struct IndexRequest {
  std::string_view method;
  std::vector<IndexKey> keys;
  bool unique = false, includes = false;
  std::span<const ast::TableOption> options;
};
struct IndexForm {
  std::vector<std::string> operator_classes;  // of the keys; empty: the default one
  std::string options;
};

class Dialect {
 public:
  explicit Dialect(const Traits& dialect_traits) : traits(dialect_traits) {}
  virtual ~Dialect() = default;

  const Traits traits;

  // --- Text -----------------------------------------------------------------------------------------------------
  // Both throw SqlError with a byte position in `position` (the session turns it into characters);
  // parse throws ApiError (validation) for more than one statement.
  virtual ast::Statement parse(std::string_view sql) const = 0;
  // As the session reads it: MySQL's sql_mode decides what quotes mean.
  virtual ast::Statement parse(std::string_view sql, const CallContext& session) const {
    static_cast<void>(session);
    return parse(sql);
  }
  virtual ast::ExpressionPtr parse_expression(std::string_view sql) const = 0;

  // --- Types ----------------------------------------------------------------------------------------------------
  // Empty: not built in; the binder then looks among the catalog's own types.
  virtual std::optional<Type> type_of(const ast::TypeName& name) const = 0;
  // The integer type behind a name that also makes a counter: PostgreSQL's serial. Empty: the name is not of that kind.
  virtual std::optional<Type> serial_type(const ast::TypeName& name) const {
    static_cast<void>(name);
    return std::nullopt;
  }
  virtual std::string metadata_name(const Type& type) const = 0;  // ColumnMetadata.typeName: "int4", "INT UNSIGNED"
  virtual std::string spelled(
      const Type& type) const = 0;  // in errors and SHOW: "character varying(3)", "int unsigned"
  // Literals: NullLiteral, BooleanLiteral, NumberLiteral, StringLiteral, BytesLiteral.
  virtual TypedValue literal(const ast::ExpressionNode& node) const = 0;
  virtual Type parameter_type(const Value& value) const = 0;  // of a parameter without typeHint
  virtual Type truth_type() const = 0;                        // of comparisons and EXISTS

  // What a column that must not be NULL holds in the rows that were there before it, as an expression of the dialect;
  // empty: nothing, so that such a column needs a default (PostgreSQL).
  virtual std::string implicit_default(const Type& type) const {
    static_cast<void>(type);
    return {};
  }

  // How a column keeps its constant default, as an expression; empty: as it was written.
  virtual std::optional<std::string> stored_default(const Value& value, const Type& type) const {
    static_cast<void>(value);
    static_cast<void>(type);
    return std::nullopt;
  }

  // --- Calls ----------------------------------------------------------------------------------------------------
  // Throw undefined_operator, undefined_function, ambiguous_function, argument_count without position.
  // What belongs to an extension that is not there is not found.
  virtual Resolution resolve_operator(std::string_view symbol, std::span<const Operand> operands,
                                      const HasExtension& has_extension) const = 0;
  virtual Resolution resolve_function(const ast::Name& name, std::span<const Operand> operands,
                                      const HasExtension& has_extension) const = 0;
  // Empty: no such cast of this strength.
  virtual std::optional<CastPath> find_cast(const Type& from, const Type& to, CastStrength strength) const = 0;
  // A type by way of which a value becomes another one (MySQL: 0x0A becomes a number before it is stored as one).
  virtual std::optional<Type> cast_through(const Type& from, const Type& to) const {
    static_cast<void>(from);
    static_cast<void>(to);
    return std::nullopt;
  }
  // One type for all branches of CASE, COALESCE, IN, UNION, VALUES. `construct` names it for the error.
  virtual Type common_type(std::span<const Operand> operands, std::string_view construct) const = 0;
  virtual std::span<const Overload> overloads() const = 0;
  // What a column that may not be NULL takes where nothing is given and nothing may fail (MySQL); else NULL.
  virtual Value implicit_value(const Type& type) const {
    static_cast<void>(type);
    return Null{};
  }

  // --- Names ----------------------------------------------------------------------------------------------------
  virtual std::string column_label(const ast::SelectItem& item) const = 0;
  // A free name as the engine would choose it: t_col_key, t_ibfk_1. `taken` says whether one is in use.
  virtual std::string choose_name(NameFor kind, std::string_view table, std::span<const std::string> columns,
                                  const std::function<bool(std::string_view)>& taken) const = 0;

  // Of an extension (PostgreSQL) whose functions are built in; empty: it is not there.
  virtual std::string_view extension_version(std::string_view name) const {
    static_cast<void>(name);
    return {};
  }
  // Throws where there is no such index (PostgreSQL); it may be of an access method that an extension brings.
  virtual IndexForm check_index(const IndexRequest& request, const HasExtension& has_extension) const {
    static_cast<void>(has_extension);
    return {std::vector<std::string>(request.keys.size()), {}};
  }
  // The extension that a type, or that of an array's elements, belongs to; empty: it is there without one.
  virtual std::string_view extension_of(const Type& type) const {
    static_cast<void>(type);
    return {};
  }
  // Whether SET TIME ZONE may name this one. Fixed offsets are understood without asking.
  virtual bool has_time_zone(std::string_view name) const {
    static_cast<void>(name);
    return false;
  }

  // --- Sessions -------------------------------------------------------------------------------------------------
  // A session is over, or starts afresh: what the room keeps for it beyond the database goes (MySQL's GET_LOCK).
  virtual void session_ended(std::int64_t connection_id) const { static_cast<void>(connection_id); }

  // --- Collations -----------------------------------------------------------------------------------------------
  // The SQLite collation by which values of this type are stored, compared and sorted; empty: bytewise.
  virtual std::string_view sqlite_collation(const Type& type) const = 0;
  // False: its = and <, if there are any, come of no order, so that nothing sorts or groups by it (PostgreSQL's box).
  virtual bool is_sortable(const Type& type) const {
    static_cast<void>(type);
    return true;
  }
  // Throws where a COLLATE does not go with the text it stands behind (MySQL: another character set's).
  virtual void check_collation(const Type& operand, std::string_view collation) const {
    static_cast<void>(operand);
    static_cast<void>(collation);
  }
  // By the name that sqlite_collation gave; null if unknown.
  virtual CollationCompare find_collation(std::string_view name) const = 0;

  // --- Words ----------------------------------------------------------------------------------------------------
  virtual SqlError error(Condition condition, std::span<const std::string> arguments) const = 0;

  SqlError error(Condition condition, std::initializer_list<std::string> arguments) const {
    return error(condition, std::span<const std::string>{arguments.begin(), arguments.size()});
  }
};

// Throws the dialect's error for `condition`, pointing at `position` (a byte offset; ast::no_position: nowhere).
[[noreturn]] inline void fail(const Dialect& dialect, Condition condition, std::initializer_list<std::string> arguments,
                              std::uint32_t position = ast::no_position) {
  SqlError error = dialect.error(condition, arguments);
  if (position != ast::no_position) {
    error.position = position;
  }
  throw error;
}

}  // namespace emulator::sql
