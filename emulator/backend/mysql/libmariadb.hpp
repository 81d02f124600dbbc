// libmariadb, loaded when the first pass-through cluster needs it. All of its functions that are used stand in this
// list; a call is libmariadb().mysql_affected_rows(...).
#pragma once

#include <mysql.h>

namespace emulator::backend {

// clang-format off
#define EMULATOR_LIBMARIADB_FUNCTIONS(X) \
  X(mariadb_connection) X(mariadb_field_attr) X(mariadb_get_infov) X(mysql_affected_rows) X(mysql_close) \
  X(mysql_errno) X(mysql_error) X(mysql_fetch_fields) X(mysql_fetch_lengths) X(mysql_fetch_row) \
  X(mysql_free_result) X(mysql_get_character_set_info) X(mysql_get_socket) X(mysql_get_ssl_cipher) X(mysql_init) \
  X(mysql_insert_id) X(mysql_next_result) X(mysql_num_fields) X(mysql_options) X(mysql_real_connect) \
  X(mysql_real_query) X(mysql_reset_connection) X(mysql_server_init) X(mysql_sqlstate) X(mysql_ssl_set) \
  X(mysql_stmt_affected_rows) X(mysql_stmt_bind_param) X(mysql_stmt_bind_result) X(mysql_stmt_close) \
  X(mysql_stmt_errno) X(mysql_stmt_error) X(mysql_stmt_execute) X(mysql_stmt_fetch) X(mysql_stmt_fetch_column) \
  X(mysql_stmt_free_result) X(mysql_stmt_init) X(mysql_stmt_insert_id) X(mysql_stmt_more_results) \
  X(mysql_stmt_next_result) X(mysql_stmt_param_count) X(mysql_stmt_prepare) X(mysql_stmt_result_metadata) \
  X(mysql_stmt_sqlstate) X(mysql_thread_id) X(mysql_use_result)
// clang-format on

struct Libmariadb {
#define X(name) decltype(&::name) name;
  EMULATOR_LIBMARIADB_FUNCTIONS(X)
#undef X
};

// Throws std::runtime_error if the library is not installed.
const Libmariadb& libmariadb();

}  // namespace emulator::backend
