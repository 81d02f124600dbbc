// has_table_privilege and its kin, pg_has_role (manual, table 9.70), and how access lists print.
#include <array>
#include <string>

#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/object_search.hpp"
#include "sql/postgres/functions/rows.hpp"
#include "types/type.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;
using About = sql::RightsQuestion::About;

constexpr std::int64_t any_column = -1;

std::string text_of(const Value& value) {
  return std::get<std::string>(value);
}

// user, relation, column, privileges
Value relation_right(std::span<const Value> arguments, CallContext& context) {
  sql::RightsQuestion question{.about = About::relation, .user = text_of(arguments[0])};
  question.object = std::get<std::int64_t>(arguments[1]);
  const std::int64_t column = std::get<std::int64_t>(arguments[2]);
  question.about = column == any_column ? About::any_column : column == 0 ? About::relation : About::column;
  question.column = static_cast<std::int32_t>(column);
  question.privileges = text_of(arguments[3]);
  return context.rights->allows(question);
}

// user, name, privileges
template <About about>
Value named_right(std::span<const Value> arguments, CallContext& context) {
  return context.rights->allows({.about = about,
                                 .user = text_of(arguments[0]),
                                 .name = text_of(arguments[1]),
                                 .privileges = text_of(arguments[2])});
}

// "arwdDxt", each with a star behind it where it may be granted on. By the bits of catalog/role.hpp, in PostgreSQL's
// order.
Value access_letters(std::span<const Value> arguments, CallContext&) {
  static constexpr std::array<std::pair<std::int64_t, char>, 12> letters = {{{2, 'a'},
                                                                             {1, 'r'},
                                                                             {4, 'w'},
                                                                             {8, 'd'},
                                                                             {16, 'D'},
                                                                             {32, 'x'},
                                                                             {64, 't'},
                                                                             {2048, 'X'},
                                                                             {128, 'U'},
                                                                             {256, 'C'},
                                                                             {1024, 'T'},
                                                                             {512, 'c'}}};
  const std::int64_t privileges = std::get<std::int64_t>(arguments[0]);
  const std::int64_t grantable = std::get<std::int64_t>(arguments[1]);
  std::string text;
  for (const auto& [bit, letter] : letters) {
    if ((privileges & bit) != 0) {
      text += letter;
      text += (grantable & bit) != 0 ? "*" : "";
    }
  }
  return text;
}

constexpr std::string_view schema_by_oid = "(SELECT n.name FROM emulator_namespace n WHERE n.oid = @)";
constexpr std::string_view schema_by_name =
    "(SELECT coalesce((SELECT n.name FROM emulator_namespace n WHERE n.name = given), pg_missing_schema(given))"
    " FROM (SELECT @ AS given))";
constexpr std::string_view database_by_oid = "(SELECT d.datname FROM \"pg_catalog.pg_database\" d WHERE d.oid = @)";
constexpr std::string_view role_by_oid = "(SELECT r.rolname FROM \"pg_catalog.pg_roles\" r WHERE r.oid = @)";
constexpr std::string_view role_by_name =
    "(SELECT coalesce((SELECT r.rolname FROM \"pg_catalog.pg_roles\" r WHERE r.rolname = given), "
    "pg_missing_role(given))"
    " FROM (SELECT @ AS given))";
constexpr std::string_view column_by_name =
    "(SELECT coalesce((SELECT a.num FROM emulator_attribute a WHERE a.relation = of AND a.name = named),"
    " pg_missing_column(named, (SELECT r.name FROM emulator_relation r WHERE r.oid = of))) FROM (SELECT @ AS of, # AS "
    "named))";

std::string relation_named(std::string_view argument) {
  return "(SELECT coalesce(" + std::string(relation_search) + ", pg_missing_relation(given))" + given_as(argument);
}

std::string with(std::string_view text, char mark, std::string_view argument) {
  std::string made;
  for (const char c : text) {
    if (c == mark) {
      made += argument;
    } else {
      made += c;
    }
  }
  return made;
}

// With and without the user in front: the arguments that follow are counted from there.
class PrivilegeRows {
 public:
  explicit PrivilegeRows(Overloads& rows) : rows_(rows) {}

  void relation(std::string_view name, std::string_view column) {
    for (const bool has_user : {false, true}) {
      const std::string tail = ", " + std::string(column) + ", " + argument(has_user, 1) + ")";
      const std::string head = "pg_relation_right(" + user(has_user) + ", ";
      add(name, has_user, {text, text}, head + relation_named(argument(has_user, 0)) + tail);
      add(name, has_user, {oid, text}, head + argument(has_user, 0) + tail);
    }
  }

  void column() {
    for (const bool has_user : {false, true}) {
      const std::string of = argument(has_user, 0), named = argument(has_user, 1), wanted = argument(has_user, 2);
      const std::string found = relation_named(of);
      const std::string head = "pg_relation_right(" + user(has_user) + ", ";
      const auto by_name = [&](const std::string& table) { return with(with(column_by_name, '@', table), '#', named); };
      const std::string_view name = "has_column_privilege";
      add(name, has_user, {oid, smallint, text}, head + of + ", " + named + ", " + wanted + ")");
      add(name, has_user, {oid, text, text}, head + of + ", " + by_name(of) + ", " + wanted + ")");
      add(name, has_user, {text, smallint, text}, head + found + ", " + named + ", " + wanted + ")");
      add(name, has_user, {text, text, text}, head + found + ", " + by_name(found) + ", " + wanted + ")");
    }
  }

  void named(std::string_view name, std::string_view native, std::string_view by_name, std::string_view by_oid) {
    for (const bool has_user : {false, true}) {
      const std::string head = std::string(native) + "(" + user(has_user) + ", ";
      const std::string tail = ", " + argument(has_user, 1) + ")";
      add(name, has_user, {text, text}, head + with(by_name, '@', argument(has_user, 0)) + tail);
      add(name, has_user, {oid, text}, head + with(by_oid, '@', argument(has_user, 0)) + tail);
    }
  }

 private:
  static std::string argument(bool has_user, int index) {
    return "{" + std::to_string(index + (has_user ? 1 : 0)) + "}";
  }
  static std::string user(bool has_user) { return has_user ? "{0}" : "''"; }

  void add(std::string_view function, bool has_user, std::initializer_list<TypeId> parameters, const std::string& sql) {
    sql::Overload row = template_row(function, parameters, boolean, intern(sql));
    if (has_user) {
      row.parameters.insert(row.parameters.begin(), type(name));
    }
    row.volatility = sql::Volatility::stable;
    rows_.push_back(std::move(row));
  }

  Overloads& rows_;
};

}  // namespace

void add_privilege_functions(Overloads& rows) {
  const auto stable = [&](sql::Overload row) {
    rows.push_back(with_volatility(std::move(row), sql::Volatility::stable));
  };
  stable(native_row(" relation right", {text, oid, integer, text}, boolean, "pg_relation_right", relation_right));
  stable(native_row(" schema right", {text, text, text}, boolean, "pg_schema_right", named_right<About::schema>));
  stable(native_row(" database right", {text, text, text}, boolean, "pg_database_right", named_right<About::database>));
  stable(native_row(" role right", {text, text, text}, boolean, "pg_role_right", named_right<About::role>));
  stable(native_row(" access letters", {bigint, bigint}, text, "pg_access_letters", access_letters));
  PrivilegeRows made(rows);
  made.relation("has_table_privilege", "0");
  made.relation("has_sequence_privilege", "0");
  made.relation("has_any_column_privilege", "-1");
  made.column();
  made.named("has_schema_privilege", "pg_schema_right", schema_by_name, schema_by_oid);
  made.named("has_database_privilege", "pg_database_right", "@", database_by_oid);
  made.named("pg_has_role", "pg_role_right", role_by_name, role_by_oid);
}

}  // namespace emulator::postgres
