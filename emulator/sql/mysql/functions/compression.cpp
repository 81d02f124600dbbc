// COMPRESS and its kin: four bytes of length, the lowest first, and what zlib makes of the text
// (https://dev.mysql.com/doc/refman/8.0/en/encryption-functions.html).
#include <zlib.h>

#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

constexpr std::size_t length_bytes = 4;
constexpr std::uint32_t longest = 0x3FFFFFFF;
constexpr std::uint32_t largest_result = 64 << 20;  // max_allowed_packet

const Bytef* bytes_of(std::string_view text) {
  return reinterpret_cast<const Bytef*>(text.data());
}

std::uint32_t length_of(std::string_view compressed) {
  std::uint32_t length = 0;
  for (std::size_t i = length_bytes; i-- > 0;) length = length << 8 | static_cast<unsigned char>(compressed[i]);
  return length & longest;
}

Value corrupted(CallContext& context) {
  context.warn(1259, "ZLIB: Input data corrupted");
  return Null{};
}

// A last space would be cut where it is stored as CHAR, so a point stands behind it.
Value compressed(Arguments arguments, CallContext&) {
  const std::string_view text = view_of(arguments[0]);
  if (text.empty()) return Bytes{};
  uLongf size = compressBound(text.size());
  std::string result(length_bytes + size, '\0');
  for (std::size_t i = 0; i < length_bytes; ++i) result[i] = static_cast<char>(text.size() >> 8 * i);
  auto* const out = reinterpret_cast<Bytef*>(result.data() + length_bytes);
  if (compress(out, &size, bytes_of(text), text.size()) != Z_OK) return Null{};
  result.resize(length_bytes + size);
  if (result.back() == ' ') result += '.';
  return Bytes{std::move(result)};
}

Value uncompressed(Arguments arguments, CallContext& context) {
  const std::string_view text = view_of(arguments[0]);
  if (text.empty()) return Bytes{};
  if (text.size() <= length_bytes) return corrupted(context);
  uLongf size = length_of(text);
  if (size > largest_result) {
    context.warn(1256, "Uncompressed data size too large; the maximum size is " + std::to_string(largest_result) +
                           " (probably, length of uncompressed data was corrupted)");
    return Null{};
  }
  std::string result(size, '\0');
  const std::string_view packed = text.substr(length_bytes);
  auto* const out = reinterpret_cast<Bytef*>(result.data());
  if (uncompress(out, &size, bytes_of(packed), packed.size()) != Z_OK) return corrupted(context);
  result.resize(size);
  return Bytes{std::move(result)};
}

Value uncompressed_length(Arguments arguments, CallContext& context) {
  const std::string_view text = view_of(arguments[0]);
  if (text.empty()) return std::int64_t{0};
  if (text.size() <= length_bytes) {
    corrupted(context);
    return std::int64_t{0};
  }
  return std::int64_t{length_of(text)};
}

}  // namespace

void add_compression(Rows& rows) {
  for (const TypeId id : {TypeId::text, TypeId::blob}) {
    rows.native("compress", {id}, bytes_type, "my_compress", compressed);
    rows.native("uncompress", {id}, Type{.id = TypeId::blob}, "my_uncompress", uncompressed);
    rows.native("uncompressed_length", {id}, bigint_type, "my_uncompressed_length", uncompressed_length);
  }
}

}  // namespace emulator::mysql
