#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "html/scan.hpp"

namespace telex::html {

/// Finds the row of a name, in any case, in a table whose rows have a `name`: a hash table built by the compiler.
template <std::size_t N>
class NameTable {
 public:
  template <class Row>
  explicit constexpr NameTable(const std::array<Row, N>& rows) {
    static_assert(N < 200);
    for (std::size_t row = 0; row < N; ++row) {
      names_[row] = rows[row].name;
      std::size_t slot = hash(names_[row]);
      while (slots_[slot] != 0) slot = (slot + 1) % slots_.size();
      slots_[slot] = static_cast<std::uint8_t>(row + 1);
    }
  }

  /// N where there is no such name.
  constexpr std::size_t find(std::string_view name) const {
    for (std::size_t slot = hash(name); slots_[slot] != 0; slot = (slot + 1) % slots_.size()) {
      const std::size_t row = slots_[slot] - std::size_t{1};
      if (equals_ignoring_case(name, names_[row])) return row;
    }
    return N;
  }

 private:
  static constexpr std::size_t hash(std::string_view name) {
    if (name.empty()) return 0;
    const auto letter = [&](std::size_t at) { return static_cast<std::size_t>(lower(name[at])); };
    return (letter(0) * 31 + letter(name.size() / 2) * 7 + letter(name.size() - 1) * 131 + name.size()) % 1024;
  }

  std::array<std::string_view, N> names_;
  std::array<std::uint8_t, 1024> slots_{};
};

}  // namespace telex::html
