// The extension pgcrypto (manual F.28): hashes, password hashes, raw encryption with AES, random bytes. The functions
// of OpenPGP are refused by name.
#include <crypt.h>
#include <openssl/hmac.h>

#include <array>
#include <memory>
#include <string>

#include "base/text.hpp"
#include "sql/postgres/extensions/extensions.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/digest.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

constexpr const char* external_error = "39000";  // external_routine_invocation_exception

std::string_view bytes_of(const Value& value) {
  const auto* bytes = std::get_if<Bytes>(&value);
  return bytes != nullptr ? std::string_view(bytes->data) : std::string_view(std::get<std::string>(value));
}

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// --- Hashes -------------------------------------------------------------------------------------------------------

const EVP_MD* algorithm_named(const std::string& name) {
  struct Row {
    std::string_view name;
    const EVP_MD* (*get)();
  };
  static constexpr Row known[] = {{"md5", EVP_md5},       {"sha1", EVP_sha1},     {"sha224", EVP_sha224},
                                  {"sha256", EVP_sha256}, {"sha384", EVP_sha384}, {"sha512", EVP_sha512}};
  for (const Row& row : known) {
    if (row.name == ascii_lower(name)) {
      return row.get();
    }
  }
  throw make_worded_error(Condition::invalid_parameter_value,
                          "Cannot use \"" + ascii_lower(name) + "\": No such hash algorithm");
}

Value digest_of(Arguments arguments, CallContext&) {
  return Bytes{digest(algorithm_named(text_at(arguments, 1)), bytes_of(arguments[0]))};
}

Value hmac(Arguments arguments, CallContext&) {
  const EVP_MD* const algorithm = algorithm_named(text_at(arguments, 2));
  const std::string_view data = bytes_of(arguments[0]), key = bytes_of(arguments[1]);
  std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
  unsigned int size = 0;
  HMAC(algorithm, key.data(), static_cast<int>(key.size()), raw(data), data.size(), made.data(), &size);
  return Bytes{std::string(made.begin(), made.begin() + size)};
}

// --- Chance -------------------------------------------------------------------------------------------------------

Value gen_random_bytes(Arguments arguments, CallContext&) {
  const std::int64_t count = integer_at(arguments, 0);
  if (count < 1 || count > 1024) {
    bad_argument(external_error, "Length not in range");
  }
  return Bytes{random_bytes(static_cast<std::size_t>(count))};
}

// --- Passwords ----------------------------------------------------------------------------------------------------

struct SaltKind {
  std::string_view name, prefix;
  std::int64_t rounds, least, most;  // 0: the kind has no rounds to choose
  std::size_t random;                // bytes that its salt is made of
};
constexpr SaltKind salt_kinds[] = {{"des", "", 25, 0, 0, 3},
                                   {"md5", "$1$", 1000, 0, 0, 9},
                                   {"xdes", "_", 725, 1, 16'777'215, 3},
                                   {"bf", "$2a$", 6, 4, 31, 16}};

std::string salt(const std::string& name, std::int64_t rounds) {
  for (const SaltKind& kind : salt_kinds) {
    if (kind.name != ascii_lower(name)) {
      continue;
    }
    const bool fits = kind.most == 0 ? rounds == 0 || rounds == kind.rounds
                                     : rounds == 0 || (rounds >= kind.least && rounds <= kind.most);
    if (!fits || (kind.name == "xdes" && rounds != 0 && rounds % 2 == 0)) {
      bad_argument("22023", "gen_salt: Incorrect number of rounds");
    }
    const std::string chance = random_bytes(kind.random);
    std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> made{};
    const std::int64_t asked = rounds == 0 ? kind.rounds : rounds;
    const auto count = kind.most == 0 ? 0UL : static_cast<unsigned long>(asked);
    if (crypt_gensalt_rn(kind.prefix.data(), count, chance.data(), static_cast<int>(chance.size()), made.data(),
                         static_cast<int>(made.size())) == nullptr) {
      throw make_error(Condition::feature_not_supported, {"salts of the kind " + std::string(kind.name)});
    }
    return made.data();
  }
  bad_argument("22023", "gen_salt: Unknown salt algorithm");
}

Value gen_salt(Arguments arguments, CallContext&) {
  return salt(text_at(arguments, 0), 0);
}

Value gen_salt_with_rounds(Arguments arguments, CallContext&) {
  const std::int64_t rounds = integer_at(arguments, 1);
  if (rounds < 0) {
    bad_argument("22023", "gen_salt: Incorrect number of rounds");
  }
  return salt(text_at(arguments, 0), rounds);
}

Value hash_password(Arguments arguments, CallContext&) {
  const std::string &password = text_at(arguments, 0), &setting = text_at(arguments, 1);
  const bool is_known = !setting.starts_with('$') || setting.starts_with("$2a$") || setting.starts_with("$2x$") ||
                        setting.starts_with("$1$");
  if (!is_known) {
    throw make_error(Condition::feature_not_supported, {"crypt with a salt of this kind"});
  }
  if (setting.starts_with("$2") && setting.size() > 6 && setting.substr(4, 2) > "16") {
    throw make_error(Condition::feature_not_supported, {"crypt with more than 2^16 rounds"});  // nobody could end it
  }
  const auto state = std::make_unique<crypt_data>();
  const char* const made = crypt_rn(password.c_str(), setting.c_str(), state.get(), sizeof(crypt_data));
  if (made == nullptr) {
    bad_argument("22023", "invalid salt");
  }
  return std::string(made);
}

// --- Raw encryption -----------------------------------------------------------------------------------------------

struct Cipher {
  bool is_chained = true;  // CBC, else ECB
  bool pads = true;
};

// "aes", "aes-ecb", "aes-cbc/pad:none" and the like.
Cipher cipher_named(const std::string& name) {
  const std::string lower = ascii_lower(name);
  const auto unknown = [&]() {
    throw make_worded_error(Condition::invalid_parameter_value,
                            "Cannot use \"" + lower + "\": No such cipher algorithm");
  };
  const std::size_t slash = lower.find('/');
  const std::string algorithm = lower.substr(0, slash);
  const std::string padding = slash == std::string::npos ? "pad:pkcs" : lower.substr(slash + 1);
  if (algorithm.starts_with("bf") || algorithm.starts_with("blowfish") || algorithm.starts_with("des") ||
      algorithm.starts_with("3des") || algorithm.starts_with("cast5")) {
    throw make_error(Condition::feature_not_supported, {"the cipher " + algorithm});
  }
  if (algorithm != "aes" && algorithm != "aes-cbc" && algorithm != "aes-ecb" && algorithm != "rijndael" &&
      algorithm != "rijndael-cbc" && algorithm != "rijndael-ecb") {
    unknown();
  }
  if (padding != "pad:pkcs" && padding != "pad:none") {
    unknown();
  }
  return {!algorithm.ends_with("-ecb"), padding == "pad:pkcs"};
}

// A key or a vector is filled up with zeros to the next size there is; what is longer than the largest is not taken.
std::string filled(std::string_view given, std::size_t size) {
  std::string bytes{given.substr(0, size)};
  bytes.resize(size);
  return bytes;
}

template <bool encrypts>
Value apply_cipher(std::string_view data, std::string_view key, std::string_view vector, const std::string& name) {
  const Cipher cipher = cipher_named(name);
  if (key.size() > 32) {
    bad_argument(external_error, std::string(encrypts ? "encrypt" : "decrypt") + " error: Key was too big");
  }
  const std::size_t size = key.size() <= 16 ? 16 : key.size() <= 24 ? 24 : 32;
  const std::string bits = std::to_string(size * 8);
  const EVP_CIPHER* const method =
      EVP_get_cipherbyname(("aes-" + bits + (cipher.is_chained ? "-cbc" : "-ecb")).c_str());
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> state{EVP_CIPHER_CTX_new(),
                                                                              &EVP_CIPHER_CTX_free};
  const std::string full_key = filled(key, size), full_vector = filled(vector, 16);
  std::string out(data.size() + 32, '\0');
  auto* const to = reinterpret_cast<unsigned char*>(out.data());
  int written = 0, rest = 0;
  const bool made =
      method != nullptr && state &&
      EVP_CipherInit_ex(state.get(), method, nullptr, raw(full_key), raw(full_vector), encrypts ? 1 : 0) == 1 &&
      EVP_CIPHER_CTX_set_padding(state.get(), cipher.pads ? 1 : 0) == 1 &&
      EVP_CipherUpdate(state.get(), to, &written, raw(data), static_cast<int>(data.size())) == 1 &&
      EVP_CipherFinal_ex(state.get(), to + written, &rest) == 1;
  if (!made) {
    bad_argument(external_error, encrypts ? "encrypt error: Encryption failed" : "decrypt error: Decryption failed");
  }
  out.resize(static_cast<std::size_t>(written) + static_cast<std::size_t>(rest));
  return Bytes{std::move(out)};
}

template <bool encrypts>
Value ciphered(Arguments arguments, CallContext&) {
  return apply_cipher<encrypts>(bytes_of(arguments[0]), bytes_of(arguments[1]), {}, text_at(arguments, 2));
}

template <bool encrypts>
Value ciphered_with_vector(Arguments arguments, CallContext&) {
  return apply_cipher<encrypts>(bytes_of(arguments[0]), bytes_of(arguments[1]), bytes_of(arguments[2]),
                                text_at(arguments, 3));
}

// --- OpenPGP ------------------------------------------------------------------------------------------------------

Value refuse_openpgp(Arguments, CallContext&) {
  throw make_error(Condition::feature_not_supported, {"OpenPGP"});
}

void add_openpgp(Overloads& rows) {
  const auto refused = [&](std::string_view name, const std::vector<std::vector<TypeId>>& shapes, TypeId result) {
    for (const std::vector<TypeId>& shape : shapes) {
      std::vector<Type> parameters;
      for (const TypeId id : shape) {
        parameters.push_back(type(id));
      }
      rows.push_back(native_row(name, std::move(parameters), type(result), "pg_openpgp", refuse_openpgp));
    }
  };
  refused("pgp_sym_encrypt", {{text, text}, {text, text, text}}, blob);
  refused("pgp_sym_encrypt_bytea", {{blob, text}, {blob, text, text}}, blob);
  refused("pgp_sym_decrypt", {{blob, text}, {blob, text, text}}, text);
  refused("pgp_sym_decrypt_bytea", {{blob, text}, {blob, text, text}}, blob);
  refused("pgp_pub_encrypt", {{text, blob}, {text, blob, text}}, blob);
  refused("pgp_pub_encrypt_bytea", {{blob, blob}, {blob, blob, text}}, blob);
  refused("pgp_pub_decrypt", {{blob, blob}, {blob, blob, text}, {blob, blob, text, text}}, text);
  refused("pgp_pub_decrypt_bytea", {{blob, blob}, {blob, blob, text}, {blob, blob, text, text}}, blob);
  refused("pgp_key_id", {{blob}}, text);
  refused("armor", {{blob}}, text);
  refused("dearmor", {{text}}, blob);
}

}  // namespace

void add_pgcrypto(Overloads& rows) {
  const auto by_chance = [](sql::Overload row) { return with_volatility(std::move(row), sql::Volatility::volatile_); };
  rows.push_back(native_row("digest", {text, text}, blob, "pg_digest", digest_of));
  rows.push_back(native_row("digest", {blob, text}, blob, "pg_digest", digest_of));
  rows.push_back(native_row("hmac", {text, text, text}, blob, "pg_hmac", hmac));
  rows.push_back(native_row("hmac", {blob, blob, text}, blob, "pg_hmac", hmac));
  rows.push_back(by_chance(native_row("gen_random_bytes", {integer}, blob, "pg_random_bytes", gen_random_bytes)));
  rows.push_back(by_chance(native_row("gen_salt", {text}, text, "pg_gen_salt", gen_salt)));
  rows.push_back(by_chance(native_row("gen_salt", {text, integer}, text, "pg_gen_salt_rounds", gen_salt_with_rounds)));
  rows.push_back(native_row("crypt", {text, text}, text, "pg_crypt", hash_password));
  rows.push_back(native_row("encrypt", {blob, blob, text}, blob, "pg_encrypt", ciphered<true>));
  rows.push_back(native_row("decrypt", {blob, blob, text}, blob, "pg_decrypt", ciphered<false>));
  rows.push_back(native_row("encrypt_iv", {blob, blob, blob, text}, blob, "pg_encrypt_iv", ciphered_with_vector<true>));
  rows.push_back(
      native_row("decrypt_iv", {blob, blob, blob, text}, blob, "pg_decrypt_iv", ciphered_with_vector<false>));
  add_openpgp(rows);
}

}  // namespace emulator::postgres
