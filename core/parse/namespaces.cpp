#include "parse/namespaces.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

struct Row {
  std::string_view name;
  Ns ns;
};

/// Lower case, without scheme and without final "/" or "#".
constexpr Row uris[] = {
    {"backend.userland.com/rss", Ns::plain},
    {"backend.userland.com/rss091", Ns::plain},
    {"backend.userland.com/rss2", Ns::plain},
    {"blogs.law.harvard.edu/tech/rss", Ns::plain},
    {"cyber.law.harvard.edu/rss/rss.html", Ns::plain},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", Ns::plain},
    {"my.netscape.com/rdf/simple/0.9", Ns::plain},
    {"channel.netscape.com/rdf/simple/0.9", Ns::plain},
    {"purl.org/net/rss1.1", Ns::plain},
    {"purl.org/rss/1.0", Ns::plain},
    {"www.rssboard.org/rss-specification", Ns::plain},
    {"webns.net/mvcb", Ns::plain},
    {"purl.oclc.org/net/rss_2.0/enc", Ns::plain},
    {"example.com/newformat", Ns::atom},
    {"example.com/necho", Ns::atom},
    {"purl.org/echo", Ns::atom},
    {"uri/of/echo/namespace", Ns::atom},
    {"purl.org/pie", Ns::atom},
    {"purl.org/atom/ns", Ns::atom},
    {"www.w3.org/2005/atom", Ns::atom},
    {"purl.org/rss/1.0/modules/rss091", Ns::plain},
    {"www.w3.org/1999/02/22-rdf-syntax-ns", Ns::rdf},
    {"purl.org/rss/1.0/modules/content", Ns::content},
    {"purl.org/dc/elements/1.0", Ns::dc},
    {"purl.org/dc/elements/1.1", Ns::dc},
    {"purl.org/dc/terms", Ns::dcterms},
    {"search.yahoo.com/mrss", Ns::media},
    {"search.yahoo.com/mrss/1.0", Ns::media},
    {"video.search.yahoo.com/mrss", Ns::media},
    {"www.rssboard.org/media-rss", Ns::media},
    {"example.com/dtds/podcast-1.0.dtd", Ns::itunes},
    {"www.itunes.com/dtds/podcast-1.0.dtd", Ns::itunes},
    {"itunes.apple.com/dtd/podcast-1.0.dtd", Ns::itunes},
    {"www.google.com/schemas/play-podcasts/1.0", Ns::itunes},
    {"www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd", Ns::itunes},
    {"podcastindex.org/namespace/1.0", Ns::podcast},
    {"github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Ns::podcast},
    {"purl.org/rss/1.0/modules/slash", Ns::slash},
    {"wellformedweb.org/commentapi", Ns::wfw},
    {"purl.org/syndication/thread/1.0", Ns::thr},
    {"rssnamespace.org/feedburner/ext/1.0", Ns::feedburner},
    {"purl.org/rss/1.0/modules/syndication", Ns::sy},
    {"purl.org/rss/modules/syndication", Ns::sy},
    {"purl.org/rss/1.0/modules/prism", Ns::prism},
    {"prismstandard.org/namespaces/basic/2.0", Ns::prism},
    {"prismstandard.org/namespaces/1.2/basic", Ns::prism},
    {"www.georss.org/georss", Ns::georss},
    {"www.georss.org/georss/10", Ns::georss},
    {"www.w3.org/2003/01/geo/wgs84_pos", Ns::geo},
    {"postneo.com/icbm", Ns::geo},
    {"geourl.org/rss/module", Ns::geo},
    {"www.opengis.net/gml", Ns::gml},
    {"www.w3.org/1999/xhtml", Ns::xhtml},
    {"www.w3.org/xml/1998/namespace", Ns::xml},
    {"backend.userland.com/creativecommonsrssmodule", Ns::creative_commons},
    {"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Ns::creative_commons},
    {"web.resource.org/cc", Ns::creative_commons},
    {"creativecommons.org/ns", Ns::creative_commons},
};

constexpr Row prefixes[] = {
    {"rss", Ns::plain},
    {"rdf", Ns::rdf},
    {"atom", Ns::atom},
    {"atom10", Ns::atom},
    {"atom03", Ns::atom},
    {"content", Ns::content},
    {"dc", Ns::dc},
    {"dcterms", Ns::dcterms},
    {"dct", Ns::dcterms},
    {"media", Ns::media},
    {"itunes", Ns::itunes},
    {"googleplay", Ns::itunes},
    {"podcast", Ns::podcast},
    {"prism", Ns::prism},
    {"icbm", Ns::geo},
    {"slash", Ns::slash},
    {"wfw", Ns::wfw},
    {"thr", Ns::thr},
    {"sy", Ns::sy},
    {"feedburner", Ns::feedburner},
    {"georss", Ns::georss},
    {"geo", Ns::geo},
    {"gml", Ns::gml},
    {"xhtml", Ns::xhtml},
    {"xml", Ns::xml},
    {"creativecommons", Ns::creative_commons},
    {"cc", Ns::creative_commons},
    {"admin", Ns::plain},
};

template <std::size_t Size>
Ns find(const Row (&rows)[Size], std::string_view name) {
  const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.name == name; });
  return row == std::end(rows) ? Ns::other : row->ns;
}

}  // namespace

Ns namespace_of_uri(std::string_view uri) {
  const std::string folded = lower(trimmed(uri));
  std::string_view bare = folded;
  if (bare.empty()) return Ns::plain;
  const std::size_t scheme = bare.find("://");
  if (scheme != std::string_view::npos) bare.remove_prefix(scheme + 3);
  while (!bare.empty() && (bare.back() == '/' || bare.back() == '#')) bare.remove_suffix(1);
  return find(uris, bare);
}

Ns namespace_of_prefix(std::string_view prefix) { return find(prefixes, lower(prefix)); }

}  // namespace telex::parse
