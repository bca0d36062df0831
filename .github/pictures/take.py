"""Takes the README's pictures from the site as it is built now."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import find  # noqa: E402

#: File name, page, palette, width and height in CSS pixels.
PICTURES = (
    ("home", "", "light", 1280, 860),
    ("papers", "papers/", "dark", 1280, 860),
    ("entry", "papers/he2016deep/", "light", 1280, 860),
    ("experiment", "notebooks/fgsm-digits/", "dark", 1280, 860),
    ("phone", "", "light", 390, 780),
    ("phone-papers", "papers/", "dark", 390, 780),
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    site = ROOT / "site"
    if not (site / "index.html").is_file():
        sys.exit("There is no site/ to take pictures of: run `make build` first.")
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
            for picture in PICTURES:
                take(browser, f"http://127.0.0.1:{server.server_port}/", *picture)
                print(f".github/pictures/{picture[0]}.png")
        server.shutdown()


def take(browser: Browser, site: str, name: str, path: str, scheme: str, w: int, h: int) -> None:
    """One picture at twice the pixels for a phone, so that its type stays readable."""
    context = browser.new_context(
        viewport={"width": w, "height": h},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=2 if w < 600 else 1,
    )
    page = context.new_page()
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    if path.startswith("notebooks/"):  # an experiment's first figure says more than its title
        page.locator("img.figure").first.evaluate("e => e.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(500)
    page.screenshot(path=str(ROOT / ".github/pictures" / f"{name}.png"))
    context.close()


if __name__ == "__main__":
    main()
