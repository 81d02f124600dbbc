// Rows of the emulator's own tables: written as statements with values, read column by column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sqlite/connection.hpp"
#include "sqlite/statement.hpp"
#include "types/value.hpp"

namespace emulator::backend::emulated {

inline std::int64_t number(bool truth) {
  return truth ? 1 : 0;
}

inline Value optional_value(const std::optional<std::string>& text) {
  return text ? Value{*text} : Value{};
}

template <class... Arguments>
void run(sqlite::Connection& connection, std::string_view sql, const Arguments&... arguments) {
  connection.prepare(sql).bind_all(arguments...).run();
}

// Reads columns in the order of the SELECT.
class RowReader {
 public:
  explicit RowReader(sqlite::Statement& statement) : statement_(statement) {}

  std::int64_t integer() { return statement_.integer(next_++); }
  std::int32_t small() { return static_cast<std::int32_t>(integer()); }
  bool truth() { return integer() != 0; }
  std::string text() { return std::string(statement_.text(next_++)); }
  std::string_view view() { return statement_.text(next_++); }
  std::optional<std::string> optional_text() {
    if (statement_.is_null(next_)) return ++next_, std::nullopt;
    return text();
  }
  std::optional<bool> optional_truth() {
    if (statement_.is_null(next_)) return ++next_, std::nullopt;
    return truth();
  }

 private:
  sqlite::Statement& statement_;
  int next_ = 0;
};

template <class Body>
void for_each(sqlite::Connection& connection, std::string_view sql, const Body& body) {
  sqlite::Statement statement = connection.prepare(sql);
  while (statement.step()) {
    RowReader row{statement};
    body(row);
  }
}

}  // namespace emulator::backend::emulated
