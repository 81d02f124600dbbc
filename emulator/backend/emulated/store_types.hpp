// Names by which the catalog's tables write enumerators, so that a file stays readable when the program's order of them
// changes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "types/type.hpp"

namespace emulator::backend::emulated {

std::string_view name_of(TypeId id);
std::string_view name_of(catalog::Identity identity);
std::string_view name_of(catalog::ConstraintKind kind);
std::string_view name_of(catalog::Action action);
std::string_view name_of(catalog::GrantedOn on);

// All throw std::runtime_error for a name that no version of the program writes.
TypeId type_id_from(std::string_view name);
catalog::Identity identity_from(std::string_view name);
catalog::ConstraintKind constraint_kind_from(std::string_view name);
catalog::Action action_from(std::string_view name);
catalog::GrantedOn granted_on_from(std::string_view name);

// "varchar(64)", "bigint unsigned", "name[]": how schema/system_views declares columns. Empty: not a type.
std::optional<Type> declared_type(std::string_view text);

}  // namespace emulator::backend::emulated
