// Scope: which relations and columns a piece of a query can see, its own first, then those of the queries around it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bind/bound.hpp"

namespace emulator::bind {

struct VisibleRelation {
  std::int32_t number = 0;
  std::string alias;   // the name it is known by
  std::string schema;  // of a table without alias, for s.t.c; else empty
  std::vector<OutputColumn> columns;
  const catalog::Table* table = nullptr;  // of a base table
  bool only_qualified = false;            // the row that was to be inserted: seen by its name only
  bool is_proposed = false;               // such a row; MySQL's may give its columns names of their own
  bool may_be_missing = false;            // an outer join may leave it without a row
  bool is_scalar = false;                 // a function of one value: its name alone is that value
  std::string_view row_type = {};         // PostgreSQL: of its rows, if that has a name
  // Of a view that is changed: what its columns are over the table under it, whose number this has.
  std::shared_ptr<const std::vector<ExpressionPtr>> seen_through = {};
};

struct ColumnPlace {
  std::int32_t relation = 0, column = 0;
  friend bool operator==(const ColumnPlace&, const ColumnPlace&) = default;
};

// A column that USING or NATURAL made one of two.
struct MergedColumn {
  std::string name;
  std::vector<ColumnPlace> places;  // of one value; a full join's are coalesced in this order
  bool coalesced = false;
};

// A column as * lists it.
struct StarColumn {
  ColumnPlace place;
  std::int32_t merged = -1;  // index into Scope::merged, instead of `place`
};

struct Found {
  enum class Kind : std::uint8_t {
    none,
    column,
    merged,
    ambiguous,
    no_relation
  } kind = Kind::none;
  ColumnPlace place;
  const MergedColumn* merged = nullptr;
  const VisibleRelation* relation = nullptr;
};

struct Scope {
  const Scope* outer = nullptr;
  bool ignore_case = false;  // of column names
  std::vector<VisibleRelation> relations;
  std::vector<MergedColumn> merged;
  std::vector<StarColumn> star;
  mutable bool is_used = false;  // something was found here

  bool same_name(std::string_view one, std::string_view other) const;
  // `parts` is c, t.c or s.t.c. Searches this scope, then the outer ones.
  Found find(const std::vector<std::string>& parts) const;
  // The relation that `qualifier` (t or s.t) names in this scope alone; null if none.
  const VisibleRelation* find_relation(const std::vector<std::string>& qualifier) const;
  const VisibleRelation* by_number(std::int32_t number) const;  // in this scope or an outer one
  bool owns(std::int32_t relation) const;                       // in this scope alone
  void add(VisibleRelation relation);                           // and its columns to `star`

 private:
  Found find_here(const std::vector<std::string>& parts) const;
  Found find_unqualified(std::string_view name) const;
};

}  // namespace emulator::bind
