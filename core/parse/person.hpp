#pragma once
#include <string_view>

#include "feed/document.hpp"
#include "parse/element.hpp"

namespace telex::parse {

/// A person as RSS writes one in a line: "me@example.com (Name)", "Name (me@example.com)", "Name <me@example.com>", an
/// address alone, a name alone.
feed::Person parse_person(std::string_view text);

/// A person as an element: Atom's name, email and uri (RFC 4287 section 3.2), Atom 0.3's url, older `homepage`, or a
/// line as above.
feed::Person read_person(const Element& element);

inline bool is_nobody(const feed::Person& person) { return person == feed::Person{}; }

}  // namespace telex::parse
