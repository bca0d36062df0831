"""A real Chromium, from which every request and every word on the console is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.browser.chromium import find
from tests.browser.looks import settle

#: What a page is to show is waited for, however busy the machine is.
expect.set_options(timeout=60_000)
#: No other host is ever reached; what is asked of one is a fault all the same.
_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = find()
    assert program, "no Chromium: `make chromium` finds or installs one"
    with sync_playwright() as playwright:
        options = ["--no-sandbox", _ALONE]
        browser = playwright.chromium.launch(executable_path=program, args=options)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A browser window; `faults` are errors on the console, failed requests, other hosts asked.

    What a page had asked for when it was left, and what it forbids itself, is `given up`.
    """

    page: Page
    context: BrowserContext
    faults: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        self.page.goto(url)
        settle(self.page)
        return self.page


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    window = Visit(context.new_page(), context)
    _listen(window)
    yield window
    context.close()


def _listen(window: Visit) -> None:
    def only_here(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            window.faults.append(f"asked for {request.url}")

    def failed(request: Request) -> None:
        given_up = request.failure == "net::ERR_ABORTED"
        window.faults.append(f"{'given up' if given_up else 'failed'}: {request.url}")

    window.context.on("request", only_here)
    page = window.page
    page.on("console", lambda m: m.type == "error" and window.faults.append(f"console: {m.text}"))
    page.on("pageerror", lambda error: window.faults.append(f"script: {error}"))
    page.on("requestfailed", failed)
    page.on("response", lambda r: r.status >= 400 and window.faults.append(f"{r.status}: {r.url}"))


@pytest.fixture
def scriptless(chromium: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
