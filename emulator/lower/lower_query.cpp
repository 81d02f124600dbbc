// Queries: SELECT, VALUES, set operations, WITH, FROM, LIMIT. A relation n is "tn", its computed columns c0, c1, …
#include <utility>

#include "base/overloaded.hpp"
#include "lower/lowering.hpp"
#include "lower/storage.hpp"

namespace emulator::lower {

namespace {

std::string column_name(std::size_t index) {
  return "\"c" + std::to_string(index) + "\"";
}

std::string relation_name(std::int32_t number) {
  return "\"t" + std::to_string(number) + "\"";
}

std::string common_table_name(std::int32_t number) {
  return "\"w" + std::to_string(number) + "\"";
}

std::string column_list(const bind::Query& query) {
  std::string text;
  for (std::size_t column = 0; column < query.columns.size(); ++column) {
    text += (text.empty() ? "" : ", ") + column_name(column);
  }
  return text;
}

bool is_plain(const bind::Query& query) {
  return query.with.empty() && query.order_by.empty() && query.limit == nullptr && query.offset == nullptr;
}

}  // namespace

std::string Lowering::query(const bind::Query& query, bool names_columns) {
  std::string text = with_list(query.with, query.recursive);
  if (needs_stages(query)) {
    return text + staged(query, names_columns);
  }
  if (std::holds_alternative<bind::Select>(query.body)) {
    text += select(query, names_columns);
  } else if (std::holds_alternative<bind::Values>(query.body)) {
    text += values(query, names_columns);
  } else {
    text += set_operation(query);
  }
  if (!query.order_by.empty()) {
    text += " ORDER BY " + sort_keys(query.order_by, &query);
  }
  return text + limits(query.limit, query.offset);
}

std::string Lowering::without_limit(const bind::Query& query) {
  return with_list(query.with, query.recursive) + select(query, true);
}

std::string Lowering::with_list(const std::vector<bind::CommonTable>& with, bool recursive) {
  std::string text;
  const auto begin = [&] { text += text.empty() ? (recursive ? "WITH RECURSIVE " : "WITH ") : ", "; };
  std::vector<const bind::CommonTable*> tables = std::exchange(outer_with_, {});
  for (const bind::CommonTable& table : with) {
    tables.push_back(&table);
  }
  for (const bind::CommonTable* listed : tables) {
    const bind::CommonTable& table = *listed;
    if (table.modification != nullptr) {
      const std::string rows = modified_rows(table);
      if (!rows.empty()) {
        begin();
        text += common_table_name(table.number) + rows;
      }
      continue;
    }
    text += common_table(table, recursive, text.empty());
  }
  return text.empty() ? text : text + " ";
}

std::string Lowering::common_table(const bind::CommonTable& table, bool recursive, bool is_first) {
  std::string text = !is_first ? ", " : recursive ? "WITH RECURSIVE " : "WITH ";
  const bool outer = std::exchange(is_recursive_union_, recursive);  // which must stay a UNION to be one
  text +=
      common_table_name(table.number) + "(" + column_list(*table.query) + ") AS (" + query(*table.query, true) + ")";
  is_recursive_union_ = outer;
  return text;
}

std::string Lowering::select(const bind::Query& query, bool names_columns, bool is_staged) {
  const auto& node = std::get<bind::Select>(query.body);
  const bool is_set = grouped_select_ == &node;
  const std::vector<bool> grouped = is_set ? std::exchange(is_grouped_by_, {}) : std::vector<bool>{};
  const std::string source = node.from == nullptr ? "" : " FROM " + from(*node.from);  // first: it names the relations
  const std::string where = node.where == nullptr ? "" : " WHERE " + expression(*node.where);
  std::string keys;
  for (std::size_t key = 0; key < node.group_by.size(); ++key) {
    if (!grouped.empty() && !grouped[key]) {
      continue;
    }
    const bind::Expression& value = *node.group_by[key];
    keys += keys.empty() ? " GROUP BY " : ", ";
    keys += as_key(compared(value, storage_collation(dialect_, value.type)));
  }
  if (is_set) {
    is_grouped_by_ = grouped;
  }
  std::string text = node.distinct && grouped.empty() ? "SELECT DISTINCT " : "SELECT ";
  const bool is_one_group = keys.empty() && (!grouped.empty() || node.having != nullptr);
  text += node.outputs.empty() ? (is_one_group ? "count(*)" : "NULL") : "";
  for (std::size_t output = 0; output < node.outputs.size(); ++output) {
    const bind::Expression& value = *node.outputs[output];
    text += output == 0 ? "" : ", ";
    const std::string shown =
        node.distinct ? compared(value, storage_collation(dialect_, value.type)) : expression(value);
    const bool stands_for_group = is_one_group && output == 0;  // SQLite wants to see an aggregate here
    text += stands_for_group ? "iif(count(*) >= 0, " + shown + ", NULL)" : shown;
    text += names_columns ? " AS " + column_name(output) : "";
  }
  text += (is_staged ? hidden_columns(query) : std::string{}) + source + where + keys;
  if (node.having != nullptr) {
    text += " HAVING " + expression(*node.having);
  }
  return text;
}

std::string Lowering::values(const bind::Query& query, bool names_columns) {
  std::string text = "VALUES ";
  bool first = true;
  for (const std::vector<bind::ExpressionPtr>& row : std::get<bind::Values>(query.body).rows) {
    text += (first ? "(" : ", (") + list(row) + ")";
    first = false;
  }
  if (!names_columns) {
    return text;
  }
  std::string names;
  for (std::size_t column = 0; column < query.columns.size(); ++column) {
    names += (column == 0 ? "" : ", ") + ("\"column" + std::to_string(column + 1) + "\" AS " + column_name(column));
  }
  return "SELECT " + names + " FROM (" + text + ")";
}

std::string Lowering::set_operation(const bind::Query& query) {
  const auto& node = std::get<bind::SetOperation>(query.body);
  if (dialect_.traits.unions_meet_together && node.kind == ast::SetKind::union_ && !node.all && !is_recursive_union_) {
    return first_of_union(query);
  }
  std::string_view word = node.all ? " UNION ALL " : " UNION ";
  if (node.kind != ast::SetKind::union_) {
    word = node.kind == ast::SetKind::intersect ? " INTERSECT " : " EXCEPT ";
  }
  return arm(*node.left, !node.all) + std::string(word) + arm(*node.right, !node.all);
}

// MySQL keeps the first of equal rows, in the order in which they come; SQLite's UNION keeps the last and sorts.
std::string Lowering::first_of_union(const bind::Query& query) {
  const auto& node = std::get<bind::SetOperation>(query.body);
  std::string names;
  for (std::size_t column = 0; column < query.columns.size(); ++column) {
    const std::string_view collation = storage_collation(dialect_, query.columns[column].type);
    names += (column == 0 ? "" : ", ") + column_name(column);
    names += collation.empty() ? "" : " COLLATE " + quoted(collation) + " AS " + column_name(column);
  }
  return "SELECT DISTINCT " + names + " FROM (" + arm(*node.left, false) + " UNION ALL " + arm(*node.right, false) +
         ")";
}

// An arm that is a bare SELECT stands as it is (a recursive one must); any other becomes a relation of its own. The
// collations of the left arm's columns decide which rows are equal.
std::string Lowering::arm(const bind::Query& query, bool distinguishes) {
  bool needs_collation = false;
  for (const bind::OutputColumn& column : query.columns) {
    needs_collation = needs_collation || !storage_collation(dialect_, column.type).empty();
  }
  if (std::holds_alternative<bind::Select>(query.body) && is_plain(query) && !needs_stages(query) &&
      !(distinguishes && needs_collation)) {
    return this->query(query, true);
  }
  std::string names;
  for (std::size_t column = 0; column < query.columns.size(); ++column) {
    const std::string_view collation = storage_collation(dialect_, query.columns[column].type);
    names += (column == 0 ? "" : ", ") + column_name(column);
    names += collation.empty() ? "" : " COLLATE " + quoted(collation) + " AS " + column_name(column);
  }
  return "SELECT " + names + " FROM (" + this->query(query, true) + ")";
}

std::string Lowering::from(const bind::From& from) {
  return std::visit(overloaded{
                        [&](const bind::BaseTable& node) {
                          const std::string name = relation_name(node.relation);
                          if (parts_ != nullptr && parts_->modified.contains(node.table)) {
                            relations_[node.relation] = {name + ".", nullptr};
                            return snapshot(*node.table) + " AS " + name;
                          }
                          relations_[node.relation] = {name + ".", node.table};
                          return quoted(node.table->storage_name) + " AS " + name;
                        },
                        [&](const bind::Derived& node) { return derived(node); },
                        [&](const bind::RowFunction& node) { return row_function(node); },
                        [&](const bind::CommonTableUse& node) {
                          const std::string name = relation_name(node.relation);
                          relations_[node.relation] = {name + ".", nullptr};
                          return common_table_name(node.common_table) + " AS " + name;
                        },
                        [&](const bind::Join& node) {
                          static constexpr std::string_view words[] = {" JOIN ", " CROSS JOIN ", " LEFT JOIN ",
                                                                       " RIGHT JOIN ", " FULL JOIN "};
                          std::string text = this->from(*node.left);
                          const std::string right = this->from(*node.right);
                          const bool is_nested = std::holds_alternative<bind::Join>(node.right->node);
                          const bool reorders =
                              node.kind == ast::JoinKind::cross;  // CROSS would fix SQLite's join order
                          text += reorders ? " JOIN " : words[static_cast<std::size_t>(node.kind)];
                          text += is_nested ? "(" + right + ")" : right;
                          return node.on == nullptr ? text : text + " ON " + expression(*node.on);
                        },
                    },
                    from.node);
}

// SQLite has no LATERAL, but the arguments of its table-valued functions see what stands before them: the rows are
// packed into one value and unpacked by such a function.
std::string Lowering::derived(const bind::Derived& node) {
  const std::string name = relation_name(node.relation);
  relations_[node.relation] = {name + ".", nullptr};
  if (!node.is_lateral) {
    const bool is_named = !std::holds_alternative<bind::SetOperation>(node.query->body);
    return "(" + query(*node.query, is_named) + ") AS " + name;
  }
  if (node.query->columns.size() > row_table_width) {
    throw dialect_.error(Condition::feature_not_supported, {"LATERAL of so many columns"});
  }
  return quoted(row_table_function) + "((SELECT " + quoted(row_pack_function) + "(" + column_list(*node.query) +
         ") FROM (" + query(*node.query, true) + "))) AS " + name;
}

std::string Lowering::row_function(const bind::RowFunction& node) {
  const std::string name = relation_name(node.relation);
  std::string rows = expression(*node.calls.front());
  if (node.calls.size() > 1) {
    std::string parts;
    for (std::size_t call = 0; call < node.calls.size(); ++call) {
      parts += (call == 0 ? "" : ", ") + std::to_string(node.widths[call]) + ", " +
               (call == 0 ? rows : expression(*node.calls[call]));
    }
    rows = quoted(row_zip_function) + "(" + parts + ")";
  }
  relations_[node.relation] = {name + ".", nullptr, node.ordinality};
  return quoted(row_table_function) + "(" + rows + ") AS " + name;
}

std::string Lowering::limits(const bind::ExpressionPtr& limit, const bind::ExpressionPtr& offset) {
  if (limit == nullptr && offset == nullptr) {
    return {};
  }
  std::string text = " LIMIT ";
  text += limit == nullptr ? "-1" : limit_value(*limit, row_limit_function, Condition::invalid_limit);
  if (offset != nullptr) {
    text += " OFFSET " + limit_value(*offset, row_offset_function, Condition::invalid_offset);
  }
  return text;
}

// A negative bound means "all" to SQLite and is an error to both engines.
std::string Lowering::limit_value(const bind::Expression& expression, std::string_view function, Condition negative) {
  if (const auto* constant = std::get_if<bind::Constant>(&expression.node)) {
    if (const auto* number = std::get_if<std::int64_t>(&constant->value)) {
      if (*number < 0) {
        throw dialect_.error(negative, {});
      }
      return std::to_string(*number);
    }
  }
  return quoted(function) + "(" + this->expression(expression) + ")";
}

// Whether a scalar subquery cannot have a second row, so that nothing need watch for one.
bool Lowering::has_one_row(const bind::Query& query) const {
  if (query.limit != nullptr) {
    const auto* constant = std::get_if<bind::Constant>(&query.limit->node);
    const auto* number = constant == nullptr ? nullptr : std::get_if<std::int64_t>(&constant->value);
    return number != nullptr && *number <= 1;
  }
  if (const auto* node = std::get_if<bind::Select>(&query.body)) {
    return node->from == nullptr || (node->is_grouped && node->group_by.empty());
  }
  const auto* rows = std::get_if<bind::Values>(&query.body);
  return rows != nullptr && rows->rows.size() == 1;
}

}  // namespace emulator::lower
