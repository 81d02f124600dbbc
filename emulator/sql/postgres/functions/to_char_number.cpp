// Number patterns: 9 0 . D , G S MI PL SG PR $ L TH FM RN, and literal text.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <vector>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/functions/to_char.hpp"

namespace emulator::postgres {

namespace {

enum class Mark : std::uint8_t {
  nine,
  zero,
  point,
  group,
  sign,      // S: + or -
  minus,     // MI
  plus,      // PL
  any_sign,  // SG
  brackets,  // PR
  ordinal,   // TH, th
  fill,      // FM
  roman,     // RN, rn
  literal,
  refused
};

struct Word {
  std::string_view text;
  Mark mark;
};
constexpr std::array words = {
    Word{"9", Mark::nine},    Word{"0", Mark::zero},       Word{".", Mark::point},     Word{"D", Mark::point},
    Word{",", Mark::group},   Word{"G", Mark::group},      Word{"SG", Mark::any_sign}, Word{"S", Mark::sign},
    Word{"MI", Mark::minus},  Word{"PL", Mark::plus},      Word{"PR", Mark::brackets}, Word{"TH", Mark::ordinal},
    Word{"FM", Mark::fill},   Word{"EEEE", Mark::refused}, Word{"RN", Mark::roman},    Word{"V", Mark::refused},
    Word{"L", Mark::literal},
};

struct Item {
  Mark mark;
  std::string text;  // of a literal; of an ordinal as written
};

std::vector<Item> read_pattern(std::string_view pattern) {
  std::vector<Item> items;
  while (!pattern.empty()) {
    if (pattern.front() == '"') {
      const std::size_t end = std::min(pattern.find('"', 1), pattern.size() - 1);
      items.push_back({Mark::literal, std::string(pattern.substr(1, end - 1))});
      pattern.remove_prefix(end + 1);
      continue;
    }
    const auto word = std::find_if(words.begin(), words.end(),
                                   [&](const Word& candidate) { return ascii_istarts_with(pattern, candidate.text); });
    if (word == words.end()) {
      const std::size_t size = utf8_at(pattern, 0).size;
      items.push_back({Mark::literal, std::string(pattern.substr(0, size))});
      pattern.remove_prefix(size);
      continue;
    }
    if (word->mark == Mark::refused) {
      throw make_error(Condition::feature_not_supported, {"to_char() pattern \"" + std::string(word->text) + "\""});
    }
    const std::string written{pattern.substr(0, word->text.size())};
    items.push_back({word->mark, word->text == "L" ? "$" : written});
    pattern.remove_prefix(word->text.size());
  }
  return items;
}

std::string_view ordinal_suffix(std::string_view digits) {
  const char last = digits.empty() ? '0' : digits.back();
  const bool teen = digits.size() > 1 && digits[digits.size() - 2] == '1';
  return teen ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
}

class NumberFormatter {
 public:
  NumberFormatter(const Decimal& value, std::vector<Item> items) : items_(std::move(items)) {
    count_positions();
    const Decimal rounded = value.rounded(after_);
    negative_ = rounded.is_negative();
    const std::string text = rounded.absolute().to_string();
    const std::size_t point = std::min(text.find('.'), text.size());
    whole_ = text.substr(0, point) == "0" ? "" : text.substr(0, point);
    decimals_ = point < text.size() ? text.substr(point + 1) : "";
    overflows_ = static_cast<std::int32_t>(whole_.size()) > before_;
    if (whole_.empty() && (after_ == 0 || !has_point_)) {
      whole_ = "0";
    }
    shown_decimals_ = fills_ ? last_decimal() : after_;
  }

  std::string format() {
    for (const Item& item : items_) {
      write(item);
    }
    const bool has_digits = before_ + after_ > 0;
    if (!signed_ && has_digits) {
      put_sign();
    }
    if (brackets_ && has_digits) {
      result_ += negative_ ? ">" : fills_ ? "" : " ";
    }
    return std::move(result_);
  }

 private:
  void count_positions() {
    bool after_point = false;
    std::int32_t position = 0;
    for (const Item& item : items_) {
      const bool digit = item.mark == Mark::nine || item.mark == Mark::zero;
      if (item.mark == Mark::point) {
        after_point = has_point_ = true;
      } else if (digit && after_point) {
        ++after_;
        last_zero_ = item.mark == Mark::zero ? after_ : last_zero_;
      } else if (digit) {
        if (item.mark == Mark::zero && first_zero_ < 0) {
          first_zero_ = position;
        }
        ++before_;
        ++position;
      }
      fills_ = fills_ || item.mark == Mark::fill;
      brackets_ = brackets_ || item.mark == Mark::brackets;
      has_sign_ = has_sign_ || item.mark == Mark::sign || item.mark == Mark::minus || item.mark == Mark::plus ||
                  item.mark == Mark::any_sign;
    }
  }

  // In fill mode zeros at the end are left out, unless the pattern has a 0 there.
  std::int32_t last_decimal() const {
    auto last = static_cast<std::int32_t>(decimals_.size());
    while (last > last_zero_ && decimals_[static_cast<std::size_t>(last - 1)] == '0') {
      --last;
    }
    return last;
  }

  void put_sign() {
    signed_ = true;
    if (brackets_) {
      result_ += negative_ ? "<" : fills_ ? "" : " ";
    } else if (!has_sign_) {
      result_ += negative_ ? "-" : fills_ ? "" : " ";
    } else if (leading_sign_) {
      result_ += negative_ ? "-" : "+";
    }
  }

  void write_digit() {
    if (after_point_) {
      const std::int32_t index = decimal_++;
      if (index < shown_decimals_) {
        result_ += overflows_ ? '#' : decimals_[static_cast<std::size_t>(index)];
      }
      return;
    }
    const std::int32_t position = position_++;
    const std::int32_t lead = overflows_ ? 0 : before_ - static_cast<std::int32_t>(whole_.size());
    if (position < lead && (first_zero_ < 0 || position < first_zero_)) {
      result_ += fills_ ? "" : " ";
      return;
    }
    if (!signed_) {
      put_sign();
    }
    result_ += overflows_ ? '#' : position < lead ? '0' : whole_[static_cast<std::size_t>(position - lead)];
    any_digit_ = true;
  }

  void write(const Item& item) {
    switch (item.mark) {
      case Mark::nine:
      case Mark::zero:
        write_digit();
        return;
      case Mark::point:
        if (!signed_) {
          put_sign();
        }
        result_ += '.';
        after_point_ = true;
        return;
      case Mark::group:
        result_ += any_digit_ ? "," : fills_ ? "" : " ";
        return;
      case Mark::sign:
        if (position_ == 0 && !after_point_) {
          leading_sign_ = true;
        } else {
          result_ += negative_ ? "-" : "+";
        }
        return;
      case Mark::minus:
        result_ += negative_ ? "-" : fills_ ? "" : " ";
        return;
      case Mark::plus:
        result_ += negative_ ? (fills_ ? "" : " ") : "+";
        return;
      case Mark::any_sign:
        result_ += negative_ ? "-" : "+";
        return;
      case Mark::ordinal:
        if (!negative_ && after_ == 0) {
          result_ += item.text[0] == 'T' ? ascii_upper(ordinal_suffix(whole_)) : std::string(ordinal_suffix(whole_));
        }
        return;
      case Mark::literal:
        result_ += item.text;
        return;
      case Mark::brackets:
      case Mark::fill:
      case Mark::roman:
      case Mark::refused:
        return;
    }
  }

  std::vector<Item> items_;
  std::string result_, whole_, decimals_;
  std::int32_t before_ = 0, after_ = 0, first_zero_ = -1, last_zero_ = 0, shown_decimals_ = 0;
  std::int32_t position_ = 0, decimal_ = 0;
  bool has_point_ = false, fills_ = false, brackets_ = false, has_sign_ = false;
  bool negative_ = false, overflows_ = false;
  bool signed_ = false, leading_sign_ = false, any_digit_ = false, after_point_ = false;
};

constexpr std::size_t roman_width = 15;  // of MMMDCCCLXXXVIII

std::string roman_digits(std::int64_t number) {
  static constexpr std::pair<std::int64_t, std::string_view> steps[] = {
      {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
      {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
  std::string text;
  for (const auto& [value, digits] : steps) {
    for (; number >= value; number -= value) {
      text += digits;
    }
  }
  return text;
}

// RN stands alone, or with FM.
std::string format_roman(const Decimal& value, const std::vector<Item>& items) {
  bool fills = false, lower = false;
  for (const Item& item : items) {
    if (item.mark != Mark::roman && item.mark != Mark::fill) {
      throw make_error(Condition::feature_not_supported, {"to_char() pattern \"RN\" with others"});
    }
    fills = fills || item.mark == Mark::fill;
    lower = lower || item.text == "rn";
  }
  const std::optional<std::int64_t> number = value.rounded(0).to_int64();
  if (!number || *number < 1 || *number > 3999) {
    return std::string(roman_width, '#');
  }
  const std::string text = lower ? ascii_lower(roman_digits(*number)) : roman_digits(*number);
  return fills ? text : std::string(roman_width - text.size(), ' ') + text;
}

}  // namespace

std::string format_number(double value, std::string_view pattern) {
  std::ptrdiff_t decimals = 0;
  bool after_point = false;
  for (const Item& item : read_pattern(pattern)) {
    after_point = after_point || item.mark == Mark::point;
    decimals += after_point && (item.mark == Mark::nine || item.mark == Mark::zero) ? 1 : 0;
  }
  const Decimal shortest = Decimal::from_double(value);
  constexpr std::ptrdiff_t exact_digits = 15;  // DBL_DIG; PostgreSQL cuts longer ones in its own way
  if (!shortest.is_finite() || shortest.integer_digits() + decimals > exact_digits) {
    return format_number(shortest, pattern);
  }
  std::array<char, 64> digits{};
  std::snprintf(digits.data(), digits.size(), "%.*f", static_cast<int>(decimals), value);
  return format_number(*Decimal::parse(digits.data()), pattern);
}

std::string format_number(const Decimal& value, std::string_view pattern) {
  if (!value.is_finite()) {
    throw make_error(Condition::feature_not_supported, {"to_char() of " + value.to_string()});
  }
  std::vector<Item> items = read_pattern(pattern);
  const bool is_roman =
      std::any_of(items.begin(), items.end(), [](const Item& item) { return item.mark == Mark::roman; });
  return is_roman ? format_roman(value, items) : NumberFormatter{value, std::move(items)}.format();
}

}  // namespace emulator::postgres
