#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace telex::fetch {

struct ProgramLimits {
  std::chrono::milliseconds timeout{};  ///< from start to end
  std::uint64_t max_output_bytes = 0;
};

/// Runs a program, found as execvp() finds it, with nothing on its standard input, and resumes with its standard output
/// when that has an end and the program has ended with status 0. It runs in a process group of its own, which is killed
/// at the end, where it takes too long or writes too much, and where the caller is cancelled; what moves to another
/// group lives on. Faults: not_found, forbidden,
/// timeout, too_large, cancelled, network (it failed: its status and the last line of its standard error), io. Loop
/// thread only.
boost::asio::awaitable<Result<std::string>> run_program(std::vector<std::string> words, ProgramLimits limits);

}  // namespace telex::fetch
