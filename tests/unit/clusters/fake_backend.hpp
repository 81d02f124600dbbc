// A backend for tests of the floors above: its sessions do what a test's function says and write down what they were
// asked. Counts how many sessions are open.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "backend/backend.hpp"

namespace emulator::test {

class FakeBackend final : public backend::Backend, public std::enable_shared_from_this<FakeBackend> {
 public:
  using Answer = std::function<backend::Result(const backend::Command&)>;

  explicit FakeBackend(backend::Engine engine = backend::Engine::mysql) : engine_(engine) {}

  backend::Engine engine() const override { return engine_; }

  std::unique_ptr<backend::Session> open(const backend::SessionOptions& options) override {
    note("open " + options.database + "/" + options.user + "/" + options.password);
    ++open_sessions;
    return std::make_unique<FakeSession>(shared_from_this());
  }

  void note(std::string event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
  }

  // What happened since the last call.
  std::vector<std::string> events() {
    const std::lock_guard lock(mutex_);
    return std::exchange(events_, {});
  }

  Answer answer = [](const backend::Command&) { return backend::Result{}; };
  std::function<void()> on_commit = [] {};
  bool can_reset = true;
  std::atomic<int> open_sessions = 0;

 private:
  class FakeSession final : public backend::Session {
   public:
    explicit FakeSession(std::shared_ptr<FakeBackend> backend) : backend_(std::move(backend)) {}
    ~FakeSession() override { --backend_->open_sessions; }

    void begin() override { backend_->note("begin"); }
    void commit() override {
      backend_->note("commit");
      backend_->on_commit();
    }
    void rollback() override { backend_->note("rollback"); }
    backend::Result execute(const backend::Command& command) override {
      backend_->note("execute " + std::string(command.sql));
      return backend_->answer(command);
    }
    bool reset() noexcept override {
      backend_->note("reset");
      return backend_->can_reset;
    }

   private:
    std::shared_ptr<FakeBackend> backend_;
  };

  backend::Engine engine_;
  std::mutex mutex_;
  std::vector<std::string> events_;
};

}  // namespace emulator::test
