// Statement: one use of a prepared statement: bind, step, read columns. At its end the statement is reset, its bindings
// are dropped, and it goes back to the connection's cache.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "sqlite/connection.hpp"
#include "types/value.hpp"

namespace emulator::sqlite {

class Statement {
 public:
  Statement(Statement&& other) noexcept = default;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // `index` counts from 1. Texts and bytes are copied. Arrays have no form here: encode them first.
  void bind(int index, const Value& value);
  // The same without a copy: the value must outlive this Statement, or its next bind.
  void bind_borrowed(int index, const Value& value);
  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view text);
  void bind_null(int index);
  template <class... Arguments>
  Statement& bind_all(const Arguments&... arguments) {
    int index = 0;
    (bind(++index, arguments), ...);
    return *this;
  }

  // False: no more rows. Throws what a callback threw, or Error.
  bool step();
  void run() {  // to the end, rows ignored
    while (step()) {
    }
  }
  // Ready to be bound and run once more.
  void reset();

  // Columns count from 0 and are valid until the next step.
  int column_count() const;
  int parameter_count() const;
  Value column(int index) const;  // Null, integer, double, text or Bytes
  std::int64_t integer(int index) const;
  std::string_view text(int index) const;  // NULL is empty
  bool is_null(int index) const;
  bool is_readonly() const;

 private:
  friend class Connection;
  Statement(Connection& connection, std::shared_ptr<Connection::Prepared> prepared)
      : connection_(&connection), prepared_(std::move(prepared)) {
    prepared_->in_use = true;
  }

  Connection* connection_;
  std::shared_ptr<Connection::Prepared> prepared_;  // null after a move
};

}  // namespace emulator::sqlite
