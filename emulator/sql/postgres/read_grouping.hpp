// GROUP BY, and what its keys share with those of ORDER BY.
#pragma once

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {

void read_grouping(const Node& select_statement, ast::Select& select, ReadContext& context);
// A constant that is no integer is no key.
void check_keys(const std::vector<Node>& keys, std::string_view clause, ReadContext& context);

}  // namespace emulator::postgres
