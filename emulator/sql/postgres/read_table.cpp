// CREATE TABLE and CREATE INDEX.
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

void refuse_other_tables(const Node& node, std::uint32_t position, ReadContext& context) {
  if (node.has("partbound")) {
    context.unsupported("PARTITION OF", position);
  }
  if (node.has("inhRelations")) {
    context.unsupported("INHERITS", context.position(node.list("inhRelations").front()));
  }
  if (node.has("partspec")) {
    context.unsupported("PARTITION BY", context.position(node.child("partspec")));
  }
  if (node.has("ofTypename")) {
    context.unsupported("CREATE TABLE ... OF", position);
  }
  const std::string_view on_commit = node.text("oncommit");
  const bool says_when = !on_commit.empty() && on_commit != "ONCOMMIT_NOOP";
  if (says_when && node.child("relation").text("relpersistence") != "t") {
    throw make_worded_error(Condition::invalid_table_definition, "ON COMMIT can only be used on temporary tables");
  }
}

ast::SortOrder read_order(std::string_view order) {
  return order == "SORTBY_ASC"    ? ast::SortOrder::ascending
         : order == "SORTBY_DESC" ? ast::SortOrder::descending
                                  : ast::SortOrder::unspecified;
}

ast::NullsOrder read_nulls(std::string_view nulls) {
  return nulls == "SORTBY_NULLS_FIRST"  ? ast::NullsOrder::first
         : nulls == "SORTBY_NULLS_LAST" ? ast::NullsOrder::last
                                        : ast::NullsOrder::unspecified;
}

// The expression of an index part, which is either parenthesized or a call; what follows is not part of it.
std::string part_text(const SourceTokens& tokens, TokenRange part) {
  std::size_t end = part.begin;
  if (tokens.is(end, "(")) {
    return tokens.slice(tokens.inside(end));
  }
  for (++end; tokens.is(end, "."); end += 2) {
  }
  if (end < part.end && tokens.is(end, "(")) {
    end = tokens.inside(end).end + 1;
  }
  return tokens.slice({part.begin, end});
}

ast::IndexPart read_part(const Node& node, TokenRange tokens, std::uint32_t position, ReadContext& context) {
  if (node.has("opclassopts")) {
    context.unsupported("an operator class with parameters", position);
  }
  ast::IndexPart part;
  part.column = node.text("name");
  if (const Node expression = node.child("expr")) {
    part.expression = read_expression(expression, context);
    part.text = part_text(context.tokens(), tokens);
  }
  part.order = read_order(node.text("ordering"));
  part.nulls = read_nulls(node.text("nulls_ordering"));
  if (node.has("collation")) {
    part.collation = read_strings(node.list("collation")).back();
  }
  if (node.has("opclass")) {
    part.operator_class = read_strings(node.list("opclass")).back();
  }
  return part;
}

}  // namespace

namespace {

// INCLUDING …, as bits (parsenodes.h, CREATE_TABLE_LIKE_*).
ast::TableLike read_like(const Node& clause, std::size_t columns_before, ReadContext& context) {
  const std::int64_t options = clause.number("options");
  const auto has = [options](int bit) { return (options >> bit & 1) != 0; };
  ast::TableLike like;
  like.table = read_name(clause.child("relation"), context);
  like.columns_before = columns_before;
  like.comments = has(0);
  like.constraints = has(2);
  like.defaults = has(3);
  like.generated = has(4);
  like.identity = has(5);
  like.indexes = has(6);
  return like;
}

}  // namespace

ast::CreateTable read_create_table(const Node& node, ReadContext& context) {
  const Node relation = node.child("relation");
  ast::CreateTable create;
  create.name = read_name(relation, context);
  refuse_other_tables(node, create.name.position, context);
  create.if_not_exists = node.flag("if_not_exists");
  create.temporary = relation.text("relpersistence") == "t";
  for (const Node& element : node.list("tableElts")) {
    if (element.is("ColumnDef")) {
      create.columns.push_back(read_column(element, create.name.parts.back(), create.constraints, context));
    } else if (element.is("Constraint")) {
      create.constraints.push_back(read_table_constraint(element, context));
    } else {
      create.likes.push_back(read_like(element, create.columns.size(), context));
    }
  }
  return create;
}

namespace {

// As PostgreSQL keeps it: as it was written, and true where nothing was.
std::string option_value(const Node& value) {
  if (value.is("Integer")) {
    return std::to_string(value.number("ival"));
  }
  if (value.is("Float")) {
    return std::string(value.text("fval"));
  }
  if (value.is("TypeName")) {
    return read_strings(value.list("names")).back();
  }
  return value.is("String") ? std::string(value.text("sval")) : "true";
}

}  // namespace

ast::CreateIndex read_create_index(const Node& node, ReadContext& context) {
  ast::CreateIndex create;
  create.name = node.text("idxname");
  create.table = read_name(node.child("relation"), context);
  create.unique = node.flag("unique");
  create.if_not_exists = node.flag("if_not_exists");
  create.concurrently = node.flag("concurrent");
  create.method = node.text("accessMethod");
  if (node.flag("nulls_not_distinct")) {
    context.unsupported("NULLS NOT DISTINCT of an index", create.table.position);
  }
  const SourceTokens& tokens = context.tokens();
  const TokenRange behind = tokens.from(node.child("relation").location());
  const TokenRange list = tokens.inside(tokens.find(behind, "("));
  const std::vector<TokenRange> part_tokens = tokens.split(list);
  const std::vector<Node> parts = node.list("indexParams");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    create.parts.push_back(read_part(parts[i], part_tokens.at(i), create.table.position, context));
  }
  for (const Node& option : node.list("options")) {
    create.options.push_back({std::string(option.text("defname")), option_value(option.child("arg"))});
  }
  for (const Node& included : node.list("indexIncludingParams")) {
    create.include.emplace_back(included.text("name"));
  }
  if (const Node where = node.child("whereClause")) {
    create.where = read_expression(where, context);
    create.where_text = tokens.slice({tokens.find({list.end + 1, tokens.size()}, "WHERE") + 1, tokens.size()});
  }
  return create;
}

}  // namespace emulator::postgres
