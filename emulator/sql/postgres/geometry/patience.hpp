// What looks at every pair of two outlines' segments ends when its statement has to.
#pragma once

#include <cstdint>

#include "sql/postgres/errors.hpp"
#include "sql/sleep.hpp"

namespace emulator::postgres::geometry {

class Patience {
 public:
  explicit Patience(const sql::CallContext& context) : context_(context) {}

  void step() {
    static constexpr std::uint32_t interval = 1024;
    if (++steps_ % interval == 0 && sql::is_over(context_)) {
      throw make_error(Condition::query_canceled, {"user request"});
    }
  }

 private:
  const sql::CallContext& context_;
  std::uint32_t steps_ = 0;
};

}  // namespace emulator::postgres::geometry
