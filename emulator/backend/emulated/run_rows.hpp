// Plans that change their rows one by one: MySQL's joined UPDATE and DELETE, REPLACE, and what IGNORE lets pass.
#pragma once

#include <functional>
#include <vector>

#include "backend/backend.hpp"
#include "backend/emulated/open_connection.hpp"
#include "lower/plan.hpp"
#include "sqlite/error.hpp"

namespace emulator::backend::emulated {

// Told of a violated constraint that a plan with IGNORE leaves out, of its step, and how to let it fail again.
using Ignored = std::function<void(const sqlite::Error&, const lower::RowStep&, const std::function<void()>&)>;

// Gives the next row that the plan's own query puts out; false: there is none.
using NextRow = std::function<bool(std::vector<Value>&)>;

// Returns the rows that count as changed.
std::int64_t run_steps(StoreConnection& connection, const lower::QueryPlan& plan, const NextRow& next,
                       const Ignored& ignored);

}  // namespace emulator::backend::emulated
