// A small reader of its own, since what PostgreSQL accepts here is not quite what libxml2 does.
#include "sql/postgres/xml_text/declaration.hpp"

#include <algorithm>

#include "sql/postgres/xml_text/names.hpp"

namespace emulator::postgres::xml_text {

namespace {

constexpr std::string_view opening = "<?xml";

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }
  bool at_space() const { return !at_end() && is_space(text_[at_]); }
  void skip_spaces() {
    while (at_space()) {
      ++at_;
    }
  }
  bool take(std::string_view word) {
    const bool found = text_.substr(at_).starts_with(word);
    at_ += found ? word.size() : 0;
    return found;
  }
  // = "value", with spaces anywhere. Empty: something else stands there.
  std::optional<std::string> take_value() {
    skip_spaces();
    if (!take("=")) {
      return std::nullopt;
    }
    skip_spaces();
    if (at_end() || (text_[at_] != '"' && text_[at_] != '\'')) {
      return std::nullopt;
    }
    const std::size_t end = text_.find(text_[at_], at_ + 1);
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    std::string value(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return value;
  }
  // A further word that spaces set apart. `begin` is where they begin.
  bool take_further(std::string_view word, std::size_t& begin) {
    begin = at_;
    skip_spaces();
    if (take(word)) {
      return true;
    }
    at_ = begin;
    return false;
  }
  bool is_space_at(std::size_t place) const { return place < text_.size() && is_space(text_[place]); }
  // Goes behind the next `word`. False: there is none.
  bool pass(std::string_view word) {
    const std::size_t found = text_.find(word, at_);
    at_ = found == std::string_view::npos ? text_.size() : found + word.size();
    return found != std::string_view::npos;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<DeclarationFault> read_standalone(Reader& reader, Declaration& declaration) {
  std::size_t begin = 0;
  if (!reader.take_further("standalone", begin)) {
    return std::nullopt;
  }
  if (!reader.is_space_at(begin)) {
    return DeclarationFault::missing_space;
  }
  const std::optional<std::string> value = reader.take_value();
  if (!value || (*value != "yes" && *value != "no")) {
    return DeclarationFault::wrong_standalone;
  }
  declaration.standalone = *value == "yes";
  return std::nullopt;
}

std::optional<DeclarationFault> read_parts(Reader& reader, Declaration& declaration) {
  if (!reader.at_space()) {
    return DeclarationFault::missing_space;
  }
  reader.skip_spaces();
  if (!reader.take("version")) {
    return DeclarationFault::missing_version;
  }
  declaration.version = reader.take_value();
  if (!declaration.version) {
    return DeclarationFault::missing_version;
  }
  std::size_t begin = 0;
  if (reader.take_further("encoding", begin)) {
    if (!reader.is_space_at(begin)) {
      return DeclarationFault::missing_space;
    }
    if (!reader.take_value()) {
      return DeclarationFault::missing_encoding;
    }
  }
  if (const std::optional<DeclarationFault> fault = read_standalone(reader, declaration)) {
    return fault;
  }
  reader.skip_spaces();
  return reader.take("?>") ? std::nullopt : std::optional(DeclarationFault::not_finished);
}

}  // namespace

std::string words_of(DeclarationFault fault) {
  switch (fault) {
    case DeclarationFault::invalid_character:
      return "Invalid character value.";
    case DeclarationFault::missing_encoding:
      return "Missing encoding in text declaration.";
    case DeclarationFault::missing_space:
      return "Space required.";
    case DeclarationFault::missing_version:
      return "Malformed declaration: missing version.";
    case DeclarationFault::not_finished:
      return "Parsing XML declaration: '?>' expected.";
    case DeclarationFault::wrong_standalone:
      return "standalone accepts only 'yes' or 'no'.";
  }
  return {};
}

std::optional<DeclarationFault> read_declaration(std::string_view text, Declaration& declaration) {
  declaration = {};
  Reader reader(text);
  const bool is_instruction = text.starts_with(opening) && begins_with_name_character(text.substr(opening.size()));
  if (!reader.take(opening) || is_instruction) {  // <?xml-stylesheet … ?>
    return std::nullopt;
  }
  if (const std::optional<DeclarationFault> fault = read_parts(reader, declaration)) {
    return fault;
  }
  const std::string_view read = text.substr(0, reader.at());
  if (std::any_of(read.begin(), read.end(), [](char c) { return static_cast<unsigned char>(c) > 127; })) {
    return DeclarationFault::invalid_character;
  }
  declaration.size = reader.at();
  return std::nullopt;
}

std::string written_declaration(const std::optional<std::string>& version, std::optional<bool> standalone) {
  if (version.value_or("1.0") == "1.0" && !standalone) {
    return {};
  }
  std::string written = "<?xml version=\"" + version.value_or("1.0") + "\"";
  if (standalone) {
    written += *standalone ? " standalone=\"yes\"" : " standalone=\"no\"";
  }
  return written + "?>";
}

std::string shown(const std::string& document) {
  Declaration declaration;
  if (read_declaration(document, declaration)) {
    return document;
  }
  std::string text = written_declaration(declaration.version, declaration.standalone);
  // Where nothing stands in its place, the line that it stood on goes too.
  const bool leaves_line = text.empty() && declaration.size < document.size() && document[declaration.size] == '\n';
  return text.append(document, declaration.size + (leaves_line ? 1 : 0), std::string::npos);
}

bool begins_with_doctype(std::string_view text) {
  Reader reader(text);
  for (;;) {
    reader.skip_spaces();
    if (reader.take("<!DOCTYPE")) {
      return true;
    }
    if (reader.take("<!--")) {
      if (!reader.pass("--") || !reader.take(">")) {
        return false;
      }
    } else if (!reader.take("<?") || !reader.pass("?>")) {
      return false;
    }
  }
}

}  // namespace emulator::postgres::xml_text
