// Each table is written once and read in both directions.
#include "backend/emulated/store_types.hpp"

#include <array>
#include <charconv>
#include <map>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"

namespace emulator::backend::emulated {

namespace {

template <class Enum, std::size_t size>
using Names = std::array<std::pair<Enum, std::string_view>, size>;

constexpr Names<catalog::Identity, 5> identities{{{catalog::Identity::none, "none"},
                                                  {catalog::Identity::auto_increment, "auto_increment"},
                                                  {catalog::Identity::serial, "serial"},
                                                  {catalog::Identity::by_default, "by_default"},
                                                  {catalog::Identity::always, "always"}}};

constexpr Names<catalog::ConstraintKind, 4> constraint_kinds{{{catalog::ConstraintKind::primary_key, "primary_key"},
                                                              {catalog::ConstraintKind::unique, "unique"},
                                                              {catalog::ConstraintKind::check, "check"},
                                                              {catalog::ConstraintKind::foreign_key, "foreign_key"}}};

constexpr Names<catalog::Action, 5> actions{{{catalog::Action::no_action, "NO ACTION"},
                                             {catalog::Action::restrict, "RESTRICT"},
                                             {catalog::Action::cascade, "CASCADE"},
                                             {catalog::Action::set_null, "SET NULL"},
                                             {catalog::Action::set_default, "SET DEFAULT"}}};

constexpr Names<catalog::GrantedOn, 6> granted_on{{{catalog::GrantedOn::server, "server"},
                                                   {catalog::GrantedOn::database, "database"},
                                                   {catalog::GrantedOn::schema, "schema"},
                                                   {catalog::GrantedOn::table, "table"},
                                                   {catalog::GrantedOn::sequence, "sequence"},
                                                   {catalog::GrantedOn::type, "type"}}};

template <class Enum, std::size_t size>
std::string_view name_in(const Names<Enum, size>& names, Enum value) {
  for (const auto& [known, name] : names) {
    if (known == value) return name;
  }
  return {};
}

template <class Enum, std::size_t size>
Enum value_in(const Names<Enum, size>& names, std::string_view name) {
  for (const auto& [value, known] : names) {
    if (known == name) return value;
  }
  throw std::runtime_error("the catalog has an unknown word: " + std::string(name));
}

// PostgreSQL's types that only the system catalogs have: their values are those of another type.
struct NamedType {
  std::string_view name;
  TypeId id;
  TypeId element = TypeId::unknown;
};
constexpr std::array named_types = {
    NamedType{"pg_node_tree", TypeId::text},
    NamedType{"regproc", TypeId::text},
    NamedType{"regtype", TypeId::text},
    NamedType{"inet", TypeId::text},
    NamedType{"anyarray", TypeId::text},
    NamedType{"int2vector", TypeId::array, TypeId::smallint},
    NamedType{"oidvector", TypeId::array, TypeId::oid},
    NamedType{"_aclitem", TypeId::array, TypeId::text},
    NamedType{"pg_ndistinct", TypeId::text},
    NamedType{"pg_dependencies", TypeId::text},
    NamedType{"pg_mcv_list", TypeId::text},
    NamedType{"_pg_statistic", TypeId::array, TypeId::text},
};

const std::map<std::string, TypeId, std::less<>>& type_ids() {
  static const auto ids = [] {
    std::map<std::string, TypeId, std::less<>> made;
    for (int id = 0; id < static_cast<int>(type_count); ++id) {
      made.emplace(to_string(type(static_cast<TypeId>(id))), static_cast<TypeId>(id));
    }
    return made;
  }();
  return ids;
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (text.size() < suffix.size() || text.substr(text.size() - suffix.size()) != suffix) return false;
  text = ascii_trim(text.substr(0, text.size() - suffix.size()));
  return true;
}

}  // namespace

std::string_view name_of(TypeId id) {
  for (const auto& [name, known] : type_ids()) {
    if (known == id) return name;
  }
  return {};
}
std::string_view name_of(catalog::Identity identity) {
  return name_in(identities, identity);
}
std::string_view name_of(catalog::ConstraintKind kind) {
  return name_in(constraint_kinds, kind);
}
std::string_view name_of(catalog::Action action) {
  return name_in(actions, action);
}
std::string_view name_of(catalog::GrantedOn on) {
  return name_in(granted_on, on);
}

TypeId type_id_from(std::string_view name) {
  const auto found = type_ids().find(name);
  if (found == type_ids().end()) throw std::runtime_error("the catalog has an unknown type: " + std::string(name));
  return found->second;
}
catalog::Identity identity_from(std::string_view name) {
  return value_in(identities, name);
}
catalog::ConstraintKind constraint_kind_from(std::string_view name) {
  return value_in(constraint_kinds, name);
}
catalog::Action action_from(std::string_view name) {
  return value_in(actions, name);
}
catalog::GrantedOn granted_on_from(std::string_view name) {
  return value_in(granted_on, name);
}

std::optional<Type> declared_type(std::string_view text) {
  text = ascii_trim(text);
  for (const NamedType& named : named_types) {
    if (named.name == text) return Type{.id = named.id, .element = named.element, .name = named.name};
  }
  Type declared;
  const bool is_array = take_suffix(text, "[]");
  declared.is_unsigned = take_suffix(text, " unsigned");
  if (const std::size_t open = text.find('('); open != std::string_view::npos && text.back() == ')') {
    const std::string_view digits = text.substr(open + 1, text.size() - open - 2);
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), declared.length);
    if (parsed.ec != std::errc{}) return std::nullopt;
    text = text.substr(0, open);
  }
  const auto found = type_ids().find(text);
  if (found == type_ids().end()) return std::nullopt;
  declared.id = is_array ? TypeId::array : found->second;
  if (is_array) declared.element = found->second;
  return declared;
}

}  // namespace emulator::backend::emulated
