// Roles and privileges.
#include <algorithm>
#include <array>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

struct KindName {
  std::string_view name;
  ast::GrantKind kind;
};
constexpr std::array grant_kinds = {
    KindName{"OBJECT_TABLE", ast::GrantKind::table},      KindName{"OBJECT_SEQUENCE", ast::GrantKind::sequence},
    KindName{"OBJECT_SCHEMA", ast::GrantKind::schema},    KindName{"OBJECT_DATABASE", ast::GrantKind::database},
    KindName{"OBJECT_TYPE", ast::GrantKind::type},        KindName{"OBJECT_FUNCTION", ast::GrantKind::function},
    KindName{"OBJECT_ROUTINE", ast::GrantKind::function}, KindName{"OBJECT_PROCEDURE", ast::GrantKind::function},
};

std::vector<ast::RoleName> read_roles(const std::vector<Node>& nodes) {
  std::vector<ast::RoleName> roles;
  for (const Node& node : nodes) {
    roles.push_back(read_role_name(node));
  }
  return roles;
}

std::string text_of(const Node& value, std::uint32_t location, ReadContext& context) {
  if (value.is("Integer")) {
    return context.number_text(value.number("ival"), location);
  }
  if (value.is("Boolean")) {
    return value.flag("boolval") ? "on" : "";
  }
  return std::string{value.text("sval")};
}

std::vector<ast::RoleOption> read_options(const std::vector<Node>& nodes, ReadContext& context) {
  std::vector<ast::RoleOption> options;
  for (const Node& node : nodes) {
    const std::string name{node.text("defname")};
    const bool is_repeated = std::any_of(options.begin(), options.end(), [&](const ast::RoleOption& known) {
      return known.name == name && name != "addroleto" && name != "rolemembers" && name != "adminmembers";
    });
    if (is_repeated) {
      SqlError error = make_worded_error(Condition::syntax_error, "conflicting or redundant options");
      error.position = context.position(node);
      throw error;
    }
    const std::vector<Node> roles = node.child("arg").list("items");
    if (name == "sysid") {
      continue;  // is ignored, with a notice
    }
    if (!roles.empty()) {
      for (const Node& role : roles) {
        options.push_back({name, read_role_name(role).name, true});
      }
      continue;
    }
    const Node value = node.child("arg");
    const std::string text = value ? text_of(value, node.location(), context) : std::string();
    const bool is_off = !value || (value.is("Boolean") && text.empty());
    options.push_back({name, text, !is_off});
  }
  return options;
}

ast::Grant read_privileges(const Node& node, ReadContext& context) {
  ast::Grant grant;
  grant.is_grant = node.flag("is_grant");
  grant.with_option = grant.is_grant && node.flag("grant_option");
  grant.only_option = !grant.is_grant && node.flag("grant_option");
  grant.cascade = node.text("behavior") == "DROP_CASCADE";
  grant.all_in_schema = node.text("targtype") == "ACL_TARGET_ALL_IN_SCHEMA";
  grant.position = context.statement_begin();
  bool is_known = false;
  for (const auto& [name, kind] : grant_kinds) {
    if (node.text("objtype") == name) {
      grant.kind = kind;
      is_known = true;
    }
  }
  if (!is_known) {
    context.unsupported("GRANT on this kind of object", context.statement_begin());
  }
  for (const Node& privilege : node.list("privileges")) {
    grant.privileges.push_back({std::string{privilege.text("priv_name")}, read_strings(privilege.list("cols"))});
  }
  grant.grantees = read_roles(node.list("grantees"));
  return grant;
}

}  // namespace

ast::RoleName read_role_name(const Node& node) {
  const std::string_view kind = node.text("roletype");
  if (kind == "ROLESPEC_PUBLIC") {
    return {ast::RoleName::Kind::everybody, {}};
  }
  if (kind == "ROLESPEC_CURRENT_USER" || kind == "ROLESPEC_CURRENT_ROLE") {
    return {ast::RoleName::Kind::current, {}};
  }
  if (kind == "ROLESPEC_SESSION_USER") {
    return {ast::RoleName::Kind::session_user, {}};
  }
  return {ast::RoleName::Kind::named, std::string{node.text("rolename")}};
}

ast::StatementNode read_create_role(const Node& node, ReadContext& context) {
  ast::CreateRole create;
  create.names.push_back({ast::RoleName::Kind::named, std::string{node.text("role")}});
  create.options = read_options(node.list("options"), context);
  create.is_user = node.text("stmt_type") == "ROLESTMT_USER";
  return ast::RoleCommand{std::move(create)};
}

// ALTER GROUP … ADD and DROP USER come as ALTER ROLE with a list of members.
ast::StatementNode read_alter_role(const Node& node, ReadContext& context) {
  std::vector<ast::RoleOption> options = read_options(node.list("options"), context);
  const ast::RoleName role = read_role_name(node.child("role"));
  const bool is_group = !options.empty() && options.front().name == "rolemembers";
  if (is_group) {
    ast::GrantRole grant;
    grant.is_grant = node.number("action") > 0;
    grant.roles.push_back(role.name);
    for (const ast::RoleOption& option : options) {
      grant.members.push_back({ast::RoleName::Kind::named, option.value});
    }
    return ast::RoleCommand{std::move(grant)};
  }
  ast::AlterRole alter;
  alter.names.push_back(role);
  alter.options = std::move(options);
  return ast::RoleCommand{std::move(alter)};
}

ast::StatementNode read_drop_role(const Node& node, ReadContext&) {
  ast::DropRoles drop;
  drop.names = read_roles(node.list("roles"));
  drop.if_exists = node.flag("missing_ok");
  return ast::RoleCommand{std::move(drop)};
}

ast::StatementNode read_grant(const Node& node, ReadContext& context) {
  ast::Grant grant = read_privileges(node, context);
  for (const Node& object : node.list("objects")) {
    const bool is_relation = object.is("RangeVar");
    const bool is_list = object.is("List");
    grant.objects.push_back(is_relation ? read_name(object, context)
                            : is_list   ? ast::Name{read_strings(object.list("items")), ast::no_position}
                                        : ast::Name{{std::string{object.text("sval")}}, ast::no_position});
  }
  return ast::RoleCommand{std::move(grant)};
}

ast::StatementNode read_grant_role(const Node& node, ReadContext&) {
  ast::GrantRole grant;
  grant.is_grant = node.flag("is_grant");
  const bool with_admin = node.flag("admin_opt");
  grant.with_admin = grant.is_grant && with_admin;
  grant.only_option = !grant.is_grant && with_admin;
  for (const Node& role : node.list("granted_roles")) {
    grant.roles.emplace_back(role.text("priv_name"));
  }
  grant.members = read_roles(node.list("grantee_roles"));
  return ast::RoleCommand{std::move(grant)};
}

ast::StatementNode read_default_privileges(const Node& node, ReadContext& context) {
  ast::DefaultPrivileges defaults;
  for (const Node& option : node.list("options")) {
    const std::vector<Node> items = option.child("arg").list("items");
    if (option.text("defname") == "schemas") {
      defaults.schemas = read_strings(items);
    } else {
      defaults.creators = read_roles(items);
    }
  }
  defaults.grant = read_privileges(node.child("action"), context);
  return ast::RoleCommand{std::move(defaults)};
}

}  // namespace emulator::postgres
