// Names: lists of strings, and the table names that have parts of their own.
#include <algorithm>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {

std::vector<std::string> read_strings(const std::vector<Node>& nodes) {
  std::vector<std::string> strings;
  strings.reserve(nodes.size());
  for (const Node& node : nodes) {
    strings.emplace_back(node.text("sval"));
  }
  return strings;
}

ast::Name read_name(const Node& range_var, ReadContext& context) {
  ast::Name name;
  for (const std::string_view part : {"catalogname", "schemaname", "relname"}) {
    if (range_var.has(part)) {
      name.parts.emplace_back(range_var.text(part));
    }
  }
  name.position = context.position(range_var);
  return name;
}

ast::Name read_name(const std::vector<Node>& strings, std::uint32_t position) {
  return {read_strings(strings), position};
}

std::string object_words(std::string_view kind) {
  if (kind == "OBJECT_MATVIEW") {
    return "MATERIALIZED VIEW";
  }
  kind.remove_prefix(std::string_view{"OBJECT_"}.size());
  std::string words{kind};
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace emulator::postgres
