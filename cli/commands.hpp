#pragma once
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "query/filter.hpp"

/// The commands: each writes what it finds and says how it ended.
namespace telex::cli {

struct SearchArguments {
  std::vector<std::string> words;
  query::Order order = query::Order::newest_first;
  bool unread = false;  ///< these alone
};
Exit search(const Context& context, const SearchArguments& arguments);

Exit count(const Context& context, const std::vector<std::string>& words);

struct ShowArguments {
  enum class Form { text, html };
  std::vector<std::string> ids;
  Form form = Form::text;
};
Exit show(const Context& context, const ShowArguments& arguments);

struct MarkArguments {
  std::string mark;  ///< "read", "unread", "star", "unstar"
  std::vector<std::string> targets;
  bool dry_run = false;
};
Exit mark(const Context& context, const MarkArguments& arguments);

Exit feeds(const Context& context, const std::vector<std::string>& words);
Exit feed(const Context& context, const std::string& name);
Exit status(const Context& context);

struct FetchArguments {
  std::vector<std::string> urls;
  bool all = false;
  bool wait = false;
};
Exit fetch(const Context& context, const FetchArguments& arguments);

struct ParseArguments {
  std::string url;
  std::string content_type;
  std::string file = "-";
  bool explain = false;  ///< tell where the fields come from
};
Exit parse(const Context& context, const ParseArguments& arguments);

}  // namespace telex::cli
