// GROUP_CONCAT, JSON_ARRAYAGG, JSON_OBJECTAGG.
#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/json_arguments.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

constexpr std::int32_t default_length = 1024;

// group_concat_max_len, in bytes
std::size_t greatest_length(const CallContext& context) {
  const auto setting =
      context.variables == nullptr ? std::nullopt : context.variables->system_variable("group_concat_max_len", false);
  const auto* const length = setting ? std::get_if<std::int64_t>(&setting->value) : nullptr;
  return length == nullptr || *length < 4 ? std::size_t{default_length} : static_cast<std::size_t>(*length);
}

// value [, separator]
class Concatenation final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext& context) override {
    if (is_null(arguments[0])) return;
    if (!has_value_) greatest_ = greatest_length(context);
    is_binary_ = is_binary_ || std::holds_alternative<Bytes>(arguments[0]);
    if (has_value_) text_ += arguments.size() > 1 ? view_of(arguments[1]) : std::string_view{","};
    has_value_ = true;
    if (text_.size() <= greatest_) text_ += view_of(arguments[0]);
  }
  Value finish(CallContext&) override {
    if (!has_value_) return Null{};
    if (text_.size() > greatest_) {
      std::size_t end = greatest_;
      while (!is_binary_ && end > 0 && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) --end;
      text_.resize(end);
    }
    return is_binary_ ? Value{Bytes{std::move(text_)}} : Value{std::move(text_)};
  }

 private:
  bool has_value_ = false, is_binary_ = false;
  std::size_t greatest_ = 0;
  std::string text_;
};

class ArrayAggregate final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override { array_.elements.push_back(json_value_of(arguments[0])); }
  Value finish(CallContext&) override { return array_.elements.empty() ? Value{Null{}} : printed(array_); }

 private:
  Json array_ = Json::array();
};

class ObjectAggregate final : public sql::AggregateState {
 public:
  void step(Arguments arguments, CallContext&) override {
    if (is_null(arguments[0])) {
      throw worded_error(Condition::invalid_json, 3158, "22032", "JSON documents may not contain NULL member names.");
    }
    const Json key = json_value_of(arguments[0]);
    object_.keys.push_back(key.kind == JsonKind::string ? key.text : print(key, mysql_json));
    object_.elements.push_back(json_value_of(arguments[1]));
  }
  Value finish(CallContext&) override {
    if (object_.keys.empty()) return Null{};
    normalise(object_);
    return printed(object_);
  }

 private:
  Json object_ = Json::object();
};

template <class State>
std::unique_ptr<sql::AggregateState> make() {
  return std::make_unique<State>();
}

}  // namespace

void add_text_aggregates(Rows& rows) {
  using enum TypeId;
  const Type long_text{.id = text, .length = default_length};
  rows.aggregate("group_concat", {text}, long_text, "my_group_concat", make<Concatenation>);
  rows.aggregate("group_concat", {text, text}, long_text, "my_group_concat", make<Concatenation>);
  const Type long_blob{.id = blob, .length = long_text.length};  // of binary strings it is one
  rows.aggregate("group_concat", {blob}, long_blob, "my_group_concat", make<Concatenation>);
  rows.aggregate("group_concat", {blob, text}, long_blob, "my_group_concat", make<Concatenation>);
  rows.aggregate("json_arrayagg", {json}, json_type, "my_json_arrayagg", make<ArrayAggregate>);
  rows.aggregate("json_objectagg", {json, json}, json_type, "my_json_objectagg", make<ObjectAggregate>);
}

}  // namespace emulator::mysql
