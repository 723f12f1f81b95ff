#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <memory>

#include "fetch/fetcher.hpp"

namespace telex::fetch {

/// Adds the feeds that only the configuration can name to those of the web: "file:///path" is read on `pool`,
/// "exec:program arguments" is run and writes the feed to its standard output. A file that has the size and the time of
/// the last change of the one before counts as not modified. All other addresses go to `web`.
std::unique_ptr<Fetcher> with_local_sources(std::unique_ptr<Fetcher> web, boost::asio::any_io_executor pool,
                                            Limits limits);

}  // namespace telex::fetch
