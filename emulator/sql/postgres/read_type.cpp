// Type names as the grammar spells them: INTEGER is already pg_catalog.int4, of which the last part is kept.
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

constexpr std::string_view builtin_schema = "pg_catalog";

// The grammar turns INTERVAL's fields into the first modifier, a sum of 1 << field (utils/datetime.h: MONTH 1, YEAR 2,
// DAY 3, HOUR 10, MINUTE 11, SECOND 12).
constexpr std::int64_t all_interval_fields = 0x7FFF;
constexpr std::array<std::pair<std::int64_t, std::string_view>, 13> interval_fields = {{
    {1 << 2, "YEAR"},
    {1 << 1, "MONTH"},
    {1 << 3, "DAY"},
    {1 << 10, "HOUR"},
    {1 << 11, "MINUTE"},
    {1 << 12, "SECOND"},
    {1 << 2 | 1 << 1, "YEAR TO MONTH"},
    {1 << 3 | 1 << 10, "DAY TO HOUR"},
    {1 << 3 | 1 << 10 | 1 << 11, "DAY TO MINUTE"},
    {1 << 3 | 1 << 10 | 1 << 11 | 1 << 12, "DAY TO SECOND"},
    {1 << 10 | 1 << 11, "HOUR TO MINUTE"},
    {1 << 10 | 1 << 11 | 1 << 12, "HOUR TO SECOND"},
    {1 << 11 | 1 << 12, "MINUTE TO SECOND"},
}};

std::string interval_fields_of(std::int64_t mask) {
  for (const auto& [fields, text] : interval_fields) {
    if (fields == mask) {
      return std::string{text};
    }
  }
  return {};
}

std::int64_t read_modifier(const Node& modifier, ReadContext& context) {
  if (!modifier.is("A_Const") || !modifier.has("ival")) {
    context.unsupported("a type modifier that is not a number",
                        modifier.has("location") ? context.position(modifier) : ast::no_position);
  }
  const std::string text = context.number_text(modifier.child("ival").number("ival"), modifier.location());
  return std::stoll(text);
}

void read_modifiers(const Node& type_name, ast::TypeName& type, ReadContext& context) {
  std::vector<Node> modifiers = type_name.list("typmods");
  if (!modifiers.empty() && type.name.parts == std::vector<std::string>{"interval"}) {
    const std::int64_t mask = read_modifier(modifiers.front(), context);
    if (mask != all_interval_fields) {
      type.interval_fields = interval_fields_of(mask);
    }
    modifiers.erase(modifiers.begin());
  }
  for (const Node& modifier : modifiers) {
    type.modifiers.push_back(read_modifier(modifier, context));
  }
}

}  // namespace

ast::TypeName read_type(const Node& type_name, ReadContext& context) {
  const std::uint32_t position = context.position(type_name);
  if (type_name.flag("setof")) {
    context.unsupported("SETOF", position);
  }
  if (type_name.flag("pct_type")) {
    context.unsupported("%TYPE", position);
  }
  ast::TypeName type;
  type.name = read_name(type_name.list("names"), position);
  if (type.name.parts.size() == 2 && type.name.parts.front() == builtin_schema) {
    type.name.parts.erase(type.name.parts.begin());
  }
  read_modifiers(type_name, type, context);
  type.array_dimensions = static_cast<std::int32_t>(type_name.list("arrayBounds").size());
  return type;
}

}  // namespace emulator::postgres
