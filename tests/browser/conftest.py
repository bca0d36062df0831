"""A real Chromium, from which every request and every word on the console is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.browser.chromium import find

#: What a page is to show is waited for, however busy the machine is.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = find()
    assert program, "no Chromium: `make chromium` finds or installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A browser window; `faults` are errors on the console, failed requests, other hosts asked."""

    page: Page
    context: BrowserContext
    faults: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        self.page.goto(url)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    window = Visit(context.new_page(), context)
    _listen(window)
    yield window
    context.close()


def _listen(window: Visit) -> None:
    def only_here(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            window.faults.append(f"asked for {route.request.url}")
            route.abort()

    window.context.route("**/*", only_here)
    page = window.page
    page.on("console", lambda m: m.type == "error" and window.faults.append(f"console: {m.text}"))
    page.on("pageerror", lambda error: window.faults.append(f"script: {error}"))
    page.on("requestfailed", lambda r: window.faults.append(f"failed: {r.url}"))
    page.on("response", lambda r: r.status >= 400 and window.faults.append(f"{r.status}: {r.url}"))
