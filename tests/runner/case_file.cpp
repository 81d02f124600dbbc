// Reading and writing case files.
#include "runner/case_file.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/base64.hpp"

namespace cases {

namespace {

using emulator::Value;
using emulator::backend::TypeHint;

class Reader {
 public:
  explicit Reader(const std::filesystem::path& path) : path_(path), input_(path) {
    if (!input_) {
      throw std::runtime_error("cannot read " + path.string());
    }
  }

  CaseFile read() {
    CaseFile file{path_, {}, {}, {}};
    Record record;
    while (next()) {
      if (line_.empty() || line_.front() == '#') {
        record.head += line_ + "\n";
        continue;
      }
      record.head += line_ + "\n";
      if (modifier(record)) {
        continue;
      }
      header(record);
      const bool has_body =
          record.kind != RecordKind::begin && record.kind != RecordKind::commit && record.kind != RecordKind::rollback;
      if (has_body) {
        body(record);
      }
      file.records.push_back(std::move(record));
      record = {};
    }
    file.tail = record.head;
    file.extensions = extensions_;
    return file;
  }

 private:
  bool next() {
    ++number_;
    return static_cast<bool>(std::getline(input_, line_));
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(path_.string() + ":" + std::to_string(number_) + ": " + what);
  }

  bool modifier(Record& record) {
    std::istringstream words(line_);
    std::string word;
    words >> word;
    if (word == "xfail") {
      words >> record.expected_failure;
      if (record.expected_failure.empty()) {
        fail("xfail needs the place where the gap is written down");
      }
    } else if (word == "oracle-differs") {
      words >> word;
      if (word.empty() || word.back() != ':' || words.peek() == EOF) {
        fail("oracle-differs ENGINE: why; https://the.manual/page");
      }
      if (line_.find("https://") == std::string::npos) {
        fail("oracle-differs needs the address of the manual's page");
      }
      word.pop_back();
      record.differs_from.push_back(word);
    } else if (word == "only") {
      words >> record.only;
    } else if (word == "needs") {
      if (!(words >> extensions_.emplace_back())) {
        fail("needs EXTENSION");
      }
    } else if (word == "param") {
      record.parameters.push_back(parameter(words));
    } else {
      return false;
    }
    return true;
  }

  // param NAME KIND [VALUE to the end of the line]; KIND may carry a typeHint: string:UUID.
  emulator::backend::Parameter parameter(std::istringstream& words) const {
    emulator::backend::Parameter parameter;
    std::string kind, value;
    words >> parameter.name >> kind;
    std::getline(words >> std::ws, value);
    const std::size_t colon = kind.find(':');
    if (colon != std::string::npos) {
      parameter.hint = hint(kind.substr(colon + 1));
      kind.resize(colon);
    }
    if (kind == "null") {
      parameter.value = emulator::Null{};
    } else if (kind == "string") {
      parameter.value = value;
    } else if (kind == "long") {
      parameter.value = std::int64_t{std::stoll(value)};
    } else if (kind == "double") {
      parameter.value = std::stod(value);
    } else if (kind == "boolean") {
      parameter.value = value == "true";
    } else if (kind == "blob") {
      parameter.value = emulator::Bytes{emulator::decode_base64(value).value()};
    } else {
      fail("unknown kind of parameter: " + kind);
    }
    return parameter;
  }

  TypeHint hint(const std::string& name) const {
    static const std::pair<const char*, TypeHint> hints[] = {
        {"DATE", TypeHint::date}, {"TIME", TypeHint::time},       {"TIMESTAMP", TypeHint::timestamp},
        {"UUID", TypeHint::uuid}, {"DECIMAL", TypeHint::decimal}, {"JSON", TypeHint::json}};
    for (const auto& [text, hint] : hints) {
      if (name == text) {
        return hint;
      }
    }
    fail("unknown typeHint: " + name);
  }

  void header(Record& record) const {
    static const std::pair<const char*, RecordKind> kinds[] = {
        {"statement", RecordKind::statement}, {"query", RecordKind::query}, {"rows", RecordKind::rows},
        {"error", RecordKind::error},         {"begin", RecordKind::begin}, {"commit", RecordKind::commit},
        {"rollback", RecordKind::rollback}};
    std::istringstream words(line_);
    std::string word;
    words >> word;
    bool known = false;
    for (const auto& [text, kind] : kinds) {
      if (word == text) {
        record.kind = kind;
        known = true;
      }
    }
    if (!known) {
      fail("unknown record: " + word);
    }
    record.line = number_;
    if (record.kind == RecordKind::error && !(words >> record.code)) {
      fail("error needs a code");
    }
    while (words >> word) {
      std::string value;
      words >> value;
      if (word == "in") {
        record.transaction = value;
      } else if (word == "count") {
        record.count = std::stoll(value);
      } else if (word == "generated") {
        record.generated = std::stoll(value);
      } else if (word == "position") {
        record.position = std::stoul(value);
      } else {
        fail("unknown word: " + word);
      }
    }
  }

  // SQL up to ---- or an empty line; then what is expected, up to an empty line.
  void body(Record& record) {
    while (next() && !line_.empty() && line_ != "----") {
      record.sql += (record.sql.empty() ? "" : "\n") + line_;
    }
    if (record.sql.empty()) {
      fail("no SQL");
    }
    if (line_ != "----") {
      return;
    }
    while (next() && !line_.empty()) {
      record.expected += line_ + "\n";
    }
  }

  std::filesystem::path path_;
  std::ifstream input_;
  std::string line_;
  std::size_t number_ = 0;
  std::vector<std::string> extensions_;
};

// The header line again, since a rewritten record may have another count, code or position.
std::string header_line(const Record& record) {
  static constexpr const char* words[] = {"statement", "query", "rows", "error", "begin", "commit", "rollback"};
  std::string line = words[static_cast<std::size_t>(record.kind)];
  if (record.kind == RecordKind::error) {
    line += " " + record.code;
  }
  if (record.position) {
    line += " position " + std::to_string(*record.position);
  }
  if (!record.transaction.empty()) {
    line += " in " + record.transaction;
  }
  if (record.count) {
    line += " count " + std::to_string(*record.count);
  }
  if (record.generated) {
    line += " generated " + std::to_string(*record.generated);
  }
  return line + "\n";
}

}  // namespace

CaseFile read_case_file(const std::filesystem::path& path) {
  return Reader(path).read();
}

void write_case_file(const CaseFile& file) {
  std::ofstream output(file.path);
  for (const Record& record : file.records) {
    const std::size_t last = record.head.rfind('\n', record.head.size() - 2);
    output << (last == std::string::npos ? "" : record.head.substr(0, last + 1)) << header_line(record);
    if (record.sql.empty()) {
      continue;
    }
    output << record.sql << "\n";
    const bool has_answer = record.kind != RecordKind::statement;
    output << (has_answer ? "----\n" + record.expected : "") << "\n";
  }
  output << file.tail;
}

}  // namespace cases
