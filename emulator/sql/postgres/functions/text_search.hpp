// Text search (manual 9.13, 12): what its files add to the overload tables, and how they read their arguments. The
// types and what is done with them are in sql/postgres/text_search.
#pragma once

#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/text_search/configuration.hpp"
#include "sql/postgres/text_search/query_parser.hpp"
#include "sql/postgres/text_search/vector.hpp"

namespace emulator::postgres {

inline constexpr Type regconfig{.id = TypeId::oid, .name = "regconfig"};
inline constexpr Type regdictionary{.id = TypeId::oid, .name = "regdictionary"};

void add_text_search(Overloads& rows);  // with all of these
void add_text_search_documents(Overloads& rows);
void add_text_search_parts(Overloads& rows);
void add_text_search_ranks(Overloads& rows);
void add_text_search_headlines(Overloads& rows);

inline text_search::TextVector vector_at(Arguments arguments, std::size_t index) {
  return text_search::parse_vector(text_at(arguments, index));
}
inline text_search::Query query_at(Arguments arguments, std::size_t index) {
  return text_search::parse_query(text_at(arguments, index));
}

// Throws where there is none of this number.
const text_search::Configuration& configuration_at(Arguments arguments, std::size_t index);
// What default_text_search_config names.
const text_search::Configuration& current_configuration(const sql::CallContext& context);

// regconfig and regdictionary, from and to their names.
std::optional<sql::CastPath> text_search_cast(const Type& from, const Type& to, sql::CastStrength strength);

}  // namespace emulator::postgres
