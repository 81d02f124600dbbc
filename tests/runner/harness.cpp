// The four harnesses differ only in how their backend is made.
#include "runner/harness.hpp"

#include <cstdlib>
#include <stdexcept>

#include "backend/contract.hpp"
#include "backend/emulated/emulated.hpp"
#include "backend/mysql/backend.hpp"
#include "backend/postgres/backend.hpp"
#include "base/error.hpp"
#include "sql/mysql/dialect.hpp"
#include "sql/postgres/dialect.hpp"

namespace cases {

namespace {

using namespace emulator::backend;

std::string address(const char* variable) {
  const char* url = std::getenv(variable);
  if (url == nullptr) {
    throw std::runtime_error(std::string(variable) + " is not set (tests/support/engines.sh run COMMAND sets it)");
  }
  return url;
}

std::shared_ptr<Backend> make_backend(const std::string& name) {
  if (name == "emulated-mysql") {
    return emulated::open_emulated(emulator::mysql::dialect(), {});
  }
  if (name == "emulated-postgres") {
    return emulated::open_emulated(emulator::postgres::dialect(), {});
  }
  if (name == "mysql") {
    return open_mysql(address("EMULATOR_TEST_MYSQL"));
  }
  if (name == "postgres") {
    return open_postgres(address("EMULATOR_TEST_POSTGRES"));
  }
  throw std::runtime_error("unknown harness: " + name);
}

}  // namespace

Harness::Harness(const std::string& name)
    : name_(name),
      dialect_(name.ends_with("mysql") ? "mysql" : "postgres"),
      backend_(with_contract(make_backend(name))) {}

bool Harness::is_emulated() const {
  return name_.starts_with("emulated");
}

std::unique_ptr<Session> Harness::open(const std::string& database) {
  return backend_->open({.database = database});
}

void Harness::run_outside(const std::string& sql) {
  const std::vector<Parameter> none;
  open(dialect_ == "mysql" ? "" : "postgres")->execute({.sql = sql, .parameters = &none});
}

void Harness::fresh_database(const std::string& name) {
  transactions_.clear();
  backend_ = with_contract(make_backend(name_));  // a real engine keeps no database that pooled connections are in
  if (!is_emulated()) {
    if (!database_.empty()) {
      run_outside("DROP DATABASE IF EXISTS " + database_);
    }
    run_outside("DROP DATABASE IF EXISTS " + name);
  }
  database_ = name;
  run_outside("CREATE DATABASE " + name);
}

bool Harness::offers(const std::string& extension) {
  if (is_emulated()) {
    return true;
  }
  const std::vector<Parameter> name{{.name = "name", .value = extension}};
  const std::string sql = "SELECT name FROM pg_available_extensions WHERE name = :name";
  return !open(database_)->execute({.sql = sql, .parameters = &name}).rows.empty();
}

Result Harness::execute(const Command& command, const std::string& transaction) {
  if (transaction.empty()) {
    return open(database_)->execute(command);
  }
  const auto found = transactions_.find(transaction);
  if (found == transactions_.end()) {
    throw std::runtime_error("no open transaction " + transaction);
  }
  return found->second->execute(command);
}

void Harness::begin(const std::string& transaction) {
  std::unique_ptr<Session> session = open(database_);
  session->begin();
  transactions_[transaction] = std::move(session);
}

void Harness::commit(const std::string& transaction) {
  transactions_.at(transaction)->commit();
  transactions_.erase(transaction);
}

void Harness::rollback(const std::string& transaction) {
  transactions_.at(transaction)->rollback();
  transactions_.erase(transaction);
}

}  // namespace cases
