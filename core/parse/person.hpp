#pragma once
#include <string_view>
#include <vector>

#include "feed/document.hpp"
#include "parse/element.hpp"

namespace telex::parse {

/// A person as RSS writes one in a line: "me@example.com (Name)", "Name (me@example.com)", "Name <me@example.com>", an
/// address alone, a name alone. Several, parted by commas or semicolons, only where each has an address.
std::vector<feed::Person> parse_people(std::string_view text);

/// A person as an element: Atom's name, email and uri (RFC 4287 section 3.2), Atom 0.3's url, older `homepage`, or a
/// line as above. One without any name or address may be in it.
std::vector<feed::Person> read_people(const Element& element);

}  // namespace telex::parse
