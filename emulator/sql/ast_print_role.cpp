// Roles and privileges as S-expressions: see ast_print.hpp.
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sql/ast_printer.hpp"

namespace emulator::ast {

std::string role_word(const RoleName& name) {
  switch (name.kind) {
    case RoleName::Kind::everybody:
      return "PUBLIC";
    case RoleName::Kind::current:
      return "CURRENT_USER";
    case RoleName::Kind::session_user:
      return "SESSION_USER";
    case RoleName::Kind::named:
      break;
  }
  return name.name;
}

namespace {

struct RolePrinter {
  Printer& out;

  void put(const CreateRole& node) const {
    out.open(node.is_user ? "create_user" : "create_role");
    roles(node.names);
    options(node.options);
    out.flag(node.if_not_exists, "if_not_exists");
    out.close();
  }
  void put(const AlterRole& node) const {
    out.open(node.is_user ? "alter_user" : "alter_role");
    roles(node.names);
    options(node.options);
    out.flag(node.if_exists, "if_exists");
    out.close();
  }
  void put(const DropRoles& node) const {
    out.open(node.is_user ? "drop_user" : "drop_role");
    roles(node.names);
    out.flag(node.if_exists, "if_exists");
    out.close();
  }
  void put(const Grant& node) const {
    static constexpr std::string_view kinds[] = {"table", "sequence", "schema", "database",
                                                 "type",  "function", "server"};
    out.open(node.is_grant ? "grant" : "revoke");
    for (const GrantedPrivilege& privilege : node.privileges) {
      out.open(privilege.name.empty() ? "all" : privilege.name);
      for (const std::string& column : privilege.columns) {
        out.word(column);
      }
      out.close();
    }
    out.open(kinds[static_cast<std::size_t>(node.kind)]);
    for (const Name& object : node.objects) {
      out.put(object);
    }
    out.close();
    roles(node.grantees);
    out.flag(node.all_in_schema, "all_in_schema");
    out.flag(node.with_option, "with_option");
    out.flag(node.only_option, "only_option");
    out.flag(node.cascade, "cascade");
    out.close();
  }
  void put(const GrantRole& node) const {
    out.open(node.is_grant ? "grant_role" : "revoke_role");
    for (const std::string& granted : node.roles) {
      out.word(granted);
    }
    roles(node.members);
    out.flag(node.with_admin, "with_admin");
    out.flag(node.only_option, "only_option");
    out.close();
  }
  void put(const DefaultPrivileges& node) const {
    out.open("default_privileges");
    roles(node.creators);
    for (const std::string& schema : node.schemas) {
      out.word(schema);
    }
    put(node.grant);
    out.close();
  }
  void put(const ActiveRoles& node) const {
    out.open("active_roles");
    out.flag(!node.word.empty(), node.word);
    roles(node.roles);
    roles(node.accounts);
    out.close();
  }
  void roles(const std::vector<RoleName>& names) const {
    for (const RoleName& name : names) {
      out.word(role_word(name));
    }
  }
  void options(const std::vector<RoleOption>& all) const {
    for (const RoleOption& option : all) {
      out.open(option.name);
      out.flag(!option.is_on, "off");
      out.flag(!option.value.empty(), option.value);
      out.close();
    }
  }
};

}  // namespace

void print_role_command(Printer& out, const RoleCommand& command) {
  const RolePrinter printer{out};
  std::visit([&](const auto& node) { printer.put(node); }, command);
}

}  // namespace emulator::ast
