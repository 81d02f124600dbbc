// Which overload a call means: PostgreSQL's rules for operators and functions, step by step as the manual gives them
// (10.2 "Operators", 10.3 "Functions").
#include <algorithm>
#include <map>
#include <vector>

#include "base/text.hpp"
#include "sql/postgres/coercion.hpp"
#include "sql/postgres/errors.hpp"
#include "sql/postgres/functions/functions.hpp"
#include "sql/postgres/functions/vector.hpp"
#include "sql/postgres/operator_classes.hpp"
#include "sql/postgres/types.hpp"
#include "types/array_type.hpp"

namespace emulator::postgres {

namespace {

// A row's enum has no name: it stands for any one enum (anyenum).
bool is_polymorphic(const Type& type) {
  return type.id == TypeId::any || type.id == TypeId::any_element || type.id == TypeId::any_array ||
         (type.id == TypeId::enum_ && type.name.empty());
}

// An overload fitted to the number of arguments: variadic ones spread out, polymorphic ones made concrete.
struct Candidate {
  const sql::Overload* overload;
  std::vector<Type> parameters;
  Type element = {};  // what any_element stands for
};

const Type& parameter_at(const sql::Overload& overload, std::size_t index) {
  return overload.parameters[std::min(index, overload.parameters.size() - 1)];
}

bool count_fits(const sql::Overload& overload, std::size_t count) {
  return overload.is_variadic ? count >= overload.parameters.size() : count == overload.parameters.size();
}

bool same_type(const Type& one, const Type& other) {
  const bool is_enum = one.id == TypeId::enum_ || one.element == TypeId::enum_;
  return one.id == other.id && one.element == other.element && (!is_enum || one.collation == other.collation);
}

// A range in a row stands for anyrange: what goes with it is as it is or untyped, and never cast.
bool fits_range(const sql::Overload& overload, std::span<const sql::Operand> operands) {
  const auto is_set = [](const Type& parameter) { return is_range(parameter.id) || is_multirange(parameter.id); };
  if (std::none_of(overload.parameters.begin(), overload.parameters.end(), is_set)) {
    return true;
  }
  for (std::size_t index = 0; index < operands.size(); ++index) {
    const Type& given = operands[index].type;
    if (given.id != TypeId::unknown && !same_type(given, parameter_at(overload, index))) {
      return false;
    }
  }
  return true;
}

// any_element is one type for all its arguments: their common type. Empty: there is none.
std::optional<Candidate> fit(const sql::Overload& overload, std::span<const sql::Operand> operands) {
  if (!count_fits(overload, operands.size()) || !fits_range(overload, operands)) {
    return std::nullopt;
  }
  Candidate candidate{&overload, {}, {}};
  const Type* array_element = nullptr;
  std::vector<sql::Operand> elements;
  bool wants_enum = false;
  for (std::size_t index = 0; index < operands.size(); ++index) {
    const TypeId id = parameter_at(overload, index).id;
    const Type& given = operands[index].type;
    if (id == TypeId::any_element) {
      elements.push_back(operands[index]);
    } else if (id == TypeId::enum_) {
      if (given.id != TypeId::enum_ && given.id != TypeId::unknown) {
        return std::nullopt;
      }
      elements.push_back(operands[index]);
      wants_enum = true;
    } else if (id == TypeId::any_array) {
      const bool fits_vector = parameter_at(overload, index).name != any_vector.name || is_vector(given);
      if ((given.id != TypeId::array && given.id != TypeId::unknown) || !fits_vector) {
        return std::nullopt;
      }
      if (given.id == TypeId::array) {
        const bool differs =
            array_element != nullptr && (array_element->element != given.element || array_element->name != given.name);
        if (overload.elements_alike && differs) {
          return std::nullopt;
        }
        array_element = &given;
        elements.push_back({element_of(given), nullptr});
      }
    }
  }
  if (!elements.empty()) {
    const Category first = category_of(elements.front().type);
    for (const sql::Operand& element : elements) {
      const Category category = category_of(element.type);
      if (category != first && category != Category::unknown && first != Category::unknown) {
        return std::nullopt;
      }
    }
    candidate.element = common_type(elements, "");
    if (wants_enum && candidate.element.id != TypeId::enum_) {
      return std::nullopt;
    }
    candidate.element.length = candidate.element.scale = -1;
  }
  for (std::size_t index = 0; index < operands.size(); ++index) {
    Type parameter = parameter_at(overload, index);
    if (parameter.id == TypeId::any_element || parameter.id == TypeId::enum_) {
      parameter = candidate.element;
    } else if (parameter.id == TypeId::any_array) {
      parameter = array_of_type(candidate.element);
    } else if (parameter.id == TypeId::any) {
      parameter = operands[index].type.id == TypeId::unknown ? type(TypeId::text) : operands[index].type;
    }
    candidate.parameters.push_back(parameter);
  }
  return candidate;
}

bool is_text_like(const Type& type) {
  return type.id == TypeId::unknown || category_of(type) == Category::string;
}

// Anything but an array may be joined to a text; two things that are no text may not.
bool joins_text(std::span<const sql::Operand> operands) {
  return std::any_of(operands.begin(), operands.end(),
                     [](const auto& operand) { return is_text_like(operand.type); }) &&
         std::none_of(operands.begin(), operands.end(),
                      [](const auto& operand) { return operand.type.id == TypeId::array; });
}

bool accepts(const Candidate& candidate, std::span<const sql::Operand> operands) {
  const sql::Overload& row = *candidate.overload;
  if (row.takes_any_as_text && row.kind == sql::OverloadKind::operator_ && !joins_text(operands)) {
    return false;
  }
  for (std::size_t index = 0; index < operands.size(); ++index) {
    const bool as_text = candidate.overload->takes_any_as_text && candidate.parameters[index].id == TypeId::text;
    if (!as_text && !coerces_implicitly(operands[index].type, candidate.parameters[index])) {
      return false;
    }
  }
  return true;
}

// Keeps the candidates with the highest score; all of them when every score is 0.
template <class Score>
void keep_best(std::vector<Candidate>& candidates, const Score& score) {
  std::size_t best = 0;
  for (const Candidate& candidate : candidates) {
    best = std::max(best, score(candidate));
  }
  if (best > 0) {
    std::erase_if(candidates, [&](const Candidate& candidate) { return score(candidate) < best; });
  }
}

// A polymorphic parameter is of no category and matches nothing exactly, whatever it stands for in this call.
bool is_polymorphic_at(const Candidate& candidate, std::size_t index) {
  return is_polymorphic(parameter_at(*candidate.overload, index));
}

bool is_exact(const Candidate& candidate, std::size_t index, const Type& given) {
  return !is_polymorphic_at(candidate, index) && same_type(given, candidate.parameters[index]);
}

Category category_at(const Candidate& candidate, std::size_t index) {
  return is_polymorphic_at(candidate, index) ? Category::unknown : category_of(candidate.parameters[index]);
}

std::size_t exact_matches(const Candidate& candidate, std::span<const sql::Operand> operands) {
  std::size_t count = 0;
  for (std::size_t index = 0; index < operands.size(); ++index) {
    count += operands[index].type.id != TypeId::unknown && is_exact(candidate, index, operands[index].type);
  }
  return count;
}

// An array is an array before it is any element, and a vector before it is any array.
std::size_t arrays_taken(const Candidate& candidate, std::span<const sql::Operand> operands) {
  std::size_t count = 0;
  for (std::size_t index = 0; index < operands.size(); ++index) {
    const bool is_structure = operands[index].type.id == TypeId::array || operands[index].type.id == TypeId::record;
    count += is_structure && parameter_at(*candidate.overload, index).name == structured_json_value.name;
    count += parameter_at(*candidate.overload, index).name == any_vector.name;
    count +=
        operands[index].type.id == TypeId::array && parameter_at(*candidate.overload, index).id == TypeId::any_array;
  }
  return count;
}

std::size_t preferred_matches(const Candidate& candidate, std::span<const sql::Operand> operands) {
  std::size_t count = 0;
  for (std::size_t index = 0; index < operands.size(); ++index) {
    const Type& given = operands[index].type;
    const Type& parameter = candidate.parameters[index];
    const bool preferred = category_of(given) == category_at(candidate, index) && is_preferred(parameter);
    count += given.id != TypeId::unknown && (is_exact(candidate, index, given) || preferred);
  }
  return count;
}

// Step 4e: what an untyped literal may be is decided by category; strings win. If one place stays open, so do all.
void settle_unknowns(std::vector<Candidate>& candidates, std::span<const sql::Operand> operands) {
  std::vector<std::optional<Category>> chosen(operands.size());
  for (std::size_t index = 0; index < operands.size(); ++index) {
    if (operands[index].type.id != TypeId::unknown) {
      continue;
    }
    const auto is_of = [index](Category category) {
      return [index, category](const Candidate& candidate) { return category_at(candidate, index) == category; };
    };
    const Category first = category_at(candidates.front(), index);
    const bool any_string = std::any_of(candidates.begin(), candidates.end(), is_of(Category::string));
    if (!any_string && !std::all_of(candidates.begin(), candidates.end(), is_of(first))) {
      return;
    }
    chosen[index] = any_string ? Category::string : first;
  }
  for (std::size_t index = 0; index < operands.size(); ++index) {
    if (!chosen[index]) {
      continue;
    }
    std::erase_if(candidates,
                  [&](const Candidate& candidate) { return category_at(candidate, index) != *chosen[index]; });
    keep_best(candidates, [index](const Candidate& candidate) {
      return static_cast<std::size_t>(is_preferred(candidate.parameters[index]));
    });
  }
}

// Step 4f: if some are known and all alike, the unknown ones are taken to be of that type too.
void assume_alike(std::vector<Candidate>& candidates, std::span<const sql::Operand> operands) {
  Type known{.id = TypeId::unknown};
  for (const sql::Operand& operand : operands) {
    if (operand.type.id == TypeId::unknown) {
      continue;
    }
    if (known.id != TypeId::unknown && !same_type(known, operand.type)) {
      return;
    }
    known = operand.type;
  }
  if (known.id == TypeId::unknown) {
    return;
  }
  const auto accepts_known = [&](const Candidate& candidate) {
    return std::all_of(candidate.parameters.begin(), candidate.parameters.end(),
                       [&](const Type& parameter) { return coerces_implicitly(known, parameter); });
  };
  if (std::count_if(candidates.begin(), candidates.end(), accepts_known) == 1) {
    std::erase_if(candidates, [&](const Candidate& candidate) { return !accepts_known(candidate); });
  }
}

sql::Resolution finish(const Candidate& candidate, std::span<const sql::Operand> operands) {
  sql::Resolution resolution{candidate.overload, candidate.parameters, candidate.overload->result,
                             sql::CastStrength::implicit};
  if (candidate.overload->takes_any_as_text) {
    resolution.strength = sql::CastStrength::explicit_;
    for (std::size_t index = 0; index < operands.size(); ++index) {
      const bool is_function = candidate.overload->kind == sql::OverloadKind::function;
      const TypeId given = operands[index].type.id;
      if (is_function && (given == TypeId::boolean || given == TypeId::inet || given == TypeId::xml)) {
        resolution.arguments[index] = printed_value;
      }
    }
  }
  if (candidate.overload->result_rule != nullptr) {
    std::vector<Type> types = candidate.parameters;
    for (std::size_t index = 0; index < operands.size(); ++index) {
      if (same_type(types[index], operands[index].type)) {
        types[index] = operands[index].type;
      }
    }
    resolution.result = candidate.overload->result_rule(types);
  } else if (resolution.result.id == TypeId::any_element || resolution.result.id == TypeId::enum_) {
    resolution.result = candidate.element;
  } else if (resolution.result.id == TypeId::any_array || resolution.result.element == TypeId::enum_) {
    resolution.result = array_of_type(candidate.element);
  }
  return resolution;
}

enum class Outcome : std::uint8_t {
  found,
  none,
  ambiguous
};

// Where rows are looked for: in a schema (empty: in those that are searched), among them those of extensions.
struct Place {
  std::string_view schema;
  const sql::HasExtension& has_extension;
};

bool is_there(const sql::Overload& overload, const Place& place) {
  if (overload.extension.empty()) {
    return place.schema.empty() || place.schema == "pg_catalog";
  }
  return place.has_extension && place.has_extension(overload.extension, place.schema);
}

// An operator that takes the very types of its operands is the one, without a look at the others (manual 10.2, step 2).
// Types that stand for many, as arrays and enums, are matched by the whole search. Null: there is none.
const sql::Overload* exact_operator(std::string_view name, std::span<const sql::Operand> operands, const Place& place) {
  const auto is_plain = [](const sql::Operand& operand) {
    const TypeId id = operand.type.id;
    return id != TypeId::unknown && id != TypeId::array && id != TypeId::enum_ && id != TypeId::record &&
           id != TypeId::other && id != TypeId::oid;
  };
  if (!std::all_of(operands.begin(), operands.end(), is_plain)) {
    return nullptr;
  }
  for (const sql::Overload* overload : overloads_named(name)) {
    const bool is_exact =
        overload->kind == sql::OverloadKind::operator_ && overload->parameters.size() == operands.size() &&
        !overload->takes_any_as_text &&
        std::equal(operands.begin(), operands.end(), overload->parameters.begin(),
                   [](const sql::Operand& operand, const Type& parameter) { return operand.type.id == parameter.id; });
    if (is_exact && is_there(*overload, place)) {
      return overload;
    }
  }
  return nullptr;
}

Outcome choose(std::string_view name, bool is_operator, std::span<const sql::Operand> operands, const Place& place,
               sql::Resolution& resolution) {
  if (const sql::Overload* exact = is_operator ? exact_operator(name, operands, place) : nullptr) {
    resolution = finish({exact, exact->parameters}, operands);
    return Outcome::found;
  }
  std::vector<Candidate> candidates;
  for (const sql::Overload* overload : overloads_named(name)) {
    const bool kind_fits = (overload->kind == sql::OverloadKind::operator_) == is_operator;
    std::optional<Candidate> candidate =
        kind_fits && is_there(*overload, place) ? fit(*overload, operands) : std::nullopt;
    if (candidate && accepts(*candidate, operands)) {
      candidates.push_back(std::move(*candidate));
    }
  }
  if (candidates.empty()) {
    return Outcome::none;
  }
  keep_best(candidates, [&](const Candidate& candidate) { return exact_matches(candidate, operands); });
  keep_best(candidates, [&](const Candidate& candidate) { return arrays_taken(candidate, operands); });
  const bool has_concrete = std::any_of(candidates.begin(), candidates.end(), [](const Candidate& candidate) {
    return std::none_of(candidate.overload->parameters.begin(), candidate.overload->parameters.end(),
                        [](const Type& parameter) { return is_polymorphic(parameter); });
  });
  if (candidates.size() > 1 && has_concrete) {
    keep_best(candidates, [&](const Candidate& candidate) { return preferred_matches(candidate, operands); });
  }
  if (candidates.size() > 1) {
    settle_unknowns(candidates, operands);
  }
  if (candidates.size() > 1) {
    assume_alike(candidates, operands);
  }
  if (candidates.size() != 1) {
    return Outcome::ambiguous;
  }
  resolution = finish(candidates.front(), operands);
  return Outcome::found;
}

std::string types_of(std::span<const sql::Operand> operands) {
  std::string text;
  for (const sql::Operand& operand : operands) {
    text += (text.empty() ? "" : ", ") + spelled_without_modifiers(operand.type);
  }
  return text;
}

}  // namespace

namespace {

// A pattern of SIMILAR TO has become a text by then.
Type right_of(std::string_view words, const Type& given) {
  return words == "SIMILAR TO" && given.id == TypeId::unknown ? type(TypeId::text) : given;
}

// What compares values of any type needs one that has an order; of arrays, their elements' type.
void require_order(const sql::Resolution& resolution) {
  for (std::size_t index = 0; resolution.overload->collates && index < resolution.arguments.size(); ++index) {
    const Type& given = resolution.arguments[index];
    const bool is_any = is_polymorphic(parameter_at(*resolution.overload, index));
    const Type compared = given.id == TypeId::array ? element_of(given) : given;
    const std::string_view symbol = resolution.overload->name;
    const bool is_equality = symbol == "=" || symbol == "<>";
    if (is_any && !(is_equality ? has_equality(compared.id) : is_ordered(compared.id))) {
      throw make_worded_error(is_equality ? Condition::no_equality_operator : Condition::no_ordering_operator,
                              std::string("could not identify ") +
                                  (is_equality ? "an equality operator" : "a comparison function") + " for type " +
                                  spelled_without_modifiers(compared));
    }
  }
}

// The operator that a predicate's words stand for, which is what errors show.
std::string_view operator_behind(std::string_view words) {
  return words == "LIKE" ? "~~" : words == "ILIKE" ? "~~*" : words == "SIMILAR TO" || words == "REGEXP" ? "~" : words;
}

}  // namespace

sql::Resolution resolve_operator(std::string_view symbol, std::span<const sql::Operand> operands,
                                 const sql::HasExtension& has_extension) {
  const Place place{{}, has_extension};
  const std::string_view name = symbol == "!=" ? "<>" : symbol;
  const std::string shown{operator_behind(name)};
  // Rule 2a: one untyped operand of two is first taken to be of the other's type.
  if (operands.size() == 2) {
    const bool left_unknown = operands[0].type.id == TypeId::unknown;
    const bool right_unknown = operands[1].type.id == TypeId::unknown;
    if (left_unknown != right_unknown) {
      const Type& known = left_unknown ? operands[1].type : operands[0].type;
      const sql::Operand alike[] = {{known, nullptr}, {known, nullptr}};
      for (const sql::Overload* overload : overloads_named(name)) {
        if (overload->kind != sql::OverloadKind::operator_ || overload->parameters.size() != 2 ||
            !is_there(*overload, place)) {
          continue;
        }
        const auto is_known = [&](const Type& parameter) {
          return same_type(parameter, known) || (parameter.id == TypeId::any_array && known.id == TypeId::array);
        };
        const bool is_any_enum = known.id == TypeId::enum_ && overload->parameters[0].id == TypeId::enum_;
        const bool exact = is_any_enum || (is_known(overload->parameters[0]) && is_known(overload->parameters[1]));
        if (exact) {
          const sql::Resolution found = finish(*fit(*overload, alike), alike);
          require_order(found);
          return found;
        }
      }
    }
  }
  sql::Resolution resolution;
  const Outcome outcome = choose(name, true, operands, place, resolution);
  if (outcome == Outcome::found) {
    require_order(resolution);
    return resolution;
  }
  const std::string text = operands.size() == 1 ? shown + " " + types_of(operands)
                                                : spelled_without_modifiers(operands[0].type) + " " + shown + " " +
                                                      spelled_without_modifiers(right_of(name, operands[1].type));
  if (outcome == Outcome::ambiguous) {
    SqlError error = make_worded_error(Condition::ambiguous_function, "operator is not unique: " + text);
    error.hint = "Could not choose a best candidate operator. You might need to add explicit type casts.";
    throw error;
  }
  SqlError error = make_error(Condition::undefined_operator, {text});
  if (operands.size() == 1) {
    error.hint = "No operator matches the given name and argument type. You might need to add an explicit type cast.";
  }
  throw error;
}

namespace {

// A type's name before one value is a cast to it, where no function has the name: date('2024-01-01'). What is untyped
// never asks for a function.
std::optional<sql::Resolution> cast_by_name(const ast::Name& name, std::span<const sql::Operand> operands,
                                            const sql::HasExtension& has_extension) {
  static const sql::Overload itself{.name = "cast by name", .kind = sql::OverloadKind::cast};
  if (operands.size() != 1) {
    return std::nullopt;
  }
  ast::TypeName type_name;
  type_name.name = name;
  const std::optional<Type> to = type_of(type_name);
  const std::string_view schema = name.parts.size() > 1 ? std::string_view(name.parts.front()) : std::string_view{};
  const std::string_view extension = to ? extension_of(*to) : std::string_view{};
  const bool is_there =
      to && to->id != TypeId::other && (extension.empty() || (has_extension && has_extension(extension, schema)));
  const bool is_cast = is_there && find_cast(operands.front().type, *to, sql::CastStrength::explicit_);
  return is_cast ? std::optional(sql::Resolution{&itself, {*to}, *to, sql::CastStrength::explicit_}) : std::nullopt;
}

// COALESCE and its kin are no functions there, nor is what the readers name with a space.
void check_argument_count(const std::string& word, std::size_t count) {
  constexpr std::size_t most_arguments = 100;  // FUNC_MAX_ARGS
  const bool is_function =
      word.find(' ') == std::string::npos && word != "coalesce" && word != "greatest" && word != "least";
  if (is_function && count > most_arguments) {
    SqlError error =
        make_worded_error(Condition::statement_too_complex,
                          "cannot pass more than " + std::to_string(most_arguments) + " arguments to a function");
    error.sqlstate = "54023";
    throw error;
  }
}

// What has a syntax of its own was not called by its name.
void refuse_own_syntax(const std::string& word, std::span<const sql::Operand> operands) {
  if (word.starts_with(argument_of)) {
    throw make_error(Condition::argument_type,
                     {word.substr(argument_of.size()), "xml", spelled_without_modifiers(operands.front().type)});
  }
  for (const sql::Operand& operand : operands) {
    if (!coerces_implicitly(operand.type, xml_content)) {
      throw make_error(Condition::feature_not_supported,
                       {ascii_upper(word.substr(0, word.find(' '))) + " of a value of type " + spelled(operand.type)});
    }
  }
}

}  // namespace

sql::Resolution resolve_function(const ast::Name& name, std::span<const sql::Operand> operands,
                                 const sql::HasExtension& has_extension) {
  const bool is_untyped = operands.size() == 1 && operands.front().type.id == TypeId::unknown;
  if (is_untyped) {
    if (const std::optional<sql::Resolution> cast = cast_by_name(name, operands, has_extension)) {
      return *cast;
    }
  }
  const std::string& word = name.parts.back();
  check_argument_count(word, operands.size());
  const std::string_view schema = name.parts.size() > 1 ? std::string_view(name.parts.front()) : std::string_view{};
  const std::string text = (schema.empty() ? "" : name.parts.front() + ".") + word + "(" + types_of(operands) + ")";
  sql::Resolution resolution;
  switch (choose(word, false, operands, {schema, has_extension}, resolution)) {
    case Outcome::found:
      require_order(resolution);
      return resolution;
    case Outcome::ambiguous:
      throw make_error(Condition::ambiguous_function, {text});
    case Outcome::none:
      break;
  }
  if (const std::optional<sql::Resolution> cast = cast_by_name(name, operands, has_extension)) {
    return *cast;
  }
  if (word.find(' ') != std::string::npos) {
    refuse_own_syntax(word, operands);
  }
  throw make_error(Condition::undefined_function, {text, word});
}

}  // namespace emulator::postgres
