// What a session's functions may ask of the enum types in the catalog that its statement was planned against.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/change.hpp"
#include "sql/call_context.hpp"
#include "sql/dialect.hpp"

namespace emulator::backend::emulated {

class SessionEnums final : public sql::EnumSource {
 public:
  explicit SessionEnums(const sql::Dialect& dialect) : dialect_(dialect) {}

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

  // A label that ALTER TYPE adds may be used once it is committed.
  void note_changes(const std::vector<catalog::Change>& changes, const catalog::Catalog& before) {
    for (const catalog::Change& change : changes) {
      const auto* const put = std::get_if<catalog::PutEnum>(&change);
      if (put == nullptr) continue;
      const auto is_it = [&](const auto& entry) { return entry.second->id == put->type.id; };
      const auto old = std::find_if(before.enums.begin(), before.enums.end(), is_it);
      if (old == before.enums.end()) continue;
      const std::vector<std::string>& known = old->second->labels;
      if (put->type.labels.size() <= known.size()) continue;  // renamed
      for (const std::string& label : put->type.labels) {
        if (std::find(known.begin(), known.end(), label) != known.end()) continue;
        new_labels_.emplace(enum_type(put->type.id, put->type.name).collation, label);
      }
    }
  }
  void transaction_ended() { new_labels_.clear(); }

  const std::vector<std::string>& labels(std::string_view collation) const override {
    static const std::vector<std::string> none;
    const auto found = types_.find(collation);
    return found == types_.end() ? none : found->second.labels;
  }

  std::optional<std::size_t> place(std::string_view collation, std::string_view label) const override {
    const auto type = types_.find(collation);
    if (type == types_.end()) return std::nullopt;
    const auto found = type->second.places.find(label);
    if (found != type->second.places.end() && new_labels_.contains({std::string(collation), std::string(label)})) {
      SqlError error = dialect_.error(Condition::undefined_object, {"unsafe use of new value \"" + std::string(label) +
                                                                    "\" of enum type " + type->second.name});
      error.sqlstate = "55P04";
      error.hint = "New enum values must be committed before they can be used.";
      throw error;
    }
    return found == type->second.places.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  struct Known {
    std::string name;
    std::vector<std::string> labels;
    std::map<std::string, std::size_t, std::less<>> places;
  };

  void add(const catalog::EnumType& type) {
    Known& known = types_[std::string(enum_type(type.id, type.name).collation)];
    known.name = type.name;
    known.labels = type.labels;
    for (std::size_t place = 0; place < type.labels.size(); ++place) known.places[type.labels[place]] = place;
  }

  const sql::Dialect& dialect_;
  std::set<std::pair<std::string, std::string>> new_labels_;  // of the open transaction, by the type's collation
  std::shared_ptr<const catalog::Catalog> catalog_;
  std::map<std::string, Known, std::less<>> types_;
};

}  // namespace emulator::backend::emulated
