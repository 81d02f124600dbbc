// What assignments to columns share: counting rows, and strict mode's errors in MySQL's words. Every assignment row
// takes the value, then what its kind needs, then the column's name and its ordinal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "sql/call_context.hpp"
#include "types/value.hpp"

namespace emulator::mysql {

class Target {
 public:
  // Counts this row for the column; MySQL's "at row N" is that count.
  Target(const Value& column_name, const Value& column_ordinal, sql::CallContext& context);

  bool strict() const { return context_.strict; }

  // Each throws in strict mode and warns otherwise: the caller then stores the nearest value.
  void out_of_range() const;                                                     // 1264
  void too_long() const;                                                         // 1406
  void truncated() const;                                                        // 1265
  void incorrect(std::string_view type, std::string_view value) const;           // 1366
  void incorrect_temporal(std::string_view type, std::string_view value) const;  // 1292
  // In any mode.
  [[noreturn]] void invalid_json(std::string_view reason, std::size_t position) const;  // 3140

 private:
  void complain(SqlError error) const;

  std::string name_;
  std::string row_;
  sql::CallContext& context_;
};

}  // namespace emulator::mysql
