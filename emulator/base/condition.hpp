// What can go wrong with a statement, in words both engines share. Each engine's number, SQLSTATE and sentence
// for a condition are a row in schema/errors/{mysql,postgres}.csv; a condition without a row does not compile.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace emulator {

// One line per condition: the enumerator is the name in the CSV's first column.
#define EMULATOR_CONDITIONS(X)    \
  X(active_transaction)           \
  X(aggregate_in_where)           \
  X(aggregate_not_allowed)        \
  X(ambiguous_column)             \
  X(ambiguous_function)           \
  X(argument_count)               \
  X(argument_type)                \
  X(array_subscript_error)        \
  X(bind_parameter_count)         \
  X(cannot_alter_used_type)       \
  X(cannot_assign)                \
  X(cannot_coerce)                \
  X(cannot_drop_all_columns)      \
  X(cannot_drop_check_column)     \
  X(cannot_drop_dependent)        \
  X(cannot_drop_generated_column) \
  X(cannot_drop_indexed_column)   \
  X(cannot_drop_key_column)       \
  X(cannot_drop_key_index)        \
  X(cannot_drop_parent_column)    \
  X(cannot_drop_referenced)       \
  X(cannot_reopen_table)          \
  X(cannot_subscript)             \
  X(cannot_truncate_referenced)   \
  X(character_not_in_repertoire)  \
  X(check_violated_by_rows)       \
  X(check_violation)              \
  X(collation_not_supported)      \
  X(column_assigned_twice)        \
  X(column_contains_nulls)        \
  X(column_count_mismatch)        \
  X(column_count_values)          \
  X(column_defined_twice)         \
  X(column_definitions_redundant) \
  X(column_definitions_required)  \
  X(column_is_generated)          \
  X(column_is_identity)           \
  X(column_permission_denied)     \
  X(column_specified_twice)       \
  X(constraint_not_deferrable)    \
  X(data_exception)               \
  X(data_too_long)                \
  X(data_truncated)               \
  X(database_in_use)              \
  X(datatype_mismatch)            \
  X(datetime_field_overflow)      \
  X(derived_table_alias)          \
  X(distinct_on_order)            \
  X(division_by_zero)             \
  X(duplicate_alias)              \
  X(duplicate_check)              \
  X(duplicate_column)             \
  X(duplicate_common_table)       \
  X(duplicate_constraint)         \
  X(duplicate_database)           \
  X(duplicate_enum_label)         \
  X(duplicate_extension)          \
  X(duplicate_function)           \
  X(duplicate_index)              \
  X(duplicate_key_name)           \
  X(duplicate_role)               \
  X(duplicate_schema)             \
  X(duplicate_table)              \
  X(duplicate_type)               \
  X(empty_query)                  \
  X(feature_not_supported)        \
  X(foreign_key_child_violation)  \
  X(foreign_key_column_mismatch)  \
  X(foreign_key_no_unique_target) \
  X(foreign_key_parent_violation) \
  X(foreign_key_type_mismatch)    \
  X(generated_always)             \
  X(generated_always_update)      \
  X(generated_stored)             \
  X(grouping_arguments)           \
  X(grouping_error)               \
  X(in_failed_transaction)        \
  X(incorrect_value)              \
  X(indeterminate_array)          \
  X(indeterminate_type)           \
  X(index_not_unique)             \
  X(insufficient_privilege)       \
  X(internal_error)               \
  X(interval_field_overflow)      \
  X(invalid_cast)                 \
  X(invalid_column_reference)     \
  X(invalid_datetime)             \
  X(invalid_default)              \
  X(invalid_enum_label)           \
  X(invalid_escape)               \
  X(invalid_from_reference)       \
  X(invalid_grant)                \
  X(invalid_identity_type)        \
  X(invalid_json)                 \
  X(invalid_limit)                \
  X(invalid_offset)               \
  X(invalid_parameter_value)      \
  X(invalid_regular_expression)   \
  X(invalid_sample)               \
  X(invalid_savepoint)            \
  X(invalid_sequence_option)      \
  X(invalid_table_definition)     \
  X(invalid_text_representation)  \
  X(invalid_view)                 \
  X(lastval_not_yet_defined)      \
  X(lock_timeout)                 \
  X(materialized_view_is_fixed)   \
  X(mixed_aggregation)            \
  X(modifying_with_not_at_top)    \
  X(multiple_primary_keys)        \
  X(nested_aggregate)             \
  X(no_active_transaction)        \
  X(no_database_selected)         \
  X(no_default_value)             \
  X(no_equality_operator)         \
  X(no_ordering_operator)         \
  X(not_an_aggregate)             \
  X(not_an_ordered_set)           \
  X(not_in_prerequisite_state)    \
  X(not_null_violation)           \
  X(not_owner)                    \
  X(null_value_not_allowed)       \
  X(numeric_out_of_range)         \
  X(operand_columns)              \
  X(order_by_position)            \
  X(out_of_range_for_column)      \
  X(permission_denied)            \
  X(program_limit_exceeded)       \
  X(quantified_not_array)         \
  X(query_canceled)               \
  X(read_only_setting)            \
  X(read_only_transaction)        \
  X(role_in_use)                  \
  X(row_affected_twice)           \
  X(row_merged_twice)             \
  X(schema_permission_denied)     \
  X(sequence_exhausted)           \
  X(sequence_not_yet_defined)     \
  X(serialization_failure)        \
  X(set_returning_not_allowed)    \
  X(several_rows_selected)        \
  X(statement_too_complex)        \
  X(string_data_right_truncation) \
  X(subquery_column_count)        \
  X(subquery_columns)             \
  X(subquery_more_than_one_row)   \
  X(syntax_error)                 \
  X(table_function_alias)         \
  X(table_is_not_base)            \
  X(target_table_used)            \
  X(too_many_auto_increment)      \
  X(unavailable_extension)        \
  X(undefined_alias)              \
  X(undefined_check)              \
  X(undefined_collation)          \
  X(undefined_column)             \
  X(undefined_column_in_drop)     \
  X(undefined_column_in_relation) \
  X(undefined_constraint)         \
  X(undefined_database)           \
  X(undefined_database_in_drop)   \
  X(undefined_enum_label)         \
  X(undefined_event)              \
  X(undefined_extension)          \
  X(undefined_field)              \
  X(undefined_function)           \
  X(undefined_grant)              \
  X(undefined_index)              \
  X(undefined_key)                \
  X(undefined_key_column)         \
  X(undefined_object)             \
  X(undefined_operator)           \
  X(undefined_parameter)          \
  X(undefined_referenced_table)   \
  X(undefined_role)               \
  X(undefined_routine)            \
  X(undefined_schema)             \
  X(undefined_sequence)           \
  X(undefined_setting)            \
  X(undefined_star_table)         \
  X(undefined_statement)          \
  X(undefined_table)              \
  X(undefined_table_constraint)   \
  X(undefined_table_grant)        \
  X(undefined_target_column)      \
  X(undefined_trigger)            \
  X(undefined_type)               \
  X(undefined_window)             \
  X(unequal_row_entries)          \
  X(unique_violation)             \
  X(unknown_delete_target)        \
  X(unknown_table_in_drop)        \
  X(value_out_of_range)           \
  X(view_column_count)            \
  X(view_column_is_fixed)         \
  X(view_of_temporary_table)      \
  X(window_not_allowed)           \
  X(window_requires_over)         \
  X(within_group_required)        \
  X(wrong_object_type)            \
  X(wrong_usage)

enum class Condition : std::uint8_t {
#define EMULATOR_CONDITION_NAME(name) name,
  EMULATOR_CONDITIONS(EMULATOR_CONDITION_NAME)
#undef EMULATOR_CONDITION_NAME
};

inline constexpr std::array condition_names = {
#define EMULATOR_CONDITION_TEXT(name) std::string_view{#name},
    EMULATOR_CONDITIONS(EMULATOR_CONDITION_TEXT)
#undef EMULATOR_CONDITION_TEXT
};

inline constexpr std::size_t condition_count = condition_names.size();

constexpr std::string_view name_of(Condition condition) {
  return condition_names[static_cast<std::size_t>(condition)];
}

}  // namespace emulator
