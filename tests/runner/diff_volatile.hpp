// What two engines cannot answer alike, though both are right: the moment, chance, the numbers that a database gives
// its objects, and the order of rows that nobody asked to be ordered. Recorded clients ask for all of these.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "runner/diff_answer.hpp"

namespace cases {

// One engine's answers, made comparable. `script` is the recording: a UUID that occurs in it was given, not drawn.
class Settled {
 public:
  explicit Settled(std::string script) : script_(std::move(script)) {}

  // Replaces, in the rows: a time within a day of now by <now>; a random UUID by <uuid>; the oid of a user's object by
  // its place among those the engine has shown so far; MySQL's JSON by its normal form. Sorts the rows if `sql` has no
  // ORDER BY.
  void settle(Answer& answer, std::string_view sql);

 private:
  std::string without_chance(const std::string& text) const;

  std::string script_;
  std::map<std::string, std::size_t> oids_;
};

}  // namespace cases
