// Lookups. Tables have few columns and databases few tables, so ids are searched one after the other.
#include "catalog/catalog.hpp"

#include <algorithm>

namespace emulator::catalog {

namespace {

template <class Object>
const Object* find_in(const Objects<Object>& objects, const std::string& schema, const std::string& name) {
  const auto found = objects.find(QualifiedName{schema, name});
  return found == objects.end() ? nullptr : found->second.get();
}

template <class Object>
const Object* find_id(const Objects<Object>& objects, std::int64_t id) {
  const auto found =
      std::find_if(objects.begin(), objects.end(), [id](const auto& entry) { return entry.second->id == id; });
  return found == objects.end() ? nullptr : found->second.get();
}

}  // namespace

const Column* Table::find(std::int32_t column_id) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [=](const Column& column) { return column.id == column_id; });
  return found == columns.end() ? nullptr : &*found;
}

const Constraint* Table::primary_key() const {
  const auto found = std::find_if(constraints.begin(), constraints.end(), [](const Constraint& constraint) {
    return constraint.kind == ConstraintKind::primary_key;
  });
  return found == constraints.end() ? nullptr : &*found;
}

const Table* Catalog::find_table(const std::string& schema, const std::string& name) const {
  return find_in(tables, schema, name);
}
const View* Catalog::find_view(const std::string& schema, const std::string& name) const {
  return find_in(views, schema, name);
}
const Sequence* Catalog::find_sequence(const std::string& schema, const std::string& name) const {
  return find_in(sequences, schema, name);
}
const EnumType* Catalog::find_enum(const std::string& schema, const std::string& name) const {
  return find_in(enums, schema, name);
}
const Table* Catalog::table_by_id(std::int64_t id) const {
  return find_id(tables, id);
}
const Sequence* Catalog::sequence_by_id(std::int64_t id) const {
  return find_id(sequences, id);
}

const Role* Catalog::find_role(std::string_view name) const {
  const auto found = roles.find(name);
  return found == roles.end() ? nullptr : &found->second;
}

}  // namespace emulator::catalog
