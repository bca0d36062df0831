"""The preview, open in a browser while its author writes and makes mistakes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.logs import make_log

ENTRY = "\n@article{new2026, title={A Brand New Entry}, author={Doe, Jane}, status={reading}}\n"
TIMEOUT_MS = 60_000


@pytest.fixture(autouse=True)
def as_it_was(preview: Preview) -> Iterator[None]:
    """What a test leaves broken, should it fail, is mended for the next."""
    sources = {name: preview.read(name) for name in (*_CONTENT, "mkdocs.yml")}
    yield
    for name, text in sources.items():
        if not (preview.root / name).is_file() or preview.read(name) != text:
            preview.write(name, text)


@dataclass
class Preview:
    root: Path
    url: str
    output: Path

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = make_log(tmp_path_factory.mktemp("preview"), files=_CONTENT)
    output = root.parent / "output.txt"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with output.open("w") as log:
        server = subprocess.Popen(command, cwd=root, stdout=log, stderr=log, preexec_fn=_hears)  # noqa: PLW1509
    try:
        _wait(f"http://{address}/", output)
        yield Preview(root, f"http://{address}/", output)
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0


_CONTENT: dict[str, str | bytes] = {
    "docs/index.md": "# My log\n\nHello.\n",
    "posts/2026-01-02-first.md": "---\ntitle: First post\n---\n\nThe first post.\n",
    "papers.bib": "@article{old2020, title={An Old Entry}, status={read}}\n",
    "notebooks/run.ipynb": '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": '
    '"# A run"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}',
}


def _hears() -> None:
    """Ctrl-C reaches the preview also where the tests run in the background, deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _wait(url: str, output: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=30).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(output.read_text())


def expect_problem(page: Page, words: str) -> None:
    expect(page.locator(".studylog-panel li", has_text=words)).to_be_visible(timeout=TIMEOUT_MS)


def expect_no_problem(page: Page) -> None:
    expect(page.locator(".studylog-panel")).to_have_count(0, timeout=TIMEOUT_MS)


def test_an_appended_entry_appears_in_the_open_page(preview: Preview, visit: Visit) -> None:
    visit.page.goto(preview.url + "papers/")
    expect(visit.page.get_by_role("link", name="An Old Entry")).to_be_visible()
    preview.write("papers.bib", preview.read("papers.bib") + ENTRY)
    new = visit.page.get_by_role("link", name="A Brand New Entry")
    expect(new).to_be_visible(timeout=TIMEOUT_MS)


def test_an_unbalanced_brace_is_shown_with_its_line_and_the_list_stays(
    preview: Preview, visit: Visit
) -> None:
    good = preview.read("papers.bib")
    line = good.count("\n") + 1
    visit.page.goto(preview.url + "papers/")
    expect_no_problem(visit.page)
    preview.write("papers.bib", good + "@article{bad, title={Open {brace}, year={2020}\n")
    expect_problem(
        visit.page, f"papers.bib:{line}: the field 'title' of entry 'bad' is never closed"
    )
    expect(visit.page.get_by_role("link", name="An Old Entry")).to_be_visible()
    assert (
        f"papers.bib:{line}: the field 'title' of entry 'bad' is never closed"
        in preview.output.read_text()
    )
    preview.write("papers.bib", good)
    expect_no_problem(visit.page)


@pytest.mark.parametrize(
    ("name", "broken", "said"),
    [
        (
            "posts/2026-01-02-first.md",
            "---\ntitle: a: b\n---\nText\n",
            "posts/2026-01-02-first.md:2",
        ),
        ("notebooks/run.ipynb", '{"cells": [', "notebooks/run.ipynb:1"),
        ("docs/index.md", "# My log\n\nSee [@nobody].\n", "docs/index.md:3"),
    ],
)
def test_a_broken_source_is_shown_and_its_correction_followed(
    preview: Preview, visit: Visit, name: str, broken: str, said: str
) -> None:
    good = preview.read(name)
    visit.page.goto(preview.url)
    expect_no_problem(visit.page)
    preview.write(name, broken)
    expect_problem(visit.page, said)
    preview.write(name, good)
    expect_no_problem(visit.page)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("site_name:", "site_name: [\n#"), "mkdocs.yml:"),
        (("  - search\n", "  - serch\n"), "serch"),
    ],
)
def test_a_broken_configuration_keeps_the_last_good_pages(
    preview: Preview, visit: Visit, change: tuple[str, str], said: str
) -> None:
    good = preview.read("mkdocs.yml")
    visit.page.goto(preview.url + "papers/")
    expect_no_problem(visit.page)
    preview.write("mkdocs.yml", good.replace(*change, 1))
    expect_problem(visit.page, said)
    expect(visit.page.get_by_role("link", name="An Old Entry")).to_be_visible()
    preview.write("mkdocs.yml", good)
    expect_no_problem(visit.page)


def test_a_source_replaced_by_rename_is_followed(preview: Preview, visit: Visit) -> None:
    """As vim and many other editors save."""
    visit.page.goto(preview.url + "papers/")
    new = preview.root / ".papers.bib.swp"
    new.write_text(preview.read("papers.bib").replace("An Old Entry", "A Renamed Entry"))
    (preview.root / "papers.bib").unlink()
    time.sleep(1)  # longer than the poll: the file is seen to be gone
    new.rename(preview.root / "papers.bib")
    renamed = visit.page.get_by_role("link", name="A Renamed Entry")
    expect(renamed).to_be_visible(timeout=TIMEOUT_MS)


def test_an_exception_is_named_beside_the_warnings(preview: Preview, visit: Visit) -> None:
    template = preview.root / "hooks/theme/main.html"
    good = template.read_text()
    visit.page.goto(preview.url)
    template.write_text(good + "{% if %}")
    preview.write("docs/index.md", "# My log\n\nSee [@nobody].\n")
    expect_problem(visit.page, "the build failed: TemplateSyntaxError")
    template.write_text(good)
    preview.write("docs/index.md", str(_CONTENT["docs/index.md"]))
    expect_no_problem(visit.page)


def test_a_folder_that_is_replaced_is_followed(preview: Preview, visit: Visit) -> None:
    """As by `git checkout` or a program that syncs folders."""
    visit.page.goto(preview.url + "blog/")
    posts, aside = preview.root / "posts", preview.root / "aside"
    posts.rename(aside)
    expect(visit.page.get_by_role("link", name="First post")).to_have_count(0, timeout=TIMEOUT_MS)
    aside.rename(posts)
    first = visit.page.get_by_role("link", name="First post")
    expect(first).to_be_visible(timeout=TIMEOUT_MS)
    preview.write("posts/2026-01-02-first.md", "---\ntitle: First again\n---\n\nText.\n")
    again = visit.page.get_by_role("link", name="First again")
    expect(again).to_be_visible(timeout=TIMEOUT_MS)


def test_the_preview_comes_to_rest(preview: Preview) -> None:
    """No build follows from what a build writes."""
    assert any(_rests(preview) for _ in range(20)), preview.output.read_text()


def _rests(preview: Preview) -> bool:
    """Whether the last build is over and none begins for some seconds: a change is seen in one."""
    before = preview.output.read_text()
    time.sleep(3)
    # MkDocs says no second time that a build took as long as one before.
    ends = [before.rfind(said) for said in ("Serving on", "Reloading browsers")]
    over = max(ends) > before.rfind("Building documentation")
    return over and preview.output.read_text().count("Building documentation") == before.count(
        "Building documentation"
    )


def test_the_preview_answers_to_localhost_only(preview: Preview) -> None:
    request = urllib.request.Request(preview.url, headers={"Host": "evil.test"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 421


def test_a_changed_hook_is_used_at_once(preview: Preview, visit: Visit) -> None:
    hook = preview.root / "hooks/sections.py"
    good = hook.read_text()
    visit.page.goto(preview.url)
    hook.write_text(good + "\ndef broken(:\n")
    expect_problem(visit.page, "sections.py:")
    hook.write_text(good.replace('"Experiments"', '"Laboratory"'))
    tab = visit.page.locator(".md-tabs").get_by_role("link", name="Laboratory")
    expect(tab).to_be_visible(timeout=TIMEOUT_MS)
