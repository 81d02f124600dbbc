// Functions of byte strings (manual 9.5) beyond those that texts have too.
#include <algorithm>
#include <array>
#include <string>

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/digest.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

const std::string& bytes_at(Arguments arguments, std::size_t index) {
  return std::get<Bytes>(arguments[index]).data;
}

// A place inside of `size`. Throws array_subscript_error (2202E).
std::size_t place_at(Arguments arguments, std::size_t index, std::size_t size) {
  const std::int64_t place = integer_at(arguments, index);
  if (place < 0 || static_cast<std::uint64_t>(place) >= size) {
    const std::string limits = "0.." + std::to_string(static_cast<std::int64_t>(size) - 1);
    throw make_error(Condition::array_subscript_error,
                     {"index " + std::to_string(place) + " out of valid range, " + limits});
  }
  return static_cast<std::size_t>(place);
}

Value get_byte(Arguments arguments, CallContext&) {
  const std::string& bytes = bytes_at(arguments, 0);
  return std::int64_t{static_cast<unsigned char>(bytes[place_at(arguments, 1, bytes.size())])};
}

Value set_byte(Arguments arguments, CallContext&) {
  std::string bytes = bytes_at(arguments, 0);
  bytes[place_at(arguments, 1, bytes.size())] = static_cast<char>(integer_at(arguments, 2));
  return Bytes{std::move(bytes)};
}

// Bits count from the right within a byte, bytes from the left.
Value get_bit(Arguments arguments, CallContext&) {
  const std::string& bytes = bytes_at(arguments, 0);
  const std::size_t place = place_at(arguments, 1, bytes.size() * 8);
  return std::int64_t{(static_cast<unsigned char>(bytes[place / 8]) >> (place % 8)) & 1};
}

Value set_bit(Arguments arguments, CallContext&) {
  std::string bytes = bytes_at(arguments, 0);
  const std::size_t place = place_at(arguments, 1, bytes.size() * 8);
  const std::int64_t bit = integer_at(arguments, 2);
  if (bit != 0 && bit != 1) {
    throw make_worded_error(Condition::invalid_parameter_value, "new bit must be 0 or 1");
  }
  const int mask = 1 << (place % 8);
  const int old = static_cast<unsigned char>(bytes[place / 8]);
  bytes[place / 8] = static_cast<char>(bit == 1 ? old | mask : old & ~mask);
  return Bytes{std::move(bytes)};
}

Value bit_count(Arguments arguments, CallContext&) {
  std::int64_t count = 0;
  for (const char byte : bytes_at(arguments, 0)) {
    count += __builtin_popcount(static_cast<unsigned char>(byte));
  }
  return count;
}

Value bit_length(Arguments arguments, CallContext&) {
  return static_cast<std::int64_t>(bytes_at(arguments, 0).size() * 8);
}

Value position(Arguments arguments, CallContext&) {
  const std::size_t found = bytes_at(arguments, 1).find(bytes_at(arguments, 0));
  return found == std::string::npos ? std::int64_t{0} : static_cast<std::int64_t>(found) + 1;
}

Value overlay(Arguments arguments, CallContext&) {
  const std::string& bytes = bytes_at(arguments, 0);
  const std::string& put = bytes_at(arguments, 1);
  const std::int64_t start = integer_at(arguments, 2);
  const std::int64_t count = arguments.size() > 3 ? integer_at(arguments, 3) : static_cast<std::int64_t>(put.size());
  if (start <= 0) {
    bad_argument("22011", "negative substring length not allowed");
  }
  if (start + count > INT32_MAX) {
    out_of_range("integer");
  }
  const auto size = static_cast<std::int64_t>(bytes.size());
  const auto head = static_cast<std::size_t>(std::min(start - 1, size));
  const auto tail = static_cast<std::size_t>(std::clamp<std::int64_t>(start - 1 + count, 0, size));
  return Bytes{bytes.substr(0, head) + put + bytes.substr(tail)};
}

template <bool left, bool right>
Value trim(Arguments arguments, CallContext&) {
  std::string_view bytes = bytes_at(arguments, 0);
  const std::string& unwanted = bytes_at(arguments, 1);
  while (left && !bytes.empty() && unwanted.find(bytes.front()) != std::string::npos) {
    bytes.remove_prefix(1);
  }
  while (right && !bytes.empty() && unwanted.find(bytes.back()) != std::string::npos) {
    bytes.remove_suffix(1);
  }
  return Bytes{std::string(bytes)};
}

template <const EVP_MD* (*algorithm)()>
Value digest_by(Arguments arguments, CallContext&) {
  return Bytes{digest(algorithm(), bytes_at(arguments, 0))};
}

class BytesAggregate final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      return;
    }
    if (any_ && !is_null(arguments[1])) {
      bytes_ += bytes_at(arguments, 1);
    }
    bytes_ += bytes_at(arguments, 0);
    any_ = true;
  }
  Value finish(CallContext&) override { return any_ ? Value{Bytes{bytes_}} : Value{Null{}}; }

 private:
  std::string bytes_;
  bool any_ = false;
};

}  // namespace

void add_byte_functions(Overloads& rows) {
  rows.push_back(native_row("get_byte", {blob, integer}, integer, "pg_get_byte", get_byte));
  rows.push_back(native_row("set_byte", {blob, integer, integer}, blob, "pg_set_byte", set_byte));
  rows.push_back(native_row("get_bit", {blob, bigint}, integer, "pg_get_bit", get_bit));
  rows.push_back(native_row("set_bit", {blob, bigint, integer}, blob, "pg_set_bit", set_bit));
  rows.push_back(native_row("bit_count", {blob}, bigint, "pg_bit_count", bit_count));
  rows.push_back(native_row("bit_length", {blob}, integer, "pg_bytea_bit_length", bit_length));
  rows.push_back(native_row("position", {blob, blob}, integer, "pg_bytea_position", position));
  rows.push_back(native_row("overlay", {blob, blob, integer}, blob, "pg_bytea_overlay", overlay));
  rows.push_back(native_row("overlay", {blob, blob, integer, integer}, blob, "pg_bytea_overlay", overlay));
  rows.push_back(native_row("btrim", {blob, blob}, blob, "pg_bytea_btrim", trim<true, true>));
  rows.push_back(native_row("ltrim", {blob, blob}, blob, "pg_bytea_ltrim", trim<true, false>));
  rows.push_back(native_row("rtrim", {blob, blob}, blob, "pg_bytea_rtrim", trim<false, true>));
  rows.push_back(native_row("sha224", {blob}, blob, "pg_sha224", digest_by<EVP_sha224>));
  rows.push_back(native_row("sha384", {blob}, blob, "pg_sha384", digest_by<EVP_sha384>));
  rows.push_back(aggregate_row("string_agg", {type(blob), type(blob)}, type(blob), "pg_bytea_agg",
                               make_aggregate<BytesAggregate>));
}

}  // namespace emulator::postgres
