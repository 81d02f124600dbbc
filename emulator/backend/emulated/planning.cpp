// From a statement's text to its plan: remembered, or parsed, bound and lowered.
#include <algorithm>
#include <utility>

#include "backend/emulated/session.hpp"
#include "bind/account_rights.hpp"
#include "bind/rights.hpp"
#include "lower/lower.hpp"
#include "sql/temporary_schema.hpp"

namespace emulator::backend::emulated {

namespace {

// Only queries are worth remembering: whatever else a statement does, it seldom does it twice.
bool is_worth_keeping(const lower::Plan& plan, std::string_view sql) {
  return std::holds_alternative<lower::QueryPlan>(plan) && sql.size() <= Database::largest_planned_text;
}

constexpr std::string_view master_user = "postgres";  // where the session's user is another role

void append_raw(std::string& key, auto number) {
  key.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

// Read by nothing but comparison, so numbers stand in it as they lie in memory.
void EmulatedSession::write_plan_key(const Request& request, std::uint64_t stamp) {
  plan_key_.clear();
  append_raw(plan_key_, stamp);
  append_raw(plan_key_, request.parameters.types.size());
  for (const Type& type : request.parameters.types) {
    append_raw(plan_key_, type.id);
    append_raw(plan_key_, type.element);
    append_raw(plan_key_, type.scale);
  }
  plan_key_ += schema_;
  plan_key_ += '\0';
  plan_key_ += context_.user;
  plan_key_ += '\0';
  plan_key_ += settings_.fingerprint();
  if (has_temporary_tables_) plan_key_ += sql::temporary_schema(context_);
  for (const auto& [name, variable] : context_.user_variables) {  // a plan reads them by the types they have
    plan_key_ += '\0' + name;
    append_raw(plan_key_, variable.type.id);
    append_raw(plan_key_, variable.type.is_unsigned);
    append_raw(plan_key_, variable.type.scale);
  }
}

// Functions that run with a plan see the session as it is now, and the plan's catalog.
void EmulatedSession::plan_against(const std::shared_ptr<const catalog::Catalog>& catalog) {
  lease_->sequences.use(catalog);
  lease_->enums.use(catalog);
  const catalog::Role* user = catalog->find_role(context_.session_user);
  if (rights_.use(catalog)) {
    context_.master_user = user == nullptr || user->is_master ? context_.session_user : std::string(master_user);
  }
  if (user != nullptr && dialect_.traits.schema_is_database) take_default_roles(*catalog);
  context_.search_path = search_path(*catalog);
  context_.schema = context_.search_path.empty() ? std::string() : context_.search_path.front();
  context_.database = dialect_.traits.schema_is_database ? schema_ : lease_->database->name();
  const auto in_use = catalog->schemas.find(schema_);
  settings_.follow_database(in_use == catalog->schemas.end() ? std::string() : in_use->second.collation);
}

// What an account's session begins with, until SET ROLE says otherwise.
void EmulatedSession::take_default_roles(const catalog::Catalog& catalog) {
  const std::string name(bind::account::roles_setting);
  if (settings_.show(name) != "default") return;
  std::string roles;
  for (const std::string& role : bind::default_roles(catalog, context_.user)) {
    roles += (roles.empty() ? "" : "\n") + role;
  }
  settings_.set({ast::VariableScope::session, name, {Value{std::move(roles)}}});
}

EmulatedSession::Planned EmulatedSession::plan_for(const Request& request, std::uint64_t stamp) {
  write_plan_key(request, stamp);
  Database& database = *lease_->database;
  if (Planned found = database.find_plan(*request.text, plan_key_)) {
    plan_against(found->catalog);
    return found;
  }
  auto made = std::make_shared<PlannedStatement>();
  made->catalog = database.catalog(*lease_->connection, stamp);
  plan_against(made->catalog);
  const ast::Statement parsed = dialect_.parse(request.sql, context_);
  const bind::Environment environment = environment_for(*made->catalog, request.parameters.types);
  made->plan = lower::lower(bind::bind(parsed, environment), environment);
  if (is_worth_keeping(made->plan, request.sql)) database.keep_plan(request.text, plan_key_, made);
  return made;
}

bind::Environment EmulatedSession::environment_for(const catalog::Catalog& catalog,
                                                   const std::vector<Type>& parameters) {
  bind::Environment environment{};
  environment.dialect = &dialect_;
  environment.catalog = &catalog;
  environment.search_path = search_path(catalog);
  environment.schema = environment.search_path.empty() ? std::string() : environment.search_path.front();
  environment.has_temporary_tables = has_temporary_tables_ && dialect_.traits.schema_is_database;
  if (has_temporary_tables_ &&
      !environment.has_temporary_tables) {  // found before all others; nothing else is made there
    environment.search_path.insert(environment.search_path.begin(), sql::temporary_schema(context_));
  }
  environment.database = dialect_.traits.schema_is_database ? std::string() : lease_->database->name();
  environment.parameters = parameters;
  environment.statement_number = statements_;
  environment.context = &context_;
  return environment;
}

// MySQL: the session's database. PostgreSQL: the schemas of search_path that exist.
std::vector<std::string> EmulatedSession::search_path(const catalog::Catalog& catalog) const {
  if (dialect_.traits.schema_is_database) return {schema_};
  std::vector<std::string> path;
  const auto rights =
      catalog.roles.empty() ? std::nullopt : std::optional<bind::Rights>(std::in_place, catalog, context_.user);
  const auto may_use = [&](const std::string& schema) {
    return !rights || (rights->on_schema(schema) & catalog::privilege::usage) != 0;
  };
  const auto add = [&](std::string schema) {
    if (may_use(schema) && catalog.schemas.contains(schema)) path.push_back(std::move(schema));
  };
  if (!settings_.is_changed("search_path")) {
    add(std::string(dialect_.traits.default_schema));
    return path;
  }
  for (const std::string& schema : settings_.list("search_path")) {
    add(schema == "$user" ? context_.user : schema);
  }
  return path;
}

}  // namespace emulator::backend::emulated
