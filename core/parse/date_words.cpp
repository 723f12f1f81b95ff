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

/// Compared as a beginning of the word where three ASCII letters are enough, so "sept", "september" and "septiembre"
/// need no rows of their own. More telling rows first.
constexpr Month months[] = {
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
    // Spanish, Portuguese, Italian, French, German, Dutch, Scandinavian
    {"ene", 1},
    {"gen", 1},
    {"jän", 1},
    {"fev", 2},
    {"fév", 2},
    {"mär", 3},
    {"mrz", 3},
    {"maart", 3},
    {"mrt", 3},
    {"abr", 4},
    {"avr", 4},
    {"mai", 5},
    {"mag", 5},
    {"maj", 5},
    {"mei", 5},
    {"giu", 6},
    {"juin", 6},
    {"lug", 7},
    {"juil", 7},
    {"ago", 8},
    {"aoû", 8},
    {"aou", 8},
    {"set", 9},
    {"out", 10},
    {"ott", 10},
    {"okt", 10},
    {"dic", 12},
    {"déc", 12},
    {"dez", 12},
    {"des", 12},
    // Hungarian
    {"január", 1},
    {"februá", 2},
    {"márci", 3},
    {"ápri", 4},
    {"máju", 5},
    {"május", 5},
    {"júniu", 6},
    {"júliu", 7},
    {"augus", 8},
    {"szept", 9},
    {"októ", 10},
    {"július", 7},
    {"június", 6},
    // Greek, also without accents as some servers send it
    {"Ιαν", 1},
    {"Φεβ", 2},
    {"Μάρ", 3},
    {"Μαρ", 3},
    {"Μάώ", 3},
    {"Μαώ", 3},
    {"Απρ", 4},
    {"Μάι", 5},
    {"Μαϊ", 5},
    {"Μαι", 5},
    {"Ιούν", 6},
    {"Ιουν", 6},
    {"Ιον", 6},
    {"Ιούλ", 7},
    {"Ιουλ", 7},
    {"Ιολ", 7},
    {"Αύγ", 8},
    {"Αυγ", 8},
    {"Σεπ", 9},
    {"Οκτ", 10},
    {"Νοέ", 11},
    {"Νοε", 11},
    {"Δεκ", 12},
    // Russian and Ukrainian
    {"янв", 1},
    {"фев", 2},
    {"мар", 3},
    {"апр", 4},
    {"май", 5},
    {"мая", 5},
    {"июн", 6},
    {"июл", 7},
    {"авг", 8},
    {"сен", 9},
    {"окт", 10},
    {"ноя", 11},
    {"дек", 12},
    {"Янв", 1},
    {"Фев", 2},
    {"Мар", 3},
    {"Апр", 4},
    {"Май", 5},
    {"Мая", 5},
    {"Июн", 6},
    {"Июл", 7},
    {"Авг", 8},
    {"Сен", 9},
    {"Окт", 10},
    {"Ноя", 11},
    {"Дек", 12},
    // Polish, Czech
    {"sty", 1},
    {"lut", 2},
    {"kwi", 4},
    {"cze", 6},
    {"lip", 7},
    {"sie", 8},
    {"wrz", 9},
    {"paź", 10},
    {"lis", 11},
    {"gru", 12},
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
    {"pht", 480},
    {"pkt", 300},
    {"aest", 600},
    {"aedt", 660},
    {"acst", 570},
    {"acdt", 630},
    {"awst", 480},
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

}  // namespace

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
  if (word == "pm" || word == "p.m." || word == "오후" || word == "午後" || word == "下午") return true;
  if (word == "am" || word == "a.m." || word == "오전" || word == "午前" || word == "上午") return false;
  return std::nullopt;
}

}  // namespace telex::parse
