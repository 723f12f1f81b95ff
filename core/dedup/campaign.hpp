#pragma once
#include <string>
#include <string_view>

namespace telex::dedup {

/// The URL without parameters that only say how a reader came to it (utm_*, fbclid, gclid, …). The fragment and every
/// other parameter stay: whole sites live behind them.
std::string without_campaign_parameters(std::string_view url);

}  // namespace telex::dedup
