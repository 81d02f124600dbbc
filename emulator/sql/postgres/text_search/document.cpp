// See document.hpp.
#include "sql/postgres/text_search/document.hpp"

#include <algorithm>

namespace emulator::postgres::text_search {

namespace {

constexpr std::size_t most_positions_read = 255;  // of one lexeme: one less than a tsvector that is written may have

}  // namespace

void DocumentReader::add(std::string_view text) {
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    const Dictionary* const dictionary = dictionary_of(configuration_, token.kind);
    if (dictionary == nullptr || token.text.size() > longest_word) {
      continue;
    }
    std::optional<std::string> lexeme = lexeme_of(*dictionary, token.text);
    position_ = std::min<std::int32_t>(position_ + 1, 1 << 30);
    if (lexeme) {
      const std::int32_t at = std::min<std::int32_t>(position_, last_position);
      words_.push_back({std::move(*lexeme), {{static_cast<std::uint16_t>(at), weight_d}}});
    }
  }
}

void DocumentReader::add_apart(std::string_view text) {
  const std::size_t before = words_.size();
  add(text);
  position_ += words_.size() > before ? 1 : 0;
}

void DocumentReader::add(const Json& json, JsonKinds kinds) {
  switch (json.kind) {
    case JsonKind::null:
      break;
    case JsonKind::boolean:
      if (kinds.booleans) {
        add_apart(json.boolean ? "true" : "false");
      }
      break;
    case JsonKind::number:
      if (kinds.numbers) {
        add_apart(json.text);
      }
      break;
    case JsonKind::string:
      if (kinds.strings) {
        add_apart(json.text);
      }
      break;
    case JsonKind::array:
    case JsonKind::object:
      for (std::size_t index = 0; index < json.elements.size(); ++index) {
        if (kinds.keys && json.kind == JsonKind::object) {
          add_apart(json.keys[index]);
        }
        add(json.elements[index], kinds);
      }
      break;
  }
}

TextVector DocumentReader::vector() {
  return vector_of(take(), most_positions_read);
}

Query query_of(const Configuration& configuration, std::string_view text, QueryStyle style, NodeKind between) {
  const auto add_operand = [&](QueryBuilder& builder, std::string_view operand, std::uint8_t weights, bool is_prefix) {
    DocumentReader reader(configuration);
    reader.add(operand);
    const std::int32_t distance = between == NodeKind::phrase ? 1 : 0;
    std::int32_t last = 0;
    bool is_first = true;
    for (Lexeme& lexeme : reader.take()) {
      const std::int32_t at = lexeme.positions.front().at;
      for (++last; !is_first && last < at; ++last) {
        builder.gap();
        builder.join(between, distance);
      }
      last = at;
      builder.word(std::move(lexeme.text), weights, is_prefix);
      if (!is_first) {
        builder.join(between, distance);
      }
      is_first = false;
    }
    if (is_first) {
      builder.gap();
    }
  };
  return parse_query(text, style, add_operand);
}

}  // namespace emulator::postgres::text_search
