// Plays every file of fixtures/exchanges through Service::handle. Its README says what a file holds.
#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "api/error_response.hpp"
#include "api/limits.hpp"
#include "api/service.hpp"
#include "backend/contract.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "declaration.hpp"
#include "scripted_backend.hpp"

namespace emulator {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

const std::string transaction_placeholder = "<transactionId>";

json::value read_json(const fs::path& file) {
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  json::error_code error;
  json::value value = json::parse(text, error);
  if (error) throw std::runtime_error(file.string() + ": " + error.message());
  return value;
}

std::string text_at(const json::object& object, std::string_view key, std::string_view otherwise) {
  const auto* value = object.if_contains(key);
  return value == nullptr ? std::string(otherwise) : std::string(value->as_string());
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

const test::Declaration& declaration() {
  static const test::Declaration declared{read_json(DATA_API_FILE)};
  return declared;
}

// An engine that answers from a list and writes down what it is asked.
class ScriptedBackend final : public backend::Backend {
 public:
  explicit ScriptedBackend(backend::Engine engine) : engine_(engine) {}
  backend::Engine engine() const override { return engine_; }
  std::unique_ptr<backend::Session> open(const backend::SessionOptions& options) override {
    asked.push_back("open " + options.database + (options.user.empty() ? "" : " as " + options.user));
    return std::make_unique<ScriptedSession>(*this);
  }

  std::vector<std::string> asked;
  std::deque<json::value> answers;

 private:
  class ScriptedSession final : public backend::Session {
   public:
    explicit ScriptedSession(ScriptedBackend& backend) : backend_(backend) {}
    void begin() override { backend_.asked.push_back("begin"); }
    void commit() override {
      backend_.asked.push_back("commit");
      if (!backend_.answers.empty()) test::play(backend_.take());
    }
    void rollback() override { backend_.asked.push_back("rollback"); }
    backend::Result execute(const backend::Command& command) override {
      backend_.asked.push_back(test::describe(command));
      return test::play(backend_.take());
    }
    bool reset() noexcept override {
      backend_.asked.push_back("reset");
      return true;
    }

   private:
    ScriptedBackend& backend_;
  };

  json::value take() {
    if (answers.empty()) throw std::runtime_error("the script has no answer left");
    json::value next = answers.front();
    answers.pop_front();
    return next;
  }

  backend::Engine engine_;
};

// One file: a fresh program, then its exchanges in turn.
class Player {
 public:
  explicit Player(const json::object& file) {
    const json::object cluster = file.contains("cluster") ? file.at("cluster").as_object() : json::object();
    clusters::ClusterConfig config;
    config.engine = text_at(cluster, "engine", "mysql") == "mysql" ? backend::Engine::mysql : backend::Engine::postgres;
    config.generation =
        text_at(cluster, "generation", "v2") == "v1" ? clusters::Generation::v1 : clusters::Generation::v2;
    backend_ = std::make_shared<ScriptedBackend>(config.engine);
    const auto watched = backend::with_contract(backend_);
    const bool strict = cluster.contains("strict");
    registry_ = std::make_unique<clusters::Registry>([watched](const clusters::ClusterConfig&) { return watched; },
                                                     clusters::Registry::Options{config, strict});
    if (cluster.contains("secret")) secrets_.add(text_at(cluster, "secret", ""), {"alice", "wonder"});
    if (cluster.contains("autoPause")) pause_after(cluster.at("autoPause").as_array());
    if (const auto* faults = cluster.if_contains("faults")) {
      for (const json::value& fault : faults->as_array()) {
        faults_.add(api::injected_fault_from(std::string_view(fault.as_string())));
      }
    }
    if (cluster.contains("accessKey")) access_keys_.add(text_at(cluster, "accessKey", ""), "secret");
    service_ = std::make_unique<api::Service>(api::Environment{clock_, *registry_, secrets_, transactions_,
                                                               *auto_pause_, faults_, access_keys_, background_});
  }

  void play(const json::object& exchange) {
    const std::string what = text_at(exchange, "what", "");
    CAPTURE(what);
    script(exchange);
    if (const auto* minutes = exchange.if_contains("minutesLater")) {
      clock_.advance(std::chrono::minutes(minutes->as_int64()));
    }
    if (const auto* seconds = exchange.if_contains("secondsLater")) {
      clock_.advance(std::chrono::seconds(seconds->as_int64()));
    }
    send(exchange.at("request").as_object());
    compare(text_at(exchange.at("request").as_object(), "path", ""), exchange.at("response").as_object());
    compare_asked(exchange);
  }

 private:
  void pause_after(const json::array& seconds) {
    auto_pause_ = std::make_unique<clusters::AutoPause>(
        clock_, clusters::AutoPause::Times{std::chrono::seconds(seconds.at(0).as_int64()),
                                           std::chrono::seconds(seconds.at(1).as_int64())});
  }

  void script(const json::object& exchange) {
    backend_->asked.clear();
    backend_->answers.clear();
    const auto* engine = exchange.if_contains("engine");
    if (engine == nullptr) return;
    for (const json::value& answer : engine->as_array()) backend_->answers.push_back(answer);
  }

  void send(const json::object& request) {
    std::string body = text_at(request, "text", "");
    if (const auto* members = request.if_contains("body")) body = json::serialize(*members);
    replace_all(body, transaction_placeholder, transaction_id_);
    const std::string method = text_at(request, "method", "POST");
    const std::string target = text_at(request, "path", "");
    service_->handle({.method = method, .target = target, .body = body, .headers = {}}, response_);
  }

  void compare(const std::string& path, const json::object& expected) {
    CAPTURE(response_.body);
    CHECK(response_.status == expected.at("status").as_int64());
    CHECK(response_.error_type == text_at(expected, "errorType", ""));
    CHECK(response_.content_type == "application/json");
    CHECK(response_.request_id.size() == 36);
    if (expected.contains("text")) CHECK(response_.body == text_at(expected, "text", ""));
    json::error_code error;
    json::value body = json::parse(response_.body, error);
    REQUIRE_FALSE(error);
    CHECK(declaration().fault_of(path, response_.status, response_.error_type, body) == "");
    if (!expected.contains("body")) return;
    std::string wanted = json::serialize(expected.at("body"));
    remember_transaction(body, wanted);
    CHECK(json::serialize(body) == json::serialize(json::parse(wanted)));
  }

  // A new id is only known once it is answered; what it must look like is the unit tests' business.
  void remember_transaction(const json::value& body, std::string& wanted) {
    const auto* object = body.if_object();
    if (object != nullptr && object->contains("transactionId")) {
      transaction_id_ = std::string(object->at("transactionId").as_string());
      CHECK(transaction_id_.size() == 204);
    }
    replace_all(wanted, transaction_placeholder, transaction_id_);
  }

  void compare_asked(const json::object& exchange) {
    const auto* asked = exchange.if_contains("asked");
    if (asked == nullptr) return;
    std::vector<std::string> wanted;
    for (const json::value& line : asked->as_array()) wanted.emplace_back(line.as_string());
    CHECK(backend_->asked == wanted);
  }

  std::shared_ptr<ScriptedBackend> backend_;
  ManualClock clock_{std::chrono::system_clock::time_point{}};
  clusters::Transactions transactions_{
      clock_, {.idle = std::chrono::minutes(3), .total = std::chrono::hours(24), .wait = std::chrono::seconds(1)}};
  std::unique_ptr<clusters::Registry> registry_;
  clusters::Secrets secrets_;
  std::unique_ptr<clusters::AutoPause> auto_pause_ = std::make_unique<clusters::AutoPause>(clock_, std::nullopt);
  api::FaultInjector faults_{clock_};
  api::AccessKeys access_keys_;
  api::Background background_;
  std::unique_ptr<api::Service> service_;
  api::HttpResponse response_;
  std::string transaction_id_;
};

TEST_CASE("golden exchanges") {
  set_log_level(LogLevel::error);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(EXCHANGES_FOLDER)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() > 10);
  for (const fs::path& file : files) {
    CAPTURE(file.string());
    const json::value content = read_json(file);
    Player player(content.as_object());
    for (const json::value& exchange : content.at("exchanges").as_array()) player.play(exchange.as_object());
  }
}

TEST_CASE("the operation table is what the declaration says") {
  const json::value declaration = read_json(DATA_API_FILE);
  const json::object& operations = declaration.at("operations").as_object();
  CHECK(operations.size() == api::operations().size());
  for (const api::Operation& operation : api::operations()) {
    CAPTURE(std::string(operation.name));
    const auto* declared = operations.if_contains(operation.name);
    REQUIRE(declared != nullptr);
    CHECK(declared->at("path").as_string() == operation.path);
    for (int i = 0; i <= static_cast<int>(Fault::validation); ++i) {
      const Fault fault = static_cast<Fault>(i);
      const auto name = api::exception_name(fault);
      const json::array& errors = declared->at("errors").as_array();
      const bool listed = std::find(errors.begin(), errors.end(), json::value(json::string(name))) != errors.end();
      CAPTURE(std::string(name));
      CHECK(operation.faults.has(fault) == listed);
    }
  }
  const json::object& errors = declaration.at("errors").as_object();
  for (int i = 0; i <= static_cast<int>(Fault::validation); ++i) {
    const Fault fault = static_cast<Fault>(i);
    CAPTURE(std::string(api::exception_name(fault)));
    const auto* declared = errors.if_contains(api::exception_name(fault));
    REQUIRE(declared != nullptr);
    CHECK(declared->at("status").as_int64() == api::exception_status(fault));
    CHECK(api::unmodelled_faults().has(fault) == declared->as_object().contains("unmodelled"));
  }
}

TEST_CASE("the limits are what the declaration says") {
  const json::value declaration = read_json(DATA_API_FILE);
  const json::object& declared = declaration.at("limits").as_object();
  const std::vector<std::pair<std::string, std::int64_t>> limits = {
      {"requestBytes", api::limits::request_bytes},
      {"resultBytes", api::limits::result_bytes},
      {"formattedRecordsBytes", api::limits::formatted_records_bytes},
      {"sqlCharacters", api::limits::sql_characters},
      {"nameCharacters", api::limits::name_characters},
      {"statementSeconds", api::limits::statement_time.count()},
      {"transactionIdleMinutes", api::limits::transaction_idle_time.count()},
      {"transactionHours", api::limits::transaction_total_time.count()},
  };
  CHECK(declared.size() == limits.size());
  for (const auto& [name, limit] : limits) CHECK(declared.at(name).as_int64() == limit);
}

}  // namespace
}  // namespace emulator
