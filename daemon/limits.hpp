#pragma once
#include <cstddef>

#include "config/settings.hpp"
#include "fetch/fetcher.hpp"
#include "pipeline/aggregator.hpp"

/// The configuration as the parts of the daemon want it, and what the process needs for it.
namespace telex::daemon {

fetch::Limits fetch_limits(const config::FetchSettings& settings);
pipeline::Aggregator::Limits round_limits(const config::FetchSettings& settings);

/// Raises the limit of open files to what so many transfers need. Returns how many there may be: fewer, after a
/// warning, where the limit may not go that far.
std::size_t allow_transfers(std::size_t concurrency);

}  // namespace telex::daemon
