// Runs libpg_query's scanner and reads its answer, a protocol buffer of two simple messages (pg_query.proto:
// ScanResult and ScanToken), without a library for it.
#include "sql/postgres/read_source.hpp"

#include <pg_query.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"

namespace emulator::postgres {
namespace {

// The wire format of protocol buffers, as far as these messages use it:
// https://protobuf.dev/programming-guides/encoding/
class ProtocolBuffer {
 public:
  explicit ProtocolBuffer(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return bytes_.empty(); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) {
        break;
      }
    }
    return value;
  }

  std::string_view message() {
    const std::string_view content = bytes_.substr(0, varint_then_size());
    bytes_.remove_prefix(content.size());
    return content;
  }

 private:
  std::size_t varint_then_size() {
    const std::uint64_t size = varint();
    return std::min<std::uint64_t>(size, bytes_.size());
  }

  std::string_view bytes_;
};

constexpr std::uint64_t varint_wire_type = 0;
constexpr std::uint64_t message_wire_type = 2;

struct FreeScanResult {
  void operator()(PgQueryScanResult* result) const { pg_query_free_scan_result(*result); }
};

bool opens(std::string_view token) {
  return token == "(" || token == "[";
}
bool closes(std::string_view token) {
  return token == ")" || token == "]";
}

}  // namespace

SourceTokens::SourceTokens(std::string_view sql, std::size_t end) : sql_(sql) {
  const std::string terminated{sql};
  PgQueryScanResult result = pg_query_scan(terminated.c_str());
  const std::unique_ptr<PgQueryScanResult, FreeScanResult> owner{&result};
  if (result.error != nullptr) {
    throw make_error(Condition::internal_error, {"the statement cannot be scanned"});
  }
  ProtocolBuffer tokens{{result.pbuf.data, result.pbuf.len}};
  while (!tokens.at_end()) {
    const std::uint64_t key = tokens.varint();
    if (key % 8 != message_wire_type) {
      tokens.varint();  // the version
      continue;
    }
    ProtocolBuffer fields{tokens.message()};
    Token token{};
    while (!fields.at_end()) {
      const std::uint64_t field_key = fields.varint();
      const auto value = static_cast<std::uint32_t>(fields.varint());
      if (field_key == (1U * 8 + varint_wire_type)) {
        token.begin = value;
      } else if (field_key == (2U * 8 + varint_wire_type)) {
        token.end = value;
      }
    }
    const std::string_view text = sql_.substr(token.begin, token.end - token.begin);
    if (token.begin < end && !text.starts_with("--") && !text.starts_with("/*")) {
      tokens_.push_back(token);
    }
  }
}

std::string_view SourceTokens::text(std::size_t index) const {
  if (index >= tokens_.size()) {
    return {};
  }
  return sql_.substr(tokens_[index].begin, tokens_[index].end - tokens_[index].begin);
}

std::size_t SourceTokens::at_or_after(std::uint32_t offset) const {
  const auto found = std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                                      [](const Token& token, std::uint32_t wanted) { return token.begin < wanted; });
  return static_cast<std::size_t>(found - tokens_.begin());
}

bool SourceTokens::is(std::size_t index, std::string_view word) const {
  return ascii_iequals(text(index), word);
}

std::size_t SourceTokens::find(TokenRange range, std::string_view word) const {
  int depth = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (depth == 0 && is(i, word)) {
      return i;
    }
    depth += opens(text(i)) ? 1 : closes(text(i)) ? -1 : 0;
  }
  return range.end;
}

std::size_t SourceTokens::find_last(TokenRange range, std::string_view word) const {
  std::size_t last = range.end;
  for (std::size_t i = find(range, word); i < range.end; i = find({i + 1, range.end}, word)) {
    last = i;
  }
  return last;
}

TokenRange SourceTokens::inside(std::size_t open) const {
  int depth = 0;
  for (std::size_t i = open; i < size(); ++i) {
    depth += opens(text(i)) ? 1 : closes(text(i)) ? -1 : 0;
    if (depth == 0) {
      return {open + 1, i};
    }
  }
  return {open + 1, size()};
}

std::vector<TokenRange> SourceTokens::split(TokenRange range) const {
  std::vector<TokenRange> parts;
  std::size_t begin = range.begin;
  while (begin < range.end) {
    const std::size_t comma = find({begin, range.end}, ",");
    parts.push_back({begin, comma});
    begin = comma + 1;
  }
  return parts;
}

TokenRange SourceTokens::element(TokenRange range) const {
  int depth = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::string_view token = text(i);
    if (depth == 0 && (token == "," || closes(token))) {
      return {range.begin, i};
    }
    depth += opens(token) ? 1 : closes(token) ? -1 : 0;
  }
  return range;
}

std::string SourceTokens::slice(TokenRange range) const {
  if (range.begin >= range.end || range.end > size()) {
    return {};
  }
  const std::uint32_t begin = tokens_[range.begin].begin;
  return std::string{sql_.substr(begin, tokens_[range.end - 1].end - begin)};
}

}  // namespace emulator::postgres
