#include "parse/xml_feed.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "base/utf8.hpp"
#include "parse/ascii.hpp"
#include "parse/draft.hpp"
#include "parse/element.hpp"
#include "parse/elements.hpp"
#include "parse/link.hpp"
#include "parse/pieces.hpp"
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

/// Reads the tree below the root, or one tree after the other where a feed comes in pieces.
class FeedReader {
 public:
  FeedReader(Format format, Problems& problems, Explanation* explanation)
      : problems_{problems}, explanation_{explanation} {
    document_.format = format;
    draft_.atom_rules = format == Format::atom_0_3 || format == Format::atom_1_0;
  }

  void read(const Element& root) {
    std::optional<Trace> trace;
    if (explanation_) draft_.trace = &trace.emplace(root.node(), *explanation_);
    if (is_called(root, "entry")) {
      read_entry(root);
    } else {
      walk(root);
    }
    if (trace) explanation_->feed = std::move(*trace).take();
    draft_.trace = nullptr;
  }

  /// Makes the reader independent of the trees so far, and hands over the entries.
  void end_piece(const TakeEntry& take) {
    for (std::size_t i = 0; i < kept_.size(); ++i) keep(draft_.*feed_texts[i], kept_[i]);
    if (!take) return;
    taken_ += document_.entries.size();
    for (feed::Entry& entry : document_.entries) take(std::move(entry));
    document_.entries.clear();
  }

  feed::Document take(html::UrlBudget& budget) && {
    finish(std::move(draft_), budget, document_);
    return std::move(document_);
  }

 private:
  /// A text of the feed that outlives the tree that it comes from.
  struct Kept {
    std::string text;
    std::optional<Url> base;
  };

  static void keep(Choice<Text>& choice, Kept& kept) {
    if (!choice.is_given() || choice.value().value.data() == kept.text.data()) return;
    const Text& text = choice.value();
    kept.text = text.value;
    if (text.base) kept.base = *text.base;
    const Text moved{text.kind, kept.text, text.base ? &kept.base : nullptr};
    choice.offer_last(moved, choice.rank());
  }

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
    if (taken_ + document_.entries.size() >= max_entries) {
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
    document_.entries[place] = finish(std::move(draft), element.scope().url_budget());
    element.scope().need_no_bases();
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
  std::array<Kept, std::size(feed_texts)> kept_;
  std::size_t taken_ = 0;  // entries that were handed over
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

/// Reads the tree of a feed, with a reader of its own or that of the pieces before; false where it is no feed's.
bool read_root(pugi::xml_node root, Scope& scope, std::optional<FeedReader>& reader, Problems& problems,
               Explanation* explanation) {
  if (root.type() != pugi::node_element) return false;
  const Scope::Level level = scope.enter(root);
  const Element element{root, scope};
  if (!reader) {
    if (const auto format = format_of(element)) reader.emplace(*format, problems, explanation);
  }
  if (reader) reader->read(element);
  scope.leave(level);
  return reader.has_value();
}

bool read_first_root(const pugi::xml_document& tree, Scope& scope, std::optional<FeedReader>& reader,
                     Problems& problems, Explanation* explanation) {
  const auto children = tree.children();
  return std::any_of(children.begin(), children.end(),
                     [&](pugi::xml_node child) { return read_root(child, scope, reader, problems, explanation); });
}

void load(pugi::xml_document& tree, Pieces& pieces, Problems& problems) {
  const auto flags = pugi::parse_default | pugi::parse_ws_pcdata;
  const auto outcome = tree.load_buffer_inplace(pieces.begin(), pieces.size(), flags, pugi::encoding_utf8);
  if (!outcome && outcome.status != pugi::status_no_document_element) problems.damage(outcome.description());
}

}  // namespace

Result<feed::Document> read_xml_feed(std::string text, const std::string& url, Problems& problems,
                                     Explanation* explanation, const TakeEntry& take) {
  text = repaired(std::move(text), problems);
  Scope scope{parse_base(url), text.size(), problems};
  std::optional<FeedReader> reader;
  pugi::xml_document tree;
  // An explanation looks at the tree again, so it gets one of everything.
  for (Pieces pieces{text, explanation ? text.size() : Pieces::usual_bytes}; pieces.next();) {
    load(tree, pieces, problems);
    read_first_root(tree, scope, reader, problems, explanation);
    if (reader) reader->end_piece(take);
    scope.forget();
  }
  if (!reader) return not_a_feed(tree.document_element());
  feed::Document document = std::move(*reader).take(scope.url_budget());
  if (scope.url_budget().is_exceeded()) problems.note(budget_exceeded);
  return document;
}

}  // namespace telex::parse
