// Encodings, digests and ciphers: HEX, BASE64, CHAR, MD5, SHA, AES, INET, UUID's forms.
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <charconv>
#include <memory>
#include <vector>

#include "base/base64.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

Value hex_text(Arguments arguments, CallContext&) {
  return hexadecimal(view_of(arguments[0]), upper_hex);
}
Value hex_number(Arguments arguments, CallContext&) {
  char buffer[16];
  const auto bits = static_cast<std::uint64_t>(integer_of(arguments[0]));
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, bits, 16).ptr;
  return ascii_upper(std::string_view{buffer, static_cast<std::size_t>(end - buffer)});
}

std::optional<std::string> bytes_from_hex(std::string_view text) {
  std::string padded{text};
  if (padded.size() % 2 != 0) padded.insert(0, 1, '0');
  std::string bytes;
  for (std::size_t i = 0; i < padded.size(); i += 2) {
    unsigned byte = 0;
    const auto result = std::from_chars(padded.data() + i, padded.data() + i + 2, byte, 16);
    if (result.ptr != padded.data() + i + 2) return std::nullopt;
    bytes += static_cast<char>(byte);
  }
  return bytes;
}
Value unhex(Arguments arguments, CallContext&) {
  auto bytes = bytes_from_hex(view_of(arguments[0]));
  return bytes ? Value{Bytes{std::move(*bytes)}} : Value{Null{}};
}

// Lines of 76 characters, as MySQL breaks them.
Value to_base64(Arguments arguments, CallContext&) {
  const std::string encoded = encode_base64(view_of(arguments[0]));
  std::string text;
  for (std::size_t at = 0; at < encoded.size(); at += 76) {
    if (at > 0) text += '\n';
    text += encoded.substr(at, 76);
  }
  return text;
}
Value from_base64(Arguments arguments, CallContext&) {
  std::string text{view_of(arguments[0])};
  std::erase_if(text, is_ascii_space);
  auto bytes = decode_base64(text);
  return bytes ? Value{Bytes{std::move(*bytes)}} : Value{Null{}};
}

Value char_of_codes(Arguments arguments, CallContext&) {
  std::string bytes;
  for (const auto& argument : arguments) {
    if (is_null(argument)) continue;
    const auto code = static_cast<std::uint32_t>(integer_of(argument));
    for (int shift = 24; shift >= 0; shift -= 8) {
      const auto byte = code >> shift & 0xFF;
      if (byte != 0 || shift == 0 || code >> shift != 0) bytes += static_cast<char>(byte);
    }
  }
  return Bytes{std::move(bytes)};
}

std::string digest(const EVP_MD* method, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> output{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), output.data(), &size, method, nullptr) != 1) {
    throw worded_error(Condition::internal_error, 1105, "HY000", "A digest could not be computed");
  }
  return {reinterpret_cast<const char*>(output.data()), size};
}
Value md5(Arguments arguments, CallContext&) {
  return hexadecimal(digest(EVP_md5(), view_of(arguments[0])), lower_hex);
}
Value sha1(Arguments arguments, CallContext&) {
  return hexadecimal(digest(EVP_sha1(), view_of(arguments[0])), lower_hex);
}
Value sha2(Arguments arguments, CallContext&) {
  const EVP_MD* method = nullptr;
  const auto bits = bigint_of(arguments[1]);
  if (bits == 224) method = EVP_sha224();
  if (bits == 0 || bits == 256) method = EVP_sha256();
  if (bits == 384) method = EVP_sha384();
  if (bits == 512) method = EVP_sha512();
  if (method == nullptr) return Null{};
  return hexadecimal(digest(method, view_of(arguments[0])), lower_hex);
}

Value inet_aton(Arguments arguments, CallContext&) {
  std::int64_t address = 0;
  std::vector<std::int64_t> parts{0};
  bool digit = false;
  for (const char c : view_of(arguments[0])) {
    if (c == '.' && digit) {
      parts.push_back(0);
      digit = false;
    } else if (is_ascii_digit(c) && parts.back() <= 255) {
      parts.back() = parts.back() * 10 + (c - '0');
      digit = true;
    } else {
      return Null{};
    }
  }
  if (!digit || parts.size() > 4) return Null{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] > 255) return Null{};
    address |= parts[i] << (i + 1 == parts.size() ? 0 : 8 * (3 - static_cast<int>(i)));  // 1.2 is 1.0.0.2
  }
  return address;
}
Value inet_ntoa(Arguments arguments, CallContext&) {
  const auto address = bigint_of(arguments[0]);
  if (address < 0 || address > 0xFFFFFFFF) return Null{};
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    text += std::to_string(address >> shift & 0xFF);
    if (shift > 0) text += '.';
  }
  return text;
}

// --- UUID ----------------------------------------------------------------------------------------------------------

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    throw worded_error(Condition::internal_error, 1105, "HY000", "No random bytes could be made");
  }
  return bytes;
}

std::string with_dashes(std::string_view hex) {
  std::string text{hex};
  for (const std::size_t at : {8, 13, 18, 23}) text.insert(at, 1, '-');
  return text;
}

// Version 1: hundreds of nanoseconds since 1582, a clock sequence and a node, which are random per process.
Value new_uuid(Arguments, CallContext& context) {
  static const std::string node = random_bytes(8);
  thread_local std::uint64_t last = 0;
  const auto since_epoch =
      std::chrono::duration_cast<std::chrono::nanoseconds>(context.statement_time.time_since_epoch());
  std::uint64_t ticks = static_cast<std::uint64_t>(since_epoch.count() / 100) + 0x01B21DD213814000ULL;
  if (ticks <= last) ticks = last + 1;
  last = ticks;
  std::string bytes;
  const auto low = static_cast<std::uint32_t>(ticks);
  const auto middle = static_cast<std::uint16_t>(ticks >> 32);
  const auto high = static_cast<std::uint16_t>((ticks >> 48 & 0x0FFF) | 0x1000);
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(low >> shift);
  for (const std::uint16_t part : {middle, high}) {
    bytes += static_cast<char>(part >> 8);
    bytes += static_cast<char>(part);
  }
  bytes += static_cast<char>((static_cast<unsigned char>(node[0]) & 0x3F) | 0x80);
  const auto thread = static_cast<char>(std::hash<const void*>{}(&last) >> 6);  // threads do not share a clock
  bytes += static_cast<char>(node[1] ^ thread);
  bytes += node.substr(2);
  return with_dashes(hexadecimal(bytes, lower_hex));
}

std::optional<std::string> uuid_bytes(std::string_view text) {
  std::string hex{text};
  if (hex.starts_with('{') && hex.ends_with('}')) hex = hex.substr(1, hex.size() - 2);
  if (hex.size() == 36) {
    for (const std::size_t at : {23, 18, 13, 8}) {
      if (hex[at] != '-') return std::nullopt;
      hex.erase(at, 1);
    }
  }
  if (hex.size() != 32) return std::nullopt;
  return bytes_from_hex(hex);
}

[[noreturn]] void bad_uuid(const Value& value, std::string_view function) {
  throw worded_error(Condition::invalid_text_representation, 1411, "HY000",
                     "Incorrect string value: '" + text_of(value) + "' for function " + std::string{function});
}

Value is_uuid(Arguments arguments, CallContext&) {
  return truth(uuid_bytes(view_of(arguments[0])).has_value());
}
// uuid [, swap]: swapped, the high part of the time comes first, so that values sort by time
Value uuid_to_bin(Arguments arguments, CallContext&) {
  auto bytes = uuid_bytes(view_of(arguments[0]));
  if (!bytes) bad_uuid(arguments[0], "uuid_to_bin");
  if (arguments.size() > 1 && bigint_of(arguments[1]) != 0) {
    *bytes = bytes->substr(6, 2) + bytes->substr(4, 2) + bytes->substr(0, 4) + bytes->substr(8);
  }
  return Bytes{std::move(*bytes)};
}
Value bin_to_uuid(Arguments arguments, CallContext&) {
  std::string bytes{view_of(arguments[0])};
  if (bytes.size() != 16) bad_uuid(arguments[0], "bin_to_uuid");
  if (arguments.size() > 1 && bigint_of(arguments[1]) != 0) {
    bytes = bytes.substr(4, 4) + bytes.substr(2, 2) + bytes.substr(0, 2) + bytes.substr(8);
  }
  return with_dashes(hexadecimal(bytes, lower_hex));
}

Value random_bytes_of(Arguments arguments, CallContext&) {
  const auto count = bigint_of(arguments[0]);
  if (count < 1 || count > 1024) {
    throw worded_error(Condition::value_out_of_range, 1690, "22003", "length value is out of range in 'random_bytes'");
  }
  return Bytes{random_bytes(static_cast<std::size_t>(count))};
}

// --- AES in the session's block_encryption_mode (https://dev.mysql.com/doc/refman/8.0/en/encryption-functions.html)

constexpr std::size_t block_size = 16;

// "aes-128-ecb" unless the session has set another.
std::string mode_of(const CallContext& context) {
  const auto setting =
      context.variables == nullptr ? std::nullopt : context.variables->system_variable("block_encryption_mode", false);
  return setting ? ascii_lower(text_of(setting->value)) : "aes-128-ecb";
}

const EVP_CIPHER* cipher_named(const std::string& mode) {
  const EVP_CIPHER* cipher = EVP_get_cipherbyname(mode.c_str());
  return cipher != nullptr ? cipher : EVP_aes_128_ecb();
}

// A key of any length is folded into the cipher's by exclusive or.
std::string folded(std::string_view key, std::size_t length) {
  std::string result(length, '\0');
  for (std::size_t i = 0; i < key.size(); ++i) {
    result[i % length] = static_cast<char>(result[i % length] ^ key[i]);
  }
  return result;
}

std::string_view vector_of(Arguments arguments, const EVP_CIPHER* cipher, std::string_view function) {
  if (EVP_CIPHER_iv_length(cipher) == 0) return {};
  if (arguments.size() < 3) throw make_error(Condition::argument_count, {std::string{function}, std::string{function}});
  const std::string_view vector = view_of(arguments[2]);
  if (vector.size() >= block_size) return vector;
  throw worded_error(Condition::invalid_parameter_value, 1882, "HY000",
                     "The initialization vector supplied to " + std::string{function} +
                         " is too short. Must be at least 16 bytes long");
}

// Empty: the bytes are not what the key made.
std::optional<std::string> run(Arguments arguments, CallContext& context, bool encrypts) {
  const std::string_view function = encrypts ? "aes_encrypt" : "aes_decrypt";
  const EVP_CIPHER* const cipher = cipher_named(mode_of(context));
  const std::string_view vector = vector_of(arguments, cipher, function);
  const std::string key = folded(view_of(arguments[1]), static_cast<std::size_t>(EVP_CIPHER_key_length(cipher)));
  const std::string_view input = view_of(arguments[0]);
  const auto bytes = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> state{EVP_CIPHER_CTX_new(),
                                                                              EVP_CIPHER_CTX_free};
  std::string output(input.size() + block_size, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(output.data());
  int written = 0, last = 0;
  const bool is_done =
      state != nullptr &&
      EVP_CipherInit_ex(state.get(), cipher, nullptr, bytes(key), vector.empty() ? nullptr : bytes(vector),
                        encrypts ? 1 : 0) == 1 &&
      EVP_CipherUpdate(state.get(), out, &written, bytes(input), static_cast<int>(input.size())) == 1 &&
      EVP_CipherFinal_ex(state.get(), out + written, &last) == 1;
  if (!is_done) return std::nullopt;
  output.resize(static_cast<std::size_t>(written) + static_cast<std::size_t>(last));
  return output;
}

Value aes_encrypt(Arguments arguments, CallContext& context) {
  auto output = run(arguments, context, true);
  return output ? Value{Bytes{std::move(*output)}} : Value{Null{}};
}
Value aes_decrypt(Arguments arguments, CallContext& context) {
  auto output = run(arguments, context, false);
  return output ? Value{Bytes{std::move(*output)}} : Value{Null{}};
}

}  // namespace

void add_encoding_functions(Rows& rows) {
  using enum TypeId;
  rows.native("hex", {bigint}, text_type, "my_hex_number", hex_number);
  rows.native("hex", {decimal}, text_type, "my_hex_number", hex_number);
  rows.native("hex", {double_}, text_type, "my_hex_number", hex_number);
  for (const TypeId id : {text, blob}) {
    rows.native("hex", {id}, text_type, "my_hex_text", hex_text);
    rows.native("to_base64", {id}, text_type, "my_to_base64", to_base64);
    rows.native("md5", {id}, text_type, "my_md5", md5);
    rows.native("sha1", {id}, text_type, "my_sha1", sha1);
    rows.native("sha", {id}, text_type, "my_sha", sha1);
    rows.native("sha2", {id, bigint}, text_type, "my_sha2", sha2);
  }
  for (const TypeId id : {text, blob}) {
    for (const TypeId key : {text, blob}) {
      stable(rows.native("aes_encrypt", {id, key}, bytes_type, "my_aes_encrypt", aes_encrypt));
      stable(rows.native("aes_decrypt", {id, key}, bytes_type, "my_aes_decrypt", aes_decrypt));
      stable(rows.native("aes_encrypt", {id, key, blob}, bytes_type, "my_aes_encrypt", aes_encrypt));
      stable(rows.native("aes_decrypt", {id, key, blob}, bytes_type, "my_aes_decrypt", aes_decrypt));
    }
  }
  rows.native("unhex", {text}, bytes_type, "my_unhex", unhex);
  rows.native("from_base64", {text}, bytes_type, "my_from_base64", from_base64);
  sees_nulls(variadic(rows.native("char", {bigint}, bytes_type, "my_char", char_of_codes)));
  rows.native("inet_aton", {text}, bigint_type, "my_inet_aton", inet_aton);
  rows.native("inet_ntoa", {bigint}, text_type, "my_inet_ntoa", inet_ntoa);
  changing(rows.native("uuid", {}, text_type, "my_uuid", new_uuid));
  rows.native("is_uuid", {text}, truth_value_type, "my_is_uuid", is_uuid);
  rows.native("uuid_to_bin", {text}, bytes_type, "my_uuid_to_bin", uuid_to_bin);
  rows.native("uuid_to_bin", {text, bigint}, bytes_type, "my_uuid_to_bin", uuid_to_bin);
  rows.native("bin_to_uuid", {blob}, text_type, "my_bin_to_uuid", bin_to_uuid);
  rows.native("bin_to_uuid", {blob, bigint}, text_type, "my_bin_to_uuid", bin_to_uuid);
  changing(rows.native("random_bytes", {bigint}, bytes_type, "my_random_bytes", random_bytes_of));
}

}  // namespace emulator::mysql
