// Positions, refusals and the count of levels; reads no nodes itself.
#include "sql/postgres/read_context.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace emulator::postgres {
namespace {

[[noreturn]] void raise(SqlError error, std::uint32_t position) {
  if (position != ast::no_position) {
    error.position = position;
  }
  throw error;
}

std::string_view leading_digits(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_ascii_digit);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

}  // namespace

std::uint32_t ReadContext::position(const Node& node) const {
  const std::uint32_t location = node.location();
  return location == ast::no_position || location < prefix_ ? ast::no_position : location - prefix_;
}

void ReadContext::set_statement(std::uint32_t begin, std::uint32_t end) {
  begin_ = begin;
  end_ = end;
}

const SourceTokens& ReadContext::tokens() {
  if (!tokens_) {
    tokens_.emplace(sql_, end_);
  }
  return *tokens_;
}

std::string ReadContext::number_text(std::int64_t value, std::uint32_t location) {
  if (value != 0 || location == ast::no_position || location >= sql_.size()) {
    return std::to_string(value);
  }
  std::string_view digits = leading_digits(sql_.substr(location));
  if (!digits.empty()) {
    return "0";  // without a sign, what is not printed is zero
  }
  digits = sql_[location] == '-' ? leading_digits(sql_.substr(location + 1)) : digits;
  for (std::size_t i = tokens().at_or_after(location); digits.empty() && i < tokens().size(); ++i) {
    digits = leading_digits(tokens().text(i));
  }
  const bool is_zero = digits.find_first_not_of('0') == std::string_view::npos;
  return is_zero ? "0" : "-" + std::string{digits};
}

void ReadContext::check_nesting(std::size_t more_levels) const {
  if (static_cast<std::size_t>(depth_) + more_levels > nesting_limit) {
    throw make_error(Condition::statement_too_complex, {});
  }
}

void ReadContext::unsupported(std::string construct, std::uint32_t position) const {
  raise(make_error(Condition::feature_not_supported, {std::move(construct)}), position);
}

void ReadContext::fail(Condition condition, std::initializer_list<std::string> arguments,
                       std::uint32_t position) const {
  raise(make_error(condition, arguments), position);
}

void ReadContext::fail_worded(Condition condition, std::string sentence, std::uint32_t position) const {
  raise(make_worded_error(condition, std::move(sentence)), position);
}

Nesting::Nesting(ReadContext& context) : context_(context) {
  if (++context_.depth_ > nesting_limit) {
    --context_.depth_;  // the destructor will not run
    throw make_error(Condition::statement_too_complex, {});
  }
}

}  // namespace emulator::postgres
