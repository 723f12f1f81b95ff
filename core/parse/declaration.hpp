#pragma once
#include <string_view>

namespace telex::parse {

struct XmlDeclaration {
  bool is_valid = false;
  bool is_standalone = false;  ///< what is declared elsewhere does not count
};

/// Reads "<?xml version=... ?>", the whole of it, XML 1.0 section 2.8, production XMLDecl.
XmlDeclaration read_xml_declaration(std::string_view text);

/// Whether the inside of "<?...?>" is a processing instruction, XML 1.0 section 2.6: a name that is not "xml" in any
/// case, and without a colon (Namespaces in XML section 7), then white space before anything else.
bool is_instruction(std::string_view inside);

/// Whether the inside of "<!--...-->" is a comment's, XML 1.0 section 2.5: two hyphens end it.
bool is_comment(std::string_view inside);

}  // namespace telex::parse
