// Printing of what only PostgreSQL's room builds; the rest is printed by tests/unit/sql/mysql.
#include "sql/ast_print.hpp"

#include <doctest/doctest.h>

#include <utility>

namespace emulator::ast {
namespace {

ExpressionPtr column(std::string name) {
  auto expression = std::make_unique<Expression>();
  expression->node = ColumnReference{{std::move(name)}};
  return expression;
}

template <class Node>
std::string printed(Node node) {
  Expression expression;
  expression.node = std::move(node);
  return print(expression);
}

template <class Node>
std::string printed_statement(Node node) {
  Statement statement;
  statement.node = std::move(node);
  return print(statement);
}

}  // namespace

TEST_CASE("expressions of PostgreSQL") {
  Subscript slice{column("a"), column("b"), column("c"), true};
  CHECK(printed(std::move(slice)) == "(slice (column a) (from (column b)) (to (column c)))");
  CHECK(printed(FieldSelection{column("a"), "f"}) == "(field (column a) f)");
  ArrayConstructor array;
  array.elements.push_back(column("a"));
  CHECK(printed(std::move(array)) == "(array (column a))");
  CHECK(printed(ArrayConstructor{}) == "(array)");
  Cast cast{column("a"), {}};
  cast.type.name.parts = {"pg_catalog", "int4"};
  cast.type.array_dimensions = 2;
  CHECK(printed(std::move(cast)) == "(cast (column a) (type pg_catalog.int4 [] []))");
  FunctionCall call;
  call.name.parts = {"percentile_cont"};
  call.arguments.push_back(column("a"));
  call.within_group.push_back({column("b"), SortOrder::descending, NullsOrder::last});
  call.filter = column("c");
  CHECK(printed(std::move(call)) ==
        "(call percentile_cont (column a) (within_group (desc (column b) nulls_last)) (filter (column c)))");
  CHECK(printed(StringLiteral{"a'b\\c\n\x7F", ""}) == "'a\\'b\\\\c\\x0a\\x7f'");
}

TEST_CASE("queries of PostgreSQL") {
  Query query;
  Select select;
  select.distinct_on.push_back(column("a"));
  select.items.push_back({column("a"), "x", ""});
  auto item = std::make_unique<FromItem>();
  TableFunction function;
  function.call = column("f");
  function.with_ordinality = true;
  function.alias = "g";
  function.column_aliases = {"n"};
  item->node = std::move(function);
  select.from.push_back(std::move(item));
  query.body = std::move(select);
  query.limit = column("l");
  query.with_ties = true;
  query.locking.push_back({LockStrength::no_key_update, {}, true, false});
  CHECK(print(query) ==
        "(query (select (distinct_on (column a)) (items (as (column a) x)) (from (function (column f) with_ordinality "
        "(as g) (columns n)))) (limit (column l)) with_ties (for_no_key_update nowait))");
}

TEST_CASE("statements of PostgreSQL") {
  CreateEnum labels{{{"public", "mood"}}, {"sad", "it's"}};
  CHECK(printed_statement(std::move(labels)) == "(create_enum public.mood 'sad' 'it\\'s')");
  CreateSequence sequence;
  sequence.name.parts = {"s"};
  sequence.options.start = 5;
  sequence.options.cycle = false;
  sequence.options.owned_by.parts = {"t", "a"};
  CHECK(printed_statement(std::move(sequence)) == "(create_sequence s (start 5) no_cycle (owned_by t.a))");
  Insert insert;
  insert.table.parts = {"t"};
  OnConflict& conflict = insert.on_conflict.emplace();
  conflict.target.push_back(column("a"));
  insert.returning.push_back({column("a"), "", "a"});
  CHECK(printed_statement(std::move(insert)) ==
        "(insert t default_values (on_conflict (target (column a)) nothing) (returning (column a)))");
  AlterTable alter;
  alter.name.parts = {"t"};
  AlterColumnType change;
  change.column = "a";
  change.type.name.parts = {"int4"};
  change.using_ = column("b");
  alter.actions.push_back({std::move(change)});
  alter.actions.push_back({SetColumnNullable{"a", false}});
  alter.actions.push_back({SetTableSchema{"s"}});
  CHECK(printed_statement(std::move(alter)) ==
        "(alter_table t (alter_type a (type int4) (using (column b))) (set_not_null a) (set_schema s))");
  CHECK(printed_statement(ShowVariable{"search_path"}) == "(show search_path)");
}

}  // namespace emulator::ast
