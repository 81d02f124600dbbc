// The writer behind ast_print.hpp: parentheses, words and lists, and one `put` per node kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/ast.hpp"

namespace emulator::ast {

class Printer {
 public:
  std::string text;

  // --- ast_print.cpp: pieces
  void open(std::string_view tag);
  void close() { text += ')'; }
  void word(std::string_view word);
  void quoted(std::string_view content);
  void flag(bool is_set, std::string_view name);
  void field(std::string_view tag, std::string_view value);  // (tag value), unless empty
  void strings(std::string_view tag, const std::vector<std::string>& values);
  void put(const Name& name);
  void put(const TypeName& type);

  // --- ast_print.cpp: expressions; null prints nothing
  void put(const ExpressionPtr& expression);
  void put(const Expression& expression);
  void put(std::string_view tag, const ExpressionPtr& expression);
  void put(std::string_view tag, const std::vector<ExpressionPtr>& expressions);
  void put(std::string_view tag, const std::vector<SortItem>& items);
  void put(const WindowSpecification& window);
  void put(const Frame& frame);
  void put(const FrameBound& bound);

  // --- ast_print_query.cpp
  void put(const Query& query);
  void put(const QueryPtr& query);
  void put(const Select& select);
  void put(const Values& values);
  void put(const SetOperation& operation);
  void put(std::string_view tag, const std::vector<SelectItem>& items);
  void put(const FromItemPtr& item);
  void put(std::string_view tag, const std::vector<FromItemPtr>& items);
  void put(const TableReference& table);
  void put(const DerivedTable& table);
  void put(const TableFunction& function);
  void put(const Join& join);
  void put(const std::vector<CommonTable>& tables, bool recursive);
  void put(const Locking& locking);
  void alias(std::string_view alias, const std::vector<std::string>& columns);

  // --- ast_print_merge.cpp
  void put(const Merge& merge);
  void put(const SetConstraints& command);

  // --- ast_print_statement.cpp
  void put(const Statement& statement);
};

// --- ast_print_role.cpp
void print_role_command(Printer& out, const RoleCommand& command);
std::string role_word(const RoleName& name);

}  // namespace emulator::ast
