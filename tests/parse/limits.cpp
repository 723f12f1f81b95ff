#include <algorithm>
#include <filesystem>

#include "parse/draft.hpp"
#include "parse/read.hpp"
#include "parse/repair.hpp"
#include "parse/xml_feed.hpp"

using namespace telex;
using parse::test::read;

namespace {

std::string repeat(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

bool has_problem(const feed::Document& document, const std::string& part) {
  return std::any_of(document.problems.begin(), document.problems.end(),
                     [&](const feed::Problem& problem) { return problem.message.find(part) != std::string::npos; });
}

std::string rss(const std::string& inside) { return "<rss version='2.0'><channel>" + inside + "</channel></rss>"; }

}  // namespace

TEST_CASE("parse: a million nested elements are bounded, and the next item is read") {
  constexpr std::size_t many = 1'000'000;
  for (const std::string& end : {repeat("</a>", many), std::string{}}) {
    const feed::Document document =
        read(rss("<item>" + repeat("<a>", many) + "x" + end + "</item><item><title>next</title></item>"));
    CHECK(has_problem(document, "nested too deep"));
    REQUIRE(document.entries.size() == 2);
    CHECK(document.entries[1].title == "next");
  }
}

TEST_CASE("parse: deep markup inside a description keeps its text") {
  const feed::Document document = read(
      rss("<item><description>" + repeat("<b>", 10'000) + "deep" + repeat("</b>", 10'000) + "</description></item>"));
  CHECK(document.entries.at(0).content_html.find("deep") != std::string::npos);
}

TEST_CASE("parse: a hundred thousand attributes are bounded") {
  std::string attributes;
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "='1'";
  const feed::Document document = read(rss("<item" + attributes + "><title>t</title></item>"));
  CHECK(has_problem(document, "too many attributes"));
  CHECK(document.entries.at(0).title == "t");
}

TEST_CASE("parse: the elements of one entry are bounded, their text is kept, and the next item is read") {
  const std::string next = "<item><title>next</title></item>";
  for (const std::string element : {"<a/>", "<a>x</a>", "<a><a>x</a></a>"}) {
    CAPTURE(element);
    const feed::Document document =
        read(rss("<item><description>" + repeat(element, 150'000) + "</description><title>lost</title></item>" + next));
    CHECK(has_problem(document, "too many elements"));
    CHECK_FALSE(document.damaged);
    REQUIRE(document.entries.size() == 2);
    const std::string& html = document.entries[0].content_html;
    CHECK(count_of(html, "x") == count_of(element, "x") * 150'000);
    CHECK(count_of(html, "</a>") < parse::max_elements);
    CHECK(document.entries[1].title == "next");
  }
}

TEST_CASE("parse: entries beyond the bound are left out, and that is named") {
  const feed::Document document = read(rss(repeat("<item/>", parse::max_entries + 10)));
  CHECK(document.entries.size() == parse::max_entries);
  CHECK(has_problem(document, "too many entries"));
}

TEST_CASE("parse: as many entries as the bound allows are no problem") {
  const std::string items = repeat(R"({"id": "1"},)", parse::max_entries - 1) + R"({"id": "1"})";
  const feed::Document full = read(R"({"items": [)" + items + "]}");
  CHECK(full.entries.size() == parse::max_entries);
  CHECK(full.problems.empty());
  const feed::Document over = read(R"({"items": [)" + items + R"(, {"id": "2"}, {"id": "3"}], "title": "T"})");
  CHECK(over.entries.size() == parse::max_entries);
  CHECK(over.problems.size() == 1);
  CHECK(has_problem(over, "too many entries"));
  CHECK(over.title == "T");
  CHECK(read(rss(repeat("<item/>", parse::max_entries))).problems.empty());
}

TEST_CASE("parse: lists of JSON are bounded, and what follows them is read") {
  const std::string list = "[" + repeat("{\"name\": \"A\"}, 1, [2], ", 300'000) + "3]";
  const feed::Document document = read(R"({"_own": )" + list + R"(, "authors": )" + list + R"(, "items": [{"tags": )" +
                                       list + R"(, "authors": )" + list + R"(, "title": "t"}], "title": "T"})");
  CHECK(document.title == "T");
  CHECK(document.authors.size() == parse::max_listed);
  CHECK(document.entries.at(0).tags.size() == parse::max_listed);
  CHECK_FALSE(document.damaged);
}

TEST_CASE("parse: an entry's lists are bounded") {
  std::string tags;
  for (int i = 0; i < 10'000; ++i) tags += "<category>" + std::to_string(i) + "</category>";
  CHECK(read(rss("<item>" + tags + "</item>")).entries.at(0).tags.size() == parse::max_listed);
}

TEST_CASE("parse: entities cannot multiply") {
  std::string laughs = "<!DOCTYPE r [<!ENTITY a0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    laughs += "<!ENTITY a" + std::to_string(i) + " \"" + repeat("&a" + std::to_string(i - 1) + ";", 10) + "\">";
  }
  const feed::Document billion = read(laughs + "]>" + rss("<title>&a9;</title>"));
  CHECK(billion.title.size() < 5'000);
  const std::string blow_up = "<!DOCTYPE r [<!ENTITY a \"" + std::string(4'000, 'x') + "\">]>";
  const feed::Document quadratic = read(blow_up + rss("<title>" + repeat("&a;", 100'000) + "</title>"));
  CHECK(quadratic.title.size() < 2'000'000);
  CHECK(has_problem(quadratic, "entities"));
}

TEST_CASE("parse: default attributes of a document type are bounded, and that is named") {
  std::string lists;
  std::string elements;
  for (int i = 0; i < 50'000; ++i) {
    const std::string number = std::to_string(i);
    lists += "<!ATTLIST a" + number + " xmlns:p" + number + " CDATA 'u:x'>";
    elements += "<a" + number + "/><p" + number + ":b/>";
  }
  const std::string item = "<item><title>t</title></item>";
  const feed::Document document = read("<!DOCTYPE rss [" + lists + "]>" + rss(elements + item));
  CHECK(has_problem(document, "too many default attributes"));
  CHECK_FALSE(document.damaged);
  CHECK(document.entries.at(0).title == "t");
}

TEST_CASE("parse: a long base does not make every reference long") {
  const std::string path = std::string(60'000, 'a') + "/";
  const std::string images = repeat("<img src='x'/>", 1'000);
  for (const std::string& content :
       {"<content type='html' xml:base='http://e.org/" + path + "'>" + repeat("&lt;img src=x&gt;", 1'000),
        "<content type='xhtml'><p xml:base='http://e.org/" + path + "'>" + images + "</p><p/>"}) {
    const feed::Document document =
        read("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + content + "</content></entry></feed>");
    CHECK(document.entries.at(0).content_html.size() < 30'000);
    CHECK(has_problem(document, "xml:base"));
  }
  const std::string item = rss("<item><link>x</link></item>");
  CHECK(read(item, {"", "http://e.org/" + path + "f"}).entries.at(0).url == "x");
  CHECK(read(item, {"", "http://e.org/d/f?" + path}).entries.at(0).url == "http://e.org/d/x");
}

TEST_CASE("parse: what has to be escaped makes no text more than half again as long") {
  for (const std::string naked : {"&", "<", "&nosuch;"}) {
    CAPTURE(naked);
    const std::string text = "<a>" + repeat(naked, 8'000'000 / naked.size()) + "</a>";
    parse::Problems problems;
    const std::string repaired = parse::repaired(text, problems);
    CHECK(repaired.size() < text.size() * 3 / 2 + 2'000'000);
    CHECK(repaired.ends_with("</a>"));
    CHECK(problems.damaged());
  }
}

TEST_CASE("parse: an element's namespaces, prefixes and attributes are bounded, however many there are in all") {
  std::string tag = "<b";
  for (int i = 0; i < 1'000; ++i) tag += " xmlns:p" + std::to_string(i) + "='u' p" + std::to_string(i) + ":a='1'";
  const feed::Document document = read(rss("<item>" + repeat(tag + "/>", 300) + "<title>t</title></item>"));
  CHECK(has_problem(document, "too many attributes"));
  CHECK(document.entries.at(0).title == "t");
}

TEST_CASE("parse: entities that refer to each other in a long chain are bounded") {
  std::string chain = "<!DOCTYPE r [<!ENTITY e0 \"<b>x</b>\">";
  for (int i = 1; i < 4'000; ++i) {
    chain += "<!ENTITY e" + std::to_string(i) + " \"<b>&e" + std::to_string(i - 1) + ";</b>\">";
  }
  const feed::Document document = read(chain + "]>" + rss("<title>t &e3999;</title>"));
  CHECK(document.title.starts_with("t"));
  CHECK(has_problem(document, "grow too large"));
}

TEST_CASE("parse: surrogates, overlong forms and NULs become replacements or nothing") {
  using namespace std::string_literals;
  const std::pair<std::string, std::string> rows[] = {{"a\xED\xA0\x80z", "a\uFFFD\uFFFD\uFFFDz"},
                                                      {"a\xC0\xAFz", "a\uFFFD\uFFFDz"},
                                                      {"a\0z"s, "az"},
                                                      {"a\xF5\x80\x80\x80z", "a\uFFFD\uFFFD\uFFFD\uFFFDz"},
                                                      {"a&#xD83D;&#xDE00;z", "a\uFFFD\uFFFDz"}};
  for (const auto& [bytes, text] : rows) {
    CAPTURE(bytes);
    const std::string utf8 = "<?xml version='1.0' encoding='utf-8'?>";
    const feed::Document document = read(utf8 + rss("<title>" + bytes + " äöüßéèê</title>"));
    CHECK(document.title == text + " äöüßéèê");
    CHECK(document.damaged);
  }
}

TEST_CASE("parse: the bases of one entry's elements are bounded, those of its markup are given up as it is read") {
  const auto feed_of = [](const std::string& elements) {
    return read("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://e.org/'>" + elements + "</feed>");
  };
  const std::string link = "<a xml:base='d/' href='x'/>";
  const feed::Document markup =
      feed_of("<entry><content type='xhtml'><div>" + repeat(link, 3'000) + "</div></content></entry>");
  CHECK(count_of(markup.entries.at(0).content_html, "http://e.org/d/x") == 3'000);
  CHECK(markup.problems.empty());

  const feed::Document entries = feed_of(repeat("<entry xml:base='d/'><link href='x'/></entry>", 3'000));
  CHECK(entries.entries.back().url == "http://e.org/d/x");
  CHECK(entries.problems.empty());

  const std::string many = repeat("<summary xml:base='s/'>x</summary>", 3'000);
  const feed::Document hostile =
      feed_of("<entry>" + many + "<content type='xhtml'><div>" + link + "<b/></div></content></entry>");
  CHECK(has_problem(hostile, "too many xml:base"));
  CHECK(hostile.entries.at(0).content_html.find("href") == std::string::npos);
}

TEST_CASE("parse: what resolving adds to a document's URLs is bounded, and what is left out has no wrong URL") {
  const std::string base = "http://e.org/" + std::string(900, 'd') + "/";
  const std::string links = repeat("&lt;a href=x&gt;&lt;/a&gt;", 20'000) + "&lt;a href=http://o.org/&gt;&lt;/a&gt;";
  const std::string inline_links = repeat("<a href='x'/>", 20'000) + "<a href='http://o.org/'/>";
  const std::string candidates = "&lt;img src='http://o.org/' srcset='" + repeat("x 1x,", 80'000) + "'&gt;";
  for (const std::string& content :
       {"<content type='html'>" + links, "<content type='xhtml'>" + inline_links,
        "<content type='xhtml'><div xml:base='d/'>" + inline_links + "</div>", "<content type='html'>" + candidates,
        "<content type='xhtml'><p xml:base='d/'><img src='http://o.org/' srcset='" + repeat("x 1x,", 80'000) +
            "'/></p>"}) {
    CAPTURE(content.substr(0, 80));
    const std::string text = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='" + base + "'><entry>" + content +
                             "</content></entry></feed>";
    const feed::Document document = read(text);
    const std::string& html = document.entries.at(0).content_html;
    CHECK(html.size() < 10 * text.size());
    CHECK(html.find("\"" + base) != std::string::npos);
    CHECK(html.find("\"x") == std::string::npos);
    CHECK(html.find("http://o.org/") != std::string::npos);
    CHECK(has_problem(document, "relative URLs are left out"));
  }
  std::string text =
      "<rss xml:base='" + base + "'><channel>" + repeat("<item><link>x</link></item>", 20'000) + "</channel></rss>";
  CHECK(read(text).entries.back().url.empty());
  text = R"({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": ")" +
         repeat("<a href=x></a>", 20'000) + R"("}]})";
  const feed::Document json = read(text, {"", base});
  CHECK(json.entries.at(0).content_html.size() < 10 * text.size());
  CHECK(has_problem(json, "relative URLs are left out"));
}

TEST_CASE("parse: endless openings are read in one pass each") {
  for (const std::string opening :
       {"<![CDATA[", "<!--", "<?", "<!DOCTYPE x [", "<a b=\"", "<a ", "</a>", "<", "&", "&a;", "]]>"}) {
    CAPTURE(opening);
    const feed::Document document = read("<rss><channel><title>t</title>" + repeat(opening, 200'000));
    CHECK(document.title == "t");
    CHECK(document.damaged);
    CHECK(document.problems.size() <= parse::Problems::max_listed + 1);
  }
}

TEST_CASE("parse: bytes of every kind are survived") {
  std::string bytes;
  for (int round = 0; round < 16; ++round) {
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte ^ (round * 37));
  }
  const feed::Document document =
      read("<rss><channel><title>t</title><item><title>" + bytes + "</title></item></channel></rss>");
  CHECK(document.title == "t");
  CHECK(document.damaged);
  CHECK_FALSE(parse::parse(bytes, {}).has_value());
}

/// Cuts a feed at so many places; how many of the parts had whole items.
std::size_t check_cuts(const std::string& whole, std::size_t places) {
  const auto expected = parse::parse(whole, {});
  const bool is_json = !expected || expected->format >= feed::Format::json_1_0;
  std::size_t checked = 0;
  for (std::size_t length = 0; !is_json && length < whole.size(); length += 1 + whole.size() / places) {
    const std::string head = whole.substr(0, length);
    const std::size_t complete = count_of(head, "</item>") + count_of(head, "</entry>");
    if (complete == 0) continue;
    CAPTURE(length);
    const auto document = parse::parse(head, {});
    REQUIRE(document.has_value());
    REQUIRE(document->entries.size() >= complete);
    const auto first = document->entries.begin();
    CHECK(std::equal(first, first + static_cast<std::ptrdiff_t>(complete), expected->entries.begin()));
    ++checked;
  }
  return checked;
}

TEST_CASE("parse: of a feed cut anywhere, the items before the cut are those of the whole feed") {
  const auto check_folder = [](const std::string& folder, std::size_t places) {
    std::size_t checked = 0;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
      CAPTURE(file.path().string());
      checked += check_cuts(parse::test::file(file.path()), places);
    }
    return checked;
  };
  CHECK(check_folder(std::string{TELEX_TEST_DATA} + "/feeds", 2'000) > 300);
  const std::string corpus = std::string{TELEX_SOURCE_DIR} + "/../shared/corpus/sample";
  if (std::filesystem::exists(corpus)) CHECK(check_folder(corpus, 20) > 300);
}
