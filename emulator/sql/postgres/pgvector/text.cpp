// The readers take numbers as C's strtof() and strtol() do, as pgvector's do.
#include "sql/postgres/pgvector/text.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "sql/postgres/errors.hpp"
#include "sql/postgres/pgvector/stored.hpp"
#include "sql/postgres/types.hpp"
#include "types/float_text.hpp"

namespace emulator::postgres::pgvector {

namespace {

std::string name_of(TypeId id) {
  return std::string(internal_name(id));
}

class Reader {
 public:
  Reader(const std::string& text, TypeId id) : text_(text), id_(id) {}

  std::string elements() {
    open('[');
    if (at_ < text_.size() && text_[at_] == ']') check_size(0, id_);
    Elements read;
    do {
      if (read.size() == most_elements) check_size(most_elements + 1, id_);
      read.push_back(number());
    } while (goes_on(']'));
    end("Junk after closing right brace.");
    return stored(read, id_);
  }

  std::string sparse() {
    if (std::count(text_.begin(), text_.end(), ',') >= most_elements) {
      throw make_error(Condition::program_limit_exceeded,
                       {"sparsevec cannot have more than " + std::to_string(most_elements) + " non-zero elements"});
    }
    open('{');
    if (at_ < text_.size() && text_[at_] == '}') {
      ++at_;
    } else {
      read_pairs();
    }
    skip_space();
    if (at_ == text_.size() || text_[at_] != '/') fail("Unexpected end of input.");
    ++at_;
    const std::int64_t dimensions = integer();
    end("Junk after closing.");
    check_size(dimensions, id_);
    return stored(sorted(static_cast<std::int32_t>(dimensions)));
  }

 private:
  [[noreturn]] void fail(std::string detail = {}) const {
    SqlError error = make_error(Condition::invalid_text_representation, {name_of(id_), text_});
    error.detail = std::move(detail);
    throw error;
  }

  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\n\r\v\f", at_), text_.size()); }

  void open(char bracket) {
    skip_space();
    if (at_ == text_.size() || text_[at_] != bracket) {
      fail(std::string("Vector contents must start with \"") + bracket + "\".");
    }
    ++at_;
    skip_space();
  }

  // Behind an element: whether another follows; else it was the last one.
  bool goes_on(char bracket) {
    skip_space();
    if (at_ == text_.size() || (text_[at_] != ',' && text_[at_] != bracket)) fail();
    return text_[at_++] == ',';
  }

  void end(const char* detail) {
    skip_space();
    if (at_ != text_.size()) fail(detail);
  }

  float number() {
    skip_space();
    const char* const first = text_.c_str() + at_;
    char* behind = nullptr;
    errno = 0;
    const float value = std::strtof(first, &behind);
    if (behind == first) fail();
    const std::string word(first, static_cast<const char*>(behind));
    const bool is_too_small = id_ == TypeId::sparsevec && value == 0;
    const bool is_out_of_range = errno == ERANGE && (std::isinf(value) || is_too_small);
    if (is_out_of_range || (id_ == TypeId::halfvec && !fits_half(value))) {
      throw make_worded_error(Condition::value_out_of_range,
                              "\"" + word + "\" is out of range for type " + name_of(id_));
    }
    check_element(value, id_);
    at_ += word.size();
    return value;
  }

  // Kept to 32 bits.
  std::int64_t integer() {
    skip_space();
    const char* const first = text_.c_str() + at_;
    char* behind = nullptr;
    const std::int64_t value = std::strtol(first, &behind, 10);
    if (behind == first) fail();
    at_ += static_cast<std::size_t>(behind - first);
    return std::clamp<std::int64_t>(value, INT_MIN + 1, INT_MAX);
  }

  void read_pairs() {
    do {
      const std::int64_t place = integer();
      skip_space();
      if (at_ == text_.size() || text_[at_] != ':') fail();
      ++at_;
      const float value = number();
      if (value != 0) {
        places_.push_back(static_cast<std::int32_t>(place - 1));
        values_.push_back(value);
      }
    } while (goes_on('}'));
  }

  Sparse sorted(std::int32_t dimensions) const {
    std::vector<std::size_t> order(places_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t one, std::size_t other) { return places_[one] < places_[other]; });
    Sparse sparse{dimensions, {}, {}};
    for (const std::size_t index : order) {
      if (places_[index] < 0 || places_[index] >= dimensions) {
        throw make_error(Condition::data_exception, {"sparsevec index out of bounds"});
      }
      if (!sparse.places.empty() && sparse.places.back() == places_[index]) {
        throw make_error(Condition::data_exception, {"sparsevec indices must not contain duplicates"});
      }
      sparse.places.push_back(places_[index]);
      sparse.values.push_back(values_[index]);
    }
    return sparse;
  }

  const std::string& text_;
  TypeId id_;
  std::size_t at_ = 0;
  std::vector<std::int32_t> places_;
  Elements values_;
};

}  // namespace

std::string read(const std::string& text, TypeId id) {
  Reader reader(text, id);
  return id == TypeId::sparsevec ? reader.sparse() : reader.elements();
}

std::string printed(std::string_view stored, TypeId id) {
  std::string text;
  if (id == TypeId::sparsevec) {
    const Sparse sparse = sparse_of(stored);
    for (std::size_t index = 0; index < sparse.places.size(); ++index) {
      text +=
          (index > 0 ? "," : "") + std::to_string(sparse.places[index] + 1) + ":" + postgres_text(sparse.values[index]);
    }
    return "{" + text + "}/" + std::to_string(sparse.dimensions);
  }
  for (const float element : elements_of(stored, id)) {
    text += text.empty() ? "[" : ",";
    text += postgres_text(element);
  }
  return text + "]";
}

void check_dimensions(std::int64_t expected, std::int64_t given) {
  if (expected >= 0 && expected != given) {
    throw make_error(Condition::data_exception,
                     {"expected " + std::to_string(expected) + " dimensions, not " + std::to_string(given)});
  }
}

void check_size(std::int64_t dimensions, TypeId id) {
  if (dimensions < 1) {
    throw make_error(Condition::data_exception, {name_of(id) + " must have at least 1 dimension"});
  }
  const std::int64_t most = id == TypeId::sparsevec ? most_sparse_dimensions : most_elements;
  if (dimensions > most) {
    throw make_error(Condition::program_limit_exceeded,
                     {name_of(id) + " cannot have more than " + std::to_string(most) + " dimensions"});
  }
}

void check_element(float value, TypeId id) {
  if (std::isnan(value)) throw make_error(Condition::data_exception, {"NaN not allowed in " + name_of(id)});
  if (std::isinf(value)) throw make_error(Condition::data_exception, {"infinite value not allowed in " + name_of(id)});
}

}  // namespace emulator::postgres::pgvector
