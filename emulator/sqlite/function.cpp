// Every trampoline catches whatever the callable throws, keeps it in the connection's failure slot and tells SQLite
// only that there was an error.
#include "sqlite/function.hpp"

#include <sqlite3.h>

#include <array>
#include <deque>
#include <utility>
#include <vector>

#include "sqlite/result.hpp"

namespace emulator::sqlite {

namespace {

// The arguments of nearly all calls fit the array; no allocation then.
class Arguments {
 public:
  Arguments(int count, sqlite3_value** values) : count_(static_cast<std::size_t>(count)) {
    if (count_ > few_.size()) many_.resize(count_);
    Value* const target = count_ > few_.size() ? many_.data() : few_.data();
    for (std::size_t i = 0; i < count_; ++i) target[i] = read(values[i]);
  }
  std::span<const Value> span() const { return {count_ > few_.size() ? many_.data() : few_.data(), count_}; }

 private:
  static Value read(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
      case SQLITE_INTEGER:
        return static_cast<std::int64_t>(sqlite3_value_int64(value));
      case SQLITE_FLOAT:
        return sqlite3_value_double(value);
      case SQLITE_TEXT: {
        const auto* data = reinterpret_cast<const char*>(sqlite3_value_text(value));
        return std::string{data, static_cast<std::size_t>(sqlite3_value_bytes(value))};
      }
      case SQLITE_BLOB: {
        const auto* data = static_cast<const char*>(sqlite3_value_blob(value));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
        return Bytes{data == nullptr ? std::string{} : std::string{data, size}};
      }
      default:
        return Null{};
    }
  }

  std::size_t count_;
  std::array<Value, 4> few_;
  std::vector<Value> many_;
};

bool any_null(int count, sqlite3_value** values) {
  for (int i = 0; i < count; ++i) {
    if (sqlite3_value_type(values[i]) == SQLITE_NULL) return true;
  }
  return false;
}

// Runs `body`; what it throws is kept for Statement::step.
template <class Body>
void guarded(Connection& connection, sqlite3_context* context, const Body& body) noexcept {
  try {
    body();
  } catch (...) {
    connection.keep_failure(std::current_exception());
    sqlite3_result_error(context, "callback failed", -1);
  }
}

int flags_of(const FunctionTraits& traits) {
  return SQLITE_UTF8 | SQLITE_INNOCUOUS | (traits.deterministic ? SQLITE_DETERMINISTIC : 0);
}

struct Scalar {
  Connection& connection;
  ScalarFunction function;
  bool null_on_null;
};

void call_scalar(sqlite3_context* context, int count, sqlite3_value** values) {
  const auto& scalar = *static_cast<const Scalar*>(sqlite3_user_data(context));
  if (scalar.null_on_null && any_null(count, values)) return;  // the result is NULL unless said otherwise
  guarded(scalar.connection, context, [&] {
    const Arguments arguments{count, values};
    set_result(context, scalar.function(arguments.span()));
  });
}

struct Aggregate {
  Connection& connection;
  AccumulatorMaker maker;
  bool null_on_null;
};

// What SQLite's zeroed memory for a group holds: a pointer to one of these, made at the first row.
struct Group {
  std::unique_ptr<Accumulator> accumulator;  // plain aggregates
  std::deque<std::vector<Value>> rows;       // window aggregates
};

Group* group_of(sqlite3_context* context, bool create) {
  auto** slot = static_cast<Group**>(sqlite3_aggregate_context(context, create ? sizeof(Group*) : 0));
  if (slot == nullptr) return nullptr;
  if (*slot == nullptr && create) *slot = new Group;
  return *slot;
}

void step_plain(sqlite3_context* context, int count, sqlite3_value** values) {
  const auto& aggregate = *static_cast<const Aggregate*>(sqlite3_user_data(context));
  guarded(aggregate.connection, context, [&] {
    Group* const group = group_of(context, true);
    if (group == nullptr) throw std::bad_alloc();
    if (!group->accumulator) group->accumulator = aggregate.maker();
    if (aggregate.null_on_null && any_null(count, values)) return;
    const Arguments arguments{count, values};
    group->accumulator->step(arguments.span());
  });
}

void finish_plain(sqlite3_context* context) {
  const auto& aggregate = *static_cast<const Aggregate*>(sqlite3_user_data(context));
  const std::unique_ptr<Group> group{group_of(context, false)};
  guarded(aggregate.connection, context, [&] {
    if (group && group->accumulator) return set_result(context, group->accumulator->finish());
    set_result(context, aggregate.maker()->finish());  // no rows at all
  });
}

void step_window(sqlite3_context* context, int count, sqlite3_value** values) {
  const auto& aggregate = *static_cast<const Aggregate*>(sqlite3_user_data(context));
  guarded(aggregate.connection, context, [&] {
    Group* const group = group_of(context, true);
    if (group == nullptr) throw std::bad_alloc();
    const Arguments arguments{count, values};
    group->rows.emplace_back(arguments.span().begin(), arguments.span().end());
  });
}

// Rows leave a frame in the order in which they came.
void inverse_window(sqlite3_context* context, int, sqlite3_value**) {
  Group* const group = group_of(context, false);
  if (group != nullptr && !group->rows.empty()) group->rows.pop_front();
}

void value_of(sqlite3_context* context, const Aggregate& aggregate, const Group* group) {
  const auto accumulator = aggregate.maker();
  if (group != nullptr) {
    for (const auto& row : group->rows) {
      bool skipped = false;
      for (const Value& value : row) skipped = skipped || (aggregate.null_on_null && is_null(value));
      if (!skipped) accumulator->step(row);
    }
  }
  set_result(context, accumulator->finish());
}

void value_window(sqlite3_context* context) {
  const auto& aggregate = *static_cast<const Aggregate*>(sqlite3_user_data(context));
  guarded(aggregate.connection, context, [&] { value_of(context, aggregate, group_of(context, false)); });
}

void finish_window(sqlite3_context* context) {
  const auto& aggregate = *static_cast<const Aggregate*>(sqlite3_user_data(context));
  const std::unique_ptr<Group> group{group_of(context, false)};
  guarded(aggregate.connection, context, [&] { value_of(context, aggregate, group.get()); });
}

struct Collation {
  Connection& connection;
  Comparison comparison;
};

int compare(void* data, int left_size, const void* left, int right_size, const void* right) {
  const auto& collation = *static_cast<const Collation*>(data);
  try {
    return collation.comparison({static_cast<const char*>(left), static_cast<std::size_t>(left_size)},
                                {static_cast<const char*>(right), static_cast<std::size_t>(right_size)});
  } catch (...) {
    collation.connection.keep_failure(std::current_exception());
    return 0;
  }
}

struct Finder {
  Connection& connection;
  CollationFinder find;
};

// The finder lives as client data of a function that nobody calls, since the hook itself has no destructor.
constexpr const char* finder_owner = "emulator_collation_finder";

void find_collation(void* data, sqlite3*, int, const char* name) {
  const auto& finder = *static_cast<const Finder*>(data);
  try {
    if (Comparison comparison = finder.find(name)) define_collation(finder.connection, name, std::move(comparison));
  } catch (...) {
    finder.connection.keep_failure(std::current_exception());
  }
}

template <class Data>
void destroy(void* data) {
  delete static_cast<Data*>(data);
}

void refuse(sqlite3_context* context, int, sqlite3_value**) {
  sqlite3_result_error(context, "not a function", -1);
}

void check(Connection& connection, int code, const std::string& name) {
  if (code != SQLITE_OK) connection.fail(code, name);
}

}  // namespace

void define_function(Connection& connection, const std::string& name, const FunctionTraits& traits,
                     ScalarFunction function) {
  auto* const scalar = new Scalar{connection, std::move(function), traits.null_on_null};
  check(connection,
        sqlite3_create_function_v2(connection.handle(), name.c_str(), traits.arguments, flags_of(traits), scalar,
                                   &call_scalar, nullptr, nullptr, &destroy<Scalar>),
        name);
}

void define_aggregate(Connection& connection, const std::string& name, const FunctionTraits& traits,
                      AccumulatorMaker maker) {
  auto* const aggregate = new Aggregate{connection, std::move(maker), traits.null_on_null};
  check(connection,
        sqlite3_create_function_v2(connection.handle(), name.c_str(), traits.arguments, flags_of(traits), aggregate,
                                   nullptr, &step_plain, &finish_plain, &destroy<Aggregate>),
        name);
}

void define_window_aggregate(Connection& connection, const std::string& name, const FunctionTraits& traits,
                             AccumulatorMaker maker) {
  auto* const aggregate = new Aggregate{connection, std::move(maker), traits.null_on_null};
  check(
      connection,
      sqlite3_create_window_function(connection.handle(), name.c_str(), traits.arguments, flags_of(traits), aggregate,
                                     &step_window, &finish_window, &value_window, &inverse_window, &destroy<Aggregate>),
      name);
}

void define_collation(Connection& connection, const std::string& name, Comparison comparison) {
  auto collation = std::make_unique<Collation>(Collation{connection, std::move(comparison)});
  // Unlike with functions, a failed call does not run the destructor (sqlite.org/c3ref/create_collation.html).
  check(connection,
        sqlite3_create_collation_v2(connection.handle(), name.c_str(), SQLITE_UTF8, collation.get(), &compare,
                                    &destroy<Collation>),
        name);
  static_cast<void>(collation.release());
}

void find_missing_collations(Connection& connection, CollationFinder finder) {
  auto* const owned = new Finder{connection, std::move(finder)};
  check(connection,
        sqlite3_create_function_v2(connection.handle(), finder_owner, 0, SQLITE_UTF8 | SQLITE_DIRECTONLY, owned,
                                   &refuse, nullptr, nullptr, &destroy<Finder>),
        finder_owner);
  check(connection, sqlite3_collation_needed(connection.handle(), owned, &find_collation), finder_owner);
}

}  // namespace emulator::sqlite
