// The digits are gathered as a negative number, which has one value more.
#include "sql/postgres/money.hpp"

#include "base/text.hpp"

namespace emulator::postgres {

namespace {

constexpr int fraction_digits = 2;

class MoneyReader {
 public:
  explicit MoneyReader(std::string_view text) : rest_(text) {}

  ReadMoney read() {
    skip_spaces_and_symbol();
    if (take('-') || take('(')) {
      is_negative_ = true;
    } else {
      take('+');
    }
    skip_spaces_and_symbol();
    read_digits();
    read_end();
    if (fault_ == MoneyFault::none && !is_negative_ && __builtin_sub_overflow(std::int64_t{0}, cents_, &cents_)) {
      fault_ = MoneyFault::range;
    }
    return {cents_, fault_};
  }

 private:
  bool take(char wanted) {
    const bool is_there = rest_.starts_with(wanted);
    rest_.remove_prefix(is_there ? 1 : 0);
    return is_there;
  }

  bool is_at_digit() const { return !rest_.empty() && is_ascii_digit(rest_.front()); }

  void skip_spaces() {
    while (!rest_.empty() && is_ascii_space(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }

  void skip_spaces_and_symbol() {
    skip_spaces();
    take('$');
    skip_spaces();
  }

  void add(int digit) {
    const bool is_beyond =
        __builtin_mul_overflow(cents_, 10, &cents_) || __builtin_sub_overflow(cents_, digit, &cents_);
    if (is_beyond && fault_ == MoneyFault::none) {
      fault_ = MoneyFault::range;
    }
  }

  void read_digits() {
    int fraction = 0;
    bool has_point = false;
    while (!rest_.empty()) {
      if (is_at_digit() && fraction < fraction_digits) {
        add(rest_.front() - '0');
        fraction += has_point ? 1 : 0;
        rest_.remove_prefix(1);
      } else if (!has_point && take('.')) {
        has_point = true;
      } else if (!take(',')) {
        break;
      }
    }
    const bool rounds = is_at_digit() && rest_.front() >= '5';
    for (; fraction < fraction_digits; ++fraction) {
      add(0);
    }
    if (rounds && __builtin_sub_overflow(cents_, 1, &cents_)) {
      fault_ = MoneyFault::range;
    }
  }

  // More digits of the fraction, then whatever may close an amount.
  void read_end() {
    while (is_at_digit()) {
      rest_.remove_prefix(1);
    }
    while (!rest_.empty()) {
      const char next = rest_.front();
      if (next == '-') {
        is_negative_ = true;
      } else if (!is_ascii_space(next) && next != ')' && next != '+' && next != '$') {
        fault_ = fault_ == MoneyFault::none ? MoneyFault::syntax : fault_;
        return;
      }
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
  std::int64_t cents_ = 0;
  bool is_negative_ = false;
  MoneyFault fault_ = MoneyFault::none;
};

}  // namespace

ReadMoney parse_money(std::string_view text) {
  return MoneyReader(text).read();
}

std::string print_money(std::int64_t cents) {
  const bool is_negative = cents < 0;
  std::uint64_t amount = is_negative ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
  std::string reversed;
  for (int place = 0; amount != 0 || place <= fraction_digits; ++place, amount /= 10) {
    const int whole_place = place - fraction_digits;
    if (whole_place == 0) {
      reversed += '.';
    } else if (whole_place > 0 && whole_place % 3 == 0) {
      reversed += ',';
    }
    reversed += static_cast<char>('0' + amount % 10);
  }
  return (is_negative ? "-$" : "$") + std::string(reversed.rbegin(), reversed.rend());
}

int compare_money_texts(std::string_view left, std::string_view right) {
  const std::int64_t one = parse_money(left).cents, other = parse_money(right).cents;
  return one < other ? -1 : static_cast<int>(one > other);
}

}  // namespace emulator::postgres
