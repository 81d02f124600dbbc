// Settings and variables: SET, @@name and @name; SET CONSTRAINTS.
#include "base/text.hpp"
#include "bind/statement_binder.hpp"

namespace emulator::bind {

Type variable_type(const Type& type) {
  if (is_integer(type.id) || type.id == TypeId::year || type.id == TypeId::bit || type.id == TypeId::boolean) {
    return {.id = TypeId::bigint, .is_unsigned = type.is_unsigned};
  }
  if (type.id == TypeId::real || type.id == TypeId::double_) {
    return emulator::type(TypeId::double_);
  }
  if (type.id == TypeId::decimal) {
    return type;
  }
  return {.id = is_binary(type.id) || type.id == TypeId::unknown ? TypeId::blob : TypeId::text,
          .collation = type.collation};
}

Statement StatementBinder::set(const ast::Set& set) {
  Settings bound;
  Select computed;
  std::vector<OutputColumn> columns;
  for (const ast::SetVariable& variable : set.variables) {
    Setting& setting = bound.settings.emplace_back(Setting{variable.scope, variable.name, {}});
    const bool is_user = variable.scope == ast::VariableScope::user;
    if (!is_user && variable.name.starts_with(' ')) {  // of this program alone
      fail(Condition::undefined_setting, {variable.name}, ast::no_position);
    }
    for (const ast::ExpressionPtr& value : variable.values) {
      if (const auto* word = std::get_if<ast::ColumnReference>(&value->node); word != nullptr && !is_user) {
        setting.values.emplace_back(word->parts.back());  // SET x TO on
        continue;
      }
      ExpressionPtr expression = this->expression(*value, {});
      if (const auto* constant = std::get_if<Constant>(&expression->node); constant != nullptr && !is_user) {
        setting.values.push_back(constant->value);
        continue;
      }
      if (variable.values.size() > 1 || !dialect_.traits.schema_is_database) {
        unsupported("computed values in SET", value->position);
      }
      if (is_user) {
        const Type type = variable_type(expression->type);
        expression = coerce(std::move(expression), type, sql::CastStrength::implicit);
        expression->type = type;
      }
      setting.computed = static_cast<std::int32_t>(columns.size());
      columns.push_back({setting.name, expression->type, true, {}});
      computed.outputs.push_back(std::move(expression));
    }
  }
  if (!columns.empty()) {
    bound.computed = std::make_unique<Query>();
    bound.computed->body = std::move(computed);
    bound.computed->columns = std::move(columns);
  }
  return bound;
}

// What a setting says is known when the statement is planned; plans are not kept across changes of settings.
ExpressionPtr StatementBinder::system_variable(const ast::SystemVariable& variable, std::uint32_t position) {
  try {
    return named_call("@@" + ascii_lower(variable.name), {}, position);  // those that change by themselves
  } catch (const SqlError& error) {
    if (error.condition != Condition::undefined_function) {
      throw;
    }
  }
  const sql::SystemVariables* known = environment_.context->variables;
  const auto found =
      known == nullptr ? std::nullopt : known->system_variable(variable.name, ascii_iequals(variable.scope, "global"));
  if (!found) {
    fail(Condition::undefined_setting, {variable.name}, position);
  }
  return make(Constant{found->value}, found->type, is_null(found->value), position);
}

// @a reads by the type that it has now; @a := x sets it on the way.
ExpressionPtr StatementBinder::user_variable(const ast::UserVariable& variable, std::uint32_t position,
                                             const Place& place) {
  const std::string name = ascii_lower(variable.name);
  std::vector<ExpressionPtr> operands;
  operands.push_back(make(Constant{name}, type(TypeId::text), false, position));
  if (variable.assigned == nullptr) {
    const auto found = environment_.context->user_variables.find(name);
    const Type type =
        found == environment_.context->user_variables.end() ? emulator::type(TypeId::blob) : found->second.type;
    ExpressionPtr read = named_call(" user_variable", std::move(operands), position);
    read->type = type;
    return read;
  }
  ExpressionPtr value = expression(*variable.assigned, place);
  const Type type = variable_type(value->type);
  value = coerce(std::move(value), type, sql::CastStrength::implicit);
  operands.push_back(std::move(value));
  for (const std::int64_t part : {static_cast<std::int64_t>(type.id), std::int64_t{type.is_unsigned},
                                  std::int64_t{type.length}, std::int64_t{type.scale}}) {
    operands.push_back(make(Constant{part}, emulator::type(TypeId::bigint), false, position));
  }
  ExpressionPtr set = named_call(" set_user_variable", std::move(operands), position);
  set->type = type;
  return set;
}

// PostgreSQL: all constraints of that name in the schema that is said, or in the first of the search path that has one.
Statement StatementBinder::set_constraints(const ast::SetConstraints& command) {
  ast::SetConstraints bound{{}, command.deferred};
  for (const ast::Name& name : command.names) {
    std::vector<std::string> schemas = environment_.search_path;
    if (name.parts.size() > 1) {
      schemas = {schema_of(name)};
      if (catalog_.schemas.find(schemas.front()) == catalog_.schemas.end()) {
        fail(Condition::undefined_schema, {schemas.front()});
      }
    }
    bool found = false;
    for (const std::string& schema : schemas) {
      for (const auto& [table_name, table] : catalog_.tables) {
        for (const catalog::Constraint& constraint : table->constraints) {
          if (table->schema != schema || constraint.name != name.parts.back()) {
            continue;
          }
          found = true;
          if (!constraint.deferrable && command.deferred) {
            fail(Condition::constraint_not_deferrable, {constraint.name});
          }
          bound.names.push_back({{schema, table->name, constraint.name}, name.position});
        }
      }
      if (found) {
        break;
      }
    }
    if (!found) {
      fail(Condition::undefined_object, {"constraint \"" + name.parts.back() + "\" does not exist"});
    }
  }
  return ast::SessionCommand{std::move(bound)};
}

}  // namespace emulator::bind
