// Keys, indexes and table constraints, wherever they stand.
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/parser.hpp"
#include "sql/mysql/written.hpp"

namespace emulator::mysql {

bool Parser::at_table_constraint() const {
  return at("CONSTRAINT") || at("PRIMARY") || at("UNIQUE") || at("KEY") || at("INDEX") || at("FOREIGN") ||
         at("CHECK") || at("FULLTEXT") || at("SPATIAL");
}

ast::TableConstraint Parser::parse_table_constraint() {
  ast::TableConstraint constraint;
  constraint.position = position();
  if (accept("CONSTRAINT") && at_name()) {
    constraint.name = parse_identifier();
  }
  if (accept("PRIMARY")) {
    expect("KEY");
    constraint.kind = ast::ConstraintKind::primary_key;
    parse_key(constraint, false);
  } else if (accept("UNIQUE")) {
    if (!accept("KEY")) {
      accept("INDEX");
    }
    constraint.kind = ast::ConstraintKind::unique;
    parse_key(constraint, true);
  } else if (at("FOREIGN")) {
    parse_foreign_key(constraint);
  } else if (at("CHECK")) {
    parse_check(constraint);
  } else if (constraint.name.empty()) {
    constraint.kind = ast::ConstraintKind::index;
    if (at("FULLTEXT") || at("SPATIAL")) {
      constraint.method = ascii_upper(take().text);
      if (!accept("KEY")) {
        accept("INDEX");
      }
    } else if (!accept("KEY")) {
      expect("INDEX");
    }
    parse_key(constraint, true);
  } else {
    fail();
  }
  return constraint;
}

// [name] [USING method] (parts) [options]. An index name goes before the constraint's.
void Parser::parse_key(ast::TableConstraint& constraint, bool may_have_name) {
  if (at_name() && !at("TYPE")) {
    std::string name = parse_identifier();  // a primary key's is ignored
    if (may_have_name) {
      constraint.name = std::move(name);
    }
  }
  if (at("USING") || at("TYPE")) {
    constraint.method = parse_index_type();
  }
  constraint.parts = parse_index_parts();
  parse_index_options(constraint.method);
}

void Parser::parse_foreign_key(ast::TableConstraint& constraint) {
  expect("FOREIGN");
  expect("KEY");
  constraint.kind = ast::ConstraintKind::foreign_key;
  if (at_name()) {
    constraint.index_name = parse_identifier();
  }
  constraint.columns = parse_identifiers_in_parentheses();
  constraint.references = parse_references();
}

void Parser::parse_check(ast::TableConstraint& constraint) {
  expect("CHECK");
  constraint.kind = ast::ConstraintKind::check;
  expect_symbol("(");
  const std::uint32_t begin = position();
  constraint.check = parse_expression();
  constraint.check_text = written_or(*constraint.check, stored_source(begin, previous_end()));
  expect_symbol(")");
  constraint.not_enforced = accept("NOT", "ENFORCED");
  if (!constraint.not_enforced) {
    accept("ENFORCED");
  }
}

ast::References Parser::parse_references() {
  expect("REFERENCES");
  ast::References references;
  references.table = parse_name();
  if (at_symbol("(")) {
    references.columns = parse_identifiers_in_parentheses();
  }
  if (accept("MATCH") && !accept("FULL") && !accept("PARTIAL")) {  // read and ignored, as MySQL does
    expect("SIMPLE");
  }
  while (accept("ON")) {
    if (accept("DELETE")) {
      references.on_delete = parse_referential_action();
    } else {
      expect("UPDATE");
      references.on_update = parse_referential_action();
    }
  }
  return references;
}

ast::ReferentialAction Parser::parse_referential_action() {
  if (accept("CASCADE")) {
    return ast::ReferentialAction::cascade;
  }
  if (accept("RESTRICT")) {
    return ast::ReferentialAction::restrict;
  }
  if (accept("SET", "NULL")) {
    return ast::ReferentialAction::set_null;
  }
  if (accept("SET", "DEFAULT")) {
    return ast::ReferentialAction::set_default;
  }
  expect("NO");
  expect("ACTION");
  return ast::ReferentialAction::no_action;
}

std::vector<ast::IndexPart> Parser::parse_index_parts() {
  std::vector<ast::IndexPart> parts;
  expect_symbol("(");
  do {
    parts.push_back(parse_index_part());
  } while (accept_symbol(","));
  expect_symbol(")");
  return parts;
}

// column[(length)] or (expression), with ASC or DESC
ast::IndexPart Parser::parse_index_part() {
  ast::IndexPart part;
  if (accept_symbol("(")) {
    const std::uint32_t begin = position();
    part.expression = parse_expression();
    part.text = written_or(*part.expression, stored_source(begin, previous_end()));
    expect_symbol(")");
  } else {
    part.column = parse_identifier();
    if (accept_symbol("(")) {
      part.prefix_length = static_cast<std::int32_t>(parse_integer());
      expect_symbol(")");
    }
  }
  if (accept("ASC")) {
    part.order = ast::SortOrder::ascending;
  } else if (accept("DESC")) {
    part.order = ast::SortOrder::descending;
  }
  return part;
}

// USING BTREE
std::string Parser::parse_index_type() {
  if (!accept("USING")) {
    expect("TYPE");
  }
  if (!at("BTREE") && !at("HASH") && !at("RTREE")) {
    fail();
  }
  return ascii_upper(take().text);
}

void Parser::parse_index_options(std::string& method) {
  for (;;) {
    if (at("USING") || at("TYPE")) {
      method = parse_index_type();
    } else if (accept("KEY_BLOCK_SIZE")) {
      accept_symbol("=");
      parse_integer();
    } else if (accept("COMMENT")) {
      parse_string();
    } else if (accept("WITH", "PARSER")) {
      parse_identifier();
    } else if (accept("ENGINE_ATTRIBUTE") || accept("SECONDARY_ENGINE_ATTRIBUTE")) {
      accept_symbol("=");
      parse_string();
    } else if (!accept("VISIBLE") && !accept("INVISIBLE")) {
      return;
    }
  }
}

// After CREATE: [UNIQUE|FULLTEXT|SPATIAL] INDEX name [USING method] ON table (parts) [options]
ast::Statement Parser::parse_create_index() {
  ast::CreateIndex index;
  index.unique = accept("UNIQUE");
  if (!index.unique && (at("FULLTEXT") || at("SPATIAL"))) {
    index.method = ascii_upper(take().text);
  }
  expect("INDEX");
  index.name = parse_identifier();
  if (at("USING") || at("TYPE")) {
    index.method = parse_index_type();
  }
  expect("ON");
  index.table = parse_name();
  index.parts = parse_index_parts();
  parse_index_options(index.method);
  parse_online_options();
  return {std::move(index)};
}

// How to change the table while others use it: without meaning here.
void Parser::parse_online_options() {
  while (at("ALGORITHM") || at("LOCK")) {
    take();
    accept_symbol("=");
    if (!accept("DEFAULT")) {
      parse_identifier();
    }
  }
}

}  // namespace emulator::mysql
