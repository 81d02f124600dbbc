// What one engine answered to one statement, and how the answers of two compare.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/backend.hpp"
#include "runner/harness.hpp"

namespace cases {

struct Answer {
  bool failed = false;
  bool refused_by_name = false;  // "… is not supported", which the embedded engine says of what it does not do
  std::vector<emulator::ResultColumn> columns;
  std::vector<std::vector<std::string>> rows;  // each value in the form of answer.hpp
  std::string counts;                          // "updated 2, generated 7"
  std::string code;                            // of an error: SQLSTATE, or MySQL's number
  std::string error;                           // its sentence, and where: "… position 8"
  std::string sentence;                        // that without the position
  std::optional<std::size_t> position;
};

using ParameterSet = std::vector<emulator::backend::Parameter>;

enum class Verdict : std::uint8_t {
  same,
  refused,  // ours says that it does not do this
  error,    // ours fails where the real engine answers, or fails with another error
  silent,   // ours answers, and the real engine answers something else or refuses: the worst kind
  known,    // the oracle is known not to be MySQL here
};

// Sends BEGIN, START TRANSACTION, COMMIT and ROLLBACK as the Data API's operations, as its clients do, since a session
// outside of a transaction is over after one statement; what is between runs in the transaction. All else as it is.
class Asker {
 public:
  explicit Asker(const std::string& harness) : harness_(harness) {}

  void fresh_database(const std::string& name = Harness::usual_database);
  Answer ask(std::string_view sql);
  // The statement once for each set of parameters, all or nothing as BatchExecuteStatement has it; the last answer.
  Answer ask(std::string_view sql, const std::vector<ParameterSet>& sets);

 private:
  emulator::backend::Result run(std::string_view sql, const std::vector<ParameterSet>& sets);
  emulator::backend::Result run_sets(std::string_view sql, const std::vector<ParameterSet>& sets);
  // In a recorded parameter "oid of NAME" stands for what this engine gave the relation.
  ParameterSet resolved(const ParameterSet& set);

  Harness harness_;
  bool in_transaction_ = false;
};

// Against MariaDB, which stands in for MySQL, two things are compared less strictly: of an error the number alone,
// since the sentences are MySQL's; and of a computed column, or one of information_schema, the kind of type (an
// integer, a text, bytes), since MariaDB chooses other widths there (1 + 1 is an INT, MySQL's a BIGINT).
Verdict compare(const Answer& ours, const Answer& real, emulator::backend::Engine engine);

// The statement with this answer as a record of a case file.
std::string as_case(std::string_view sql, const Answer& answer);

// At most ten lines, each after four spaces.
std::string shown(const Answer& answer);

}  // namespace cases
