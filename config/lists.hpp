#pragma once
#include <vector>

#include "config/keys.hpp"
#include "config/sections.hpp"

/// [[feed]], [[rule]] and [[publish]].
namespace telex::config {

extern const Keys<feed::Subscription> feed_keys;

void read_feeds(const Value& value, std::vector<PlacedFeed>& feeds);
void read_rules(const Value& value, std::vector<Rule>& rules);
void read_publications(const Value& value, std::vector<PlacedPublication>& publications);

}  // namespace telex::config
