#include <fmt/format.h>

#include <algorithm>

#include "cli/article_rows.hpp"
#include "cli/cells.hpp"
#include "cli/commands.hpp"
#include "cli/words.hpp"
#include "html/link.hpp"
#include "html/text.hpp"
#include "publish/json_feed.hpp"

namespace telex::cli {
namespace {

Result<std::vector<std::int64_t>> ids_of(const std::vector<std::string>& arguments) {
  if (arguments == std::vector<std::string>{"-"}) return read_ids();
  std::vector<std::int64_t> ids;
  for (const std::string& argument : arguments) {
    if (!is_id(argument)) {
      return Error{Fault::invalid, "\"" + argument + "\" is no id; ids are the numbers that `telex list` prints", ""};
    }
    ids.push_back(to_id(argument));
  }
  return ids;
}

std::string authors(const feed::Entry& entry) {
  std::string names;
  for (const feed::Person& person : entry.authors) {
    if (person.name.empty()) continue;
    names.append(names.empty() ? "by " : ", ").append(person.name);
  }
  return names;
}

/// What is known of the article besides its text, most important first.
std::string byline(const store::Article& article) {
  const std::string time = to_rfc3339(article.time());
  std::string line = feed_name(article) + " · " + time.substr(0, 10) + " " + time.substr(11, 5) + " UTC";
  for (const std::string& part : {authors(article.entry), state_of(article)}) {
    if (!part.empty()) line += " · " + part;
  }
  return safe_line(line);
}

std::string body(const feed::Entry& entry) {
  if (!entry.content_html.empty()) return html::to_readable_text(entry.content_html);
  if (!entry.content_text.empty()) return entry.content_text;
  return html::to_readable_text(entry.summary);
}

std::string body_html(const feed::Entry& entry) {
  if (!entry.content_html.empty()) return entry.content_html;
  if (!entry.content_text.empty()) return "<pre>" + html::escape(entry.content_text) + "</pre>";
  return entry.summary;
}

/// The link of an article is the feed's: a browser must be able to follow it without running it.
std::string linked_headline(const store::Article& article) {
  const std::string title = html::escape(headline(article));
  const std::optional<Url> no_base;
  const std::optional<std::string> link = html::UrlPolicy{no_base}.link(article.entry.url);
  if (!link || link->empty()) return title;
  return fmt::format("<a href=\"{}\">{}</a>", html::escape(*link, true), title);
}

std::string enclosures(const feed::Entry& entry) {
  std::string lines;
  for (const feed::Enclosure& enclosure : entry.enclosures) {
    lines += "Enclosure: " + safe_line(enclosure.url);
    if (!enclosure.mime_type.empty()) lines += " (" + safe_line(enclosure.mime_type) + ")";
    lines += '\n';
  }
  return lines;
}

/// Writes one article after another in the form that is asked for.
class Articles {
 public:
  Articles(const Context& context, ShowArguments::Form form, bool single)
      : context_{context}, objects_{context}, form_{form}, single_{single} {}

  void add(const store::Article& article) {
    if (context_.options.structured()) {
      add_object(article);
    } else if (form_ == ShowArguments::Form::html) {
      add_html(article);
    } else {
      add_text(article);
    }
    ++shown_;
  }

  Exit end() {
    if (context_.options.json && !single_) objects_.end();
    if (context_.options.json && single_ && shown_ == 0) context_.output.write("null\n");
    return shown_ == 0 ? Exit::nothing : Exit::found;
  }

 private:
  void add_object(const store::Article& article) {
    const std::string json = publish::to_json(article);
    if (!single_) return objects_.add(json);
    write_json(context_.output, json);
    context_.output.write("\n");
  }

  void add_html(const store::Article& article) {
    if (shown_ == 0) context_.output.write("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n");
    context_.output.write(fmt::format("<article>\n<h1>{}</h1>\n{}\n</article>\n", linked_headline(article),
                                      safe_text(body_html(article.entry))));
  }

  void add_text(const store::Article& article) {
    Output& output = context_.output;
    const std::size_t columns = output.columns();
    if (shown_ > 0) output.write("\n" + std::string(columns, '-') + "\n\n");
    output.write(output.painted(wrapped(headline(article), columns), Paint::strong) + "\n");
    output.write(output.painted(wrapped(byline(article), columns), Paint::faint) + "\n");
    if (!article.entry.url.empty()) output.write(safe_line(article.entry.url) + "\n");
    std::string text = wrapped(safe_text(body(article.entry)), columns);
    while (text.ends_with('\n')) text.pop_back();
    if (!text.empty()) output.write("\n" + text + "\n");
    const std::string files = enclosures(article.entry);
    if (!files.empty()) output.write("\n" + files);
  }

  const Context& context_;
  ObjectList objects_;
  ShowArguments::Form form_;
  bool single_;
  std::size_t shown_ = 0;
};

}  // namespace

Exit show(const Context& context, const ShowArguments& arguments) {
  const Result<std::vector<std::int64_t>> ids = ids_of(arguments.ids);
  if (!ids) return fail(ids.error());
  const std::unique_ptr<store::Reader> store = open_store(context);
  if (!store) return Exit::error;
  if (!context.options.structured()) context.output.page();
  const bool single = arguments.ids.size() == 1 && arguments.ids[0] != "-";
  Articles articles{context, arguments.form, single};
  for (const std::int64_t id : *ids) {
    const Result<std::optional<store::Article>> article = store->article(id);
    if (!article) return fail(article.error());
    if (*article) {
      articles.add(**article);
    } else {
      note(fmt::format("there is no article {}", id));
    }
    if (context.output.failed()) break;
  }
  return articles.end();
}

}  // namespace telex::cli
