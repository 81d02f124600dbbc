// All rows of the room, in one vector, and where each name's rows are.
#include <map>

#include "sql/postgres/extensions/extensions.hpp"
#include "sql/postgres/functions/geometry.hpp"
#include "sql/postgres/functions/range.hpp"
#include "sql/postgres/functions/text_search.hpp"
#include "sql/postgres/functions/vector.hpp"

namespace emulator::postgres {

namespace {

const Overloads& all_rows() {
  static const Overloads rows = [] {
    Overloads made;
    add_operators(made);
    add_comparisons(made);
    add_casts(made);
    add_aggregates(made);
    add_ordered_sets(made);
    add_statistics(made);
    add_conditionals(made);
    add_string_functions(made);
    add_string_units(made);
    add_byte_functions(made);
    add_number_functions(made);
    add_datetime_functions(made);
    add_spans(made);
    add_json_functions(made);
    add_json_queries(made);
    add_array_functions(made);
    add_vectors(made);
    add_json_rows(made);
    add_range_frames(made);
    add_series(made);
    add_row_values(made);
    add_info_functions(made);
    add_catalog_functions(made);
    add_advisory_locks(made);
    add_type_functions(made);
    add_bit_strings(made);
    add_networks(made);
    add_mac_addresses(made);
    add_money(made);
    add_log_positions(made);
    add_transaction_ids(made);
    add_geometry(made);
    add_storage_sizes(made);
    add_stored_sizes(made);
    add_xml_functions(made);
    add_extensions(made);
    add_text_search(made);
    add_ranges(made);
    mark_stable(made);
    return made;
  }();
  return rows;
}

}  // namespace

std::span<const sql::Overload> overloads() {
  return all_rows();
}

std::span<const sql::Overload* const> overloads_named(std::string_view name) {
  static const std::map<std::string_view, std::vector<const sql::Overload*>> by_name = [] {
    std::map<std::string_view, std::vector<const sql::Overload*>> made;
    for (const sql::Overload& row : all_rows()) {
      made[row.name].push_back(&row);
    }
    return made;
  }();
  const auto found = by_name.find(name);
  return found == by_name.end() ? std::span<const sql::Overload* const>{} : std::span{found->second};
}

}  // namespace emulator::postgres
