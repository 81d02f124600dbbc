// Expressions. Everything is put in parentheses, so that no precedence of SQLite's matters.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/overloaded.hpp"
#include "base/text.hpp"
#include "bind/element_type.hpp"
#include "bind/same.hpp"
#include "lower/lowering.hpp"
#include "lower/storage.hpp"

namespace emulator::lower {

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    text += c;
    if (c == '"') {
      text += '"';
    }
  }
  return text += '"';
}

namespace {

std::string hex_of(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 15];
  }
  return text;
}

std::string text_literal(std::string_view value) {
  if (value.find('\0') != std::string_view::npos || !utf8_is_valid(value)) {  // SQLite's literals end at a NUL
    return "CAST(x'" + hex_of(value) + "' AS TEXT)";
  }
  std::string text = "'";
  for (const char c : value) {
    text += c;
    if (c == '\'') {
      text += '\'';
    }
  }
  return text += '\'';
}

std::string double_literal(double value) {  // never NaN: SQLite has none
  if (std::isinf(value)) {
    return value > 0 ? "9e999" : "-9e999";
  }
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  return {buffer, end};
}

std::string integer_literal(std::int64_t value) {
  return value == INT64_MIN ? "(-9223372036854775807 - 1)" : std::to_string(value);
}

}  // namespace

std::string literal(const Value& value) {
  return std::visit(overloaded{
                        [](Null) { return std::string("NULL"); },
                        [](bool truth) { return std::string(truth ? "1" : "0"); },
                        [](std::int64_t number) { return integer_literal(number); },
                        [](double number) { return double_literal(number); },
                        [](const std::string& text) { return text_literal(text); },
                        [](const Bytes& bytes) { return "x'" + hex_of(bytes.data) + "'"; },
                        [&](const std::shared_ptr<const Array>& array) {
                          return text_literal(std::get<std::string>(to_storage(array)));
                        },
                    },
                    value);
}

std::string Lowering::expression(const bind::Expression& expression) {
  const auto operand = [this](const bind::ExpressionPtr& child) { return this->expression(*child); };
  for (std::size_t key = 0; key < is_grouped_by_.size(); ++key) {
    if (!is_grouped_by_[key] && bind::same(*grouped_select_->group_by[key], expression)) {
      return "NULL";
    }
  }
  return std::visit(overloaded{
                        [&](const bind::Constant& node) { return constant(node); },
                        [&](const bind::Parameter& node) { return parameter(node.index, expression.type); },
                        [&](const bind::ColumnUse& node) { return column(node); },
                        [&](const bind::Call& node) { return call(node, expression.type); },
                        [&](const bind::Logical& node) {
                          std::string text = "(";
                          for (const bind::ExpressionPtr& part : node.operands) {
                            if (text.size() > 1) {
                              text += node.kind == ast::LogicalKind::and_ ? " AND " : " OR ";
                            }
                            text += operand(part);
                          }
                          return text + ")";
                        },
                        [&](const bind::Not& node) { return "(NOT " + operand(node.operand) + ")"; },
                        [&](const bind::IsNull& node) {
                          return "(" + operand(node.operand) + (node.negated ? " IS NOT NULL)" : " IS NULL)");
                        },
                        [&](const bind::IsTruth& node) {
                          return "(" + operand(node.operand) + (node.negated ? " IS NOT " : " IS ") +
                                 (node.truth ? "TRUE)" : "FALSE)");
                        },
                        [&](const bind::DistinctFrom& node) {
                          return "(" + compared(*node.left, node.collation) + (node.negated ? " IS " : " IS NOT ") +
                                 operand(node.right) + ")";
                        },
                        [&](const bind::InList& node) { return in_list(node); },
                        [&](const bind::Case& node) { return case_of(node); },
                        [&](const bind::Subquery& node) { return subquery(node); },
                        [&](const bind::Row& node) { return "(" + list(node.elements) + ")"; },
                        [&](const bind::Aggregate& node) {
                          const std::vector<bool> grouped = std::exchange(is_grouped_by_, {});
                          std::string text = aggregate(node);
                          is_grouped_by_ = grouped;
                          return text;
                        },
                        [&](const bind::Grouping& node) { return grouping(node); },
                        [&](const bind::Window& node) { return window(node); },
                        [&](const bind::Excluded& node) {
                          return "excluded." +
                                 quoted(target_->columns[static_cast<std::size_t>(node.column)].storage_name);
                        },
                    },
                    expression.node);
}

std::string Lowering::constant(const bind::Constant& constant) const {
  const auto* number = std::get_if<double>(&constant.value);
  if (number != nullptr && std::isnan(*number)) {
    return dialect_.traits.floats_have_nan ? text_literal(not_a_number) : "NULL";
  }
  return literal(constant.value);
}

std::string Lowering::list(const std::vector<bind::ExpressionPtr>& expressions) {
  std::string text;
  for (const bind::ExpressionPtr& part : expressions) {
    text += (text.empty() ? "" : ", ") + expression(*part);
  }
  return text;
}

std::string Lowering::column(const bind::ColumnUse& use) const {
  const RelationNames& names = relations_.at(use.relation);
  if (names.gathered != nullptr) {
    const auto is_same = [&](const bind::ColumnUse& other) {
      return other.relation == use.relation && other.column == use.column;
    };
    const auto found = std::find_if(names.gathered->begin(), names.gathered->end(), is_same);
    const auto place = static_cast<std::size_t>(found - names.gathered->begin());
    if (found == names.gathered->end()) {
      names.gathered->push_back(use);
    }
    return names.qualifier + "\"c" + std::to_string(names.gathered_behind + place) + "\"";
  }
  if (names.ordinality >= 0 && names.ordinality == use.column) {
    return names.qualifier + "\"n\"";
  }
  const auto index = static_cast<std::size_t>(use.column);
  return names.qualifier + (names.table == nullptr ? "\"c" + std::to_string(index) + "\""
                                                   : quoted(names.table->columns[index].storage_name));
}

// The same placeholder read as the same type is one slot.
std::string Lowering::parameter(std::int32_t index, const Type& type) {
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const bool is_parameter = slots_[slot].source == SlotSource::parameter;
    if (is_parameter && slots_[slot].parameter == index && slots_[slot].type == type) {
      return "?" + std::to_string(slot + 1);
    }
  }
  slots_.push_back({index, type});
  return "?" + std::to_string(slots_.size());
}

// An operand with the collation by which its comparison goes. Texts always get one, for a column brings its own.
std::string Lowering::compared(const bind::Expression& operand, std::string_view collation) {
  std::string text = expression(operand);
  if (collation.empty()) {
    if (is_character(operand.type.id)) {
      return text + " COLLATE BINARY";
    }
    collation = storage_collation(dialect_, operand.type);
  }
  return collation.empty() ? text : text + " COLLATE " + quoted(collation);
}

// {n} is the n-th argument, {*} all of them; {coalesced} is, for each of them, it or else the next that is not NULL;
// {coalesced backwards} is the same from the last to the first.
std::string Lowering::fill(std::string_view text, const std::vector<std::string>& arguments) const {
  std::string filled;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '{') {
      filled += text[at];
      continue;
    }
    const std::size_t end = text.find('}', at);
    const std::string_view inside = text.substr(at + 1, end - at - 1);
    if (inside == "*") {
      for (std::size_t index = 0; index < arguments.size(); ++index) {
        filled += (index == 0 ? "" : ", ") + arguments[index];
      }
    } else if (inside.starts_with("coalesced")) {
      for (std::size_t count = 0; count < arguments.size(); ++count) {
        const std::size_t first = inside.ends_with("backwards") ? arguments.size() - 1 - count : count;
        filled += count == 0 ? "coalesce(" : ", coalesce(";
        for (std::size_t index = 0; index < arguments.size(); ++index) {
          filled += (index == 0 ? "" : ", ") + arguments[(first + index) % arguments.size()];
        }
        filled += ")";
      }
    } else {
      std::size_t index = 0;
      std::from_chars(inside.data(), inside.data() + inside.size(), index);
      filled += arguments.at(index);
    }
    at = end;
  }
  return filled;
}

std::string Lowering::call(const bind::Call& call, const Type& type) {
  std::vector<std::string> arguments;
  for (const bind::ExpressionPtr& argument : call.arguments) {
    const bool collated = call.overload->collates && arguments.empty();
    arguments.push_back(collated ? compared(*argument, call.collation) : expression(*argument));
  }
  if (const auto* text = std::get_if<sql::Template>(&call.overload->lowering)) {
    return "(" + fill(text->sql, arguments) + ")";
  }
  if (call.overload->takes_element_type) {
    arguments.push_back(std::to_string(static_cast<int>(bind::element_type(call.arguments, type))));
  }
  const auto& native = std::get<sql::Native>(call.overload->lowering);
  return quoted(native.name) + "(" + fill("{*}", arguments) + ")";
}

std::string Lowering::in_list(const bind::InList& list) {
  return "(" + compared(*list.operand, list.collation) + (list.negated ? " NOT IN (" : " IN (") +
         this->list(list.items) + "))";
}

std::string Lowering::case_of(const bind::Case& node) {
  std::string text = "(CASE";
  for (const bind::CaseBranch& branch : node.branches) {
    text += " WHEN " + expression(*branch.when) + " THEN " + expression(*branch.then);
  }
  if (node.otherwise != nullptr) {
    text += " ELSE " + expression(*node.otherwise);
  }
  return text + " END)";
}

std::string Lowering::subquery(const bind::Subquery& node) {
  switch (node.kind) {
    case bind::SubqueryKind::exists:
      return "(EXISTS (" + query(*node.query, false) + "))";
    case bind::SubqueryKind::in: {
      const bool is_row = std::holds_alternative<bind::Row>(node.operand->node);
      const std::string operand = is_row ? expression(*node.operand) : compared(*node.operand, node.collation);
      return "(" + operand + (node.negated ? " NOT IN (" : " IN (") + query(*node.query, false) + "))";
    }
    case bind::SubqueryKind::any:
    case bind::SubqueryKind::all:
      return quantified(node);
    case bind::SubqueryKind::row:
      return row_comparison(node);
    case bind::SubqueryKind::array: {
      const Type& column = node.query->columns.front().type;
      const int element = static_cast<int>(column.id == TypeId::array ? column.element : column.id);
      const std::string rows = query(*node.query, true);
      return "(SELECT " + aggregate_call(*node.comparison, {"\"c0\"", std::to_string(element)}, "") + " FROM (" + rows +
             "))";
    }
    case bind::SubqueryKind::scalar:
      break;
  }
  if (has_one_row(*node.query)) {
    return "(" + query(*node.query, false) + ")";
  }
  return "(SELECT " + quoted(single_row_function) + "(\"c0\") FROM (" + query(*node.query, true) + "))";
}

// Each column of the one row is compared by its own collation; no row at all is NULL.
std::string Lowering::row_comparison(const bind::Subquery& node) {
  const auto& elements = std::get<bind::Row>(node.operand->node).elements;
  std::string test;
  for (std::size_t index = 0; index < elements.size(); ++index) {
    const std::string_view collation = storage_collation(dialect_, elements[index]->type);
    test +=
        (index == 0 ? "" : " AND ") + compared(*elements[index], collation) + " = \"c" + std::to_string(index) + "\"";
  }
  return "(SELECT " + quoted(single_row_function) + "(" + test + ") FROM (" + query(*node.query, true) + "))";
}

// x op ANY (q) is true when one row is, else NULL when one is NULL, else false; ALL is the mirror image.
std::string Lowering::quantified(const bind::Subquery& node) {
  const bool is_all = node.kind == bind::SubqueryKind::all;
  const auto compare = [&](const std::string& operand) {
    const auto* text = std::get_if<sql::Template>(&node.comparison->lowering);
    return text != nullptr
               ? "(" + fill(text->sql, {operand, "\"c0\""}) + ")"
               : quoted(std::get<sql::Native>(node.comparison->lowering).name) + "(" + operand + ", \"c0\")";
  };
  const auto exists = [&](bool decides) {
    const std::string test = compare(compared(*node.operand, node.collation));
    const std::string wanted = !decides ? test + " IS NULL" : is_all ? "NOT " + test : test;
    return "EXISTS (SELECT 1 FROM (" + query(*node.query, true) + ") WHERE " + wanted + ")";
  };
  return "(CASE WHEN " + exists(true) + " THEN " + (is_all ? "0" : "1") + " WHEN " + exists(false) +
         " THEN NULL ELSE " + (is_all ? "1" : "0") + " END)";
}

std::string Lowering::aggregate_call(const sql::Overload& overload, const std::vector<std::string>& arguments,
                                     std::string_view suffix) const {
  if (const auto* text = std::get_if<sql::Template>(&overload.lowering)) {
    return fill(text->sql, arguments);
  }
  if (const auto* native = std::get_if<sql::NativeAggregate>(&overload.lowering)) {
    return quoted(std::string(native->name) + std::string(suffix)) + "(" + fill("{*}", arguments) + ")";
  }
  return quoted(std::get<sql::Native>(overload.lowering).name) + "(" + fill("{*}", arguments) + ")";
}

// Order and distinctness, as text: the number of arguments, "d" if they are to be distinct, their collations; then for
// each sort key its direction, where its NULLs go and its collation. Read by the embedded engine's sorted aggregates.
std::string Lowering::sorted_aggregate(const bind::Aggregate& node) {
  std::string order = std::to_string(node.arguments.size()) + (node.distinct ? " d" : " a");
  std::string parts;
  const auto collation_word = [&](const bind::Expression& value, std::string_view collation) {
    collation = collation.empty() ? storage_collation(dialect_, value.type) : collation;
    return " " + (collation.empty() ? "-" : std::string(collation));
  };
  for (const bind::ExpressionPtr& argument : node.arguments) {
    parts += ", " + expression(*argument);
    order += collation_word(*argument, argument == node.arguments.front() ? node.collation : std::string_view{});
  }
  if (node.overload->takes_element_type) {
    parts += ", " + std::to_string(static_cast<int>(bind::element_type(node.arguments, {})));
  }
  for (const bind::SortKey& key : node.order_by) {
    parts += ", " + expression(*key.expression);
    order += key.descending ? " d" : " a";
    order += key.nulls_first ? "f" : "l";
    order += collation_word(*key.expression, key.collation);
  }
  const auto& native = std::get<sql::NativeAggregate>(node.overload->lowering);
  return quoted(std::string(native.name) + std::string(sorted_suffix)) + "(" + literal(Value{order}) + parts + ")";
}

std::string Lowering::aggregate(const bind::Aggregate& node) {
  const bool is_native = std::holds_alternative<sql::NativeAggregate>(node.overload->lowering);
  const bool has_extra = node.arguments.size() > 1 || node.overload->takes_element_type;
  if (is_native && (!node.order_by.empty() || (node.distinct && has_extra))) {
    std::string text = sorted_aggregate(node);
    return node.filter == nullptr ? text : text + " FILTER (WHERE " + expression(*node.filter) + ")";
  }
  if (node.distinct && node.arguments.size() != 1) {
    throw dialect_.error(Condition::feature_not_supported, {"DISTINCT over several arguments"});
  }
  std::vector<std::string> arguments;
  for (const bind::ExpressionPtr& argument : node.arguments) {
    const std::string text = arguments.empty() ? compared(*argument, node.collation) : expression(*argument);
    arguments.push_back(node.distinct ? "DISTINCT " + text : text);
  }
  if (node.overload->takes_element_type) {
    arguments.push_back(std::to_string(static_cast<int>(bind::element_type(node.arguments, {}))));
  }
  std::string text = aggregate_call(*node.overload, arguments, "");
  if (node.filter != nullptr) {
    text += " FILTER (WHERE " + expression(*node.filter) + ")";
  }
  return text;
}

std::string Lowering::grouping(const bind::Grouping& node) const {
  std::int64_t bits = 0;
  for (const std::int32_t key : node.keys) {
    const bool is_absent = !is_grouped_by_.empty() && !is_grouped_by_[static_cast<std::size_t>(key)];
    bits = bits * 2 + (is_absent ? 1 : 0);
  }
  return std::to_string(bits);
}

std::string Lowering::window(const bind::Window& node) {
  std::vector<std::string> arguments;
  const bool compares = node.overload->name == "min" || node.overload->name == "max";
  for (const bind::ExpressionPtr& argument : node.arguments) {
    arguments.push_back(compares ? compared(*argument, dialect_.sqlite_collation(argument->type))
                                 : expression(*argument));
  }
  if (node.overload->takes_element_type) {
    arguments.push_back(std::to_string(static_cast<int>(bind::element_type(node.arguments, {}))));
  }
  std::string text = aggregate_call(*node.overload, arguments, window_suffix);
  if (node.filter != nullptr) {
    text += " FILTER (WHERE " + expression(*node.filter) + ")";
  }
  text += " OVER (";
  if (!node.partition_by.empty()) {
    std::string keys;
    for (const bind::ExpressionPtr& part : node.partition_by) {
      keys += (keys.empty() ? "" : ", ") + compared(*part, storage_collation(dialect_, part->type));
    }
    text += "PARTITION BY " + keys;
  }
  if (!node.order_by.empty()) {
    text += " ORDER BY " + sort_keys(node.order_by, nullptr);
  }
  return text + frame(node) + ")";
}

std::string Lowering::frame(const bind::Window& node) {
  if (!node.frame_unit) {
    return {};
  }
  const bool has_offset = node.frame_start_offset != nullptr || node.frame_end_offset != nullptr;
  if (*node.frame_unit == ast::FrameUnit::range && has_offset && node.order_by.size() == 1 &&
      !is_numeric(node.order_by.front().expression->type.id)) {
    throw dialect_.error(Condition::feature_not_supported, {"RANGE with an offset over other than numbers"});
  }
  const auto bound = [this](ast::FrameBoundKind kind, const bind::ExpressionPtr& offset) -> std::string {
    switch (kind) {
      case ast::FrameBoundKind::unbounded_preceding:
        return "UNBOUNDED PRECEDING";
      case ast::FrameBoundKind::preceding:
        return expression(*offset) + " PRECEDING";
      case ast::FrameBoundKind::current_row:
        return "CURRENT ROW";
      case ast::FrameBoundKind::following:
        return expression(*offset) + " FOLLOWING";
      case ast::FrameBoundKind::unbounded_following:
        return "UNBOUNDED FOLLOWING";
    }
    return {};
  };
  static constexpr std::string_view units[] = {" ROWS", " RANGE", " GROUPS"};
  static constexpr std::string_view exclusions[] = {"", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"};
  std::string text{units[static_cast<std::size_t>(*node.frame_unit)]};
  text += " BETWEEN " + bound(node.frame_start, node.frame_start_offset) + " AND " +
          bound(node.frame_end, node.frame_end_offset);
  return text += exclusions[static_cast<std::size_t>(node.exclusion)];
}

// SQLite sorts NULLs lowest; they are named only where the engine wants them elsewhere.
// SQLite takes a lone integer for the number of an output, whatever signs and parentheses are around it. As a key it is
// but a constant, and one is as good as another.
std::string Lowering::as_key(std::string text) {
  return text.find_first_not_of("0123456789+-() ") == std::string::npos ? "NULL" : text;
}

std::string Lowering::sort_keys(const std::vector<bind::SortKey>& keys, const bind::Query* query) {
  std::string text;
  for (const bind::SortKey& key : keys) {
    text += text.empty() ? "" : ", ";
    bool nullable = true;
    if (key.expression != nullptr) {
      text += as_key(compared(*key.expression, key.collation));
      nullable = key.expression->nullable;
    } else {
      const bind::OutputColumn& column = query->columns[static_cast<std::size_t>(key.output)];
      std::string_view collation = key.collation.empty() ? storage_collation(dialect_, column.type) : key.collation;
      if (is_character(column.type.id)) {  // else a column's own would decide
        collation = key.collation.empty() ? "BINARY" : key.collation;
      }
      text += std::to_string(key.output + 1);
      if (!collation.empty()) {
        text += " COLLATE " + quoted(collation);
      }
      nullable = column.nullable;
    }
    text += key.descending ? " DESC" : "";
    if (nullable && key.nulls_first == key.descending) {
      text += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
    }
  }
  return text;
}

}  // namespace emulator::lower
