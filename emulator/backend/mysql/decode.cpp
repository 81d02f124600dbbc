#include "backend/mysql/decode.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <limits>

#include "backend/mysql/libmariadb.hpp"

namespace emulator::backend::mysql {
namespace {

// What libmariadb shall convert a column to.
enum_field_types buffer_type_for(const Type& type, enum_field_types given) {
  if (is_integer(type.id) || type.id == TypeId::year) return MYSQL_TYPE_LONGLONG;
  if (type.id == TypeId::real) return MYSQL_TYPE_FLOAT;
  if (type.id == TypeId::double_) return MYSQL_TYPE_DOUBLE;
  if (is_temporal(type.id)) return given == MYSQL_TYPE_NEWDATE ? MYSQL_TYPE_DATE : given;
  if (type.id == TypeId::unknown) return MYSQL_TYPE_NULL;
  return is_binary(type.id) || type.id == TypeId::bit || type.id == TypeId::other ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING;
}

// BIGINT UNSIGNED has numbers that only a text can hold.
Value unsigned_value(std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::to_string(number);
  return static_cast<std::int64_t>(number);
}

// BIT(n) comes as bytes, the most significant first.
Value bit_value(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return unsigned_value(number);
}

Value text_or_bytes(std::string_view data, const Type& type) {
  if (type.id == TypeId::bit) return bit_value(data);
  if (is_binary(type.id) || type.id == TypeId::other) return Bytes{std::string{data}};
  return std::string{data};
}

// The double with the fewest digits that is this float: 1.1, not 1.10000002384185791.
double shortest(float number) {
  std::array<char, 40> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  double result = number;
  std::from_chars(text.data(), end, result);
  return result;
}

template <class Number>
Value number_or_text(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::string{text};
  return number;
}

template <class... Numbers>
std::string printed(const char* format, Numbers... numbers) {
  std::array<char, 64> text;
  const auto length = std::snprintf(text.data(), text.size(), format, numbers...);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

ColumnBuffer::ColumnBuffer(const MYSQL_FIELD& field, const Type& type)
    : type_(type),
      buffer_type_(buffer_type_for(type, field.type)),
      is_unsigned_((field.flags & UNSIGNED_FLAG) != 0),
      time_{} {
  if (buffer_type_ == MYSQL_TYPE_STRING || buffer_type_ == MYSQL_TYPE_BLOB) bytes_.resize(first_size);
}

MYSQL_BIND ColumnBuffer::bind() {
  MYSQL_BIND bind{};
  bind.buffer_type = buffer_type_;
  bind.buffer = bytes_.empty() ? static_cast<void*>(&time_) : bytes_.data();
  bind.buffer_length = bytes_.empty() ? sizeof time_ : bytes_.size();
  bind.is_unsigned = is_unsigned_ ? 1 : 0;
  bind.length = &length_;
  bind.is_null = &null_;
  bind.error = &cut_;
  return bind;
}

bool ColumnBuffer::read(MYSQL_STMT* statement, unsigned column, Value& value) {
  value = Null{};
  if (null_ || buffer_type_ == MYSQL_TYPE_NULL) return true;
  if (bytes_.empty()) {
    value = decode_number();
    return true;
  }
  if (length_ <= bytes_.size()) {
    value = text_or_bytes({bytes_.data(), length_}, type_);
    return true;
  }
  std::string whole(length_, '\0');  // the buffer itself must not move while rows are fetched
  auto again = bind();
  again.buffer = whole.data();
  again.buffer_length = whole.size();
  if (libmariadb().mysql_stmt_fetch_column(statement, &again, column, 0) != 0) return false;
  value = text_or_bytes(whole, type_);
  return true;
}

Value ColumnBuffer::decode_number() const {
  if (buffer_type_ == MYSQL_TYPE_FLOAT) return shortest(real_);
  if (buffer_type_ == MYSQL_TYPE_DOUBLE) return double_;
  if (buffer_type_ != MYSQL_TYPE_LONGLONG) return time_text(time_, type_.id, type_.scale);
  return is_unsigned_ ? unsigned_value(integer_) : Value{static_cast<std::int64_t>(integer_)};
}

Value decode_text(std::string_view text, const Type& type) {
  if (is_integer(type.id) || type.id == TypeId::year) return number_or_text<std::int64_t>(text);
  if (type.id == TypeId::real || type.id == TypeId::double_) return number_or_text<double>(text);
  return text_or_bytes(text, type);
}

std::string time_text(const MYSQL_TIME& time, TypeId type, int digits) {
  if (type == TypeId::date) return printed("%04u-%02u-%02u", time.year, time.month, time.day);
  std::string text;
  if (type == TypeId::time) {
    text = printed("%s%02u:%02u:%02u", time.neg ? "-" : "", time.day * 24 + time.hour, time.minute, time.second);
  } else {
    text =
        printed("%04u-%02u-%02u %02u:%02u:%02u", time.year, time.month, time.day, time.hour, time.minute, time.second);
  }
  if (digits < 0) digits = time.second_part != 0 ? 6 : 0;
  if (digits == 0) return text;
  const auto fraction = printed("%06lu", time.second_part);
  return text + "." + fraction.substr(0, static_cast<std::size_t>(std::min(digits, 6)));
}

}  // namespace emulator::backend::mysql
