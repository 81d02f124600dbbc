// Lines for the person who runs the program, on standard error: "2024-05-01T12:00:00.123Z warn: text". One line per
// call whatever the text holds. Payloads (SQL, parameters, rows) belong to level debug only.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emulator {

enum class LogLevel : std::uint8_t {
  error,
  warn,
  info,
  debug
};

std::string_view name_of(LogLevel level);
std::optional<LogLevel> log_level_from(std::string_view name);  // "error", "warn", "info", "debug"

// What is less important than this is dropped. Info until set. Both are safe from any thread.
void set_log_level(LogLevel level);
bool log_enabled(LogLevel level);

// Safe from any thread; lines never mix.
void log_line(LogLevel level, std::string_view text);

// Joins the pieces (anything a std::string can append, and integers), but only if the line will be shown.
template <class... Pieces>
void log(LogLevel level, const Pieces&... pieces) {
  if (!log_enabled(level)) return;
  std::string text;
  const auto append = [&text](const auto& piece) {
    if constexpr (std::integral<std::remove_cvref_t<decltype(piece)>>) {
      text += std::to_string(piece);
    } else {
      text += piece;
    }
  };
  (append(pieces), ...);
  log_line(level, text);
}

}  // namespace emulator
