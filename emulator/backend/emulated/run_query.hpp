// Runs one planned query: binds its slots, steps, decodes each value by its column's type.
#pragma once

#include <vector>

#include "backend/backend.hpp"
#include "backend/emulated/open_connection.hpp"
#include "backend/emulated/run_rows.hpp"
#include "lower/plan.hpp"

namespace emulator::backend::emulated {

// The rows of the plans that ran before, as row sets.
struct PartRows {
  std::vector<Value> snapshots, parts;
};

// `updated` counts the rows found by a data modification. Throws sqlite::Error and what native functions throw.
Result run_query(StoreConnection& connection, const lower::QueryPlan& plan, const std::vector<Value>& parameters,
                 const Ignored& ignored = {}, const PartRows* parts = nullptr);

// MySQL SQL_CALC_FOUND_ROWS: how many rows there would be without LIMIT.
std::int64_t count_found_rows(StoreConnection& connection, const lower::QueryPlan& plan,
                              const std::vector<Value>& parameters);

// With the parts that run before it. `running` says which plan it was when something is thrown.
Result run_in_parts(StoreConnection& connection, const lower::QueryPlan& plan, const std::vector<Value>& parameters,
                    const lower::QueryPlan*& running, const Ignored& ignored = {});

}  // namespace emulator::backend::emulated
