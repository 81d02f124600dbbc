// Definitions other than tables: views, schemas, databases, enums; and DROP and TRUNCATE.
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

// The query behind AS, without the WITH [NO] DATA that may follow it.
std::string query_text(const Node& relation, bool drop_with_data, const SourceTokens& tokens) {
  TokenRange range = tokens.from(relation.location());
  range.begin = tokens.find(range, "AS") + 1;
  const std::size_t with = tokens.find_last(range, "WITH");
  if (drop_with_data && with < range.end && tokens.is(range.end - 1, "DATA")) {
    range.end = with;
  }
  return tokens.slice(range);
}

ast::CreateView read_materialized_view(const Node& node, ReadContext& context) {
  const Node into = node.child("into");
  ast::CreateView create;
  create.name = read_name(into.child("rel"), context);
  if (into.flag("skipData")) {
    context.unsupported("WITH NO DATA", create.name.position);
  }
  create.columns = read_strings(into.list("colNames"));
  create.query = read_query(node.child("query"), context);
  create.text = query_text(into.child("rel"), true, context.tokens());
  create.materialized = true;
  create.if_not_exists = node.flag("if_not_exists");
  return create;
}

struct DropKind {
  std::string_view name;
  ast::ObjectKind kind;
};
constexpr std::array<DropKind, 8> drop_kinds = {{
    {"OBJECT_EXTENSION", ast::ObjectKind::extension},
    {"OBJECT_INDEX", ast::ObjectKind::index},
    {"OBJECT_MATVIEW", ast::ObjectKind::materialized_view},
    {"OBJECT_SCHEMA", ast::ObjectKind::schema},
    {"OBJECT_SEQUENCE", ast::ObjectKind::sequence},
    {"OBJECT_TABLE", ast::ObjectKind::table},
    {"OBJECT_TYPE", ast::ObjectKind::type},
    {"OBJECT_VIEW", ast::ObjectKind::view},
}};

ast::ObjectKind read_drop_kind(std::string_view name, ReadContext& context) {
  for (const DropKind& kind : drop_kinds) {
    if (kind.name == name) {
      return kind.kind;
    }
  }
  context.unsupported("DROP " + object_words(name), context.statement_begin());
}

// A schema is a string, a type is a type name, everything else a list of strings.
ast::Name read_dropped_name(const Node& node, ReadContext& context) {
  if (node.is("TypeName")) {
    return read_type(node, context).name;
  }
  return node.is("List") ? read_name(node.list("items"), ast::no_position)
                         : ast::Name{{std::string{node.text("sval")}}, ast::no_position};
}

void check_database_option(const Node& option, ReadContext& context) {
  const std::string_view value = option.child("arg").text("sval");
  if (option.text("defname") == "template" && value != "template0" && value != "template1") {
    context.unsupported("TEMPLATE", context.position(option));
  }
}

}  // namespace

ast::StatementNode read_create_table_as(const Node& node, ReadContext& context) {
  const Node query = node.child("query");
  const Node into = node.child("into");
  if (!query.is("SelectStmt")) {
    context.unsupported("CREATE TABLE ... AS EXECUTE", context.statement_begin());
  }
  if (node.text("objtype") == "OBJECT_MATVIEW") {
    return read_materialized_view(node, context);
  }
  ast::CreateTable create;
  create.name = read_name(into.child("rel"), context);
  create.column_names = read_strings(into.list("colNames"));
  create.if_not_exists = node.flag("if_not_exists");
  create.temporary = into.child("rel").text("relpersistence") == "t";
  create.with_data = !into.flag("skipData");
  create.as = read_query(query, context);
  return create;
}

ast::RefreshView read_refresh(const Node& node, ReadContext& context) {
  return {read_name(node.child("relation"), context), !node.flag("skipData")};
}

ast::CreateExtension read_create_extension(const Node& node, ReadContext& context) {
  ast::CreateExtension create{
      std::string{node.text("extname")}, {}, node.flag("if_not_exists"), context.statement_begin()};
  for (const Node& option : node.list("options")) {
    const std::string_view name = option.text("defname");
    if (name == "schema") {
      create.schema = option.child("arg").text("sval");
    } else if (name != "cascade") {
      context.unsupported("CREATE EXTENSION … VERSION", create.position);
    }
  }
  return create;
}

ast::Comment read_comment(const Node& node, ReadContext& context) {
  const std::string_view kind = node.text("objtype");
  ast::Comment comment{};
  if (kind != "OBJECT_TABLE" && kind != "OBJECT_COLUMN" && kind != "OBJECT_VIEW" && kind != "OBJECT_MATVIEW") {
    context.unsupported("COMMENT ON " + object_words(kind), context.statement_begin());
  }
  comment.name = read_name(node.child("object").list("items"), ast::no_position);
  comment.text = node.text("comment");
  comment.kind = kind == "OBJECT_VIEW" ? ast::ObjectKind::view : ast::ObjectKind::table;
  if (kind == "OBJECT_COLUMN") {
    comment.kind = ast::ObjectKind::column;
    if (comment.name.parts.size() < 2) {
      throw make_worded_error(Condition::syntax_error, "column name must be qualified");
    }
    comment.part = comment.name.parts.back();
    comment.name.parts.pop_back();
  }
  return comment;
}

// ALTER TABLE … OWNER TO is read with the other actions; here are schemas, types and the like, whose owner nobody asks.
ast::StatementNode read_owner_statement(const Node& node, ReadContext& context) {
  const Node owner = node.child("newowner");
  if (node.text("objectType") != "OBJECT_SCHEMA" || !owner.text("rolename").empty()) {
    context.unsupported("ALTER " + object_words(node.text("objectType")) + " ... OWNER TO", context.statement_begin());
  }
  return ast::Nothing{"ALTER SCHEMA ... OWNER TO"};
}

ast::CreateView read_create_view(const Node& node, ReadContext& context) {
  const Node relation = node.child("view");
  ast::CreateView create;
  create.name = read_name(relation, context);
  if (node.text("withCheckOption") != "NO_CHECK_OPTION") {
    context.unsupported("WITH CHECK OPTION", create.name.position);
  }
  if (const Node with = node.child("query").child("withClause"); with && with.number("location") < 0) {
    context.unsupported("CREATE RECURSIVE VIEW", context.statement_begin());
  }
  create.columns = read_strings(node.list("aliases"));
  create.query = read_query(node.child("query"), context);
  create.text = query_text(relation, false, context.tokens());
  create.or_replace = node.flag("replace");
  create.temporary = relation.text("relpersistence") == "t";
  return create;
}

ast::CreateSchema read_create_schema(const Node& node, ReadContext& context) {
  if (const std::vector<Node> elements = node.list("schemaElts"); !elements.empty()) {
    context.unsupported("CREATE SCHEMA with elements", context.statement_begin());
  }
  const bool is_named = node.has("schemaname");
  const std::string_view name = is_named ? node.text("schemaname") : node.child("authrole").text("rolename");
  if (name.empty()) {  // AUTHORIZATION CURRENT_USER
    context.unsupported("CREATE SCHEMA without a name", context.statement_begin());
  }
  ast::CreateSchema create;
  create.name = name;
  create.if_not_exists = node.flag("if_not_exists");
  if (node.has("authrole")) {
    create.owner = read_role_name(node.child("authrole"));
  }
  return create;
}

ast::CreateDatabase read_create_database(const Node& node, ReadContext& context) {
  for (const Node& option : node.list("options")) {
    check_database_option(option, context);
  }
  return {std::string{node.text("dbname")}, false};
}

ast::CreateEnum read_create_enum(const Node& node, ReadContext&) {
  return {read_name(node.list("typeName"), ast::no_position), read_strings(node.list("vals"))};
}

ast::AlterEnum read_alter_enum(const Node& node, ReadContext&) {
  ast::AlterEnum alter;
  alter.name = read_name(node.list("typeName"), ast::no_position);
  alter.value = node.text("newVal");
  alter.neighbour = node.text("newValNeighbor");
  alter.renamed_from = node.text("oldVal");
  alter.before = !alter.neighbour.empty() && !node.flag("newValIsAfter");
  alter.if_not_exists = node.flag("skipIfNewValExists");
  return alter;
}

ast::AlterEnum read_rename_type(const Node& node, ReadContext&) {
  ast::AlterEnum alter;
  alter.name = read_name(node.child("object").list("items"), ast::no_position);
  alter.new_name = node.text("newname");
  return alter;
}

ast::AlterEnum read_set_type_schema(const Node& node, ReadContext&) {
  ast::AlterEnum alter;
  alter.name = read_name(node.child("object").list("items"), ast::no_position);
  alter.new_schema = node.text("newschema");
  return alter;
}

ast::Drop read_drop(const Node& node, ReadContext& context) {
  ast::Drop drop{};
  drop.kind = read_drop_kind(node.text("removeType"), context);
  for (const Node& object : node.list("objects")) {
    drop.names.push_back(read_dropped_name(object, context));
  }
  drop.if_exists = node.flag("missing_ok");
  drop.cascade = node.text("behavior") == "DROP_CASCADE";
  return drop;
}

ast::Drop read_drop_database(const Node& node, ReadContext&) {
  ast::Drop drop{};
  drop.kind = ast::ObjectKind::database;
  drop.names.push_back({{std::string{node.text("dbname")}}, ast::no_position});
  drop.if_exists = node.flag("missing_ok");
  return drop;
}

ast::Truncate read_truncate(const Node& node, ReadContext& context) {
  ast::Truncate truncate;
  for (const Node& relation : node.list("relations")) {
    truncate.tables.push_back(read_name(relation, context));
  }
  truncate.restart_identity = node.flag("restart_seqs");
  truncate.cascade = node.text("behavior") == "DROP_CASCADE";
  return truncate;
}

}  // namespace emulator::postgres
