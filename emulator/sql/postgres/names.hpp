// The names PostgreSQL makes up: labels of unnamed columns, constraints, indexes and sequences.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "sql/dialect.hpp"

namespace emulator::postgres {

// FigureColname(): the alias, a column's own name, a function's or a cast's; else "?column?".
std::string label_of(const ast::SelectItem& item);

// ChooseConstraintName(), ChooseIndexName(): table_column_key, cut to 63 bytes, numbered when taken.
std::string choose_name(sql::NameFor kind, std::string_view table, std::span<const std::string> columns,
                        const std::function<bool(std::string_view)>& taken);

}  // namespace emulator::postgres
