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

// SET GENERATED ALWAYS, SET START WITH n, RESTART: options of one list.
AlterNode read_set_identity(const Command& command, ReadContext& context) {
  ast::SetColumnIdentity set;
  set.column = command.node.text("name");
  std::vector<Node> options;
  for (const Node& option : command.node.child("def").list("items")) {
    if (option.text("defname") == "generated") {
      set.always = option.child("arg").number("ival") == 'a';
    } else {
      options.push_back(option);
    }
  }
  set.options = read_sequence_options(options, context);
  return set;
}

AlterNode read_drop_expression(const Command& command, ReadContext&) {
  return ast::DropExpression{std::string{command.node.text("name")}, command.node.flag("missing_ok")};
}

AlterNode read_validate(const Command& command, ReadContext&) {
  return ast::ValidateConstraint{std::string{command.node.text("name")}};
}

AlterNode read_alter_constraint(const Command& command, ReadContext&) {
  const Node definition = command.node.child("def");
  return ast::AlterConstraint{std::string{definition.text("conname")}, definition.flag("deferrable"),
                              definition.flag("initdeferred"), std::nullopt};
}

AlterNode read_owner(const Command& command, ReadContext&) {
  return ast::SetOwner{read_role_name(command.node.child("newowner"))};
}

AlterNode read_row_security(const Command& command, ReadContext&) {
  return ast::SetRowSecurity{command.node.text("subtype") == "AT_EnableRowSecurity"};
}

AlterNode read_triggers(const Command& command, ReadContext&) {
  const std::string_view subtype = command.node.text("subtype");
  return ast::SetTriggers{std::string{command.node.text("name")}, subtype.ends_with("All")};
}

// What says nothing about what the table holds.
AlterNode read_without_effect(const Command& command, ReadContext&) {
  return ast::WithoutEffect{std::string{command.node.text("subtype").substr(3)}};
}

struct CommandReader {
  std::string_view subtype;
  AlterNode (*read)(const Command&, ReadContext&);
};
constexpr std::array<CommandReader, 36> readers = {{
    {"AT_AddColumn", read_add_column},
    {"AT_AddConstraint", read_add_constraint},
    {"AT_AddIdentity", read_add_identity},
    {"AT_AlterColumnType", read_column_type},
    {"AT_AlterConstraint", read_alter_constraint},
    {"AT_ChangeOwner", read_owner},
    {"AT_ClusterOn", read_without_effect},
    {"AT_ColumnDefault", read_column_default},
    {"AT_DisableRowSecurity", read_row_security},
    {"AT_DisableTrig", read_triggers},
    {"AT_DisableTrigAll", read_triggers},
    {"AT_DisableTrigUser", read_triggers},
    {"AT_DropCluster", read_without_effect},
    {"AT_DropColumn", read_drop_column},
    {"AT_DropConstraint", read_drop_constraint},
    {"AT_DropExpression", read_drop_expression},
    {"AT_DropIdentity", read_drop_identity},
    {"AT_DropNotNull", read_drop_not_null},
    {"AT_EnableRowSecurity", read_row_security},
    {"AT_EnableTrig", read_triggers},
    {"AT_EnableTrigAll", read_triggers},
    {"AT_EnableTrigUser", read_triggers},
    {"AT_NoForceRowSecurity", read_without_effect},
    {"AT_ReplicaIdentity", read_without_effect},
    {"AT_ResetOptions", read_without_effect},
    {"AT_ResetRelOptions", read_without_effect},
    {"AT_SetCompression", read_without_effect},
    {"AT_SetIdentity", read_set_identity},
    {"AT_SetLogged", read_without_effect},
    {"AT_SetNotNull", read_set_not_null},
    {"AT_SetOptions", read_without_effect},
    {"AT_SetRelOptions", read_without_effect},
    {"AT_SetStatistics", read_without_effect},
    {"AT_SetStorage", read_without_effect},
    {"AT_SetUnLogged", read_without_effect},
    {"AT_ValidateConstraint", read_validate},
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

namespace {

// What has names in the same space as tables, and actions of its own.
ast::ObjectKind relation_kind(std::string_view kind, std::string_view ending, ReadContext& context) {
  if (kind == "OBJECT_TABLE") {
    return ast::ObjectKind::table;
  }
  if (kind == "OBJECT_VIEW") {
    return ast::ObjectKind::view;
  }
  if (kind == "OBJECT_MATVIEW") {
    return ast::ObjectKind::materialized_view;
  }
  if (kind == "OBJECT_INDEX") {
    return ast::ObjectKind::index;
  }
  if (kind == "OBJECT_SEQUENCE") {
    return ast::ObjectKind::sequence;
  }
  context.unsupported("ALTER " + object_words(kind) + std::string{ending}, context.statement_begin());
}

}  // namespace

ast::AlterTable read_alter_table(const Node& node, ReadContext& context) {
  ast::AlterTable alter;
  alter.name = read_name(node.child("relation"), context);
  alter.kind = relation_kind(node.text("objtype"), "", context);
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

ast::StatementNode read_rename(const Node& node, ReadContext& context) {
  const std::string_view kind = node.text("renameType");
  std::string from{node.text("subname")};
  std::string to{node.text("newname")};
  if (kind == "OBJECT_SCHEMA") {
    return ast::RenameSchema{std::move(from), std::move(to)};
  }
  ast::AlterTable alter;
  if (!node.has("relation")) {
    context.unsupported("ALTER " + object_words(kind) + " ... RENAME", context.statement_begin());
  }
  alter.name = read_name(node.child("relation"), context);
  alter.if_exists = node.flag("missing_ok");
  const std::uint32_t position = alter.name.position;
  if (kind == "OBJECT_COLUMN") {
    alter.kind = relation_kind(node.text("relationType"), " ... RENAME COLUMN", context);
    alter.actions.push_back({ast::RenameColumn{std::move(from), std::move(to)}, position});
  } else if (kind == "OBJECT_TABCONSTRAINT") {
    alter.actions.push_back({ast::RenameConstraint{std::move(from), std::move(to)}, position});
  } else {
    alter.kind = relation_kind(kind, " ... RENAME", context);
    ast::Name name{{std::move(to)}, ast::no_position};
    alter.actions.push_back({ast::RenameTable{std::move(name)}, position});
  }
  return alter;
}

ast::AlterTable read_set_schema(const Node& node, ReadContext& context) {
  ast::AlterTable alter;
  alter.kind = relation_kind(node.text("objectType"), " ... SET SCHEMA", context);
  alter.name = read_name(node.child("relation"), context);
  alter.if_exists = node.flag("missing_ok");
  alter.actions.push_back({ast::SetTableSchema{std::string{node.text("newschema")}}, alter.name.position});
  return alter;
}

}  // namespace emulator::postgres
