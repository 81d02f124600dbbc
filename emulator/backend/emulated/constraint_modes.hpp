// When the deferrable foreign keys of a transaction are checked: as they were declared, or as SET CONSTRAINTS said
// since.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "catalog/catalog.hpp"
#include "sql/ast.hpp"

namespace emulator::backend::emulated {

class ConstraintModes {
 public:
  void set(const ast::SetConstraints& command) {
    if (command.names.empty()) {
      all_ = command.deferred;
      named_.clear();
    }
    for (const ast::Name& name : command.names) named_[{name.parts[0], name.parts[2]}] = command.deferred;
  }

  // Of a constraint that is deferrable: whether it waits for the end of the transaction.
  bool is_deferred(const catalog::Table& table, const catalog::Constraint& constraint) const {
    const auto named = named_.find({table.schema, constraint.name});
    return named != named_.end() ? named->second : all_.value_or(constraint.initially_deferred);
  }

 private:
  std::optional<bool> all_;
  std::map<std::pair<std::string, std::string>, bool> named_;  // by schema and name, whatever table it is of
};

}  // namespace emulator::backend::emulated
