#include "parse/date.hpp"

#include <doctest/doctest.h>

#include <array>

#include "parse/date_words.hpp"

using namespace telex;

namespace {

std::string read(const std::string& text) {
  const auto date = parse::parse_date(text);
  return date ? to_rfc3339(*date) : "absent";
}

struct Row {
  std::string text;
  std::string date;
};

template <std::size_t Size>
void check(const Row (&rows)[Size]) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.date);
  }
}

}  // namespace

TEST_CASE("parse: dates of RFC 822 and its successors are read") {
  check({{"Wed, 31 Dec 2003 10:14:55 GMT", "2003-12-31T10:14:55Z"},
         {"Wed, 31 Dec 2003 10:14:55 +0530", "2003-12-31T04:44:55Z"},
         {"31 Dec 2003 10:14 -0330", "2003-12-31T13:44:00Z"},
         {"Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"},
         {"Thu, 01 Jan 75 19:48:21 GMT", "1975-01-01T19:48:21Z"},
         {"Thu,  5 Apr 2012 10:00:00 GMT", "2012-04-05T10:00:00Z"},
         {"Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13T06:28:00Z"},
         {"Mon, 26 January 2004 16:31:00 EST", "2004-01-26T21:31:00Z"},
         {"Thu, 30 Apr 2015 08:57:00 MEST", "2015-04-30T06:57:00Z"},
         {"Mon, 26 Jan 2004 16:31:00 PT", "2004-01-27T00:31:00Z"},
         {"Wed, 19 Feb 2012 22:40:00 GMT-01:01", "2012-02-19T23:41:00Z"},
         {"Wed, 19 Feb 2012 22:40:00 GMT+0100", "2012-02-19T21:40:00Z"},
         {"Wed, 19 Feb 2012 22:40:00 Etc/GMT", "2012-02-19T22:40:00Z"},
         {"Wed, 19 Feb 2012 22:40:00 Etc/GMT+5", "2012-02-20T03:40:00Z"},
         {"Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-04-01T03:19:00Z"},
         {"Tue, 31 Jan 2023 20:19:00 America/Los_Angeles", "2023-02-01T04:19:00Z"},
         {"Wed, 31 Dec 2003 10:14:55 A", "2003-12-31T10:14:55Z"},
         {"Wed, 31 Dec 2003 10:14:55 AT", "2003-12-31T14:14:55Z"},
         {"Wed, 31 Dec 2003 10:14:55 CT", "2003-12-31T16:14:55Z"},
         {"Wed, 31 Dec 2003 10:14:55 MT", "2003-12-31T17:14:55Z"},
         {"Thu, 30 Apr 2015 08:57:00 MET", "2015-04-30T07:57:00Z"},
         {"Wed, 19 Feb 2012 22:40:00 -01:01", "2012-02-19T23:41:00Z"},
         {"Wed, 19 Feb 2012 22:40:00 UTC+2", "2012-02-19T20:40:00Z"},
         {"Wed, 19 Feb 2012 22:40:00 -0800 PST", "2012-02-20T06:40:00Z"},
         {"Thu, 25 Feb 2016 00:00:00 Europe/Brussels", "2016-02-24T23:00:00Z"},
         {"Thu, 01 Jan 0100 00:00:01 +0100", "0099-12-31T23:00:01Z"},
         {"Thu, 01 Jan 2004 00:00 GMT", "2004-01-01T00:00:00Z"},
         {"Thu, 01 Jan 2004", "2004-01-01T00:00:00Z"},
         {"Sun, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"},
         {"Wed, 31 Dec 2003 10:14:55 +0000 (UTC)", "2003-12-31T10:14:55Z"}});
}

TEST_CASE("parse: W3CDTF is read whole and cut short") {
  check({{"2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
         {"2003-12-31T10:14:55.1234Z", "2003-12-31T10:14:55Z"},
         {"2003-12-31T10:14:55+02:00", "2003-12-31T08:14:55Z"},
         {"2003-12-31t10:14-08", "2003-12-31T18:14:00Z"},
         {"2003-12-31", "2003-12-31T00:00:00Z"},
         {"2003-12", "2003-12-01T00:00:00Z"},
         {"2003", "2003-01-01T00:00:00Z"},
         {"20031231", "2003-12-31T00:00:00Z"},
         {"20031231101455", "2003-12-31T10:14:55Z"},
         {"2003-335", "2003-12-01T00:00:00Z"},
         {"2003335", "2003-12-01T00:00:00Z"},
         {"03335", "2003-12-01T00:00:00Z"},
         {"03-335", "2003-12-01T00:00:00Z"},
         {"031231", "2003-12-31T00:00:00Z"},
         {"-0312", "2003-12-01T00:00:00Z"},
         {"-03-12", "2003-12-01T00:00:00Z"},
         {"20031231T101455Z", "2003-12-31T10:14:55Z"},
         {"20031231T1014+0200", "2003-12-31T08:14:00Z"},
         {"2003-12-31T10Z", "2003-12-31T10:00:00Z"},
         {"2003-12-31T10:14:55,5-08", "2003-12-31T18:14:55Z"},
         {"2006-W01-1", "2006-01-02T00:00:00Z"},
         {"2006W527", "2006-12-31T00:00:00Z"},
         {"2009-W53-7T10:00Z", "2010-01-03T10:00:00Z"},
         {"2006-W02", "2006-01-09T00:00:00Z"},
         {"2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z"},
         {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
         {"03-12-31", "2003-12-31T00:00:00Z"}});
}

TEST_CASE("parse: W3CDTF whose clock ran over is read as feedparser reads it") {
  check({{"2003-12-31T25:14:55Z", "2004-01-01T01:14:55Z"},
         {"2003-12-31T10:61:55Z", "2003-12-31T11:01:55Z"},
         {"2003-12-31T10:14:61Z", "2003-12-31T10:15:01Z"},
         {"2003-12-31T99:99:99Z", "absent"},
         {"2003-12-31 25:14:55", "absent"}});
}

TEST_CASE("parse: seconds and milliseconds since 1970 are dates") {
  check({{"1520932969", "2018-03-13T09:22:49Z"},
         {"1520932969123", "2018-03-13T09:22:49Z"},
         {"152093296", "absent"},
         {"Tue, 1520932969 GMT", "2018-03-13T09:22:49Z"}});
}

TEST_CASE("parse: dates that follow no standard are read where they are clear") {
  check({{"Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"},
         {"2004-07-08 23:56:58.0", "2004-07-08T23:56:58Z"},
         {"Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"},
         {"2003-012-31T10:14:55+00:00", "2003-12-31T10:14:55Z"},
         {"2011-13-01", "2011-01-13T00:00:00Z"},
         {"12/31/2003 11:14:55 PM", "2003-12-31T23:14:55Z"},
         {"31/12/2003", "2003-12-31T00:00:00Z"},
         {"31.12.2003 10:14", "2003-12-31T10:14:00Z"},
         {"Thu Aug 30 2012 17:26:16 +0200", "2012-08-30T15:26:16Z"},
         {"Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"},
         {"Thu Nov 12 2020 17:00:00 GMT+0000 (Coordinated Universal Time)", "2020-11-12T17:00:00Z"},
         {"2004-07-08 23:56:58 -00:20", "2004-07-09T00:16:58Z"},
         {"2020-11-08T16:20:00-05:00Z", "2020-11-08T21:20:00Z"},
         {"Friday, December 22, 2017 - 3:09pm", "2017-12-22T15:09:00Z"},
         {"Nov. 16, 2020, 10:57 p. m.", "2020-11-16T22:57:00Z"},
         {"Nov. 16, 2020, 10:57 a.m.", "2020-11-16T10:57:00Z"},
         {"Tue, 26 Sep 2023 12:00 AM", "2023-09-26T00:00:00Z"},
         {"Tue, 26 Sep 2023 12:30 PM", "2023-09-26T12:30:00Z"},
         {"Mon, 16th Nov 2020 13:16:28 GMT", "2020-11-16T13:16:28Z"},
         {"Mon, 03/30/2020 - 19:19", "2020-03-30T19:19:00Z"},
         {"26 de setembro de 2023, 14h30", "2023-09-26T14:30:00Z"},
         {"19/Feb/2012:22:40:00 +0100", "2012-02-19T21:40:00Z"},
         {"Nov. 2020", "2020-11-01T00:00:00Z"},
         {"December 31, 2003", "2003-12-31T00:00:00Z"}});
}

TEST_CASE("parse: names of months are known in many languages") {
  check({{"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
         {"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
         {"2004년 05월 28일 01:31:15", "2004-05-27T16:31:15Z"},
         {"2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z"},
         {"2024년 3월 5일 08시 30분 +0000", "2024-03-05T08:30:00Z"},
         {"2024年3月5日 08:00", "2024-03-05T08:00:00Z"},
         {"2024年3月5日 14時30分15秒", "2024-03-05T14:30:15Z"},
         {"星期日, 19 二月 2012 22:40:00 +0800", "2012-02-19T14:40:00Z"},
         {"19 十一月 2012", "2012-11-19T00:00:00Z"},
         {"2024-03-05 下午 2:05", "2024-03-05T14:05:00Z"},
         {"26 Eylül 2023 Pazar 14:30", "2023-09-26T14:30:00Z"},
         {"ven., 03 juil. 2020 15:09:58 +0000", "2020-07-03T15:09:58Z"},
         {"Вт, 05 мар 2024 08:00:00 +0300", "2024-03-05T05:00:00Z"},
         {"mar, 05 mars 2024 08:00:00 +0100", "2024-03-05T07:00:00Z"},
         {"mar, 05 dic 2023 08:00:00 +0100", "2023-12-05T07:00:00Z"},
         {"Di, 05 März 2024 08:00:00 +0100", "2024-03-05T07:00:00Z"}});
}

TEST_CASE("parse: every month of the year is known in each language, as dates write it") {
  const struct {
    std::string language;
    std::array<std::string, 12> names;
  } rows[] = {
      {"German",
       {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember"}},
      {"Austrian", {"Jänner", "Feber", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sept", "Okt", "Nov", "Dez"}},
      {"French",
       {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre"}},
      {"Spanish",
       {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre"}},
      {"Italian",
       {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
        "novembre", "dicembre"}},
      {"Portuguese",
       {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
        "dezembro"}},
      {"Dutch",
       {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december"}},
      {"Polish",
       {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
        "listopada", "grudnia"}},
      {"Czech",
       {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu",
        "prosince"}},
      {"Swedish",
       {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december"}},
      {"Turkish",
       {"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"}},
      {"Hungarian",
       {"január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október",
        "november", "december"}},
      {"Romanian",
       {"ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie",
        "noiembrie", "decembrie"}},
      {"Greek",
       {"Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου",
        "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"}},
      {"Greek short", {"ΙΑΝ", "Φεβ", "Μάρ", "Απρ", "Μάι", "Ιούν", "Ιούλ", "Αύγ", "ΣΕΠ", "Οκτ", "Νοέ", "Δεκ"}},
      {"Russian",
       {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
        "декабря"}},
      {"Russian nominative",
       {"ЯНВАРЬ", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь",
        "Декабрь"}},
      {"Ukrainian",
       {"Січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
        "грудня"}},
      {"Bulgarian",
       {"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември",
        "декември"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.language);
    for (unsigned month = 1; month <= 12; ++month) {
      CAPTURE(row.names[month - 1]);
      CHECK(parse::month_of(parse::folded_word(row.names[month - 1])) == month);
    }
  }
}

TEST_CASE("parse: what is no date, or none that exists, is absent") {
  for (const std::string text : {"",
                                 "   ",
                                 "tomorrow",
                                 "Sun, 99 Jun 2009 12:00:00 GMT",
                                 "2003-02-29",
                                 "2003-00-10",
                                 "Sun, 16 Dec 2012 1:2:3:4 GMT",
                                 "Sun, 16 Dec 2012 11:47:32 +zz:00",
                                 "Sun, 16 Dec 2012 11:47:32 +00:zz",
                                 "Sun, 16 Dec 2012 25:00:00 GMT",
                                 "version 2004",
                                 "Sun, 16 zzz 2012 11:47:32 GMT",
                                 "Sun, Dec x 2012 11:47:32 GMT",
                                 "Sun, 16 Dec zz 11:47:32 GMT",
                                 "Sun, 31 Apr 2012 10:00:00 GMT",
                                 "2005-W53",
                                 "2006-W00-1",
                                 "2006-W01-8",
                                 "2006-366",
                                 "令和5年9月26日",
                                 "--12-31",
                                 "---31",
                                 "-335",
                                 "10000-01-01",
                                 "67542-W01-1",
                                 "01-01-10000",
                                 "-0001-01-01",
                                 "-2004-01-01T10:00:00Z",
                                 "2004-13",
                                 "20041301",
                                 "20041301101455",
                                 "041301",
                                 "12345",
                                 "257 Jun 2009",
                                 "1 Jun 67545",
                                 "9999-12-31T23:59:59-12:00",
                                 "0001-01-01T00:00:00+12:00",
                                 "1:23 PM",
                                 "T10:00",
                                 "99999999999999999999",
                                 "12:30",
                                 "0000-00-00 00:00:00",
                                 "-",
                                 ":",
                                 "(",
                                 "+"}) {
    CAPTURE(text);
    CHECK(read(text) == "absent");
  }
}
