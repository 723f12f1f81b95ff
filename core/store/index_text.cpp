#include "store/index_text.hpp"

#include "html/text.hpp"

namespace telex::store {

std::string index_text(const feed::Entry& entry) {
  return index_text(entry.content_html, entry.content_text, entry.summary);
}

std::string index_text(std::string_view content_html, std::string_view content_text, std::string_view summary) {
  // Content may be markup alone, an image for example; then the next one speaks.
  if (std::string text = html::to_text(content_html); !text.empty()) return text;
  if (!content_text.empty()) return std::string{content_text};
  return html::to_text(summary);
}

std::string index_authors(const feed::Entry& entry) {
  std::string names;
  for (const feed::Person& author : entry.authors) {
    if (author.name.empty()) continue;
    names.append(names.empty() ? "" : ", ").append(author.name);
  }
  return names;
}

}  // namespace telex::store
