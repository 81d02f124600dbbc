// Builds one visitor for std::visit out of several lambdas.
#pragma once

namespace emulator {

template <class... Visitors>
struct overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
overloaded(Visitors...) -> overloaded<Visitors...>;

}  // namespace emulator
