#include "parse/xml_feed.hpp"

#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "base/utf8.hpp"
#include "parse/ascii.hpp"
#include "parse/draft.hpp"
#include "parse/element.hpp"
#include "parse/elements.hpp"
#include "parse/link.hpp"
#include "parse/repair.hpp"
#include "parse/trace.hpp"

namespace telex::parse {
namespace {

using feed::Format;

bool is_called(const Element& element, std::string_view name) {
  return (element.ns() == Ns::plain || element.ns() == Ns::atom) && same_letters(element.name(), name);
}

bool is_entry(const Element& element) { return is_called(element, "item") || is_called(element, "entry"); }

Format rss_format(std::string_view version) {
  static constexpr std::pair<std::string_view, Format> formats[] = {
      {"0.90", Format::rss_0_9},  {"0.91", Format::rss_0_91}, {"0.92", Format::rss_0_92},
      {"0.93", Format::rss_0_93}, {"0.94", Format::rss_0_94}, {"1.0", Format::rss_1_0},
  };
  for (const auto& [name, format] : formats) {
    if (version.starts_with(name)) return format;
  }
  return version == "0.9" ? Format::rss_0_9 : Format::rss_2_0;
}

/// Whether a namespace that the root declares has `part` in its URI.
bool declares(const Element& root, std::string_view part) {
  for (const pugi::xml_attribute attribute : root.node().attributes()) {
    if (std::string_view{attribute.name()}.starts_with("xmlns") &&
        lower(attribute.value()).find(part) != std::string::npos) {
      return true;
    }
  }
  return false;
}

bool has_child(const Element& element, std::string_view a, std::string_view b) {
  bool found = false;
  element.each_child([&](const Element& child) { found = found || is_called(child, a) || is_called(child, b); });
  return found;
}

/// The dialect of a root element; absent where it is no feed's. An RDF document is one only with RSS inside.
std::optional<Format> format_of(const Element& root) {
  if (is_called(root, "rss")) return rss_format(root.attribute("version"));
  if (same_letters(root.name(), "rdf")) {
    if (declares(root, "netscape.com/rdf/simple/0.9")) return Format::rss_0_9;
    if (declares(root, "purl.org/rss/1.0") || has_child(root, "channel", "item")) return Format::rss_1_0;
  }
  if (is_called(root, "feed") || is_called(root, "entry")) {
    const bool old = root.attribute("version").starts_with("0.") || declares(root, "purl.org/atom/ns");
    return old ? Format::atom_0_3 : Format::atom_1_0;
  }
  if (is_called(root, "channel")) return declares(root, "purl.org/net/rss1.1") ? Format::rss_1_0 : Format::cdf;
  return std::nullopt;
}

/// Reads the tree below the root.
class FeedReader {
 public:
  FeedReader(Format format, Problems& problems, Explanation* explanation)
      : problems_{problems}, explanation_{explanation} {
    document_.format = format;
    draft_.atom_rules = format == Format::atom_0_3 || format == Format::atom_1_0;
  }

  feed::Document read(const Element& root) {
    std::optional<Trace> trace;
    if (explanation_) draft_.trace = &trace.emplace(root.node(), *explanation_);
    if (is_called(root, "entry")) {
      read_entry(root);
    } else {
      walk(root);
    }
    if (trace) explanation_->feed = std::move(*trace).take();
    finish(std::move(draft_), document_);
    return std::move(document_);
  }

 private:
  /// A feed's element, or RSS's channel inside it. Items stand inside the channel, or in RDF beside it.
  void walk(const Element& feed) {
    offer_scope_language(draft_, feed, {});
    if (document_.format == Format::cdf) read_cdf_attributes(draft_, feed);
    if (document_.format == Format::rss_1_0) draft_.id.offer(std::string{feed.attribute("rdf:about")}, 1);
    if (draft_.trace) draft_.trace->observe(draft_, feed);
    feed.each_child([&](const Element& child) {
      if (is_entry(child)) {
        read_entry(child);
      } else if (is_called(child, "channel")) {
        walk(child);
      } else if (is_called(child, "items")) {
        read_listed_entries(child);
      } else {
        if (draft_.trace) draft_.trace->stand_in(feed.node());
        read_feed_element(draft_, child);
      }
    });
  }

  void read_entry(const Element& element) {
    if (document_.entries.size() >= max_entries) {
      if (!std::exchange(overfull_, true)) problems_.note("the feed has too many entries, the rest is left out");
      return;
    }
    EntryDraft draft;
    draft.atom_rules = draft_.atom_rules;
    std::optional<Trace> trace;
    if (explanation_) draft.trace = &trace.emplace(element.node(), *explanation_);
    const std::size_t place = document_.entries.size();
    document_.entries.emplace_back();
    read_entry_attributes(draft, element);
    if (trace) trace->observe(draft, element);
    element.each_child([&](const Element& child) {
      if (is_entry(child)) {
        read_entry(child);  // was not closed; depth is bounded by the repair pass
      } else if (child.ns() == Ns::other) {
        read_buried_entries(child);
      } else {
        read_entry_element(draft, child);
      }
    });
    if (trace) explain(place, std::move(*trace).take(), draft);
    document_.entries[place] = finish(std::move(draft));
  }

  void read_entry_attributes(EntryDraft& draft, const Element& element) {
    offer_scope_language(draft, element, draft_.language.value());
    if (document_.format == Format::cdf) read_cdf_attributes(draft, element);
    const std::string_view about = element.attribute("rdf:about");
    if (about.empty()) return;
    draft.id.offer(std::string{about}, 1);  // RSS 1.0 section 5.5: what identifies the item
    draft.url.offer(element.link(about), 5);
  }

  void explain(std::size_t place, std::vector<Origin> origins, const EntryDraft& draft) {
    rename_body(origins, draft);
    explanation_->entries.resize(document_.entries.size());
    explanation_->entries[place] = std::move(origins);
  }

  /// RSS 1.1 has its items in a list; RSS 1.0's list only names them.
  void read_listed_entries(const Element& list) {
    list.each_child([&](const Element& child) {
      if (is_entry(child)) read_entry(child);
    });
  }

  /// Extensions keep entries of their own: Simple Sharing Extensions the versions that are in conflict.
  void read_buried_entries(const Element& element) {
    if (explanation_) count_unknown(*explanation_, "<" + std::string{element.node().name()} + ">");
    element.each_child([&](const Element& child) {
      if (is_entry(child)) {
        read_entry(child);
      } else {
        read_buried_entries(child);
      }
    });
  }

  static void offer_scope_language(Draft& draft, const Element& element, std::string_view known) {
    const std::string_view language = element.scope().language();
    if (language != known) offer_language(draft, language, 2);
  }

  /// Channel Definition Format: addresses and dates are attributes.
  static void read_cdf_attributes(Draft& draft, const Element& element) {
    const std::string url = element.link(element.attribute("href"));
    if (!url.empty()) draft.url.offer(url, 0);
    if (const auto date = read_date(element, element.attribute("lastmod"))) draft.updated.offer(*date, 0);
  }

  feed::Document document_;
  FeedDraft draft_;
  Problems& problems_;
  Explanation* explanation_;
  bool overfull_ = false;
};

Error not_a_feed(pugi::xml_node first) {
  if (!first) return {Fault::not_a_feed, "there is no element of XML in it", {}};
  const std::string name{utf8::truncated(first.name(), 40)};
  const bool is_page = same_letters(name, "html") || same_letters(name, "head") || same_letters(name, "body");
  if (is_page) return {Fault::not_a_feed, "this is an HTML page and not a feed", {}};
  if (same_letters(name, "opml"))
    return {Fault::not_a_feed, "this is a list of subscriptions (OPML) and not a feed", {}};
  return {Fault::not_a_feed, "this is no feed: the document's root is <" + name + ">", {}};
}

/// A feed's root under stray elements that a server put before it.
pugi::xml_node find_buried_root(pugi::xml_node tree) {
  return tree.find_node([](pugi::xml_node node) {
    const std::string_view name = node.name();
    return name == "rss" || name == "rdf:RDF" || name == "feed";
  });
}

std::optional<feed::Document> read_root(pugi::xml_node root, Scope& scope, Problems& problems,
                                        Explanation* explanation) {
  if (root.type() != pugi::node_element) return std::nullopt;
  const Scope::Level level = scope.enter(root);
  const Element element{root, scope};
  std::optional<feed::Document> document;
  if (const auto format = format_of(element)) document = FeedReader{*format, problems, explanation}.read(element);
  scope.leave(level);
  return document;
}

}  // namespace

Result<feed::Document> read_xml_feed(std::string text, const std::string& url, Problems& problems,
                                     Explanation* explanation) {
  text = repaired(std::move(text), problems);
  pugi::xml_document tree;
  const auto flags = pugi::parse_default | pugi::parse_ws_pcdata;
  const auto outcome = tree.load_buffer_inplace(text.data(), text.size(), flags, pugi::encoding_utf8);
  if (!outcome && outcome.status != pugi::status_no_document_element) problems.damage(outcome.description());
  Scope scope{parse_base(url), problems};
  pugi::xml_node first;
  for (const pugi::xml_node child : tree.children()) {
    if (auto document = read_root(child, scope, problems, explanation)) return std::move(*document);
    if (!first && child.type() == pugi::node_element) first = child;
  }
  if (auto document = read_root(find_buried_root(tree), scope, problems, explanation)) return std::move(*document);
  return not_a_feed(first);
}

}  // namespace telex::parse
