// Settings: what SET changes and SHOW tells of a session. Only settings that clients send are known, each with what the
// engine says by default; those with a meaning here are read by name when a statement runs. Unknown ones are refused.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bind/bound.hpp"
#include "sql/dialect.hpp"

namespace emulator::backend::emulated {

enum class SettingKind : std::uint8_t {
  text,
  boolean,
  integer,
  milliseconds,  // PostgreSQL: a number, or one with a unit ("5s"); 0: no limit
  time_zone,
  encoding,  // UTF-8 by any of its names
  isolation,
  list,                      // names, separated by commas
  text_search_configuration  // PostgreSQL
};

struct KnownSetting {
  std::string_view name;
  SettingKind kind;
  std::string_view value;  // by default
  bool read_only = false;
  std::string_view shown = {};    // where the engine writes the name with capitals: TimeZone
  bool is_word = false;           // of SET only: SET NAMES
  std::string_view choices = {};  // PostgreSQL: all values of a text that has but some, as its hint lists them

  std::string_view label() const { return shown.empty() ? name : shown; }
};

class Settings final : public sql::SystemVariables {
 public:
  explicit Settings(const sql::Dialect& dialect);

  // Throws undefined_setting, invalid_parameter_value, read_only_setting; feature_not_supported for a value that the
  // engine would take and this one cannot honour.
  void set(const bind::Setting& setting);
  // Its value as SHOW has it. Throws undefined_setting.
  std::string show(const std::string& name) const;
  std::optional<sql::UserVariable> system_variable(std::string_view name, bool is_global) const override;

  // A transaction's end takes back SET LOCAL; its rollback takes back SET too.
  void begin() { before_ = values_; }
  void commit();
  void rollback();
  bool reset();  // whether anything was changed

  // MySQL: @@collation_database is that of the database in use.
  void follow_database(std::string collation) { database_collation_ = std::move(collation); }

  bool is_changed(std::string_view name) const { return changed(name) != nullptr; }
  bool truth(std::string_view name) const;                              // false if there is no such setting
  std::chrono::milliseconds milliseconds(std::string_view name) const;  // 0: no limit
  std::chrono::seconds utc_offset() const;
  std::string named_time_zone() const;  // empty: the zone is a fixed offset
  std::vector<std::string> list(std::string_view name) const;
  // Changes whenever a value does that planning depends on: part of the plan cache's key.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  using Values = std::map<std::string, std::string, std::less<>>;

  const KnownSetting* find(std::string_view name) const;
  const std::string* changed(std::string_view name) const;
  std::string value(const KnownSetting& known) const;
  std::string checked(const KnownSetting& known, const std::vector<Value>& values) const;
  void refresh();

  const sql::Dialect& dialect_;
  Values values_, local_;
  std::optional<Values> before_;
  std::string fingerprint_;
  std::string database_collation_;  // empty: the server's
};

// The settings a dialect's engine has, sorted by name.
std::vector<KnownSetting> const& known_settings(const sql::Dialect& dialect);

}  // namespace emulator::backend::emulated
