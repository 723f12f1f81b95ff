#include "parse/ascii.hpp"
#include "parse/elements.hpp"

namespace telex::parse {

void read_explicit(Draft& draft, const Element& element, int rank) {
  const std::string_view text = element.text();
  for (const std::string_view yes : {"yes", "true", "explicit", "adult"}) {
    if (same_letters(text, yes)) draft.is_explicit.offer(true, rank);
  }
  for (const std::string_view no : {"no", "false", "clean", "nonadult"}) {
    if (same_letters(text, no)) draft.is_explicit.offer(false, rank);
  }
}

void read_podcast_person(Draft& draft, const Element& element, int rank) {
  const std::string_view role = element.attribute("role");
  const std::string_view group = element.attribute("group");
  if (!group.empty() && !same_letters(group, "cast")) return;
  if (!role.empty() && !same_letters(role, "host") && !same_letters(role, "co-host")) return;
  feed::Person person;
  person.name = words_of(element.text());
  person.url = element.link(element.attribute("href"));
  person.avatar = element.link(element.attribute("img"));
  if (!person.name.empty()) draft.add_author(std::move(person), rank);
}

void read_transcript(EntryDraft& draft, const Element& element, int) {
  std::string url = element.link(element.attribute("url"));
  if (url.empty() || draft.transcripts.size() >= max_listed) return;
  draft.transcripts.push_back(
      {std::move(url), std::string{element.attribute("type")}, std::string{element.attribute("language")}});
}

void read_chapters(EntryDraft& draft, const Element& element, int rank) {
  std::string url = element.link(element.attribute("url"));
  if (!url.empty()) draft.chapters_url.offer(std::move(url), rank);
}

void read_season(EntryDraft& draft, const Element& element, int rank) {
  draft.season.offer_given(read_number(element.text()), rank);
}

void read_episode(EntryDraft& draft, const Element& element, int rank) {
  draft.episode.offer_given(read_number(element.text()), rank);
}

void read_episode_type(EntryDraft& draft, const Element& element, int rank) {
  std::string type = lower(element.text());
  if (type == "full" || type == "trailer" || type == "bonus") draft.episode_type.offer(std::move(type), rank);
}

}  // namespace telex::parse
