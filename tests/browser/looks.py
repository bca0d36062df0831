"""A page becomes what is wrong with it, at each width and in each palette."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

WIDTHS = (390, 1280)
_PALETTES = {"light": "default", "dark": "slate"}
_UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"
#: The rule, and the first few elements that break it.
_AXE = """options => axe.run({resultTypes: ["violations"], ...options}).then(found =>
    found.violations.map(v => `axe: ${v.id} at ` +
        v.nodes.slice(0, 4).map(n => n.target.join(" ")).join(", ")))"""
#: Drawn, with the fonts that the drawing asked for, and come to rest.
_SETTLED = """async () => {
    const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const moving = () => document.getAnimations().filter(
        a => a.playState === "running" && a.effect.getComputedTiming().endTime < Infinity);
    await drawn();
    await document.fonts.ready;
    await drawn();
    while (moving().length) await Promise.allSettled(moving().map(a => a.finished));
}"""


def settle(page: Page) -> None:
    """Waits until the page as it is now is drawn in its own fonts and nothing moves on it."""
    page.evaluate(_SETTLED)


def axe_faults(page: Page, options: Mapping[str, object] | None = None) -> list[str]:
    """What axe finds on the page."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(_AXE, dict(options or {}))
    return found


def looks(visit: Visit, url: str) -> Iterator[tuple[int, str]]:
    """Each width and palette, while the page is shown so: loaded twice, at either width once.

    A palette is chosen when a page is loaded, and kept: each load is that of a new reader.
    """
    page = visit.page
    page.add_init_script("if (self === top) localStorage.clear()")
    for scheme, widths in (("light", WIDTHS), ("dark", WIDTHS[::-1])):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": widths[0], "height": 850})
        visit.open(url)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 850})
            settle(page)
            palette = page.evaluate("document.body.dataset.mdColorScheme")
            assert palette == _PALETTES[scheme], (width, scheme, palette)
            yield width, scheme


def faults_in_every_look(
    visit: Visit,
    url: str,
    *,
    unfold: bool = False,
    axe_at: tuple[int, ...] = WIDTHS,
    axe: Mapping[str, object] | None = None,
) -> list[str]:
    """What is wrong with the page at a width in a palette: it scrolls sideways, it has not one
    first heading, axe finds a fault."""
    faults = []
    for width, scheme in looks(visit, url):
        if unfold:
            visit.page.evaluate(_UNFOLD)
        found = _faults(visit.page, width)
        if width in axe_at:
            found += axe_faults(visit.page, axe)
        faults += [f"{width} {scheme}: {fault}" for fault in found]
    return faults


def _faults(page: Page, width: int) -> list[str]:
    script = "[document.documentElement.scrollWidth, document.querySelectorAll('h1').length]"
    whole, headings = page.evaluate(script)
    wide = [f"it is {whole} wide"] if whole > width else []
    return wide + ([] if headings == 1 else [f"it has {headings} first headings"])
