// How PostgreSQL converts between types: casts in three strengths, the choice of an overload (manual 10.2, 10.3) and
// the common type of CASE, UNION and the like (10.5).
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "sql/dialect.hpp"

namespace emulator::postgres {

std::optional<sql::CastPath> find_cast(const Type& from, const Type& to, sql::CastStrength strength);
bool coerces_implicitly(const Type& from, const Type& to);

sql::Resolution resolve_operator(std::string_view symbol, std::span<const sql::Operand> operands,
                                 const sql::HasExtension& has_extension);
sql::Resolution resolve_function(const ast::Name& name, std::span<const sql::Operand> operands,
                                 const sql::HasExtension& has_extension);
// Throws datatype_mismatch "CASE types integer and text cannot be matched".
Type common_type(std::span<const sql::Operand> operands, std::string_view construct);

}  // namespace emulator::postgres
