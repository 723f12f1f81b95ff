#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace telex::html {

/// Whether a URL is absolute: it begins with a scheme.
bool has_scheme(std::string_view url);

/// Whether a URL, absolute or relative, may be followed from sanitised HTML: its scheme is one of http https mailto ftp
/// tel magnet xmpp irc, or it has none. White space and control characters, which browsers pass over, hide no scheme.
bool is_safe_link(std::string_view url);

/// The same for what is loaded at once: http and https, or a small "data:" image where `image` is set.
bool is_safe_source(std::string_view url, bool image);

/// The page that shows what an embedded player would play, by the player's URL; absent for players unknown.
std::optional<std::string> player_page(std::string_view url);

/// Whether an image only counts who reads.
bool is_beacon(std::string_view url);

}  // namespace telex::html
