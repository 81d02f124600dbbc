// mysql://user:password@host:port/database?ssl-mode=... as the options libmariadb wants. Reads the URL only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace emulator::backend::mysql {

// MySQL's own --ssl-mode.
enum class SslMode : std::uint8_t {
  disabled,
  preferred,  // encrypted if the server can; the default
  required,
  verify_ca,        // and the certificate's chain is checked
  verify_identity,  // and the host's name
};

struct Address {
  std::string host = "127.0.0.1";
  unsigned port = 3306;
  std::string user, password, database;
  std::string socket;  // of a local server; wins over host and port
  SslMode ssl_mode = SslMode::preferred;
  std::string ssl_ca, ssl_cert, ssl_key;  // file names
};

// Percent-encoding is undone. Options may be written with - or _: ssl-mode, ssl-ca, ssl-cert, ssl-key, socket. Throws
// std::invalid_argument for what it does not know.
Address parse_url(std::string_view url);

}  // namespace emulator::backend::mysql
