// Sequences, and the options of identity columns, which are the same.
#include <charconv>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

std::int64_t read_integer(const Node& option, ReadContext& context) {
  const Node value = option.child("arg");
  const std::string text = value.has("fval") ? std::string{value.text("fval")}
                                             : context.number_text(value.number("ival"), option.location());
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) {
    context.fail(Condition::value_out_of_range, {"bigint", text}, context.position(option));
  }
  return number;
}

void read_limit(const Node& option, std::optional<std::int64_t>& limit, bool& none, ReadContext& context) {
  if (option.has("arg")) {
    limit = read_integer(option, context);
  } else {
    none = true;  // NO MINVALUE
  }
}

void read_restart(const Node& option, ast::SequenceOptions& options, ReadContext& context) {
  if (option.has("arg")) {
    options.restart = read_integer(option, context);
  } else {
    options.restart_at_start = true;
  }
}

void read_option(const Node& option, ast::SequenceOptions& options, ReadContext& context) {
  const std::string_view name = option.text("defname");
  const std::uint32_t position = context.position(option);
  if (name == "start") {
    options.start = read_integer(option, context);
  } else if (name == "increment") {
    options.increment = read_integer(option, context);
  } else if (name == "cache") {
    options.cache = read_integer(option, context);
  } else if (name == "minvalue") {
    read_limit(option, options.minimum, options.no_minimum, context);
  } else if (name == "maxvalue") {
    read_limit(option, options.maximum, options.no_maximum, context);
  } else if (name == "restart") {
    read_restart(option, options, context);
  } else if (name == "cycle") {
    options.cycle = option.child("arg").flag("boolval");
  } else if (name == "owned_by") {
    options.owned_by = read_name(option.child("arg").list("items"), position);
  } else if (name == "sequence_name") {
    options.name = read_name(option.child("arg").list("items"), position);
  } else if (name == "as") {
    options.as_type = read_type(option.child("arg"), context).name;
  } else {
    context.unsupported("sequence option \"" + std::string{name} + "\"", position);
  }
}

}  // namespace

ast::SequenceOptions read_sequence_options(const std::vector<Node>& nodes, ReadContext& context) {
  ast::SequenceOptions options;
  for (const Node& option : nodes) {
    read_option(option, options, context);
  }
  return options;
}

ast::CreateSequence read_create_sequence(const Node& node, ReadContext& context) {
  ast::CreateSequence create;
  create.name = read_name(node.child("sequence"), context);
  create.options = read_sequence_options(node.list("options"), context);
  create.if_not_exists = node.flag("if_not_exists");
  create.temporary = node.child("sequence").text("relpersistence") == "t";
  return create;
}

ast::AlterSequence read_alter_sequence(const Node& node, ReadContext& context) {
  ast::AlterSequence alter;
  alter.name = read_name(node.child("sequence"), context);
  alter.options = read_sequence_options(node.list("options"), context);
  alter.if_exists = node.flag("missing_ok");
  return alter;
}

}  // namespace emulator::postgres
