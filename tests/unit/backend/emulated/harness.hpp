// One embedded server for a test, and short words for talking to its sessions.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "backend/emulated/emulated.hpp"
#include "base/error.hpp"
#include "base/overloaded.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/postgres/dialect.hpp"
#include "unit/support/temporary_file.hpp"

namespace emulator::test {

using backend::Parameter;
using backend::Result;

inline std::string text_of(const Value& value) {
  return std::visit(overloaded{
                        [](Null) { return std::string("NULL"); },
                        [](bool truth) { return std::string(truth ? "true" : "false"); },
                        [](std::int64_t number) { return std::to_string(number); },
                        [](double number) { return std::to_string(number); },
                        [](const std::string& text) { return text; },
                        [](const Bytes& bytes) { return bytes.data; },
                        [](const std::shared_ptr<const Array>&) { return std::string("array"); },
                    },
                    value);
}

class Client {
 public:
  Client(backend::Backend& backend, const std::string& database) : session_(backend.open({database, {}, {}})) {}

  Result run(std::string_view sql, const std::vector<Parameter>& parameters = {}) {
    return session_->execute({sql, &parameters, deadline});
  }
  // Rows as "a,b;c,d".
  std::string rows(std::string_view sql, const std::vector<Parameter>& parameters = {}) {
    std::string text;
    for (const auto& row : run(sql, parameters).rows) {
      if (!text.empty()) text += ';';
      for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + text_of(row[i]);
    }
    return text;
  }
  // "42P01 sentence", "1146 sentence", or "" when there was no error.
  std::string error(std::string_view sql, const std::vector<Parameter>& parameters = {}) {
    try {
      run(sql, parameters);
    } catch (const SqlError& error) {
      last = error;
      return (error.code != 0 ? std::to_string(error.code) : error.sqlstate) + " " + error.message;
    }
    return {};
  }
  backend::Session& session() { return *session_; }

  SqlError last;
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

 private:
  std::unique_ptr<backend::Session> session_;
};

inline backend::emulated::Options kept_in(const TemporaryFile& place) {
  backend::emulated::Options options;
  options.directory = place.directory();
  return options;
}
inline backend::emulated::Options impatient() {
  backend::emulated::Options options;
  options.lock_timeout = std::chrono::milliseconds{20};
  return options;
}
inline std::unique_ptr<backend::Backend> postgres_server(const backend::emulated::Options& options = {}) {
  return backend::emulated::open_emulated(postgres::dialect(), options);
}
inline std::unique_ptr<backend::Backend> mysql_server(const backend::emulated::Options& options = {}) {
  return backend::emulated::open_emulated(mysql::dialect(), options);
}

}  // namespace emulator::test
