// Columns and constraints of CREATE TABLE and ALTER TABLE. Inline constraints are split as ast_statement.hpp says.
#include <algorithm>
#include <utility>

#include "sql/postgres/read_nodes.hpp"

namespace emulator::postgres {
namespace {

ast::ReferentialAction read_action(std::string_view letter) {
  if (letter == "r") {
    return ast::ReferentialAction::restrict;
  }
  if (letter == "c") {
    return ast::ReferentialAction::cascade;
  }
  if (letter == "n") {
    return ast::ReferentialAction::set_null;
  }
  return letter == "d" ? ast::ReferentialAction::set_default : ast::ReferentialAction::no_action;
}

ast::References read_references(const Node& node, ReadContext& context) {
  const std::uint32_t position = context.position(node);
  if (node.text("fk_matchtype") == "f") {
    context.unsupported("MATCH FULL", position);
  }
  if (node.has("fk_del_set_cols")) {
    context.unsupported("a column list of ON DELETE SET", position);
  }
  ast::References references;
  references.table = read_name(node.child("pktable"), context);
  references.columns = read_strings(node.list("pk_attrs"));
  references.on_delete = read_action(node.text("fk_del_action"));
  references.on_update = read_action(node.text("fk_upd_action"));
  references.deferrable = node.flag("deferrable");
  references.initially_deferred = node.flag("initdeferred");
  return references;
}

std::vector<ast::IndexPart> read_key(const std::vector<Node>& columns) {
  std::vector<ast::IndexPart> parts;
  for (std::string& column : read_strings(columns)) {
    ast::IndexPart part;
    part.column = std::move(column);
    parts.push_back(std::move(part));
  }
  return parts;
}

// What stands between the parentheses behind this keyword: CHECK (…), AS (…).
std::string parenthesized_text(const Node& constraint, std::string_view keyword, ReadContext& context) {
  const SourceTokens& tokens = context.tokens();
  const std::size_t found = tokens.find(tokens.from(constraint.location()), keyword);
  return tokens.slice(tokens.inside(found + 1));
}

// A default ends where the column's next constraint or collation begins, or with the column.
std::string default_text(const Node& constraint, const std::vector<std::uint32_t>& starts, ReadContext& context) {
  const SourceTokens& tokens = context.tokens();
  const std::size_t keyword = tokens.find(tokens.from(constraint.location()), "DEFAULT");
  TokenRange range = tokens.element({keyword + 1, tokens.size()});
  for (const std::uint32_t start : starts) {
    if (start > constraint.location()) {
      range.end = std::min(range.end, tokens.at_or_after(start));
    }
  }
  return tokens.slice(range);
}

class ColumnReader {
 public:
  ColumnReader(const Node& node, std::string_view table, std::vector<ast::TableConstraint>& constraints,
               ReadContext& context)
      : node_(node), table_(table), constraints_(constraints), context_(context) {}

  ast::ColumnDefinition read() {
    column_.name = node_.text("colname");
    column_.position = context_.position(node_);
    if (!node_.child("typeName")) {
      context_.unsupported("a column without a type", column_.position);
    }
    column_.type = read_type(node_.child("typeName"), context_);
    if (const Node collation = node_.child("collClause")) {
      column_.type.collation = read_strings(collation.list("collname")).back();
      starts_.push_back(collation.location());
    }
    const std::vector<Node> constraints = node_.list("constraints");
    for (const Node& constraint : constraints) {
      starts_.push_back(constraint.location());
    }
    for (std::size_t i = 0; i < constraints.size(); ++i) {
      if (is_attribute(constraints[i])) {
        check_attribute(constraints[i], i == 0 ? Node{} : constraints[i - 1]);
        continue;
      }
      attributes_ = {};
      for (std::size_t next = i + 1; next < constraints.size() && is_attribute(constraints[next]); ++next) {
        add_attribute(constraints[next]);
      }
      read_constraint(constraints[i]);
    }
    return std::move(column_);
  }

 private:
  struct Attributes {
    bool deferrable = false, initially_deferred = false;
  };

  // DEFERRABLE and its kin are constraints of their own that belong to the one before.
  static bool is_attribute(const Node& constraint) { return constraint.text("contype").starts_with("CONSTR_ATTR_"); }

  void check_attribute(const Node& attribute, const Node& before) {
    const std::string_view owner = before.text("contype");
    if (owner == "CONSTR_PRIMARY" || owner == "CONSTR_UNIQUE" || owner == "CONSTR_FOREIGN" ||
        (before && is_attribute(before))) {
      return;
    }
    const std::string_view type = attribute.text("contype");
    const std::string_view words = type == "CONSTR_ATTR_DEFERRABLE"       ? "DEFERRABLE"
                                   : type == "CONSTR_ATTR_NOT_DEFERRABLE" ? "NOT DEFERRABLE"
                                   : type == "CONSTR_ATTR_DEFERRED"       ? "INITIALLY DEFERRED"
                                                                          : "INITIALLY IMMEDIATE";
    context_.fail_worded(Condition::syntax_error, "misplaced " + std::string{words} + " clause",
                         context_.position(attribute));
  }

  void add_attribute(const Node& constraint) {
    const std::string_view type = constraint.text("contype");
    attributes_.deferrable |= type == "CONSTR_ATTR_DEFERRABLE" || type == "CONSTR_ATTR_DEFERRED";
    attributes_.initially_deferred |= type == "CONSTR_ATTR_DEFERRED";
  }

  void read_constraint(const Node& constraint) {
    const std::string_view type = constraint.text("contype");
    if (type == "CONSTR_NULL" || type == "CONSTR_NOTNULL") {
      read_nullable(constraint, type == "CONSTR_NULL");
    } else if (type == "CONSTR_DEFAULT") {
      read_default(constraint);
    } else if (type == "CONSTR_IDENTITY") {
      read_identity(constraint);
    } else if (type == "CONSTR_GENERATED") {
      read_generated(constraint);
    } else if (type == "CONSTR_PRIMARY" || type == "CONSTR_UNIQUE") {
      read_column_key(constraint, type == "CONSTR_PRIMARY");
    } else {
      add_table_constraint(constraint);  // CHECK, REFERENCES
    }
  }

  [[noreturn]] void refuse_second(std::string_view what, const Node& constraint) {
    context_.fail_worded(
        Condition::syntax_error,
        std::string{what} + " for column \"" + column_.name + "\" of table \"" + std::string{table_} + "\"",
        context_.position(constraint));
  }

  void read_nullable(const Node& constraint, bool nullable) {
    if (column_.nullable.value_or(nullable) != nullable) {
      context_.fail_worded(Condition::syntax_error,
                           "conflicting NULL/NOT NULL declarations for column \"" + column_.name + "\" of table \"" +
                               std::string{table_} + "\"",
                           context_.position(constraint));
    }
    column_.nullable = nullable;
    column_.not_null_name = nullable ? std::string_view{} : constraint.text("conname");
  }

  void read_default(const Node& constraint) {
    if (column_.default_value) {
      refuse_second("multiple default values specified", constraint);
    }
    column_.default_value = read_expression(constraint.child("raw_expr"), context_);
    column_.default_text = default_text(constraint, starts_, context_);
  }

  void read_identity(const Node& constraint) {
    if (column_.identity) {
      refuse_second("multiple identity specifications", constraint);
    }
    column_.identity = ast::Identity{constraint.text("generated_when") == "a",
                                     read_sequence_options(constraint.list("options"), context_)};
  }

  void read_generated(const Node& constraint) {
    if (column_.generated) {
      refuse_second("multiple generation clauses specified", constraint);
    }
    column_.generated = ast::Generated{read_expression(constraint.child("raw_expr"), context_), true,
                                       parenthesized_text(constraint, "AS", context_)};
  }

  // A key with more to say than that it exists becomes a constraint of the table.
  void read_column_key(const Node& constraint, bool primary) {
    const bool is_plain = !attributes_.deferrable && !constraint.flag("nulls_not_distinct");
    if (!is_plain || (primary ? column_.primary_key : column_.unique)) {
      add_table_constraint(constraint);
      return;
    }
    (primary ? column_.primary_key : column_.unique) = true;
    (primary ? column_.primary_key_name : column_.unique_name) = constraint.text("conname");
    column_.primary_key_position = primary ? context_.position(constraint) : column_.primary_key_position;
  }

  void add_table_constraint(const Node& node) {
    ast::TableConstraint constraint = read_table_constraint(node, context_);
    constraint.column = column_.name;
    constraint.deferrable |= attributes_.deferrable;
    constraint.initially_deferred |= attributes_.initially_deferred;
    if (constraint.kind == ast::ConstraintKind::foreign_key) {
      constraint.columns = {column_.name};
      constraint.references->deferrable = constraint.deferrable;
      constraint.references->initially_deferred = constraint.initially_deferred;
    } else if (constraint.kind != ast::ConstraintKind::check) {
      constraint.parts.resize(1);
      constraint.parts.front().column = column_.name;
    }
    constraints_.push_back(std::move(constraint));
  }

  const Node& node_;
  std::string_view table_;
  std::vector<ast::TableConstraint>& constraints_;
  ReadContext& context_;
  ast::ColumnDefinition column_;
  Attributes attributes_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace

ast::ColumnDefinition read_column(const Node& node, std::string_view table,
                                  std::vector<ast::TableConstraint>& constraints, ReadContext& context) {
  return ColumnReader{node, table, constraints, context}.read();
}

ast::TableConstraint read_table_constraint(const Node& node, ReadContext& context) {
  const std::string_view type = node.text("contype");
  ast::TableConstraint constraint{};
  constraint.position = context.position(node);
  constraint.name = node.text("conname");
  constraint.deferrable = node.flag("deferrable");
  constraint.initially_deferred = node.flag("initdeferred");
  constraint.nulls_not_distinct = node.flag("nulls_not_distinct");
  constraint.not_valid = node.flag("skip_validation");
  constraint.using_index = node.text("indexname");
  if (type == "CONSTR_CHECK") {
    constraint.kind = ast::ConstraintKind::check;
    constraint.check = read_expression(node.child("raw_expr"), context);
    constraint.check_text = parenthesized_text(node, "CHECK", context);
  } else if (type == "CONSTR_FOREIGN") {
    constraint.kind = ast::ConstraintKind::foreign_key;
    constraint.columns = read_strings(node.list("fk_attrs"));
    constraint.references = read_references(node, context);
  } else if (type == "CONSTR_PRIMARY" || type == "CONSTR_UNIQUE") {
    constraint.kind = type == "CONSTR_PRIMARY" ? ast::ConstraintKind::primary_key : ast::ConstraintKind::unique;
    constraint.parts = read_key(node.list("keys"));
    if (node.has("including")) {
      context.unsupported("INCLUDE columns of a constraint", constraint.position);
    }
  } else {
    context.unsupported(type == "CONSTR_EXCLUSION" ? "EXCLUDE" : std::string{type}, constraint.position);
  }
  return constraint;
}

}  // namespace emulator::postgres
