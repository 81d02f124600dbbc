// Uses: which columns and relations a stored text (of a view, a check, a generated column, an index) names, and where.
// Recorded while the text is bound; what PostgreSQL drops or refuses to drop with them, and what follows a renaming,
// is decided by it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emulator::bind {

// `parts` names with points between them begin at the byte `position`; the last one is meant.
struct ColumnName {
  std::int64_t table;
  std::int32_t column;
  std::uint32_t position;
  std::size_t parts;
  bool is_label = false;  // a select item without alias, whose label it is
};
struct RelationName {
  std::int64_t relation;
  std::uint32_t position;
  std::size_t parts;
  bool has_alias;
};

struct StarName {  // * or t.*, of so many parts in front; and the columns that it means
  std::uint32_t position;
  std::size_t parts;
  std::string columns;
};
struct SequenceName {  // nextval('…'): the literal
  std::int64_t sequence;
  std::uint32_t position;
};

struct Uses {
  std::set<std::pair<std::int64_t, std::int32_t>> columns;  // table, column; also those that * and USING mean
  std::set<std::pair<std::int64_t, std::int32_t>> joined;   // those that USING and NATURAL mean
  std::set<std::int64_t> relations;                         // tables and views
  std::vector<ColumnName> column_names;
  std::vector<RelationName> relation_names;
  std::vector<SequenceName> sequence_names;
  std::vector<StarName> stars;
};

// A piece of a text that becomes another.
struct Edit {
  std::size_t begin, end;
  std::string replacement;
};

std::string quoted_name(std::string_view name, char quote);
// The edits that put `replacement` for the last of `parts` names that begin at `position`, or for all of them.
Edit last_name_edit(std::string_view text, std::uint32_t position, std::size_t parts, char quote,
                    std::string replacement);
Edit whole_name_edit(std::string_view text, std::uint32_t position, std::size_t parts, char quote,
                     std::string replacement);
// Puts the columns for each star, as engines do when they keep a view.
std::vector<Edit> star_edits(std::string_view text, const Uses& uses, char quote);
std::string edited(std::string text, std::vector<Edit> edits);

}  // namespace emulator::bind
