// One table per request says how its members are read and which must be there.
#include "api/decode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

#include "api/limits.hpp"
#include "api/parameter.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace emulator::api {

namespace {

template <class Request>
struct Member {
  std::string_view name;
  void (*read)(Request&, const JsonValue&);
  bool required = false;
};

[[noreturn]] void refuse(std::string_view member, std::string_view value, std::string_view constraint) {
  throw ApiError(Fault::validation, "1 validation error detected: Value" + std::string(value) + " at '" +
                                        std::string(member) +
                                        "' failed to satisfy constraint: " + std::string(constraint));
}

std::string_view read_text(const JsonValue& value, std::size_t longest) {
  const std::string_view text = value.text();
  if (text.size() > longest && utf8_length(text) > longest) {
    refuse(value.key(), "", "Member must have length less than or equal to " + std::to_string(longest));
  }
  return text;
}

// An enumeration's value by its name in the service model.
template <class Enumeration>
struct Choice {
  std::string_view name;
  Enumeration value;
};

template <class Enumeration, std::size_t size>
Enumeration read_choice(const JsonValue& value, const std::array<Choice<Enumeration>, size>& choices) {
  const std::string_view text = value.text();
  std::string names;
  for (const auto& choice : choices) {
    if (choice.name == text) return choice.value;
    names += (names.empty() ? "" : ", ") + std::string(choice.name);
  }
  refuse(value.key(), " '" + std::string(text) + "'", "Member must satisfy enum value set: [" + names + "]");
}

constexpr std::array type_hints = {
    Choice<backend::TypeHint>{"DATE", backend::TypeHint::date},
    Choice<backend::TypeHint>{"DECIMAL", backend::TypeHint::decimal},
    Choice<backend::TypeHint>{"JSON", backend::TypeHint::json},
    Choice<backend::TypeHint>{"TIME", backend::TypeHint::time},
    Choice<backend::TypeHint>{"TIMESTAMP", backend::TypeHint::timestamp},
    Choice<backend::TypeHint>{"UUID", backend::TypeHint::uuid},
};
constexpr std::array decimal_return_types = {
    Choice<DecimalReturnType>{"DOUBLE_OR_LONG", DecimalReturnType::double_or_long},
    Choice<DecimalReturnType>{"STRING", DecimalReturnType::string},
};
constexpr std::array long_return_types = {
    Choice<LongReturnType>{"LONG", LongReturnType::long_},
    Choice<LongReturnType>{"STRING", LongReturnType::string},
};
constexpr std::array records_formats = {
    Choice<RecordsFormatType>{"JSON", RecordsFormatType::json},
    Choice<RecordsFormatType>{"NONE", RecordsFormatType::none},
};

// Reads each member that the table knows; then says which required one is missing.
template <class Request>
Request read_members(const JsonValue& body, std::span<const Member<Request>> table) {
  Request request;
  std::uint32_t seen = 0;
  for (const JsonValue member : body.members()) {
    if (member.is_null()) continue;
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (table[i].name != member.key()) continue;
      table[i].read(request, member);
      seen |= 1U << i;
      break;
    }
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].required && (seen >> i & 1U) == 0) refuse(table[i].name, " null", "Member must not be null");
  }
  return request;
}

constexpr std::size_t usual_parameters = 4;

SqlParameters read_parameters(const JsonValue& list) {
  SqlParameters parameters;
  parameters.list.reserve(usual_parameters);
  for (const JsonValue element : list.elements()) {
    backend::Parameter& parameter = parameters.list.emplace_back();
    bool has_value = false;
    for (const JsonValue member : element.members()) {
      if (member.is_null()) continue;
      if (member.key() == "name") {
        parameter.name = member.text();
      } else if (member.key() == "typeHint") {
        parameter.hint = read_choice(member, type_hints);
      } else if (member.key() == "value") {
        ParameterField field = read_parameter_field(member);
        has_value = field.is_set;
        parameters.has_array |= field.is_array;
        parameter.value = std::move(field.value);
      }
    }
    if (parameter.name.empty()) throw ApiError(Fault::validation, "Named parameter name is empty");
    if (!has_value) throw ApiError(Fault::validation, "Parameter '" + parameter.name + "' has no value");
    check_type_hint(parameter);
  }
  return parameters;
}

void refuse_duplicates(const std::vector<backend::Parameter>& parameters) {
  const auto same_name = [](const auto* left, const auto* right) { return left->name == right->name; };
  const auto less_name = [](const auto* left, const auto* right) { return left->name < right->name; };
  std::array<const backend::Parameter*, 16> few;
  std::vector<const backend::Parameter*> many;
  std::span<const backend::Parameter*> sorted;
  if (parameters.size() <= few.size()) {
    sorted = std::span(few).first(parameters.size());
  } else {
    many.resize(parameters.size());
    sorted = many;
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) sorted[i] = &parameters[i];
  std::sort(sorted.begin(), sorted.end(), less_name);
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end(), same_name);
  if (twice == sorted.end()) return;
  throw ApiError(Fault::validation, "Parameter '" + (*twice)->name + "' is given more than once");
}

SqlParameters read_distinct_parameters(const JsonValue& list) {
  SqlParameters parameters = read_parameters(list);
  refuse_duplicates(parameters.list);
  return parameters;
}

ResultSetOptions read_result_set_options(const JsonValue& value) {
  ResultSetOptions options;
  for (const JsonValue member : value.members()) {
    if (member.is_null()) continue;
    if (member.key() == "decimalReturnType") options.decimal_return_type = read_choice(member, decimal_return_types);
    if (member.key() == "longReturnType") options.long_return_type = read_choice(member, long_return_types);
  }
  return options;
}

// Readers that several tables share. Of the model's maxima for ARNs (100) and transaction ids (192) none is enforced:
// real ARNs of managed secrets and real ids are longer.
template <class Request>
void read_resource_arn(Request& request, const JsonValue& value) {
  request.target.resource_arn = value.text();
}
template <class Request>
void read_secret_arn(Request& request, const JsonValue& value) {
  request.target.secret_arn = value.text();
}
template <class Request>
void read_database(Request& request, const JsonValue& value) {
  request.target.database = read_text(value, limits::name_characters);
}
template <class Request>
void read_schema(Request& request, const JsonValue& value) {
  request.target.schema = read_text(value, limits::name_characters);
}
template <class Request>
void read_sql(Request& request, const JsonValue& value) {
  request.sql = read_text(value, limits::sql_characters);
}
template <class Request>
void read_transaction_id(Request& request, const JsonValue& value) {
  request.transaction_id = value.text();
  if constexpr (requires { request.has_transaction_id; }) request.has_transaction_id = true;
}

using Execute = ExecuteStatementRequest;
using Batch = BatchExecuteStatementRequest;
using Begin = BeginTransactionRequest;
using End = EndTransactionRequest;

void read_parameter_sets(Batch& request, const JsonValue& value) {
  for (const JsonValue set : value.elements()) request.parameter_sets.push_back(read_distinct_parameters(set));
}

// clang-format off
constexpr std::array execute_members = {
    Member<Execute>{"resourceArn", read_resource_arn<Execute>, true},
    Member<Execute>{"secretArn", read_secret_arn<Execute>, true},
    Member<Execute>{"sql", read_sql<Execute>, true},
    Member<Execute>{"database", read_database<Execute>},
    Member<Execute>{"schema", read_schema<Execute>},
    Member<Execute>{"parameters", [](Execute& r, const JsonValue& v) { r.parameters = read_distinct_parameters(v); }},
    Member<Execute>{"transactionId", read_transaction_id<Execute>},
    Member<Execute>{"includeResultMetadata", [](Execute& r, const JsonValue& v) { r.include_result_metadata = v.boolean(); }},
    Member<Execute>{"continueAfterTimeout", [](Execute& r, const JsonValue& v) { r.continue_after_timeout = v.boolean(); }},
    Member<Execute>{"resultSetOptions", [](Execute& r, const JsonValue& v) { r.result_set_options = read_result_set_options(v); }},
    Member<Execute>{"formatRecordsAs", [](Execute& r, const JsonValue& v) { r.format_records_as = read_choice(v, records_formats); }},
};
constexpr std::array batch_members = {
    Member<Batch>{"resourceArn", read_resource_arn<Batch>, true},
    Member<Batch>{"secretArn", read_secret_arn<Batch>, true},
    Member<Batch>{"sql", read_sql<Batch>, true},
    Member<Batch>{"database", read_database<Batch>},
    Member<Batch>{"schema", read_schema<Batch>},
    Member<Batch>{"parameterSets", read_parameter_sets},
    Member<Batch>{"transactionId", read_transaction_id<Batch>},
};
constexpr std::array begin_members = {
    Member<Begin>{"resourceArn", read_resource_arn<Begin>, true},
    Member<Begin>{"secretArn", read_secret_arn<Begin>, true},
    Member<Begin>{"database", read_database<Begin>},
    Member<Begin>{"schema", read_schema<Begin>},
};
constexpr std::array end_members = {
    Member<End>{"resourceArn", read_resource_arn<End>, true},
    Member<End>{"secretArn", read_secret_arn<End>, true},
    Member<End>{"transactionId", read_transaction_id<End>, true},
};
// clang-format on

}  // namespace

ExecuteStatementRequest decode_execute_statement(const JsonValue& body) {
  return read_members<Execute>(body, execute_members);
}

BatchExecuteStatementRequest decode_batch_execute_statement(const JsonValue& body) {
  return read_members<Batch>(body, batch_members);
}

BeginTransactionRequest decode_begin_transaction(const JsonValue& body) {
  return read_members<Begin>(body, begin_members);
}

EndTransactionRequest decode_end_transaction(const JsonValue& body) {
  return read_members<End>(body, end_members);
}

}  // namespace emulator::api
