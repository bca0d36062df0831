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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.logs import make_log
from tests.notebook_files import left_behind, notebook

PATH = "notebooks/run.ipynb"


def run(word: str, gate: Path | None = None, more: int = 0) -> bytes:
    """Three code cells and some more; where there is a gate, the second waits until a file of that
    name is there; the last one says the word."""
    wait = f"import pathlib, time\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.05)"
    second = wait if gate else "'no gate'"
    rest = [f"print({number})" for number in range(more)]
    return notebook("# A run", "print('begun')", second, *rest, f"print('{word}')")


@dataclass
class Preview:
    root: Path
    url: str
    process: subprocess.Popen[bytes]
    mark: str
    output: Path

    def save(self, content: bytes) -> None:
        (self.root / PATH).write_bytes(content)

    @property
    def page(self) -> str:
        return f"{self.url}notebooks/run/"


@contextmanager
def previewing(folder: Path) -> Iterator[Preview]:
    root = make_log(folder / "log", files={PATH: run("first word")})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    mark, output = f"preview-{folder}", folder / "output.txt"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=root,
            stdout=log,
            stderr=log,
            env={**os.environ, "STUDYLOG_MARK": mark, "NO_MKDOCS_2_WARNING": "1"},
            preexec_fn=_hears,  # noqa: PLW1509
        )
    made = Preview(root, f"http://{address}/", process, mark, output)
    try:
        _wait(made)
        yield made
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(60)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(tmp_path_factory.mktemp("running")) as made:
        yield made


@pytest.fixture
def preview(running: Preview, visit: Visit) -> Preview:
    """The preview that the tests share, with the notebook as it was; its page is open."""
    running.save(run("first word"))
    visit.page.goto(running.page)
    expect(visit.page.get_by_text("first word", exact=True)).to_be_visible()
    expect(visit.page.locator("[data-run]")).to_have_count(0)
    visit.faults.clear()
    return running


@pytest.fixture
def own_preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(tmp_path) as made:
        yield made


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
    preview: Preview, visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    preview.save(run("second word", tmp_path / "gate"))
    running = page.locator("[data-run]").first
    expect(running).to_contain_text("running")
    expect(page.get_by_text("first word", exact=True)).to_be_visible()
    expect(running).to_contain_text("code cell 2 of 3")
    (tmp_path / "gate").touch()
    expect(page.get_by_text("second word", exact=True)).to_be_visible()  # nobody reloads
    expect(page.locator("[data-run]")).to_have_count(0)
    # A page that is loaded again gives up what it has just asked for.
    assert [fault for fault in visit.faults if not fault.startswith("given up: ")] == []


def test_another_save_ends_the_run_before_it(
    preview: Preview, visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    preview.save(run("never seen", tmp_path / "gate"))
    expect(page.locator("[data-run]").first).to_contain_text("code cell 2 of 3")
    preview.save(run("third word"))
    expect(page.get_by_text("third word", exact=True)).to_be_visible()
    expect(page.locator("[data-run]")).to_have_count(0)


def test_a_page_answers_while_a_notebook_runs(
    preview: Preview, visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    preview.save(run("never seen", tmp_path / "gate"))
    expect(page.locator("[data-run]").first).to_contain_text("code cell 2 of 3")
    (preview.root / "docs").mkdir(exist_ok=True)
    (preview.root / "docs/other.md").write_text("# Other\n\nAnother page.\n", encoding="utf-8")
    page.goto(f"{preview.url}other/")
    expect(page.get_by_text("Another page.")).to_be_visible()


def test_ctrl_c_leaves_no_kernel(own_preview: Preview, visit: Visit, tmp_path: Path) -> None:
    own_preview.save(run("never seen", tmp_path / "gate"))
    visit.page.goto(own_preview.page)
    expect(visit.page.locator("[data-run]").first).to_contain_text("code cell 2 of 3")
    own_preview.process.send_signal(signal.SIGINT)
    assert own_preview.process.wait(60) == 0
    assert left_behind(own_preview.mark) == []
    assert not re.search("Traceback", own_preview.output.read_text())


def test_the_terminal_says_which_notebook_runs_and_how_it_ended(
    preview: Preview, visit: Visit
) -> None:
    before = len(preview.output.read_text())
    preview.save(run("another word"))
    expect(visit.page.get_by_text("another word", exact=True)).to_be_visible()
    said = preview.output.read_text()[before:]
    assert f"{PATH}: running beside the preview" in said
    assert re.search(rf"{PATH}: done in [0-9.]+ s", said)


def test_saves_in_quick_succession_end_in_a_run_of_the_last(preview: Preview, visit: Visit) -> None:
    page = visit.page
    for number in range(8):
        preview.save(run(f"word {number}"))
        time.sleep(0.5)  # as an editor saves by itself: at any moment of a build or a run
    expect(page.get_by_text("word 7", exact=True)).to_be_visible()
    expect(page.locator("[data-run]")).to_have_count(0)


def test_a_run_that_is_taken_back_and_wanted_again_is_made(
    preview: Preview, visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    for word, more in (("one", 0), ("two", 1), ("one", 0)):
        preview.save(run(word, tmp_path / "gate", more))
        said = f"code cell 2 of {3 + more}"
        expect(page.locator("[data-run]").first).to_contain_text(said)
    (tmp_path / "gate").touch()
    expect(page.get_by_text("one", exact=True)).to_be_visible()
    expect(page.locator("[data-run]")).to_have_count(0)


def test_a_notebook_that_changes_itself_does_not_run_for_ever(own_preview: Preview) -> None:
    text = (
        "import json, pathlib, time\n"
        "path = pathlib.Path('run.ipynb')\n"
        "node = json.loads(path.read_text())\n"
        "node['cells'][1]['source'] += '\\n# ' + str(time.time_ns())\n"
        "path.write_text(json.dumps(node))"
    )
    own_preview.save(notebook("# It changes itself", text))
    for _ in range(600):
        if "each run changes what it is made from" in own_preview.output.read_text():
            return
        time.sleep(0.2)
    raise AssertionError(own_preview.output.read_text()[-2000:])
