// One walk over the nodes, operands before what joins them. Inside a phrase a node is a set of places, or of all places
// but some; the places are where the last word of it stands.
#include "sql/postgres/text_search/match.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace emulator::postgres::text_search {

namespace {

struct Places {
  bool is_found = false;
  bool is_unknown = false;     // nobody knows where
  bool is_complement = false;  // everywhere but at these
  std::int64_t width = 0;      // from its first word to its last
  std::vector<std::int64_t> at = {};
};

enum class Keep : std::uint8_t {
  both,
  either,
  left_only,
  right_only
};

std::vector<std::int64_t> moved(std::vector<std::int64_t> places, std::int64_t distance) {
  for (std::int64_t& place : places) {
    place += distance;
  }
  return places;
}

std::vector<std::int64_t> combined(const std::vector<std::int64_t>& left, const std::vector<std::int64_t>& right,
                                   Keep keep) {
  std::vector<std::int64_t> made;
  const auto out = std::back_inserter(made);
  switch (keep) {
    case Keep::both:
      std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), out);
      break;
    case Keep::either:
      std::set_union(left.begin(), left.end(), right.begin(), right.end(), out);
      break;
    case Keep::left_only:
      std::set_difference(left.begin(), left.end(), right.begin(), right.end(), out);
      break;
    case Keep::right_only:
      std::set_difference(right.begin(), right.end(), left.begin(), left.end(), out);
      break;
  }
  return made;
}

Places complement(Places places) {
  if (places.is_unknown) {
    return places;
  }
  if (!places.is_found) {
    return {.is_found = true, .is_complement = true};
  }
  if (places.at.empty()) {  // everywhere
    return {.is_found = !places.is_complement};
  }
  places.is_complement = !places.is_complement;
  return places;
}

// All of the left one's and the right one's, which stand `left_offset` and `right_offset` before their end.
Places meeting(const Places& left, const Places& right, std::int64_t left_offset, std::int64_t right_offset,
               std::int64_t width) {
  Places made{.is_found = true, .width = width};
  const bool neither = left.is_complement && right.is_complement;
  const Keep keep = neither               ? Keep::either
                    : left.is_complement  ? Keep::right_only
                    : right.is_complement ? Keep::left_only
                                          : Keep::both;
  made.at = combined(moved(left.at, left_offset), moved(right.at, right_offset), keep);
  made.is_complement = neither;
  made.is_found = neither || !made.at.empty();
  return made;
}

Places alternative(Places left, Places right) {
  if (left.is_unknown || right.is_unknown) {
    return {.is_unknown = true};
  }
  if (!left.is_found && !right.is_found) {
    return {};
  }
  left.width = left.is_found ? left.width : 0;
  right.width = right.is_found ? right.width : 0;
  Places made{.is_found = true, .width = std::max(left.width, right.width)};
  const bool both = left.is_complement && right.is_complement;
  const Keep keep = both                  ? Keep::both
                    : left.is_complement  ? Keep::left_only
                    : right.is_complement ? Keep::right_only
                                          : Keep::either;
  made.at = combined(moved(std::move(left.at), made.width - left.width),
                     moved(std::move(right.at), made.width - right.width), keep);
  made.is_complement = left.is_complement || right.is_complement;
  made.is_found = made.is_complement || !made.at.empty();
  return made;
}

Places places_of(const Node& node, Places left, Places right) {
  const bool is_met = node.kind == NodeKind::and_ || node.kind == NodeKind::phrase;
  if (is_met && ((!left.is_found && !left.is_unknown) || (!right.is_found && !right.is_unknown))) {
    return {};
  }
  if (is_met && (left.is_unknown || right.is_unknown)) {
    return {.is_unknown = true};
  }
  switch (node.kind) {
    case NodeKind::word:
    case NodeKind::gap:
      break;
    case NodeKind::not_:
      return complement(std::move(right));
    case NodeKind::or_:
      return alternative(std::move(left), std::move(right));
    case NodeKind::and_: {
      const std::int64_t width = std::max(left.width, right.width);
      return meeting(left, right, width - left.width, width - right.width, width);
    }
    case NodeKind::phrase:
      return meeting(left, right, node.distance + right.width, 0, left.width + node.distance + right.width);
  }
  return {};
}

bool truth_of(const Node& node, const std::vector<bool>& found) {
  switch (node.kind) {
    case NodeKind::not_:
      return !found[node.right];
    case NodeKind::and_:
      return found[node.left] && found[node.right];
    case NodeKind::or_:
      return found[node.left] || found[node.right];
    case NodeKind::word:
    case NodeKind::gap:
    case NodeKind::phrase:
      break;
  }
  return false;
}

}  // namespace

std::vector<bool> nodes_in_phrases(const Query& query) {
  std::vector<bool> inside(query.nodes.size());
  for (std::size_t index = query.nodes.size(); index-- > 0;) {
    const Node& node = query.nodes[index];
    inside[index] = inside[index] || node.kind == NodeKind::phrase;
    if (inside[index] && is_operation(node.kind)) {
      inside[node.right] = true;
      if (node.kind != NodeKind::not_) {
        inside[node.left] = true;
      }
    }
  }
  return inside;
}

bool matches(const Query& query, const FindWord& find_word) {
  if (query.is_empty()) {
    return false;
  }
  const std::vector<bool> inside = nodes_in_phrases(query);
  std::vector<bool> found(query.nodes.size());
  std::vector<Places> places(query.nodes.size());
  for (std::size_t index = 0; index < query.nodes.size(); ++index) {
    const Node& node = query.nodes[index];
    if (!is_operation(node.kind)) {
      const Found word = find_word(node, index, inside[index]);
      found[index] = word.is_found;
      places[index] = {.is_found = !word.places.empty(),
                       .is_unknown = word.is_nowhere,
                       .at = {word.places.begin(), word.places.end()}};
    } else if (inside[index]) {
      Places left = node.kind == NodeKind::not_ ? Places{} : std::exchange(places[node.left], {});
      places[index] = places_of(node, std::move(left), std::exchange(places[node.right], {}));
      found[index] = places[index].is_found;
    } else {
      found[index] = truth_of(node, found);
    }
  }
  return found.back();
}

bool matches(const TextVector& vector, const Query& query) {
  return matches(query, [&](const Node& word, std::size_t, bool with_places) {
    Found found;
    for (const Lexeme& lexeme : find_lexemes(vector, word.text, word.is_prefix)) {
      found.is_found = found.is_found || lexeme.positions.empty();
      found.is_nowhere = found.is_nowhere || lexeme.positions.empty();
      for (const Position& position : lexeme.positions) {
        if (word.weights == 0 || (word.weights >> position.weight & 1) != 0) {
          found.is_found = true;
          found.places.push_back(position.at);
        }
      }
    }
    if (with_places && word.is_prefix) {
      std::sort(found.places.begin(), found.places.end());
      found.places.erase(std::unique(found.places.begin(), found.places.end()), found.places.end());
    }
    return found;
  });
}

}  // namespace emulator::postgres::text_search
