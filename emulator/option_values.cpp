// See the header.
#include "option_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string>

#include "base/text.hpp"

namespace emulator {

namespace {

constexpr std::size_t longest_name = 63;

[[noreturn]] void refuse(const std::string& message) {
  throw std::invalid_argument(message);
}

bool is_name_character(char c) {
  return is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == '_';
}

bool is_cluster_name(std::string_view text) {
  return !text.empty() && text.size() <= longest_name && std::ranges::all_of(text, is_name_character);
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return ascii_istarts_with(text, prefix); });
}

}  // namespace

backend::Engine engine_from(std::string_view text) {
  if (text == "mysql" || text == "aurora-mysql") return backend::Engine::mysql;
  if (text == "postgres" || text == "postgresql" || text == "aurora-postgresql") return backend::Engine::postgres;
  refuse("'" + std::string(text) + "' is no engine: mysql or postgres");
}

clusters::Generation generation_from(std::string_view text) {
  if (text == "v1") return clusters::Generation::v1;
  if (text == "v2") return clusters::Generation::v2;
  refuse("'" + std::string(text) + "' is no generation: v1 or v2");
}

clusters::ClusterConfig cluster_from(std::string_view text, clusters::Generation default_generation) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) refuse("a cluster is written NAME=ENGINE or NAME=URL");
  clusters::ClusterConfig config;
  config.name = text.substr(0, equals);
  config.generation = default_generation;
  if (!is_cluster_name(config.name)) {
    refuse("'" + config.name + "' is no cluster name: 1 to 63 letters, digits, hyphens and underscores");
  }
  std::string_view target = text.substr(equals + 1);
  // Only these two endings: URLs with several hosts have commas of their own.
  for (const std::string_view ending : {",v1", ",v2"}) {
    if (!target.ends_with(ending)) continue;
    config.generation = generation_from(ending.substr(1));
    target.remove_suffix(ending.size());
    break;
  }
  if (starts_with_any(target, {"postgresql://", "postgres://"})) {
    config.engine = backend::Engine::postgres;
    config.url = target;
  } else if (starts_with_any(target, {"mysql://"})) {
    config.engine = backend::Engine::mysql;
    config.url = target;
  } else {
    config.engine = engine_from(target);
  }
  return config;
}

Secret secret_from(std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':', std::min(equals, text.size()));
  if (equals == 0 || equals == std::string_view::npos || colon == std::string_view::npos || colon == equals + 1) {
    refuse("a secret is written ARN=user:password");
  }
  return {std::string(text.substr(0, equals)), std::string(text.substr(equals + 1, colon - equals - 1)),
          std::string(text.substr(colon + 1))};
}

namespace {

// Of "name = value"; empty if the line has another name.
std::string_view value_in(std::string_view line, std::string_view name) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos || ascii_trim(line.substr(0, equals)) != name) return {};
  return ascii_trim(line.substr(equals + 1));
}

std::vector<AccessKey> access_keys_in(const std::string& path) {
  std::ifstream file(path);
  if (!file) refuse("the credentials '" + path + "' are neither KEY:SECRET nor a file that can be read");
  std::vector<AccessKey> keys;
  for (std::string line; std::getline(file, line);) {
    const std::string_view id = value_in(line, "aws_access_key_id");
    const std::string_view secret = value_in(line, "aws_secret_access_key");
    if (ascii_trim(line).starts_with('[')) keys.emplace_back();
    if (!id.empty() || !secret.empty()) {
      if (keys.empty()) keys.emplace_back();
      (id.empty() ? keys.back().secret : keys.back().id) = id.empty() ? secret : id;
    }
  }
  std::erase_if(keys, [](const AccessKey& key) { return key.id.empty() || key.secret.empty(); });
  if (keys.empty()) refuse("the credentials file '" + path + "' holds no access key with its secret");
  return keys;
}

std::chrono::milliseconds seconds_from(std::string_view text) {
  double seconds = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr double longest = 1e9;
  if (code != std::errc{} || end != text.data() + text.size() || !(seconds > 0 && seconds <= longest)) {
    refuse("'" + std::string(text) + "' is no number of seconds");
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

}  // namespace

std::vector<AccessKey> access_keys_from(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view id = text.substr(0, colon);
  const bool is_key = colon != std::string_view::npos && colon + 1 < text.size() &&
                      std::ranges::all_of(id, [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c); });
  if (!is_key || id.empty()) return access_keys_in(std::string(text));
  return {{std::string(id), std::string(text.substr(colon + 1))}};
}

clusters::AutoPause::Times auto_pause_from(std::string_view text) {
  constexpr std::chrono::seconds usual_resume{15};  // "approximately 15 seconds", says the user guide
  const std::size_t colon = std::min(text.find(':'), text.size());
  clusters::AutoPause::Times times{seconds_from(text.substr(0, colon)), usual_resume};
  if (colon < text.size()) times.resume = seconds_from(text.substr(colon + 1));
  return times;
}

InitScript init_script_from(std::string_view text) {
  InitScript script{{}, {}, std::string(text)};
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return script;
  const std::string_view target = text.substr(0, equals);
  const std::size_t slash = std::min(target.find('/'), target.size());
  if (!is_cluster_name(target.substr(0, slash))) return script;  // a path with '=' in it
  script.cluster = target.substr(0, slash);
  if (slash < target.size()) script.database = target.substr(slash + 1);
  script.path = text.substr(equals + 1);
  if (script.path.empty()) refuse("an init script is written [CLUSTER[/DATABASE]=]PATH");
  return script;
}

}  // namespace emulator
