// Reading grammar files.
#include "random/grammar.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

#include "base/text.hpp"

namespace random_sql {

namespace {

constexpr std::size_t unknown_depth = std::numeric_limits<std::size_t>::max();

std::vector<Piece> pieces_of(const std::string& text) {
  std::vector<Piece> pieces(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == '{') {
      pieces.back().text += text[++at];
      continue;
    }
    if (text[at] != '{') {
      pieces.back().text += text[at];
      continue;
    }
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) {
      throw std::runtime_error("a hole without end: " + text);
    }
    std::string symbol = text.substr(at + 1, end - at - 1);
    if (symbol.ends_with('?') || symbol.ends_with('*')) {
      pieces.back().repeat = symbol.back() == '?' ? Repeat::optional : Repeat::list;
      symbol.pop_back();
    }
    pieces.back().symbol = symbol;
    pieces.emplace_back();
    at = end;
  }
  return pieces;
}

std::string column_of(std::string symbol) {
  std::replace(symbol.begin(), symbol.end(), ' ', '_');
  return "c_" + symbol;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

}  // namespace

bool Production::is_unit() const {
  return pieces.size() == 2 && pieces[0].text.empty() && pieces[1].text.empty() && pieces[0].repeat == Repeat::once;
}

void Grammar::add(const std::string& symbol, const std::string& text, const std::string& group) {
  symbols_[symbol].push_back({.text = text, .group = group.empty() ? text : group, .pieces = pieces_of(text)});
}

Grammar Grammar::read(const std::filesystem::path& file, const emulator::sql::Dialect& dialect) {
  std::ifstream input(file);
  if (!input) {
    throw std::runtime_error("cannot read " + file.string());
  }
  Grammar grammar;
  NamesTaken names;
  std::string symbol, null;
  bool is_type = false;
  std::size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    ++number;
    if (line.empty() || line.front() == '#') {
      continue;
    }
    if (line.starts_with("  ")) {
      grammar.add(symbol, line.substr(2));
      if (is_type) {
        const Production& literal = grammar.symbols_[symbol].back();
        if (literal.is_leaf()) {
          grammar.column_types_.back().literals.push_back(literal.pieces[0].text);
        }
      }
    } else if (line.starts_with("type ")) {
      const std::size_t colon = line.find(": ");
      if (colon == std::string::npos) {
        throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": type SYMBOL: DECLARATION");
      }
      symbol = line.substr(5, colon - 5);
      is_type = true;
      grammar.column_types_.push_back({symbol, column_of(symbol), line.substr(colon + 2), {}});
      grammar.add(symbol, "a." + column_of(symbol), "column");
      if (!null.empty()) {
        grammar.add(symbol, null);
      }
    } else if (line.starts_with("symbol ")) {
      symbol = line.substr(7);
      is_type = false;
    } else if (line.starts_with("null ")) {
      null = line.substr(5);
    } else if (line.starts_with("without ") || line.starts_with("with ")) {
      const bool is_without = line.starts_with("without ");
      for (const std::string& word : words_of(line.substr(line.find(' ') + 1))) {
        (is_without ? names.left_out : names.stable).push_back(word);
      }
    } else {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) +
                               ": type, symbol, null, with, without, or two spaces");
    }
  }
  add_overloads(grammar, dialect, names);
  grammar.finish();
  return grammar;
}

// Weights, and depths by widening until nothing changes.
void Grammar::finish() {
  for (auto& [symbol, productions] : symbols_) {
    std::map<std::string, std::size_t> sizes;
    for (Production& production : productions) {
      ++sizes[production.group];
      production.depth = unknown_depth;
    }
    for (Production& production : productions) {
      production.weight = production.group == "column" ? 4 : 1.0 / static_cast<double>(sizes[production.group]);
    }
  }
  const auto depth_of = [&](const std::string& symbol) {
    const auto found = symbols_.find(symbol);
    if (found == symbols_.end()) {
      throw std::runtime_error("the grammar has no symbol " + symbol);
    }
    std::size_t least = unknown_depth;
    for (const Production& production : found->second) {
      least = std::min(least, production.depth);
    }
    return least;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& [symbol, productions] : symbols_) {
      for (Production& production : productions) {
        std::size_t depth = 0;
        for (const Piece& piece : production.pieces) {
          const std::size_t part =
              piece.symbol.empty() || piece.repeat == Repeat::optional ? 0 : depth_of(piece.symbol);
          depth = part == unknown_depth ? unknown_depth : depth == unknown_depth ? depth : std::max(depth, part + 1);
        }
        if (depth < production.depth) {
          production.depth = depth;
          changed = true;
        }
      }
    }
  }
}

bool Grammar::derives(const std::string& symbol, const std::string& other) const {
  if (symbol == other) {
    return true;
  }
  const auto found = symbols_.find(symbol);
  return found != symbols_.end() &&
         std::any_of(found->second.begin(), found->second.end(), [&](const Production& production) {
           return production.is_unit() && derives(production.pieces[0].symbol, other);
         });
}

bool Grammar::holds(const std::string& production) const {
  return std::any_of(symbols_.begin(), symbols_.end(), [&](const auto& entry) {
    return std::any_of(entry.second.begin(), entry.second.end(),
                       [&](const Production& one) { return one.text == production; });
  });
}

bool Grammar::is_expression(const std::string& symbol) const {
  return derives("any", symbol);
}

}  // namespace random_sql
