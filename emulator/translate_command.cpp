// Parse, bind and lower as the embedded engine does, with a catalog that lives for one run.
#include "translate_command.hpp"

#include <ostream>
#include <string_view>
#include <utility>
#include <variant>

#include "base/error.hpp"
#include "base/overloaded.hpp"
#include "base/text.hpp"
#include "bind/binder.hpp"
#include "catalog/catalog.hpp"
#include "catalog/change.hpp"
#include "cluster_maker.hpp"
#include "lower/lower.hpp"
#include "lower/plan.hpp"
#include "sql/call_context.hpp"
#include "sql/dialect.hpp"
#include "sql/placeholders.hpp"
#include "sql_script.hpp"

namespace emulator {

namespace {

// MySQL has no database of its own accord; this one stands for the session's.
constexpr std::string_view mysql_database = "local";
constexpr std::string_view postgres_database = "postgres";

class Translator {
 public:
  Translator(backend::Engine engine, std::ostream& output)
      : dialect_(dialect_of(engine)), mysql_(dialect_.traits.schema_is_database), output_(output) {
    schema_ = mysql_ ? mysql_database : dialect_.traits.default_schema;
    catalog_.schemas[schema_] = {schema_, {}};
    context_.database = mysql_ ? mysql_database : postgres_database;
    context_.schema = schema_;
  }

  // Throws SqlError with a position in characters, and ApiError.
  void translate(std::string_view statement) {
    const auto& rules = mysql_ ? sql::mysql_placeholders : sql::postgres_placeholders;
    const sql::Rewritten text = sql::rewrite_placeholders(statement, rules);
    const bind::Environment environment{&dialect_,
                                        &catalog_,
                                        schema_,
                                        {schema_},
                                        std::string(mysql_ ? std::string_view{} : postgres_database),
                                        {text.names.size(), dialect_.parameter_type(Value{std::string{}})},
                                        1,
                                        &context_};
    try {
      const ast::Statement parsed = dialect_.parse(text.sql());
      show(lower::lower(bind::bind(parsed, environment), environment), text);
    } catch (SqlError& error) {
      if (error.position) error.position = character_position(text.sql(), *error.position);
      throw;
    }
  }

 private:
  void show(const lower::Plan& plan, const sql::Rewritten& text) {
    std::visit(overloaded{
                   [&](const lower::QueryPlan& query) { show_query(query, text); },
                   [&](const lower::DdlPlan& definition) { show_definition(definition); },
                   [&](const lower::DatabasePlan&) { output_ << "-- a database of its own is made or dropped\n"; },
                   [&](const lower::TransactionPlan&) { output_ << "-- the session's transaction changes\n"; },
                   [&](const lower::SettingPlan&) { output_ << "-- the session's settings change\n"; },
                   [&](const lower::ShowPlan& show) { output_ << "-- the setting " << show.name << " is read\n"; },
                   [&](const lower::UsePlan& use) { output_ << "-- the database is now " << use.database << '\n'; },
                   [&](const lower::SessionPlan&) { output_ << "-- the session looks at itself\n"; },
                   [&](const lower::NothingPlan&) { output_ << "-- nothing is to be done\n"; },
               },
               plan);
  }

  void show_query(const lower::QueryPlan& query, const sql::Rewritten& text) {
    output_ << query.sql << '\n';
    for (const lower::RowStep& step : query.steps) output_ << "-- for each row: " << step.sql << '\n';
    for (std::size_t i = 0; i < query.slots.size(); ++i) {
      const lower::ParameterSlot& slot = query.slots[i];
      output_ << "-- ?" << i + 1 << " is :" << text.names.at(static_cast<std::size_t>(slot.parameter)) << ", "
              << dialect_.spelled(slot.type) << '\n';
    }
    for (const ResultColumn& column : query.columns) {
      output_ << "-- column " << column.label << ", " << dialect_.spelled(column.type) << '\n';
    }
  }

  void show_definition(const lower::DdlPlan& definition) {
    for (const lower::Step& step : definition.steps) {
      output_ << step.sql << (step.refusal ? "  -- refused if this finds a row\n" : "\n");
    }
    catalog_ = catalog::apply(std::move(catalog_), definition.changes);
  }

  const sql::Dialect& dialect_;
  const bool mysql_;
  std::ostream& output_;
  std::string schema_;
  catalog::Catalog catalog_;
  sql::CallContext context_;
};

}  // namespace

int translate_command(const std::string& sql, backend::Engine engine, std::ostream& output, std::ostream& errors) {
  Translator translator(engine, output);
  try {
    for (const ScriptStatement& statement : split_script(sql, engine)) translator.translate(statement.text);
    return 0;
  } catch (const SqlError& error) {
    errors << error.message << " (SQLSTATE " << error.sqlstate;
    if (error.position) errors << ", position " << *error.position;
    errors << ")\n";
  } catch (const ApiError& error) {
    errors << error.message << '\n';
  }
  return 1;
}

}  // namespace emulator
