#pragma once
#include <algorithm>
#include <cstddef>

namespace telex::html {

/// How much longer a document's URLs may become by being resolved. A reference of one byte becomes as long as its base,
/// so that a hostile document of 5 MB would give 400 MB. URLs beyond the budget are left out; real documents stay far
/// below it.
class UrlBudget {
 public:
  explicit UrlBudget(std::size_t document_bytes) : left_{4 * document_bytes + least_bytes} {}

  /// Whether the URL may take the reference's place. After the first that may not, only what grows by nothing may.
  bool allows(std::size_t reference_bytes, std::size_t url_bytes) {
    const std::size_t growth = url_bytes - std::min(url_bytes, reference_bytes);
    if (growth > left_) is_exceeded_ = true;
    if (is_exceeded_) return growth == 0;
    left_ -= growth;
    return true;
  }

  bool is_exceeded() const { return is_exceeded_; }

 private:
  static constexpr std::size_t least_bytes = std::size_t{256} << 10;

  std::size_t left_;
  bool is_exceeded_ = false;
};

}  // namespace telex::html
