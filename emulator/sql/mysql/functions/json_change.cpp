// JSON functions that change documents: setting, removing, merging.
#include <algorithm>

#include "sql/mysql/errors.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/functions/json_arguments.hpp"
#include "sql/mysql/functions/rows.hpp"

namespace emulator::mysql {

namespace {

using Arguments = std::span<const Value>;
using sql::CallContext;

// The value that `leg` leads to; null: there is none. A value that is no array counts as an array of itself.
Json* follow(Json& value, const JsonLeg& leg) {
  if (leg.kind == JsonLegKind::member) return const_cast<Json*>(value.find(leg.key));
  if (value.kind != JsonKind::array) return leg.first.in(1) == 0 ? &value : nullptr;
  const auto index = leg.first.in(value.elements.size());
  const bool is_there = index >= 0 && index < static_cast<std::int64_t>(value.elements.size());
  return is_there ? &value.elements[static_cast<std::size_t>(index)] : nullptr;
}

// Follows all legs but the last; null: the way ends before.
Json* parent_of(Json& document, const JsonPath& path) {
  Json* value = &document;
  for (std::size_t i = 0; i + 1 < path.legs.size() && value != nullptr; ++i) value = follow(*value, path.legs[i]);
  return value;
}

void wrap(Json& value) {
  if (value.kind == JsonKind::array) return;
  Json array = Json::array();
  array.elements.push_back(std::move(value));
  value = std::move(array);
}

void add_at(Json& parent, const JsonLeg& leg, Json value) {
  if (leg.kind == JsonLegKind::member) {
    if (parent.kind != JsonKind::object) return;
    parent.set(leg.key, std::move(value));
    return;
  }
  wrap(parent);
  const bool at_front = leg.first.from_end;  // [last-7] of a short array
  parent.elements.insert(at_front ? parent.elements.begin() : parent.elements.end(), std::move(value));
}

enum class Change : std::uint8_t {
  set,
  insert,
  replace
};

constexpr std::string_view name_of(Change change) {
  switch (change) {
    case Change::set:
      return "json_set";
    case Change::insert:
      return "json_insert";
    case Change::replace:
      return "json_replace";
  }
  return "";
}

// NULL documents and paths give NULL; NULL values are null.
bool has_null(Arguments arguments, std::size_t step) {
  if (is_null(arguments[0])) return true;
  for (std::size_t i = 1; i < arguments.size(); i += step) {
    if (is_null(arguments[i])) return true;
  }
  return false;
}

void require_pairs(Arguments arguments, std::string_view function) {
  if (arguments.size() % 2 == 1) return;
  throw make_error(Condition::argument_count, {std::string{function}, std::string{function}});
}

// document, path, value, path, value ...
template <Change Kind>
Value change(Arguments arguments, CallContext&) {
  require_pairs(arguments, name_of(Kind));
  if (has_null(arguments, 2)) return Null{};
  Json document = document_of(arguments[0], 1, name_of(Kind));
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    const JsonPath path = path_of(arguments[i], true);
    Json value = json_value_of(arguments[i + 1]);
    if (path.legs.empty()) {
      if (Kind != Change::insert) document = std::move(value);
      continue;
    }
    Json* const parent = parent_of(document, path);
    if (parent == nullptr) continue;
    Json* const present = follow(*parent, path.legs.back());
    if (present != nullptr && Kind != Change::insert) *present = std::move(value);
    if (present == nullptr && Kind != Change::replace) add_at(*parent, path.legs.back(), std::move(value));
  }
  normalise(document);
  return printed(document);
}

Value remove(Arguments arguments, CallContext&) {
  Json document = document_of(arguments[0], 1, "json_remove");
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const JsonPath path = path_of(arguments[i], true);
    if (path.legs.empty()) {
      throw worded_error(Condition::invalid_json, 3153, "42000",
                         "The path expression '$' is not allowed in this context.");
    }
    Json* const parent = parent_of(document, path);
    if (parent == nullptr || (parent->kind != JsonKind::array && parent->kind != JsonKind::object)) continue;
    const Json* const present = follow(*parent, path.legs.back());
    if (present == nullptr || present == parent) continue;
    parent->erase(static_cast<std::size_t>(present - parent->elements.data()));
  }
  return printed(document);
}

Value array_append(Arguments arguments, CallContext&) {
  require_pairs(arguments, "json_array_append");
  if (has_null(arguments, 2)) return Null{};
  Json document = document_of(arguments[0], 1, "json_array_append");
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    const JsonPath path = path_of(arguments[i], true);
    Json* value = path.legs.empty() ? &document : parent_of(document, path);
    if (value != nullptr && !path.legs.empty()) value = follow(*value, path.legs.back());
    if (value == nullptr) continue;
    wrap(*value);
    value->elements.push_back(json_value_of(arguments[i + 1]));
  }
  return printed(document);
}

Value array_insert(Arguments arguments, CallContext&) {
  require_pairs(arguments, "json_array_insert");
  if (has_null(arguments, 2)) return Null{};
  Json document = document_of(arguments[0], 1, "json_array_insert");
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    const JsonPath path = path_of(arguments[i], true);
    if (path.legs.empty() || path.legs.back().kind != JsonLegKind::element) {
      throw worded_error(Condition::invalid_json, 3165, "42000",
                         "A path expression is not a path to a cell in an array.");
    }
    Json* const parent = parent_of(document, path);
    if (parent == nullptr || parent->kind != JsonKind::array) continue;
    const auto size = static_cast<std::int64_t>(parent->elements.size());
    const auto index = std::clamp<std::int64_t>(path.legs.back().first.in(parent->elements.size()), 0, size);
    parent->elements.insert(parent->elements.begin() + index, json_value_of(arguments[i + 1]));
  }
  return printed(document);
}

// RFC 7396: members of the patch replace those of the target, null ones remove them.
Json patched(Json target, const Json& patch) {
  if (patch.kind != JsonKind::object) return patch;
  if (target.kind != JsonKind::object) target = Json::object();
  for (std::size_t i = 0; i < patch.keys.size(); ++i) {
    const auto found = std::find(target.keys.begin(), target.keys.end(), patch.keys[i]);
    if (patch.elements[i].kind == JsonKind::null) {
      if (found != target.keys.end()) target.erase(static_cast<std::size_t>(found - target.keys.begin()));
      continue;
    }
    const Json* const own = target.find(patch.keys[i]);
    target.set(patch.keys[i], patched(own != nullptr ? *own : Json{}, patch.elements[i]));
  }
  return target;
}

Json merged(Json left, Json right) {
  if (left.kind == JsonKind::object && right.kind == JsonKind::object) {
    for (std::size_t i = 0; i < right.keys.size(); ++i) {
      const Json* const own = left.find(right.keys[i]);
      Json value = own != nullptr ? merged(*own, std::move(right.elements[i])) : std::move(right.elements[i]);
      left.set(right.keys[i], std::move(value));
    }
    return left;
  }
  wrap(left);
  wrap(right);
  std::move(right.elements.begin(), right.elements.end(), std::back_inserter(left.elements));
  return left;
}

Value merge_patch(Arguments arguments, CallContext&) {
  Json document = document_of(arguments[0], 1, "json_merge_patch");
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    document = patched(std::move(document), document_of(arguments[i], static_cast<int>(i) + 1, "json_merge_patch"));
  }
  normalise(document);
  return printed(document);
}

Value merge_preserve(Arguments arguments, CallContext&) {
  Json document = document_of(arguments[0], 1, "json_merge_preserve");
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    document = merged(std::move(document), document_of(arguments[i], static_cast<int>(i) + 1, "json_merge_preserve"));
  }
  normalise(document);
  return printed(document);
}

}  // namespace

// A value follows each path; only values are cast to JSON, so each count of pairs has a row of its own.
void add_json_changes(Rows& rows) {
  using enum TypeId;
  const auto add_pairs = [&](std::string_view function, std::string_view native, sql::NativeFunction body) {
    for (std::size_t pairs = 1; pairs <= 12; ++pairs) {
      auto& row = sees_nulls(rows.native(function, {text}, json_type, native, body));
      for (std::size_t i = 0; i < pairs; ++i) {
        row.parameters.push_back(type(text));
        row.parameters.push_back(type(json));
      }
    }
  };
  add_pairs("json_set", "my_json_set", change<Change::set>);
  add_pairs("json_insert", "my_json_insert", change<Change::insert>);
  add_pairs("json_replace", "my_json_replace", change<Change::replace>);
  add_pairs("json_array_append", "my_json_array_append", array_append);
  add_pairs("json_array_insert", "my_json_array_insert", array_insert);
  variadic(rows.native("json_remove", {text, text}, json_type, "my_json_remove", remove));
  variadic(rows.native("json_merge_patch", {text, text}, json_type, "my_json_merge_patch", merge_patch));
  variadic(rows.native("json_merge_preserve", {text, text}, json_type, "my_json_merge_preserve", merge_preserve));
  rows.alias("json_merge", "json_merge_preserve");
}

}  // namespace emulator::mysql
