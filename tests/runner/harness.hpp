// Harness: an engine that case files run on, real or embedded. Every file gets an empty database, usually "cases".
#pragma once

#include <map>
#include <memory>
#include <string>

#include "backend/backend.hpp"

namespace cases {

class Harness {
 public:
  // `name` is emulated-mysql, emulated-postgres, mysql or postgres; the real ones take their address from
  // EMULATOR_TEST_MYSQL and EMULATOR_TEST_POSTGRES. Throws std::runtime_error.
  explicit Harness(const std::string& name);

  const std::string& name() const { return name_; }
  bool is_emulated() const;
  const std::string& dialect() const { return dialect_; }  // "mysql" or "postgres"

  static constexpr const char* usual_database = "cases";

  void fresh_database(const std::string& name = usual_database);
  // Whether CREATE EXTENSION finds it; the embedded engine answers for itself.
  bool offers(const std::string& extension);
  // One statement by itself, or in an open transaction.
  emulator::backend::Result execute(const emulator::backend::Command& command, const std::string& transaction);
  void begin(const std::string& transaction);
  void commit(const std::string& transaction);
  void rollback(const std::string& transaction);

 private:
  std::unique_ptr<emulator::backend::Session> open(const std::string& database);
  void run_outside(const std::string& sql);

  std::string name_, dialect_, database_;
  std::shared_ptr<emulator::backend::Backend> backend_;
  std::map<std::string, std::unique_ptr<emulator::backend::Session>> transactions_;
};

}  // namespace cases
