// Comparisons: SQLite's own, by the storage form of each type, so that its indexes serve them.
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "sql/postgres/ranges/ranges.hpp"

namespace emulator::postgres {

namespace {

struct Symbol {
  std::string_view name, text;
};
constexpr Symbol symbols[] = {{"=", "{0} = {1}"},   {"<>", "{0} <> {1}"}, {"<", "{0} < {1}"},
                              {"<=", "{0} <= {1}"}, {">", "{0} > {1}"},   {">=", "{0} >= {1}"}};

void add_pair(Overloads& rows, TypeId left, TypeId right) {
  for (const Symbol& symbol : symbols) {
    rows.push_back({.name = symbol.name,
                    .kind = sql::OverloadKind::operator_,
                    .parameters = {type(left), type(right)},
                    .result = type(TypeId::boolean),
                    .lowering = sql::Template{symbol.text},
                    .collates = true});
  }
}

}  // namespace

void add_comparisons(Overloads& rows) {
  for (const TypeId id : {TypeId::boolean,   TypeId::smallint,      TypeId::integer,  TypeId::bigint,   TypeId::real,
                          TypeId::double_,   TypeId::decimal,       TypeId::oid,      TypeId::text,     TypeId::char_,
                          TypeId::name,      TypeId::internal_char, TypeId::blob,     TypeId::date,     TypeId::time,
                          TypeId::timestamp, TypeId::timestamptz,   TypeId::timetz,   TypeId::interval, TypeId::uuid,
                          TypeId::jsonb,     TypeId::enum_,         TypeId::bit,      TypeId::varbit,   TypeId::inet,
                          TypeId::macaddr,   TypeId::citext,        TypeId::tsvector, TypeId::macaddr8, TypeId::money,
                          TypeId::pg_lsn,    TypeId::xid8}) {
    add_pair(rows, id, id);
  }
  for (const ranges::Kind& kind : ranges::kinds) {
    add_pair(rows, kind.range, kind.range);
    add_pair(rows, kind.multirange, kind.multirange);
  }
  for (const Symbol& symbol : {symbols[0], symbols[1]}) {  // queries have an order too, by hash values
    rows.push_back(
        as_operator(template_row(symbol.name, {TypeId::tsquery, TypeId::tsquery}, TypeId::boolean, symbol.text)));
  }
  // Pairs that PostgreSQL compares without converting, stored alike here.
  add_pair(rows, TypeId::smallint, TypeId::integer);
  add_pair(rows, TypeId::integer, TypeId::smallint);
  add_pair(rows, TypeId::smallint, TypeId::bigint);
  add_pair(rows, TypeId::bigint, TypeId::smallint);
  add_pair(rows, TypeId::integer, TypeId::bigint);
  add_pair(rows, TypeId::bigint, TypeId::integer);
  add_pair(rows, TypeId::real, TypeId::double_);
  add_pair(rows, TypeId::double_, TypeId::real);
}

}  // namespace emulator::postgres
