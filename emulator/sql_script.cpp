// One pass over the text; a cursor that knows where quotes and comments end.
#include "sql_script.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "base/error.hpp"
#include "base/text.hpp"

namespace emulator {

namespace fs = std::filesystem;

namespace {

class Splitter {
 public:
  Splitter(std::string_view script, backend::Engine engine)
      : script_(script), mysql_(engine == backend::Engine::mysql) {}

  std::vector<ScriptStatement> run() {
    while (cursor_ < script_.size()) step();
    end_statement();
    return std::move(statements_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return cursor_ + ahead < script_.size() ? script_[cursor_ + ahead] : '\0'; }
  bool looking_at(std::string_view text) const { return script_.substr(cursor_).starts_with(text); }

  void step() {
    const char c = peek();
    if (is_ascii_space(c)) {
      ++cursor_;
    } else if (starts_line_comment()) {
      cursor_ = std::min(script_.find('\n', cursor_), script_.size());
    } else if (looking_at("/*") && !(mysql_ && looking_at("/*!"))) {
      skip_block_comment();
    } else if (c == ';') {
      end_statement();
      ++cursor_;
    } else {
      step_text(c);
    }
  }

  // Anything that belongs to a statement. MySQL's /*! ... */ is executed, so it is text and not a comment.
  void step_text(char c) {
    if (start_ == std::string_view::npos) start_ = cursor_;
    if (c == '\'' || c == '"' || (mysql_ && c == '`')) {
      skip_quoted(c, c != '`' && (mysql_ || (c == '\'' && follows_escape_prefix())));
    } else if (c == '$' && !mysql_ && skip_dollar_quoted()) {
    } else {
      cursor_ += looking_at("/*!") ? 3 : 1;
    }
    end_ = cursor_;
  }

  bool starts_line_comment() const {
    if (mysql_ && peek() == '#') return true;
    if (!looking_at("--")) return false;
    return !mysql_ || cursor_ + 2 >= script_.size() || is_ascii_space(peek(2));
  }

  void skip_block_comment() {
    std::size_t depth = 0;
    do {
      if (looking_at("/*") && (depth == 0 || !mysql_)) {
        ++depth;
        cursor_ += 2;
      } else if (looking_at("*/")) {
        --depth;
        cursor_ += 2;
      } else {
        ++cursor_;
      }
    } while (depth > 0 && cursor_ < script_.size());
  }

  // A doubled quote looks like the end of one text and the start of the next, which cuts at the same places.
  void skip_quoted(char quote, bool backslash_escapes) {
    ++cursor_;
    while (cursor_ < script_.size() && peek() != quote) cursor_ += backslash_escapes && peek() == '\\' ? 2 : 1;
    cursor_ = std::min(cursor_ + 1, script_.size());
  }

  bool is_word(std::size_t at) const {
    const char c = script_[at];
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
  }

  bool follows_escape_prefix() const {
    if (cursor_ == 0 || ascii_lower(script_[cursor_ - 1]) != 'e') return false;
    return cursor_ == 1 || !is_word(cursor_ - 2);
  }

  // $tag$ ... $tag$; a $ inside a word, or before a number, is none.
  bool skip_dollar_quoted() {
    if (cursor_ > 0 && is_word(cursor_ - 1)) return false;
    std::size_t end = cursor_ + 1;
    while (end < script_.size() && script_[end] != '$' && is_word(end)) ++end;
    if (end >= script_.size() || script_[end] != '$' || is_ascii_digit(script_[cursor_ + 1])) return false;
    const std::string_view tag = script_.substr(cursor_, end + 1 - cursor_);
    const std::size_t close = script_.find(tag, end + 1);
    cursor_ = close == std::string_view::npos ? script_.size() : close + tag.size();
    return true;
  }

  void end_statement() {
    if (start_ == std::string_view::npos) return;
    line_ += static_cast<std::size_t>(std::ranges::count(script_.substr(counted_, start_ - counted_), '\n'));
    counted_ = start_;
    statements_.push_back({script_.substr(start_, end_ - start_), line_});
    start_ = std::string_view::npos;
  }

  const std::string_view script_;
  const bool mysql_;
  std::size_t cursor_ = 0;
  std::size_t start_ = std::string_view::npos;  // of the statement at hand; npos: none has begun
  std::size_t end_ = 0;                         // behind its last character so far
  std::size_t line_ = 1;                        // of the byte at counted_
  std::size_t counted_ = 0;
  std::vector<ScriptStatement> statements_;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

std::vector<ScriptStatement> split_script(std::string_view script, backend::Engine engine) {
  return Splitter(script, engine).run();
}

std::vector<fs::path> script_files(const fs::path& path) {
  if (!fs::is_directory(path)) {
    if (!fs::exists(path)) throw std::runtime_error("there is no " + path.string());
    return {path};
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  }
  if (files.empty()) throw std::runtime_error("there is no .sql file in " + path.string());
  std::ranges::sort(files);
  return files;
}

void run_script(backend::Backend& backend, const std::string& database, const fs::path& file) {
  const std::string script = read_file(file);
  const std::vector<backend::Parameter> no_parameters;
  std::size_t line = 1;
  const auto fail = [&](const std::exception& error) {
    throw std::runtime_error(file.string() + ":" + std::to_string(line) + ": " + error.what());
  };
  try {
    const auto session = backend.open({database, {}, {}});
    for (const ScriptStatement& statement : split_script(script, backend.engine())) {
      line = statement.line;
      session->execute({statement.text, &no_parameters});
    }
  } catch (const SqlError& error) {
    fail(error);
  } catch (const ApiError& error) {
    fail(error);
  }
}

}  // namespace emulator
