// Row sets: several rows of values as one string of bytes, for values that SQLite hands from one function to another:
// what a set-returning function gives, and the rows of a lateral subquery. Arrays have no form in it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "types/value.hpp"

namespace emulator {

class RowSetWriter {
 public:
  void add(std::span<const Value> row);
  bool is_empty() const { return bytes_.empty(); }
  std::size_t size() const { return bytes_.size(); }  // in bytes
  Bytes take() { return Bytes{std::move(bytes_)}; }

 private:
  std::string bytes_;
};

// The integers from `start` to `stop`, one a row, made as they are read. The step is not 0.
Bytes integer_series(std::int64_t start, std::int64_t stop, std::int64_t step);

class RowSetReader {
 public:
  explicit RowSetReader(std::string bytes) : bytes_(std::move(bytes)) {}
  // False: there are no more rows.
  bool next(std::vector<Value>& row);

 private:
  struct Series {
    std::int64_t next, stop, step;
  };
  std::string_view take(std::size_t size);
  std::uint64_t take_number();
  Value take_value();
  bool next_of_series(std::vector<Value>& row);

  std::string bytes_;
  std::size_t at_ = 0;
  std::optional<Series> series_;
};

// Row n of the result is the n-th rows of all sets side by side; a set that has ended gives NULLs. `widths` says how
// many columns each set has.
Bytes zipped(std::span<const Value> sets, std::span<const std::size_t> widths);

}  // namespace emulator
