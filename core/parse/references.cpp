#include "parse/references.hpp"

#include <algorithm>
#include <utility>

namespace telex::parse {

void References::fix(std::size_t from, std::size_t to, bool in_attribute) {
  const std::string_view text = in_.substr(0, to);
  while ((from = text.find('&', from)) != std::string_view::npos) {
    const std::size_t fine = predefined_length(text.substr(from));
    from += fine > 0 ? fine : fix_one(from, to, in_attribute);
  }
}

std::size_t References::fix_one(std::size_t from, std::size_t to, bool in_attribute) {
  const Reference reference = read_reference(in_.substr(from, to - from), entities_);
  tell(reference, from, in_attribute);
  if (reference.length == 1) {
    out_.escape(from, reference.replacement);
  } else if (reference.kind != ReferenceKind::fine) {
    out_.replace(from, from + reference.length, reference.replacement);
  }
  return reference.length;
}

std::string References::fixed_value(std::string_view value) {
  std::string fixed;
  while (!value.empty()) {
    const std::size_t plain = std::min(value.find_first_of("&<\""), value.size());
    fixed += value.substr(0, plain);
    value.remove_prefix(plain);
    if (value.empty()) break;
    if (value.front() != '&') {
      fixed += value.front() == '<' ? "&lt;" : "&quot;";
      value.remove_prefix(1);
      continue;
    }
    const Reference reference = read_reference(value, entities_);
    tell(reference, static_cast<std::size_t>(value.data() - in_.data()), true);
    const bool is_fine = reference.kind == ReferenceKind::fine;
    fixed += is_fine ? value.substr(0, reference.length) : std::string_view{reference.replacement};
    value.remove_prefix(reference.length);
  }
  return fixed;
}

void References::tell(const Reference& reference, std::size_t at, bool in_attribute) {
  if (reference.kind == ReferenceKind::fine || reference.kind == ReferenceKind::legacy) return;
  if (entities_.is_exhausted() && !std::exchange(exhaustion_told_, true)) {
    log_.damage("the entities of the document type grow too large and are no longer expanded", at);
  }
  const std::string_view text = in_.substr(at);
  std::string fault =
      in_attribute ? fault_in_attribute(reference, text, entities_) : fault_of(reference, text, entities_);
  if (fault.empty() && !in_attribute && reference.entity && !is_balanced(*reference.entity)) {
    fault = "the markup in an entity is not well-formed";
  }
  if (!fault.empty()) log_.damage(std::move(fault), at);
}

/// Told once.
bool References::is_balanced(Entity& entity) {
  if (std::exchange(entity.is_content_seen, true)) return true;
  const bool is_plain = !entity.has_markup && entity.text.find("]]>") == std::string::npos;
  return is_plain || is_content_(entity.text);
}

}  // namespace telex::parse
