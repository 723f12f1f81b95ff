// Runs before all else in each page that shows a fragment, and tells the page around it what happened there.
"use strict";
const ran = [];  // scripts that ran and loads that images are no reason for
const odd = [];  // what the browser's tree has and sanitised HTML has not

// What fragments call to show that they run. The policy, which only reports, notes all else that runs or is loaded.
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => ran.push(`${name}()`);
document.addEventListener("securitypolicyviolation", (event) => {
  ran.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`.trim());
});
// A click leads nowhere, unless it leads to a script.
addEventListener("click", (event) => {
  if (event.target.closest("a, area")?.protocol !== "javascript:") event.preventDefault();
}, true);

const elements = new Set(("a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite " +
  "code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr " +
  "i img ins kbd li main mark menu nav nobr ol p picture pre q rp rt ruby s samp section small source span strike " +
  "strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr").split(" "));
const attributes = new Set(("abbr align alt border cellpadding cellspacing cite color colspan controls datetime dir " +
  "face headers height href kind label lang media open poster rel reversed rowspan scope size sizes span src srclang " +
  "srcset start title type valign value width").split(" "));
const schemes = /^(https?|mailto|ftp|tel|magnet|xmpp|irc):$/;

function isSafe(element, name, value) {
  if (!["href", "src", "poster", "cite"].includes(name) || !URL.canParse(value, document.baseURI)) return true;
  if (element.localName === "img" && /^data:image\/(?!svg)/.test(value)) return true;
  return schemes.test(new URL(value, document.baseURI).protocol);
}

/// The tree that the browser makes has to be of what the sanitiser allows, whatever the text looked like.
function audit(root) {
  for (const element of [root, ...root.querySelectorAll("*")]) {
    const tag = `<${element.localName}> of ${element.namespaceURI}`;
    const isHtml = element.namespaceURI === "http://www.w3.org/1999/xhtml";
    if (element !== root && !(isHtml && elements.has(element.localName))) odd.push(tag);
    for (const { name, value } of element.attributes) {
      if (!attributes.has(name) || !isSafe(element, name, value)) odd.push(`${tag} ${name}="${value}"`);
    }
  }
}

const events = ("load error focus blur mouseover mouseout mousemove mousedown keydown keypress input change submit " +
  "toggle dragstart drop copy paste scroll wheel resize animationend transitionend begin").split(" ");

/// Does what a reader could do.
function touch(root) {
  for (const element of root.querySelectorAll("*")) {
    for (const type of events) element.dispatchEvent(new Event(type));
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
}

const frame = () => new Promise(requestAnimationFrame);

/// `html` is the fragment that the document's body shows. It is shown by innerHTML as well, and once more as what
/// innerHTML gives back: markup that is read again must not turn into something else.
async function watch(html) {
  await new Promise((done) => addEventListener("load", done));
  const copy = document.createElement("div");
  const copyOfCopy = document.createElement("div");
  audit(document.body);
  audit(new DOMParser().parseFromString(html, "text/html").body);  // reads it as if there were no scripts
  document.body.append(copy, copyOfCopy);
  copy.innerHTML = html;
  copyOfCopy.innerHTML = copy.innerHTML;
  audit(document.body);
  touch(document.body);
  for (let i = 0; i < 3; ++i) await frame();
  // Such a page leaves when the browser finds the time, which the page around it waits for.
  if (document.querySelector("meta[http-equiv=refresh i]")) return;
  parent.postMessage({ ran: [...new Set(ran)], odd: [...new Set(odd)] }, "*");
}
