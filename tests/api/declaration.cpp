// Types are written in the declaration as "text", "long", "list of Field" and the like.
#include "declaration.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace emulator::test {

namespace {

namespace json = boost::json;

constexpr std::string_view list_of = "list of ";

bool lists(const json::value& array, std::string_view text) {
  const json::array& elements = array.as_array();
  return std::any_of(elements.begin(), elements.end(),
                     [&](const json::value& value) { return std::string_view(value.as_string()) == text; });
}

const json::object* operation_at(const json::object& operations, std::string_view path) {
  for (const auto& operation : operations) {
    if (std::string_view(operation.value().at("path").as_string()) == path) return &operation.value().as_object();
  }
  return nullptr;
}

}  // namespace

std::string Declaration::fault_of(std::string_view path, int status, std::string_view error_type,
                                  const json::value& body) const {
  const json::object* operation = operation_at(declared_.at("operations").as_object(), path);
  if (operation == nullptr) return "";
  if (!error_type.empty()) return error_fault(*operation, status, error_type, body);
  if (status != 200) return "an error without a type";
  return members_fault(body, operation->at("response").as_object(), std::string(path));
}

std::string Declaration::error_fault(const json::object& operation, int status, std::string_view error_type,
                                     const json::value& body) const {
  const json::value* error = declared_.at("errors").as_object().if_contains(error_type);
  const std::string name(error_type);
  if (error == nullptr) return name + " is not declared";
  if (error->at("status").as_int64() != status) return name + " has another status";
  const bool unmodelled = error->as_object().contains("unmodelled");
  if (!unmodelled && !lists(operation.at("errors"), error_type)) return name + " is not this operation's";
  for (const auto& member : body.as_object()) {
    if (!lists(error->at("members"), member.key())) return name + " has no member " + std::string(member.key());
  }
  return "";
}

std::string Declaration::members_fault(const json::value& value, const json::object& members,
                                       const std::string& where) const {
  if (!value.is_object()) return where + " is no object";
  for (const auto& member : value.as_object()) {
    const std::string inner = where + "." + std::string(member.key());
    const json::value* declared = members.if_contains(member.key());
    if (declared == nullptr) return inner + " is not declared";
    std::string fault = value_fault(member.value(), std::string_view(declared->at("type").as_string()), inner);
    if (!fault.empty()) return fault;
  }
  return "";
}

std::string Declaration::value_fault(const json::value& value, std::string_view type, const std::string& where) const {
  if (type.starts_with(list_of)) {
    if (!value.is_array()) return where + " is no list";
    for (const json::value& element : value.as_array()) {
      if (element.is_null() && where.ends_with("Values")) continue;  // only an array's values may be null
      std::string fault = value_fault(element, type.substr(list_of.size()), where);
      if (!fault.empty()) return fault;
    }
    return "";
  }
  if (type == "text" || type == "blob") return value.is_string() ? "" : where + " is no text";
  if (type == "boolean") return value.is_bool() ? "" : where + " is no boolean";
  if (type == "long" || type == "integer") return value.is_int64() ? "" : where + " is no integer";
  if (type == "double") return value.is_number() || value.is_string() ? "" : where + " is no double";
  return shape_fault(value, type, where);
}

std::string Declaration::shape_fault(const json::value& value, std::string_view name, const std::string& where) const {
  const json::object& shape = declared_.at("shapes").at(name).as_object();
  if (const auto* values = shape.if_contains("values")) {
    return value.is_string() && lists(*values, std::string_view(value.as_string()))
               ? ""
               : where + " is no " + std::string(name);
  }
  std::string fault = members_fault(value, shape.at("members").as_object(), where);
  if (!fault.empty() || !shape.contains("union")) return fault;
  return value.as_object().size() == 1 ? "" : where + " has not one member";
}

}  // namespace emulator::test
