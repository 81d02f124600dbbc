// The tables of known settings. Values are the engines' own defaults as a Data API session of Aurora sees them:
// PostgreSQL 15 (postgresql.org/docs/15/runtime-config.html) and MySQL 8.0 (the reference manual's server variables).
#include <algorithm>

#include "backend/emulated/settings.hpp"

namespace emulator::backend::emulated {

namespace {

using enum SettingKind;

// clang-format off
const std::vector<KnownSetting> postgres_settings = {
    {"application_name",                    text,         ""},
    {"backslash_quote",                     text,         "safe_encoding"},
    {"bytea_output",                        text,         "hex"},
    {"check_function_bodies",               boolean,      "on"},
    {"client_encoding",                     encoding,     "UTF8"},
    {"client_min_messages",                 text,         "notice"},
    {"constraint_exclusion",                text,         "partition"},
    {"datestyle",                           text,         "ISO, MDY",       false, "DateStyle"},
    {"default_table_access_method",         text,         "heap"},
    {"default_tablespace",                  text,         ""},
    {"default_transaction_deferrable",      boolean,      "off"},
    {"default_transaction_isolation",       isolation,    "read committed"},
    {"default_transaction_read_only",       boolean,      "off"},
    {"enable_hashjoin",                     boolean,      "on"},
    {"enable_mergejoin",                    boolean,      "on"},
    {"enable_nestloop",                     boolean,      "on"},
    {"enable_seqscan",                      boolean,      "on"},
    {"escape_string_warning",               boolean,      "on"},
    {"extra_float_digits",                  integer,      "1"},
    {"idle_in_transaction_session_timeout", milliseconds, "0"},
    {"in_hot_standby",                      boolean,      "off",            true},
    {"integer_datetimes",                   boolean,      "on",             true},
    {"intervalstyle",                       text,         "postgres",       false, "IntervalStyle"},
    {"is_superuser",                        boolean,      "off",            true},
    {"lc_collate",                          text,         "en_US.UTF-8",    true},
    {"lc_ctype",                            text,         "en_US.UTF-8",    true},
    {"lc_messages",                         text,         "en_US.UTF-8"},
    {"lc_monetary",                         text,         "en_US.UTF-8"},
    {"lc_numeric",                          text,         "en_US.UTF-8"},
    {"lc_time",                             text,         "en_US.UTF-8"},
    {"lock_timeout",                        milliseconds, "0"},
    {"maintenance_work_mem",                text,         "64MB"},
    {"max_connections",                     integer,      "100",            true},
    {"max_identifier_length",               integer,      "63",             true},
    {"max_index_keys",                      integer,      "32",             true},
    {"random_page_cost",                    text,         "4"},
    {"row_security",                        boolean,      "on"},
    {"search_path",                         list,         "\"$user\", public"},
    {"server_encoding",                     text,         "UTF8",           true},
    {"server_version",                      text,         "15.4",           true},
    {"server_version_num",                  integer,      "150004",         true},
    {"session_replication_role",            text,         "origin"},
    {"standard_conforming_strings",         boolean,      "on",             true},
    {"statement_timeout",                   milliseconds, "0"},
    {"synchronous_commit",                  text,         "on"},
    {"timezone",                            time_zone,    "UTC",            false, "TimeZone"},
    {"transaction_deferrable",              boolean,      "off"},
    {"transaction_isolation",               isolation,    "read committed"},
    {"transaction_read_only",               boolean,      "off"},
    {"work_mem",                            text,         "4MB"},
    {"xmloption",                           text,         "content"},
};

const std::vector<KnownSetting> mysql_settings = {
    {"auto_increment_increment", integer,      "1"},
    {"auto_increment_offset",    integer,      "1"},
    {"autocommit",               boolean,      "ON"},
    {"character_set_client",     encoding,     "utf8mb4"},
    {"character_set_connection", encoding,     "utf8mb4"},
    {"character_set_database",   encoding,     "utf8mb4"},
    {"character_set_results",    encoding,     "utf8mb4"},
    {"character_set_server",     encoding,     "utf8mb4"},
    {"collation_connection",     text,         "utf8mb4_0900_ai_ci"},
    {"collation_database",       text,         "utf8mb4_0900_ai_ci"},
    {"collation_server",         text,         "utf8mb4_0900_ai_ci"},
    {"default_storage_engine",   text,         "InnoDB"},
    {"foreign_key_checks",       boolean,      "ON"},
    {"group_concat_max_len",     integer,      "1024"},
    {"innodb_lock_wait_timeout", integer,      "50"},
    {"interactive_timeout",      integer,      "28800"},
    {"lower_case_table_names",   integer,      "0",                  true},
    {"max_allowed_packet",       integer,      "67108864"},
    {"max_execution_time",       integer,      "0"},
    {"names",                    encoding,     "utf8mb4"},
    {"net_read_timeout",         integer,      "30"},
    {"net_write_timeout",        integer,      "60"},
    {"sql_auto_is_null",         boolean,      "OFF"},
    {"sql_mode",                 list,         "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                                               "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"},
    {"sql_notes",                boolean,      "ON"},
    {"sql_safe_updates",         boolean,      "OFF"},
    {"sql_select_limit",         text,         "18446744073709551615"},
    {"sql_warnings",             boolean,      "OFF"},
    {"system_time_zone",         text,         "UTC",                true},
    {"time_zone",                time_zone,    "UTC"},
    {"transaction_isolation",    isolation,    "REPEATABLE-READ"},
    {"transaction_read_only",    boolean,      "OFF"},
    {"tx_isolation",             isolation,    "REPEATABLE-READ"},
    {"unique_checks",            boolean,      "ON"},
    {"version",                  text,         "8.0.32",             true},
    {"version_comment",          text,         "Source distribution", true},
    {"wait_timeout",             integer,      "28800"},
};
// clang-format on

}  // namespace

std::vector<KnownSetting> const& known_settings(const sql::Dialect& dialect) {
  return dialect.traits.schema_is_database ? mysql_settings : postgres_settings;
}

}  // namespace emulator::backend::emulated
