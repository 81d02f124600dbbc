// Printing of queries and tables.
#include <array>

#include "sql/ast_printer.hpp"

namespace emulator::ast {

void Printer::alias(std::string_view alias, const std::vector<std::string>& columns) {
  field("as", alias);
  strings("columns", columns);
}

void Printer::put(const QueryPtr& query) {
  if (query != nullptr) {
    put(*query);
  }
}

// A query without anything around it prints as its body alone.
void Printer::put(const Query& query) {
  const bool is_plain = query.with.empty() && query.order_by.empty() && !query.limit && !query.offset &&
                        query.locking.empty() && query.into.empty();
  if (!is_plain) {
    open("query");
    put(query.with, query.recursive);
  }
  std::visit([this](const auto& body) { put(body); }, query.body);
  if (is_plain) {
    return;
  }
  put("order_by", query.order_by);
  put("limit", query.limit);
  put("offset", query.offset);
  flag(query.with_ties, "with_ties");
  for (const std::string& variable : query.into) {
    field("into", variable);
  }
  for (const Locking& locking : query.locking) {
    put(locking);
  }
  close();
}

void Printer::put(const Select& select) {
  constexpr std::array<std::string_view, 4> groupings = {"group_by", "rollup", "cube", "grouping_sets"};
  open("select");
  flag(select.distinct, "distinct");
  put("distinct_on", select.distinct_on);
  put("items", select.items);
  put("from", select.from);
  put("where", select.where);
  put(groupings[static_cast<std::size_t>(select.grouping)], select.group_by);
  put("having", select.having);
  flag(select.calculates_found_rows, "calculates_found_rows");
  for (const NamedWindow& window : select.windows) {
    open("define");
    word(window.name);
    put(window.specification);
    close();
  }
  close();
}

void Printer::put(const Values& values) {
  open("values");
  for (const std::vector<ExpressionPtr>& row : values.rows) {
    open("row");
    for (const ExpressionPtr& value : row) {
      put(value);
    }
    close();
  }
  close();
}

void Printer::put(const SetOperation& operation) {
  constexpr std::array<std::string_view, 3> kinds = {"union", "intersect", "except"};
  open(kinds[static_cast<std::size_t>(operation.kind)]);
  flag(operation.all, "all");
  put(operation.left);
  put(operation.right);
  close();
}

void Printer::put(std::string_view tag, const std::vector<SelectItem>& items) {
  if (items.empty()) {
    return;
  }
  open(tag);
  for (const SelectItem& item : items) {
    if (item.alias.empty()) {
      put(item.expression);
      continue;
    }
    open("as");
    put(item.expression);
    word(item.alias);
    close();
  }
  close();
}

void Printer::put(const FromItemPtr& item) {
  if (item != nullptr) {
    std::visit([this](const auto& node) { put(node); }, item->node);
  }
}

void Printer::put(std::string_view tag, const std::vector<FromItemPtr>& items) {
  if (items.empty()) {
    return;
  }
  open(tag);
  for (const FromItemPtr& item : items) {
    put(item);
  }
  close();
}

void Printer::put(const TableReference& table) {
  if (table.alias.empty() && !table.sample) {
    put(table.name);
    return;
  }
  open("table");
  put(table.name);
  alias(table.alias, table.column_aliases);
  if (table.sample) {
    field("sample", table.sample->method);
    put("percentage", table.sample->percentage);
  }
  close();
}

void Printer::put(const DerivedTable& table) {
  open(table.lateral ? "lateral" : "derived");
  put(table.query);
  alias(table.alias, table.column_aliases);
  close();
}

void Printer::put(const TableFunction& function) {
  open(function.lateral ? "lateral_function" : "function");
  put(function.call);
  for (const ExpressionPtr& other : function.others) {
    put(other);
  }
  flag(function.with_ordinality, "with_ordinality");
  alias(function.alias, function.column_aliases);
  for (const ColumnDeclaration& column : function.declared) {
    open(column.name);
    put(column.type);
    close();
  }
  close();
}

void Printer::put(const Join& join) {
  constexpr std::array<std::string_view, 5> kinds = {"join", "cross_join", "left_join", "right_join", "full_join"};
  open((join.natural ? "natural_" : "") + std::string(kinds[static_cast<std::size_t>(join.kind)]));
  put(join.left);
  put(join.right);
  put("on", join.on);
  strings("using", join.using_columns);
  close();
}

void Printer::put(const std::vector<CommonTable>& tables, bool recursive) {
  if (tables.empty()) {
    return;
  }
  open(recursive ? "with_recursive" : "with");
  for (const CommonTable& table : tables) {
    open(table.name);
    strings("columns", table.columns);
    put(table.query);
    if (table.data_modifying != nullptr) {
      put(*table.data_modifying);
    }
    close();
  }
  close();
}

void Printer::put(const Locking& locking) {
  constexpr std::array<std::string_view, 4> strengths = {"for_update", "for_no_key_update", "for_share",
                                                         "for_key_share"};
  open(strengths[static_cast<std::size_t>(locking.strength)]);
  for (const Name& table : locking.tables) {
    put(table);
  }
  flag(locking.nowait, "nowait");
  flag(locking.skip_locked, "skip_locked");
  close();
}

}  // namespace emulator::ast
