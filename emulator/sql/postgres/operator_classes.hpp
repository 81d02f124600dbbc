// The operator classes of the access methods that are built in (manual 11.10; pg_opclass), those of pg_trgm among them.
#pragma once

#include <string>
#include <string_view>

#include "sql/dialect.hpp"

namespace emulator::postgres {

// How the index shows the key's class: empty if it is the default one. Throws undefined_object (a type without a
// default class, a class that is not there), datatype_mismatch.
std::string built_in_operator_class(std::string_view method, const sql::IndexKey& key,
                                    const sql::HasExtension& has_extension);

// Whether values of the type have an order, by which arrays of them compare too.
bool is_ordered(TypeId type);
// Whether they have an = by which they can be told apart, of btree or of hash.
bool has_equality(TypeId type);

}  // namespace emulator::postgres
