#pragma once
#include <boost/json/object.hpp>

#include "feed/document.hpp"
#include "store/types.hpp"

/// telex's data as JSON Feed 1.1, with the extension object `_telex`. An absent thing is an absent key.
namespace telex::publish {

/// A parsed document, as `telex parse` prints it.
boost::json::object to_json(const feed::Document& document);

/// An entry as an item of that: `id` is the publisher's.
boost::json::object to_json(const feed::Entry& entry);

/// A stored article: `id` is the store's, the publisher's is `_telex.guid`.
boost::json::object to_json(const store::Article& article);

}  // namespace telex::publish
