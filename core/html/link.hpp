#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/url.hpp"
#include "html/url_budget.hpp"

namespace telex::html {

/// What becomes of the URLs of untrusted HTML: they are resolved against the base, or they are absent afterwards;
/// absolute ones of http stay as they are written. White space and control characters, which browsers pass over, hide
/// no scheme. What a function gives it gives back unchanged.
class UrlPolicy {
 public:
  /// Both must outlive it. Without a budget URLs may grow as they will: then the caller bounds their number.
  explicit UrlPolicy(const std::optional<Url>& base, UrlBudget* budget = nullptr) : base_{base}, budget_{budget} {}

  /// For what the reader may follow: http https mailto ftp tel magnet xmpp irc.
  std::optional<std::string> link(std::string_view url) const;

  /// For what is loaded at once: http and https.
  std::optional<std::string> source(std::string_view url) const;

  /// The same for images, which may be small "data:" URLs, too.
  std::optional<std::string> image(std::string_view url) const;

 private:
  std::optional<std::string> resolved(std::string_view url, bool (*is_allowed)(std::string_view)) const;
  std::string resolve(std::string_view url) const;

  const std::optional<Url>& base_;
  UrlBudget* budget_;
};

/// The page that shows what an embedded player would play, by the player's URL; absent for players unknown.
std::optional<std::string> player_page(std::string_view url);

/// Whether an image only counts who reads.
bool is_beacon(std::string_view url);

}  // namespace telex::html
