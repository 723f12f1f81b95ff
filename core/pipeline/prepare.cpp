#include "pipeline/prepare.hpp"

#include <utility>

#include "parse/parse.hpp"
#include "store/index_text.hpp"

namespace telex::pipeline {
namespace {

store::FeedDetails details_of(feed::Document& document) {
  store::FeedDetails details;
  details.title = std::move(document.title);
  details.home_page_url = std::move(document.home_page_url);
  details.description = std::move(document.description);
  details.language = std::move(document.language);
  details.icon = std::move(document.icon);
  details.format = feed::to_string(document.format);
  details.damaged = document.damaged;
  return details;
}

store::PreparedEntry prepared(feed::Entry entry) {
  store::PreparedEntry out;
  out.identity = dedup::identify(entry);
  out.revision = dedup::revision(entry);
  out.text = store::index_text(entry);
  out.entry = std::move(entry);
  return out;
}

}  // namespace

Result<Prepared> prepare(std::string body, std::string content_type, std::string url) {
  const parse::Hints hints{std::move(content_type), std::move(url)};
  Prepared out;
  Result<feed::Document> document = parse::parse(
      std::move(body), hints, [&](feed::Entry&& entry) { out.entries.push_back(prepared(std::move(entry))); });
  if (!document) return std::move(document).error();
  out.cut = document->cut;
  out.details = details_of(*document);
  return out;
}

}  // namespace telex::pipeline
