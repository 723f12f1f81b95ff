#include "parse/entities.hpp"

#include <algorithm>
#include <utility>

#include "html/text.hpp"
#include "parse/reference.hpp"

namespace telex::parse {
namespace {

/// The replacement text of a literal: references to characters are resolved, those to entities are left, section 4.5.
/// False where the literal is not well-formed.
bool read_literal(std::string_view literal, std::string& text) {
  if (literal.find('%') != std::string_view::npos) return false;
  Entities none;
  while (!literal.empty()) {
    const std::size_t plain = std::min(literal.find('&'), literal.size());
    text += literal.substr(0, plain);
    literal.remove_prefix(plain);
    if (literal.empty()) break;
    const std::string_view name = reference_name(literal);
    if (!name.empty()) {
      text += literal.substr(0, name.size() + 2);
      literal.remove_prefix(name.size() + 2);
      continue;
    }
    const Reference number = read_reference(literal, none);
    if (number.kind != ReferenceKind::fine && number.kind != ReferenceKind::legacy) return false;
    text += html::decode_references(literal.substr(0, number.length));
    literal.remove_prefix(number.length);
  }
  return true;
}

}  // namespace

bool Entities::declare(std::string_view name, std::string_view literal) {
  std::string text;
  if (!read_literal(literal, text)) return false;
  if (entities_.size() < max_entities) entities_.try_emplace(std::string{name}, Entity{.text = std::move(text)});
  return true;
}

void Entities::declare_external(std::string_view name, bool is_unparsed) {
  if (entities_.size() >= max_entities) return;
  const Entity entity{
      .is_external = true, .is_unparsed = is_unparsed, .has_external = true, .state = Entity::State::read};
  entities_.try_emplace(std::string{name}, entity);
}

Entity* Entities::find(std::string_view name) {
  const auto found = entities_.find(name);
  if (found == entities_.end()) return nullptr;
  Entity& entity = found->second;
  if (entity.state == Entity::State::being_read) entity.fault = "refers to itself";
  if (entity.state == Entity::State::unread) read(entity);
  return &entity;
}

bool Entities::spend(std::size_t bytes) {
  if (!is_exhausted()) expanded_bytes_ += bytes;
  return !is_exhausted();
}

void Entities::read(Entity& entity) {
  constexpr std::size_t max_nesting = 64;
  entity.state = Entity::State::being_read;
  entity.has_markup = entity.text.find('<') != std::string::npos;
  if (++nesting_ > max_nesting) expanded_bytes_ = max_expansion_bytes + 1;
  std::string_view rest = entity.text;
  while (!rest.empty()) {
    const std::size_t plain = std::min(rest.find('&'), rest.size());
    if (!spend(plain)) break;
    entity.meaning += rest.substr(0, plain);
    rest.remove_prefix(plain);
    if (!rest.empty()) read_reference_in(entity, rest);
  }
  --nesting_;
  entity.state = Entity::State::read;
}

void Entities::read_reference_in(Entity& entity, std::string_view& rest) {
  const bool is_plain = !entity.has_markup;  // else an '&' may stand in a CDATA section or a comment
  const Reference reference = read_reference(rest, *this);
  if (reference.entity) {
    entity.has_markup = entity.has_markup || reference.entity->has_markup;
    entity.has_external = entity.has_external || reference.entity->has_external;
  }
  if (is_plain && entity.fault.empty()) entity.fault = fault_of(reference, rest, *this);
  entity.meaning += html::decode_references(reference.replacement.empty() ? rest.substr(0, reference.length)
                                                                          : std::string_view{reference.replacement});
  rest.remove_prefix(reference.length);
}

}  // namespace telex::parse
