#include "html/link.hpp"

#include <algorithm>
#include <array>

#include "base/host.hpp"
#include "html/scan.hpp"

namespace telex::html {
namespace {

constexpr std::size_t max_data_url_bytes = 32'768;
constexpr std::size_t longest_scheme = 12;

constexpr auto link_schemes =
    std::to_array<std::string_view>({"http", "https", "mailto", "ftp", "tel", "magnet", "xmpp", "irc"});

constexpr auto data_images = std::to_array<std::string_view>(
    {"data:image/gif", "data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/webp", "data:image/avif"});

/// What stands before the colon, in lower case and without what browsers pass over; absent in a relative URL. Longer
/// ones than any that is allowed are cut off.
std::optional<std::string> scheme_of(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return std::nullopt;
  std::string scheme;
  for (const char c : url.substr(0, end)) {
    if (static_cast<unsigned char>(c) > ' ') scheme += lower(c);
    if (scheme.size() > longest_scheme) break;
  }
  return scheme;
}

bool is_safe_link(std::string_view url) {
  const auto scheme = scheme_of(url);
  return !scheme || std::ranges::find(link_schemes, *scheme) != link_schemes.end();
}

bool is_safe_source(std::string_view url) {
  const auto scheme = scheme_of(url);
  return !scheme || *scheme == "http" || *scheme == "https";
}

bool is_small_data_image(std::string_view url) {
  url = trimmed(url);
  return url.size() <= max_data_url_bytes && std::ranges::any_of(data_images, [&](std::string_view start) {
           return starts_ignoring_case(url, start) && url.size() > start.size() && !is_alnum(url[start.size()]);
         });
}

bool is_hex(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

/// A URL that resolve_reference() gives back as it is: absolute, and of URI characters alone.
bool is_plain_url(std::string_view url) {
  static constexpr auto plain = [] {
    std::array<bool, 256> set{};
    for (const char c : std::string_view{"-._~:/?@!$&'()*+,;="}) set[static_cast<unsigned char>(c)] = true;
    for (unsigned c = 0; c < 128; ++c) set[c] = set[c] || is_alnum(static_cast<char>(c));
    return set;
  }();
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  bool fragment = false;
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (plain[static_cast<unsigned char>(url[i])]) continue;
    const bool escape = url[i] == '%' && i + 2 < url.size() && is_hex(url[i + 1]) && is_hex(url[i + 2]);
    const bool first_hash = url[i] == '#' && !fragment;
    if (!escape && !first_hash) return false;
    fragment = fragment || first_hash;
  }
  return true;
}

/// A URL that is absolute as it is written, with characters in it that a URI has to encode.
bool is_readable_url(std::string_view url) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; };
  return (url.starts_with("https://") || url.starts_with("http://")) && std::ranges::none_of(url, is_control);
}

/// A host and the start of a path on it.
struct Place {
  std::string_view host;  // subdomains count as well
  std::string_view path;
};

struct Player {
  Place place;
  std::string_view page;  // what replaces host and path; empty: the player's own URL is the page
};

constexpr auto players = std::to_array<Player>({
    {{"youtube.com", "/embed/videoseries"}, ""},
    {{"youtube.com", "/embed/"}, "https://www.youtube.com/watch?v="},
    {{"youtube.com", "/v/"}, "https://www.youtube.com/watch?v="},
    {{"youtube-nocookie.com", "/embed/"}, "https://www.youtube.com/watch?v="},
    {{"player.vimeo.com", "/video/"}, "https://vimeo.com/"},
    {{"dailymotion.com", "/embed/video/"}, "https://www.dailymotion.com/video/"},
    {{"open.spotify.com", "/embed/"}, "https://open.spotify.com/"},
    {{"embed.podcasts.apple.com", "/"}, "https://podcasts.apple.com/"},
    {{"embed.ted.com", "/talks/"}, "https://www.ted.com/talks/"},
    {{"archive.org", "/embed/"}, "https://archive.org/details/"},
    {{"facebook.com", "/plugins/video.php"}, ""},
    {{"w.soundcloud.com", "/player"}, ""},
    {{"bandcamp.com", "/EmbeddedPlayer"}, ""},
    {{"mixcloud.com", "/widget/"}, ""},
    {{"blogger.com", "/video.g"}, ""},
    {{"fast.wistia.net", "/embed/"}, ""},
    {{"fast.wistia.com", "/embed/"}, ""},
    {{"streamable.com", "/e/"}, "https://streamable.com/"},
    {{"loom.com", "/embed/"}, "https://www.loom.com/share/"},
    {{"odysee.com", "/$/embed/"}, "https://odysee.com/"},
    {{"rumble.com", "/embed/"}, ""},
    {{"ok.ru", "/videoembed/"}, "https://ok.ru/video/"},
    {{"vk.com", "/video_ext.php"}, ""},
    {{"html5-player.libsyn.com", "/"}, ""},
    {{"embed.acast.com", "/"}, ""},
    {{"player.twitch.tv", "/"}, ""},
    {{"player.bilibili.com", "/"}, ""},
    {{"rutube.ru", "/play/embed/"}, "https://rutube.ru/video/"},
    {{"bbc.co.uk", "/news/av-embeds/"}, ""},
});

constexpr auto beacons = std::to_array<Place>({
    {"feeds.feedburner.com", "/~r/"},
    {"feedproxy.google.com", "/~r/"},
    {"feedsportal.com", "/"},
    {"pixel.wp.com", "/"},
    {"stats.wordpress.com", "/"},
    {"feeds.wordpress.com", "/1.0/"},
    {"google-analytics.com", "/"},
    {"doubleclick.net", "/"},
    {"quantserve.com", "/"},
    {"scorecardresearch.com", "/"},
    {"facebook.com", "/tr"},
    {"rss.buysellads.com", "/"},
    {"medium.com", "/_/stat"},
    {"counter.theconversation.com", "/"},
    {"pixel.propublica.org", "/"},
    {"tracking.feedpress.it", "/"},
    {"tracking.feedpress.com", "/"},
    {"stats.wp.com", "/"},
    {"ct.pinterest.com", "/"},
    {"px.ads.linkedin.com", "/"},
    {"bat.bing.com", "/"},
    {"insight.adsrvr.org", "/"},
    {"tags.bluekai.com", "/"},
    {"eotrx.substackcdn.com", "/open"},
    {"list-manage.com", "/track/open"},
});

/// The part of an http(s) URL, or of one that begins with "//", from the host on; empty for others.
std::string_view after_scheme(std::string_view url) {
  url = trimmed(url);
  if (starts_ignoring_case(url, "https:")) url.remove_prefix(6);
  if (starts_ignoring_case(url, "http:")) url.remove_prefix(5);
  return url.starts_with("//") ? url.substr(2) : std::string_view{};
}

std::size_t host_end(std::string_view url) { return std::min(url.find_first_of("/?#:"), url.size()); }

/// How much of `url`, from its host on, is the place; 0 where it is another.
std::size_t match(std::string_view url, std::size_t end, const Place& place) {
  if (end < place.host.size() || !url.substr(end).starts_with(place.path)) return 0;
  const std::size_t start = end - place.host.size();
  if (!equals_ignoring_case(url.substr(start, place.host.size()), place.host)) return 0;
  return start == 0 || url[start - 1] == '.' ? end + place.path.size() : 0;
}

}  // namespace

std::optional<std::string> UrlPolicy::link(std::string_view url) const { return resolved(url, is_safe_link); }

std::optional<std::string> UrlPolicy::source(std::string_view url) const {
  // An empty one is not the page itself.
  return trimmed(url).empty() ? std::nullopt : resolved(url, is_safe_source);
}

std::optional<std::string> UrlPolicy::image(std::string_view url) const {
  if (is_small_data_image(url)) return std::string{trimmed(url)};
  return source(url);
}

std::optional<std::string> UrlPolicy::resolved(std::string_view url, bool (*is_allowed)(std::string_view)) const {
  if (is_plain_url(url)) return has_valid_host(url) ? std::optional{std::string{url}} : std::nullopt;
  if (!is_allowed(url)) return std::nullopt;
  if (budget_ && budget_->is_exceeded() && !scheme_of(url)) return std::nullopt;
  std::string absolute = resolve(url);
  // Encoding may have made another scheme of it, a space that is left is one in the host, and what would be something
  // else the next time is too broken to be followed.
  const bool usable = is_plain_url(absolute) || (!absolute.empty() && absolute.find(' ') == std::string::npos &&
                                                 is_allowed(absolute) && resolve(absolute) == absolute);
  if (!usable || !has_valid_host(absolute)) return std::nullopt;
  // Browsers encode what has to be, so that people can read the rest.
  if (is_readable_url(trimmed(url))) return std::string{trimmed(url)};
  if (budget_ && !budget_->allows(url.size(), absolute.size())) return std::nullopt;
  return absolute;
}

std::string UrlPolicy::resolve(std::string_view url) const {
  return resolve_reference(scheme_of(url) ? std::nullopt : base_, url);
}

std::optional<std::string> player_page(std::string_view url) {
  const std::string_view rest = after_scheme(url);
  const std::size_t end = host_end(rest);
  for (const Player& player : players) {
    const std::size_t length = match(rest, end, player.place);
    if (length == 0) continue;
    if (player.page.empty()) return "https://" + std::string{rest};
    const std::string_view id = rest.substr(length, rest.find_first_of("?&#", length) - length);
    if (id.empty()) return std::nullopt;
    return std::string{player.page} + std::string{id};
  }
  return std::nullopt;
}

bool is_beacon(std::string_view url) {
  const std::string_view rest = after_scheme(url);
  const std::string_view path = rest.substr(0, rest.find_first_of("?#"));
  // Matomo, which sites run on their own hosts.
  if (path.ends_with("/matomo.php") || path.ends_with("/piwik.php")) return true;
  const std::size_t end = host_end(rest);
  return std::ranges::any_of(beacons, [&](const Place& place) { return match(rest, end, place) != 0; });
}

}  // namespace telex::html
