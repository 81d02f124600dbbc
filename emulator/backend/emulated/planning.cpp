// From a statement's text to its plan: remembered, or parsed, bound and lowered.
#include <algorithm>
#include <utility>

#include "backend/emulated/session.hpp"
#include "lower/lower.hpp"

namespace emulator::backend::emulated {

namespace {

// Only queries are worth remembering: whatever else a statement does, it seldom does it twice.
bool is_worth_keeping(const lower::Plan& plan, std::string_view sql) {
  return std::holds_alternative<lower::QueryPlan>(plan) && sql.size() <= Database::largest_planned_text;
}

void append_number(std::string& key, std::int64_t number) {
  key += std::to_string(number);
  key += ' ';
}

}  // namespace

std::string EmulatedSession::plan_key(const Request& request, std::uint64_t stamp) const {
  std::string key;
  key.reserve(request.sql.size() + 64);
  key += request.sql;
  key += '\0';
  append_number(key, static_cast<std::int64_t>(stamp));
  for (const Type& type : request.parameters.types) {
    append_number(key, static_cast<std::int64_t>(type.id));
    if (type.id == TypeId::array) append_number(key, static_cast<std::int64_t>(type.element));
    if (type.scale >= 0) append_number(key, -type.scale);
  }
  key += '\0';
  key += schema_;
  key += '\0';
  key += settings_.fingerprint();
  return key;
}

// Functions that run with a plan see the session as it is now, and the plan's catalog.
void EmulatedSession::plan_against(const std::shared_ptr<const catalog::Catalog>& catalog) {
  lease_->sequences.use(catalog);
  lease_->enums.use(catalog);
  context_.schema = current_schema(*catalog);
  context_.database = dialect_.traits.schema_is_database ? schema_ : lease_->database->name();
}

EmulatedSession::Planned EmulatedSession::plan_for(const Request& request, std::uint64_t stamp) {
  const std::string key = plan_key(request, stamp);
  Database& database = *lease_->database;
  if (Planned found = database.find_plan(key)) {
    plan_against(found->catalog);
    return found;
  }
  auto made = std::make_shared<PlannedStatement>();
  made->catalog = database.catalog(*lease_->connection, stamp);
  plan_against(made->catalog);
  const ast::Statement parsed = dialect_.parse(request.sql);
  const bind::Environment environment = environment_for(*made->catalog, request.parameters.types);
  made->plan = lower::lower(bind::bind(parsed, environment), environment);
  if (is_worth_keeping(made->plan, request.sql)) database.keep_plan(key, made);
  return made;
}

bind::Environment EmulatedSession::environment_for(const catalog::Catalog& catalog,
                                                   const std::vector<Type>& parameters) {
  bind::Environment environment{};
  environment.dialect = &dialect_;
  environment.catalog = &catalog;
  environment.schema = current_schema(catalog);
  environment.database = dialect_.traits.schema_is_database ? std::string() : lease_->database->name();
  environment.parameters = parameters;
  environment.context = &context_;
  return environment;
}

// MySQL: the session's database. PostgreSQL: the first schema of search_path that exists.
std::string EmulatedSession::current_schema(const catalog::Catalog& catalog) const {
  if (dialect_.traits.schema_is_database) return schema_;
  if (!settings_.is_changed("search_path")) {
    const std::string schema{dialect_.traits.default_schema};
    return catalog.schemas.contains(schema) ? schema : std::string();
  }
  for (const std::string& schema : settings_.list("search_path")) {
    if (catalog.schemas.contains(schema)) return schema;
  }
  return {};
}

}  // namespace emulator::backend::emulated
