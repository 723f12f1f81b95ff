#!/usr/bin/env python3
"""Loads what telex makes of hostile HTML into a browser: nothing may run, and no request may leave.

    run.py --telex PROGRAM [MORE.jsonl...]

Each line of fragments.jsonl, and of MORE where it is there, is an object with "html"; with "live": true a browser runs
it as it stands, or sends a request to leak.test for it. Each fragment goes through `telex parse` as title, summary and
body of an RSS item and of a JSON Feed's; what comes out is shown as a document and by innerHTML, the RSS items each on
a page of its own, those of JSON Feed on one. The browser reaches the network through this program alone, its proxy, so
that each request is seen: those for the images and media that the sanitiser keeps are all that may be. The live ones
are shown as they stand first, to know that the test would notice.

Exit 0: all is well; 1: something ran, left or did not load; 77: there is no browser here.
"""
import argparse
import html
import http.server
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
BROWSERS = ["chromium-headless-shell", "chromium"]
SITE = "http://reader.test"  # the proxy answers, whatever the name
FEED_URL = "http://paper.test/news/feed"
BOUND_SECONDS = 120
PAGES_SECONDS = 90  # of that for the pages; the browser has to start as well
NO_BROWSER = 77

# Report-only: what the policy forbids happens, and is noted.
POLICY = ("default-src 'none'; script-src 'nonce-watch'; img-src * data:; media-src *; base-uri 'none'; "
          "form-action 'none'")
PAGE = """<!doctype html><html><head><meta charset="utf-8"><script nonce="watch" src="/watch.js"></script>
<script nonce="watch">watch(%s)</script></head><body>%s"""
RUN = """<!doctype html><body><script src="/run.js"></script><script>run(%d, %d)</script>"""


class Proxy(http.server.ThreadingHTTPServer):
    """Serves the pages of one run and notes what else is asked for."""

    def __init__(self, shown):
        super().__init__(("127.0.0.1", 0), Answer)
        self.files = {"/": RUN % (len(shown), PAGES_SECONDS * 1000)}
        for name in ("run.js", "watch.js"):
            with open(os.path.join(HERE, name), encoding="utf-8") as file:
                self.files["/" + name] = file.read()
        for i, fragment in enumerate(shown):
            self.files["/page/%d" % i] = PAGE % (json.dumps(fragment).replace("<", "\\u003c"), fragment)
        self.requests = []
        self.reports = None
        self.finished = threading.Event()

    def handle_error(self, *_):
        """A page that goes away leaves its requests unread."""


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.server.files.get(self.path[len(SITE):]) if self.path.startswith(SITE + "/") else None
        if body is None:
            return self.refuse()
        self.send_response(200)
        kind = "text/javascript" if self.path.endswith(".js") else "text/html"
        self.send_header("Content-Type", kind + "; charset=utf-8")
        if "/page/" in self.path:
            self.send_header("Content-Security-Policy-Report-Only", POLICY)
        self.end_headers()
        self.wfile.write(body.encode("utf-8", "replace"))

    def do_POST(self):
        if self.path != SITE + "/reports":
            return self.refuse()
        self.server.reports = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()
        self.server.finished.set()

    def refuse(self):
        self.server.requests.append(self.path)
        self.send_error(404)

    do_CONNECT = do_HEAD = do_PUT = do_DELETE = do_OPTIONS = refuse

    def log_message(self, *_):
        pass


def browse(browser, shown):
    """Shows each fragment; the pages' reports in order, and the URLs of all other requests ("host:443" for https)."""
    with Proxy(shown) as proxy, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        # The sandbox refuses to start as root. All that is shown here comes from the files at hand.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        running = subprocess.Popen(
            [browser, "--headless", *sandbox, "--disable-gpu", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--no-first-run", "--user-data-dir=" + profile,
             "--proxy-server=http://127.0.0.1:%d" % proxy.server_port, "--proxy-bypass-list=<-loopback>",
             "--remote-debugging-port=0", SITE + "/"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            if not proxy.finished.wait(BOUND_SECONDS):
                sys.exit("the browser did not finish within %d s (exit %s)" % (BOUND_SECONDS, running.poll()))
        finally:
            os.killpg(running.pid, signal.SIGKILL)  # Debian's command is a script around the browser
            running.wait()
            proxy.shutdown()
        return sorted(proxy.reports, key=lambda report: report["page"]), proxy.requests


def rss(fragments):
    fields = ("title", "description", "content:encoded")
    items = ("<item><guid>%d</guid>%s</item>" % (i, "".join("<%s>%s</%s>" % (f, escape(fragment), f) for f in fields))
             for i, fragment in enumerate(fragments))
    return ('<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            "<title>t</title>%s</channel></rss>" % "".join(items))


def json_feed(fragments):
    items = [{"id": str(i), "title": f, "summary": f, "content_html": f} for i, f in enumerate(fragments)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items})


def through_telex(telex, feed, count):
    """What a reader shows of each item."""
    parsed = subprocess.run([telex, "parse", "--url", FEED_URL], input=feed.encode("utf-8", "surrogatepass"),
                            stdout=subprocess.PIPE, check=True, timeout=BOUND_SECONDS)
    items = json.loads(parsed.stdout)["items"]
    assert len(items) == count, "%d of %d items came out" % (len(items), count)
    return ["<h1>%s</h1><div>%s</div><div>%s</div>" % (html.escape(item.get("title", "")), item.get("summary", ""),
                                                       item.get("content_html", "")) for item in items]


def kept_sources(shown):
    """The URLs of images and media. What telex writes is quoted and escaped, so that patterns read it."""
    urls = set()
    for tag in re.findall(r"<(?:img|source|video|audio|track)\b[^>]*>", "".join(shown)):
        for name, value in re.findall(r' (src|srcset|poster)="([^"]*)"', tag):
            for candidate in html.unescape(value).split(", ") if name == "srcset" else [html.unescape(value)]:
                urls.add(candidate.split(" ")[0].split("#")[0])
    return urls | {url.split("/")[2] + ":443" for url in urls if url.startswith("https://")}


def unnoticed(browser, fragments):
    """The live fragments that run as they stand without being noticed: there must be none."""
    live = {f["host"]: f["html"] for f in fragments if f.get("live")}
    # A busy machine may end a page before the request that it has begun.
    for _ in range(3):
        live = {mark: live[mark] for mark in marks_unnoticed(browser, live)}
        if not live:
            break
    return ["not noticed: " + fragment for fragment in live.values()]


def marks_unnoticed(browser, live):
    reports, requests = browse(browser, list(live.values()))

    def is_noticed(mark, report):
        left = "the page left" in report["ran"]
        return left or (report["odd"] and (report["ran"] or any(mark in url for url in requests)))

    return [mark for mark, report in zip(live, reports) if not is_noticed(mark, report)]


def harmful(browser, shown):
    """What runs, looks odd or is asked for: there must be nothing."""
    reports, requests = browse(browser, shown)
    for report in reports:
        if report.get("silent"):
            report["odd"].append("did not load, though asked twice")
    faults = ["%s\n    in %s" % ("; ".join(report["ran"] + report["odd"]), shown[report["page"]])
              for report in reports if report["ran"] or report["odd"]]
    return faults + ["a request left: " + url for url in requests if url not in kept_sources(shown)]


def read_fragments(names):
    """Each has a host of its own, so that none leaks unseen to where another may load its images from."""
    fragments = []
    for name in names:
        with open(name, encoding="utf-8") as file:
            fragments += map(json.loads, file)
    for i, fragment in enumerate(fragments):
        fragment["host"] = "leak%d.test" % i
        fragment["html"] = fragment["html"].replace("leak.test", fragment["host"])
    return fragments


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--telex", required=True)
    arguments.add_argument("more", nargs="*")
    arguments = arguments.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("there is no browser here: none of", ", ".join(BROWSERS))
        return NO_BROWSER
    fragments = read_fragments([os.path.join(HERE, "fragments.jsonl"), *filter(os.path.exists, arguments.more)])
    texts = [f["html"] for f in fragments]
    shown = through_telex(arguments.telex, rss(texts), len(texts))
    shown.append("".join(through_telex(arguments.telex, json_feed(texts), len(texts))))
    faults = unnoticed(browser, fragments) + harmful(browser, shown)
    print(*faults, "%d fragments, %d pages, %d faults" % (len(texts), len(shown), len(faults)), sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
