#include "dedup/identity.hpp"

#include <cstdlib>

#include "base/digest.hpp"
#include "dedup/campaign.hpp"

namespace telex::dedup {
namespace {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos; }

/// The kind is part of the key: an entry known by a link is another one than an entry whose guid reads the same.
std::uint64_t key_of(std::string_view kind, std::string_view text) { return Digest{}.add(kind).add(text).value(); }

/// 0 where the entry has no body of any sort either.
std::uint64_t body_key(const feed::Entry& entry) {
  Digest digest;
  bool blank = true;
  const auto add = [&](std::string_view text) {
    digest.add(text);
    blank = blank && is_blank(text);
  };
  add("body");
  blank = true;
  for (const std::string* text :
       {&entry.content_html, &entry.content_text, &entry.summary, &entry.external_url, &entry.image}) {
    add(*text);
  }
  for (const feed::Enclosure& enclosure : entry.enclosures) add(enclosure.url);
  return blank ? 0 : digest.value();
}

}  // namespace

Identity identify(const feed::Entry& entry) {
  if (!is_blank(entry.id)) return {KeyKind::guid, key_of("guid", entry.id)};
  if (!is_blank(entry.url)) return {KeyKind::link, key_of("link", without_campaign_parameters(entry.url))};
  if (!is_blank(entry.title)) return {KeyKind::title, key_of("title", entry.title)};
  const std::uint64_t key = body_key(entry);
  return {key == 0 ? KeyKind::nothing : KeyKind::body, key};
}

std::uint64_t revision(const feed::Entry& entry) {
  Digest digest;
  digest.add(entry.title).add(entry.content_html).add(entry.content_text).add(entry.summary);
  digest.add(without_campaign_parameters(entry.url)).add(without_campaign_parameters(entry.external_url));
  for (const feed::Person& author : entry.authors) digest.add("author").add(author.name).add(author.url);
  for (const feed::Enclosure& enclosure : entry.enclosures) digest.add("enclosure").add(enclosure.url);
  return digest.value();
}

}  // namespace telex::dedup
