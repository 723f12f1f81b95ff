#pragma once
#include <cstdlib>

/// What must hold for any input. A target that aborts has found something.
inline void require(bool holds) {
  if (!holds) std::abort();
}
