// A table that changes. Where its text in SQLite stays the same only indexes are made and dropped; else the stored
// table steps aside under another name, a new one is filled from it, and it goes. Foreign keys of other tables mean the
// name, so they mean the new table at once; they are not watched meanwhile (backend/emulated/run_definition.cpp), nor
// are checks, which are looked at afterwards as far as they are new or the values are.
#include <algorithm>

#include "base/text.hpp"
#include "lower/lowering.hpp"
#include "lower/table_text.hpp"
#include "sql/temporary_schema.hpp"

namespace emulator::lower {

namespace {

constexpr std::string_view stepped_aside = "emulator_rebuilt";

bool is_same_value(const catalog::Table& before, const catalog::PutTable& put, std::int32_t column) {
  const catalog::Column* old = before.find(column);
  return old != nullptr && old->type == put.table.find(column)->type && !put.conversions.contains(column);
}

const catalog::Constraint* same_constraint(const catalog::Table& table, const catalog::Constraint& constraint) {
  const auto found = std::find_if(table.constraints.begin(), table.constraints.end(), [&](const auto& other) {
    return other.kind == constraint.kind && other.columns == constraint.columns &&
           other.check_text == constraint.check_text && other.referenced_table == constraint.referenced_table &&
           other.referenced_columns == constraint.referenced_columns && other.validated && other.enforced;
  });
  return found == table.constraints.end() ? nullptr : &*found;
}

// SQLite's name for the row number that no column has taken; empty: all are.
std::string_view free_row_number_name(const catalog::Table& table) {
  for (const std::string_view name : {"rowid", "_rowid_", "oid"}) {
    const bool is_taken = std::any_of(table.columns.begin(), table.columns.end(),
                                      [name](const auto& column) { return ascii_iequals(column.storage_name, name); });
    if (!is_taken) {
      return name;
    }
  }
  return {};
}

class Rebuild {
 public:
  Rebuild(const catalog::Table& before, const catalog::PutTable& put, const bind::Environment& environment,
          DdlPlan& plan)
      : before_(before), put_(put), after_(put.table), environment_(environment), plan_(plan) {}

  void run() {
    const std::string copy = copy_step();  // may first refuse what the copy cannot see
    step("ALTER TABLE " + quoted(before_.storage_name) + " RENAME TO " + quoted(stepped_aside));
    const TableText text(after_, environment_);
    step(text.create());
    step(copy);
    plan_.steps.back().is_reported = true;
    step("DROP TABLE " + quoted(stepped_aside));
    for (const catalog::Index& index : after_.indexes) {
      if (is_stored(index)) step(text.create(index));
    }
  }

 private:
  void step(std::string sql) { plan_.steps.push_back({std::move(sql)}); }

  std::string copy_step() {
    std::string columns, values;
    for (std::size_t ordinal = 0; ordinal < after_.columns.size(); ++ordinal) {
      const catalog::Column& column = after_.columns[ordinal];
      if (column.generated_text) {
        continue;
      }
      columns += (columns.empty() ? "" : ", ") + quoted(column.storage_name);
      values += (values.empty() ? "" : ", ") + value(static_cast<std::int32_t>(ordinal));
    }
    const std::string_view row_number = free_row_number_name(before_);
    const std::string order = row_number.empty() ? "" : " ORDER BY " + std::string(row_number);
    return "INSERT INTO " + quoted(after_.storage_name) + " (" + columns + ") SELECT " + values + " FROM " +
           quoted(stepped_aside) + order;
  }

  // SQLite's row number takes NULL to mean "the next one"; here no row may have one.
  std::string value(std::int32_t ordinal) {
    const catalog::Column& column = after_.columns[static_cast<std::size_t>(ordinal)];
    const auto conversion = put_.conversions.find(column.id);
    const bind::ExpressionPtr bound = bind::bind_stored_value(
        before_, after_, ordinal, conversion == put_.conversions.end() ? nullptr : &conversion->second, environment_);
    std::string text = Lowering(environment_).table_expression(*bound, before_);
    if (bound->nullable && is_row_number(after_, ordinal)) {
      plan_.steps.push_back({"SELECT 1 FROM " + quoted(before_.storage_name) + " WHERE (" + text + ") IS NULL",
                             Condition::column_contains_nulls,
                             {column.name, after_.name}});
    }
    return text;
  }

  const catalog::Table& before_;
  const catalog::PutTable& put_;
  const catalog::Table& after_;
  const bind::Environment& environment_;
  DdlPlan& plan_;
};

// What has changed between the stored table and the new one, when only indexes may have.
void index_steps(const catalog::Table& before, const catalog::Table& after, const bind::Environment& environment,
                 DdlPlan& plan) {
  const auto has = [](const catalog::Table& table, const std::string& storage_name) {
    return std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const catalog::Index& index) { return index.storage_name == storage_name; });
  };
  for (const catalog::Index& index : before.indexes) {
    if (is_stored(index) && !has(after, index.storage_name)) {
      plan.steps.push_back({"DROP INDEX " + quoted(index.storage_name)});
    }
  }
  for (const catalog::Index& index : after.indexes) {
    if (is_stored(index) && !has(before, index.storage_name)) {
      plan.steps.push_back({TableText(after, environment).create(index)});
    }
  }
}

void look_at_checks(const catalog::Table& before, const catalog::PutTable& put, const bind::Environment& environment,
                    DdlPlan& plan) {
  const catalog::Table& after = put.table;
  const bool has_same_values = std::all_of(after.columns.begin(), after.columns.end(),
                                           [&](const auto& column) { return is_same_value(before, put, column.id); });
  for (const catalog::Constraint& check : after.constraints) {
    const bool counts = check.kind == catalog::ConstraintKind::check && check.enforced && check.validated;
    if (counts && (!has_same_values || same_constraint(before, check) == nullptr)) {
      plan.steps.push_back({"SELECT 1 FROM " + quoted(after.storage_name) + " WHERE NOT (" +
                                TableText(after, environment).condition(check) + ")",
                            Condition::check_violated_by_rows,
                            {check.name, after.name}});
    }
  }
}

void look_at_foreign_keys(const catalog::Table& before, const catalog::PutTable& put,
                          const bind::Environment& environment, DdlPlan& plan) {
  const auto have_changed = [&](const std::vector<std::int32_t>& columns) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](std::int32_t column) { return !is_same_value(before, put, column); });
  };
  const auto add = [&](std::int64_t child) {
    if (std::find(plan.children.begin(), plan.children.end(), child) == plan.children.end()) {
      plan.children.push_back(child);
    }
  };
  for (const catalog::Constraint& key : put.table.constraints) {
    if (key.kind == catalog::ConstraintKind::foreign_key && key.validated &&
        (same_constraint(before, key) == nullptr || have_changed(key.columns))) {
      add(put.table.id);
    }
  }
  for (const auto& [name, child] : environment.catalog->tables) {
    for (const catalog::Constraint& key : child->constraints) {
      const bool refers = key.kind == catalog::ConstraintKind::foreign_key && key.referenced_table == put.table.id;
      if (refers && have_changed(key.referenced_columns)) {
        add(child->id);
      }
    }
  }
}

}  // namespace

void change_table(const catalog::Table& before, const catalog::PutTable& put, const bind::Environment& environment,
                  DdlPlan& plan) {
  const bool is_stored_alike = TableText(before, environment).create() == TableText(put.table, environment).create();
  const bool has_same_values =
      std::all_of(put.table.columns.begin(), put.table.columns.end(),
                  [&](const catalog::Column& column) { return is_same_value(before, put, column.id); });
  // MySQL copies a temporary table whatever changes, and reports the rows.
  const bool is_copied = put.table.schema.starts_with(sql::temporary_schema_prefix);
  if (is_stored_alike && has_same_values && !is_copied) {
    index_steps(before, put.table, environment, plan);
  } else {
    Rebuild(before, put, environment, plan).run();
  }
  look_at_checks(before, put, environment, plan);
  look_at_foreign_keys(before, put, environment, plan);
}

}  // namespace emulator::lower
