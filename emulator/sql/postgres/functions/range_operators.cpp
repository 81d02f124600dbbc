// The operators of ranges and multiranges (manual, tables 9.55 and 9.56), but those of their order, which are SQLite's.
#include "sql/postgres/functions/range.hpp"
#include "sql/postgres/functions/rows.hpp"

namespace emulator::postgres {

namespace {

using ranges::Kind;
using ranges::kinds;
using ranges::Pieces;
using sql::CallContext;
using enum TypeId;

// --- Questions, which a range answers as a multirange of itself does

bool is_contained(const Pieces& left, const Pieces& right) {
  return contains(right, left);
}
bool is_after(const Pieces& left, const Pieces& right) {
  return is_before(right, left);
}

struct Question {
  std::string_view symbol, word;
  bool (*ask)(const Pieces& left, const Pieces& right);
};
constexpr std::array questions = {
    Question{"@>", "contains", ranges::contains},
    Question{"<@", "contained", is_contained},
    Question{"&&", "overlaps", ranges::overlap},
    Question{"<<", "before", ranges::is_before},
    Question{">>", "after", is_after},
    Question{"&<", "ends_within", ranges::ends_within},
    Question{"&>", "begins_within", ranges::begins_within},
    Question{"-|-", "adjacent", ranges::is_adjacent},
};

template <std::size_t index, std::size_t question>
Value answer(Arguments arguments, CallContext&) {
  return questions[question].ask(pieces_at(arguments, 0, kinds[index]), pieces_at(arguments, 1, kinds[index]));
}

template <std::size_t index, std::size_t question>
void add_question(Overloads& rows) {
  constexpr Kind kind = kinds[index];
  constexpr Question row = questions[question];
  for (const TypeId left : {kind.range, kind.multirange}) {
    for (const TypeId right : {kind.range, kind.multirange}) {
      rows.push_back(as_operator(
          native_row(row.symbol, {left, right}, boolean, range_native(row.word, kind.range), answer<index, question>)));
    }
  }
}

template <std::size_t index, std::size_t... question>
void add_questions(Overloads& rows, std::index_sequence<question...>) {
  (add_question<index, question>(rows), ...);
}

// --- Elements

template <std::size_t index>
Value has_element(Arguments arguments, CallContext&) {
  return has(pieces_at(arguments, 0, kinds[index]), element_of(arguments[1], kinds[index]));
}
template <std::size_t index>
Value is_element(Arguments arguments, CallContext&) {
  return has(pieces_at(arguments, 1, kinds[index]), element_of(arguments[0], kinds[index]));
}

template <std::size_t index>
void add_element_questions(Overloads& rows) {
  constexpr Kind kind = kinds[index];
  for (const TypeId set : {kind.range, kind.multirange}) {
    rows.push_back(as_operator(
        native_row("@>", {set, kind.element}, boolean, range_native("has_element", kind.range), has_element<index>)));
    rows.push_back(as_operator(
        native_row("<@", {kind.element, set}, boolean, range_native("is_element", kind.range), is_element<index>)));
  }
}

// --- Arithmetic. What is no one piece is no range.

struct Operation {
  std::string_view symbol, word;
  Pieces (*of_ranges)(const Pieces& left, const Pieces& right);
  Pieces (*of_multiranges)(const Pieces& left, const Pieces& right);
};
Pieces sum(const Pieces& left, const Pieces& right) {
  return joined(left, right);
}
constexpr std::array operations = {
    Operation{"+", "union", ranges::joined_ranges, sum},
    Operation{"-", "difference", ranges::difference, ranges::difference},
    Operation{"*", "intersection", ranges::common, ranges::common},
};

template <TypeId id, std::size_t operation>
Value combined(Arguments arguments, CallContext&) {
  constexpr Kind kind = ranges::kind_of(id);
  constexpr auto combine = is_range(id) ? operations[operation].of_ranges : operations[operation].of_multiranges;
  const Pieces made = combine(pieces_at(arguments, 0, kind), pieces_at(arguments, 1, kind));
  if (is_range(id) && made.size() > 1) {
    throw make_worded_error(Condition::data_exception,
                            "result of range " + std::string(operations[operation].word) + " would not be contiguous");
  }
  return printed<id>(made);
}

template <TypeId id, std::size_t... operation>
void add_operations(Overloads& rows, std::index_sequence<operation...>) {
  const auto add = [&](const Operation& row, sql::NativeFunction function) {
    rows.push_back(as_operator(native_row(row.symbol, {id, id}, id, range_native(row.word, id), function)));
  };
  (add(operations[operation], combined<id, operation>), ...);
}

}  // namespace

void add_range_operators(Overloads& rows) {
  for_each_kind([&]<class Index>(Index) {
    constexpr std::size_t index = Index::value;
    add_questions<index>(rows, std::make_index_sequence<questions.size()>{});
    add_element_questions<index>(rows);
    add_operations<kinds[index].range>(rows, std::make_index_sequence<operations.size()>{});
    add_operations<kinds[index].multirange>(rows, std::make_index_sequence<operations.size()>{});
  });
}

}  // namespace emulator::postgres
