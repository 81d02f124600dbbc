// Printing of statements other than queries.
#include <array>

#include "sql/ast_printer.hpp"

namespace emulator::ast {
namespace {

constexpr std::array<std::string_view, 6> constraint_names = {"primary_key", "unique", "check",
                                                              "foreign_key", "index",  "exclusion"};
constexpr std::array<std::string_view, 5> referential_actions = {"no_action", "restrict", "cascade", "set_null",
                                                                 "set_default"};
constexpr std::array<std::string_view, 15> object_names = {
    "table",  "view",       "materialized_view", "index", "schema",   "database",  "sequence", "type",
    "column", "constraint", "extension",         "event", "function", "procedure", "trigger"};

struct StatementPrinter {
  Printer& out;

  // --- Data
  void operator()(const QueryPtr& query) const { out.put(query); }
  void operator()(const Insert& node) const {
    constexpr std::array<std::string_view, 3> kinds = {"insert", "insert_ignore", "replace"};
    out.open(kinds[static_cast<std::size_t>(node.kind)]);
    out.put(node.with, node.recursive);
    out.put(node.table);
    out.field("as", node.alias);
    names("columns", node.columns);
    out.flag(node.overriding_system, "overriding_system");
    out.flag(node.overriding_user, "overriding_user");
    out.put(node.source);
    out.flag(node.source == nullptr, "default_values");
    out.field("row_as", node.row_alias);
    out.strings("row_columns", node.row_column_aliases);
    if (node.on_conflict) {
      conflict(*node.on_conflict);
    }
    out.put("returning", node.returning);
    out.close();
  }
  void operator()(const Update& node) const {
    out.open(node.ignore ? "update_ignore" : "update");
    out.put(node.with, node.recursive);
    out.put(node.target);
    assignments(node.assignments);
    out.put("from", node.from);
    out.put("where", node.where);
    out.put("order_by", node.order_by);
    out.put("limit", node.limit);
    out.put("returning", node.returning);
    out.close();
  }
  void operator()(const Delete& node) const {
    out.open(node.ignore ? "delete_ignore" : "delete");
    out.put(node.with, node.recursive);
    names("targets", node.targets);
    out.put(node.from);
    out.put("using", node.using_);
    out.put("where", node.where);
    out.put("order_by", node.order_by);
    out.put("limit", node.limit);
    out.put("returning", node.returning);
    out.close();
  }
  void operator()(const Merge& node) const { out.put(node); }

  // --- Definitions
  void operator()(const CreateTable& node) const {
    out.open("create_table");
    out.put(node.name);
    out.flag(node.if_not_exists, "if_not_exists");
    out.flag(node.temporary, "temporary");
    for (const ColumnDefinition& definition : node.columns) {
      column(definition);
    }
    for (const TableConstraint& definition : node.constraints) {
      constraint(definition);
    }
    options(node.options);
    if (node.as != nullptr) {
      out.open("as");
      out.put(node.as);
      out.strings("columns", node.column_names);
      out.flag(!node.with_data, "with_no_data");
      out.close();
    }
    for (const TableLike& like : node.likes) {
      out.open("like");
      out.put(like.table);
      out.close();
    }
    if (node.like) {
      out.open("like");
      out.put(*node.like);
      out.close();
    }
    out.close();
  }
  void operator()(const AlterTable& node) const {
    out.open("alter_" + std::string(object_names[static_cast<std::size_t>(node.kind)]));
    out.put(node.name);
    out.flag(node.if_exists, "if_exists");
    for (const AlterAction& action : node.actions) {
      std::visit(*this, action.node);
    }
    out.close();
  }
  void operator()(const CreateIndex& node) const {
    out.open(node.unique ? "create_unique_index" : "create_index");
    out.word(node.name.empty() ? "-" : node.name);
    out.put(node.table);
    out.flag(node.if_not_exists, "if_not_exists");
    out.flag(node.concurrently, "concurrently");
    out.field("method", node.method);
    parts(node.parts);
    out.strings("include", node.include);
    out.put("where", node.where);
    out.close();
  }
  void operator()(const CreateView& node) const {
    out.open("create_view");
    out.put(node.name);
    out.flag(node.or_replace, "or_replace");
    out.flag(node.must_exist, "must_exist");
    out.flag(node.materialized, "materialized");
    out.flag(node.temporary, "temporary");
    out.flag(node.if_not_exists, "if_not_exists");
    out.strings("columns", node.columns);
    out.put(node.query);
    text(node.text);
    out.close();
  }
  void operator()(const CreateSchema& node) const {
    out.open(node.must_exist ? "alter_schema" : "create_schema");
    out.word(node.name);
    out.flag(node.if_not_exists, "if_not_exists");
    options(node.options);
    out.close();
  }
  void operator()(const CreateDatabase& node) const {
    out.open("create_database");
    out.word(node.name);
    out.flag(node.if_not_exists, "if_not_exists");
    out.close();
  }
  void operator()(const CreateSequence& node) const {
    out.open("create_sequence");
    out.put(node.name);
    out.flag(node.if_not_exists, "if_not_exists");
    out.flag(node.temporary, "temporary");
    sequence(node.options);
    out.close();
  }
  void operator()(const AlterSequence& node) const {
    out.open("alter_sequence");
    out.put(node.name);
    out.flag(node.if_exists, "if_exists");
    sequence(node.options);
    out.close();
  }
  void operator()(const CreateExtension& node) const {
    out.open("create_extension");
    out.word(node.name);
    if (!node.schema.empty()) {
      out.word(node.schema);
    }
    out.flag(node.if_not_exists, "if_not_exists");
    out.close();
  }
  void operator()(const RenameTables& node) const {
    out.open("rename_tables");
    for (const TableRename& rename : node.renames) {
      out.put(rename.from);
      out.put(rename.to);
    }
    out.close();
  }
  void operator()(const RenameSchema& node) const { pair("rename_schema", node.from, node.to); }
  void operator()(const RefreshView& node) const {
    out.open("refresh_view");
    out.put(node.name);
    out.flag(!node.with_data, "with_no_data");
    out.close();
  }
  void operator()(const Comment& node) const {
    out.open("comment_on_" + std::string(object_names[static_cast<std::size_t>(node.kind)]));
    out.put(node.name);
    out.flag(!node.part.empty(), node.part);
    out.quoted(node.text);
    out.close();
  }
  void operator()(const CreateEnum& node) const {
    out.open("create_enum");
    out.put(node.name);
    for (const std::string& label : node.labels) {
      out.quoted(label);
    }
    out.close();
  }
  void operator()(const AlterEnum& node) const {
    out.open("alter_enum");
    out.put(node.name);
    out.quoted(node.value);
    out.flag(node.if_not_exists, "if_not_exists");
    out.field(node.before ? "before" : "after", node.neighbour);
    out.field("renamed_from", node.renamed_from);
    out.field("new_name", node.new_name);
    out.field("new_schema", node.new_schema);
    out.close();
  }
  void operator()(const Drop& node) const {
    out.open("drop_" + std::string(object_names[static_cast<std::size_t>(node.kind)]));
    for (const Name& name : node.names) {
      out.put(name);
    }
    if (!node.table.parts.empty()) {
      out.open("on");
      out.put(node.table);
      out.close();
    }
    out.flag(node.if_exists, "if_exists");
    out.flag(node.cascade, "cascade");
    out.flag(node.temporary, "temporary");
    out.close();
  }
  void operator()(const Truncate& node) const {
    out.open("truncate");
    for (const Name& table : node.tables) {
      out.put(table);
    }
    out.flag(node.restart_identity, "restart_identity");
    out.flag(node.cascade, "cascade");
    out.close();
  }

  // --- Sessions
  void operator()(const Transaction& node) const {
    constexpr std::array<std::string_view, 7> kinds = {"begin",   "commit",      "rollback",           "savepoint",
                                                       "release", "rollback_to", "set_characteristics"};
    constexpr std::array<std::string_view, 5> levels = {"", "read_uncommitted", "read_committed", "repeatable_read",
                                                        "serializable"};
    out.open(kinds[static_cast<std::size_t>(node.kind)]);
    out.flag(!node.savepoint.empty(), node.savepoint);
    out.flag(node.isolation != IsolationLevel::unspecified, levels[static_cast<std::size_t>(node.isolation)]);
    out.flag(node.read_only.has_value(), node.read_only.value_or(false) ? "read_only" : "read_write");
    out.flag(node.for_session, "session");
    out.close();
  }
  void operator()(const Set& node) const {
    constexpr std::array<std::string_view, 4> scopes = {"session", "local", "global", "user"};
    out.open("set");
    for (const SetVariable& variable : node.variables) {
      out.open(scopes[static_cast<std::size_t>(variable.scope)]);
      out.word(variable.name);
      for (const ExpressionPtr& value : variable.values) {
        out.put(value);
      }
      out.flag(variable.to_default, "default");
      out.close();
    }
    out.close();
  }
  void operator()(const ShowVariable& node) const { out.field("show", node.name); }
  void operator()(const Use& node) const { out.field("use", node.database); }
  void operator()(const SessionCommand& node) const {
    std::visit([this](const auto& command) { put(command); }, node);
  }
  void put(const ShowDiagnostics& node) const {
    out.open(node.errors_only ? "show_errors" : "show_warnings");
    out.flag(node.counts, "count");
    out.close();
  }
  void put(const Prepare& node) const {
    out.open("prepare");
    out.quoted(node.name);
    out.quoted((node.is_variable ? "@" : "") + node.text);
    out.close();
  }
  void put(const ExecutePrepared& node) const {
    out.open("execute");
    out.quoted(node.name);
    for (const std::string& variable : node.variables) {
      out.quoted("@" + variable);
    }
    out.close();
  }
  void put(const SetConstraints& node) const { out.put(node); }
  void put(const Deallocate& node) const { out.field("deallocate", node.name); }
  void put(const TableMaintenance& node) const {
    out.open("maintain");
    out.quoted(node.what);
    for (const Name& table : node.tables) {
      out.put(table);
    }
    out.close();
  }
  void operator()(const RoleCommand& node) const { print_role_command(out, node); }
  void operator()(const Nothing& node) const {
    out.open("nothing");
    out.quoted(node.what);
    out.close();
  }

  // --- Actions of ALTER TABLE
  void operator()(const AddColumn& node) const {
    out.open("add");
    column(node.column);
    for (const TableConstraint& definition : node.constraints) {
      constraint(definition);
    }
    out.flag(node.if_not_exists, "if_not_exists");
    place(node.first, node.after);
    out.close();
  }
  void operator()(const DropColumn& node) const {
    out.open("drop_column");
    out.word(node.column);
    out.flag(node.if_exists, "if_exists");
    out.flag(node.cascade, "cascade");
    out.close();
  }
  void operator()(const RenameColumn& node) const { pair("rename_column", node.from, node.to); }
  void operator()(const ModifyColumn& node) const {
    out.open("modify");
    out.word(node.from);
    column(node.column);
    place(node.first, node.after);
    out.close();
  }
  void operator()(const AlterColumnType& node) const {
    out.open("alter_type");
    out.word(node.column);
    out.put(node.type);
    out.put("using", node.using_);
    out.close();
  }
  void operator()(const SetColumnDefault& node) const {
    out.open(node.value == nullptr ? "drop_default" : "set_default");
    out.word(node.column);
    out.put(node.value);
    text(node.text);
    out.close();
  }
  void operator()(const SetColumnNullable& node) const {
    out.field(node.nullable ? "drop_not_null" : "set_not_null", node.column);
  }
  void operator()(const AddConstraint& node) const {
    out.open("add");
    constraint(node.constraint);
    out.close();
  }
  void operator()(const DropConstraint& node) const {
    out.open("drop_" +
             (node.any_kind ? "constraint" : std::string(constraint_names[static_cast<std::size_t>(node.kind)])));
    out.word(node.name);
    out.flag(node.if_exists, "if_exists");
    out.flag(node.cascade, "cascade");
    out.close();
  }
  void operator()(const RenameConstraint& node) const {
    pair(node.is_index ? "rename_index" : "rename_constraint", node.from, node.to);
  }
  void operator()(const RenameTable& node) const {
    out.open("rename");
    out.put(node.to);
    out.close();
  }
  void operator()(const SetTableOption& node) const { pair("option", node.option.name, node.option.value); }
  void operator()(const SetColumnIdentity& node) const {
    out.open(node.drop ? "drop_identity" : node.identity ? "set_identity" : "change_identity");
    out.word(node.column);
    out.flag(node.if_exists, "if_exists");
    if (node.identity) {
      identity(*node.identity);
    }
    out.flag(node.always.has_value(), node.always.value_or(false) ? "always" : "by_default");
    sequence(node.options);
    out.close();
  }
  void operator()(const DropExpression& node) const {
    out.open("drop_expression");
    out.word(node.column);
    out.flag(node.if_exists, "if_exists");
    out.close();
  }
  void operator()(const ValidateConstraint& node) const { out.field("validate", node.name); }
  void operator()(const AlterConstraint& node) const {
    out.open("alter_constraint");
    out.word(node.name);
    out.flag(node.deferrable, "deferrable");
    out.flag(node.initially_deferred, "initially_deferred");
    out.flag(node.enforced.has_value(), node.enforced.value_or(true) ? "enforced" : "not_enforced");
    out.close();
  }
  void operator()(const SetTableSchema& node) const { out.field("set_schema", node.schema); }
  void operator()(const SetOwner& node) const { out.field("set_owner", role_word(node.role)); }
  void operator()(const SetRowSecurity& node) const { out.field("row_security", node.is_on ? "on" : "off"); }
  void operator()(const SetTriggers& node) const {
    out.open("set_triggers");
    out.flag(!node.name.empty(), node.name);
    out.flag(node.with_foreign_keys, "with_foreign_keys");
    out.close();
  }
  void operator()(const WithoutEffect& node) const {
    out.open("without_effect");
    out.quoted(node.what);
    out.close();
  }

 private:
  void names(std::string_view tag, const std::vector<Name>& list) const {
    if (list.empty()) {
      return;
    }
    out.open(tag);
    for (const Name& name : list) {
      out.put(name);
    }
    out.close();
  }
  void pair(std::string_view tag, std::string_view first, std::string_view second) const {
    out.open(tag);
    out.word(first);
    out.word(second);
    out.close();
  }
  void text(std::string_view source) const {
    if (!source.empty()) {
      out.open("text");
      out.quoted(source);
      out.close();
    }
  }
  void place(bool first, std::string_view after) const {
    out.flag(first, "first");
    out.field("after", after);
  }
  void options(const std::vector<TableOption>& list) const {
    for (const TableOption& option : list) {
      pair("option", option.name, option.value);
    }
  }
  void assignments(const std::vector<Assignment>& list) const {
    out.open("set");
    for (const Assignment& assignment : list) {
      out.open("=");
      out.put(assignment.column);
      out.put(assignment.value);
      out.close();
    }
    out.close();
  }
  void conflict(const OnConflict& node) const {
    out.open(node.any_key ? "on_duplicate_key" : "on_conflict");
    out.put("target", node.target);
    out.put("target_where", node.target_where);
    out.field("constraint", node.constraint);
    if (node.update) {
      assignments(node.assignments);
    } else {
      out.word("nothing");
    }
    out.put("where", node.where);
    out.close();
  }
  void column(const ColumnDefinition& node) const {
    out.open("column");
    out.word(node.name);
    out.put(node.type);
    out.flag(node.nullable.has_value(), node.nullable.value_or(true) ? "null" : "not_null");
    out.field("not_null_name", node.not_null_name);
    out.put("default", node.default_value);
    text(node.default_text);
    out.flag(node.auto_increment, "auto_increment");
    out.flag(node.primary_key, "primary_key");
    out.field("primary_key_name", node.primary_key_name);
    out.flag(node.unique, "unique");
    out.field("unique_name", node.unique_name);
    if (node.identity) {
      identity(*node.identity);
    }
    if (node.generated) {
      out.open(node.generated->stored ? "stored" : "virtual");
      out.put(node.generated->expression);
      text(node.generated->text);
      out.close();
    }
    out.put("on_update", node.on_update);
    if (!node.comment.empty()) {
      out.open("comment");
      out.quoted(node.comment);
      out.close();
    }
    out.flag(node.has_references, "references");
    out.close();
  }
  void identity(const Identity& node) const {
    out.open(node.always ? "identity_always" : "identity");
    sequence(node.options);
    out.close();
  }
  void constraint(const TableConstraint& node) const {
    out.open(constraint_names[static_cast<std::size_t>(node.kind)]);
    out.flag(!node.name.empty(), node.name);
    out.field("column", node.column);
    parts(node.parts);
    out.strings("columns", node.columns);
    if (node.references) {
      references(*node.references);
    }
    out.put("check", node.check);
    text(node.check_text);
    out.field("method", node.method);
    out.flag(node.nulls_not_distinct, "nulls_not_distinct");
    out.flag(node.deferrable, "deferrable");
    out.flag(node.initially_deferred, "initially_deferred");
    out.flag(node.not_enforced, "not_enforced");
    out.close();
  }
  void references(const References& node) const {
    out.open("references");
    out.put(node.table);
    out.strings("columns", node.columns);
    if (node.on_delete != ReferentialAction::no_action) {
      out.field("on_delete", referential_actions[static_cast<std::size_t>(node.on_delete)]);
    }
    if (node.on_update != ReferentialAction::no_action) {
      out.field("on_update", referential_actions[static_cast<std::size_t>(node.on_update)]);
    }
    out.flag(node.deferrable, "deferrable");
    out.flag(node.initially_deferred, "initially_deferred");
    out.close();
  }
  void parts(const std::vector<IndexPart>& list) const {
    if (list.empty()) {
      return;
    }
    out.open("parts");
    for (const IndexPart& part : list) {
      index_part(part);
    }
    out.close();
  }
  void index_part(const IndexPart& part) const {
    const bool is_plain = part.expression == nullptr && part.prefix_length == 0 &&
                          part.order == SortOrder::unspecified && part.nulls == NullsOrder::unspecified &&
                          part.collation.empty() && part.operator_class.empty();
    if (is_plain) {
      out.word(part.column);
      return;
    }
    out.open("part");
    out.flag(!part.column.empty(), part.column);
    out.put(part.expression);
    text(part.text);
    out.flag(part.prefix_length != 0, std::to_string(part.prefix_length));
    out.flag(part.order == SortOrder::ascending, "asc");
    out.flag(part.order == SortOrder::descending, "desc");
    out.flag(part.nulls == NullsOrder::first, "nulls_first");
    out.flag(part.nulls == NullsOrder::last, "nulls_last");
    out.field("collate", part.collation);
    out.field("operator_class", part.operator_class);
    out.close();
  }
  void number(std::string_view tag, const std::optional<std::int64_t>& value) const {
    if (value) {
      out.field(tag, std::to_string(*value));
    }
  }
  void sequence(const SequenceOptions& node) const {
    number("start", node.start);
    number("increment", node.increment);
    number("minimum", node.minimum);
    number("maximum", node.maximum);
    number("restart", node.restart);
    number("cache", node.cache);
    out.flag(node.no_minimum, "no_minimum");
    out.flag(node.no_maximum, "no_maximum");
    out.flag(node.restart_at_start, "restart");
    out.flag(node.cycle.has_value(), node.cycle.value_or(false) ? "cycle" : "no_cycle");
    for (const auto& [tag, name] :
         {std::pair("owned_by", &node.owned_by), std::pair("as", &node.as_type), std::pair("name", &node.name)}) {
      if (!name->parts.empty()) {
        out.open(tag);
        out.put(*name);
        out.close();
      }
    }
  }
};

}  // namespace

void Printer::put(const Statement& statement) {
  std::visit(StatementPrinter{*this}, statement.node);
}

}  // namespace emulator::ast
