// Short ways to write a row.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "sql/overload.hpp"

namespace emulator::postgres {

inline std::vector<Type> types_of(std::initializer_list<TypeId> ids) {
  std::vector<Type> types;
  for (const TypeId id : ids) {
    types.push_back(type(id));
  }
  return types;
}

constexpr Type array_of(TypeId element) {
  return Type{.id = TypeId::array, .element = element};
}

inline sql::Overload native_row(std::string_view name, std::vector<Type> parameters, Type result,
                                std::string_view native, sql::NativeFunction function) {
  return {
      .name = name, .parameters = std::move(parameters), .result = result, .lowering = sql::Native{native, function}};
}
inline sql::Overload native_row(std::string_view name, std::initializer_list<TypeId> parameters, TypeId result,
                                std::string_view native, sql::NativeFunction function) {
  return native_row(name, types_of(parameters), type(result), native, function);
}

inline sql::Overload template_row(std::string_view name, std::initializer_list<TypeId> parameters, TypeId result,
                                  std::string_view text) {
  return {.name = name, .parameters = types_of(parameters), .result = type(result), .lowering = sql::Template{text}};
}

inline sql::Overload as_operator(sql::Overload row) {
  row.kind = sql::OverloadKind::operator_;
  return row;
}
inline sql::Overload seeing_nulls(sql::Overload row) {
  row.null_on_null = false;
  return row;
}
inline sql::Overload with_volatility(sql::Overload row, sql::Volatility volatility) {
  row.volatility = volatility;
  return row;
}
inline sql::Overload with_names(sql::Overload row, std::vector<sql::NamedParameter> names) {
  row.names = std::move(names);
  return row;
}
inline sql::Overload variadic(sql::Overload row) {
  row.is_variadic = true;
  return row;
}
inline sql::Overload taking_any_as_text(sql::Overload row) {
  row.takes_any_as_text = true;
  return row;
}

template <class State>
std::unique_ptr<sql::AggregateState> make_aggregate() {
  return std::make_unique<State>();
}
inline sql::Overload aggregate_row(std::string_view name, std::vector<Type> parameters, Type result,
                                   std::string_view native, sql::AggregateMaker make) {
  return {.name = name,
          .kind = sql::OverloadKind::aggregate,
          .parameters = std::move(parameters),
          .result = result,
          .lowering = sql::NativeAggregate{native, make}};
}

}  // namespace emulator::postgres
