// Puts replace by id, since a rename changes the key under which an object lies.
#include "catalog/change.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/overloaded.hpp"

namespace emulator::catalog {

namespace {

template <class Object>
void drop(Objects<Object>& objects, std::int64_t id) {
  std::erase_if(objects, [id](const auto& entry) { return entry.second->id == id; });
}

// With what was granted on it.
template <class Object>
void drop_whole(Catalog& catalog, Objects<Object>& objects, std::int64_t id) {
  drop(objects, id);
  std::erase_if(catalog.grants, [id](const Grant& grant) { return grant.object == id; });
}

template <class Object>
void put(Catalog& catalog, Objects<Object>& objects, const Object& object) {
  drop(objects, object.id);
  catalog.next_id = std::max(catalog.next_id, object.id + 1);
  objects[QualifiedName{object.schema, object.name}] = std::make_shared<const Object>(object);
}

}  // namespace

Catalog apply(Catalog catalog, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    std::visit(overloaded{
                   [&](const PutSchema& made) { catalog.schemas[made.schema.name] = made.schema; },
                   [&](const DropSchema& made) { catalog.schemas.erase(made.name); },
                   [&](const PutTable& made) { put(catalog, catalog.tables, made.table); },
                   [&](const DropTable& made) { drop_whole(catalog, catalog.tables, made.id); },
                   [&](const PutView& made) { put(catalog, catalog.views, made.view); },
                   [&](const DropView& made) { drop_whole(catalog, catalog.views, made.id); },
                   [&](const PutSequence& made) { put(catalog, catalog.sequences, made.sequence); },
                   [&](const DropSequence& made) { drop_whole(catalog, catalog.sequences, made.id); },
                   [&](const PutExtension& made) { catalog.extensions[made.extension.name] = made.extension; },
                   [&](const DropExtension& made) { catalog.extensions.erase(made.name); },
                   [&](const PutEnum& made) { put(catalog, catalog.enums, made.type); },
                   [&](const PutRole& made) {
                     catalog.next_id = std::max(catalog.next_id, made.role.id + 1);
                     catalog.roles[made.role.name] = made.role;
                   },
                   [&](const DropRole& made) { catalog.roles.erase(made.name); },
                   [&](const PutGrants& made) { catalog.grants = made.grants; },
                   [&](const PutDefaultGrants& made) { catalog.default_grants = made.grants; },
                   [&](const DropEnum& made) { drop_whole(catalog, catalog.enums, made.id); },
               },
               change);
  }
  return catalog;
}

}  // namespace emulator::catalog
