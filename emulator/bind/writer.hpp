// Writer: prints one bound expression as PostgreSQL's own tree printer would, with every cast that the text left out.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bind/binder.hpp"

namespace emulator::bind {

std::string quoted_identifier(const std::string& name);

// What a relation's columns are called, and their types as stored.
struct WrittenRelation {
  std::string prefix;  // "t.", or empty
  std::vector<std::string> columns;
  std::vector<Type> types;
};

class Writer {
 public:
  // `text` is what was bound: it tells a number from a string that became one. Pretty: without the parentheses that
  // are not needed. Null from `relation`: there is no such name.
  using FindRelation = std::function<const WrittenRelation*(std::int32_t relation)>;
  Writer(std::string_view text, FindRelation relation, bool pretty, const Environment& environment)
      : text_(text),
        relation_(std::move(relation)),
        pretty_(pretty),
        environment_(environment),
        dialect_(*environment.dialect) {}

  // Empty for what is not known how to print.
  std::optional<std::string> write(const Expression& expression);
  // nextval of a sequence, as a default has it.
  static std::string next_of(const catalog::Sequence& sequence, const sql::Dialect& dialect);
  bool is_varchar_column(const Expression& expression) const;

 private:
  std::string whole(const Expression& expression);
  std::string inner(const Expression& expression, const Expression& parent);
  std::string in_parentheses(const std::string& text) const { return pretty_ ? text : "(" + text + ")"; }
  std::string unknown();
  std::string cast(const Expression& operand, const Type& type, const Expression& parent);
  bool is_string_at(std::uint32_t position) const;
  std::string constant(const Constant& node, const Expression& expression);
  std::string number(std::uint32_t position, const Type& type);
  std::optional<std::string> text_of(const Value& value, const Type& type);
  std::string column(const ColumnUse& use, const Expression& expression);
  std::string call(const Call& node, const Expression& expression);
  const Expression& without_integer_cast(const Expression& operand) const;
  std::string operand(const Expression& value, const Expression& parent);
  std::string operation(const Call& node, const Expression& expression);
  std::string function(const Call& node);
  std::string aggregate(const Aggregate& node);
  std::string sequence(const Call& node);
  std::string logical(const Logical& node, const Expression& expression);
  std::string in_list(const InList& node, const Expression& expression);

  const std::string_view text_;
  const FindRelation relation_;
  const bool pretty_;
  const Environment& environment_;
  const sql::Dialect& dialect_;
  bool known_ = true;
};

}  // namespace emulator::bind
