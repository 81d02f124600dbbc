// StatementBinder: binds one statement. One class over several files, one family of constructs each; the state they
// share is the environment, the relation numbers given out so far and the common tables in sight.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bind/binder.hpp"
#include "bind/bound.hpp"
#include "bind/clause.hpp"
#include "bind/rights.hpp"
#include "bind/scope.hpp"
#include "bind/uses.hpp"
#include "sql/ast.hpp"
#include "sql/dialect.hpp"
#include "sql/temporary_schema.hpp"

namespace emulator::bind {

// Where an expression stands.
struct Place {
  const Scope* scope = nullptr;  // null: no columns are visible
  Clause clause = Clause::statement;
  const ast::Select* select = nullptr;            // its aliases, where the clause sees them
  std::vector<ExpressionPtr>* outputs = nullptr;  // of that select, bound
  bool* saw_aggregate = nullptr;                  // set when one is bound here
  bool inside_aggregate = false;
  const catalog::Table* proposed = nullptr;  // MySQL VALUES(column): the row that was to be inserted
  bool takes_rows = false;                   // a set-returning function may stand here itself
  RowFunction* set_calls = nullptr;          // those of a select list, gathered
  const Select* grouped = nullptr;           // whose keys GROUPING() may name
};

// What a statement changes: a table, or a view that is no more than a choice of a table's rows and columns.
struct ChangeTarget {
  const catalog::Table* table = nullptr;
  VisibleRelation relation;
  const catalog::View* view = nullptr;
  std::vector<std::int32_t> ordinals = {};  // of a view: the table's column behind each of its own; -1: it is computed
  ExpressionPtr condition = nullptr;        // of a view: which rows it shows
};

class StatementBinder {
 public:
  explicit StatementBinder(const Environment& environment)
      : environment_(environment), dialect_(*environment.dialect), catalog_(*environment.catalog) {}

  Statement bind(const ast::Statement& statement);
  // The whole statement, held against what the session's role may do.
  Statement bind_within_rights(const ast::Statement& statement);
  void check_parameters() const;
  ExpressionPtr bind_over_table(const ast::Expression& expression, const catalog::Table& table, Clause clause);
  // Casts a computed column's value as assignment would, but by a cast that may stand in a table's definition.
  ExpressionPtr as_generated(ExpressionPtr value, const Type& type);
  // What a stored row of `before` holds in a column of `after`: see bind_stored_value.
  ExpressionPtr stored_value_of(const catalog::Table& before, const catalog::Table& after, std::int32_t ordinal,
                                const std::string* conversion);

 private:
  friend class Alteration;
  friend class RoleChanges;
  friend class AccountChanges;

  // --- check_account.cpp (MySQL)
  void check_account(const ast::Statement& statement);
  void check_account_accesses() const;
  void check_hidden(const std::string& schema, const std::string& name) const;

  // --- check_rights.cpp
  void check_rights(Statement& statement);
  const Rights* limits() const;  // what the names at hand are held against; null: nothing
  void check_reads() const;
  void refuse_row_security(std::int64_t relation) const;
  void check_writes() const;
  void check_owned(const Definition& definition) const;
  void give_owner(Definition& definition) const;
  void require_owner(std::int64_t object, std::string_view kind = {}, const std::string& name = {}) const;
  void require_schema_owner(const std::string& name) const;
  void require_schema(const std::string& schema, catalog::Privileges privilege, std::uint32_t position) const;
  void record_write(const ChangeTarget& target, catalog::Privileges privilege,
                    const std::vector<std::int32_t>& ordinals = {});
  void record_write(const ChangeTarget& target, const std::vector<ColumnAssignment>& assignments);
  void record_sequence(std::int64_t sequence, std::string_view function);
  [[noreturn]] void fail_denied(const OwnedObject& object) const;
  std::string role_named(const ast::RoleName& name) const;   // fails where there is none; PUBLIC is empty
  std::string owner_named(const ast::RoleName& name) const;  // empty: the master user

  // --- bind_expression.cpp: literals, names, logic
  ExpressionPtr expression(const ast::Expression& expression, const Place& place);
  // `construct` is what must have a truth value, in errors; empty: the clause.
  ExpressionPtr condition(const ast::Expression& expression, const Place& place, std::string_view construct = {});
  ExpressionPtr as_condition(ExpressionPtr bound, const Place& place, std::string_view construct = {});
  ExpressionPtr literal(const ast::Expression& expression);
  ExpressionPtr parameter(const ast::Parameter& parameter, std::uint32_t position);
  ExpressionPtr column(const ast::ColumnReference& reference, std::uint32_t position, const Place& place);
  ExpressionPtr column_of(const VisibleRelation& relation, std::int32_t column, std::uint32_t position);
  ExpressionPtr merged_column(const MergedColumn& merged, const Scope& scope, std::uint32_t position);
  ExpressionPtr alias_of_select(const std::string& name, const Place& place);
  [[noreturn]] void fail_column(const ast::ColumnReference& reference, const Found& found, std::uint32_t position,
                                const Place& place);
  ExpressionPtr default_of_column(const ast::Default& node, std::uint32_t position, const Place& place);
  ExpressionPtr excluded_column(const std::string& name, std::uint32_t position, const Place& place);
  ExpressionPtr logical(const ast::Logical& logical, const Place& place);
  ExpressionPtr is_test(const ast::IsTest& test, const Place& place);
  ExpressionPtr case_of(const ast::Case& node, const Place& place);

  // --- bind_operator.cpp: operators, predicates
  ExpressionPtr unary(const ast::UnaryOperator& node, std::uint32_t position, const Place& place);
  ExpressionPtr binary(const ast::BinaryOperator& node, std::uint32_t position, const Place& place);
  ExpressionPtr row_comparison(std::string_view symbol, const ast::Row& left, const ast::Row& right,
                               std::uint32_t position, const Place& place);
  ExpressionPtr row_subquery_comparison(std::string_view symbol, const ast::Row& row, const ast::Query& query,
                                        std::uint32_t position, const Place& place);
  ExpressionPtr operator_call(std::string_view symbol, std::vector<ExpressionPtr> operands, std::uint32_t position);
  ExpressionPtr distinct_from(const ast::IsDistinctFrom& node, std::uint32_t position, const Place& place);
  ExpressionPtr between(const ast::Between& node, std::uint32_t position, const Place& place);
  ExpressionPtr in_list(const ast::InList& node, std::uint32_t position, const Place& place);
  ExpressionPtr match(const ast::Match& node, std::uint32_t position, const Place& place);

  // --- bind_call.cpp: functions, aggregates, windows
  ExpressionPtr function(const ast::FunctionCall& node, std::uint32_t position, const Place& place);
  ExpressionPtr nullif(const ast::Name& name, std::vector<ExpressionPtr> operands, std::uint32_t position);
  sql::Resolution resolve(const ast::Name& name, const std::vector<ExpressionPtr>& operands);
  std::vector<ExpressionPtr> arguments(const ast::FunctionCall& node, const Place& place);
  std::vector<ExpressionPtr> in_order(const ast::FunctionCall& node, std::vector<ExpressionPtr> operands,
                                      std::uint32_t position);
  // `scope` is asked where the arguments' columns are from; null: nowhere.
  ExpressionPtr resolved_call(const sql::Resolution& resolution, std::vector<ExpressionPtr> operands,
                              std::uint32_t position, const Scope* scope = nullptr);
  std::string told_of(sql::TypeArgument what, const Expression& argument, const Scope* scope) const;
  ExpressionPtr aggregate(const ast::FunctionCall& node, const sql::Resolution& resolution,
                          std::vector<ExpressionPtr> operands, std::uint32_t position, const Place& place);
  void aggregate_order(const ast::FunctionCall& node, Aggregate& bound, const Place& place);
  ExpressionPtr window(const ast::FunctionCall& node, const sql::Resolution& resolution,
                       std::vector<ExpressionPtr> operands, std::uint32_t position, const Place& place);
  void window_specification(const ast::WindowSpecification& specification, Window& window, const Place& place);
  void measure_range(Window& window);
  ExpressionPtr named_call(std::string_view name, std::vector<ExpressionPtr> operands, std::uint32_t position);
  // --- shown_digits.cpp
  ExpressionPtr shown_digits(ExpressionPtr value);
  static void unhide_digits(Query& query);
  ExpressionPtr sequence_call(const ast::FunctionCall& node, std::uint32_t position, const Place& place);

  // --- bind_array.cpp: arrays (PostgreSQL)
  // `wanted`: the array type that a cast around it names; null if there is none.
  ExpressionPtr array_constructor(const ast::ArrayConstructor& node, const Type* wanted, std::uint32_t position,
                                  const Place& place);
  ExpressionPtr array_of(std::vector<ExpressionPtr> elements, const Type& element, std::uint32_t position);
  ExpressionPtr array_subquery(const ast::ArraySubquery& node, std::uint32_t position, const Place& place);
  ExpressionPtr subscript(const ast::Expression& expression, const Place& place);
  ExpressionPtr subscript_index(ExpressionPtr index);
  std::vector<ExpressionPtr> assigned_element(const ast::FunctionCall& node, std::vector<ExpressionPtr> operands,
                                              std::uint32_t position);
  ExpressionPtr quantified_array(const ast::Quantified& node, std::uint32_t position, const Place& place);
  ExpressionPtr among(ExpressionPtr operand, Expression& array, bool negated, std::uint32_t position);
  QueryPtr query_over(ExpressionPtr rows, const Type& column);  // SELECT * FROM a set-returning call

  // --- coerce.cpp: casts, collations, folding
  ExpressionPtr cast(const ast::Cast& node, std::uint32_t position, const Place& place);
  ExpressionPtr collate(const ast::Collate& node, std::uint32_t position, const Place& place);
  // Null if there is no such cast.
  ExpressionPtr try_coerce(ExpressionPtr& value, const Type& to, sql::CastStrength strength,
                           const catalog::Column* column = nullptr, std::int32_t ordinal = 0);
  ExpressionPtr coerce(ExpressionPtr value, const Type& to, sql::CastStrength strength);
  ExpressionPtr array_of_objects(ExpressionPtr literal, const Type& to);
  ExpressionPtr assign(ExpressionPtr value, const catalog::Table& table, std::int32_t ordinal);
  ExpressionPtr fold(ExpressionPtr call);
  ExpressionPtr computed(ExpressionPtr call);
  ExpressionPtr settle_unknown(ExpressionPtr value);  // an untyped literal that nothing gave a type becomes text
  std::string_view collation_of(const std::vector<const Expression*>& operands) const;
  Type resolve_type(const ast::TypeName& name);
  Type type_of_enum(const catalog::EnumType& type) const;
  std::vector<sql::Operand> operands_of(const std::vector<ExpressionPtr>& expressions) const;
  std::vector<ExpressionPtr> unify(std::vector<ExpressionPtr> expressions, std::string_view construct);

  // --- bind_subquery.cpp
  ExpressionPtr scalar_subquery(const ast::Query& query, std::uint32_t position, const Place& place);
  ExpressionPtr exists(const ast::Exists& node, std::uint32_t position, const Place& place);
  ExpressionPtr in_subquery(const ast::InSubquery& node, std::uint32_t position, const Place& place);
  ExpressionPtr quantified(const ast::Quantified& node, std::uint32_t position, const Place& place);
  ExpressionPtr quantified_over(QueryPtr query, ExpressionPtr operand, const ast::Quantified& node,
                                std::uint32_t position);

  // --- bind_row.cpp: rows as values
  ExpressionPtr row(const ast::Row& node, std::uint32_t position, const Place& place);
  ExpressionPtr whole_row(const VisibleRelation& relation, std::uint32_t position);
  ExpressionPtr field(const ast::FieldSelection& node, std::uint32_t position, const Place& place);
  ExpressionPtr coerce_row(ExpressionPtr value, const Type& to);
  void settle_rows(Query& query);

  // --- bind_query.cpp, bind_select.cpp
  QueryPtr query(const ast::Query& query, const Scope* outer, bool settle = true);
  QueryPtr whole_query(const ast::Query& node);  // of a statement
  void with_list(const std::vector<ast::CommonTable>& with, bool recursive, const Scope* outer,
                 std::vector<CommonTable>& bound);
  void common_table(const ast::CommonTable& table, bool recursive, const Scope* outer, std::vector<CommonTable>& bound);
  void modifying_table(const ast::CommonTable& table, const Scope* outer, std::vector<CommonTable>& bound);
  QueryPtr recursive_table(const ast::CommonTable& table, std::int32_t number, const Scope* outer);
  QueryPtr values(const ast::Query& query, const Scope* outer);
  QueryPtr set_operation(const ast::Query& query, const Scope* outer, bool is_outermost = true);
  void unify_columns(Query& operation, std::string_view construct, std::uint32_t position);
  void convert_column(Query& query, std::size_t column, const Type& type);
  void settle_columns(Query& query);
  void order_by_outputs(const ast::Query& query, Query& bound);
  void limits(const ast::Query& query, Query& bound, const Scope* outer);
  QueryPtr select(const ast::Query& query, const Scope* outer);
  void join_set_calls(Query& bound, RowFunction calls);
  void select_items(const ast::Select& select, const Place& place, Query& bound);
  void star(const ast::Star& star, std::uint32_t position, const Scope& scope, Query& bound);
  void append_starred(std::string& names, const std::string& alias, const std::string& column) const;
  void record_star(std::uint32_t position, std::size_t parts, std::string columns);
  void add_output(Query& bound, ExpressionPtr expression, std::string label, Origin origin);
  void group_by(const ast::Select& select, const Scope& scope, Query& bound);
  ExpressionPtr group_key(const ast::Expression& item, const ast::Select& select, const Scope& scope, Query& bound);
  void order_by_row(const ast::SortItem& item, std::vector<ExpressionPtr> fields, Query& bound);
  void order_by(const ast::Query& query, const Scope& scope, Query& bound, bool& saw_aggregate);
  SortKey sort_key(const ast::SortItem& item, ExpressionPtr expression) const;
  // Fail where the dialect has no order of such values, or cannot tell whether two are equal (PostgreSQL's json).
  void require_order(const Type& type, std::uint32_t position) const;
  void require_equality(const Type& type, std::uint32_t position) const;
  std::optional<std::int32_t> output_named(const std::string& name, const ast::Select& select,
                                           const Query& bound) const;
  std::optional<std::int32_t> output_ordinal(const ast::Expression& expression, std::size_t count,
                                             std::string_view clause) const;
  Origin origin_of(const Expression& expression, const Scope& scope) const;

  // --- bind_grouping.cpp
  void check_grouping(const Query& bound, const Scope& scope);
  void take_any_values(Query& bound, const Scope& scope);
  void filter_by_having(Select& select, const Scope& scope);
  void grouping_sets(const ast::Select& select, const Scope& scope, Query& bound);
  ExpressionPtr grouping_call(const ast::FunctionCall& node, std::uint32_t position, const Place& place);
  void distinct_on(const ast::Query& query, const Scope& scope, Query& bound);

  // --- bind_from.cpp
  FromPtr from_list(const std::vector<ast::FromItemPtr>& items, Scope& scope);
  FromPtr from_item(const ast::FromItem& item, Scope& scope);
  FromPtr table_reference(const ast::TableReference& reference, std::uint32_t position, Scope& scope);
  FromPtr sampled(VisibleRelation relation, const ast::TableSample& sample, const ast::TableReference& reference,
                  Scope& scope, std::uint32_t position);
  FromPtr view_reference(const catalog::View& view, const std::string& alias,
                         const std::vector<std::string>& column_aliases, Scope& scope);
  FromPtr derived_table(const ast::DerivedTable& derived, std::uint32_t position, Scope& scope);
  FromPtr table_function(const ast::TableFunction& node, std::uint32_t position, Scope& scope);
  FromPtr scalar_table(ExpressionPtr value, const ast::TableFunction& node, const Scope& left, Scope& scope,
                       std::uint32_t position);
  FromPtr populated_table(const ast::TableFunction& node, Scope& left, Scope& scope, std::uint32_t position);
  std::vector<OutputColumn> declared_columns(const ast::TableFunction& node);
  FromPtr record_table(ExpressionPtr call, std::vector<OutputColumn> columns, const ast::TableFunction& node,
                       const Scope& left, Scope& scope, std::uint32_t position);
  std::vector<ExpressionPtr> row_calls(const ast::TableFunction& node, const Place& place);
  ExpressionPtr gathered_call(ExpressionPtr call, RowFunction& calls);
  FromPtr join(const ast::Join& join, std::uint32_t position, Scope& scope);
  void join_using(const std::vector<std::string>& names, Scope& scope, std::size_t left_relations, Join& bound,
                  std::uint32_t position);
  void add_relation(Scope& scope, VisibleRelation relation, const std::vector<std::string>& column_aliases,
                    std::uint32_t position);
  Scope new_scope(const Scope* outer) const;
  VisibleRelation visible_table(const catalog::Table& table, std::string alias);

  // --- names.cpp: tables and schemas
  std::string schema_of(const ast::Name& name) const;  // the schema it says, or where unqualified names live
  const catalog::Table& table_named(const ast::Name& name);
  const catalog::Table* find_table(const ast::Name& name) const;
  const catalog::Table* find_temporary(const ast::Name& name) const;
  void open_temporary(const catalog::Table& table, const std::string& alias);
  std::string displayed(const ast::Name& name) const;
  sql::HasExtension has_extension() const;  // good for as long as this binder
  std::int32_t column_ordinal(const catalog::Table& table, const std::string& name, std::uint32_t position,
                              Clause clause) const;
  [[noreturn]] void unsupported(std::string construct, std::uint32_t position) const;

  // --- bind_insert.cpp, bind_update.cpp, bind_delete.cpp
  Statement insert(const ast::Insert& insert);
  std::vector<std::int32_t> insert_columns(const ast::Insert& insert, const catalog::Table& table);
  QueryPtr insert_values(const ast::Insert& insert, const catalog::Table& table, const std::vector<std::int32_t>& given,
                         const std::vector<std::int32_t>& stored);
  void read_earlier_values(ExpressionPtr& value, const VisibleRelation& target, const std::vector<std::int32_t>& given,
                           const std::vector<ExpressionPtr>& earlier);
  QueryPtr insert_query(const ast::Insert& insert, const VisibleRelation& target,
                        const std::vector<std::int32_t>& given, const std::vector<std::int32_t>& stored);
  std::vector<ExpressionPtr> complete_row(const catalog::Table& table, const std::vector<std::int32_t>& given,
                                          const std::vector<std::int32_t>& stored, std::vector<ExpressionPtr> row,
                                          const ast::Insert& insert);
  ExpressionPtr stored_value(const catalog::Table& table, std::int32_t ordinal, ExpressionPtr value);
  ExpressionPtr default_value(const catalog::Table& table, std::int32_t ordinal);
  OnConflict on_conflict(const ast::Insert& insert, const VisibleRelation& target,
                         const std::vector<std::int32_t>& given);
  void watch_source_rows(const ast::Insert& insert);
  void map_source_rows(const Query& source, const VisibleRelation& target, const std::vector<std::int32_t>& given);
  VisibleRelation proposed_row(const ast::Insert& insert, const VisibleRelation& target,
                               const std::vector<std::int32_t>& given);
  void conflict_target(const ast::OnConflict& conflict, const catalog::Table& table, OnConflict& bound);
  const catalog::Index* index_of_target(const ast::OnConflict& conflict, const catalog::Table& table) const;
  std::vector<ColumnAssignment> assignments(const std::vector<ast::Assignment>& assignments,
                                            const catalog::Table& table, const Place& place);
  void assign_column(const ast::Assignment& assignment, const VisibleRelation& target, std::int32_t ordinal,
                     const Place& place, std::vector<ColumnAssignment>& bound);
  ExpressionPtr with_new_values(ExpressionPtr value, const std::vector<ColumnAssignment>& earlier, std::int32_t target);
  ExpressionPtr never_null(ExpressionPtr value, const catalog::Table& table, std::int32_t ordinal);
  ExpressionPtr implicit_default(const catalog::Column& column);
  void add_on_update(const catalog::Table& table, std::vector<ColumnAssignment>& assignments);
  Returning returning(const std::vector<ast::SelectItem>& items, const Scope& scope);
  const catalog::Table& target_table(const ast::Name& name, std::string_view verb);
  Statement update(const ast::Update& update);
  Statement delete_(const ast::Delete& delete_);

  // --- bind_changed_view.cpp
  ChangeTarget change_target(const ast::Name& name, const std::string& alias, std::string_view statement);
  ChangeTarget changed_view(const catalog::View& view, std::string_view statement);
  void see_through(const catalog::View& view, Query holder, ChangeTarget& target);
  [[noreturn]] void fail_fixed_view(const std::string& view, std::string_view statement, std::string_view why) const;
  std::int32_t changed_column(const ChangeTarget& target, const ast::Name& name, Clause clause) const;
  std::int32_t changed_column(const ChangeTarget& target, std::size_t column, Clause clause) const;
  void require_changeable(const std::vector<std::int32_t>& given) const;
  ExpressionPtr changed_rows(ChangeTarget& target, const ast::Expression* where, const Scope& scope);

  // --- bind_merge.cpp (PostgreSQL)
  Statement merge(const ast::Merge& merge);
  FromPtr merge_source(const ast::FromItem& item, Scope& scope);
  MergeAction merge_action(const ast::MergeAction& action, const catalog::Table& table, const Scope& scope);
  std::vector<ColumnAssignment> merge_insert(const ast::MergeAction& action, const catalog::Table& table,
                                             const Place& place);

  // --- bind_rowwise.cpp: MySQL's UPDATE and DELETE of joins, and of one row after the other
  static bool is_rowwise(const ast::Update& update);
  static bool is_rowwise(const ast::Delete& delete_);
  Statement rowwise_update(const ast::Update& update);
  Statement rowwise_delete(const ast::Delete& delete_);
  void rowwise_assignments(const std::vector<ast::Assignment>& assignments, const Scope& scope, RowwiseChange& bound);
  void rowwise_targets(const std::vector<ast::Name>& targets, const Scope& scope, RowwiseChange& bound);
  void row_limits(const std::vector<ast::SortItem>& order, const ast::Expression* limit, const Scope& scope,
                  std::vector<SortKey>& keys, ExpressionPtr& bound_limit);

  // --- bind_table.cpp, bind_constraint.cpp, bind_definition.cpp: definitions
  Statement create_table(const ast::CreateTable& create);
  Statement create_temporary_table(const ast::CreateTable& create);
  Statement create_table_in(std::string schema, const ast::CreateTable& create);
  Statement create_table_as(const ast::CreateTable& create, catalog::Table table);
  void columns_of(const Query& query, const std::vector<std::string>& names, catalog::Table& table);
  void copy_like(const ast::TableLike& like, catalog::Table& table, std::vector<catalog::Change>& changes);
  void copy_column(const catalog::Table& source, const catalog::Column& column, const ast::TableLike& like,
                   catalog::Table& table, std::vector<catalog::Change>& changes);
  void copy_keys(const catalog::Table& source, const ast::TableLike& like, catalog::Table& table);
  std::optional<std::int64_t> sequence_behind(const ast::Expression& value) const;
  catalog::Column column_definition(const ast::ColumnDefinition& definition, catalog::Table& table,
                                    std::vector<catalog::Change>& changes);
  std::string existing_schema(const ast::Name& name);  // fails where there is none
  std::string free_column_storage_name(const catalog::Table& table, const std::string& name, std::int32_t id) const;
  std::string free_table_storage_name(const catalog::Table& table) const;
  void start_counters(const std::vector<ast::TableOption>& options, std::vector<catalog::Change>& changes);
  void table_option(const ast::TableOption& option, catalog::Table& table);
  void check_auto_increment(const catalog::Table& table);
  void column_keys(const ast::ColumnDefinition& definition, catalog::Table& table);
  catalog::Column& key_column(catalog::Table& table, const std::string& name, std::uint32_t position);
  void referenced_columns(const ast::TableConstraint& constraint, const catalog::Table& target,
                          catalog::Constraint& bound);
  void check_key_types(const catalog::Table& table, const catalog::Table& target, const catalog::Constraint& bound,
                       std::uint32_t position);
  void index_foreign_key(const ast::TableConstraint& constraint, const catalog::Constraint& key, catalog::Table& table);
  void apply_options(const ast::SequenceOptions& options, catalog::Sequence& sequence);
  void make_identity(const ast::ColumnDefinition& definition, catalog::Table& table, catalog::Column& column,
                     std::vector<catalog::Change>& changes);
  void table_constraint(const ast::TableConstraint& constraint, catalog::Table& table);
  void foreign_key(const ast::TableConstraint& constraint, catalog::Table& table);
  void key_constraint(const ast::TableConstraint& constraint, catalog::Table& table);
  void table_index(const ast::TableConstraint& constraint, catalog::Table& table);
  std::string constraint_name(sql::NameFor kind, const catalog::Table& table, const std::string& given,
                              const std::vector<std::string>& columns) const;
  std::string index_name(const catalog::Table& table, const std::string& given,
                         const std::vector<std::string>& columns) const;
  std::string name_in_index(const catalog::IndexPart& part, const catalog::Table& table) const;
  bool relation_name_taken(const std::string& schema, std::string_view name) const;
  // Of CREATE: true if there is nothing to do. Throws unless IF NOT EXISTS allows that.
  bool is_there(const std::string& schema, const std::string& name, bool if_not_exists) const;
  void check_column(const ast::ColumnDefinition& definition, catalog::Table& table, std::int32_t ordinal);
  std::string free_index_storage_name(const catalog::Table& table, const std::string& name) const;
  void check_default(const ast::Expression& value, catalog::Table& table, std::int32_t ordinal);
  // MySQL: what was left undone is told by SHOW WARNINGS.
  void note(Condition condition, std::initializer_list<std::string> arguments) const;
  // `type`, if given, becomes what the part is of.
  catalog::IndexPart index_part(const ast::IndexPart& part, catalog::Table& table, std::uint32_t position,
                                Type* type = nullptr);
  // --- bind_alter.cpp, alter_rename.cpp
  Statement alter_table(const ast::AlterTable& alter);
  std::optional<Statement> alter_relation(const ast::AlterTable& alter);
  Statement rename_tables(const ast::RenameTables& rename);
  // --- bind_alter_object.cpp
  Statement alter_index(const catalog::Table& table, const ast::AlterTable& alter);
  Statement alter_view(const catalog::View& view, const ast::AlterTable& alter);
  void rename_view_column(catalog::View& view, const ast::RenameColumn& rename);
  Statement alter_named_sequence(const catalog::Sequence& sequence, const ast::AlterTable& alter);
  void rename_in_defaults(const catalog::Sequence& before, const catalog::Sequence& after,
                          std::vector<catalog::Change>& changes);
  void check_sequence_bounds(const catalog::Sequence& sequence, std::string_view what, std::int64_t value) const;
  void own_sequence(catalog::Sequence& sequence, const ast::Name& owner);
  void rename_schema_in_views(const ast::RenameSchema& rename, std::vector<catalog::Change>& changes);
  Statement rename_schema(const ast::RenameSchema& rename);
  Statement alter_sequence(const ast::AlterSequence& alter);
  catalog::PutSequence changed_sequence(catalog::Sequence sequence, const ast::SequenceOptions& options);
  Uses uses_in_expression(const std::string& text, const catalog::Table& table);
  Uses uses_in_query(const std::string& text, const std::string& search_schema);
  std::vector<const catalog::View*> views_using(const std::function<bool(const Uses&)>& concerned);
  void drop_views(const std::vector<const catalog::View*>& views, std::vector<catalog::Change>& changes);
  void rewrite_views(const std::function<std::vector<Edit>(const std::string& text, const Uses& uses)>& edits_of,
                     std::vector<catalog::Change>& changes);
  void rename_in_views(std::int64_t relation, const std::string& old_name, const std::string& schema,
                       const std::string& name, std::vector<catalog::Change>& changes);
  void require_cascade(const std::string& object, const std::string& depended_on,
                       const std::vector<std::string>& dependents, bool cascade) const;

  Statement create_index(const ast::CreateIndex& create);
  Statement create_view(const ast::CreateView& create);
  Statement create_materialized_view(const ast::CreateView& create);
  Statement refresh_view(const ast::RefreshView& refresh);
  void check_replacement(const catalog::View& old, const std::vector<std::string>& names, const Query& bound);
  Statement comment(const ast::Comment& comment);
  Statement create_extension(const ast::CreateExtension& create);
  void drop_extension(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes);
  void drop_foreign_keys_to(std::int64_t table, std::vector<catalog::Change>& changes,
                            const std::set<std::int64_t>& also_dropped);
  Statement create_schema(const ast::CreateSchema& create);
  Statement alter_schema(const ast::CreateSchema& alter);
  std::string database_collation(const std::vector<ast::TableOption>& options, std::string collation) const;
  Statement create_sequence(const ast::CreateSequence& create);
  // --- bind_enum.cpp
  Statement create_enum(const ast::CreateEnum& create);
  Statement alter_enum(const ast::AlterEnum& alter);
  const catalog::EnumType& enum_named(const ast::Name& name);
  void add_label(const ast::AlterEnum& alter, catalog::EnumType& type);
  void rename_label(const ast::AlterEnum& alter, catalog::EnumType& type, Definition& definition);
  void rename_type(const ast::AlterEnum& alter, catalog::EnumType& type, Definition& definition);
  void drop_type(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes);
  Statement drop(const ast::Drop& drop);
  void drop_table(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes,
                  const std::set<std::int64_t>& also_dropped);
  void drop_table_objects(const catalog::Table& table, std::vector<catalog::Change>& changes) const;
  void drop_schema(const std::string& name, const ast::Drop& drop, std::vector<catalog::Change>& changes);
  void drop_index(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes);
  void check_index_is_free(const catalog::Table& table, const std::string& index) const;
  void drop_view(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes);
  void drop_sequence(const ast::Name& name, const ast::Drop& drop, std::vector<catalog::Change>& changes);
  void drop_absent(const ast::Name& name, const ast::Drop& drop);
  void refuse_other_kind(const ast::Name& name, std::string_view wanted);
  std::string displayed_in_schema(const ast::Name& name) const;
  Statement truncate(const ast::Truncate& truncate);
  std::vector<const catalog::Table*> truncated_tables(const ast::Truncate& truncate);

  // --- bind_session.cpp: settings and variables
  Statement set(const ast::Set& set);
  Statement set_constraints(const ast::SetConstraints& command);
  ExpressionPtr system_variable(const ast::SystemVariable& variable, std::uint32_t position);
  ExpressionPtr user_variable(const ast::UserVariable& variable, std::uint32_t position, const Place& place);

  std::int32_t next_relation() { return relations_++; }
  std::int64_t next_id() { return environment_.catalog->next_id + new_ids_++; }
  [[noreturn]] void fail(Condition condition, std::initializer_list<std::string> arguments,
                         std::uint32_t position = ast::no_position) const {
    sql::fail(dialect_, condition, arguments, position);
  }

  struct VisibleCommonTable {
    std::string name;
    std::int32_t number;
    std::vector<OutputColumn> columns;
  };

  const Environment& environment_;
  const sql::Dialect& dialect_;
  const catalog::Catalog& catalog_;
  std::int32_t relations_ = 0;
  std::int32_t common_table_count_ = 0;
  std::int64_t new_ids_ = 0;
  std::vector<VisibleCommonTable> common_tables_;  // innermost last
  std::int32_t view_depth_ = 0;
  std::int32_t query_depth_ = 0;
  const std::string* search_schema_ = nullptr;         // of the view that is being expanded
  Uses* uses_ = nullptr;                               // where the names of a stored text are recorded
  std::string_view verb_ = {};                         // MySQL: of the statement, "INSERT", where rights are checked
  Accesses* accesses_ = nullptr;                       // null: there is nobody but the master user
  std::optional<Rights> rights_;                       // PostgreSQL: of the statement's role, beside accesses_
  std::int64_t altered_table_ = 0;                     // whose old names do not count as taken
  std::vector<const catalog::Table*> changed_tables_;  // MySQL: by this statement; its subqueries may not read them
  std::int32_t derived_depth_ = 0;
  bool ignores_errors_ = false;                     // MySQL … IGNORE
  const VisibleRelation* hidden_target_ = nullptr;  // of an INSERT, while its VALUES are bound: for hints
  // MySQL: the relations of the query that an INSERT … ON DUPLICATE KEY UPDATE reads, which the update may name too.
  const ast::Select* watched_select_ = nullptr;
  std::vector<VisibleRelation> source_rows_;
  std::map<std::int64_t, std::string> opened_temporaries_;  // MySQL: aliases by the tables' ids
  bool makes_view_ = false;
  std::size_t wanted_parameters_ = 0;           // PostgreSQL: the greatest $n that has no value
  const ChangeTarget* changed_view_ = nullptr;  // while what is given to its columns is bound
};

// PostgreSQL finds out that values have no order when it compares them, and names no place in the text then.
inline bool is_found_when_run(const SqlError& error) {
  return error.condition == Condition::no_equality_operator || error.condition == Condition::no_ordering_operator;
}

// Runs `work`; an SqlError without position that leaves it gets this one.
template <class Work>
auto at(std::uint32_t position, Work work) {
  try {
    return work();
  } catch (SqlError& error) {
    if (!error.position && position != ast::no_position && !is_found_when_run(error)) {
      error.position = position;
    }
    throw;
  }
}

// Runs `work` over a text of the catalog's: an SqlError that leaves it loses its position, which is not the client's.
template <class Work>
void without_position(Work work) {
  try {
    work();
  } catch (SqlError& error) {
    error.position.reset();
    throw;
  }
}

// What an INSERT gives a value, in the order in which values are made.
std::vector<std::int32_t> stored_columns(const catalog::Table& table);

// The types that MySQL's user variables have; a date is a text there.
Type variable_type(const Type& type);

ExpressionPtr make(ExpressionNode node, const Type& type, bool nullable, std::uint32_t position);

}  // namespace emulator::bind
