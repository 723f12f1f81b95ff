#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "feed/document.hpp"
#include "parse/characters.hpp"

namespace telex::parse {

/// What is wrong with a document, in order of discovery. Bounded: a hostile document cannot make the list grow without
/// end; what does not fit is counted.
class Problems {
 public:
  static constexpr std::size_t max_listed = 50;

  /// Something that breaks a rule of the format. Messages quote the document, and go to terminals: controls become
  /// spaces.
  void note(std::string message, std::string place = {}) {
    if (list_.size() < max_listed) {
      list_.push_back({without_controls(std::move(message)), without_controls(std::move(place))});
    } else {
      ++unlisted_;
    }
  }

  /// Something that no XML or JSON parser, or no decoder, may accept.
  void damage(std::string message, std::string place = {}) {
    damaged_ = true;
    note(std::move(message), std::move(place));
  }

  /// The bytes ended before the document did.
  void cut(feed::Cut where) { cut_ = where; }
  feed::Cut cut() const { return cut_; }

  /// Whether further problems are only counted, so that no words need to be found for them.
  bool is_full() const { return list_.size() >= max_listed; }

  bool damaged() const { return damaged_; }

  /// The same document was judged there.
  void damaged_as(const Problems& other) { damaged_ = other.damaged_; }

  /// The list, with a last row that counts what did not fit.
  std::vector<feed::Problem> take() && {
    if (unlisted_ > 0) list_.push_back({std::to_string(unlisted_) + " more problems", {}});
    return std::move(list_);
  }

 private:
  std::vector<feed::Problem> list_;
  std::size_t unlisted_ = 0;
  bool damaged_ = false;
  feed::Cut cut_ = feed::Cut::none;
};

}  // namespace telex::parse
