// Shows each page in a frame and sends what the pages tell to the test.
"use strict";
const patience = 10000;  // milliseconds, after which a page that says nothing hangs

function show(page) {
  return new Promise((done) => {
    const frame = document.createElement("iframe");
    const finish = (report) => {
      removeEventListener("message", hear);
      clearTimeout(timer);
      frame.remove();
      done({ page, ...report });
    };
    const fail = (why) => finish({ ran: [why], odd: [] });
    const hear = (event) => event.source === frame.contentWindow && finish(event.data);
    const timer = setTimeout(fail, patience, "the page hangs");
    let loads = 0;
    frame.onload = () => ++loads === 2 && fail("the page left");
    addEventListener("message", hear);
    frame.src = `/page/${page}`;
    document.body.append(frame);
  });
}

async function run(count) {
  const reports = [];
  let next = 0;
  const showSome = async () => {
    while (next < count) reports.push(await show(next++));
  };
  await Promise.all(Array.from({ length: 8 }, showSome));
  await fetch("/reports", { method: "POST", body: JSON.stringify(reports) });
}
