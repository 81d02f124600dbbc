// The order of types whose stored texts do not sort as their values do. Total over any texts.
#pragma once

#include <string_view>

namespace emulator::postgres {

int compare_jsonb_texts(std::string_view left, std::string_view right);
int compare_interval_texts(std::string_view left, std::string_view right);
int compare_timetz_texts(std::string_view left, std::string_view right);
int compare_network_texts(std::string_view left, std::string_view right);  // inet and cidr
int compare_moment_texts(std::string_view left, std::string_view right);   // dates and timestamps of any year

}  // namespace emulator::postgres
