// Labels and chosen names.
#include "sql/postgres/names.hpp"

#include <algorithm>

#include "sql/postgres/types.hpp"

namespace emulator::postgres {

namespace {

constexpr std::size_t longest_name = 63;  // NAMEDATALEN - 1

// How sure a name is: a weak one (a type's, "case") gives way to a stronger one from inside.
enum class Strength : std::uint8_t {
  none,
  weak,
  strong
};

Strength find_label(const ast::Expression& expression, std::string& label) {
  if (const auto* column = std::get_if<ast::ColumnReference>(&expression.node)) {
    label = column->parts.back();
    return Strength::strong;
  }
  if (const auto* call = std::get_if<ast::FunctionCall>(&expression.node)) {
    label = call->name.parts.back();
    label.erase(std::min(label.find(' '), label.size()));  // what follows is the reader's own
    return label.empty() ? Strength::none : Strength::strong;
  }
  if (const auto* cast = std::get_if<ast::Cast>(&expression.node)) {
    const Strength inner = find_label(*cast->operand, label);
    if (inner != Strength::strong) {
      const std::optional<Type> type = type_of(cast->type);
      label = type && type->id != TypeId::array ? std::string(metadata_name(*type)) : cast->type.name.parts.back();
      return Strength::weak;
    }
    return inner;
  }
  if (const auto* collate = std::get_if<ast::Collate>(&expression.node)) {
    return find_label(*collate->operand, label);
  }
  if (const auto* conditional = std::get_if<ast::Case>(&expression.node)) {
    const Strength inner =
        conditional->otherwise == nullptr ? Strength::none : find_label(*conditional->otherwise, label);
    if (inner != Strength::strong) {
      label = "case";
      return Strength::weak;
    }
    return inner;
  }
  if (const auto* subquery = std::get_if<ast::ScalarSubquery>(&expression.node)) {
    const auto* select = std::get_if<ast::Select>(&subquery->query->body);
    if (select != nullptr && select->items.size() == 1) {
      label = label_of(select->items.front());
      return Strength::strong;
    }
    return Strength::none;
  }
  if (std::holds_alternative<ast::Exists>(expression.node)) {
    label = "exists";
    return Strength::strong;
  }
  if (std::holds_alternative<ast::ArrayConstructor>(expression.node) ||
      std::holds_alternative<ast::ArraySubquery>(expression.node)) {
    label = "array";
    return Strength::strong;
  }
  if (std::holds_alternative<ast::Row>(expression.node)) {
    label = "row";
    return Strength::strong;
  }
  if (const auto* subscript = std::get_if<ast::Subscript>(&expression.node)) {
    return find_label(*subscript->operand, label);
  }
  if (const auto* field = std::get_if<ast::FieldSelection>(&expression.node)) {
    label = field->field;
    return Strength::strong;
  }
  return Strength::none;
}

std::string joined(std::string_view table, std::span<const std::string> columns, std::string_view suffix) {
  std::string middle;
  for (const std::string& column : columns) {
    middle += "_" + column;
  }
  std::string name = std::string(table) + middle;
  const std::size_t room = longest_name - (suffix.empty() ? 0 : suffix.size() + 1);
  if (name.size() > room) {
    name.resize(room);
  }
  return suffix.empty() ? name : name + "_" + std::string(suffix);
}

}  // namespace

std::string label_of(const ast::SelectItem& item) {
  if (!item.alias.empty()) {
    return item.alias;
  }
  std::string label;
  return find_label(*item.expression, label) == Strength::none ? "?column?" : label;
}

std::string choose_name(sql::NameFor kind, std::string_view table, std::span<const std::string> columns,
                        const std::function<bool(std::string_view)>& taken) {
  static constexpr std::string_view suffixes[] = {"pkey", "key", "check", "fkey", "idx", "seq"};
  const bool names_columns = kind != sql::NameFor::primary_key;
  const std::span<const std::string> used = names_columns ? columns : std::span<const std::string>{};
  std::string name = joined(table, used, suffixes[static_cast<std::size_t>(kind)]);
  for (int number = 1; taken(name); ++number) {
    name = joined(table, used, std::string(suffixes[static_cast<std::size_t>(kind)]) + std::to_string(number));
  }
  return name;
}

}  // namespace emulator::postgres
