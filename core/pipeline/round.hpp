#pragma once
#include <boost/asio/steady_timer.hpp>
#include <functional>

#include "pipeline/aggregator.hpp"

namespace telex::pipeline {

/// Somebody's wish to see a set of feeds polled once. Lives in the frame of the coroutine that waits for it.
struct Round {
  Round(const boost::asio::any_io_executor& loop, Aggregator::OnPolled on_polled)
      : each{std::move(on_polled)}, done{loop, boost::asio::steady_timer::time_point::max()} {}

  void count(const PollReport& poll) {
    ++report.polled;
    report.failed += poll.failure ? 1U : 0U;
    report.not_modified += poll.not_modified ? 1U : 0U;
    report.added += poll.added.size();
    report.changed += poll.changed;
    if (each) each(poll);
    if (--missing == 0) done.cancel();
  }

  std::size_t missing = 0;  ///< feeds that have not been polled yet
  RoundReport report;
  Aggregator::OnPolled each;
  boost::asio::steady_timer done;  ///< a one-shot event
};

}  // namespace telex::pipeline
