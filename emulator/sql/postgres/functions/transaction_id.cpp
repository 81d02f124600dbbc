// The identifiers of transactions, xid and xid8, and snapshots of which of them are over (manual 9.27, table 9.79):
// an xid lies as a number, an xid8 as its digits, a snapshot as "xmin:xmax:" and the transactions in progress.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <vector>

#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/row_set.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

struct Snapshot {
  std::uint64_t first_in_progress = 0;  // xmin
  std::uint64_t next = 0;               // xmax
  std::vector<std::uint64_t> in_progress;
};

// As C's strtoull reads it: "12abc" is 12, "abc" 0. Moves `text` behind what it read.
std::uint64_t take_number(const char*& text, int base) {
  char* end = nullptr;
  const std::uint64_t number = std::strtoull(text, &end, base);
  text = end;
  return number;
}

std::optional<Snapshot> parse_snapshot(const std::string& text) {
  const char* rest = text.c_str();
  Snapshot snapshot;
  for (std::uint64_t* part : {&snapshot.first_in_progress, &snapshot.next}) {
    *part = take_number(rest, 10);
    if (*rest != ':' || *part == 0) {
      return std::nullopt;
    }
    ++rest;
  }
  if (snapshot.next < snapshot.first_in_progress) {
    return std::nullopt;
  }
  std::uint64_t last = 0;
  while (*rest != '\0') {
    const std::uint64_t number = take_number(rest, 10);
    if (number < snapshot.first_in_progress || number >= snapshot.next || number < last) {
      return std::nullopt;
    }
    if (number != last) {
      snapshot.in_progress.push_back(number);
    }
    last = number;
    if (*rest == ',') {
      ++rest;
    } else if (*rest != '\0') {
      return std::nullopt;
    }
  }
  return snapshot;
}

std::string printed(const Snapshot& snapshot) {
  std::string text = std::to_string(snapshot.first_in_progress) + ":" + std::to_string(snapshot.next) + ":";
  for (std::size_t index = 0; index < snapshot.in_progress.size(); ++index) {
    text += (index == 0 ? "" : ",") + std::to_string(snapshot.in_progress[index]);
  }
  return text;
}

Snapshot snapshot_at(Arguments arguments, std::size_t index) {
  return *parse_snapshot(text_at(arguments, index));
}

// txid_snapshot's functions give bigint, pg_snapshot's xid8.
Value number_as(std::uint64_t number, bool as_bigint) {
  return as_bigint ? Value{static_cast<std::int64_t>(number)} : Value{std::to_string(number)};
}

template <bool as_bigint>
Value first_in_progress(Arguments arguments, CallContext&) {
  return number_as(snapshot_at(arguments, 0).first_in_progress, as_bigint);
}
template <bool as_bigint>
Value next(Arguments arguments, CallContext&) {
  return number_as(snapshot_at(arguments, 0).next, as_bigint);
}
template <bool as_bigint>
Value in_progress(Arguments arguments, CallContext&) {
  RowSetWriter rows;
  for (const std::uint64_t number : snapshot_at(arguments, 0).in_progress) {
    const Value row[] = {number_as(number, as_bigint)};
    rows.add(row);
  }
  return rows.take();
}

Value is_over(std::uint64_t number, const Snapshot& snapshot) {
  const bool is_listed = std::binary_search(snapshot.in_progress.begin(), snapshot.in_progress.end(), number);
  return number < snapshot.first_in_progress || (number < snapshot.next && !is_listed);
}
Value is_xid8_over(Arguments arguments, CallContext&) {
  return is_over(std::strtoull(text_at(arguments, 0).c_str(), nullptr, 10), snapshot_at(arguments, 1));
}
Value is_bigint_over(Arguments arguments, CallContext&) {
  return is_over(static_cast<std::uint64_t>(integer_at(arguments, 0)), snapshot_at(arguments, 1));
}

void add_snapshots(Overloads& rows) {
  const auto rows_of = [&](std::string_view name, TypeId from, TypeId to, std::string_view native,
                           sql::NativeFunction function) {
    sql::Overload row = native_row(name, {from}, to, native, function);
    row.kind = sql::OverloadKind::rows;
    rows.push_back(std::move(row));
  };
  rows.push_back(native_row("pg_snapshot_xmin", {pg_snapshot}, xid8, "pg_snapshot_xmin", first_in_progress<false>));
  rows.push_back(native_row("pg_snapshot_xmax", {pg_snapshot}, xid8, "pg_snapshot_xmax", next<false>));
  rows_of("pg_snapshot_xip", pg_snapshot, xid8, "pg_snapshot_xip", in_progress<false>);
  rows.push_back(
      native_row("pg_visible_in_snapshot", {xid8, pg_snapshot}, boolean, "pg_visible_in_snapshot", is_xid8_over));
  rows.push_back(
      native_row("txid_snapshot_xmin", {txid_snapshot}, bigint, "pg_txid_snapshot_xmin", first_in_progress<true>));
  rows.push_back(native_row("txid_snapshot_xmax", {txid_snapshot}, bigint, "pg_txid_snapshot_xmax", next<true>));
  rows_of("txid_snapshot_xip", txid_snapshot, bigint, "pg_txid_snapshot_xip", in_progress<true>);
  rows.push_back(
      native_row("txid_visible_in_snapshot", {bigint, txid_snapshot}, boolean, "pg_txid_visible", is_bigint_over));
}

}  // namespace

Value input_xid(Arguments arguments, CallContext&) {
  const char* text = text_at(arguments, 0).c_str();
  return static_cast<std::int64_t>(take_number(text, 0) & 0xffffffff);
}

Value input_xid8(Arguments arguments, CallContext&) {
  const char* text = text_at(arguments, 0).c_str();
  return std::to_string(take_number(text, 0));
}

Value xid8_to_xid(Arguments arguments, CallContext&) {
  const char* text = text_at(arguments, 0).c_str();
  return static_cast<std::int64_t>(take_number(text, 10) & 0xffffffff);
}

Value input_snapshot(Arguments arguments, CallContext&) {
  const std::string& text = text_at(arguments, 0);
  const std::optional<Snapshot> snapshot = parse_snapshot(text);
  if (!snapshot) {
    bad_text("pg_snapshot", text);
  }
  return printed(*snapshot);
}

void add_transaction_ids(Overloads& rows) {
  for (const auto& [symbol, text] : {std::pair{"=", "{0} = {1}"}, std::pair{"<>", "{0} <> {1}"}}) {
    rows.push_back(as_operator(template_row(symbol, {xid, xid}, boolean, text)));
  }
  rows.push_back(as_operator(template_row("=", {xid, integer}, boolean, "{0} = ({1} & 4294967295)")));
  rows.push_back(as_operator(template_row("<>", {xid, integer}, boolean, "{0} <> ({1} & 4294967295)")));
  add_snapshots(rows);
}

}  // namespace emulator::postgres
