// Each answer is one call into the file that knows it.
#include "sql/postgres/dialect.hpp"

#include "base/overloaded.hpp"
#include "sql/postgres/coercion.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/extensions/extensions.hpp"
#include "sql/postgres/functions/array_values.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/zone.hpp"
#include "sql/postgres/indexes.hpp"
#include "sql/postgres/names.hpp"
#include "sql/postgres/operator_classes.hpp"
#include "sql/postgres/orders.hpp"
#include "sql/postgres/parser.hpp"
#include "sql/postgres/types.hpp"
#include "types/collation.hpp"
#include "types/decimal.hpp"

namespace emulator::postgres {

namespace {

constexpr sql::Traits postgres_traits{
    .columns_ignore_case = false,
    .nulls_sort_high = true,
    .ddl_commits = false,
    .error_aborts_transaction = true,
    .conditions_take_any_type = false,
    .having_sees_aliases = false,
    .schema_is_database = false,
    .truth_is_integer = false,
    .update_sees_new_values = false,
    .inline_ids = false,
    .default_schema = "public",
    .identifier_quote = '"',
    .reports_positions = true,
    .relation_is_row = true,
    .floats_have_nan = true,
};

constexpr std::string_view default_collation = "en_US.utf8";  // of every Aurora database
constexpr std::string_view padded_collation = "bpchar";       // en_US without the padding of character(n)

std::string_view without_padding(std::string_view text) {
  const std::size_t end = text.find_last_not_of(' ');
  return end == std::string_view::npos ? std::string_view{} : text.substr(0, end + 1);
}

// Arrays compare by their elements: one collation for each element type, named by it.
std::string_view array_collation(TypeId element) {
  return intern("array_" + std::string(element == TypeId::enum_ ? "enum" : internal_name(element)));
}

sql::CollationCompare find_array_collation(std::string_view name) {
  for (int id = 0; id < static_cast<int>(TypeId::any); ++id) {
    const auto element = static_cast<TypeId>(id);
    if (array_collation(element) == name) {
      return [element](std::string_view left, std::string_view right) {
        return compare_array_literals(left, right, element);
      };
    }
  }
  return nullptr;
}

// Digits fit integer, then bigint, then they are numeric; anything with a point or an exponent is numeric (4.1.2.6).
sql::TypedValue number_literal(const ast::NumberLiteral& number) {
  const std::optional<Decimal> value = Decimal::parse(number.text);
  if (!value) {
    throw make_error(Condition::invalid_text_representation, {"numeric", number.text});
  }
  const std::optional<std::int64_t> integer = value->to_int64();
  if (number.has_point || number.has_exponent || !integer) {
    return {value->to_string(), type(TypeId::decimal)};
  }
  const bool fits = *integer >= INT32_MIN && *integer <= INT32_MAX;
  return {*integer, type(fits ? TypeId::integer : TypeId::bigint)};
}

std::string bits_of(const ast::BytesLiteral& literal) {
  std::string bits;
  const auto count = static_cast<std::size_t>(literal.bit_count);
  for (std::size_t place = count; place-- > 0;) {
    const auto byte = static_cast<unsigned char>(literal.bytes[literal.bytes.size() - 1 - place / 8]);
    bits += (byte >> place % 8 & 1) != 0 ? '1' : '0';
  }
  return bits;
}

class PostgresDialect final : public sql::Dialect {
 public:
  PostgresDialect() : Dialect(postgres_traits) {}

  std::string_view extension_version(std::string_view name) const override {
    for (const Extension& extension : extensions()) {
      if (extension.name == name) {
        return extension.version;
      }
    }
    return {};
  }
  sql::IndexForm check_index(const sql::IndexRequest& request, const sql::HasExtension& has_extension) const override {
    return postgres::check_index(request, has_extension);
  }
  ast::Statement parse(std::string_view sql) const override { return parse_statement(sql); }
  ast::ExpressionPtr parse_expression(std::string_view sql) const override { return postgres::parse_expression(sql); }

  std::optional<Type> type_of(const ast::TypeName& name) const override { return postgres::type_of(name); }
  std::optional<Type> serial_type(const ast::TypeName& name) const override { return postgres::serial_type(name); }
  std::string_view extension_of(const Type& type) const override { return postgres::extension_of(type); }
  std::string metadata_name(const Type& type) const override { return postgres::metadata_name(type); }
  std::string spelled(const Type& type) const override { return spelled_without_modifiers(type); }
  Type truth_type() const override { return type(TypeId::boolean); }

  sql::TypedValue literal(const ast::ExpressionNode& node) const override {
    if (const auto* number = std::get_if<ast::NumberLiteral>(&node)) {
      return number_literal(*number);
    }
    if (const auto* text = std::get_if<ast::StringLiteral>(&node)) {
      return {text->text, type(TypeId::unknown)};
    }
    if (const auto* truth = std::get_if<ast::BooleanLiteral>(&node)) {
      return {truth->value, type(TypeId::boolean)};
    }
    if (const auto* bits = std::get_if<ast::BytesLiteral>(&node)) {
      return {bits_of(*bits), type(TypeId::bit)};
    }
    return {Null{}, type(TypeId::unknown)};
  }

  // As the live service binds them: a string is text, never unknown.
  Type parameter_type(const Value& value) const override {
    return std::visit(overloaded{
                          [](Null) { return type(TypeId::unknown); },
                          [](bool) { return type(TypeId::boolean); },
                          [](std::int64_t) { return type(TypeId::bigint); },
                          [](double) { return type(TypeId::double_); },
                          [](const std::string&) { return type(TypeId::text); },
                          [](const Bytes&) { return type(TypeId::blob); },
                          [](const std::shared_ptr<const Array>&) { return type(TypeId::unknown); },
                      },
                      value);
  }

  sql::Resolution resolve_operator(std::string_view symbol, std::span<const sql::Operand> operands,
                                   const sql::HasExtension& has_extension) const override {
    return postgres::resolve_operator(symbol, operands, has_extension);
  }
  sql::Resolution resolve_function(const ast::Name& name, std::span<const sql::Operand> operands,
                                   const sql::HasExtension& has_extension) const override {
    return postgres::resolve_function(name, operands, has_extension);
  }
  std::optional<sql::CastPath> find_cast(const Type& from, const Type& to, sql::CastStrength strength) const override {
    return postgres::find_cast(from, to, strength);
  }
  Type common_type(std::span<const sql::Operand> operands, std::string_view construct) const override {
    return postgres::common_type(operands, construct);
  }
  std::span<const sql::Overload> overloads() const override { return postgres::overloads(); }

  std::string column_label(const ast::SelectItem& item) const override { return label_of(item); }
  std::string choose_name(sql::NameFor kind, std::string_view table, std::span<const std::string> columns,
                          const std::function<bool(std::string_view)>& taken) const override {
    return postgres::choose_name(kind, table, columns, taken);
  }

  bool is_sortable(const Type& type) const override {
    return type.id == TypeId::array ? is_ordered(type.element) : !is_geometric(type.id);
  }

  std::string_view sqlite_collation(const Type& type) const override {
    if (type.id == TypeId::array) {
      return array_collation(type.element);
    }
    if (type.id == TypeId::enum_) {
      return type.collation;
    }
    if (const TextOrder* order = text_order(type.id)) {
      return order->collation;
    }
    if (!is_character(type.id) || type.id == TypeId::name || type.id == TypeId::internal_char) {
      return {};
    }
    if (type.collation == "C" || type.collation == "POSIX" || type.collation == "ucs_basic") {
      return {};
    }
    return type.id == TypeId::char_                                ? padded_collation
           : type.collation.empty() || type.collation == "default" ? default_collation
                                                                   : type.collation;
  }

  void session_ended(std::int64_t connection_id) const override { release_advisory_locks(connection_id); }

  sql::CollationCompare find_collation(std::string_view name) const override {
    if (name == default_collation || name == "en_US" || name == "en_US.UTF-8") {
      return compare_english;
    }
    if (name == padded_collation) {
      return [](std::string_view left, std::string_view right) {
        return compare_english(without_padding(left), without_padding(right));
      };
    }
    if (const TextOrder* order = text_order(name)) {
      return order->compare;
    }
    return find_array_collation(name);
  }

  bool has_time_zone(std::string_view name) const override { return find_zone(name).has_value(); }

  using Dialect::error;
  SqlError error(Condition condition, std::span<const std::string> arguments) const override {
    return make_error(condition, arguments);
  }
};

}  // namespace

const sql::Dialect& dialect() {
  static const PostgresDialect instance;
  return instance;
}

}  // namespace emulator::postgres
