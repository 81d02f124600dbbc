// ALTER TABLE, and the renames that PostgreSQL has as statements of their own.
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

using AlterNode = decltype(ast::AlterAction::node);

// One command: its node, its tokens, and the table's name for errors.
struct Command {
  const Node& node;
  TokenRange tokens;
  const std::string& table;
};

// What follows the keyword, to the end of the command.
std::string text_behind(std::string_view keyword, const Command& command, const SourceTokens& tokens) {
  return tokens.slice({tokens.find(command.tokens, keyword) + 1, command.tokens.end});
}

AlterNode read_add_column(const Command& command, ReadContext& context) {
  ast::AddColumn add;
  add.column = read_column(command.node.child("def"), command.table, add.constraints, context);
  add.if_not_exists = command.node.flag("missing_ok");
  return add;
}

AlterNode read_drop_column(const Command& command, ReadContext&) {
  return ast::DropColumn{std::string{command.node.text("name")}, command.node.flag("missing_ok"),
                         command.node.text("behavior") == "DROP_CASCADE"};
}

AlterNode read_column_type(const Command& command, ReadContext& context) {
  const Node definition = command.node.child("def");
  ast::AlterColumnType alter;
  alter.column = command.node.text("name");
  alter.type = read_type(definition.child("typeName"), context);
  if (const Node collation = definition.child("collClause")) {
    alter.type.collation = read_strings(collation.list("collname")).back();
  }
  if (const Node expression = definition.child("raw_default")) {
    alter.using_ = read_expression(expression, context);
    alter.using_text = text_behind("USING", command, context.tokens());
  }
  return alter;
}

AlterNode read_column_default(const Command& command, ReadContext& context) {
  ast::SetColumnDefault set;
  set.column = command.node.text("name");
  if (const Node expression = command.node.child("def")) {
    set.value = read_expression(expression, context);
    set.text = text_behind("DEFAULT", command, context.tokens());
  }
  return set;
}

AlterNode read_set_not_null(const Command& command, ReadContext&) {
  return ast::SetColumnNullable{std::string{command.node.text("name")}, false};
}
AlterNode read_drop_not_null(const Command& command, ReadContext&) {
  return ast::SetColumnNullable{std::string{command.node.text("name")}, true};
}

AlterNode read_add_constraint(const Command& command, ReadContext& context) {
  return ast::AddConstraint{read_table_constraint(command.node.child("def"), context)};
}

AlterNode read_drop_constraint(const Command& command, ReadContext&) {
  ast::DropConstraint drop{};
  drop.name = command.node.text("name");
  drop.any_kind = true;
  drop.if_exists = command.node.flag("missing_ok");
  drop.cascade = command.node.text("behavior") == "DROP_CASCADE";
  return drop;
}

AlterNode read_add_identity(const Command& command, ReadContext& context) {
  const Node definition = command.node.child("def");
  ast::SetColumnIdentity set;
  set.column = command.node.text("name");
  set.identity = ast::Identity{definition.text("generated_when") == "a",
                               read_sequence_options(definition.list("options"), context)};
  return set;
}

AlterNode read_drop_identity(const Command& command, ReadContext&) {
  ast::SetColumnIdentity set;
  set.column = command.node.text("name");
  set.drop = true;
  set.if_exists = command.node.flag("missing_ok");
  return set;
}

struct CommandReader {
  std::string_view subtype;
  AlterNode (*read)(const Command&, ReadContext&);
};
constexpr std::array<CommandReader, 10> readers = {{
    {"AT_AddColumn", read_add_column},
    {"AT_AddConstraint", read_add_constraint},
    {"AT_AddIdentity", read_add_identity},
    {"AT_AlterColumnType", read_column_type},
    {"AT_ColumnDefault", read_column_default},
    {"AT_DropColumn", read_drop_column},
    {"AT_DropConstraint", read_drop_constraint},
    {"AT_DropIdentity", read_drop_identity},
    {"AT_DropNotNull", read_drop_not_null},
    {"AT_SetNotNull", read_set_not_null},
}};

// AT_EnableRowSecurity -> ENABLE ROW SECURITY.
std::string words_of(std::string_view subtype) {
  subtype.remove_prefix(3);
  std::string words;
  for (const char c : subtype) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_capital && !words.empty()) {
      words += ' ';
    }
    words += static_cast<char>(is_capital || c < 'a' ? c : c - 'a' + 'A');
  }
  return words;
}

AlterNode read_command(const Command& command, std::uint32_t position, ReadContext& context) {
  const std::string_view subtype = command.node.text("subtype");
  for (const CommandReader& reader : readers) {
    if (reader.subtype == subtype) {
      return reader.read(command, context);
    }
  }
  context.unsupported("ALTER TABLE ... " + words_of(subtype), position);
}

}  // namespace

ast::AlterTable read_alter_table(const Node& node, ReadContext& context) {
  ast::AlterTable alter;
  alter.name = read_name(node.child("relation"), context);
  if (node.text("objtype") != "OBJECT_TABLE") {
    context.unsupported("ALTER " + object_words(node.text("objtype")), context.statement_begin());
  }
  alter.if_exists = node.flag("missing_ok");
  const SourceTokens& tokens = context.tokens();
  const std::vector<TokenRange> command_tokens = tokens.split(tokens.from(node.child("relation").location()));
  const std::vector<Node> commands = node.list("cmds");
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const Command command{commands[i], command_tokens.at(i), alter.name.parts.back()};
    alter.actions.push_back({read_command(command, alter.name.position, context), alter.name.position});
  }
  return alter;
}

ast::AlterTable read_rename(const Node& node, ReadContext& context) {
  const std::string_view kind = node.text("renameType");
  std::string from{node.text("subname")};
  std::string to{node.text("newname")};
  ast::AlterTable alter;
  alter.name = read_name(node.child("relation"), context);
  alter.if_exists = node.flag("missing_ok");
  const std::uint32_t position = alter.name.position;
  if (kind == "OBJECT_COLUMN") {
    alter.actions.push_back({ast::RenameColumn{std::move(from), std::move(to)}, position});
  } else if (kind == "OBJECT_TABCONSTRAINT") {
    alter.actions.push_back({ast::RenameConstraint{std::move(from), std::move(to)}, position});
  } else if (kind == "OBJECT_INDEX") {  // the name is the index's: it says the table too
    alter.actions.push_back({ast::RenameConstraint{alter.name.parts.back(), std::move(to), true}, position});
  } else if (kind == "OBJECT_TABLE" || kind == "OBJECT_VIEW" || kind == "OBJECT_SEQUENCE") {
    ast::Name name{{std::move(to)}, ast::no_position};
    alter.actions.push_back({ast::RenameTable{std::move(name)}, position});
  } else {
    context.unsupported("ALTER " + object_words(kind) + " ... RENAME", context.statement_begin());
  }
  return alter;
}

ast::AlterTable read_set_schema(const Node& node, ReadContext& context) {
  if (node.text("objectType") != "OBJECT_TABLE") {
    context.unsupported("ALTER " + object_words(node.text("objectType")) + " ... SET SCHEMA",
                        context.statement_begin());
  }
  ast::AlterTable alter;
  alter.name = read_name(node.child("relation"), context);
  alter.if_exists = node.flag("missing_ok");
  alter.actions.push_back({ast::SetTableSchema{std::string{node.text("newschema")}}, alter.name.position});
  return alter;
}

}  // namespace emulator::postgres
