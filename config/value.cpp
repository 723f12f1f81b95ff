#include "config/value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "config/words.hpp"

namespace telex::config {
namespace {

constexpr std::string_view duration_form = R"(a duration: a number and a unit (ms, s, m, h, d, w), as in "30m")";
constexpr std::string_view bytes_form = R"(a size: a number and a unit (B, kB, MB, GB, KiB, MiB, GiB), as in "16MiB")";

/// What stands there, in words; lists and tables are only named, as they may be long.
std::string found(const toml::node& node) {
  if (const auto* text = node.as_string()) return fmt::format("\"{}\"", utf8::truncated(text->get(), 80));
  if (const auto* number = node.as_integer()) return fmt::format("the number {}", number->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("the number {}", number->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  return node.is_table() ? "a table" : node.is_array() ? "a list" : "a date or time";
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

std::string Value::key() const { return section_.empty() ? std::string{name_} : fmt::format("{}.{}", section_, name_); }

void Value::report_type(std::string_view wanted) const {
  report(fmt::format("found {} where there must be {}", found(node_), wanted));
}

std::optional<bool> Value::boolean() const {
  if (const auto* value = node_.as_boolean()) return value->get();
  report_type("true or false");
  return std::nullopt;
}

std::optional<std::int64_t> Value::integer(std::int64_t from, std::int64_t to) const {
  const auto* value = node_.as_integer();
  if (value && value->get() >= from && value->get() <= to) return value->get();
  report_type(fmt::format("a whole number from {} to {}", from, to));
  return std::nullopt;
}

std::optional<std::string> Value::text() const {
  const auto* value = node_.as_string();
  if (!value) {
    report_type("a text in quotes");
  } else if (has_control_character(value->get())) {
    report("found a control character (a line break, perhaps) where there must be a text of one line");
  } else {
    return value->get();
  }
  return std::nullopt;
}

std::optional<std::string> Value::text_that_is_not_empty() const {
  std::optional<std::string> value = text();
  if (!value || value->find_first_not_of(' ') != std::string::npos) return value;
  report("found an empty text; write something or leave the key out");
  return std::nullopt;
}

std::optional<std::string> Value::choice(std::span<const std::string_view> words) const {
  const auto* value = node_.as_string();
  if (value && std::find(words.begin(), words.end(), value->get()) != words.end()) return value->get();
  report_type(fmt::format("\"{}\"", fmt::join(words, "\" or \"")));
  return std::nullopt;
}

std::optional<std::vector<Reference>> Value::references() const {
  const toml::array* list = node_.as_array();
  if (!list) {
    report_type(R"(a list of texts, as in ["one", "two"])");
    return std::nullopt;
  }
  std::vector<Reference> values;
  for (const toml::node& element : *list) {
    const Value value{element, section_, name_, source_};
    if (auto text = value.text_that_is_not_empty()) values.push_back({std::move(*text), value.line()});
  }
  if (values.size() < list->size()) return std::nullopt;
  return values;
}

std::optional<std::vector<std::string>> Value::texts() const {
  std::optional<std::vector<Reference>> read = references();
  if (!read) return std::nullopt;
  std::vector<std::string> values;
  values.reserve(read->size());
  for (Reference& reference : *read) values.push_back(std::move(reference.path));
  return values;
}

std::optional<std::map<std::string, std::string>> Value::text_table() const {
  const toml::table* values = table();
  if (!values) return std::nullopt;
  std::map<std::string, std::string> read;
  const std::string section = key();
  for (const auto& [name, node] : *values) {
    std::optional<std::string> value = Value{node, section, name.str(), source_}.text();
    if (value) read.emplace(name.str(), std::move(*value));
  }
  return read;
}

std::optional<std::chrono::milliseconds> Value::duration(std::chrono::milliseconds at_least) const {
  const auto* value = node_.as_string();
  const auto read = value ? parse_duration(value->get()) : std::nullopt;
  if (!read) {
    report_type(duration_form);
  } else if (*read < at_least) {
    report_type(fmt::format("\"{}\" or more", to_text(at_least)));
  } else {
    return read;
  }
  return std::nullopt;
}

std::optional<std::chrono::seconds> Value::whole_seconds(std::chrono::seconds at_least) const {
  const auto read = duration(at_least);
  if (!read) return std::nullopt;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(*read);
  if (seconds == *read) return seconds;
  report_type(R"(a duration of whole seconds, as in "90s")");
  return std::nullopt;
}

std::optional<std::uint64_t> Value::bytes() const {
  const auto* value = node_.as_string();
  const auto read = value ? parse_bytes(value->get()) : std::nullopt;
  if (read && *read > 0) return read;
  report_type(bytes_form);
  return std::nullopt;
}

const toml::table* Value::table() const {
  if (const toml::table* value = node_.as_table()) return value;
  report_type("a table of keys and values");
  return nullptr;
}

const toml::array* Value::array() const {
  const toml::array* value = node_.as_array();
  const bool of_tables =
      value && std::all_of(value->begin(), value->end(), [](const toml::node& node) { return node.is_table(); });
  if (of_tables) return value;
  report_type(fmt::format("tables; begin each with [[{}]]", name_));
  return nullptr;
}

}  // namespace telex::config
