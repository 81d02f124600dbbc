// Change: what a definition adds to, alters in or takes from a catalog. Objects are put whole: a Put of a known id
// replaces it. What must happen to the stored rows follows from the old and the new Table (lower/lower_table).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "catalog/catalog.hpp"

namespace emulator::catalog {

struct PutSchema {
  Schema schema;
};
struct DropSchema {
  std::string name;
};
struct PutTable {
  Table table;
  // Column id -> expression (in the dialect) that gives the stored rows' new value; without one, the old value is cast.
  std::map<std::int32_t, std::string> conversions;
};
struct DropTable {
  std::int64_t id;
};
struct PutView {
  View view;
};
struct DropView {
  std::int64_t id;
};
struct PutSequence {
  Sequence sequence;
  bool restart = false;                                   // and begin again, at `start`
  std::optional<std::int64_t> restart_at = std::nullopt;  // or here
};
struct DropSequence {
  std::int64_t id;
};
struct PutExtension {
  Extension extension;
};
struct DropExtension {
  std::string name;
};
struct PutEnum {
  EnumType type;
};
struct DropEnum {
  std::int64_t id;
};

struct PutRole {
  Role role;
};
struct DropRole {
  std::string name;
};
// All that are granted, in place of those before.
struct PutGrants {
  std::vector<Grant> grants;
};
struct PutDefaultGrants {
  std::vector<DefaultGrant> grants;
};

using Change =
    std::variant<PutSchema, DropSchema, PutTable, DropTable, PutView, DropView, PutSequence, DropSequence, PutExtension,
                 DropExtension, PutEnum, DropEnum, PutRole, DropRole, PutGrants, PutDefaultGrants>;

// The catalog after the changes; the stamp is the caller's business.
Catalog apply(Catalog catalog, const std::vector<Change>& changes);

}  // namespace emulator::catalog
