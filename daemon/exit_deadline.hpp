#pragma once
#include <chrono>
#include <thread>

namespace telex::daemon {

/// Ends the process after a while, unless this is destroyed before: a stop must not wait for a disk that hangs. What is
/// in the store stays sound, as its transactions are whole or not at all.
class ExitDeadline {
 public:
  explicit ExitDeadline(std::chrono::milliseconds after);

 private:
  std::jthread thread_;
};

}  // namespace telex::daemon
