#include "backend/mysql/errors.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/log.hpp"

namespace emulator::backend::mysql {
namespace {

struct Meaning {
  unsigned code;
  Condition condition;
};

// Where several conditions share a number, the one that is meant most often.
constexpr std::array meanings = std::to_array<Meaning>({
    {1007, Condition::duplicate_database},
    {1046, Condition::no_database_selected},
    {1048, Condition::not_null_violation},
    {1049, Condition::undefined_database},
    {1050, Condition::duplicate_table},
    {1051, Condition::unknown_table_in_drop},
    {1052, Condition::ambiguous_column},
    {1054, Condition::undefined_column},
    {1055, Condition::grouping_error},
    {1060, Condition::duplicate_column},
    {1061, Condition::duplicate_key_name},
    {1062, Condition::unique_violation},
    {1064, Condition::syntax_error},
    {1066, Condition::duplicate_alias},
    {1068, Condition::multiple_primary_keys},
    {1072, Condition::undefined_key_column},
    {1110, Condition::column_specified_twice},
    {1111, Condition::aggregate_not_allowed},
    {1136, Condition::column_count_values},
    {1140, Condition::grouping_error},
    {1146, Condition::undefined_table},
    {1193, Condition::undefined_setting},
    {1205, Condition::lock_timeout},
    {1210, Condition::bind_parameter_count},
    {1213, Condition::serialization_failure},
    {1235, Condition::feature_not_supported},
    {1241, Condition::operand_columns},
    {1242, Condition::subquery_more_than_one_row},
    {1264, Condition::out_of_range_for_column},
    {1265, Condition::data_truncated},
    {1292, Condition::incorrect_value},
    {1305, Condition::undefined_function},
    {1317, Condition::query_canceled},
    {1364, Condition::no_default_value},
    {1365, Condition::division_by_zero},
    {1366, Condition::incorrect_value},
    {1406, Condition::data_too_long},
    {1451, Condition::foreign_key_parent_violation},
    {1452, Condition::foreign_key_child_violation},
    {1582, Condition::argument_count},
    {1690, Condition::numeric_out_of_range},
    {3140, Condition::invalid_json},
    {3819, Condition::check_violation},
    {4025, Condition::check_violation},
});

constexpr unsigned syntax_error = 1064;
constexpr unsigned too_many_connections = 1040;
constexpr unsigned server_shutdown = 1053;
constexpr unsigned mariadb_timeout = 1969;
constexpr unsigned mysql_timeout = 3024;

SqlError sql_error(const Report& report) {
  SqlError error;
  const auto found = std::find_if(meanings.begin(), meanings.end(),
                                  [&](const Meaning& meaning) { return meaning.code == report.code; });
  if (found != meanings.end()) error.condition = found->condition;
  error.message = report.message;
  error.sqlstate = report.sqlstate;
  error.code = static_cast<std::int32_t>(report.code);
  return error;
}

// What wire.md section 2.4 captured from the live service when its database did not answer.
ApiError link_failure(Fault fault) {
  return ApiError{fault,
                  "Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds "
                  "ago. The driver has not received any packets from the server."};
}

}  // namespace

bool is_client_error(unsigned code) {
  return code >= 2000 && code < 3000;
}

// A statement that was under way may have been done, so it gets a fault that clients do not repeat on their own.
ApiError connection_lost(std::string_view reason) {
  log(LogLevel::warn, "The connection to MySQL broke: ", reason);
  return link_failure(Fault::bad_request);
}

ApiError statement_timeout(std::int64_t connection_id) {
  ApiError error{Fault::statement_timeout, "Request timed out"};
  error.database_connection_id = connection_id;
  return error;
}

void throw_statement_error(const Report& report, std::uint64_t connection_id, bool several_statements) {
  if (is_client_error(report.code) || report.code == server_shutdown) throw connection_lost(report.message);
  if (report.code == mariadb_timeout || report.code == mysql_timeout) {
    throw statement_timeout(static_cast<std::int64_t>(connection_id));
  }
  if (report.code == syntax_error && several_statements) {
    throw ApiError{Fault::validation, "Multistatements aren't supported."};
  }
  throw sql_error(report);
}

void throw_connect_error(const Report& report) {
  const bool refused =
      !is_client_error(report.code) && report.code != too_many_connections && report.code != server_shutdown;
  if (refused) throw sql_error(report);
  log(LogLevel::warn, "MySQL cannot be reached: ", report.message);
  throw link_failure(Fault::database_unavailable);
}

}  // namespace emulator::backend::mysql
