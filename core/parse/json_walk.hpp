#pragma once
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string_view>

#include "parse/problems.hpp"

namespace telex::parse {

/// Where a member of a JSON Feed stands.
enum class Place { feed, item, inside };

/// Gets a JSON document in pieces as they end: the members of its object, and one by one the items. Views and values
/// live as long as the call.
class JsonPieces {
 public:
  virtual ~JsonPieces() = default;

  /// Whether a member of the name can mean something there; what means nothing is never built.
  virtual bool is_known(Place place, std::string_view name) const = 0;

  /// A member of the feed or of an item that is not known. Once each.
  virtual void pass_over(std::string_view name) = 0;

  /// Whether the item that begins is wanted.
  virtual bool wants_item() = 0;

  virtual void take_item(const boost::json::object& item) = 0;

  /// A member of the feed; where a name stands several times, or the document is read again, the last one counts.
  virtual void take_member(std::string_view name, const boost::json::value& value) = 0;
};

/// What a text turned out to be.
struct JsonShape {
  bool is_broken = false;  ///< it is no JSON, or only to a point
  bool has_items = false;  ///< the object has an array of that name
};

/// Takes a document apart in memory for one item, where it is JSON as RFC 8259 has it in one pass. Comments and commas
/// before a closing bracket are read and are damage; so is whatever else is wrong, and what stands before that is
/// given. Half a surrogate pair becomes U+FFFD (section 8.2: the grammar allows it) and is noted.
JsonShape walk_json(std::string_view text, JsonPieces& pieces, Problems& problems);

}  // namespace telex::parse
