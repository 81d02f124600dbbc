// ALTER TABLE, action by action.
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/collations.hpp"
#include "sql/mysql/parser.hpp"
#include "sql/mysql/written.hpp"

namespace emulator::mysql {
namespace {

template <class Node>
void add_action(std::vector<ast::AlterAction>& actions, Node node, std::uint32_t position) {
  actions.push_back({std::move(node), position});
}

}  // namespace

ast::Statement Parser::parse_alter() {
  take();
  if (at("TABLE")) {
    return parse_alter_table();
  }
  if (at("DATABASE") || at("SCHEMA")) {
    return parse_alter_database();
  }
  if (at("VIEW") || at("ALGORITHM") || at("DEFINER") || at("SQL")) {
    parse_view_options();
    return parse_create_view(false, true);
  }
  if (at("USER")) {
    return parse_alter_user();
  }
  for (const Keyword kind :
       {Keyword("EVENT"), Keyword("FUNCTION"), Keyword("INSTANCE"), Keyword("LOGFILE"), Keyword("PROCEDURE"),
        Keyword("RESOURCE"), Keyword("SERVER"), Keyword("TABLESPACE"), Keyword("UNDO")}) {
    if (at(kind)) {
      unsupported("ALTER " + std::string(kind.word()));
    }
  }
  fail();
}

ast::Statement Parser::parse_alter_table() {
  expect("TABLE");
  ast::AlterTable alter;
  alter.name = parse_name();
  if (at_end()) {
    return {std::move(alter)};
  }
  do {
    if (!parse_alter_without_effect()) {
      parse_alter_action(alter.actions);
    }
  } while (accept_symbol(","));
  if (at("PARTITION") || at("REMOVE")) {
    unsupported("ALTER TABLE ... PARTITION");
  }
  return {std::move(alter)};
}

// What only says how to do the rest.
bool Parser::parse_alter_without_effect() {
  if (at("ALGORITHM") || at("LOCK")) {
    parse_online_options();
    return true;
  }
  return accept("FORCE") || accept("ENABLE", "KEYS") || accept("DISABLE", "KEYS") || accept("WITH", "VALIDATION") ||
         accept("WITHOUT", "VALIDATION");
}

void Parser::parse_alter_action(std::vector<ast::AlterAction>& actions) {
  const std::uint32_t begin = position();
  if (accept("ADD")) {
    parse_alter_add(actions);
  } else if (accept("DROP")) {
    parse_alter_drop(actions);
  } else if (accept("ALTER")) {
    parse_alter_column(actions);
  } else if (accept("MODIFY")) {
    parse_alter_modify(actions, false);
  } else if (accept("CHANGE")) {
    parse_alter_modify(actions, true);
  } else if (accept("RENAME")) {
    parse_alter_rename(actions);
  } else if (accept("CONVERT")) {
    parse_alter_convert(actions);
  } else if (at("ORDER")) {
    unsupported("ALTER TABLE ... ORDER BY");
  } else if (at("DISCARD") || at("IMPORT")) {
    unsupported("ALTER TABLE ... TABLESPACE");
  } else if (at("PARTITION") || at("COALESCE") || at("REORGANIZE") || at("EXCHANGE") || at("TRUNCATE") ||
             at("ANALYZE") || at("CHECK") || at("OPTIMIZE") || at("REBUILD") || at("REPAIR") || at("REMOVE")) {
    unsupported("ALTER TABLE ... PARTITION");
  } else {
    std::vector<ast::TableOption> options;
    while (std::optional<ast::TableOption> option = parse_table_option()) {
      options.push_back(std::move(*option));
    }
    if (options.empty()) {
      fail();
    }
    for (ast::TableOption& option : options) {
      add_action(actions, ast::SetTableOption{std::move(option)}, begin);
    }
  }
}

// CONVERT TO CHARACTER SET x [COLLATE y]: the option's value is the collation, or the character set's own.
void Parser::parse_alter_convert(std::vector<ast::AlterAction>& actions) {
  const std::uint32_t begin = position();
  expect("TO");
  if (!accept_charset()) {
    fail();
  }
  ast::TableOption option{"CONVERT", at("DEFAULT") ? ascii_lower(take().text) : parse_charset_name()};
  const bool has_collation = accept("COLLATE");
  option.value = has_collation ? parse_charset_name() : default_collation_of(option.value);
  add_action(actions, ast::SetTableOption{std::move(option)}, begin);
}

// ADD [COLUMN] a INT [FIRST|AFTER b], ADD [COLUMN] (a INT, KEY (a)), ADD key or constraint
void Parser::parse_alter_add(std::vector<ast::AlterAction>& actions) {
  const std::uint32_t begin = position();
  if (at_table_constraint()) {
    add_action(actions, ast::AddConstraint{parse_table_constraint()}, begin);
    return;
  }
  if (at("PARTITION")) {
    unsupported("ALTER TABLE ... PARTITION");
  }
  accept("COLUMN");
  if (!accept_symbol("(")) {
    ast::AddColumn add;
    add.column = parse_column(add.constraints);
    parse_column_place(add.first, add.after);
    add_action(actions, std::move(add), begin);
    return;
  }
  do {
    const std::uint32_t element = position();
    if (at_table_constraint()) {
      add_action(actions, ast::AddConstraint{parse_table_constraint()}, element);
    } else {
      ast::AddColumn add;
      add.column = parse_column(add.constraints);
      add_action(actions, std::move(add), element);
    }
  } while (accept_symbol(","));
  expect_symbol(")");
}

void Parser::parse_alter_drop(std::vector<ast::AlterAction>& actions) {
  const std::uint32_t begin = position();
  ast::DropConstraint drop;
  if (accept("PRIMARY")) {
    expect("KEY");
    drop.kind = ast::ConstraintKind::primary_key;
    drop.name = "PRIMARY";
  } else if (accept("FOREIGN")) {
    expect("KEY");
    drop.kind = ast::ConstraintKind::foreign_key;
    drop.name = parse_identifier();
  } else if (accept("INDEX") || accept("KEY")) {
    drop.kind = ast::ConstraintKind::index;
    drop.name = accept("PRIMARY") ? "PRIMARY" : parse_identifier();
  } else if (accept("CHECK")) {
    drop.kind = ast::ConstraintKind::check;
    drop.name = parse_identifier();
  } else if (accept("CONSTRAINT")) {
    drop.kind = ast::ConstraintKind::check;
    drop.any_kind = true;
    drop.name = parse_identifier();
  } else if (at("PARTITION")) {
    unsupported("ALTER TABLE ... PARTITION");
  } else {
    accept("COLUMN");
    ast::DropColumn column{parse_identifier()};
    if (!accept("RESTRICT")) {
      accept("CASCADE");
    }
    add_action(actions, std::move(column), begin);
    return;
  }
  add_action(actions, std::move(drop), begin);
}

// ALTER [COLUMN] a SET DEFAULT x, DROP DEFAULT; ALTER INDEX i VISIBLE
void Parser::parse_alter_column(std::vector<ast::AlterAction>& actions) {
  const std::uint32_t begin = position();
  if (accept("CHECK") || accept("CONSTRAINT")) {
    ast::AlterConstraint alter;
    alter.name = parse_identifier();
    alter.enforced = !accept("NOT");
    expect("ENFORCED");
    add_action(actions, std::move(alter), begin);
    return;
  }
  if (accept("INDEX")) {
    parse_identifier();
    if (!accept("VISIBLE")) {
      expect("INVISIBLE");
    }
    return;  // the optimizer's business alone
  }
  accept("COLUMN");
  ast::SetColumnDefault change{parse_identifier(), nullptr, ""};
  if (accept("DROP")) {
    expect("DEFAULT");
  } else {
    expect("SET");
    if (at("VISIBLE") || at("INVISIBLE")) {
      unsupported("INVISIBLE columns");
    }
    expect("DEFAULT");
    const std::uint32_t value = position();
    change.value = parse_default_value();
    change.text = default_text(*change.value, stored_source(value, previous_end()));
  }
  add_action(actions, std::move(change), begin);
}

// MODIFY [COLUMN] a INT …, CHANGE [COLUMN] a b INT …
void Parser::parse_alter_modify(std::vector<ast::AlterAction>& actions, bool with_new_name) {
  const std::uint32_t begin = position();
  accept("COLUMN");
  ast::ModifyColumn modify;
  if (with_new_name) {
    modify.from = parse_identifier();
  }
  std::vector<ast::TableConstraint> constraints;
  modify.column = parse_column(constraints);
  if (!with_new_name) {
    modify.from = modify.column.name;
  }
  parse_column_place(modify.first, modify.after);
  add_action(actions, std::move(modify), begin);
  for (ast::TableConstraint& constraint : constraints) {
    add_action(actions, ast::AddConstraint{std::move(constraint)}, begin);
  }
}

// RENAME [TO|AS] t, RENAME COLUMN a TO b, RENAME INDEX a TO b
void Parser::parse_alter_rename(std::vector<ast::AlterAction>& actions) {
  const std::uint32_t begin = position();
  if (accept("COLUMN")) {
    ast::RenameColumn rename{parse_identifier(), ""};
    expect("TO");
    rename.to = parse_identifier();
    add_action(actions, std::move(rename), begin);
    return;
  }
  if (accept("INDEX") || accept("KEY")) {
    ast::RenameConstraint rename{parse_identifier(), "", true};
    expect("TO");
    rename.to = parse_identifier();
    add_action(actions, std::move(rename), begin);
    return;
  }
  if (!accept("TO") && !accept("AS")) {
    accept_symbol("=");
  }
  add_action(actions, ast::RenameTable{parse_name()}, begin);
}

void Parser::parse_column_place(bool& first, std::string& after) {
  first = accept("FIRST");
  if (!first && accept("AFTER")) {
    after = parse_identifier();
  }
}

}  // namespace emulator::mysql
