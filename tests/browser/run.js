// Shows each page in a frame and sends what the pages tell to the test.
"use strict";
const patience = 10000;  // milliseconds; a page that says nothing for so long is asked again

/// A page that said nothing is silent, which is no fault yet: the machine may be busy.
function show(page, patience) {
  return new Promise((done) => {
    const frame = document.createElement("iframe");
    const finish = (report) => {
      removeEventListener("message", hear);
      clearTimeout(timer);
      frame.remove();
      done({ page, ...report });
    };
    const hear = (event) => event.source === frame.contentWindow && finish(event.data);
    const timer = setTimeout(finish, patience, { ran: [], odd: [], silent: true });
    let loads = 0;
    frame.onload = () => ++loads === 2 && finish({ ran: ["the page left"], odd: [] });
    addEventListener("message", hear);
    frame.src = `/page/${page}`;
    document.body.append(frame);
  });
}

/// The reports of these pages, of which several are shown at a time.
async function showAll(pages, patience) {
  const reports = [];
  const waiting = [...pages];
  const showSome = async () => {
    while (waiting.length > 0) reports.push(await show(waiting.shift(), patience()));
  };
  await Promise.all(Array.from({ length: 8 }, showSome));
  return reports;
}

/// The silent pages are asked a second time, with all that is left of `budget` milliseconds.
async function run(count, budget) {
  const end = performance.now() + budget;
  const first = await showAll(Array(count).keys(), () => patience);
  const silent = first.filter((report) => report.silent).map((report) => report.page);
  const second = await showAll(silent, () => Math.max(patience, end - performance.now()));
  const reports = [...first.filter((report) => !report.silent), ...second];
  await fetch("/reports", { method: "POST", body: JSON.stringify(reports) });
}
