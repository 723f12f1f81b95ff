#include "config/keys.hpp"

namespace telex::config {
namespace {

/// The key of another section that was probably meant.
std::string advice_from_afar(std::string_view name, std::span<const std::string_view> known) {
  const std::vector<KnownKey> keys = all_keys();
  std::vector<std::string_view> names;
  for (const KnownKey& key : keys) names.push_back(key.name);
  const std::string_view near = nearest(name, names);
  if (near.empty()) return fmt::format("unknown key; known here are {}", fmt::join(known, ", "));
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const KnownKey& k) { return k.name == near; });
  return fmt::format("unknown key here; \"{}\" belongs {}", near, key->home);
}

std::string advice(std::string_view name, std::span<const std::string_view> known) {
  const std::string_view near = nearest(name, known);
  return near.empty() ? advice_from_afar(name, known) : fmt::format("unknown key; did you mean \"{}\"?", near);
}

}  // namespace

void report_unknown(const Source& source, std::size_t line, std::string_view section, std::string_view name,
                    std::span<const std::string_view> known) {
  const std::string key = section.empty() ? std::string{name} : fmt::format("{}.{}", section, name);
  source.report(line, key, advice(name, known));
}

}  // namespace telex::config
