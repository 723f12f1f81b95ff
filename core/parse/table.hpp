#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "parse/ascii.hpp"
#include "parse/element.hpp"

namespace telex::parse {

/// One spelling of an element: what it is called, what reads it, and how much it counts among others that say the
/// same (Choice). Names are lower case; they are compared without case.
template <class Target>
struct Row {
  Ns ns;
  std::string_view name;
  void (*read)(Target& target, const Element& element, int rank);
  int rank = 0;
};

/// A digest of a name without case, for the tables' index.
inline std::uint32_t name_digest(Ns ns, std::string_view name) {
  std::uint32_t digest = 2166136261u ^ static_cast<std::uint32_t>(ns);
  for (const char c : name) digest = (digest ^ static_cast<unsigned char>(to_lower(c))) * 16777619u;
  return digest ^ digest >> 15;
}

/// Finds the row of an element. Atom's names count as RSS's: both vocabularies are met under each other's namespace
/// and under none at all, and where they differ the element shows which it follows.
template <class Target>
class Table {
 public:
  explicit Table(std::span<const Row<Target>> rows) : rows_{rows} {
    for (std::size_t i = 0; i < rows.size(); ++i) insert(static_cast<std::uint16_t>(i + 1));
  }

  const Row<Target>* find(const Element& element) const {
    const Ns ns = element.ns() == Ns::atom ? Ns::plain : element.ns();
    for (std::size_t slot = name_digest(ns, element.name()) % slots_.size();; slot = (slot + 1) % slots_.size()) {
      if (slots_[slot] == 0) return nullptr;
      const Row<Target>& row = rows_[slots_[slot] - 1u];
      if (row.ns == ns && same_letters(row.name, element.name())) return &row;
    }
  }

  /// Reads the element; false where it has no row.
  bool read(Target& target, const Element& element) const {
    const Row<Target>* row = find(element);
    if (row) row->read(target, element, row->rank);
    return row != nullptr;
  }

 private:
  void insert(std::uint16_t number) {
    const Row<Target>& row = rows_[number - 1u];
    std::size_t slot = name_digest(row.ns, row.name) % slots_.size();
    while (slots_[slot] != 0) slot = (slot + 1) % slots_.size();
    slots_[slot] = number;
  }

  std::span<const Row<Target>> rows_;
  std::array<std::uint16_t, 512> slots_{};
};

}  // namespace telex::parse
