// The two engines' tables behind column_metadata.hpp: what JDBC's drivers say of each type.
#pragma once

#include "api/column_metadata.hpp"

namespace emulator::api {

// java.sql.Types, as far as it occurs.
namespace jdbc {
inline constexpr std::int32_t bit = -7;
inline constexpr std::int32_t tinyint = -6;
inline constexpr std::int32_t bigint = -5;
inline constexpr std::int32_t longvarbinary = -4;
inline constexpr std::int32_t varbinary = -3;
inline constexpr std::int32_t binary = -2;
inline constexpr std::int32_t longvarchar = -1;
inline constexpr std::int32_t null = 0;
inline constexpr std::int32_t char_ = 1;
inline constexpr std::int32_t numeric = 2;
inline constexpr std::int32_t decimal = 3;
inline constexpr std::int32_t integer = 4;
inline constexpr std::int32_t smallint = 5;
inline constexpr std::int32_t real = 7;
inline constexpr std::int32_t double_ = 8;
inline constexpr std::int32_t varchar = 12;
inline constexpr std::int32_t date = 91;
inline constexpr std::int32_t time = 92;
inline constexpr std::int32_t timestamp = 93;
inline constexpr std::int32_t other = 1111;
inline constexpr std::int32_t struct_ = 2002;
inline constexpr std::int32_t array = 2003;
inline constexpr std::int32_t sqlxml = 2009;
}  // namespace jdbc

// Connector/J 5.1's numbers, captured from v1; v2 shares them except where its type names are known to differ.
TypeMetadata mysql_type_metadata(const Type& type, clusters::Generation generation);

// pgjdbc's numbers, captured from v2; v1 is pgjdbc itself. Type names are the backend's.
TypeMetadata postgres_type_metadata(const Type& type);

}  // namespace emulator::api
