// A row: its mark, the number of values, and each value with a mark of its own. A series: its mark and three integers.
#include "types/row_set.hpp"

#include <cstring>
#include <memory>
#include <stdexcept>

#include "base/overloaded.hpp"

namespace emulator {

namespace {

enum class Mark : char {
  row = 'r',
  series = 's',
  null = 'n',
  integer = 'i',
  real = 'd',
  text = 't',
  bytes = 'b'
};

void append_mark(std::string& bytes, Mark mark) {
  bytes += static_cast<char>(mark);
}

template <class Number>
void append_number(std::string& bytes, Number number) {
  static_assert(sizeof number == 8);
  char raw[8];
  std::memcpy(raw, &number, sizeof raw);
  bytes.append(raw, sizeof raw);
}

void append_value(std::string& bytes, const Value& value) {
  const auto append_run = [&](Mark mark, const std::string& run) {
    append_mark(bytes, mark);
    append_number(bytes, std::uint64_t{run.size()});
    bytes += run;
  };
  std::visit(overloaded{
                 [&](Null) { append_mark(bytes, Mark::null); },
                 [&](bool truth) {
                   append_mark(bytes, Mark::integer);
                   append_number(bytes, std::int64_t{truth});
                 },
                 [&](std::int64_t number) {
                   append_mark(bytes, Mark::integer);
                   append_number(bytes, number);
                 },
                 [&](double number) {
                   append_mark(bytes, Mark::real);
                   append_number(bytes, number);
                 },
                 [&](const std::string& text) { append_run(Mark::text, text); },
                 [&](const Bytes& raw) { append_run(Mark::bytes, raw.data); },
                 [](const std::shared_ptr<const Array>&) { throw std::logic_error("an array in a row set"); },
             },
             value);
}

}  // namespace

void RowSetWriter::add(std::span<const Value> row) {
  append_mark(bytes_, Mark::row);
  append_number(bytes_, std::uint64_t{row.size()});
  for (const Value& value : row) {
    append_value(bytes_, value);
  }
}

Bytes integer_series(std::int64_t start, std::int64_t stop, std::int64_t step) {
  std::string bytes;
  append_mark(bytes, Mark::series);
  append_number(bytes, start);
  append_number(bytes, stop);
  append_number(bytes, step);
  return Bytes{std::move(bytes)};
}

std::string_view RowSetReader::take(std::size_t size) {
  if (size > bytes_.size() - at_) throw std::runtime_error("a row set that ends too early");
  const std::string_view taken = std::string_view(bytes_).substr(at_, size);
  at_ += size;
  return taken;
}

std::uint64_t RowSetReader::take_number() {
  std::uint64_t number = 0;
  std::memcpy(&number, take(sizeof number).data(), sizeof number);
  return number;
}

Value RowSetReader::take_value() {
  switch (static_cast<Mark>(take(1).front())) {
    case Mark::null:
      return Null{};
    case Mark::integer:
      return static_cast<std::int64_t>(take_number());
    case Mark::real: {
      const std::uint64_t raw = take_number();
      double number = 0;
      std::memcpy(&number, &raw, sizeof number);
      return number;
    }
    case Mark::text: {
      const std::uint64_t size = take_number();
      return std::string(take(size));
    }
    case Mark::bytes: {
      const std::uint64_t size = take_number();
      return Bytes{std::string(take(size))};
    }
    case Mark::row:
    case Mark::series:
      break;
  }
  throw std::runtime_error("a row set with an unknown mark");
}

bool RowSetReader::next_of_series(std::vector<Value>& row) {
  const bool is_over = series_->step > 0 ? series_->next > series_->stop : series_->next < series_->stop;
  if (is_over) {
    series_.reset();
    return false;
  }
  row.assign(1, series_->next);
  if (__builtin_add_overflow(series_->next, series_->step, &series_->next)) series_.reset();
  return true;
}

bool RowSetReader::next(std::vector<Value>& row) {
  while (true) {
    if (series_ && next_of_series(row)) return true;
    if (at_ == bytes_.size()) return false;
    if (static_cast<Mark>(take(1).front()) == Mark::series) {
      Series series{};
      series.next = static_cast<std::int64_t>(take_number());
      series.stop = static_cast<std::int64_t>(take_number());
      series.step = static_cast<std::int64_t>(take_number());
      series_ = series;
      continue;
    }
    const std::uint64_t count = take_number();
    row.clear();
    for (std::uint64_t index = 0; index < count; ++index) row.push_back(take_value());
    return true;
  }
}

Bytes zipped(std::span<const Value> sets, std::span<const std::size_t> widths) {
  std::vector<RowSetReader> readers;
  for (const Value& set : sets) {
    const auto* bytes = std::get_if<Bytes>(&set);
    readers.emplace_back(bytes == nullptr ? std::string{} : bytes->data);
  }
  RowSetWriter writer;
  std::vector<Value> whole, part;
  for (bool any = true; any;) {
    any = false;
    whole.clear();
    for (std::size_t set = 0; set < readers.size(); ++set) {
      const bool has_row = readers[set].next(part);
      any = any || has_row;
      if (!has_row) part.clear();
      part.resize(widths[set]);
      whole.insert(whole.end(), part.begin(), part.end());
    }
    if (any) writer.add(whole);
  }
  return writer.take();
}

}  // namespace emulator
