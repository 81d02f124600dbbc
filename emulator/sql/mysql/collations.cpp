// MySQL's collation names over the comparisons of types/collation.hpp.
#include "sql/mysql/collations.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/text.hpp"
#include "sql/mysql/functions/arguments.hpp"
#include "sql/mysql/types.hpp"
#include "types/collation.hpp"
#include "types/datetime.hpp"
#include "types/decimal.hpp"
#include "types/json.hpp"

namespace emulator::mysql {

namespace {

constexpr std::string_view numeric = "numeric";  // lower/storage defines it too; both mean compare_decimals
constexpr std::string_view time_order = "mysql_time";
constexpr std::string_view json_order = "mysql_json";

constexpr std::string_view character_sets[] = {"utf8mb4", "utf8mb3", "utf8", "latin1", "ascii", "ucs2", "utf16"};

using Compare = int (*)(std::string_view, std::string_view);

// TIME runs from -838:59:59 to 838:59:59, so its text does not sort by itself.
int compare_times(std::string_view left, std::string_view right) {
  const auto a = parse_duration(left);
  const auto b = parse_duration(right);
  if (!a || !b) return a ? -1 : (b ? 1 : compare_bytes(left, right));
  return (*a > *b) - (*a < *b);
}

int compare_documents(std::string_view left, std::string_view right) {
  if (left == right) return 0;
  const auto a = parse_json(left);
  const auto b = parse_json(right);
  if (!a || !b) return a ? -1 : (b ? 1 : compare_bytes(left, right));
  return compare_mysql_json(*a, *b);
}

struct Entry {
  std::string_view suffix;  // after the character set's name
  Compare compare;          // null: bytewise, which SQLite does itself
};

constexpr Entry entries[] = {
    {"_0900_ai_ci", compare_accent_insensitive},
    {"_0900_as_ci", compare_case_insensitive},
    {"_0900_as_cs", compare_case_sensitive},
    {"_0900_bin", nullptr},
    {"_bin", compare_bytes_padded},
    {"_general_ci", compare_general},
    {"_swedish_ci", compare_general},
    {"_unicode_ci", compare_accent_insensitive_padded},
    {"_unicode_520_ci", compare_accent_insensitive_padded},
    {"_general_cs", compare_case_sensitive},
};

}  // namespace

namespace {

std::string character_set_of(std::string_view collation) {
  std::string set{collation.substr(0, collation.find('_'))};
  return set == "utf8" ? "utf8mb3" : set;
}

}  // namespace

void check_collation(const Type& operand, std::string_view collation) {
  const std::string wanted = character_set_of(collation);
  const std::string own = character_set_of(operand.collation.empty() ? default_collation : operand.collation);
  if (wanted == own || wanted == "binary") return;
  const std::size_t end = std::min(collation.find('_'), collation.size());
  throw worded_error(
      Condition::collation_not_supported, 1253, "42000",
      "COLLATION '" + wanted + std::string{collation.substr(end)} + "' is not valid for CHARACTER SET '" + own + "'");
}

std::vector<std::string> collation_names() {
  std::vector<std::string> names;
  for (const auto set : character_sets) {
    for (const auto& entry : entries) names.push_back(std::string{set} + std::string{entry.suffix});
  }
  return names;
}

namespace {

// Null: no such collation.
const Entry* entry_of(std::string_view name) {
  for (const auto set : character_sets) {
    if (!name.starts_with(set)) continue;
    for (const auto& entry : entries) {
      if (name.substr(set.size()) == entry.suffix) return &entry;
    }
  }
  return nullptr;
}

// ENUM sorts by the place of the member, SET by the number its members' bits make. What is no member comes last.
class MemberOrder {
 public:
  explicit MemberOrder(std::string_view type_name)
      : is_set_(type_name.starts_with("set")), members_(members_of(type_name)) {}

  int operator()(std::string_view left, std::string_view right) const {
    const auto a = rank(left);
    const auto b = rank(right);
    if (a != b) return a < b ? -1 : 1;
    return a == no_member ? compare_bytes(left, right) : 0;
  }

  std::int64_t number(std::string_view text) const {
    const auto found = rank(text);
    return found == no_member ? 0 : static_cast<std::int64_t>(found);
  }

 private:
  static constexpr std::uint64_t no_member = UINT64_MAX;

  std::uint64_t place(std::string_view text) const {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (compare_accent_insensitive(members_[i], text) == 0) return i + 1;
    }
    return no_member;
  }

  std::uint64_t rank(std::string_view text) const {
    if (text.empty()) return 0;
    if (!is_set_) return place(text);
    std::uint64_t bits = 0;
    for (std::size_t start = 0; start <= text.size();) {
      const auto end = std::min(text.find(',', start), text.size());
      const auto found = place(text.substr(start, end - start));
      if (found == no_member) return no_member;
      bits |= std::uint64_t{1} << (found - 1);
      start = end + 1;
    }
    return bits;
  }

  bool is_set_;
  std::vector<std::string> members_;
};

}  // namespace

std::string default_collation_of(std::string_view character_set) {
  if (character_set == "utf8mb4") return std::string{default_collation};
  if (character_set == "binary") return "binary";
  if (character_set == "latin1") return "latin1_swedish_ci";
  if (character_set == "utf8") return "utf8mb3_general_ci";
  return std::string{character_set} + "_general_ci";
}

std::string binary_collation_of(std::string_view character_set) {
  if (character_set == "binary") return "binary";
  return std::string{character_set == "utf8" ? "utf8mb3" : character_set} + "_bin";
}

std::string_view sqlite_collation(const Type& type) {
  if (is_character(type.id)) {
    if (type.collation.empty()) return default_collation;
    const auto lower = intern(ascii_lower(type.collation));
    const Entry* const entry = entry_of(lower);
    const bool is_bytewise = lower == "binary" || (entry != nullptr && entry->compare == nullptr);
    return is_bytewise ? std::string_view{} : lower;
  }
  if (type.id == TypeId::enum_ || type.id == TypeId::set) return type.name;
  if (type.id == TypeId::decimal || (type.id == TypeId::bigint && type.is_unsigned)) return numeric;
  if (type.id == TypeId::time) return time_order;
  if (type.id == TypeId::json) return json_order;
  return {};
}

sql::CollationCompare find_collation(std::string_view name) {
  if (name == numeric) return compare_decimals;
  if (name == time_order) return compare_times;
  if (name == json_order) return compare_documents;
  if (name.starts_with("enum(") || name.starts_with("set(")) {
    return [order = std::make_shared<const MemberOrder>(name)](std::string_view left, std::string_view right) {
      return (*order)(left, right);
    };
  }
  const Entry* const entry = entry_of(ascii_lower(name));
  if (entry == nullptr) return nullptr;
  return entry->compare != nullptr ? entry->compare : compare_bytes;
}

std::int64_t number_of_member(std::string_view text, std::string_view type_name) {
  return MemberOrder{type_name}.number(text);
}

Matching matching_of(std::string_view collation) {
  if (collation.empty() || collation.ends_with("_ai_ci") || collation.ends_with("_general_ci") ||
      collation.ends_with("_unicode_ci") || collation.ends_with("_520_ci") || collation.ends_with("_swedish_ci")) {
    return Matching::ignore_case_and_accents;
  }
  return collation.ends_with("_ci") ? Matching::ignore_case : Matching::exact;
}

}  // namespace emulator::mysql
