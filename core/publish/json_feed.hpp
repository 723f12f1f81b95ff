#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "feed/document.hpp"
#include "store/types.hpp"

/// telex's data as JSON Feed 1.1, with the extension object `_telex`: the text of one JSON object. An absent thing is
/// an absent key.
namespace telex::publish {

/// A parsed document, as `telex parse` prints it.
std::string to_json(const feed::Document& document);

/// The same, entry by entry: `write` is called with pieces of the text, which it must not keep. No piece ends inside a
/// character.
void write_json(const feed::Document& document, const std::function<void(std::string_view)>& write);

/// An entry as an item of that: `id` is the publisher's.
std::string to_json(const feed::Entry& entry);

/// A stored article: `id` is the store's, the publisher's is `_telex.guid`.
std::string to_json(const store::Article& article);

}  // namespace telex::publish
