// One pass over the text, a piece at a time; each piece says by its first character what it is.
#include "sql/postgres/functions/datetime_reader.hpp"

#include <array>
#include <vector>

#include "base/text.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/functions/arguments.hpp"

namespace emulator::postgres {

namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> week_days = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};

struct SpecialWord {
  std::string_view word;
  Special special;
};
constexpr std::array special_words = {
    SpecialWord{"now", Special::now},           SpecialWord{"today", Special::today},
    SpecialWord{"tomorrow", Special::tomorrow}, SpecialWord{"yesterday", Special::yesterday},
    SpecialWord{"epoch", Special::epoch},       SpecialWord{"infinity", Special::infinity},
    SpecialWord{"inf", Special::infinity},
};

// 1 to 12 for a month's name or its first three letters; 0: no month.
std::int32_t month_of(std::string_view word) {
  for (std::size_t index = 0; index < months.size(); ++index) {
    const bool is_short = word.size() == 3 && months[index].starts_with(word);
    if (word == months[index] || is_short || (index == 8 && word == "sept")) {
      return static_cast<std::int32_t>(index) + 1;
    }
  }
  return 0;
}

bool is_week_day(std::string_view word) {
  for (const std::string_view day : week_days) {
    if (word == day || (word.size() >= 3 && day.starts_with(word))) {
      return true;
    }
  }
  return false;
}

class Reader {
 public:
  Reader(const std::string& text, const char* type) : text_(text), rest_(ascii_trim(text)), type_(type) {}

  ReadDateTime read() {
    if (rest_.empty()) {
      malformed();
    }
    while (skip(), !rest_.empty()) {
      read_piece();
    }
    finish();
    return result_;
  }

 private:
  [[noreturn]] void malformed() const { throw make_error(Condition::invalid_datetime, {type_, text_}); }
  [[noreturn]] void overflow(bool suggests_style = false) const {
    SqlError error = make_error(Condition::datetime_field_overflow, {text_});
    error.hint = suggests_style ? "Perhaps you need a different \"datestyle\" setting." : "";
    throw error;
  }

  void skip() {
    while (!rest_.empty() && (is_ascii_space(rest_.front()) || rest_.front() == ',')) {
      rest_.remove_prefix(1);
    }
  }

  void read_piece() {
    const char first = rest_.front();
    if (is_ascii_digit(first)) {
      read_number();
    } else if (is_ascii_alpha(first)) {
      read_word();
    } else if ((first == '+' || first == '-') && rest_.size() > 1) {
      read_signed();
    } else {
      malformed();
    }
  }

  void read_signed() {
    if (is_ascii_alpha(rest_[1])) {
      const bool negative = rest_.front() == '-';
      rest_.remove_prefix(1);
      read_word();
      if (result_.special != Special::infinity) {
        malformed();
      }
      result_.special = negative ? Special::minus_infinity : Special::infinity;
      return;
    }
    const bool may_follow = result_.time || time_is_due() || has_date() || has_day_of_year();
    if (!may_follow || has_offset_ || !is_ascii_digit(rest_[1])) {
      malformed();
    }
    const std::optional<std::int32_t> offset = take_utc_offset(rest_);
    if (!offset) {
      bad_argument("22009", "time zone displacement out of range: \"" + text_ + "\"");
    }
    result_.zone = Zone(*offset);
    has_offset_ = true;
  }

  bool time_is_due() const { return std::string_view(type_).starts_with("time "); }

  void read_number() {
    std::size_t size = 0;
    while (size < rest_.size() && is_ascii_digit(rest_[size])) {
      ++size;
    }
    const char next = size < rest_.size() ? rest_[size] : ' ';
    if (next == ':') {
      read_clock();
      return;
    }
    const bool joins = next == '-' || next == '/' || (next == '.' && !result_.date);
    const bool has_more =
        size + 1 < rest_.size() && (is_ascii_digit(rest_[size + 1]) || is_ascii_alpha(rest_[size + 1]));
    if (joins && has_more && parts_.empty()) {
      read_joined(next);
      return;
    }
    const std::string_view digits = rest_.substr(0, size);
    rest_.remove_prefix(size);
    if ((after_t_ || has_date()) && (size == 6 || size == 4) && !result_.time) {
      read_digits_of_clock(digits);
    } else if (size == 8 || (size == 6 && parts_.empty() && month_ == 0)) {
      parts_ = {std::string(digits.substr(0, size - 4)), std::string(digits.substr(size - 4, 2)),
                std::string(digits.substr(size - 2))};
      year_first_ = true;
    } else {
      parts_.emplace_back(digits);
    }
  }

  bool has_date() const { return parts_.size() + (month_ != 0 ? 1 : 0) >= 3; }

  bool has_day_of_year() const { return month_ == 0 && parts_.size() == 2 && year_first_ && parts_[1].size() == 3; }

  void read_digits_of_clock(std::string_view digits) {
    const auto two = [&](std::size_t at) { return std::stoi(std::string(digits.substr(at, 2))); };
    set_clock(two(0), two(2), digits.size() == 6 ? two(4) : 0, take_fraction());
  }

  // 2024-05-01, 5/1/2024, 1-May-2024, 2024.122.
  void read_joined(char separator) {
    std::size_t size = 0;
    while (size < rest_.size() && (is_ascii_digit(rest_[size]) || is_ascii_alpha(rest_[size]) ||
                                   (rest_[size] == separator && parts_.size() < 3))) {
      if (is_ascii_alpha(rest_[size]) && parts_.size() == 2 && size > 0 && is_ascii_digit(rest_[size - 1])) {
        break;  // 2024-05-01T10:20, 2024-05-01Z
      }
      if (rest_[size] == separator) {
        if (parts_.size() == 2) {
          break;
        }
        parts_.emplace_back(rest_.substr(0, size));
        rest_.remove_prefix(size + 1);
        size = 0;
        continue;
      }
      ++size;
    }
    parts_.emplace_back(rest_.substr(0, size));
    rest_.remove_prefix(size);
    if (rest_.starts_with(separator)) {
      malformed();
    }
    year_first_ = parts_[0].size() >= 3;
    for (std::size_t index = 0; index < parts_.size(); ++index) {
      if (parts_[index].empty()) {
        malformed();
      }
      if (is_ascii_alpha(parts_[index].front())) {
        month_ = month_of(ascii_lower(parts_[index]));
        if (month_ == 0) {
          malformed();
        }
        parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(index));
        return;
      }
    }
    if (parts_.size() < 3 && !has_day_of_year()) {
      malformed();
    }
  }

  std::int32_t take_fraction() {
    if (!rest_.starts_with('.')) {
      return 0;
    }
    rest_.remove_prefix(1);
    std::int64_t value = 0;
    std::size_t count = 0;
    bool rounds_up = false;
    for (; count < rest_.size() && is_ascii_digit(rest_[count]); ++count) {
      if (count < 6) {
        value = value * 10 + (rest_[count] - '0');
      } else if (count == 6) {
        rounds_up = rest_[count] >= '5';
      }
    }
    for (std::size_t digit = count; digit < 6; ++digit) {
      value *= 10;
    }
    rest_.remove_prefix(count);
    return static_cast<std::int32_t>(value) + (rounds_up ? 1 : 0);
  }

  std::int32_t take_number() {
    std::int32_t value = 0;
    std::size_t count = 0;
    for (; count < rest_.size() && is_ascii_digit(rest_[count]); ++count) {
      if (count >= 4) {
        overflow();
      }
      value = value * 10 + (rest_[count] - '0');
    }
    if (count == 0) {
      malformed();
    }
    rest_.remove_prefix(count);
    return value;
  }

  void read_clock() {
    if (result_.time) {
      malformed();
    }
    const std::int32_t hour = take_number();
    rest_.remove_prefix(1);
    const std::int32_t minute = take_number();
    std::int32_t seconds = 0;
    if (rest_.starts_with(':')) {
      rest_.remove_prefix(1);
      seconds = take_number();
    }
    set_clock(hour, minute, seconds, take_fraction());
  }

  // A second of 60 is the next minute's first, and so is a fraction that rounds to a whole second.
  void set_clock(std::int32_t hour, std::int32_t minute, std::int32_t seconds, std::int32_t microsecond) {
    if (hour > 24 || minute > 59 || seconds > 60 || (hour == 24 && (minute > 0 || seconds > 0 || microsecond > 0))) {
      overflow();
    }
    const std::int64_t total =
        ((hour * std::int64_t{60} + minute) * 60 + seconds) * microseconds_per_second + microsecond;
    result_.ends_day = total >= microseconds_per_day;
    result_.time = time_from_microseconds(total % microseconds_per_day);
  }

  void read_word() {
    std::size_t size = 0;
    while (size < rest_.size() && (is_ascii_alpha(rest_[size]) || rest_[size] == '/' || rest_[size] == '_')) {
      ++size;
    }
    const std::string_view spelled = rest_.substr(0, size);
    const std::string word = ascii_lower(spelled);
    rest_.remove_prefix(size);
    rest_.remove_prefix(rest_.starts_with('.') ? 1 : 0);
    if (const std::int32_t month = month_of(word); month != 0 && month_ == 0) {
      month_ = month;
    } else if (word == "t" && !result_.time) {
      after_t_ = true;
    } else if (word == "am" || word == "pm") {
      read_half_day(word == "pm");
    } else if (word == "bc" || word == "ad") {
      before_christ_ = word == "bc";
    } else if (word == "allballs") {
      result_.time = TimeOfDay{};
      result_.zone = Zone(0);
    } else if (!is_week_day(word) && !read_special(word) && word != "at") {
      result_.zone = find_zone(spelled);
      if (!result_.zone) {
        unknown_word(spelled);
      }
    }
  }

  [[noreturn]] void unknown_word(std::string_view spelled) const {
    if (spelled.find('/') != std::string_view::npos) {
      throw make_worded_error(Condition::invalid_parameter_value,
                              "time zone \"" + ascii_lower(spelled) + "\" not recognized");
    }
    malformed();
  }

  bool read_special(std::string_view word) {
    for (const SpecialWord& candidate : special_words) {
      if (candidate.word == word) {
        result_.special = candidate.special;
        return true;
      }
    }
    return false;
  }

  void read_half_day(bool afternoon) {
    if (!result_.time || result_.time->hour > 12) {
      overflow();
    }
    result_.time->hour = result_.time->hour % 12 + (afternoon ? 12 : 0);
  }

  std::int32_t number_of(const std::string& digits) const {
    if (digits.size() > 7) {
      overflow();
    }
    std::int32_t value = 0;
    for (const char c : digits) {
      if (!is_ascii_digit(c)) {
        malformed();
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  std::int32_t year_of(const std::string& digits) const {
    std::int32_t year = number_of(digits);
    if (digits.size() <= 2 && !before_christ_) {
      year += year < 70 ? 2000 : 1900;
    }
    if (before_christ_) {
      if (year == 0) {
        overflow();
      }
      return 1 - year;
    }
    if (year == 0) {
      overflow();
    }
    return year;
  }

  void finish() {
    if (parts_.empty() && month_ == 0) {
      return;
    }
    if (month_ != 0 && parts_.size() == 2) {
      const bool year_first = parts_[0].size() >= 3;
      set_date(year_of(parts_[year_first ? 0 : 1]), month_, number_of(parts_[year_first ? 1 : 0]));
    } else if (month_ == 0 && parts_.size() == 3) {
      if (year_first_) {
        set_date(year_of(parts_[0]), number_of(parts_[1]), number_of(parts_[2]));
      } else {
        set_date(year_of(parts_[2]), number_of(parts_[0]), number_of(parts_[1]));
      }
    } else if (month_ == 0 && parts_.size() == 2 && year_first_) {
      const std::int32_t day = number_of(parts_[1]);
      const std::int32_t year = year_of(parts_[0]);
      if (day < 1 || day > (is_leap_year(year) ? 366 : 365)) {
        overflow();
      }
      result_.date = date_from_days(days_since_epoch({year, 1, 1}) + day - 1);
    } else {
      malformed();
    }
  }

  void set_date(std::int32_t year, std::int32_t month, std::int32_t day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      overflow(true);
    }
    if (day > days_in_month(year, month)) {
      overflow();
    }
    result_.date = Date{year, month, day};
  }

  const std::string& text_;
  std::string_view rest_;
  const char* type_;
  ReadDateTime result_;
  std::vector<std::string> parts_;  // the date's numbers as they come
  std::int32_t month_ = 0;          // where it was a name
  bool year_first_ = false;
  bool after_t_ = false, has_offset_ = false;
  bool before_christ_ = false;
};

}  // namespace

ReadDateTime read_datetime(const std::string& text, const char* type) {
  return Reader{text, type}.read();
}

}  // namespace emulator::postgres
