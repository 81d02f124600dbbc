// MySQL's words for a condition: number, SQLSTATE and sentence from schema/errors/mysql.csv (the server error
// reference of MySQL 8.0). Conditions that MySQL does not have read as 1105, ER_UNKNOWN_ERROR.
#pragma once

#include <initializer_list>
#include <span>
#include <string>

#include "base/condition.hpp"
#include "base/error.hpp"

namespace emulator::mysql {

// The arguments of each condition are those that sql/postgres/errors.hpp lists, since whoever raises one does not know
// the dialect; a sentence need not use all of them. What MySQL's sentences make of them:
//   ambiguous_column              column, clause in MySQL's words ("field list", "where clause", "on clause")
//   argument_count                anything, function
//   cannot_drop_dependent         anything, column that a generated column uses
//   cannot_truncate_referenced, foreign_key_child_violation
//                                 anything, anything, `schema`.`table`, CONSTRAINT `name` FOREIGN KEY (`a`) REFERENCES
//                                 `table` (`b`)
//   foreign_key_parent_violation  the same as the fourth argument
//   foreign_key_type_mismatch     constraint, referencing column, referenced column
//   grouping_error, mixed_aggregation    schema.table.column, number of the select item
//   incorrect_value               type ("integer", "string"), value, column, row number
//   invalid_datetime              type, value; the raiser may add " for column 'c' at row 1" to the message
//   invalid_json                  anything, reason
//   order_by_position             position, clause ("order clause", "group statement")
//   syntax_error                  text from the offending token on, line number; the parser alone raises it
//   table_is_not_base             table, statement
//   undefined_alias               anything, alias.column, clause
//   undefined_column, undefined_column_in_relation    column as written, clause
//   undefined_function            anything, schema.function
//   undefined_table               schema.table
//   undefined_target_column       column, anything, clause
//   unique_violation              table.key, value text ("1-a")
//   value_out_of_range            type ("BIGINT"), expression
//   window_not_allowed            anything, function
//   wrong_object_type             schema.name, what it should be ("VIEW")
// An argument that is not given reads as nothing.
SqlError make_error(Condition condition, std::span<const std::string> arguments);
SqlError make_error(Condition condition, std::initializer_list<std::string> arguments);

}  // namespace emulator::mysql
