// The query of a view as PostgreSQL's ruleutils lays it out: a column to a line, each clause on its own. FROM is read
// off the parsed text, which has the aliases; expressions off the bound tree, which has the types. What is not here
// (WITH, set operations, subqueries, USING, windows, CASE, which have layouts of their own) is not printed at all.
#include <map>

#include "base/error.hpp"
#include "bind/writer.hpp"
#include "bind/written.hpp"

namespace emulator::bind {

namespace {

class QueryWriter {
 public:
  QueryWriter(std::string_view text, const std::vector<std::string>& columns, bool pretty,
              const Environment& environment)
      : columns_(columns),
        pretty_(pretty),
        environment_(environment),
        writer_(
            text,
            [this](std::int32_t relation) {
              const auto found = relations_.find(relation);
              return found == relations_.end() ? nullptr : &found->second;
            },
            pretty, environment) {}

  std::optional<std::string> write(const ast::Query& written, const Query& bound) {
    const auto* node = std::get_if<ast::Select>(&written.body);
    const auto* select = std::get_if<Select>(&bound.body);
    const bool is_plain = node != nullptr && select != nullptr && written.with.empty() && written.locking.empty() &&
                          !written.with_ties && node->windows.empty() && select->grouping_sets.empty() &&
                          select->distinct_on.empty();
    if (!is_plain) {
      return std::nullopt;
    }
    const std::string source = from_list(node->from, select->from.get());
    std::string text = select->distinct ? " SELECT DISTINCT " : " SELECT ";
    text += outputs(*select);
    text += source.empty() ? "" : "\n   FROM " + source;
    if (select->where != nullptr) {
      text += "\n  WHERE " + expression(*select->where);
    }
    for (std::size_t key = 0; key < select->group_by.size(); ++key) {
      text += (key == 0 ? "\n  GROUP BY " : ", ") + sort_expression(*select->group_by[key]);
    }
    if (select->having != nullptr) {
      text += "\n HAVING " + expression(*select->having);
    }
    for (std::size_t key = 0; key < bound.order_by.size(); ++key) {
      text += (key == 0 ? "\n  ORDER BY " : ", ") + sort_key(bound.order_by[key], *select);
    }
    text += limit(" OFFSET ", written.offset) + limit(" LIMIT ", written.limit);
    return known_ ? std::optional(text + ";") : std::nullopt;
  }

 private:
  std::string unknown() {
    known_ = false;
    return {};
  }

  std::string expression(const Expression& expression) {
    const std::optional<std::string> text = writer_.write(expression);
    return text ? *text : unknown();
  }

  std::string outputs(const Select& select) {
    std::string text;
    for (std::size_t index = 0; index < select.outputs.size(); ++index) {
      const Expression& output = *select.outputs[index];
      text += (index == 0 ? "" : ",\n    ") + expression(output);
      const auto* use = std::get_if<ColumnUse>(&output.node);
      const bool is_named =
          use != nullptr && relations_.contains(use->relation) &&
          relations_.at(use->relation).columns[static_cast<std::size_t>(use->column)] == columns_[index];
      text += is_named ? "" : " AS " + quoted_identifier(columns_[index]);
    }
    return text;
  }

  // --- FROM
  std::string from_list(const std::vector<ast::FromItemPtr>& items, const From* bound) {
    std::vector<const From*> parts;  // a list is a chain of cross joins, the last item on the right
    for (std::size_t index = items.size(); index > 1; --index) {
      const auto* join = std::get_if<Join>(&bound->node);
      if (join == nullptr) {
        return unknown();
      }
      parts.insert(parts.begin(), join->right.get());
      bound = join->left.get();
    }
    if (!items.empty()) {
      parts.insert(parts.begin(), bound);
    }
    std::string text;
    for (std::size_t index = 0; index < items.size(); ++index) {
      text += (index == 0 ? "" : ",\n    ") + from_item(*items[index], *parts[index]);
    }
    return text;
  }

  std::string from_item(const ast::FromItem& written, const From& bound) {
    if (const auto* table = std::get_if<ast::TableReference>(&written.node)) {
      return relation(*table, bound);
    }
    const auto* node = std::get_if<ast::Join>(&written.node);
    const auto* join = std::get_if<Join>(&bound.node);
    if (node == nullptr || join == nullptr || !node->using_columns.empty() || node->natural) {
      return unknown();
    }
    std::string text = from_item(*node->left, *join->left) + "\n     " + std::string(word_of(node->kind)) + " ";
    const std::string right = from_item(*node->right, *join->right);
    text += pretty_ && std::holds_alternative<ast::Join>(node->right->node) ? "(" + right + ")" : right;
    if (join->on != nullptr) {
      const std::string on = expression(*join->on);
      text += " ON " + (pretty_ ? on : "(" + on + ")");
    }
    return pretty_ ? text : "(" + text + ")";
  }

  static std::string_view word_of(ast::JoinKind kind) {
    switch (kind) {
      case ast::JoinKind::inner:
        return "JOIN";
      case ast::JoinKind::cross:
        return "CROSS JOIN";
      case ast::JoinKind::left:
        return "LEFT JOIN";
      case ast::JoinKind::right:
        return "RIGHT JOIN";
      case ast::JoinKind::full:
        return "FULL JOIN";
    }
    return {};
  }

  std::string relation(const ast::TableReference& written, const From& bound) {
    const auto* base = std::get_if<BaseTable>(&bound.node);
    if (base == nullptr || base->table->is_system_view || !written.column_aliases.empty()) {
      return unknown();
    }
    const catalog::Table& table = *base->table;
    WrittenRelation names;
    const std::string& alias = written.alias.empty() ? table.name : written.alias;
    names.prefix = quoted_identifier(alias) + ".";
    for (const catalog::Column& column : table.columns) {
      names.columns.push_back(column.name);
      names.types.push_back(column.type);
    }
    relations_[base->relation] = std::move(names);
    const bool is_usual = table.schema == environment_.dialect->traits.default_schema;
    const std::string name = (is_usual ? "" : quoted_identifier(table.schema) + ".") + quoted_identifier(table.name);
    return alias == table.name ? name : name + " " + quoted_identifier(alias);
  }

  // --- GROUP BY, ORDER BY, LIMIT
  std::string sort_expression(const Expression& value) {
    const std::string text = expression(value);
    if (std::holds_alternative<ColumnUse>(value.node)) {
      return text;
    }
    const auto* call = std::get_if<Call>(&value.node);
    const bool is_function = std::holds_alternative<Aggregate>(value.node) ||
                             (call != nullptr && call->overload->kind == sql::OverloadKind::function);
    return pretty_ || is_function ? "(" + text + ")" : text;
  }

  std::string sort_key(const SortKey& key, const Select& select) {
    const Expression& value =
        key.expression != nullptr ? *key.expression : *select.outputs[static_cast<std::size_t>(key.output)];
    std::string text = sort_expression(value);
    text += key.descending ? " DESC" : "";
    return key.nulls_first == key.descending ? text : text + (key.nulls_first ? " NULLS FIRST" : " NULLS LAST");
  }

  std::string limit(const std::string& word, const ast::ExpressionPtr& count) {
    if (count == nullptr) {
      return {};
    }
    const auto* number = std::get_if<ast::NumberLiteral>(&count->node);
    return number == nullptr ? unknown() : "\n" + word + number->text;
  }

  const std::vector<std::string>& columns_;
  const bool pretty_;
  const Environment& environment_;
  std::map<std::int32_t, WrittenRelation> relations_;
  Writer writer_;
  bool known_ = true;
};

}  // namespace

std::optional<std::string> written_query(std::string_view text, const std::vector<std::string>& columns,
                                         const Environment& environment, bool pretty) {
  try {
    const ast::Statement parsed = environment.dialect->parse(text);
    const Statement bound = bind(parsed, environment);
    return QueryWriter(text, columns, pretty, environment)
        .write(*std::get<ast::QueryPtr>(parsed.node), *std::get<QueryPtr>(bound));
  } catch (const SqlError&) {
    return std::nullopt;  // a name that another search path found when the text was new
  }
}

}  // namespace emulator::bind
