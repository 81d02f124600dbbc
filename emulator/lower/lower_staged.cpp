// SELECTs that SQLite has no word for, in stages: grouping sets are the union of one grouped SELECT for each set;
// DISTINCT ON and WITH TIES number the rows of a first SELECT and choose by the number in a second; what is sorted by
// something of a query around it is sorted by a column of a first SELECT.
#include <algorithm>
#include <set>
#include <utility>

#include "base/overloaded.hpp"
#include "bind/same.hpp"
#include "lower/lowering.hpp"
#include "lower/storage.hpp"

namespace emulator::lower {

namespace {

std::string numbered(char letter, std::size_t index) {
  return "\"" + std::string(1, letter) + std::to_string(index) + "\"";
}

std::string collated(std::string column, std::string_view collation) {
  return collation.empty() ? std::move(column) : std::move(column) + " COLLATE " + quoted(collation);
}

std::string direction(const bind::SortKey& key) {
  std::string text = key.descending ? " DESC" : "";
  return text + (key.nulls_first ? " NULLS FIRST" : " NULLS LAST");
}

void add_relations(const bind::From& from, std::set<std::int32_t>& relations) {
  std::visit(overloaded{
                 [&](const bind::Join& join) {
                   add_relations(*join.left, relations);
                   add_relations(*join.right, relations);
                 },
                 [&](const auto& one) { relations.insert(one.relation); },
             },
             from.node);
}

bool names_others(const bind::Expression& expression, const std::set<std::int32_t>& relations) {
  const auto* column = std::get_if<bind::ColumnUse>(&expression.node);
  bool found = column != nullptr && !relations.contains(column->relation);
  bind::for_each_child(expression,
                       [&](const bind::Expression& child) { found = found || names_others(child, relations); });
  return found;
}

// SQLite does not look for the names of an ORDER BY in the queries around it.
bool sorts_by_outer(const bind::Query& query) {
  const auto* select = std::get_if<bind::Select>(&query.body);
  if (select == nullptr || query.order_by.empty()) return false;
  std::set<std::int32_t> relations;
  if (select->from != nullptr) add_relations(*select->from, relations);
  return std::any_of(query.order_by.begin(), query.order_by.end(), [&](const bind::SortKey& key) {
    return key.expression != nullptr && names_others(*key.expression, relations);
  });
}

}  // namespace

bool Lowering::needs_stages(const bind::Query& query) {
  const auto* select = std::get_if<bind::Select>(&query.body);
  const bool has_ties = query.with_ties && query.limit != nullptr;
  return has_ties || sorts_by_outer(query) ||
         (select != nullptr && (!select->distinct_on.empty() || !select->grouping_sets.empty()));
}

// What the first stage puts out beside the query's own columns: what it is sorted by, and what is to be distinct.
std::string Lowering::hidden_columns(const bind::Query& query) {
  std::string text;
  for (std::size_t key = 0; key < query.order_by.size(); ++key) {
    if (query.order_by[key].expression != nullptr) {
      text += ", " + expression(*query.order_by[key].expression) + " AS " + numbered('s', key);
    }
  }
  const auto* select = std::get_if<bind::Select>(&query.body);
  for (std::size_t key = 0; key < is_grouped_by_.size() && query.order_by.empty() && select == grouped_select_; ++key) {
    text += std::string(", ") + (is_grouped_by_[key] ? "0" : "1") + " AS " + numbered('g', key) + ", " +
            expression(*select->group_by[key]) + " AS " + numbered('k', key);
  }
  for (std::size_t part = 0; select != nullptr && part < select->distinct_on.size(); ++part) {
    text += ", " + expression(*select->distinct_on[part]) + " AS " + numbered('d', part);
  }
  return text;
}

// ORDER BY over the columns of the first stage. Without one, the rows of a ROLLUP follow those that they sum up.
std::string Lowering::staged_order(const bind::Query& query) {
  std::string text;
  for (std::size_t index = 0; index < query.order_by.size(); ++index) {
    const bind::SortKey& key = query.order_by[index];
    const bool is_hidden = key.expression != nullptr;
    const Type& type = is_hidden ? key.expression->type : query.columns[static_cast<std::size_t>(key.output)].type;
    const std::string column = is_hidden ? numbered('s', index) : numbered('c', static_cast<std::size_t>(key.output));
    const std::string_view collation = key.collation.empty() ? storage_collation(dialect_, type) : key.collation;
    text += (text.empty() ? " ORDER BY " : ", ") + collated(column, collation) + direction(key);
  }
  const auto* select = std::get_if<bind::Select>(&query.body);
  const bool has_sets = select != nullptr && !select->grouping_sets.empty() && !select->distinct;
  for (std::size_t key = 0; has_sets && query.order_by.empty() && key < select->group_by.size(); ++key) {
    const std::string_view collation = storage_collation(dialect_, select->group_by[key]->type);
    text += (text.empty() ? " ORDER BY " : ", ") + numbered('g', key) + ", " + collated(numbered('k', key), collation);
    text += dialect_.traits.nulls_sort_high ? " NULLS LAST" : "";
  }
  return text;
}

// The rows of one set: keys that are not in it are NULL. Without keys there is one row, even of no rows.
std::string Lowering::grouping_arms(const bind::Query& query) {
  const auto& select = std::get<bind::Select>(query.body);
  std::string text;
  for (const std::vector<std::int32_t>& set : select.grouping_sets) {
    std::vector<bool> grouped(select.group_by.size(), false);
    for (const std::int32_t key : set) {
      grouped[static_cast<std::size_t>(key)] = true;
    }
    const std::vector<bool> outer = std::exchange(is_grouped_by_, grouped);
    const bind::Select* const outer_select = std::exchange(grouped_select_, &select);
    text += (text.empty() ? "" : " UNION ALL ") + this->select(query, true, true);
    is_grouped_by_ = outer;
    grouped_select_ = outer_select;
  }
  return text;
}

std::string Lowering::staged(const bind::Query& query, bool names_columns) {
  const auto* select = std::get_if<bind::Select>(&query.body);
  std::string rows;
  if (select == nullptr) {
    rows = std::holds_alternative<bind::Values>(query.body) ? values(query, true) : set_operation(query);
  } else if (!select->grouping_sets.empty()) {
    rows = grouping_arms(query);
  } else {
    rows = this->select(query, true, true);
  }
  const std::string order = staged_order(query);
  std::string where;
  if (select != nullptr && !select->distinct_on.empty()) {
    std::string parts;
    for (std::size_t part = 0; part < select->distinct_on.size(); ++part) {
      const Type& type = select->distinct_on[part]->type;
      parts += (part == 0 ? "" : ", ") + collated(numbered('d', part), storage_collation(dialect_, type));
    }
    rows = "SELECT *, row_number() OVER (PARTITION BY " + parts + order + ") AS \"r\" FROM (" + rows + ")";
    where = " WHERE \"r\" = 1";
  }
  const bool has_ties = query.with_ties && query.limit != nullptr;
  if (has_ties) {
    const std::string limit = limit_value(*query.limit, row_limit_function, Condition::invalid_limit);
    const std::string offset =
        query.offset == nullptr ? "0" : limit_value(*query.offset, row_offset_function, Condition::invalid_offset);
    rows = "SELECT *, rank() OVER (" + order + ") AS \"k\", row_number() OVER (" + order + ") AS \"n\" FROM (" + rows +
           where + ")";
    where = " WHERE \"n\" > " + offset + " AND \"k\" <= " + limit + " + " + offset;
  }
  std::string names;
  for (std::size_t column = 0; column < query.columns.size(); ++column) {
    const std::string name = numbered('c', column);
    const bool distinct = select != nullptr && select->distinct;
    const std::string_view collation =
        distinct ? storage_collation(dialect_, query.columns[column].type) : std::string_view{};
    names += (column == 0 ? "" : ", ") + collated(name, collation);
    names += names_columns || !collation.empty() ? " AS " + name : "";
  }
  const bool distinct = select != nullptr && select->distinct && !select->grouping_sets.empty();
  return (distinct ? "SELECT DISTINCT " : "SELECT ") + names + " FROM (" + rows + ")" + where + order +
         (has_ties ? std::string{} : limits(query.limit, query.offset));
}

}  // namespace emulator::lower
