// The access methods hnsw and ivfflat, and the operator classes of pgvector.
#pragma once

#include "sql/dialect.hpp"

namespace emulator::postgres::pgvector {

bool is_access_method(std::string_view method);

// Whether an operator class of this name takes the type under the access method, which may be btree. Throws if there is
// no such class, or it takes another type. Empty name: the default one. The result is what the index shows: nothing, if
// it is the default one.
std::string check_operator_class(std::string_view method, const sql::IndexKey& key);

// Whether a type of pgvector, or bit, can be indexed so by hnsw or ivfflat; the result is the options as they are
// shown.
std::string check_options(const sql::IndexRequest& request);
void check_build(const sql::IndexRequest& request);

}  // namespace emulator::postgres::pgvector
