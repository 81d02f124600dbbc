// MySQL's values in both protocols as Values: a buffer per column for prepared statements, texts for the others.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "backend/mysql/libmariadb.hpp"
#include "types/type.hpp"
#include "types/value.hpp"

namespace emulator::backend::mysql {

// Where libmariadb puts one column of a prepared statement's rows. Stays where it is: libmariadb keeps its address.
class ColumnBuffer {
 public:
  ColumnBuffer(const MYSQL_FIELD& field, const Type& type);
  ColumnBuffer(const ColumnBuffer&) = delete;
  ColumnBuffer& operator=(const ColumnBuffer&) = delete;

  MYSQL_BIND bind();  // for mysql_stmt_bind_result
  // After mysql_stmt_fetch: the value; fetches again what was too long for the buffer. False if that failed.
  bool read(MYSQL_STMT* statement, unsigned column, Value& value);
  std::size_t size() const { return length_; }

 private:
  static constexpr std::size_t first_size = 256;

  Value decode_number() const;

  Type type_;
  enum_field_types buffer_type_;
  bool is_unsigned_;
  unsigned long length_ = 0;
  my_bool null_ = 0;
  my_bool cut_ = 0;
  union {
    std::uint64_t integer_;
    float real_;
    double double_;
    MYSQL_TIME time_;
  };
  std::vector<char> bytes_;  // of everything that is neither a number nor a time
};

// A value of the text protocol.
Value decode_text(std::string_view text, const Type& type);

// "2024-01-15", "-838:59:59.5", "2024-01-15 12:34:56": with `digits` digits of fraction; -1: six if there are any.
std::string time_text(const MYSQL_TIME& time, TypeId type, int digits);

}  // namespace emulator::backend::mysql
