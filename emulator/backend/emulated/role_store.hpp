// Roles and what they are granted, in the emulator's own tables.
#pragma once

#include <vector>

#include "catalog/catalog.hpp"
#include "sql/dialect.hpp"
#include "sqlite/connection.hpp"

namespace emulator::backend::emulated {

void put_role(sqlite::Connection& connection, const catalog::Role& role);
void delete_role(sqlite::Connection& connection, const std::string& name);
void put_grants(sqlite::Connection& connection, const std::vector<catalog::Grant>& grants);
void put_default_grants(sqlite::Connection& connection, const std::vector<catalog::DefaultGrant>& grants);
void delete_grants_on(sqlite::Connection& connection, std::int64_t object);

// What a new database grants: in PostgreSQL everybody may connect to it and use its schema public.
void put_first_grants(sqlite::Connection& connection, const sql::Dialect& dialect);

void load_roles(sqlite::Connection& connection, catalog::Catalog& catalog);

}  // namespace emulator::backend::emulated
