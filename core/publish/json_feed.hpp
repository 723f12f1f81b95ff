#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/document.hpp"
#include "publish/json_writer.hpp"
#include "store/types.hpp"

/// telex's data as JSON Feed 1.1, with the extension object `_telex`: the text of one JSON object. An absent thing is
/// an absent key.
namespace telex::publish {

/// A parsed document, as `telex parse` prints it.
std::string to_json(const feed::Document& document);

/// The entries of a document as text, which takes less room than the entries.
class Items {
 public:
  void add(const feed::Entry& entry);

  /// The text, cut between entries; commas are part of it.
  const std::vector<std::string>& blocks() const { return blocks_; }
  std::string_view rest() const { return writer_.text(); }

 private:
  JsonWriter writer_;
  std::vector<std::string> blocks_;  // a single text would be copied while it grows
};

/// The same as to_json(), where the entries are `items` and not in the document: `write` is called with pieces of the
/// text, none of which ends inside a character.
void write_json(const feed::Document& document, const Items& items, const std::function<void(std::string_view)>& write);

/// An entry as an item of that: `id` is the publisher's.
std::string to_json(const feed::Entry& entry);

/// A stored article: `id` is the store's, the publisher's is `_telex.guid`.
std::string to_json(const store::Article& article);

}  // namespace telex::publish
