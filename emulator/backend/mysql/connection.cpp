#include "backend/mysql/connection.hpp"

#include <errmsg.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <mutex>
#include <new>

#include "backend/mysql/libmariadb.hpp"
#include "base/blocking_region.hpp"
#include "base/log.hpp"

namespace emulator::backend::mysql {
namespace {

using std::chrono::milliseconds;

Report report_of(MYSQL* handle) {
  return {libmariadb().mysql_errno(handle), libmariadb().mysql_error(handle), libmariadb().mysql_sqlstate(handle)};
}

// What MySQL 8.0 and with it Aurora MySQL 3 have by default. MariaDB's own default lacks half of it. A real MySQL
// keeps what its owner configured.
constexpr std::string_view strict_sql_mode =
    "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION";

void initialize_library() {
  static std::once_flag once;
  std::call_once(once, [] { libmariadb().mysql_library_init(0, nullptr, nullptr); });
}

const char* or_null(const std::string& text) {
  return text.empty() ? nullptr : text.c_str();
}

Handle new_handle(const Address& address, milliseconds timeout, bool encrypted) {
  Handle handle{libmariadb().mysql_init(nullptr)};
  if (!handle) throw std::bad_alloc{};
  const auto seconds = static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(timeout).count());
  const unsigned off = 0;
  const unsigned protocol = address.socket.empty() ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;
  libmariadb().mysql_options(handle.get(), MYSQL_OPT_PROTOCOL, &protocol);  // else "localhost" would mean a socket file
  libmariadb().mysql_options(handle.get(), MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
  libmariadb().mysql_options(handle.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
  libmariadb().mysql_options(handle.get(), MYSQL_OPT_LOCAL_INFILE, &off);
  if (!encrypted) return handle;
  const my_bool yes = 1;
  libmariadb().mysql_options(handle.get(), MYSQL_OPT_SSL_ENFORCE, &yes);
  libmariadb().mysql_ssl_set(handle.get(), or_null(address.ssl_key), or_null(address.ssl_cert), or_null(address.ssl_ca),
                             nullptr, nullptr);
  // libmariadb checks chain and name together or not at all.
  const my_bool verify = address.ssl_mode == SslMode::verify_ca || address.ssl_mode == SslMode::verify_identity;
  libmariadb().mysql_options(handle.get(), MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
  return handle;
}

bool connect(MYSQL* handle, const Address& address, const SessionOptions& options) {
  const auto& user = options.user.empty() ? address.user : options.user;
  const auto& password = options.user.empty() ? address.password : options.password;
  const auto& database = options.database.empty() ? address.database : options.database;
  const char* host = address.socket.empty() ? address.host.c_str() : "localhost";  // else the socket is ignored
  return libmariadb().mysql_real_connect(handle, host, user.c_str(), password.c_str(), or_null(database), address.port,
                                         or_null(address.socket), CLIENT_FOUND_ROWS) != nullptr;
}

// libmariadb goes on without encryption where a server has none, even if told to enforce it.
void require_encryption(MYSQL* handle) {
  if (libmariadb().mysql_get_ssl_cipher(handle)) return;
  throw_connect_error({CR_SSL_CONNECTION_ERROR, "the server does not encrypt, and ssl-mode requires it", "HY000"});
}

// A server that vanished without a word (a cable, a sleeping laptop) is noticed after half a minute, not two hours.
// libmariadb has switched keep-alive on. A local socket refuses these options, and needs none.
void probe_often(int socket) {
  const int seconds = 10;
  const int probes = 2;
  setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof seconds);
  setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &seconds, sizeof seconds);
  setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &probes, sizeof probes);
}

}  // namespace

std::unique_ptr<Connection> Connection::open(const Address& address, const SessionOptions& options,
                                             milliseconds timeout) {
  BlockingRegion region;
  initialize_library();
  if (address.ssl_mode != SslMode::disabled) {
    auto handle = new_handle(address, timeout, true);
    const bool connected = connect(handle.get(), address, options);
    const bool may_be_plain = address.ssl_mode == SslMode::preferred;
    if (connected && !may_be_plain) require_encryption(handle.get());
    if (connected) return std::unique_ptr<Connection>{new Connection{std::move(handle), address, options}};
    const bool no_encryption = libmariadb().mysql_errno(handle.get()) == CR_SSL_CONNECTION_ERROR;
    if (!may_be_plain || !no_encryption) throw_connect_error(report_of(handle.get()));
  }
  auto handle = new_handle(address, timeout, false);
  if (!connect(handle.get(), address, options)) throw_connect_error(report_of(handle.get()));
  return std::unique_ptr<Connection>{new Connection{std::move(handle), address, options}};
}

Connection::Connection(Handle handle, const Address& address, SessionOptions options)
    : handle_(std::move(handle)),
      address_(address),
      options_(std::move(options)),
      is_mariadb_(libmariadb().mariadb_connection(handle_.get())) {
  MY_CHARSET_INFO charset{};
  libmariadb().mysql_get_character_set_info(handle_.get(), &charset);
  character_size_ = std::max(charset.mbmaxlen, 1u);
  database_ = current_database();
  probe_often(static_cast<int>(libmariadb().mysql_get_socket(handle_.get())));
}

// As libmariadb knows it from its own request and from the server's session tracking.
std::string Connection::current_database() const {
  const char* database = nullptr;
  libmariadb().mariadb_get_infov(handle_.get(), MARIADB_CONNECTION_SCHEMA, &database);
  return database ? database : "";
}

std::int64_t Connection::thread_id() const {
  return static_cast<std::int64_t>(libmariadb().mysql_thread_id(handle_.get()));
}

void Connection::kill_statement() {
  constexpr milliseconds patience{5'000};
  killed_ = true;
  open(address_, options_, patience)->control("KILL QUERY " + std::to_string(thread_id()));
}

// Between statements a server says nothing, unless it hangs up.
bool Connection::ready() noexcept {
  pollfd descriptor{
      .fd = static_cast<int>(libmariadb().mysql_get_socket(handle_.get())), .events = POLLIN, .revents = 0};
  return !broken_ && poll(&descriptor, 1, 0) == 0;
}

bool Connection::retire() noexcept {
  if (broken_ || killed_ || current_database() != database_) return false;  // a reset would keep what USE has chosen
  set_up_ = false;
  if (libmariadb().mysql_reset_connection(handle_.get()) == 0) return true;
  log(LogLevel::debug, "A used MySQL connection is dropped: ", libmariadb().mysql_error(handle_.get()));
  return false;
}

void Connection::set_up() {
  if (set_up_) return;
  std::string sql = "SET time_zone = '+00:00'";
  if (is_mariadb_) sql.append(", sql_mode = '").append(strict_sql_mode).append("'");
  sql += ", NAMES utf8mb4";
  control(sql);
  set_up_ = true;
}

void Connection::control(std::string_view sql) {
  BlockingRegion region;
  if (broken_) throw connection_lost("it was lost before");
  if (libmariadb().mysql_real_query(handle_.get(), sql.data(), static_cast<unsigned long>(sql.size())) != 0) fail();
}

void Connection::fail(bool several_statements) {
  fail(report_of(handle_.get()), several_statements);
}

void Connection::fail(const Report& report, bool several_statements) {
  if (is_client_error(report.code)) broken_ = true;
  throw_statement_error(report, libmariadb().mysql_thread_id(handle_.get()), several_statements);
}

}  // namespace emulator::backend::mysql
