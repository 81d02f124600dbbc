// A fuzz target is one function, which libFuzzer calls (clang, preset fuzz) or our own driver does (any build).
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
