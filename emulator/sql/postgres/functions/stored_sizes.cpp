// Sizes of relations and databases (manual 9.27.7): the bytes that SQLite's pages of them take, which are not those
// that PostgreSQL's would; and sizes read from their texts.
#include <array>

#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

constexpr Type regclass{.id = oid, .name = "regclass"};

// The SQLite index behind a key is the one of its columns; a key that is the row's number has none.
constexpr std::string_view relation_size =
    "(SELECT (SELECT coalesce(sum(s.pgsize), 0) FROM ("
    "SELECT t.storage_name AS name FROM emulator_table t WHERE t.id = r.oid"
    " UNION ALL SELECT i.storage_name FROM emulator_index i"
    " WHERE 700000000 + 2000 * (i.table_id - 16384) + i.ordinal = r.oid"
    " UNION ALL SELECT l.name FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id"
    " CROSS JOIN pragma_index_list(t.storage_name) l"
    " WHERE 400000000 + 2000 * (c.table_id - 16384) + c.ordinal = r.oid AND c.kind IN ('primary_key', 'unique')"
    " AND l.origin IN ('pk', 'u') AND (SELECT group_concat(i.name) FROM pragma_index_info(l.name) i) ="
    " (SELECT group_concat(k.storage_name) FROM (SELECT o.storage_name FROM emulator_constraint_column p"
    " JOIN emulator_column o ON o.table_id = p.table_id AND o.id = p.column_id"
    " WHERE p.table_id = c.table_id AND p.constraint_ordinal = c.ordinal ORDER BY p.ordinal) k)"
    ") n CROSS JOIN dbstat s WHERE s.name = n.name AND s.aggregate = 1)"
    " FROM emulator_relation r WHERE r.oid = {0})";
constexpr std::string_view table_size =
    "(SELECT (SELECT coalesce(sum(s.pgsize), 0) FROM emulator_table t CROSS JOIN dbstat s"
    " WHERE t.id = r.oid AND s.name = t.storage_name AND s.aggregate = 1)"
    " FROM emulator_relation r WHERE r.oid = {0})";
constexpr std::string_view indexes_size =
    "(SELECT (SELECT coalesce(sum(s.pgsize), 0) FROM emulator_table t CROSS JOIN pragma_index_list(t.storage_name) l"
    " CROSS JOIN dbstat s WHERE t.id = r.oid AND s.name = l.name AND s.aggregate = 1)"
    " FROM emulator_relation r WHERE r.oid = {0})";
constexpr std::string_view total_size =
    "(SELECT (SELECT coalesce(sum(s.pgsize), 0) FROM (SELECT t.storage_name AS name FROM emulator_table t"
    " WHERE t.id = r.oid UNION ALL SELECT l.name FROM emulator_table t"
    " CROSS JOIN pragma_index_list(t.storage_name) l WHERE t.id = r.oid) n"
    " CROSS JOIN dbstat s WHERE s.name = n.name AND s.aggregate = 1)"
    " FROM emulator_relation r WHERE r.oid = {0})";
constexpr std::string_view named_database_size =
    "(SELECT iif(given IS NULL, NULL, iif(given = pg_current_database(),"
    " (SELECT c.page_count * s.page_size FROM pragma_page_count() c, pragma_page_size() s),"
    " pg_missing_database(given))) FROM (SELECT {0} AS given))";
constexpr std::string_view database_size =
    "(SELECT c.page_count * s.page_size FROM pragma_page_count() c, pragma_page_size() s"
    " WHERE {0} = (SELECT d.oid FROM \"pg_catalog.pg_database\" d WHERE d.datname = pg_current_database()))";

Value missing_database(Arguments arguments, CallContext&) {
  throw make_error(Condition::undefined_database, {text_at(arguments, 0)});
}

// "1.5 MB": a number, then a unit in any case, bytes where there is none.
Value read_size(Arguments arguments, CallContext&) {
  const std::string& given = text_at(arguments, 0);
  const std::string_view text = ascii_trim(given);
  std::size_t end = 0;
  const Decimal number = Decimal::parse_prefix(text, end);
  if (end == 0 || !is_ascii_digit(text[end - 1])) {
    bad_argument("22023", "invalid size: \"" + given + "\"");
  }
  const std::string_view unit = ascii_trim(text.substr(end));
  static constexpr std::array units = {std::string_view{"bytes"}, std::string_view{"kb"}, std::string_view{"mb"},
                                       std::string_view{"gb"},    std::string_view{"tb"}, std::string_view{"pb"}};
  std::int64_t factor = 1;
  for (const std::string_view known : units) {
    if (unit.empty() || ascii_iequals(unit, known)) {
      const std::optional<std::int64_t> size = (number * Decimal(factor)).rounded(0).to_int64();
      if (!size) {
        out_of_range("bigint");
      }
      return *size;
    }
    factor *= 1024;
  }
  SqlError error = make_worded_error(Condition::invalid_parameter_value, "invalid size: \"" + given + "\"");
  error.detail = "Invalid size unit: \"" + std::string(unit) + "\".";
  error.hint = R"(Valid units are "bytes", "kB", "MB", "GB", "TB", and "PB".)";
  throw error;
}

}  // namespace

void add_stored_sizes(Overloads& rows) {
  const auto measured = [&](std::string_view name, Type parameter, std::string_view text) {
    sql::Overload row = template_row(name, {}, bigint, text);
    row.parameters = {parameter};
    rows.push_back(with_volatility(std::move(row), sql::Volatility::volatile_));
  };
  measured("pg_relation_size", regclass, relation_size);
  measured("pg_table_size", regclass, table_size);
  measured("pg_indexes_size", regclass, indexes_size);
  measured("pg_total_relation_size", regclass, total_size);
  measured("pg_database_size", type(name), named_database_size);
  measured("pg_database_size", type(oid), database_size);
  rows.push_back(native_row(" missing database", {text}, bigint, "pg_missing_database", missing_database));
  rows.push_back(native_row("pg_size_bytes", {text}, bigint, "pg_size_bytes", read_size));
}

}  // namespace emulator::postgres
