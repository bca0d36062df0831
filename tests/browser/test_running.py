"""The preview while notebooks run: pages answer, tell how far the run is, and follow it."""

from __future__ import annotations

import os
import re
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
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.logs import make_log
from tests.notebook_files import left_behind, notebook

PATH = "notebooks/run.ipynb"


def slow(seconds: float, word: str) -> bytes:
    """Three code cells; the second waits, the last one says the word."""
    wait = f"import time\ntime.sleep({seconds})"
    return notebook("# A slow run\n\nSome prose.", "print('begun')", wait, f"print('{word}')")


@dataclass
class Preview:
    root: Path
    url: str
    process: subprocess.Popen[bytes]
    mark: str

    def save(self, content: bytes) -> None:
        (self.root / PATH).write_bytes(content)

    @property
    def page(self) -> str:
        return f"{self.url}notebooks/run/"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    root = make_log(tmp_path / "log", files={PATH: slow(0, "first word")})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    mark = f"preview-{tmp_path}"
    with (tmp_path / "output.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=root,
            stdout=log,
            stderr=log,
            env={**os.environ, "STUDYLOG_MARK": mark, "NO_MKDOCS_2_WARNING": "1"},
            preexec_fn=_hears,  # noqa: PLW1509
        )
    made = Preview(root, f"http://{address}/", process, mark)
    try:
        _wait(made)
        yield made
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def _hears() -> None:
    """Ctrl-C reaches the preview also where the tests run in the background, deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _wait(preview: Preview) -> None:
    for _ in range(600):
        assert preview.process.poll() is None
        try:
            with urllib.request.urlopen(preview.url):
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError("the preview never answered")


def test_the_page_shows_the_last_run_then_how_far_the_new_one_is_then_its_outputs(
    preview: Preview, visit: Visit
) -> None:
    page = visit.page
    page.goto(preview.page)
    expect(page.get_by_text("first word", exact=True)).to_be_visible()
    preview.save(slow(6, "second word"))
    running = page.locator("[data-run]").first
    expect(running).to_contain_text("running")
    expect(page.get_by_text("first word", exact=True)).to_be_visible()
    expect(running).to_contain_text("code cell 2 of 3")
    expect(page.get_by_text("second word", exact=True)).to_be_visible()  # nobody reloads
    expect(page.locator("[data-run]")).to_have_count(0)
    # A page that is loaded again gives up the question it has just asked.
    assert [fault for fault in visit.faults if not fault.endswith("_studylog/runs.json")] == []


def test_another_save_ends_the_run_before_it(preview: Preview, visit: Visit) -> None:
    page = visit.page
    page.goto(preview.page)
    expect(page.get_by_text("first word", exact=True)).to_be_visible()
    preview.save(slow(3600, "never seen"))
    expect(page.locator("[data-run]").first).to_contain_text("code cell 2 of 3")
    preview.save(slow(0, "third word"))
    expect(page.get_by_text("third word", exact=True)).to_be_visible()
    expect(page.locator("[data-run]")).to_have_count(0)


def test_a_page_answers_while_a_notebook_runs(preview: Preview, visit: Visit) -> None:
    preview.save(slow(3600, "never seen"))
    page = visit.page
    page.goto(preview.page)
    expect(page.locator("[data-run]").first).to_contain_text("code cell 2 of 3")
    (preview.root / "docs").mkdir(exist_ok=True)
    (preview.root / "docs/other.md").write_text("# Other\n\nAnother page.\n", encoding="utf-8")
    page.goto(f"{preview.url}other/")
    expect(page.get_by_text("Another page.")).to_be_visible()


def test_ctrl_c_leaves_no_kernel(preview: Preview, visit: Visit) -> None:
    preview.save(slow(3600, "never seen"))
    visit.page.goto(preview.page)
    expect(visit.page.locator("[data-run]").first).to_contain_text("code cell 2 of 3")
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(60) == 0
    assert left_behind(preview.mark) == []
    assert not re.search("Traceback", (preview.root.parent / "output.txt").read_text())


def test_the_terminal_says_which_notebook_runs_and_how_it_ended(
    preview: Preview, visit: Visit
) -> None:
    preview.save(slow(0, "another word"))
    visit.page.goto(preview.page)
    expect(visit.page.get_by_text("another word", exact=True)).to_be_visible()
    said = (preview.root.parent / "output.txt").read_text()
    assert f"{PATH}: running beside the preview" in said
    assert re.search(rf"{PATH}: done in [0-9.]+ s", said)


def test_saves_in_quick_succession_end_in_a_run_of_the_last(preview: Preview, visit: Visit) -> None:
    page = visit.page
    page.goto(preview.page)
    expect(page.get_by_text("first word", exact=True)).to_be_visible()
    for number in range(8):
        preview.save(slow(0.1, f"word {number}"))
        time.sleep(1)  # as an editor saves by itself
    expect(page.get_by_text("word 7", exact=True)).to_be_visible()
    expect(page.locator("[data-run]")).to_have_count(0)


def test_a_run_that_is_taken_back_and_wanted_again_is_made(preview: Preview, visit: Visit) -> None:
    page = visit.page
    page.goto(preview.page)
    for word in ("one", "two", "one"):
        preview.save(slow(4, word))
        expect(page.locator("[data-run]").first).to_contain_text("running")
        time.sleep(1)
    expect(page.get_by_text("one", exact=True)).to_be_visible()
    expect(page.locator("[data-run]")).to_have_count(0)


def test_a_notebook_that_changes_itself_does_not_run_for_ever(preview: Preview) -> None:
    text = (
        "import json, pathlib, time\n"
        "path = pathlib.Path('run.ipynb')\n"
        "node = json.loads(path.read_text())\n"
        "node['cells'][1]['source'] += '\\n# ' + str(time.time_ns())\n"
        "path.write_text(json.dumps(node))"
    )
    preview.save(notebook("# It changes itself", text))
    output = preview.root.parent / "output.txt"
    for _ in range(600):
        if "each run changes what it is made from" in output.read_text():
            return
        time.sleep(0.2)
    raise AssertionError(output.read_text()[-2000:])
