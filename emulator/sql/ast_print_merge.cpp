// Printing of PostgreSQL's MERGE and SET CONSTRAINTS.
#include <array>

#include "sql/ast_printer.hpp"

namespace emulator::ast {

void Printer::put(const Merge& merge) {
  constexpr std::array<std::string_view, 4> kinds = {"nothing", "insert", "update", "delete"};
  open("merge");
  put(merge.with, false);
  put(merge.table);
  field("as", merge.alias);
  put(merge.source);
  put("on", merge.on);
  for (const MergeAction& action : merge.actions) {
    open(action.matched ? "when_matched" : "when_not_matched");
    put("and", action.condition);
    open(kinds[static_cast<std::size_t>(action.kind)]);
    for (const Assignment& assignment : action.assignments) {
      open("=");
      put(assignment.column);
      put(assignment.value);
      close();
    }
    for (const Name& column : action.columns) {
      put(column);
    }
    put("values", action.values);
    close();
    close();
  }
  close();
}

void Printer::put(const SetConstraints& command) {
  open("set_constraints");
  for (const Name& name : command.names) {
    put(name);
  }
  flag(true, command.deferred ? "deferred" : "immediate");
  close();
}

}  // namespace emulator::ast
