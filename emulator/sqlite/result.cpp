#include "sqlite/result.hpp"

#include <sqlite3.h>

#include <cmath>
#include <variant>

#include "base/overloaded.hpp"

namespace emulator::sqlite {

void set_result(sqlite3_context* context, const Value& value) {
  std::visit(overloaded{
                 [&](Null) { sqlite3_result_null(context); },
                 [&](bool truth) { sqlite3_result_int(context, truth ? 1 : 0); },
                 [&](std::int64_t number) { sqlite3_result_int64(context, number); },
                 [&](double number) {  // SQLite has no NaN: it would become NULL
                   if (std::isnan(number)) return sqlite3_result_text(context, "NaN", 3, SQLITE_STATIC);
                   sqlite3_result_double(context, number);
                 },
                 [&](const std::string& text) {
                   sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
                 },
                 [&](const Bytes& bytes) {
                   sqlite3_result_blob64(context, bytes.data.data(), bytes.data.size(), SQLITE_TRANSIENT);
                 },
                 [&](const std::shared_ptr<const Array>&) {
                   sqlite3_result_error(context, "an array has no form in SQLite", -1);
                 },
             },
             value);
}

}  // namespace emulator::sqlite
