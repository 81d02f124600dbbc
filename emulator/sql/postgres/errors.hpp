// PostgreSQL's words for a condition: SQLSTATE, sentence and hint from schema/errors/postgres.csv. Positions, and
// details that need more than the arguments, are the raiser's to set.
#pragma once

#include <initializer_list>
#include <span>
#include <string>

#include "base/condition.hpp"
#include "base/error.hpp"

namespace emulator::postgres {

// The arguments of each condition, the same in both dialects (a sentence need not use all of them); conditions that
// are not listed take none. {0} is the thing's name, {1} its container or clause, if nothing else is said.
//   active_transaction            statement, in capitals
//   aggregate_not_allowed         clause ("GROUP BY")
//   ambiguous_column              name, clause
//   ambiguous_function            name(types)
//   argument_count                name(types), name
//   argument_type                 construct ("WHERE"), wanted type, type
//   array_subscript_error         sentence
//   bind_parameter_count          given, expected, number of the statement
//   cannot_alter_used_type        by what ("a view or rule"), column
//   cannot_assign                 column, its type, type
//   cannot_coerce                 type, target type
//   cannot_drop_check_column      constraint, column
//   cannot_drop_dependent         kind and name ("table t"), name; the raiser lists the dependents as detail
//   cannot_drop_key_column        column, constraint
//   cannot_drop_key_index         index
//   cannot_drop_generated_column  column
//   cannot_drop_indexed_column    column
//   cannot_drop_referenced        table, constraint, referencing table
//   cannot_drop_parent_column     column, constraint, referencing table
//   cannot_truncate_referenced    table, referencing table, MySQL's definition of the foreign key
//   character_not_in_repertoire   bytes ("0xff 0x20")
//   check_violated_by_rows        constraint, relation
//   check_violation               constraint, relation
//   collation_not_supported       type
//   column_assigned_twice         column
//   column_contains_nulls         column, relation
//   column_count_mismatch         set operation ("UNION")
//   column_count_values           row number, "more expressions than target columns" or the reverse
//   column_is_generated           column, table, what was asked for
//   column_is_identity            column, table
//   column_specified_twice        column
//   data_too_long, data_truncated, out_of_range_for_column    column, row number
//   database_in_use               name
//   datatype_mismatch             sentence
//   datetime_field_overflow       value
//   duplicate_alias, duplicate_common_table    name
//   duplicate_check               name, relation
//   duplicate_column, duplicate_constraint     name, relation
//   duplicate_database, duplicate_function, duplicate_index, duplicate_key_name, duplicate_schema, duplicate_table,
//   duplicate_extension           name
//   duplicate_type, duplicate_enum_label, invalid_enum_label, undefined_enum_label    name
//   feature_not_supported         construct
//   foreign_key_child_violation   child table, constraint, MySQL's whole definition
//   foreign_key_column_mismatch   constraint
//   foreign_key_no_unique_target  constraint, referenced table
//   foreign_key_parent_violation  parent table, constraint, child table, MySQL's whole definition
//   foreign_key_type_mismatch     constraint, column, referenced column, type, referenced type
//   generated_always              column, table
//   generated_always_update       column, table
//   grouping_error                qualifier.column, number of the select item
//   incorrect_value               type, value, column, row number
//   indeterminate_type            number of the parameter
//   index_not_unique              index, value text
//   insufficient_privilege        sentence
//   internal_error                sentence
//   invalid_cast                  value's kind ("jsonb object"), target type
//   invalid_column_reference      sentence
//   invalid_from_reference        as undefined_alias, and a hint
//   invalid_datetime              type, value
//   invalid_default               column, table
//   invalid_escape                escape string
//   invalid_json                  type, reason
//   invalid_parameter_value       setting, value
//   invalid_regular_expression    reason
//   invalid_savepoint             name
//   invalid_sequence_option       sentence
//   invalid_table_definition      sentence
//   invalid_text_representation   type, value
//   invalid_view                  schema, view
//   materialized_view_is_fixed    name
//   mixed_aggregation             qualifier.column, number of the select item
//   multiple_primary_keys         table
//   no_active_transaction         statement, in capitals
//   no_default_value              column
//   not_an_aggregate              "DISTINCT" or "FILTER", function[, what else it is not: "a window function nor "]
//   not_in_prerequisite_state     sentence
//   not_null_violation            column, relation
//   numeric_out_of_range          type, expression
//   operand_columns               expected number
//   order_by_position             position, clause ("ORDER BY", "GROUP BY")
//   query_canceled                cause ("statement timeout", "user request")
//   read_only_setting             setting
//   read_only_transaction         statement, in capitals
//   sequence_exhausted            sequence, limit, "maximum" or "minimum"
//   sequence_not_yet_defined      sequence
//   string_data_right_truncation  type
//   subquery_column_count         expected number, "too many" or "too few"
//   syntax_error                  sentence (MySQL: near what, line)
//   table_is_not_base             name, statement ("INSERT"), verb ("insert into")
//   unavailable_extension         name
//   undefined_alias               name, column as written, clause
//   undefined_check               name, relation
//   undefined_collation, undefined_database, undefined_database_in_drop, undefined_index, undefined_referenced_table,
//   undefined_column_in_drop      column, relation
//   undefined_extension           name
//   undefined_key                 key, table
//   undefined_object              sentence
//   undefined_schema, undefined_sequence, undefined_setting, undefined_type, undefined_window    name
//   undefined_column              name, clause
//   undefined_column_in_relation  qualifier.name, clause
//   undefined_constraint          name, relation
//   undefined_function            name(types), name
//   undefined_key_column          name
//   undefined_operator            operand symbol operand, with types ("integer + text")
//   undefined_parameter           number
//   undefined_star_table          name
//   undefined_table               name as written, schema
//   undefined_table_constraint    name, table
//   undefined_target_column       column, relation, clause: the column an INSERT, UPDATE or ALTER names
//   unique_violation              constraint or key, value text ("1-a"); the raiser sets PostgreSQL's detail
//   unknown_table_in_drop         name, kind ("table", "view", "materialized view", "sequence")
//   value_out_of_range            type, value
//   window_not_allowed            clause, function
//   window_requires_over          function
//   wrong_object_type             name, what it should be ("a table")
// An argument that is not given reads as nothing.
SqlError make_error(Condition condition, std::span<const std::string> arguments);
SqlError make_error(Condition condition, std::initializer_list<std::string> arguments);

// For sentences of the same SQLSTATE that only PostgreSQL's own room needs; no hint, no detail.
SqlError make_worded_error(Condition condition, std::string sentence);

}  // namespace emulator::postgres
