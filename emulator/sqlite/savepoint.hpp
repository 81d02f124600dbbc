// Savepoint: undoes what was written since its making unless released. Must be inside a transaction; nests.
#pragma once

#include "sqlite/connection.hpp"
#include "sqlite/statement.hpp"

namespace emulator::sqlite {

class Savepoint {
 public:
  explicit Savepoint(Connection& connection) : connection_(connection) {
    connection_.prepare("SAVEPOINT statement").run();
  }
  // SQLite itself gives up the whole transaction on some errors; then there is nothing left to undo.
  ~Savepoint() {
    if (released_ || !connection_.in_transaction()) return;
    try {
      roll_back();
      release();
    } catch (const Error&) {
      // The transaction is lost as a whole; whoever ends it finds that out by in_transaction().
    }
  }
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;

  void roll_back() { connection_.prepare("ROLLBACK TO statement").run(); }
  void release() {
    connection_.prepare("RELEASE statement").run();
    released_ = true;
  }

 private:
  Connection& connection_;
  bool released_ = false;
};

}  // namespace emulator::sqlite
