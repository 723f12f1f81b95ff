#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "parse/fault_log.hpp"
#include "parse/reference.hpp"
#include "parse/rewriter.hpp"

namespace telex::parse {

/// Makes the references of a text well-formed, and tells what was wrong with them.
class References {
 public:
  /// Whether a text is well-formed content where the pass stands, XML 1.0 section 4.3.2.
  using IsContent = std::function<bool(const std::string& text)>;

  References(std::string_view in, Rewriter& out, Entities& entities, FaultLog& log, IsContent is_content)
      : in_{in}, out_{out}, entities_{entities}, log_{log}, is_content_{std::move(is_content)} {}

  /// Those of in[from, to), in their place.
  void fix(std::size_t from, std::size_t to, bool in_attribute);

  /// The value of an attribute, a part of `in`, fit to stand between double quotes.
  std::string fixed_value(std::string_view value);

 private:
  std::size_t fix_one(std::size_t from, std::size_t to, bool in_attribute);
  void tell(const Reference& reference, std::size_t at, bool in_attribute);
  bool is_balanced(Entity& entity);

  std::string_view in_;
  Rewriter& out_;
  Entities& entities_;
  FaultLog& log_;
  IsContent is_content_;
  bool exhaustion_told_ = false;
};

}  // namespace telex::parse
