#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "config/value.hpp"
#include "config/words.hpp"

/// Tables of keys: a name, and a function that puts its value into a struct.
namespace telex::config {

template <class Target>
struct Key {
  std::string_view name;
  void (*read)(const Value& value, Target& target);
};

template <class Target>
using Keys = std::span<const Key<Target>>;

struct KnownKey {
  std::string_view name;
  std::string_view home;  ///< "in [fetch]"
};

/// The keys of all sections; a name may stand in several.
std::vector<KnownKey> all_keys();

/// Reports a key that stands in no table, with what was probably meant.
void report_unknown(const Source& source, std::size_t line, std::string_view section, std::string_view name,
                    std::span<const std::string_view> known);

template <class Target>
std::vector<std::string_view> names_of(Keys<Target> keys) {
  std::vector<std::string_view> names;
  for (const Key<Target>& key : keys) names.push_back(key.name);
  return names;
}

/// Reads each key of `table` by its row in `keys`.
template <class Target>
void read_keys(const toml::table& table, std::string_view section, const Source& source, Keys<Target> keys,
               Target& target) {
  for (const auto& [name, node] : table) {
    const std::string_view text = name.str();
    const auto row = std::find_if(keys.begin(), keys.end(), [&](const Key<Target>& key) { return key.name == text; });
    if (row != keys.end()) {
      row->read(Value{node, section, text, source}, target);
    } else {
      report_unknown(source, name.source().begin.line, section, text, names_of(keys));
    }
  }
}

/// Reads a section, "[fetch]".
template <class Target>
void read_section(const Value& value, Keys<Target> keys, Target& target) {
  if (const toml::table* table = value.table()) read_keys(*table, value.key(), value.source(), keys, target);
}

// Readers for the common kinds of value; `Member` is a pointer to the struct's member.

template <auto Member, class Target>
void boolean(const Value& value, Target& target) {
  if (const auto read = value.boolean()) target.*Member = *read;
}

template <auto Member, std::int64_t From, std::int64_t To, class Target>
void integer(const Value& value, Target& target) {
  using Number = std::remove_reference_t<decltype(target.*Member)>;
  if (const auto read = value.integer(From, To)) target.*Member = static_cast<Number>(*read);
}

template <auto Member, class Target>
void text(const Value& value, Target& target) {
  if (auto read = value.text()) target.*Member = std::move(*read);
}

template <auto Member, class Target>
void texts(const Value& value, Target& target) {
  if (auto read = value.texts()) target.*Member = std::move(*read);
}

/// A duration of whole seconds, of at least `AtLeast` seconds.
template <auto Member, int AtLeast, class Target>
void whole_seconds(const Value& value, Target& target) {
  if (const auto read = value.whole_seconds(std::chrono::seconds{AtLeast})) target.*Member = *read;
}

/// A duration of at least `AtLeast` milliseconds.
template <auto Member, int AtLeast, class Target>
void milliseconds(const Value& value, Target& target) {
  if (const auto read = value.duration(std::chrono::milliseconds{AtLeast})) target.*Member = *read;
}

/// A text that `Check` accepts; `form` says what would be right. An empty text is "as if the key were missing".
template <auto Member, bool (*Check)(std::string_view), const char* Form, class Target>
void checked(const Value& value, Target& target) {
  auto read = value.text();
  if (!read) return;
  if (read->empty() || Check(*read)) {
    target.*Member = std::move(*read);
  } else {
    value.report(fmt::format("\"{}\" is not {}", *read, Form));
  }
}

}  // namespace telex::config
