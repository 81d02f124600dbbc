// Tables, joins and derived tables.
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/errors.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

using ast::FromItem;
using ast::FromItemPtr;

template <class Node>
FromItemPtr make_item(Node node, std::uint32_t position) {
  auto item = std::make_unique<FromItem>();
  item->node = std::move(node);
  item->position = position;
  return item;
}

FromItemPtr cross_join(FromItemPtr left, FromItemPtr right) {
  const std::uint32_t position = right->position;
  return make_item(ast::Join{ast::JoinKind::cross, std::move(left), std::move(right), nullptr, {}, false}, position);
}

}  // namespace

std::vector<FromItemPtr> Parser::parse_from() {
  std::vector<FromItemPtr> items;
  if (accept("DUAL")) {
    return items;
  }
  do {
    items.push_back(parse_table_reference());
  } while (accept_symbol(","));
  return items;
}

FromItemPtr Parser::parse_joined_tables() {
  FromItemPtr item = parse_table_reference();
  std::uint32_t height = depth_;
  while (accept_symbol(",")) {
    check_depth(++height);
    item = cross_join(std::move(item), parse_table_reference());
  }
  return item;
}

FromItemPtr Parser::parse_table_reference() {
  const Nesting nesting(*this);
  if (at_symbol("{") && at("OJ", 1)) {
    take();
    take();
    FromItemPtr item = parse_table_reference();
    expect_symbol("}");
    return parse_joins(std::move(item));
  }
  return parse_joins(parse_table_factor());
}

bool Parser::at_join() const {
  return at("JOIN") || at("INNER") || at("CROSS") || at("STRAIGHT_JOIN") || at("NATURAL") || at("LEFT") || at("RIGHT");
}

FromItemPtr Parser::parse_joins(FromItemPtr left) {
  std::uint32_t height = depth_;
  while (at_join()) {
    check_depth(++height);
    left = parse_join(std::move(left));
  }
  return left;
}

// In a JOIN b JOIN c ON x, the first join waits for a condition; if none comes, it is a cross join and binds first, as
// joins are read from left to right.
FromItemPtr Parser::parse_join(FromItemPtr left) {
  const Nesting nesting(*this);
  const std::uint32_t begin = position();
  ast::Join join{ast::JoinKind::inner, nullptr, nullptr, nullptr, {}, accept("NATURAL")};
  if (at("LEFT") || at("RIGHT")) {
    join.kind = take().keyword == Keyword("LEFT") ? ast::JoinKind::left : ast::JoinKind::right;
    accept("OUTER");
    expect("JOIN");
  } else if (!join.natural && accept("STRAIGHT_JOIN")) {
    join.kind = ast::JoinKind::inner;
  } else {
    if (!accept("INNER") && !join.natural) {
      accept("CROSS");
    }
    expect("JOIN");
  }
  FromItemPtr right = parse_table_factor();
  FromItem* const leftmost = right.get();
  if (!join.natural && at_join()) {
    right = parse_joins(std::move(right));
  }
  if (!join.natural && accept("ON")) {
    join.on = parse_expression();
  } else if (!join.natural && accept("USING")) {
    join.using_columns = parse_identifiers_in_parentheses();
  } else if (!join.natural && join.kind != ast::JoinKind::inner) {
    fail();
  } else if (!join.natural) {
    auto first = std::make_unique<FromItem>(std::move(*leftmost));
    *leftmost = std::move(*cross_join(std::move(left), std::move(first)));
    return right;
  }
  join.left = std::move(left);
  join.right = std::move(right);
  return make_item(std::move(join), begin);
}

FromItemPtr Parser::parse_table_factor() {
  const std::uint32_t begin = position();
  if (accept("LATERAL")) {
    return parse_derived(parse_subquery(), true, begin);
  }
  if (at("JSON_TABLE")) {
    return parse_json_table();
  }
  if (!at_symbol("(")) {
    return parse_table();
  }
  ParenthesisedTables content = parse_parenthesised_tables();
  return content.query != nullptr ? parse_derived(std::move(content.query), false, begin) : std::move(content.item);
}

FromItemPtr Parser::parse_table() {
  ast::TableReference table;
  const std::uint32_t begin = position();
  table.name = parse_name();
  if (at("PARTITION")) {
    unsupported("PARTITION");
  }
  table.alias = parse_table_alias();
  parse_index_hints();
  return make_item(std::move(table), begin);
}

// Like parse_parentheses: whether a query is a derived table is known only after it.
Parser::ParenthesisedTables Parser::parse_parenthesised_tables() {
  const Nesting nesting(*this);
  const std::uint32_t begin = position();
  expect_symbol("(");
  ParenthesisedTables content;
  if (!query_follows()) {
    content.item = parse_joined_tables();
  } else if (!at_symbol("(")) {
    content.query = parse_query();
  } else {
    ParenthesisedTables inner = parse_parenthesised_tables();
    if (inner.query != nullptr && (at_set_operator() || at_query_tail())) {
      content.query = parse_set_operation(std::move(inner.query), false);
      parse_query_tail(content.query);
    } else if (inner.query != nullptr && at_symbol(")")) {
      content.query = std::move(inner.query);
    } else {
      FromItemPtr item =
          inner.query != nullptr ? parse_derived(std::move(inner.query), false, begin) : std::move(inner.item);
      content.item = parse_joins(std::move(item));
      while (accept_symbol(",")) {
        content.item = cross_join(std::move(content.item), parse_table_reference());
      }
    }
  }
  expect_symbol(")");
  return content;
}

FromItemPtr Parser::parse_derived(ast::QueryPtr query, bool lateral, std::uint32_t begin) {
  ast::DerivedTable table{std::move(query), lateral, parse_table_alias(), {}};
  if (table.alias.empty()) {
    throw make_error(Condition::derived_table_alias, {});
  }
  if (at_symbol("(")) {
    table.column_aliases = parse_identifiers_in_parentheses();
  }
  return make_item(std::move(table), begin);
}

std::string Parser::parse_table_alias() {
  return accept("AS") || at_name() ? parse_identifier() : std::string();
}

// USE INDEX (a), FORCE KEY FOR JOIN (b): advice, without meaning here.
void Parser::parse_index_hints() {
  while (at("USE") || at("FORCE") || at("IGNORE")) {
    if (!at("INDEX", 1) && !at("KEY", 1)) {
      return;
    }
    const bool may_be_empty = take().keyword == Keyword("USE");
    take();
    if (accept("FOR")) {
      if (accept("ORDER") || accept("GROUP")) {
        expect("BY");
      } else {
        expect("JOIN");
      }
    }
    expect_symbol("(");
    if (!may_be_empty || !at_symbol(")")) {
      do {
        if (!accept("PRIMARY")) {
          parse_identifier();
        }
      } while (accept_symbol(","));
    }
    expect_symbol(")");
  }
}

}  // namespace emulator::mysql
