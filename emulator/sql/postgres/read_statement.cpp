// The statement's kind decides which family reads it; the kinds that have no reader are refused by their SQL name.
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

using Reader = ast::StatementNode (*)(const Node&, ReadContext&);

template <auto read>
ast::StatementNode read_as(const Node& node, ReadContext& context) {
  return read(node, context);
}

ast::StatementNode read_select_statement(const Node& node, ReadContext& context) {
  return read_query(node, context);
}

ast::StatementNode read_show(const Node& node, ReadContext&) {
  return ast::ShowVariable{std::string{node.text("name")}};
}

ast::StatementNode read_vacuum(const Node& node, ReadContext&) {
  return ast::Nothing{node.flag("is_vacuumcmd") ? "VACUUM" : "ANALYZE"};
}
ast::StatementNode read_lock(const Node&, ReadContext&) {
  return ast::Nothing{"LOCK TABLE"};
}
ast::StatementNode read_checkpoint(const Node&, ReadContext&) {
  return ast::Nothing{"CHECKPOINT"};
}
ast::StatementNode read_reindex(const Node&, ReadContext&) {
  return ast::Nothing{"REINDEX"};
}

ast::StatementNode read_set_constraints(const Node& node, ReadContext& context) {
  ast::SetConstraints command;
  for (const Node& name : node.list("constraints")) {
    command.names.push_back(read_name(name, context));
  }
  command.deferred = node.flag("deferred");
  return ast::SessionCommand{std::move(command)};
}

ast::StatementNode read_new_name(const Node& node, ReadContext& context) {
  if (node.text("renameType") == "OBJECT_TYPE") {
    return read_rename_type(node, context);
  }
  return read_rename(node, context);
}
ast::StatementNode read_schema_change(const Node& node, ReadContext& context) {
  if (node.text("objectType") == "OBJECT_TYPE") {
    return read_set_type_schema(node, context);
  }
  return read_set_schema(node, context);
}

constexpr std::array<std::pair<std::string_view, Reader>, 39> readers = {{
    {"SelectStmt", read_select_statement},
    {"InsertStmt", read_as<read_insert>},
    {"UpdateStmt", read_as<read_update>},
    {"DeleteStmt", read_as<read_delete>},
    {"AlterDefaultPrivilegesStmt", read_default_privileges},
    {"AlterEnumStmt", read_as<read_alter_enum>},
    {"AlterObjectSchemaStmt", read_schema_change},
    {"AlterOwnerStmt", read_owner_statement},
    {"AlterRoleStmt", read_alter_role},
    {"AlterSeqStmt", read_as<read_alter_sequence>},
    {"AlterTableStmt", read_as<read_alter_table>},
    {"CheckPointStmt", read_checkpoint},
    {"CommentStmt", read_as<read_comment>},
    {"CreateEnumStmt", read_as<read_create_enum>},
    {"CreateExtensionStmt", read_as<read_create_extension>},
    {"CreateRoleStmt", read_create_role},
    {"CreateSchemaStmt", read_as<read_create_schema>},
    {"CreateSeqStmt", read_as<read_create_sequence>},
    {"CreateStmt", read_as<read_create_table>},
    {"CreateTableAsStmt", read_create_table_as},
    {"CreatedbStmt", read_as<read_create_database>},
    {"DropRoleStmt", read_drop_role},
    {"DropStmt", read_as<read_drop>},
    {"DropdbStmt", read_as<read_drop_database>},
    {"GrantRoleStmt", read_grant_role},
    {"GrantStmt", read_grant},
    {"IndexStmt", read_as<read_create_index>},
    {"ConstraintsSetStmt", read_set_constraints},
    {"LockStmt", read_lock},
    {"MergeStmt", read_as<read_merge>},
    {"RefreshMatViewStmt", read_as<read_refresh>},
    {"ReindexStmt", read_reindex},
    {"RenameStmt", read_new_name},
    {"TransactionStmt", read_as<read_transaction>},
    {"TruncateStmt", read_as<read_truncate>},
    {"VacuumStmt", read_vacuum},
    {"VariableSetStmt", read_set},
    {"VariableShowStmt", read_show},
    {"ViewStmt", read_as<read_create_view>},
}};

struct Refused {
  std::string_view kind, name;
};
constexpr std::array<Refused, 48> refused = {{
    {"AlterDatabaseSetStmt", "ALTER DATABASE"},
    {"AlterDatabaseStmt", "ALTER DATABASE"},
    {"AlterDomainStmt", "ALTER DOMAIN"},
    {"AlterExtensionStmt", "ALTER EXTENSION"},
    {"AlterFunctionStmt", "ALTER FUNCTION"},
    {"AlterPolicyStmt", "ALTER POLICY"},
    {"AlterRoleSetStmt", "ALTER ROLE ... SET"},
    {"AlterSystemStmt", "ALTER SYSTEM"},
    {"CallStmt", "CALL"},
    {"ClosePortalStmt", "CLOSE"},
    {"ClusterStmt", "CLUSTER"},
    {"CompositeTypeStmt", "CREATE TYPE ... AS"},
    {"CopyStmt", "COPY"},
    {"CreateAmStmt", "CREATE ACCESS METHOD"},
    {"CreateCastStmt", "CREATE CAST"},
    {"CreateConversionStmt", "CREATE CONVERSION"},
    {"CreateDomainStmt", "CREATE DOMAIN"},
    {"CreateEventTrigStmt", "CREATE EVENT TRIGGER"},
    {"CreateFdwStmt", "CREATE FOREIGN DATA WRAPPER"},
    {"CreateForeignServerStmt", "CREATE SERVER"},
    {"CreateForeignTableStmt", "CREATE FOREIGN TABLE"},
    {"CreateFunctionStmt", "CREATE FUNCTION"},
    {"CreatePLangStmt", "CREATE LANGUAGE"},
    {"CreatePolicyStmt", "CREATE POLICY"},
    {"CreatePublicationStmt", "CREATE PUBLICATION"},
    {"CreateRangeStmt", "CREATE TYPE ... AS RANGE"},
    {"CreateStatsStmt", "CREATE STATISTICS"},
    {"CreateSubscriptionStmt", "CREATE SUBSCRIPTION"},
    {"CreateTableSpaceStmt", "CREATE TABLESPACE"},
    {"CreateTrigStmt", "CREATE TRIGGER"},
    {"CreateUserMappingStmt", "CREATE USER MAPPING"},
    {"DeallocateStmt", "DEALLOCATE"},
    {"DeclareCursorStmt", "DECLARE"},
    {"DefineStmt", "CREATE AGGREGATE, OPERATOR, TYPE, TEXT SEARCH or COLLATION"},
    {"DiscardStmt", "DISCARD"},
    {"DoStmt", "DO"},
    {"DropOwnedStmt", "DROP OWNED"},
    {"ExecuteStmt", "EXECUTE"},
    {"ExplainStmt", "EXPLAIN"},
    {"FetchStmt", "FETCH"},
    {"ImportForeignSchemaStmt", "IMPORT FOREIGN SCHEMA"},
    {"ListenStmt", "LISTEN"},
    {"LoadStmt", "LOAD"},
    {"NotifyStmt", "NOTIFY"},
    {"PrepareStmt", "PREPARE"},
    {"ReassignOwnedStmt", "REASSIGN OWNED"},
    {"RuleStmt", "CREATE RULE"},
    {"UnlistenStmt", "UNLISTEN"},
}};

std::string refused_name(const Node& node) {
  for (const auto& [kind, name] : refused) {
    if (node.is(kind)) {
      return std::string{name};
    }
  }
  return std::string{node.kind()};
}

}  // namespace

ast::Statement read_statement(const Node& node, std::uint32_t position, ReadContext& context) {
  for (const auto& [kind, reader] : readers) {
    if (node.is(kind)) {
      return {reader(node, context), position};
    }
  }
  context.unsupported(refused_name(node), position);
}

}  // namespace emulator::postgres
