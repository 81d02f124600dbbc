// What follows a renaming in PostgreSQL, which keeps what it parsed: the texts of the table's own expressions and of
// the views that name a column, a table or a view. And the renaming of what is no table.
#include <algorithm>

#include "bind/alteration.hpp"

namespace emulator::bind {

Uses StatementBinder::uses_in_expression(const std::string& text, const catalog::Table& table) {
  Uses uses;
  Uses* const outer = std::exchange(uses_, &uses);
  without_position([&] { bind_over_table(*dialect_.parse_expression(text), table, Clause::check); });
  uses_ = outer;
  return uses;
}

Uses StatementBinder::uses_in_query(const std::string& text, const std::string& search_schema) {
  Uses uses;
  Uses* const outer = std::exchange(uses_, &uses);
  const std::string* const outer_schema = std::exchange(search_schema_, &search_schema);
  without_position([&] {
    const ast::Statement parsed = dialect_.parse(text);
    query(*std::get<ast::QueryPtr>(parsed.node), nullptr);
  });
  search_schema_ = outer_schema;
  uses_ = outer;
  return uses;
}

std::vector<const catalog::View*> StatementBinder::views_using(const std::function<bool(const Uses&)>& concerned) {
  std::vector<const catalog::View*> views;
  for (const auto& [name, view] : catalog_.views) {
    if (concerned(uses_in_query(view->text, view->search_schema))) {
      views.push_back(view.get());
    }
  }
  return views;
}

// And, first, the views over them.
void StatementBinder::drop_views(const std::vector<const catalog::View*>& views,
                                 std::vector<catalog::Change>& changes) {
  for (const catalog::View* view : views) {
    const bool is_gone = std::any_of(changes.begin(), changes.end(), [&](const catalog::Change& change) {
      const auto* drop = std::get_if<catalog::DropView>(&change);
      return drop != nullptr && drop->id == view->id;
    });
    if (!is_gone) {
      changes.emplace_back(catalog::DropView{view->id});
      drop_views(views_using([&](const Uses& uses) { return uses.relations.contains(view->id); }), changes);
    }
  }
}

// Every view in which `edits_of` finds something to change gets its new text.
void StatementBinder::rewrite_views(
    const std::function<std::vector<Edit>(const std::string& text, const Uses& uses)>& edits_of,
    std::vector<catalog::Change>& changes) {
  for (const auto& [name, view] : catalog_.views) {
    const Uses uses = uses_in_query(view->text, view->search_schema);
    std::vector<Edit> edits = edits_of(view->text, uses);
    if (edits.empty()) {
      continue;
    }
    catalog::View changed = *view;
    changed.text = edited(changed.text, std::move(edits));
    changes.emplace_back(catalog::PutView{std::move(changed)});
  }
}

// The views that read from this relation go on doing so under its new name, and call it by the old one.
void StatementBinder::rename_in_views(std::int64_t relation, const std::string& old_name, const std::string& schema,
                                      const std::string& name, std::vector<catalog::Change>& changes) {
  const char quote = dialect_.traits.identifier_quote;
  const std::string qualified = quoted_name(schema, quote) + "." + quoted_name(name, quote);
  rewrite_views(
      [&](const std::string& text, const Uses& uses) {
        std::vector<Edit> edits;
        for (const RelationName& used : uses.relation_names) {
          if (used.relation == relation) {
            const std::string alias = used.has_alias ? "" : " AS " + quoted_name(old_name, quote);
            edits.push_back(whole_name_edit(text, used.position, used.parts, quote, qualified + alias));
          }
        }
        return edits;
      },
      changes);
}

// Applies `edits_of` to each expression that the table keeps.
void Alteration::rewrite_texts(const std::function<std::vector<Edit>(const std::string&, const Uses&)>& edits_of) {
  const auto rewrite = [&](std::string& text) {
    text = edited(text, edits_of(text, binder_.uses_in_expression(text, table_)));
  };
  for (catalog::Constraint& constraint : table_.constraints) {
    if (constraint.kind == catalog::ConstraintKind::check) {
      rewrite(constraint.check_text);
    }
  }
  for (catalog::Column& column : table_.columns) {
    if (column.generated_text) {
      rewrite(*column.generated_text);
    }
  }
  for (catalog::Index& index : table_.indexes) {
    for (catalog::IndexPart& part : index.parts) {
      if (part.column == 0) {
        rewrite(part.text);
      }
    }
    if (!index.where_text.empty()) {
      rewrite(index.where_text);
    }
  }
}

// `column` still has its old name.
void Alteration::rename_in_texts(const catalog::Column& column, const std::string& to) {
  const char quote = dialect_.traits.identifier_quote;
  const auto edits_of = [&](const std::string& text, const Uses& uses) {
    std::vector<Edit> edits;
    if (uses.joined.contains({table_.id, column.id})) {
      binder_.unsupported("renaming a column by which a view joins", ast::no_position);
    }
    for (const ColumnName& used : uses.column_names) {
      if (used.table == table_.id && used.column == column.id) {
        const std::string label = used.is_label ? " AS " + quoted_name(column.name, quote) : "";
        edits.push_back(last_name_edit(text, used.position, used.parts, quote, quoted_name(to, quote) + label));
      }
    }
    return edits;
  };
  rewrite_texts(edits_of);
  binder_.rewrite_views(edits_of, changes_);
}

// What calls a column by the table's name loses that name, which means the same.
void Alteration::rename_in_texts(const std::string& schema, const std::string& name) {
  const char quote = dialect_.traits.identifier_quote;
  rewrite_texts([&](const std::string& text, const Uses& uses) {
    std::vector<Edit> edits;
    for (const ColumnName& used : uses.column_names) {
      if (used.parts > 1) {
        const std::string column = quoted_name(table_.find(used.column)->name, quote);
        edits.push_back(whole_name_edit(text, used.position, used.parts, quote, column));
      }
    }
    return edits;
  });
  binder_.rename_in_views(table_.id, table_.name, schema, name, changes_);
}

}  // namespace emulator::bind
