// TableText: a catalog table and its indexes as SQLite's statements make them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bind/binder.hpp"
#include "catalog/catalog.hpp"
#include "catalog/change.hpp"
#include "lower/plan.hpp"

namespace emulator::lower {

class TableText {
 public:
  TableText(const catalog::Table& table, const bind::Environment& environment)
      : table_(table), environment_(environment) {}

  // Two tables with the same text are stored in the same way.
  std::string create() const;
  std::string create(const catalog::Index& index) const;
  // As a conflict target, with its condition.
  std::string conflict_target(const catalog::Index& index) const;
  // A check as a condition over the stored columns.
  std::string condition(const catalog::Constraint& check) const;

 private:
  std::string parts_of(const catalog::Index& index) const;
  std::string expression(const std::string& text, const Type* type = nullptr) const;
  std::string column(std::int32_t ordinal) const;
  std::string names_of(const catalog::Table& table, const std::vector<std::int32_t>& ids) const;
  std::string constraint(const catalog::Constraint& constraint) const;
  std::string foreign_key(const catalog::Constraint& constraint) const;
  std::string index_part(const catalog::IndexPart& part, const catalog::Index& index) const;

  const catalog::Table& table_;
  const bind::Environment& environment_;
};

// Whether SQLite has such an index too. It has none that finds neighbours: those are found by looking at every row,
// which only ever finds more of them.
bool is_stored(const catalog::Index& index);

// The steps that bring a stored table from `before` to what `put` says, and what to look at afterwards.
void change_table(const catalog::Table& before, const catalog::PutTable& put, const bind::Environment& environment,
                  DdlPlan& plan);

}  // namespace emulator::lower
