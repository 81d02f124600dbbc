// The nearest name by Levenshtein's distance: at most three letters off, and at most half of what was written. One or
// two columns at the same distance are offered, more are not. Another relation than the one that was named counts as
// far off as its name is.
#include "bind/column_hint.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace emulator::bind {

namespace {

constexpr std::size_t farthest = 3;

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::max<std::size_t>(utf8_at(text, at).size, 1);
    characters.push_back(text.substr(at, size));
    at += size;
  }
  return characters;
}

std::size_t distance(std::string_view one, std::string_view other) {
  const std::vector<std::string_view> left = characters_of(one), right = characters_of(other);
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

class Search {
 public:
  explicit Search(const std::vector<std::string>& parts)
      : name_(parts.back()), relation_(parts.size() > 1 ? &parts[parts.size() - 2] : nullptr) {}

  void look_into(const VisibleRelation& relation) {
    if (!hidden_.empty()) {
      return;
    }
    const std::size_t penalty = relation_ == nullptr ? 0 : std::min(distance(*relation_, relation.alias), farthest + 2);
    for (const OutputColumn& column : relation.columns) {
      if (penalty == 0 && column.label == name_) {
        hidden_ = "There is a column named \"" + name_ + "\" in table \"" + relation.alias +
                  "\", but it cannot be referenced from this part of the query.";
        return;
      }
      weigh(relation.alias + "." + column.label, column.label, penalty);
    }
  }

  std::string hint() const {
    if (!hidden_.empty() || found_.empty()) {
      return hidden_;
    }
    std::string text = "Perhaps you meant to reference the column \"" + found_.front() + "\"";
    return text + (found_.size() > 1 ? " or the column \"" + found_[1] + "\"." : ".");
  }

 private:
  void weigh(const std::string& full, const std::string& label, std::size_t penalty) {
    if (penalty > nearest_) {
      return;
    }
    std::size_t off = distance(label, name_);
    if (off > name_.size() / 2) {
      return;
    }
    off += penalty;
    if (off < nearest_) {
      nearest_ = off;
      found_ = {full};
    } else if (off == nearest_ && found_.size() == 2) {  // too many: only a nearer one is worth telling
      found_.clear();
      nearest_ = off == 0 ? 0 : off - 1;
    } else if (off == nearest_ && (!found_.empty() || nearest_ <= farthest)) {
      found_.push_back(full);
    }
  }

  const std::string& name_;
  const std::string* relation_;
  std::size_t nearest_ = farthest + 1;
  std::vector<std::string> found_;
  std::string hidden_;
};

}  // namespace

std::string column_hint(const std::vector<std::string>& parts, const Scope* scope, const VisibleRelation* hidden) {
  Search search(parts);
  if (hidden != nullptr) {
    search.look_into(*hidden);
  }
  for (; scope != nullptr; scope = scope->outer) {
    for (const VisibleRelation& relation : scope->relations) {
      search.look_into(relation);
    }
  }
  return search.hint();
}

}  // namespace emulator::bind
