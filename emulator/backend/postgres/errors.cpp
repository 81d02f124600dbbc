#include "backend/postgres/errors.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "backend/postgres/libpq.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace emulator::backend::postgres {
namespace {

struct State {
  std::string_view sqlstate;
  Condition condition;
};

// Where several conditions share an SQLSTATE, the one that is meant most often.
constexpr std::array states = std::to_array<State>({
    {"08P01", Condition::bind_parameter_count},
    {"0A000", Condition::feature_not_supported},
    {"21000", Condition::subquery_more_than_one_row},
    {"22001", Condition::string_data_right_truncation},
    {"22003", Condition::numeric_out_of_range},
    {"22007", Condition::invalid_datetime},
    {"22008", Condition::datetime_field_overflow},
    {"22012", Condition::division_by_zero},
    {"22023", Condition::invalid_parameter_value},
    {"22P02", Condition::invalid_text_representation},
    {"23502", Condition::not_null_violation},
    {"23503", Condition::foreign_key_child_violation},
    {"23505", Condition::unique_violation},
    {"23514", Condition::check_violation},
    {"25P02", Condition::in_failed_transaction},
    {"2201B", Condition::invalid_regular_expression},
    {"2201W", Condition::invalid_limit},
    {"2201X", Condition::invalid_offset},
    {"3B001", Condition::invalid_savepoint},
    {"3D000", Condition::undefined_database},
    {"3F000", Condition::undefined_schema},
    {"40001", Condition::serialization_failure},
    {"40P01", Condition::serialization_failure},
    {"42601", Condition::syntax_error},
    {"42701", Condition::duplicate_column},
    {"42702", Condition::ambiguous_column},
    {"42703", Condition::undefined_column},
    {"42704", Condition::undefined_type},
    {"42725", Condition::ambiguous_function},
    {"42803", Condition::grouping_error},
    {"42804", Condition::datatype_mismatch},
    {"42809", Condition::wrong_object_type},
    {"42846", Condition::cannot_coerce},
    {"42883", Condition::undefined_function},
    {"428C9", Condition::generated_always},
    {"42P01", Condition::undefined_table},
    {"42P02", Condition::undefined_parameter},
    {"42P04", Condition::duplicate_database},
    {"42P06", Condition::duplicate_schema},
    {"42P07", Condition::duplicate_table},
    {"42P10", Condition::invalid_column_reference},
    {"42P18", Condition::indeterminate_type},
    {"55P03", Condition::lock_timeout},
    {"57014", Condition::query_canceled},
});

Condition condition_of(std::string_view sqlstate) {
  const auto found =
      std::find_if(states.begin(), states.end(), [&](const State& state) { return state.sqlstate == sqlstate; });
  return found != states.end() ? found->condition : Condition::internal_error;
}

std::string field(const PGresult* result, int code) {
  const char* text = libpq().PQresultErrorField(result, code);
  return text ? text : "";
}

std::optional<std::size_t> position_of(const PGresult* result) {
  const auto text = field(result, PG_DIAG_STATEMENT_POSITION);
  std::size_t position = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), position).ec != std::errc{}) return std::nullopt;
  return position;
}

// What wire.md section 2.4 captured from the live service when its database did not answer.
ApiError link_failure(Fault fault) {
  return ApiError{fault,
                  "Communications link failure\n\nThe last packet sent successfully to the server was 0 milliseconds "
                  "ago. The driver has not received any packets from the server."};
}

bool is_sqlstate(std::string_view text) {
  return text.size() == 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_digit(c) || (c >= 'A' && c <= 'Z'); });
}

// The last refusal in libpq's account of its attempts: "...: FATAL:  3D000: database "x" does not exist\nLOCATION:".
// The severity may be translated, the two blanks and the SQLSTATE are not.
std::optional<SqlError> refusal_in(std::string_view account) {
  for (auto at = account.rfind(":  "); at != std::string_view::npos && at > 0; at = account.rfind(":  ", at - 1)) {
    const auto rest = account.substr(at + 3);
    if (rest.size() < 7 || !is_sqlstate(rest.substr(0, 5)) || rest.substr(5, 2) != ": ") continue;
    SqlError error;
    error.sqlstate = rest.substr(0, 5);
    error.message = rest.substr(7, rest.find('\n', 7) - 7);
    error.condition = condition_of(error.sqlstate);
    return error;
  }
  return std::nullopt;
}

}  // namespace

SqlError sql_error(const PGresult* result) {
  SqlError error;
  error.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  error.sqlstate = field(result, PG_DIAG_SQLSTATE);
  error.position = position_of(result);
  error.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  error.hint = field(result, PG_DIAG_MESSAGE_HINT);
  error.where = field(result, PG_DIAG_CONTEXT);
  error.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
  error.condition = condition_of(error.sqlstate);
  return error;
}

bool may_be_several_statements(const SqlError& error) {
  return error.sqlstate == "42601" && !error.position;
}

ApiError unreachable(std::string_view reason) {
  log(LogLevel::warn, "PostgreSQL cannot be reached: ", reason);
  return link_failure(Fault::database_unavailable);
}

ApiError connection_lost(std::string_view reason) {
  log(LogLevel::warn, "The connection to PostgreSQL broke: ", reason);
  return link_failure(Fault::bad_request);
}

void throw_connect_error(const PGconn* connection) {
  const std::string_view account = libpq().PQerrorMessage(connection);
  const auto refusal = refusal_in(account);
  // 57P..: the server is stopping (57P01, 57P02) or not ready yet (57P03).
  if (refusal && !refusal->sqlstate.starts_with("57P")) throw *refusal;
  throw unreachable(ascii_trim(account));
}

}  // namespace emulator::backend::postgres
