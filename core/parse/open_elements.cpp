#include "parse/open_elements.hpp"

#include "parse/ascii.hpp"
#include "parse/name.hpp"

namespace telex::parse {

Role role_of(std::string_view name) {
  const std::string_view local = local_name(name);
  if (local == "item" || local == "entry") return Role::entry;
  return local == "channel" || local == "feed" || local == "rss" || local == "RDF" ? Role::feed : Role::other;
}

void OpenElements::open(std::string_view name, bool keeps_name) {
  if (!keeps_name || nameless_ > 0 || elements_.size() >= max_names) {
    ++nameless_;
    return;
  }
  std::uint32_t scope = elements_.empty() ? 0 : elements_.back().scope;
  if (role_of(name) != Role::other) scope = static_cast<std::uint32_t>(elements_.size()) + 1;
  elements_.push_back({name, scope});
  if (counts_) ++(*counts_)[lower(name)];
}

void OpenElements::close() {
  if (nameless_ > 0) {
    --nameless_;
    return;
  }
  if (counts_) {
    const auto count = counts_->find(lower(elements_.back().name));
    if (--count->second == 0) counts_->erase(count);
  }
  elements_.pop_back();
}

std::size_t OpenElements::find(std::string_view name) {
  if (!counts_) count_all();
  if (!counts_->contains(lower(name))) return none;
  std::size_t place = elements_.size() - 1;
  while (!same_letters(elements_[place].name, name)) --place;
  return place;
}

std::size_t OpenElements::entry() const {
  const std::size_t scope = elements_.empty() ? 0 : elements_.back().scope;
  return scope > 0 && role_of(elements_[scope - 1].name) == Role::entry ? scope - 1 : none;
}

OpenElements::Part OpenElements::part() const {
  const std::size_t scope = elements_.empty() ? 0 : elements_.back().scope;
  return scope > 0 && scope < elements_.size() ? Part{elements_[scope].name, scope} : Part{};
}

void OpenElements::count_all() {
  counts_.emplace();
  for (const Element& element : elements_) ++(*counts_)[lower(element.name)];
}

}  // namespace telex::parse
