#pragma once
#include <string>
#include <string_view>

#include "feed/document.hpp"

/// What the full-text index sees of an entry. The pipeline computes it off the writer's thread, the store computes it
/// again from what it has stored, to take an old version out of the index: both must come to the same bytes.
namespace telex::store {

/// Raised with every change to what the two functions below return for the same entry, html::to_text() included: the
/// writer then rebuilds the index when it opens the store.
constexpr int index_version = 1;

/// The plain text of the body: of the HTML content, else the text content, else the summary. Pure.
std::string index_text(const feed::Entry& entry);
std::string index_text(std::string_view content_html, std::string_view content_text, std::string_view summary);

/// The authors' names, with ", " in between. Pure.
std::string index_authors(const feed::Entry& entry);

}  // namespace telex::store
