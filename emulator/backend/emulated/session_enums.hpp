// What a session's functions may ask of the enum types in the catalog that its statement was planned against.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "sql/call_context.hpp"

namespace emulator::backend::emulated {

class SessionEnums final : public sql::EnumSource {
 public:
  void use(std::shared_ptr<const catalog::Catalog> catalog) {
    if (catalog == catalog_) return;
    catalog_ = std::move(catalog);
    types_.clear();
    for (const auto& [name, type] : catalog_->enums) add(*type);
  }

  // While a definition runs, what it makes is known beside what was there: a label keeps its place under its new name.
  void use_also(const catalog::Catalog& coming) {
    for (const auto& [name, type] : coming.enums) add(*type);
    catalog_.reset();  // the next statement starts afresh
  }

  const std::vector<std::string>& labels(std::string_view collation) const override {
    static const std::vector<std::string> none;
    const auto found = types_.find(collation);
    return found == types_.end() ? none : found->second.labels;
  }

  std::optional<std::size_t> place(std::string_view collation, std::string_view label) const override {
    const auto type = types_.find(collation);
    if (type == types_.end()) return std::nullopt;
    const auto found = type->second.places.find(label);
    return found == type->second.places.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  struct Known {
    std::vector<std::string> labels;
    std::map<std::string, std::size_t, std::less<>> places;
  };

  void add(const catalog::EnumType& type) {
    Known& known = types_[std::string(enum_type(type.id, type.name).collation)];
    known.labels = type.labels;
    for (std::size_t place = 0; place < type.labels.size(); ++place) known.places[type.labels[place]] = place;
  }

  std::shared_ptr<const catalog::Catalog> catalog_;
  std::map<std::string, Known, std::less<>> types_;
};

}  // namespace emulator::backend::emulated
