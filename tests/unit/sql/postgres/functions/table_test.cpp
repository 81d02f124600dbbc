// Rules that every row must keep, whoever adds it.
#include <doctest/doctest.h>

#include <map>
#include <tuple>

#include "sql/postgres/dialect.hpp"

namespace emulator::postgres {

TEST_CASE("postgres: rows that share a native name agree on it") {
  struct Shared {
    sql::NativeFunction function;
    bool null_on_null;
    std::vector<Type> decoded;  // parameters whose arguments are decoded
  };
  std::map<std::pair<std::string, std::int64_t>, Shared> natives;
  for (const sql::Overload& row : dialect().overloads()) {
    const auto* native = std::get_if<sql::Native>(&row.lowering);
    if (native == nullptr) {
      continue;
    }
    Shared made{native->function, row.null_on_null, {}};
    for (const Type& parameter : row.parameters) {
      const bool decodes = parameter.id == TypeId::boolean || parameter.id == TypeId::array;
      made.decoded.push_back(decodes ? parameter : type(TypeId::unknown));
    }
    const std::int64_t count = row.is_variadic ? -1 : static_cast<std::int64_t>(row.parameters.size());
    const auto [place, is_new] = natives.emplace(std::pair{std::string(native->name), count}, made);
    CAPTURE(std::string(native->name));
    if (!is_new) {
      CHECK((place->second.function == made.function));
      CHECK(place->second.null_on_null == made.null_on_null);
      CHECK(place->second.decoded == made.decoded);
    }
    const bool is_of_room = native->name.starts_with("pg_") || native->name.starts_with("pgvector_");
    CHECK(is_of_room);
    CHECK((native->function != nullptr));
  }
}

}  // namespace emulator::postgres
