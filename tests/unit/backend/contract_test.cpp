// Each rule at backend.hpp, broken on purpose, and that honest sessions are left alone.
#include "backend/contract.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "base/error.hpp"

namespace emulator::backend {
namespace {

using Execute = std::function<Result(const Command&)>;

class ScriptedSession final : public Session {
 public:
  explicit ScriptedSession(Execute execute) : execute_(std::move(execute)) {}
  void begin() override {}
  void commit() override {}
  void rollback() override {}
  Result execute(const Command& command) override { return execute_(command); }
  bool reset() noexcept override { return true; }

 private:
  Execute execute_;
};

class ScriptedBackend final : public Backend {
 public:
  explicit ScriptedBackend(Execute execute) : execute_(std::move(execute)) {}
  Engine engine() const override { return Engine::postgres; }
  std::unique_ptr<Session> open(const SessionOptions&) override { return std::make_unique<ScriptedSession>(execute_); }

 private:
  Execute execute_;
};

const std::vector<Parameter> no_parameters;
const Command command{"SELECT 1", &no_parameters, {}};

std::unique_ptr<Session> watched(Execute execute = [](const Command&) { return Result{}; }) {
  return with_contract(std::make_shared<ScriptedBackend>(std::move(execute)))->open({});
}

ResultColumn column() {
  ResultColumn column;
  column.type = type(TypeId::integer);
  return column;
}

SqlError sql_error(const std::string& message, const std::string& sqlstate) {
  SqlError error;
  error.message = message;
  error.sqlstate = sqlstate;
  return error;
}

TEST_CASE("honest sessions pass") {
  auto session = watched([](const Command&) {
    Result result;
    result.columns = {column(), column()};
    result.rows = {{Value{std::int64_t{1}}, Value{Null{}}}};
    return result;
  });
  CHECK(session->execute(command).rows.size() == 1);
  session->begin();
  session->execute(command);
  session->commit();
  CHECK(session->reset());
  session->begin();
  session->rollback();
}

TEST_CASE("bad results are caught") {
  const struct {
    const char* what;
    Execute execute;
  } table[] = {
      {"rows without columns",
       [](const Command&) {
         Result result;
         result.rows = {{}};
         return result;
       }},
      {"a short row",
       [](const Command&) {
         Result result;
         result.columns = {column(), column()};
         result.rows = {{Value{Null{}}}};
         return result;
       }},
      {"a negative count",
       [](const Command&) {
         Result result;
         result.updated = -1;
         return result;
       }},
      {"another exception", [](const Command&) -> Result { throw std::runtime_error("oops"); }},
      {"a fault of the API", [](const Command&) -> Result { throw ApiError(Fault::forbidden, "no"); }},
      {"a short SQLSTATE", [](const Command&) -> Result { throw sql_error("no", "42"); }},
      {"no message", [](const Command&) -> Result { throw sql_error("", "42601"); }},
  };
  for (const auto& row : table) {
    CAPTURE(row.what);
    CHECK_THROWS_AS(watched(row.execute)->execute(command), std::logic_error);
  }
}

TEST_CASE("allowed exceptions pass unchanged") {
  CHECK_THROWS_AS(watched([](const Command&) -> Result { throw sql_error("no", "42601"); })->execute(command),
                  SqlError);
  for (const Fault fault :
       {Fault::statement_timeout, Fault::unsupported_result, Fault::validation, Fault::database_unavailable}) {
    CHECK_THROWS_AS(watched([=](const Command&) -> Result { throw ApiError(fault, "x"); })->execute(command), ApiError);
  }
}

TEST_CASE("verbs out of order are caught") {
  CHECK_THROWS_AS(watched()->commit(), std::logic_error);
  CHECK_THROWS_AS(watched()->rollback(), std::logic_error);
  auto session = watched();
  session->begin();
  CHECK_THROWS_AS(session->begin(), std::logic_error);
  session->commit();
  CHECK_THROWS_AS(session->execute(command), std::logic_error);
  CHECK_THROWS_AS(session->begin(), std::logic_error);
  CHECK_THROWS_AS(watched()->execute({"SELECT 1", nullptr, {}}), std::logic_error);
}

TEST_CASE("two threads in one session are caught") {
  Session* shared = nullptr;
  bool caught = false;
  auto session = watched([&](const Command&) {
    std::thread([&] {
      try {
        shared->execute(command);
      } catch (const std::logic_error&) {
        caught = true;
      }
    }).join();
    return Result{};
  });
  shared = session.get();
  session->execute(command);
  CHECK(caught);
}

}  // namespace
}  // namespace emulator::backend
