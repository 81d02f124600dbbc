// Values are kept as text, checked by the setting's kind when set.
#include "backend/emulated/settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <variant>

#include "backend/emulated/sql_modes.hpp"
#include "base/overloaded.hpp"
#include "base/text.hpp"

namespace emulator::backend::emulated {

namespace {

std::string text_of(const Value& value) {
  return std::visit(overloaded{
                        [](Null) { return std::string(); },
                        [](bool truth) { return std::string(truth ? "on" : "off"); },
                        [](std::int64_t number) { return std::to_string(number); },
                        [](double number) { return std::to_string(number); },
                        [](const std::string& text) { return text; },
                        [](const Bytes& bytes) { return bytes.data; },
                        [](const std::shared_ptr<const Array>&) { return std::string(); },
                    },
                    value);
}

template <class Number = std::int64_t>
std::optional<Number> whole_number(std::string_view text) {
  Number number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<bool> truth_from(std::string_view text) {
  const std::string word = ascii_lower(text);
  if (word == "on" || word == "true" || word == "yes" || word == "1" || word == "t" || word == "y") return true;
  if (word == "off" || word == "false" || word == "no" || word == "0" || word == "f" || word == "n") return false;
  return std::nullopt;
}

// "5s", "200ms", "1 min", "30".
std::optional<std::int64_t> milliseconds_from(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_ascii_digit(text[digits])) ++digits;
  const auto number = whole_number(text.substr(0, digits));
  if (!number) return std::nullopt;
  const std::string_view unit = ascii_trim(text.substr(digits));
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> units{
      {{"", 1}, {"ms", 1}, {"s", 1000}, {"min", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
  for (const auto& [name, factor] : units) {
    if (name == unit) return *number * factor;
  }
  return std::nullopt;
}

// UTC by its names, and offsets as MySQL writes them. Seconds east of Greenwich.
std::optional<std::int64_t> offset_from(std::string_view zone) {
  for (const std::string_view name : {"utc", "gmt", "z", "etc/utc", "system", "default", "universal", "zulu"}) {
    if (ascii_iequals(zone, name)) return 0;
  }
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const auto hours = whole_number(zone.substr(1, 2));
  const auto minutes = whole_number(zone.substr(4, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (*hours * 3600 + *minutes * 60);
}

bool is_utf8(std::string_view name) {
  for (const std::string_view known : {"utf8mb4", "utf8mb3", "utf8", "utf-8", "unicode", "binary"}) {
    if (ascii_iequals(name, known)) return true;
  }
  return false;
}

// The one of "base64, hex" that is meant, whatever its case.
std::optional<std::string> choice_of(std::string_view choices, std::string_view text) {
  while (!choices.empty()) {
    const std::size_t comma = choices.find(',');
    const std::string_view choice = ascii_trim(choices.substr(0, comma));
    if (ascii_iequals(choice, text)) return std::string(choice);
    choices.remove_prefix(comma == std::string_view::npos ? choices.size() : comma + 1);
  }
  return std::nullopt;
}

bool is_isolation(std::string_view name) {
  std::string words = ascii_lower(name);
  std::replace(words.begin(), words.end(), '-', ' ');
  return words == "read uncommitted" || words == "read committed" || words == "repeatable read" ||
         words == "serializable";
}

// As a regconfig prints. Throws where it is the name of none.
std::string configuration_name(const sql::Dialect& dialect, const std::string& text) {
  static constexpr Type regconfig{.id = TypeId::oid, .name = "regconfig"};
  sql::CallContext context;
  const auto converted = [&](const Value& value, const Type& from, const Type& to) {
    const auto path = dialect.find_cast(from, to, sql::CastStrength::explicit_);
    return std::get<sql::Native>(path.value().function->lowering).function(std::span(&value, 1), context);
  };
  const Value configuration = converted(text, type(TypeId::text), regconfig);
  return std::get<std::string>(converted(configuration, regconfig, type(TypeId::text)));
}

std::string joined(const std::vector<Value>& values) {
  std::string text;
  for (const Value& value : values) text += (text.empty() ? "" : ", ") + text_of(value);
  return text;
}

}  // namespace

Settings::Settings(const sql::Dialect& dialect) : dialect_(dialect) {
  refresh();
}

const KnownSetting* Settings::find(std::string_view name) const {
  const auto& known = known_settings(dialect_);
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const KnownSetting& setting) { return ascii_iequals(setting.name, name); });
  return found == known.end() ? nullptr : &*found;
}

const std::string* Settings::changed(std::string_view name) const {
  if (const auto found = local_.find(name); found != local_.end()) return &found->second;
  if (const auto found = values_.find(name); found != values_.end()) return &found->second;
  return nullptr;
}

std::string Settings::value(const KnownSetting& known) const {
  if (const std::string* const text = changed(known.name)) return *text;
  const bool is_collation = known.name == "collation_database";
  if (database_collation_.empty() || (!is_collation && known.name != "character_set_database")) {
    return std::string(known.value);
  }
  return is_collation ? database_collation_ : database_collation_.substr(0, database_collation_.find('_'));
}

void Settings::set(const bind::Setting& setting) {
  const std::string name = ascii_lower(setting.name);
  const bool postgres = !dialect_.traits.schema_is_database;
  if (postgres && name == "all" && setting.values.empty()) {
    values_.clear();
    return refresh();
  }
  if (setting.scope == ast::VariableScope::global) {
    throw dialect_.error(
        Condition::insufficient_privilege,
        {"you need (at least one of) the SUPER or SYSTEM_VARIABLES_ADMIN privilege(s) for this operation"});
  }
  Values& target = setting.scope == ast::VariableScope::local && postgres ? local_ : values_;
  const KnownSetting* const known = find(name);
  const bool is_custom = postgres && known == nullptr && name.find('.') != std::string::npos;
  if (known == nullptr && !is_custom) throw dialect_.error(Condition::undefined_setting, {setting.name});
  if (known != nullptr && known->read_only) {
    throw dialect_.error(Condition::read_only_setting, {std::string(known->name)});
  }
  if (setting.values.empty()) {
    target.erase(name);
    values_.erase(name);
  } else {
    target[name] = is_custom ? joined(setting.values) : checked(*known, setting.values);
  }
  refresh();
}

std::string Settings::checked(const KnownSetting& known, const std::vector<Value>& values) const {
  const std::string text = joined(values);
  const auto refuse = [&]() -> SqlError {
    return dialect_.error(Condition::invalid_parameter_value, {std::string(known.name), text});
  };
  switch (known.kind) {
    case SettingKind::text:
      if (known.choices.empty()) return text;
      if (const auto choice = choice_of(known.choices, text)) return *choice;
      {
        SqlError error = refuse();
        error.hint = "Available values: " + std::string(known.choices) + ".";
        throw error;
      }
    case SettingKind::list: {
      if (!dialect_.traits.schema_is_database) return text;
      const auto modes = normalized_sql_mode(text);
      if (!modes) throw refuse();
      return *modes;
    }
    case SettingKind::boolean: {
      const auto truth = truth_from(text);
      if (!truth) throw refuse();
      const bool capitals = dialect_.traits.schema_is_database;
      return *truth ? (capitals ? "ON" : "on") : (capitals ? "OFF" : "off");
    }
    case SettingKind::integer:
      if (!whole_number(text) && !whole_number<std::uint64_t>(text)) throw refuse();  // MySQL has some of 64 bits
      return text;
    case SettingKind::milliseconds: {
      const auto duration = milliseconds_from(text);
      if (!duration) throw refuse();
      return std::to_string(*duration);
    }
    case SettingKind::time_zone:
      if (!offset_from(text) && !dialect_.has_time_zone(text)) {
        throw dialect_.error(Condition::feature_not_supported, {"time zone " + text});
      }
      return text;
    case SettingKind::encoding:
      if (!is_utf8(text)) throw dialect_.error(Condition::feature_not_supported, {"character set " + text});
      return text;
    case SettingKind::text_search_configuration:
      try {
        return "pg_catalog." + configuration_name(dialect_, text);
      } catch (const SqlError&) {
        throw refuse();
      }
    case SettingKind::isolation: {
      if (!is_isolation(text)) throw refuse();
      if (!dialect_.traits.schema_is_database) return text;
      std::string shown = ascii_upper(text);
      std::replace(shown.begin(), shown.end(), ' ', '-');
      return shown;
    }
  }
  return text;
}

std::string Settings::show(const std::string& name) const {
  if (const KnownSetting* const known = find(name)) {
    const std::string text = value(*known);
    if (known->kind != SettingKind::milliseconds || text == "0") return text;
    const std::int64_t duration = whole_number(text).value_or(0);
    if (duration % 60'000 == 0) return std::to_string(duration / 60'000) + "min";
    if (duration % 1000 == 0) return std::to_string(duration / 1000) + "s";
    return text + "ms";
  }
  if (const std::string* const custom = changed(ascii_lower(name))) return *custom;
  throw dialect_.error(Condition::undefined_setting, {name});
}

// MySQL: numbers are BIGINT, switches too; anything else is a text.
std::optional<sql::UserVariable> Settings::system_variable(std::string_view name, bool is_global) const {
  const KnownSetting* const known = find(name);
  if (known == nullptr || known->is_word) return std::nullopt;
  const std::string text = is_global ? std::string(known->value) : value(*known);
  if (known->kind == SettingKind::boolean) {
    return sql::UserVariable{std::int64_t{truth_from(text).value_or(false)}, type(TypeId::bigint)};
  }
  if (known->kind == SettingKind::integer) {
    const Type unsigned_number{.id = TypeId::bigint, .is_unsigned = true};
    const auto number = whole_number(text);
    return sql::UserVariable{number ? Value{*number} : Value{text}, unsigned_number};
  }
  return sql::UserVariable{text, type(TypeId::varchar)};
}

void Settings::commit() {
  before_.reset();
  if (local_.empty()) return;
  local_.clear();
  refresh();
}

void Settings::rollback() {
  local_.clear();
  if (before_) values_ = *std::exchange(before_, std::nullopt);
  refresh();
}

bool Settings::reset() {
  if (values_.empty() && local_.empty()) return false;
  values_.clear();
  local_.clear();
  before_.reset();
  refresh();
  return true;
}

bool Settings::truth(std::string_view name) const {
  const KnownSetting* const known = find(name);
  return known != nullptr && truth_from(value(*known)).value_or(false);
}

std::chrono::milliseconds Settings::milliseconds(std::string_view name) const {
  const KnownSetting* const known = find(name);
  return std::chrono::milliseconds{known == nullptr ? 0 : whole_number(value(*known)).value_or(0)};
}

// PostgreSQL reads such a name as POSIX does, which counts hours to the west.
std::chrono::seconds Settings::utc_offset() const {
  const bool counts_east = dialect_.traits.schema_is_database;
  const std::string* const zone = changed(counts_east ? "time_zone" : "timezone");
  const std::int64_t east = zone == nullptr ? 0 : offset_from(*zone).value_or(0);
  return std::chrono::seconds{counts_east ? east : -east};
}

std::string Settings::named_time_zone() const {
  const std::string* const zone = changed(dialect_.traits.schema_is_database ? "time_zone" : "timezone");
  return zone == nullptr || offset_from(*zone) ? std::string() : *zone;
}

std::vector<std::string> Settings::list(std::string_view name) const {
  std::vector<std::string> items;
  const KnownSetting* const known = find(name);
  if (known == nullptr) return items;
  const std::string text = value(*known);
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    std::string_view item = ascii_trim(rest.substr(0, comma));
    if (item.size() >= 2 && item.front() == '"' && item.back() == '"') item = item.substr(1, item.size() - 2);
    if (!item.empty()) items.emplace_back(item);
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
  return items;
}

void Settings::refresh() {
  fingerprint_.clear();
  for (const Values* const values : {&values_, &local_}) {
    for (const auto& [name, text] : *values) fingerprint_ += name + '=' + text + '\n';
  }
}

}  // namespace emulator::backend::emulated
