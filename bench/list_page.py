"""The page of a long reading list in Chromium: how soon it is there, and how soon it answers.

The log has 10,000 entries without pages of their own and is built by MkDocs as any other; the site
is served from 127.0.0.1.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.chromium import find
from tests.logs import make_log

ENTRIES = 10_000
LOADS = 5
TYPED = "gradient descent los"  # 20 keystrokes
CLEARED = ("bound", "z", "zzz", "attention prior", "2020")

#: Times since the navigation began. The first letter is typed as soon as the filter is shown; what
#: it brings has been painted when the frame after it begins. It watches one element, and only from
#: when the document is parsed: a watch over all of it would take half as long as the page itself.
_WATCH = """
window.times = {};
window.painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
(function untilRows() {
  if (!document.querySelector("tr[data-key]")) requestAnimationFrame(untilRows);
  else painted(() => { times.rows = performance.now(); });
})();
document.addEventListener("readystatechange", () => {
  const filter = document.querySelector(".reading-list-filter");
  if (document.readyState !== "interactive") return;
  new MutationObserver((_, observer) => {
    if (filter.hidden) return;
    observer.disconnect();
    times.shown = performance.now();
    const box = filter.querySelector("input");
    box.value = "k";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    painted(() => { times.answered = performance.now(); });
  }).observe(filter, { attributes: true });
});
"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
#: From the key, as the browser stamps it, to the painted result.
_KEYS = """
window.painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
window.answers = [];
addEventListener("input", (event) => {
  painted(() => answers.push(performance.now() - event.timeStamp));
}, true);
"""
_CLEAR = """
() => new Promise((done) => {
  const began = performance.now();
  document.querySelector(".reading-list-filter form").reset();
  painted(() => done(performance.now() - began));
})
"""


def main(generator: Path) -> None:
    program = find()
    if not program:
        print("no Chromium: `make chromium` finds or installs one")
        return
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = _site(generator, Path(name))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with _served(site) as address:
            _measure(browser, f"{address}papers/")
        browser.close()


def _site(generator: Path, folder: Path) -> Path:
    command = [sys.executable, str(generator), str(folder / "made"), "--flavour", "card"]
    subprocess.run([*command, "--papers", str(ENTRIES)], check=True)
    content = (folder / "made" / "papers.bib").read_bytes()
    root = make_log(folder / "log", files={"papers.bib": content})
    settings = root / "mkdocs.yml"
    written, given = settings.read_text("utf-8"), "    topics: topics.md\n"
    assert given in written
    settings.write_text(written.replace(given, "    entry_pages: false\n"), "utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for what in ("built", "built again"):
        began = time.monotonic()
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        subprocess.run(command, cwd=root, env=environment, check=True)
        print(f"a log of {ENTRIES} entries {what}: {time.monotonic() - began:.2f} s", flush=True)
    return root / "site"


def _measure(browser: Browser, address: str) -> None:
    pages: list[dict[str, float]] = []
    for _ in range(LOADS):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_init_script(_WATCH)
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("times.answered && times.rows")
        pages.append({"first paint": page.evaluate(_PAINT), **page.evaluate("times")})
        context.close()
    print(f"its list in Chromium, ms from the navigation, {LOADS} loads:")
    names = {"first paint": "first contentful paint", "rows": "first rows painted",
             "shown": "filter shown", "answered": "a letter answered"}  # fmt: skip
    for name, words in names.items():
        _say(words, [times[name] for times in pages])
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    print(f"  rows without JavaScript: {page.locator('tr[data-key]').count()}")
    context.close()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    _use(page)
    context.close()


def _use(page: Page) -> None:
    print(f"its filter, ms from the key to the painted result, {len(TYPED)} keystrokes:")
    page.evaluate(_KEYS)
    page.locator("#filter-text").focus()
    for count, letter in enumerate(TYPED, 1):
        page.keyboard.press(letter)
        page.wait_for_function("count => answers.length === count", arg=count)
    _say("keystroke", page.evaluate("answers"))
    cleared = []
    for words in CLEARED:
        page.locator("#filter-text").fill(words)
        page.wait_for_timeout(100)
        cleared.append(page.evaluate(_CLEAR))
    _say("cleared", cleared)


def _say(what: str, times: Sequence[float]) -> None:
    print(f"  {what:24}  median {statistics.median(times):5.0f}   worst {max(times):5.0f}")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
