// What a session's functions may ask of the enum types in the catalog that its statement was planned against.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "catalog/catalog.hpp"
#include "sql/call_context.hpp"

namespace emulator::backend::emulated {

class SessionEnums final : public sql::EnumSource {
 public:
  void use(std::shared_ptr<const catalog::Catalog> catalog) { catalog_ = std::move(catalog); }

  // A value's type tells its enum's name without the schema; of two with one name, either has the label.
  bool has_label(std::string_view type_name, std::string_view label) const override {
    if (!catalog_) return false;
    return std::any_of(catalog_->enums.begin(), catalog_->enums.end(), [&](const auto& entry) {
      const catalog::EnumType& type = *entry.second;
      return type.name == type_name && std::find(type.labels.begin(), type.labels.end(), label) != type.labels.end();
    });
  }

 private:
  std::shared_ptr<const catalog::Catalog> catalog_;
};

}  // namespace emulator::backend::emulated
