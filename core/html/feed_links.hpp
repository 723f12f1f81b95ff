#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/url.hpp"

namespace telex::html {

/// A feed that a web page names as its own.
struct FeedLink {
  std::string url;    ///< absolute, unless neither the page nor its address tell where it starts
  std::string title;  ///< one line of text; may be empty
  std::string type;   ///< "application/atom+xml"; empty where a feed is only called so
  friend bool operator==(const FeedLink&, const FeedLink&) = default;
};

/// Links beyond this number are left out; those that are written alike count once.
inline constexpr std::size_t max_feed_links = 32;

/// The feeds that a page links to, each once, in the page's order: <link> and <a> with rel="alternate" and a feed's
/// type, HTML Standard, section 4.6.7.1 (RSS and Atom, and JSON, RDF and XML as sites use them), or with rel="feed".
/// They may stand anywhere, since many pages' heads end early. `page` is the page's own address, where relative links
/// start if the page has no <base href>. Pure and linear.
std::vector<FeedLink> feed_links(std::string_view html, const std::optional<Url>& page);

}  // namespace telex::html
