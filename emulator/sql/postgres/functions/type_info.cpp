// Functions that tell of types, of the labels of enums (manual 9.10), of settings (9.27.1) and of the session (9.26.1).
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using sql::CallContext;
using enum TypeId;

// --- Enums ------------------------------------------------------------------------------------------------------

// The labels of the enum that the last argument names; of which there is one at least.
const std::vector<std::string>& labels_of(Arguments arguments, CallContext& context) {
  if (context.enums == nullptr) {
    throw make_error(Condition::feature_not_supported, {"a function of enums here"});
  }
  const std::vector<std::string>& labels = context.enums->labels(text_at(arguments, arguments.size() - 1));
  if (labels.empty()) {
    throw make_error(Condition::feature_not_supported, {"a function of an enum without labels"});
  }
  return labels;
}

Value enum_first(Arguments arguments, CallContext& context) {
  return labels_of(arguments, context).front();
}
Value enum_last(Arguments arguments, CallContext& context) {
  return labels_of(arguments, context).back();
}

// Between two labels; NULL is the first and the last one.
Value enum_range(Arguments arguments, CallContext& context) {
  const std::vector<std::string>& labels = labels_of(arguments, context);
  const bool is_whole = arguments.size() < 3;
  auto range = std::make_shared<Array>();
  bool inside = is_whole || is_null(arguments[0]);
  for (const std::string& label : labels) {
    inside = inside || (!is_whole && !is_null(arguments[0]) && text_at(arguments, 0) == label);
    if (inside) {
      range->elements.emplace_back(label);
    }
    if (!is_whole && !is_null(arguments[1]) && text_at(arguments, 1) == label) {
      break;
    }
  }
  return std::shared_ptr<const Array>(std::move(range));
}

// --- Settings ---------------------------------------------------------------------------------------------------

sql::SettingSource& settings_of(CallContext& context) {
  if (context.settings == nullptr) {
    throw make_error(Condition::feature_not_supported, {"a function of settings here"});
  }
  return *context.settings;
}

Value current_setting(Arguments arguments, CallContext& context) {
  const bool may_miss = arguments.size() > 1 && std::get<bool>(arguments[1]);
  try {
    return settings_of(context).show(text_at(arguments, 0));
  } catch (const SqlError& error) {
    if (may_miss && error.condition == Condition::undefined_setting) {
      return Null{};
    }
    throw;
  }
}

Value set_config(Arguments arguments, CallContext& context) {
  if (is_null(arguments[0])) {
    bad_argument("22004", "SET requires parameter name");
  }
  const bool is_local = !is_null(arguments[2]) && std::get<bool>(arguments[2]);
  const std::string value = is_null(arguments[1]) ? "" : text_at(arguments, 1);
  settings_of(context).set(text_at(arguments, 0), value, is_local);
  return value;
}

// --- The session ------------------------------------------------------------------------------------------------

Value current_schemas(Arguments arguments, CallContext& context) {
  auto schemas = std::make_shared<Array>();
  const auto& path = context.search_path;
  if (std::get<bool>(arguments[0]) && std::find(path.begin(), path.end(), "pg_catalog") == path.end()) {
    schemas->elements.emplace_back(std::string("pg_catalog"));
  }
  schemas->elements.insert(schemas->elements.end(), path.begin(), path.end());
  return std::shared_ptr<const Array>(std::move(schemas));
}

// A transaction's number: its time of beginning, which no two of one session share, makes one that grows.
Value transaction_number(Arguments, CallContext& context) {
  const auto since = context.transaction_time.time_since_epoch();
  const std::int64_t microseconds = std::chrono::duration_cast<std::chrono::microseconds>(since).count();
  return microseconds / 16 % (std::int64_t{1} << 40);
}

Value transaction_id(Arguments arguments, CallContext& context) {
  return std::to_string(std::get<std::int64_t>(transaction_number(arguments, context)));
}

// In the greatest unit in which it is not a small number.
Value size_pretty(Arguments arguments, CallContext&) {
  struct Unit {
    std::string_view name;
    std::int64_t limit;
    int bits;
  };
  static constexpr std::int64_t usual = 20 * 1024 - 1;  // of halves, which are rounded
  static constexpr std::array units = {Unit{"bytes", 10 * 1024, 0}, Unit{"kB", usual, 10}, Unit{"MB", usual, 20},
                                       Unit{"GB", usual, 30},       Unit{"TB", usual, 40}, Unit{"PB", usual, 50}};
  std::int64_t size = integer_at(arguments, 0);
  for (std::size_t index = 0;; ++index) {
    const Unit& unit = units[index];
    if (index + 1 == units.size() || (size > -unit.limit && size < unit.limit)) {
      const std::int64_t shown = index == 0 ? size : (size + (size < 0 ? -1 : 1)) / 2;
      return std::to_string(shown) + " " + std::string(unit.name);
    }
    const int halves = index == 0 ? 1 : 0;  // from here on sizes are counted in halves of the unit
    size /= std::int64_t{1} << (units[index + 1].bits - unit.bits - halves);
  }
}

void add_session_functions(Overloads& rows) {
  const auto stable = [&](sql::Overload row) {
    rows.push_back(with_volatility(std::move(row), sql::Volatility::stable));
  };
  const auto drawn = [&](sql::Overload row) {
    rows.push_back(with_volatility(std::move(row), sql::Volatility::volatile_));
  };
  rows.push_back(native_row("pg_size_pretty", {bigint}, text, "pg_size_pretty", size_pretty));
  stable(native_row("current_setting", {text}, text, "pg_current_setting", current_setting));
  stable(native_row("current_setting", {text, boolean}, text, "pg_current_setting", current_setting));
  drawn(seeing_nulls(native_row("set_config", {text, text, boolean}, text, "pg_set_config", set_config)));
  stable(native_row("current_schemas", types_of({boolean}), array_of(name), "pg_current_schemas", current_schemas));
  for (const std::string_view spelled : {"txid_current", "txid_current_if_assigned"}) {
    stable(native_row(spelled, {}, bigint, "pg_transaction_number", transaction_number));
  }
  for (const std::string_view spelled : {"pg_current_xact_id", "pg_current_xact_id_if_assigned"}) {
    stable(native_row(spelled, {}, xid8, "pg_transaction_id", transaction_id));
  }
}

}  // namespace

void add_type_functions(Overloads& rows) {
  sql::Overload type_of{.name = "pg_typeof",
                        .parameters = {type(any)},
                        .result = {.id = oid, .name = "regtype"},
                        .lowering = sql::Template{"SELECT oid FROM \"pg_catalog.pg_type\" WHERE typname = {1}"},
                        .volatility = sql::Volatility::stable};
  type_of.type_argument = sql::TypeArgument::name;
  rows.push_back(std::move(type_of));
  const auto of_enum = [&](std::string_view name, std::vector<Type> parameters, Type result, std::string_view native,
                           sql::NativeFunction function) {
    sql::Overload row = seeing_nulls(native_row(name, std::move(parameters), result, native, function));
    row.type_argument = sql::TypeArgument::collation;
    row.volatility = sql::Volatility::stable;
    rows.push_back(std::move(row));
  };
  const Type label = type(enum_);
  of_enum("enum_first", {label}, label, "pg_enum_first", enum_first);
  of_enum("enum_last", {label}, label, "pg_enum_last", enum_last);
  of_enum("enum_range", {label}, array_of(enum_), "pg_enum_range", enum_range);
  of_enum("enum_range", {label, label}, array_of(enum_), "pg_enum_range", enum_range);
  add_session_functions(rows);
}

}  // namespace emulator::postgres
