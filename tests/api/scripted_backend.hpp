// Reads what an exchange's file says of its engine: results, errors, and how commands are written down.
#pragma once

#include <string>

#include <boost/json/value.hpp>

#include "backend/backend.hpp"

namespace emulator::test {

// {"columns":[...],"rows":[[...]],"updated":n,"generated":[...]}. Throws SqlError for {"error":{...}}, ApiError for
// {"fault":"validation","message":"..."}, std::runtime_error for {"crash":"..."}.
backend::Result play(const boost::json::value& script);

// "execute SELECT :a {a: 1}": the parameters by name, with their hints.
std::string describe(const backend::Command& command);

}  // namespace emulator::test
