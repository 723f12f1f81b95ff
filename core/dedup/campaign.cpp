#include "dedup/campaign.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"

namespace telex::dedup {
namespace {

// Only names that no site uses for content. "ref", "source" and "id" are not here: they choose pages on some sites.
constexpr std::array<std::string_view, 7> campaign_prefixes{"utm_",        "mtm_",      "pk_campaign", "pk_kwd",
                                                            "at_campaign", "at_custom", "at_medium"};
constexpr std::array<std::string_view, 24> campaign_names{
    "fbclid", "gclid",  "gclsrc", "dclid",       "gbraid",      "wbraid",    "msclkid",     "twclid",
    "yclid",  "ysclid", "igshid", "mc_cid",      "mc_eid",      "mkt_tok",   "_hsenc",      "_hsmi",
    "cmpid",  "wt_mc",  "xtor",   "ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "ns_fee"};

bool is_campaign(std::string_view parameter) {
  std::string name = ascii::lower(parameter.substr(0, parameter.find('=')));
  // A feed that escapes twice leaves "&amp;" in its links.
  if (name.starts_with("amp;")) name.erase(0, 4);
  return std::ranges::find(campaign_names, name) != campaign_names.end() ||
         std::ranges::any_of(campaign_prefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

}  // namespace

std::string without_campaign_parameters(std::string_view url) {
  const std::string_view fragment = url.substr(std::min(url.find('#'), url.size()));
  const std::string_view front = url.substr(0, url.size() - fragment.size());
  const auto question = front.find('?');
  if (question == std::string_view::npos) return std::string{url};

  std::string kept;
  bool dropped = false;
  for (std::size_t at = question + 1; at <= front.size();) {
    const std::size_t end = std::min(front.find('&', at), front.size());
    const std::string_view parameter = front.substr(at, end - at);
    if (is_campaign(parameter)) {
      dropped = true;
    } else {
      kept.append(kept.empty() ? "" : "&").append(parameter);
    }
    at = end + 1;
  }
  if (!dropped) return std::string{url};
  std::string out{front.substr(0, question)};
  if (!kept.empty()) out.append("?").append(kept);
  return out.append(fragment);
}

}  // namespace telex::dedup
