// What the system views (schema/system_views/mysql.sql) and SHOW ask of the room: what a stored text says.
#include "sql/mysql/functions/catalog.hpp"

#include <algorithm>

#include "base/overloaded.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/rows.hpp"
#include "sql/mysql/functions/tables.hpp"
#include "sql/mysql/parser.hpp"
#include "sql/mysql/types.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

std::int64_t characters_in(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// "enum('a','bcd')" -> 3; a SET holds all its members with commas between them.
Value longest_member(Arguments arguments, CallContext&) {
  const std::string type = text_of(arguments[0]);
  const std::vector<std::string> members = members_of(type);
  std::int64_t longest = 0, all = members.empty() ? 0 : static_cast<std::int64_t>(members.size()) - 1;
  for (const std::string& member : members) {
    longest = std::max(longest, characters_in(member));
    all += characters_in(member);
  }
  return type.starts_with("set(") ? all : longest;
}

bool is_aggregate(const std::string& name) {
  const auto rows = rows_named(name);
  return !rows.empty() && rows.front()->kind == sql::OverloadKind::aggregate;
}

// What makes a view of the query one that has no rows of its own to change.
bool is_computed(const ast::ExpressionPtr& expression) {
  if (std::holds_alternative<ast::ScalarSubquery>(expression->node)) return true;
  const auto* call = std::get_if<ast::FunctionCall>(&expression->node);
  if (call != nullptr && (call->over || is_aggregate(call->name.parts.back()))) return true;
  const auto* operation = std::get_if<ast::BinaryOperator>(&expression->node);
  if (operation != nullptr) return is_computed(operation->left) || is_computed(operation->right);
  return call != nullptr && std::any_of(call->arguments.begin(), call->arguments.end(), is_computed);
}

bool has_base_tables(const ast::FromItemPtr& item) {
  return std::visit(overloaded{
                        [](const ast::TableReference&) { return true; },
                        [](const ast::Join& join) {
                          const bool keeps_rows =
                              join.kind == ast::JoinKind::inner || join.kind == ast::JoinKind::cross;
                          return keeps_rows && has_base_tables(join.left) && has_base_tables(join.right);
                        },
                        [](const auto&) { return false; },
                    },
                    item->node);
}

// https://dev.mysql.com/doc/refman/8.0/en/view-updatability.html
Value is_updatable(Arguments arguments, CallContext&) {
  const ast::Statement parsed = parse_statement(view_of(arguments[0]));
  const ast::Query& query = *std::get<ast::QueryPtr>(parsed.node);
  const auto* select = std::get_if<ast::Select>(&query.body);
  const bool is_plain = select != nullptr && query.with.empty() && query.limit == nullptr && !select->distinct &&
                        select->group_by.empty() && select->having == nullptr && !select->from.empty();
  return truth(is_plain && std::all_of(select->from.begin(), select->from.end(), has_base_tables) &&
               std::none_of(select->items.begin(), select->items.end(),
                            [](const ast::SelectItem& item) { return is_computed(item.expression); }));
}

// how many there are, name
Value known_database(Arguments arguments, CallContext&) {
  if (bigint_of(arguments[0]) > 0) return INT64_MAX;
  throw make_error(Condition::undefined_database, {text_of(arguments[1])});
}

}  // namespace

void add_catalog_functions(Rows& rows) {
  using enum TypeId;
  rows.native(" longest_member", {text}, bigint_type, "my_longest_member", longest_member);
  rows.native(" is_updatable", {text}, bigint_type, "my_is_updatable", is_updatable);
  rows.native(" known_database", {bigint, text}, bigint_type, "my_known_database", known_database);
}

}  // namespace emulator::mysql
