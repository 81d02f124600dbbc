// The C calls behind Statement; sqlite.org/c3ref says what each may answer.
#include "sqlite/statement.hpp"

#include <sqlite3.h>

#include <cmath>
#include <stdexcept>
#include <string>
#include <variant>

#include "base/overloaded.hpp"

namespace emulator::sqlite {

namespace {

constexpr std::string_view not_null_data(std::string_view text) {
  return text.data() == nullptr ? std::string_view{""} : text;  // a null pointer would bind NULL
}

// `lifetime` says whether SQLite copies: SQLITE_TRANSIENT or SQLITE_STATIC.
int bind_value(sqlite3_stmt* handle, int index, const Value& value, sqlite3_destructor_type lifetime) {
  return std::visit(
      overloaded{
          [&](Null) { return sqlite3_bind_null(handle, index); },
          [&](bool truth) { return sqlite3_bind_int(handle, index, truth ? 1 : 0); },
          [&](std::int64_t number) { return sqlite3_bind_int64(handle, index, number); },
          [&](double number) {  // SQLite has no NaN: it would become NULL
            return std::isnan(number) ? sqlite3_bind_text(handle, index, "NaN", 3, SQLITE_STATIC)
                                      : sqlite3_bind_double(handle, index, number);
          },
          [&](const std::string& text) {
            return sqlite3_bind_text64(handle, index, text.data(), text.size(), lifetime, SQLITE_UTF8);
          },
          [&](const Bytes& bytes) {
            return sqlite3_bind_blob64(handle, index, bytes.data.data(), bytes.data.size(), lifetime);
          },
          [](const std::shared_ptr<const Array>&) -> int { throw std::logic_error("an array has no form in SQLite"); },
      },
      value);
}

}  // namespace

Statement::~Statement() {
  if (!prepared_) return;
  sqlite3_reset(prepared_->handle);
  sqlite3_clear_bindings(prepared_->handle);
  prepared_->in_use = false;
}

void Statement::bind(int index, const Value& value) {
  const int code = bind_value(prepared_->handle, index, value, SQLITE_TRANSIENT);
  if (code != SQLITE_OK) connection_->fail(code, sqlite3_sql(prepared_->handle));
}

void Statement::bind_borrowed(int index, const Value& value) {
  const int code = bind_value(prepared_->handle, index, value, SQLITE_STATIC);
  if (code != SQLITE_OK) connection_->fail(code, sqlite3_sql(prepared_->handle));
}

void Statement::bind(int index, std::int64_t value) {
  const int code = sqlite3_bind_int64(prepared_->handle, index, value);
  if (code != SQLITE_OK) connection_->fail(code, sqlite3_sql(prepared_->handle));
}

void Statement::bind(int index, std::string_view text) {
  const std::string_view bound = not_null_data(text);
  const int code =
      sqlite3_bind_text64(prepared_->handle, index, bound.data(), bound.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) connection_->fail(code, sqlite3_sql(prepared_->handle));
}

void Statement::bind_null(int index) {
  const int code = sqlite3_bind_null(prepared_->handle, index);
  if (code != SQLITE_OK) connection_->fail(code, sqlite3_sql(prepared_->handle));
}

bool Statement::step() {
  const int code = sqlite3_step(prepared_->handle);
  if (!connection_->failure_) {  // a collation cannot report its own
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
  }
  connection_->fail(code, sqlite3_sql(prepared_->handle));
}

void Statement::reset() {
  sqlite3_reset(prepared_->handle);
}

int Statement::parameter_count() const {
  return sqlite3_bind_parameter_count(prepared_->handle);
}

int Statement::column_count() const {
  return sqlite3_column_count(prepared_->handle);
}

Value Statement::column(int index) const {
  sqlite3_stmt* const handle = prepared_->handle;
  switch (sqlite3_column_type(handle, index)) {
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(handle, index));
    case SQLITE_FLOAT:
      return sqlite3_column_double(handle, index);
    case SQLITE_TEXT:
      return std::string{text(index)};
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(sqlite3_column_blob(handle, index));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle, index));
      return Bytes{data == nullptr ? std::string{} : std::string{data, size}};
    }
    default:
      return Null{};
  }
}

std::int64_t Statement::integer(int index) const {
  return sqlite3_column_int64(prepared_->handle, index);
}

std::string_view Statement::text(int index) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(prepared_->handle, index));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(prepared_->handle, index))};
}

bool Statement::is_null(int index) const {
  return sqlite3_column_type(prepared_->handle, index) == SQLITE_NULL;
}

bool Statement::is_readonly() const {
  return sqlite3_stmt_readonly(prepared_->handle) != 0;
}

}  // namespace emulator::sqlite
