#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/elements.hpp"

namespace telex::parse {
namespace {

bool is_picture(const Element& element) {
  return element.attribute("medium") == "image" || element.attribute("type").starts_with("image/");
}

/// WordPress.com gives the face of the author like a picture of the article, and first.
bool is_avatar(std::string_view url) { return url.find("gravatar.com/avatar/") != std::string_view::npos; }

}  // namespace

void read_media_thumbnail(EntryDraft& draft, const Element& element, int rank) {
  std::string url = element.link(element.attribute("url"));
  if (url.empty()) url = element.link(element.text());
  if (!url.empty()) draft.image.offer(std::move(url), rank);
}

void read_media_content(EntryDraft& draft, const Element& element, int rank) {
  feed::Enclosure enclosure;
  enclosure.url = element.link(element.attribute("url"));
  enclosure.mime_type = element.attribute("type");
  enclosure.size_bytes = read_number(element.attribute("filesize"));
  enclosure.duration = read_duration(element.attribute("duration"));
  element.each_child([&](const Element& child) {
    if (child.ns() != Ns::media) return;
    if (same_letters(child.name(), "title")) {
      enclosure.title = html::to_text(child.text());
    } else {
      read_entry_element(draft, child);
    }
  });
  if (is_picture(element) && !enclosure.url.empty())
    draft.image.offer(enclosure.url, is_avatar(enclosure.url) ? rank + 2 : rank);
  draft.add_enclosure(std::move(enclosure));
}

}  // namespace telex::parse
