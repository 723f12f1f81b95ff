#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "feed/document.hpp"

/// The rarely asked parts of an entry as one compact JSON text: everything that has no column of its own. Adding a part
/// needs no migration.
namespace telex::store::sqlite {

/// Empty where the entry has none of these parts.
std::string write_extra(const feed::Entry& entry);

/// Sets those parts of the entry; what cannot be read stays absent.
void read_extra(std::string_view json, feed::Entry& entry);

/// A list of texts as a JSON array, and back; what cannot be read is an empty list.
std::string write_list(const std::vector<std::string>& texts);
std::vector<std::string> read_list(std::string_view json);

}  // namespace telex::store::sqlite
