#include "parse/parse.hpp"

#include <utility>

#include "parse/ascii.hpp"
#include "parse/encoding.hpp"
#include "parse/json_feed.hpp"
#include "parse/problems.hpp"
#include "parse/xml_feed.hpp"

namespace telex::parse {
namespace {

Result<feed::Document> read(std::string text, const std::string& url, Problems& problems) {
  if (trimmed(text).empty()) return Error{Fault::not_a_feed, "the document is empty", {}};
  if (looks_like_json(text)) return read_json_feed(text, url, problems);
  if (text.find('<') == std::string::npos) return Error{Fault::not_a_feed, "this is neither XML nor JSON", {}};
  return read_xml_feed(std::move(text), url, problems);
}

}  // namespace

Result<feed::Document> parse(std::string bytes, const Hints& hints) {
  Problems problems;
  Decoded decoded = decode(std::move(bytes), hints.content_type, problems);
  Result<feed::Document> document = read(std::move(decoded.text), hints.url, problems);
  if (!document) return document;
  document->encoding = std::move(decoded.encoding);
  document->damaged = problems.damaged();
  document->cut = problems.cut();
  document->problems = std::move(problems).take();
  return document;
}

}  // namespace telex::parse
