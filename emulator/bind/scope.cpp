// Name look-up over the relations of a FROM clause.
#include "bind/scope.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace emulator::bind {

bool Scope::same_name(std::string_view one, std::string_view other) const {
  return ignore_case ? ascii_iequals(one, other) : one == other;
}

void Scope::add(VisibleRelation relation) {
  for (std::size_t column = 0; column < relation.columns.size() && !relation.only_qualified; ++column) {
    star.push_back({{relation.number, static_cast<std::int32_t>(column)}, -1});
  }
  relations.push_back(std::move(relation));
}

const VisibleRelation* Scope::find_relation(const std::vector<std::string>& qualifier) const {
  const std::string& alias = qualifier.back();
  for (const VisibleRelation& relation : relations) {
    const bool schema_fits = qualifier.size() < 2 || relation.schema == qualifier[qualifier.size() - 2];
    if (relation.alias == alias && schema_fits) {
      return &relation;
    }
  }
  return nullptr;
}

const VisibleRelation* Scope::by_number(std::int32_t number) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer) {
    for (const VisibleRelation& relation : scope->relations) {
      if (relation.number == number) {
        return &relation;
      }
    }
  }
  return nullptr;
}

bool Scope::owns(std::int32_t number) const {
  return std::any_of(relations.begin(), relations.end(),
                     [number](const VisibleRelation& relation) { return relation.number == number; });
}

Found Scope::find(const std::vector<std::string>& parts) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer) {
    Found found = scope->find_here(parts);
    if (found.kind != Found::Kind::none) {
      scope->is_used = true;
      return found;
    }
  }
  return {.kind = parts.size() == 1 ? Found::Kind::none : Found::Kind::no_relation};
}

Found Scope::find_here(const std::vector<std::string>& parts) const {
  if (parts.size() == 1) {
    return find_unqualified(parts[0]);
  }
  const VisibleRelation* relation = find_relation({parts.begin(), parts.end() - 1});
  if (relation == nullptr) {
    return {};
  }
  Found found{.relation = relation};
  for (std::size_t column = 0; column < relation->columns.size(); ++column) {
    if (same_name(relation->columns[column].label, parts.back())) {
      found.kind = found.kind == Found::Kind::none ? Found::Kind::column : Found::Kind::ambiguous;
      found.place = {relation->number, static_cast<std::int32_t>(column)};
    }
  }
  if (found.kind == Found::Kind::none) {
    found.kind = Found::Kind::no_relation;  // the relation is there, the column is not: no outer one can be meant
  }
  return found;
}

Found Scope::find_unqualified(std::string_view name) const {
  for (const MergedColumn& column : merged) {
    if (same_name(column.name, name)) {
      return {.kind = Found::Kind::merged, .merged = &column};
    }
  }
  Found found;
  for (const VisibleRelation& relation : relations) {
    if (relation.only_qualified && !relation.is_proposed) {
      continue;
    }
    for (std::size_t column = 0; column < relation.columns.size(); ++column) {
      if (same_name(relation.columns[column].label, name)) {
        found.kind = found.kind == Found::Kind::none ? Found::Kind::column : Found::Kind::ambiguous;
        found.place = {relation.number, static_cast<std::int32_t>(column)};
        found.relation = &relation;
      }
    }
  }
  return found;
}

}  // namespace emulator::bind
