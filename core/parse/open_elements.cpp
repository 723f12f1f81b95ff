#include "parse/open_elements.hpp"

#include "parse/ascii.hpp"
#include "parse/name.hpp"

namespace telex::parse {

Role role_of(std::string_view name) {
  const std::string_view local = local_name(name);
  if (local == "item" || local == "entry") return Role::entry;
  return local == "channel" || local == "feed" || local == "rss" || local == "RDF" ? Role::feed : Role::other;
}

void OpenElements::open(std::string_view name) {
  if (nameless_ > 0 || elements_.size() >= max_names) {
    ++nameless_;
    return;
  }
  std::uint32_t entry = elements_.empty() ? 0 : elements_.back().entry;
  const Role role = role_of(name);
  if (role == Role::feed) entry = 0;
  if (role == Role::entry) entry = static_cast<std::uint32_t>(elements_.size()) + 1;
  elements_.push_back({name, entry});
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
  return elements_.empty() || elements_.back().entry == 0 ? none : elements_.back().entry - 1;
}

void OpenElements::count_all() {
  counts_.emplace();
  for (const Element& element : elements_) ++(*counts_)[lower(element.name)];
}

}  // namespace telex::parse
