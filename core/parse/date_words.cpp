#include "parse/date_words.hpp"

#include <algorithm>
#include <iterator>

#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

using std::chrono::minutes;

struct Month {
  std::string_view name;
  unsigned number;
};

/// Folded beginnings of names. Where one begins another the longer stands first.
constexpr Month months[] = {
    // English, and what begins alike in French, German, Spanish, Portuguese, Italian, Dutch, Hungarian, Scandinavian
    {"jan", 1},
    {"feb", 2},
    {"mar", 3},
    {"apr", 4},
    {"may", 5},
    {"jun", 6},
    {"jul", 7},
    {"aug", 8},
    {"sep", 9},
    {"oct", 10},
    {"nov", 11},
    {"dec", 12},
    {"ene", 1},
    {"gen", 1},
    {"ian", 1},
    {"fev", 2},
    {"mrz", 3},
    {"maa", 3},
    {"mrt", 3},
    {"abr", 4},
    {"avr", 4},
    {"mai", 5},
    {"mag", 5},
    {"maj", 5},
    {"mei", 5},
    {"giu", 6},
    {"juin", 6},
    {"iun", 6},
    {"lug", 7},
    {"juil", 7},
    {"iul", 7},
    {"noi", 11},
    {"ago", 8},
    {"aou", 8},
    {"set", 9},
    {"szep", 9},
    {"out", 10},
    {"ott", 10},
    {"okt", 10},
    {"dic", 12},
    {"dez", 12},
    {"des", 12},
    // Polish
    {"sty", 1},
    {"lut", 2},
    {"kwi", 4},
    {"cze", 6},
    {"lip", 7},
    {"sie", 8},
    {"wrz", 9},
    {"paz", 10},
    {"lis", 11},
    {"gru", 12},
    // Czech
    {"led", 1},
    {"uno", 2},
    {"bre", 3},
    {"dub", 4},
    {"kve", 5},
    {"cervenc", 7},
    {"cervn", 6},
    {"cerven", 6},
    {"srp", 8},
    {"zar", 9},
    {"rij", 10},
    {"pro", 12},
    // Turkish
    {"oca", 1},
    {"sub", 2},
    {"nis", 4},
    {"haz", 6},
    {"tem", 7},
    {"agu", 8},
    {"eyl", 9},
    {"eki", 10},
    {"kas", 11},
    {"ara", 12},
    // Greek; the shortest for June and July, and "μαω" for March, are what some servers send
    {"ιαν", 1},
    {"φεβ", 2},
    {"μαρ", 3},
    {"μαω", 3},
    {"απρ", 4},
    {"μαι", 5},
    {"ιουν", 6},
    {"ιον", 6},
    {"ιουλ", 7},
    {"ιολ", 7},
    {"αυγ", 8},
    {"σεπ", 9},
    {"οκτ", 10},
    {"νοε", 11},
    {"δεκ", 12},
    // Russian and Bulgarian
    {"янв", 1},
    {"яну", 1},
    {"фев", 2},
    {"мар", 3},
    {"апр", 4},
    {"май", 5},
    {"мая", 5},
    {"июн", 6},
    {"юни", 6},
    {"июл", 7},
    {"юли", 7},
    {"авг", 8},
    {"сен", 9},
    {"сеп", 9},
    {"окт", 10},
    {"ноя", 11},
    {"ное", 11},
    {"дек", 12},
    // Chinese, as words
    {"十二月", 12},
    {"十一月", 11},
    {"十月", 10},
    {"一月", 1},
    {"二月", 2},
    {"三月", 3},
    {"四月", 4},
    {"五月", 5},
    {"六月", 6},
    {"七月", 7},
    {"八月", 8},
    {"九月", 9},
    // Ukrainian
    {"січ", 1},
    {"лют", 2},
    {"бер", 3},
    {"кві", 4},
    {"тра", 5},
    {"чер", 6},
    {"лип", 7},
    {"сер", 8},
    {"вер", 9},
    {"жов", 10},
    {"лис", 11},
    {"гру", 12},
};

struct Zone {
  std::string_view name;
  int minutes_east;
};

constexpr Zone zones[] = {
    {"z", 0},
    {"gmt", 0},
    {"utc", 0},
    {"ut", 0},
    {"uct", 0},
    {"zulu", 0},
    {"wet", 0},
    {"west", 60},
    {"bst", 60},
    {"ist", 330},
    {"cet", 60},
    {"cest", 120},
    {"met", 60},
    {"mez", 60},
    {"mest", 120},
    {"mesz", 120},
    {"eet", 120},
    {"eest", 180},
    {"sast", 120},
    {"msk", 180},
    {"msd", 240},
    {"at", -240},
    {"ast", -240},
    {"adt", -180},
    {"et", -300},
    {"est", -300},
    {"edt", -240},
    {"ct", -360},
    {"cst", -360},
    {"cdt", -300},
    {"mt", -420},
    {"mst", -420},
    {"mdt", -360},
    {"pt", -480},
    {"pst", -480},
    {"pdt", -420},
    {"akst", -540},
    {"akdt", -480},
    {"hst", -600},
    {"nst", -210},
    {"ndt", -150},
    {"brt", -180},
    {"art", -180},
    {"jst", 540},
    {"kst", 540},
    {"hkt", 480},
    {"sgt", 480},
    {"wib", 420},
    {"wita", 480},
    {"ict", 420},
    {"myt", 480},
    {"gst", 240},
    {"trt", 180},
    {"idt", 180},
    {"eat", 180},
    {"cat", 120},
    {"wat", 60},
    {"cot", -300},
    {"pet", -300},
    {"clt", -240},
    {"clst", -180},
    {"brst", -120},
    {"hdt", -540},
    {"pht", 480},
    {"pkt", 300},
    {"aest", 600},
    {"aedt", 660},
    {"acst", 570},
    {"acdt", 630},
    {"awst", 480},
    {"chst", 600},
    {"nzst", 720},
    {"nzdt", 780},
    {"etc/gmt", 0},
    {"etc/utc", 0},
    {"asia/tokyo", 540},
    {"asia/seoul", 540},
    {"asia/shanghai", 480},
    {"asia/kolkata", 330},
    {"asia/calcutta", 330},
    {"asia/singapore", 480},
    {"asia/hong_kong", 480},
    {"asia/dubai", 240},
    {"asia/jakarta", 420},
    {"europe/moscow", 180},
    {"europe/istanbul", 180},
    {"america/phoenix", -420},
    {"america/sao_paulo", -180},
    {"america/bogota", -300},
    {"america/argentina/buenos_aires", -180},
};

/// How daylight saving time is kept: in North America since 2007, in Europe since 1996.
enum class Saving { american, european };

struct Region {
  std::string_view name;
  int minutes_east;
  Saving saving;
};

constexpr Region regions[] = {
    {"america/los_angeles", -480, Saving::american}, {"america/vancouver", -480, Saving::american},
    {"us/pacific", -480, Saving::american},          {"america/denver", -420, Saving::american},
    {"us/mountain", -420, Saving::american},         {"america/chicago", -360, Saving::american},
    {"us/central", -360, Saving::american},          {"america/new_york", -300, Saving::american},
    {"us/eastern", -300, Saving::american},          {"america/toronto", -300, Saving::american},
    {"america/halifax", -240, Saving::american},     {"europe/london", 0, Saving::european},
    {"europe/dublin", 0, Saving::european},          {"europe/lisbon", 0, Saving::european},
    {"europe/berlin", 60, Saving::european},         {"europe/paris", 60, Saving::european},
    {"europe/madrid", 60, Saving::european},         {"europe/rome", 60, Saving::european},
    {"europe/amsterdam", 60, Saving::european},      {"europe/brussels", 60, Saving::european},
    {"europe/vienna", 60, Saving::european},         {"europe/zurich", 60, Saving::european},
    {"europe/stockholm", 60, Saving::european},      {"europe/oslo", 60, Saving::european},
    {"europe/copenhagen", 60, Saving::european},     {"europe/warsaw", 60, Saving::european},
    {"europe/prague", 60, Saving::european},         {"europe/budapest", 60, Saving::european},
    {"europe/athens", 120, Saving::european},        {"europe/helsinki", 120, Saving::european},
    {"europe/kiev", 120, Saving::european},          {"europe/kyiv", 120, Saving::european},
    {"europe/bucharest", 120, Saving::european},
};

/// Clocks change at 02:00 local time there, at 01:00 UTC here.
bool is_saving(const Region& region, std::chrono::local_seconds local) {
  using namespace std::chrono;
  const year y = year_month_day{floor<days>(local)}.year();
  if (region.saving == Saving::american) {
    const local_seconds from = local_days{y / March / Sunday[2]} + hours{2};
    return local >= from && local < local_days{y / November / Sunday[1]} + hours{2};
  }
  const minutes shift{region.minutes_east + 60};
  const local_seconds from = local_days{y / March / Sunday[last]} + shift;
  return local >= from && local < local_days{y / October / Sunday[last]} + shift + hours{1};
}

/// Base letters of U+00C0 to U+017F; a space where there is none.
constexpr std::string_view latin_letters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin_letters.size() == 192);

constexpr std::pair<char32_t, char32_t> greek_letters[] = {
    {U'ά', U'α'}, {U'έ', U'ε'}, {U'ή', U'η'}, {U'ί', U'ι'}, {U'ό', U'ο'}, {U'ύ', U'υ'}, {U'ώ', U'ω'},
    {U'ϊ', U'ι'}, {U'ϋ', U'υ'}, {U'ΐ', U'ι'}, {U'Ά', U'α'}, {U'Έ', U'ε'}, {U'Ή', U'η'}, {U'Ί', U'ι'},
    {U'Ό', U'ο'}, {U'Ύ', U'υ'}, {U'Ώ', U'ω'}, {U'Ϊ', U'ι'}, {U'Ϋ', U'υ'}};

char32_t folded(char32_t c) {
  if (c >= 0xC0 && c <= 0x17F) return static_cast<unsigned char>(latin_letters[c - 0xC0]);
  for (const auto& [accented, plain] : greek_letters) {
    if (c == accented) return plain;
  }
  if ((c >= U'Α' && c <= U'Ω') || (c >= U'А' && c <= U'Я')) return c + 0x20;
  return c == U'І' ? U'і' : c;
}

}  // namespace

std::string folded_word(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto lead = static_cast<unsigned char>(word[at]);
    if (lead < 0xC3 || lead > 0xD1 || at + 1 >= word.size()) {
      out += to_lower(word[at]);
      continue;
    }
    const char32_t c = folded((lead & 0x1Fu) << 6 | (static_cast<unsigned char>(word[++at]) & 0x3Fu));
    if (c >= 0x80) out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(c >= 0x80 ? 0x80 | (c & 0x3F) : c);
  }
  return out;
}

/// U+AC00 to U+D7A3; one byte more or less at the ends makes no difference to a date.
bool is_hangul(std::string_view word) { return !word.empty() && word[0] >= '\xEA' && word[0] <= '\xED'; }

std::optional<TimeUnit> time_unit_of(std::string_view text) {
  static constexpr std::pair<std::string_view, TimeUnit> units[] = {
      {"時", TimeUnit::hour},   {"时", TimeUnit::hour},   {"点", TimeUnit::hour},   {"시", TimeUnit::hour},
      {"分", TimeUnit::minute}, {"분", TimeUnit::minute}, {"秒", TimeUnit::second}, {"초", TimeUnit::second},
  };
  for (const auto& [name, unit] : units) {
    if (text.starts_with(name)) return unit;
  }
  return std::nullopt;
}

unsigned month_of(std::string_view word) {
  for (const Month& month : months) {
    if (word.starts_with(month.name)) return month.number;
  }
  return 0;
}

std::optional<minutes> zone_of(std::string_view word) {
  const auto zone = std::find_if(std::begin(zones), std::end(zones), [&](const Zone& z) { return z.name == word; });
  if (zone == std::end(zones)) return std::nullopt;
  return minutes{zone->minutes_east};
}

std::optional<minutes> region_offset(std::string_view word, std::chrono::local_seconds local) {
  const auto region =
      std::find_if(std::begin(regions), std::end(regions), [&](const Region& r) { return r.name == word; });
  if (region == std::end(regions)) return std::nullopt;
  return minutes{region->minutes_east + (is_saving(*region, local) ? 60 : 0)};
}

std::optional<bool> is_afternoon(std::string_view word) {
  if (word == "pm" || word == "오후" || word == "午後" || word == "下午") return true;
  if (word == "am" || word == "오전" || word == "午前" || word == "上午") return false;
  return std::nullopt;
}

}  // namespace telex::parse
