#include "html/tokeniser.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "base/utf8.hpp"
#include "html/character_reference.hpp"
#include "html/scan.hpp"

namespace {

namespace json = boost::json;
using telex::html::Attribute;
using telex::html::Content;
using telex::html::Token;
using telex::html::Tokeniser;

const std::filesystem::path cases{TELEX_SOURCE_DIR "/../shared/conformance/html5lib-tokenizer"};

std::string contents(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string lowered(std::string_view text) {
  std::string out{text};
  for (char& c : out) c = telex::html::lower(c);
  return out;
}

std::string without_nul(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\0') {
      telex::utf8::append(out, 0xFFFD);
    } else {
      out += c;
    }
  }
  return out;
}

std::string decoded(std::string_view text, bool in_attribute) {
  std::string out;
  telex::html::append_decoded(out, text, in_attribute);
  return out;
}

json::array as_json(const Token& token, Content content) {
  switch (token.kind) {
    case Token::Kind::text: {
      const std::string text{content == Content::normal ? std::string{token.data} : without_nul(token.data)};
      return {"Character", token.has_references ? decoded(text, false) : text};
    }
    case Token::Kind::start_tag: {
      json::object attributes;
      for (const Attribute& attribute : token.attributes) {
        attributes.emplace(without_nul(lowered(attribute.name)), decoded(without_nul(attribute.value), true));
      }
      json::array tag{"StartTag", without_nul(lowered(token.data)), attributes};
      if (token.self_closing) tag.emplace_back(true);
      return tag;
    }
    case Token::Kind::end_tag:
      return {"EndTag", without_nul(lowered(token.data))};
    case Token::Kind::comment:
      return {"Comment", without_nul(token.data)};
    case Token::Kind::doctype:
      break;
  }
  return {"DOCTYPE"};
}

void append_joined(json::array& tokens, json::array token) {
  const bool text = token[0] == "Character";
  if (text && !tokens.empty() && tokens.back().as_array()[0] == "Character") {
    json::string& last = tokens.back().as_array()[1].as_string();
    last.append(token[1].as_string());
  } else {
    tokens.push_back(std::move(token));
  }
}

json::array tokens_of(std::string_view html, Content content, std::string_view end_name) {
  Tokeniser tokeniser{html};
  tokeniser.enter(content, end_name);
  json::array tokens;
  Token token;
  bool first = true;
  while (tokeniser.next(token)) {
    // Only text before the first tag is read as `content`.
    append_joined(tokens, as_json(token, first ? content : Content::normal));
    first = first && token.kind == Token::Kind::text;
  }
  return tokens;
}

json::array expected_tokens(const json::value& expected) {
  json::array tokens;
  for (const json::value& token : expected.as_array()) {
    const bool doctype = token.as_array()[0] == "DOCTYPE";  // what it says concerns nobody here
    append_joined(tokens, doctype ? json::array{"DOCTYPE"} : token.as_array());
  }
  return tokens;
}

char32_t unit_at(std::string_view text, std::size_t at) {
  return static_cast<char32_t>(std::stoul(std::string{text.substr(at, 4)}, nullptr, 16));
}

/// Undoes the tests' second level of \uXXXX.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) != "\\u") {
      out += text[i];
      continue;
    }
    char32_t unit = unit_at(text, i + 2);
    i += 5;
    if (unit >= 0xD800 && unit < 0xDC00 && text.substr(i + 1, 2) == "\\u") {
      unit = 0x10000 + ((unit - 0xD800) << 10) + (unit_at(text, i + 3) - 0xDC00);
      i += 6;
    }
    telex::utf8::append(out, unit);
  }
  return out;
}

json::value unescaped(const json::value& value) {
  if (value.is_string()) return json::string{unescaped(std::string_view{value.get_string()})};
  if (value.is_array()) {
    json::array out;
    for (const json::value& item : value.get_array()) out.push_back(unescaped(item));
    return out;
  }
  if (!value.is_object()) return value;
  json::object out;
  for (const auto& member : value.get_object())
    out[unescaped(std::string_view{member.key()})] = unescaped(member.value());
  return out;
}

/// Line ends as "Preprocessing the input stream" makes them.
std::string normalised(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

const std::map<std::string, Content> contents_by_state{{"Data state", Content::normal},
                                                       {"RCDATA state", Content::rcdata},
                                                       {"RAWTEXT state", Content::rawtext},
                                                       {"Script data state", Content::script},
                                                       {"PLAINTEXT state", Content::plaintext}};

int check_case(const json::object& test) {
  const bool twice = test.contains("doubleEscaped") && test.at("doubleEscaped").as_bool();
  const json::value input = twice ? unescaped(test.at("input")) : test.at("input");
  const json::value output = twice ? unescaped(test.at("output")) : test.at("output");
  const std::string html = normalised(std::string_view{input.as_string()});
  const json::array states =
      test.contains("initialStates") ? test.at("initialStates").as_array() : json::array{"Data state"};
  const std::string end_name = test.contains("lastStartTag") ? std::string{test.at("lastStartTag").as_string()} : "";
  int checked = 0;
  for (const json::value& state : states) {
    const auto content = contents_by_state.find(std::string{state.as_string()});
    if (content == contents_by_state.end()) continue;  // CDATA sections exist in SVG and MathML alone
    CAPTURE(html);
    CAPTURE(content->first);
    CHECK_EQ(json::serialize(tokens_of(html, content->second, end_name)), json::serialize(expected_tokens(output)));
    ++checked;
  }
  return checked;
}

std::string shown(std::string_view html, Content content = Content::normal, std::string_view end_name = "") {
  return json::serialize(tokens_of(html, content, end_name));
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("html: the tokeniser agrees with the html5lib tests") {
  if (!std::filesystem::exists(cases)) {
    MESSAGE("no html5lib tests here");
    return;
  }
  int checked = 0;
  for (const auto& entry : std::filesystem::directory_iterator{cases}) {
    if (entry.path().extension() != ".test") continue;
    const json::value file = json::parse(contents(entry.path()));
    if (!file.as_object().contains("tests")) continue;  // xmlViolation.test asks for changes that XML needs
    for (const json::value& test : file.at("tests").as_array()) checked += check_case(test.as_object());
  }
  CHECK(checked > 6000);
}

TEST_CASE("html: tags, text and comments become tokens") {
  CHECK_EQ(shown("a<P Class=x id='y' checked>b &lt; c</p><br/>"),
           R"([["Character","a"],["StartTag","p",{"class":"x","id":"y","checked":""}],["Character","b < c"],)"
           R"(["EndTag","p"],["StartTag","br",{},true]])");
  CHECK_EQ(shown("1 < 2 <!-- > --> <![CDATA[x]]><!doctype html>"),
           R"([["Character","1 < 2 "],["Comment"," > "],["Character"," "],["Comment","[CDATA[x]]"],["DOCTYPE"]])");
}

TEST_CASE("html: a script ends at its end tag, not at one that it hides") {
  CHECK_EQ(shown("<!--<script></script>--></SCRIPT>x", Content::script, "script"),
           R"([["Character","<!--<script></script>-->"],["EndTag","script"],["Character","x"]])");
}

TEST_CASE("html: what the end of the input cuts off is dropped") {
  for (const std::string html : {"a<", "a</"}) CHECK_EQ(shown(html), R"([["Character",")" + html + R"("]])");
  for (const std::string html : {"a<b", "a<b c", "a<b c=", "a<b c='d", "a<b c=\"d\"", "a</b", "a</b "}) {
    CHECK_EQ(shown(html), R"([["Character","a"]])");
  }
  CHECK_EQ(shown("a<!-- b"), R"([["Character","a"],["Comment"," b"]])");
}

TEST_CASE("html: of a tag's attributes the first 512 are kept") {
  const std::string html = "<a " + repeated("b=c ", 100'000) + ">";
  Tokeniser tokeniser{html};
  Token token;
  REQUIRE(tokeniser.next(token));
  CHECK_EQ(token.attributes.size(), 512);
  CHECK_FALSE(tokeniser.next(token));
}
