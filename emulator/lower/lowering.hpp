// Lowering: prints one bound statement as SQLite text. One class over several files, one family of constructs each.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bind/binder.hpp"
#include "bind/bound.hpp"
#include "lower/plan.hpp"
#include "sql/dialect.hpp"

namespace emulator::lower {

// "name" in SQLite's quotes.
std::string quoted(std::string_view name);
// A constant as SQLite reads it back.
std::string literal(const Value& value);

// Functions that lower/ itself calls by name; the embedded engine registers them beside the dialect's own.
inline constexpr std::string_view single_row_function = "single_row";  // aggregate: fails on a second row
inline constexpr std::string_view row_limit_function = "row_limit";    // NULL and negative LIMIT
inline constexpr std::string_view row_offset_function = "row_offset";
inline constexpr std::string_view required_key_function = "required_key";  // (value, column, table): fails on NULL

// (row number): fails where the statement has made or changed that row already; else true.
inline constexpr std::string_view conflict_once_function = "conflict_once";
// (row number): fails where MERGE has updated or deleted that row already; else true.
inline constexpr std::string_view merge_once_function = "merge_once";
// (value, id, changed): MySQL counts a row that ON DUPLICATE KEY UPDATE changes twice, and reports its id.
inline constexpr std::string_view conflict_update_function = "conflict_update";
// Row sets (types/row_set.hpp): the table-valued function that reads one, the aggregate that makes one of its rows, and
// (width, set, width, set, …) -> the sets side by side.
inline constexpr std::string_view row_table_function = "row_table";
inline constexpr std::string_view row_pack_function = "row_pack";
inline constexpr std::string_view row_zip_function = "row_zip";
inline constexpr std::size_t row_table_width = 120;  // in columns, at most; functions take 127 arguments

// A native aggregate's name with this behind takes its rows in an order, or distinct: a row_order, then the arguments,
// then the sort keys.
inline constexpr std::string_view sorted_suffix = "_sorted";
// A native aggregate's name with OVER, where the rows of a frame must be kept: its own with this behind.
inline constexpr std::string_view window_suffix = "_over";

// The data-modifying queries of a statement's WITH, each a plan of its own that runs before the rest.
struct StatementParts {
  std::vector<QueryPlan> plans, snapshots;
  std::map<std::int32_t, std::int32_t> plan_of;  // by the number of the common table
  std::map<const catalog::Table*, std::int32_t> snapshot_of;
  std::set<const catalog::Table*> modified;
};

class Lowering {
 public:
  explicit Lowering(const bind::Environment& environment) : environment_(environment), dialect_(*environment.dialect) {}
  // A part of a statement, or what is left of it: tables that earlier parts change read as they were before.
  Lowering(const bind::Environment& environment, StatementParts& parts,
           std::vector<const bind::CommonTable*> outer_with)
      : environment_(environment), dialect_(*environment.dialect), parts_(&parts), outer_with_(std::move(outer_with)) {}

  QueryPlan query_plan(const bind::Query& query);
  QueryPlan insert_plan(const bind::Insert& insert);
  QueryPlan update_plan(const bind::Update& update);
  QueryPlan delete_plan(const bind::Delete& delete_);
  QueryPlan rowwise_plan(const bind::RowwiseChange& change);
  QueryPlan merge_plan(const bind::Merge& merge);
  // Whether RETURNING asks for more than the changed row itself: such a statement is lowered in parts.
  static bool returns_more(const bind::Returning& returning, std::int32_t target);
  // An expression over relation 0, whose columns print without a qualifier.
  std::string table_expression(const bind::Expression& expression, const catalog::Table& table);

 private:
  struct RelationNames {
    std::string qualifier;         // with the dot; empty: columns print bare
    const catalog::Table* table;   // null: columns are c0, c1, …
    std::int32_t ordinality = -1;  // this column is the row's number
    // Not null: each column that is used joins these, and is the c<n> of its place there behind the first n.
    std::vector<bind::ColumnUse>* gathered = nullptr;
    std::size_t gathered_behind = 0;
  };

  // --- lower_expression.cpp
  std::string expression(const bind::Expression& expression);
  std::string constant(const bind::Constant& constant) const;
  std::string column(const bind::ColumnUse& use) const;
  std::string call(const bind::Call& call, const Type& type);
  std::string fill(std::string_view text, const std::vector<std::string>& arguments) const;
  std::string compared(const bind::Expression& operand, std::string_view collation);
  std::string in_list(const bind::InList& list);
  std::string case_of(const bind::Case& node);
  std::string subquery(const bind::Subquery& node);
  std::string quantified(const bind::Subquery& node);
  std::string row_comparison(const bind::Subquery& node);
  std::string aggregate(const bind::Aggregate& node);
  std::string sorted_aggregate(const bind::Aggregate& node);
  std::string grouping(const bind::Grouping& node) const;
  std::string window(const bind::Window& node);
  std::string aggregate_call(const sql::Overload& overload, const std::vector<std::string>& arguments,
                             std::string_view suffix) const;
  std::string list(const std::vector<bind::ExpressionPtr>& expressions);
  std::string parameter(std::int32_t index, const Type& type);
  static std::string as_key(std::string text);
  std::string sort_keys(const std::vector<bind::SortKey>& keys, const bind::Query* query);
  std::string frame(const bind::Window& node);

  // --- lower_query.cpp
  std::string printed(const bind::Query& query);
  std::string query(const bind::Query& query, bool names_columns);
  std::string without_limit(const bind::Query& query);
  std::string select(const bind::Query& query, bool names_columns, bool is_staged = false);
  std::string values(const bind::Query& query, bool names_columns);
  std::string set_operation(const bind::Query& query);
  std::string first_of_union(const bind::Query& query);
  std::string arm(const bind::Query& query, bool distinguishes);
  std::string with_list(const std::vector<bind::CommonTable>& with, bool recursive);
  std::string common_table(const bind::CommonTable& table, bool recursive, bool is_first);
  std::string from(const bind::From& from);
  std::string derived(const bind::Derived& node);
  std::string row_function(const bind::RowFunction& node);
  std::string limits(const bind::ExpressionPtr& limit, const bind::ExpressionPtr& offset);
  std::string limit_value(const bind::Expression& expression, std::string_view function, Condition negative);
  bool has_one_row(const bind::Query& query) const;

  // --- lower_staged.cpp
  static bool needs_stages(const bind::Query& query);
  std::string staged(const bind::Query& query, bool names_columns);
  std::string grouping_arms(const bind::Query& query);
  std::string hidden_columns(const bind::Query& query);
  std::string staged_order(const bind::Query& query);

  // --- lower_parts.cpp
  std::string modified_rows(const bind::CommonTable& table);
  std::string snapshot(const catalog::Table& table);
  std::string rows_slot(SlotSource source, std::int32_t index);

  // --- lower_returning.cpp
  // An UPDATE or DELETE whose RETURNING asks for more than the row.
  struct JoinedChange {
    QueryKind kind;
    std::int32_t relation;
    const catalog::Table* table;
    const bind::Returning* returning;
    const std::vector<bind::CommonTable>* with;
    bool recursive;
    const bind::From* others;       // may be null
    const bind::Expression* where;  // may be null
    const std::vector<bind::ColumnAssignment>* assignments;
  };
  QueryPlan returning_joined(const JoinedChange& change);
  QueryPlan matched_plan(const JoinedChange& change, const std::vector<bind::ColumnUse>& others);
  QueryPlan changed_plan(const JoinedChange& change, std::int32_t matched);
  QueryPlan insert_returning(const bind::Insert& insert);
  std::string returned(const bind::Returning& returning, std::int32_t relation, const catalog::Table& table);
  std::string all_columns(const catalog::Table& table) const;

  // --- lower_modify.cpp
  std::string insert_source(const bind::Insert& insert);
  std::string conflict(const bind::Insert& insert);
  std::string assignments(const std::vector<bind::ColumnAssignment>& assignments, const catalog::Table& table);
  std::string conflict_guard(const catalog::Table& table) const;
  std::string counted_assignments(const bind::OnConflict& conflict, const catalog::Table& table);
  std::string computed_once(const std::vector<bind::ColumnAssignment>& assignments, const catalog::Table& table,
                            std::string_view first_value);
  std::string changed_test(const std::vector<bind::ColumnAssignment>& assignments, const catalog::Table& table) const;
  std::string stored(const bind::Expression& value, const catalog::Table& table, std::int32_t ordinal);
  std::string returning(const bind::Returning& returning, std::int32_t relation, const catalog::Table& table);
  void name_target(std::int32_t relation, const catalog::Table& table);

  // --- lower_rowwise.cpp
  RowStep delete_step(const bind::ChangedTable& target, std::size_t first) const;
  RowStep update_step(const bind::ChangedTable& target, std::size_t first) const;
  void add_insert_steps(const bind::Insert& insert, QueryPlan& plan) const;

  // --- lower_merge.cpp
  std::string merge_action(const bind::Merge& merge, const std::string& target_row);
  void add_merge_steps(const bind::Merge& merge, std::size_t number, std::size_t first, QueryPlan& plan) const;

  static void count_keys(const bind::Insert& insert, QueryPlan& plan);
  QueryPlan finish(QueryKind kind, std::string sql, const std::vector<bind::OutputColumn>& columns);

  const bind::Environment& environment_;
  const sql::Dialect& dialect_;
  StatementParts* parts_ = nullptr;
  std::vector<const bind::CommonTable*> outer_with_;  // of the statement that this one is a part of
  std::map<std::int32_t, RelationNames> relations_;
  std::vector<ParameterSlot> slots_;
  const catalog::Table* target_ = nullptr;  // of a modification
  std::int32_t target_relation_ = -1;
  bool returns_all_ = false;  // RETURNING the whole row, for a part that follows
  bool is_recursive_union_ = false;
  const bind::Select* grouped_select_ = nullptr;  // whose grouping set is at hand
  std::vector<bool> is_grouped_by_;               // of the grouping set at hand, for each key; empty: by all
};

// --- lower_parts.cpp
// Lowers what `with` changes, in order.
void lower_parts(const std::vector<bind::CommonTable>& with, const bind::Environment& environment,
                 StatementParts& parts);

// --- lower_table.cpp
// What SQLite must do to bring the stored tables to what the changes say.
DdlPlan definition_plan(bind::Definition definition, const bind::Environment& environment);

// SQLite's row number, by whichever of its names no column has.
std::string row_number_name(const catalog::Table& table, const sql::Dialect& dialect);

// Whether this column is SQLite's own row number: a primary key of one integer column.
bool is_row_number(const catalog::Table& table, std::int32_t ordinal);

}  // namespace emulator::lower
