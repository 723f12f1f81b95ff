#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace telex::parse {

/// A general entity of the document type, XML 1.0 section 4.
struct Entity {
  enum class State : std::uint8_t { unread, being_read, read };

  std::string text{};            ///< the replacement text, section 4.5
  std::string meaning{};         ///< what it stands for as plain text, once `state` is `read`
  std::string fault{};           ///< why no reference to it is well-formed; empty where nothing is wrong
  bool is_external = false;      ///< stands outside of the document, and is never read
  bool is_unparsed = false;      ///< is no XML: not to be referred to
  bool has_markup = false;       ///< a '<' stands in it, or in what it refers to
  bool has_external = false;     ///< is external, or refers to what is
  bool is_content_seen = false;  ///< whether its markup is balanced was asked before
  State state = State::unread;
};

/// The entities that a document type declares. All that they are used for is bounded: nested definitions cannot
/// multiply.
class Entities {
 public:
  static constexpr std::size_t max_entities = 4096;
  static constexpr std::size_t max_expansion_bytes = std::size_t{1} << 20;

  /// An entity with its literal value, without the quotes; the first declaration of a name counts. False where the
  /// literal is not well-formed (section 2.3, EntityValue; a parameter entity may not stand there in an internal
  /// subset).
  bool declare(std::string_view name, std::string_view literal);
  void declare_external(std::string_view name, bool is_unparsed);

  /// Names may also be declared where nobody looks: in an external subset or a parameter entity (section 4.1,
  /// "Entity Declared").
  void declared_elsewhere() { is_complete_ = false; }
  bool is_complete() const { return is_complete_; }

  /// The entity of this name, read; nullptr where it is not declared.
  Entity* find(std::string_view name);

  /// Counts bytes that an expansion adds to the document; false where the bound is reached, and nothing may be added.
  bool spend(std::size_t bytes);
  bool is_exhausted() const { return expanded_bytes_ > max_expansion_bytes; }

 private:
  void read(Entity& entity);
  void read_reference_in(Entity& entity, std::string_view& rest);

  std::map<std::string, Entity, std::less<>> entities_;
  std::size_t expanded_bytes_ = 0;
  std::size_t nesting_ = 0;
  bool is_complete_ = true;
};

}  // namespace telex::parse
