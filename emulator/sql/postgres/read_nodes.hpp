// The readers: libpg_query's nodes -> the shared tree, one short function per kind. Each file has one family. They
// resolve nothing; what has no place in the tree is refused by name (0A000) with its position.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ast.hpp"
#include "sql/postgres/read_context.hpp"
#include "sql/postgres/tree.hpp"

namespace emulator::postgres {

// --- read_name.cpp ------------------------------------------------------------------------------------------------
std::vector<std::string> read_strings(const std::vector<Node>& nodes);  // String nodes
ast::Name read_name(const Node& range_var, ReadContext& context);       // [database.][schema.]table
// A name given as a list of strings, which has no location of its own.
ast::Name read_name(const std::vector<Node>& strings, std::uint32_t position);

// OBJECT_MATVIEW -> MATERIALIZED VIEW: how errors name kinds of objects.
std::string object_words(std::string_view kind);

// --- read_type.cpp ------------------------------------------------------------------------------------------------
ast::TypeName read_type(const Node& type_name, ReadContext& context);

// --- read_expression.cpp ------------------------------------------------------------------------------------------
ast::ExpressionPtr make_expression(ast::ExpressionNode node, std::uint32_t position);
ast::ExpressionPtr read_expression(const Node& node, ReadContext& context);
ast::ExpressionPtr read_optional_expression(const Node& node, ReadContext& context);  // null for none
std::vector<ast::ExpressionPtr> read_expressions(const std::vector<Node>& nodes, ReadContext& context);

// --- read_operator.cpp --------------------------------------------------------------------------------------------
ast::ExpressionPtr read_operator(const Node& a_expr, ReadContext& context);
// The symbol in the list of an operator's name, pg_catalog taken off.
std::string read_operator_symbol(const std::vector<Node>& names, std::uint32_t position, ReadContext& context);

// --- read_call.cpp ------------------------------------------------------------------------------------------------
ast::ExpressionPtr read_function_call(const Node& call, ReadContext& context);
ast::ExpressionPtr read_value_function(const Node& function, ReadContext& context);  // current_date and its kin
// What has its own node but is a call in the tree: coalesce, greatest, least, grouping.
ast::ExpressionPtr read_call_like(const Node& node, std::string name, ReadContext& context);
std::vector<ast::SortItem> read_sort_items(const std::vector<Node>& items, ReadContext& context);
ast::WindowSpecification read_window(const Node& window_definition, ReadContext& context);

// --- read_xml.cpp, read_xml_table.cpp -----------------------------------------------------------------------------
ast::ExpressionPtr read_xml(const Node& xml_expr, ReadContext& context);
// A value that must be XML; `whose` is told where it is not.
ast::ExpressionPtr read_wanted_xml(const Node& node, std::string_view whose, ReadContext& context);
ast::ExpressionPtr read_as_text(const Node& node, ReadContext& context);  // a value as text, whatever it is
ast::ExpressionPtr read_xml_serialize(const Node& xml_serialize, ReadContext& context);
ast::FromItemPtr read_xml_table(const Node& range_table_func, ReadContext& context);

// --- read_select.cpp ----------------------------------------------------------------------------------------------
ast::QueryPtr read_query(const Node& select_statement, ReadContext& context);
std::vector<ast::SelectItem> read_select_items(const std::vector<Node>& targets, ReadContext& context);
std::vector<ast::CommonTable> read_common_tables(const Node& with_clause, ReadContext& context);

// --- read_from.cpp ------------------------------------------------------------------------------------------------
ast::FromItemPtr read_from_item(const Node& node, ReadContext& context);
std::vector<ast::FromItemPtr> read_from_items(const std::vector<Node>& nodes, ReadContext& context);
ast::FromItemPtr read_table_reference(const Node& range_var, ReadContext& context);

// --- read_dml.cpp -------------------------------------------------------------------------------------------------
ast::Insert read_insert(const Node& statement, ReadContext& context);
ast::Update read_update(const Node& statement, ReadContext& context);
ast::Delete read_delete(const Node& statement, ReadContext& context);
ast::Merge read_merge(const Node& statement, ReadContext& context);

// --- read_table.cpp -----------------------------------------------------------------------------------------------
ast::CreateTable read_create_table(const Node& statement, ReadContext& context);
ast::CreateIndex read_create_index(const Node& statement, ReadContext& context);

// --- read_column.cpp ----------------------------------------------------------------------------------------------
// A column with its inline constraints; what the tree keeps apart is added to `constraints`. `table` is for errors.
ast::ColumnDefinition read_column(const Node& column_definition, std::string_view table,
                                  std::vector<ast::TableConstraint>& constraints, ReadContext& context);
ast::TableConstraint read_table_constraint(const Node& constraint, ReadContext& context);

// --- read_sequence.cpp --------------------------------------------------------------------------------------------
ast::SequenceOptions read_sequence_options(const std::vector<Node>& options, ReadContext& context);
ast::CreateSequence read_create_sequence(const Node& statement, ReadContext& context);
ast::AlterSequence read_alter_sequence(const Node& statement, ReadContext& context);

// --- read_alter.cpp -----------------------------------------------------------------------------------------------
ast::AlterTable read_alter_table(const Node& statement, ReadContext& context);
ast::StatementNode read_rename(const Node& statement, ReadContext& context);
ast::AlterTable read_set_schema(const Node& statement, ReadContext& context);

// --- read_definition.cpp ------------------------------------------------------------------------------------------
ast::StatementNode read_create_table_as(const Node& statement, ReadContext& context);  // and materialized views
ast::RefreshView read_refresh(const Node& statement, ReadContext& context);
ast::CreateExtension read_create_extension(const Node& statement, ReadContext& context);
ast::Comment read_comment(const Node& statement, ReadContext& context);
ast::StatementNode read_owner_statement(const Node& statement, ReadContext& context);
ast::CreateView read_create_view(const Node& statement, ReadContext& context);
ast::CreateSchema read_create_schema(const Node& statement, ReadContext& context);
ast::CreateDatabase read_create_database(const Node& statement, ReadContext& context);
ast::CreateEnum read_create_enum(const Node& statement, ReadContext& context);
ast::AlterEnum read_alter_enum(const Node& statement, ReadContext& context);
ast::AlterEnum read_rename_type(const Node& statement, ReadContext& context);
ast::AlterEnum read_set_type_schema(const Node& statement, ReadContext& context);
ast::Drop read_drop(const Node& statement, ReadContext& context);
ast::Drop read_drop_database(const Node& statement, ReadContext& context);
ast::Truncate read_truncate(const Node& statement, ReadContext& context);

// --- read_role.cpp ------------------------------------------------------------------------------------------------
ast::RoleName read_role_name(const Node& role_spec);
ast::StatementNode read_create_role(const Node& statement, ReadContext& context);
ast::StatementNode read_alter_role(const Node& statement, ReadContext& context);
ast::StatementNode read_drop_role(const Node& statement, ReadContext& context);
ast::StatementNode read_grant(const Node& statement, ReadContext& context);
ast::StatementNode read_grant_role(const Node& statement, ReadContext& context);
ast::StatementNode read_default_privileges(const Node& statement, ReadContext& context);

// --- read_session.cpp ---------------------------------------------------------------------------------------------
ast::Transaction read_transaction(const Node& statement, ReadContext& context);
ast::StatementNode read_set(const Node& statement, ReadContext& context);

// --- read_statement.cpp -------------------------------------------------------------------------------------------
// `position` is the statement's first character.
ast::Statement read_statement(const Node& statement, std::uint32_t position, ReadContext& context);

}  // namespace emulator::postgres
