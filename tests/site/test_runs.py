"""Real builds that run notebooks: what runs, what the pages then say, and what is left of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from tests.execution.kernels import wait_until
from tests.logs import build, make_log
from tests.notebook_files import code, left_behind, notebook, printed

CODE = "import numpy as np\nrng = np.random.default_rng(7)\nprint('six times seven is', 6 * 7)"
FIRST = notebook("# A first run\n\nSome prose.", CODE)


def _path(name: str) -> str:
    return f"notebooks/{name}.ipynb" if "." not in name else f"notebooks/{name}"


def log(tmp_path: Path, files: dict[str, bytes | str]) -> Path:
    return make_log(tmp_path / "log", files={_path(name): text for name, text in files.items()})


def built(root: Path, *options: str, **environment: str) -> str:
    done = build(root, *options, **environment)
    assert done.returncode == 0, done.stdout
    return done.stdout


def page(root: Path, name: str) -> BeautifulSoup:
    path = root / "site/notebooks" / name / "index.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def said(root: Path, name: str) -> str:
    """What stands between a page's title and its first prose."""
    return " ".join(page(root, name).select_one("article").get_text(" ").split())


def kept(root: Path) -> dict[str, int]:
    folder = root / ".cache/studylog/runs"
    return {p.name: p.stat().st_mtime_ns for p in folder.glob("*.run")}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with a notebook that was run by its first build."""
    root = log(tmp_path_factory.mktemp("ran"), {"first": FIRST})
    built(root)
    return root


def test_a_notebook_without_outputs_is_run_and_the_page_says_so(ran: Path) -> None:
    text = said(ran, "first")
    assert "six times seven is 42" in text
    assert "Ran on" in text and "Python 3" in text and "seed" in text
    assert page(ran, "first").find(string="numpy")
    source = (ran / "notebooks/first.ipynb").read_bytes()
    assert source == FIRST


def test_the_notebook_to_download_has_the_outputs_that_the_page_shows(ran: Path) -> None:
    file = json.loads((ran / "site/notebooks/first/first.ipynb").read_text(encoding="utf-8"))
    assert file["cells"][1]["outputs"][0]["text"] == ["six times seven is 42\n"]
    assert file["metadata"]["studylog"]["run"]["seeds"] == ["numpy 7"]


def test_nothing_runs_twice_and_prose_runs_nothing(ran: Path) -> None:
    before = kept(ran)
    assert len(before) == 1
    assert ": running" not in built(ran)
    path = ran / "notebooks/first.ipynb"
    path.write_bytes(FIRST.replace(b"Some prose.", b"Other prose."))
    assert ": running" not in built(ran)
    assert kept(ran) == before
    assert "Other prose." in said(ran, "first") and "is 42" in said(ran, "first")
    path.write_bytes(FIRST)


def test_two_builds_of_the_same_runs_give_the_same_bytes(ran: Path) -> None:
    built(ran)
    once = (ran / "site/notebooks/first/index.html").read_bytes()
    built(ran, PYTHONHASHSEED="7")
    assert (ran / "site/notebooks/first/index.html").read_bytes() == once


def test_changed_code_runs_and_with_never_is_said_to_be_newer(ran: Path) -> None:
    path = ran / "notebooks/first.ipynb"
    path.write_bytes(FIRST.replace(b"6 * 7", b"6 * 8"))
    done = build(ran, STUDYLOG_EXECUTE="never")
    assert "outputs older than code" in done.stdout and ": running" not in done.stdout
    assert "outputs older than code" in said(ran, "first") and "is 42" in said(ran, "first")
    assert "notebooks/first.ipynb: running" in built(ran)
    assert "is 48" in said(ran, "first") and "older than" not in said(ran, "first")
    path.write_bytes(FIRST)
    assert ": running" not in built(ran)  # the run of this code is still kept


@pytest.fixture
def copied(ran: Path, tmp_path: Path) -> Path:
    """That log for a test alone, times and all."""
    return shutil.copytree(ran, tmp_path / "log")


def test_a_build_shows_what_runs_and_how_it_ended_unless_it_is_quiet(tmp_path: Path) -> None:
    root = log(tmp_path, {"first": FIRST})
    told = built(root)
    assert "notebooks/first.ipynb: running" in told and "since it has no outputs" in told
    assert "notebooks/first.ipynb: done in" in told
    (root / "notebooks/first.ipynb").write_bytes(FIRST.replace(b"6 * 7", b"6 * 8"))
    assert built(root, "--quiet") == ""


def test_never_shows_a_notebook_that_has_not_run(tmp_path: Path) -> None:
    root = log(tmp_path, {"first": FIRST})
    done = build(root, STUDYLOG_EXECUTE="never")
    assert ": running" not in done.stdout
    assert "not run" in said(root, "first") and "is 42" not in said(root, "first")


def test_a_changed_data_file_runs_its_notebook_declared_or_not(tmp_path: Path) -> None:
    reads = "print('read', open('{}').read())"
    root = log(
        tmp_path,
        {
            "declared": notebook("# D", reads.format("a.csv"), data=["a.csv"]),
            "found": notebook("# F", reads.format("b.csv")),
            "a.csv": "one",
            "b.csv": "two",
        },
    )
    built(root)
    assert "read one" in said(root, "declared") and "a.csv" in said(root, "declared")
    assert "read two" in said(root, "found") and "b.csv" in said(root, "found")
    (root / "notebooks/a.csv").write_text("three")
    told = built(root)
    assert "notebooks/declared.ipynb: running" in told and "found.ipynb" not in told
    assert "read three" in said(root, "declared")
    (root / "notebooks/b.csv").write_text("four")
    told = built(root)
    assert "notebooks/found.ipynb: running" in told and "declared.ipynb" not in told
    assert "read four" in said(root, "found")


def test_a_package_of_another_version_is_said_and_runs_nothing(copied: Path) -> None:
    root = copied
    import numpy

    for path in (root / ".cache/studylog/runs").glob("*.run"):
        text = path.read_text()
        path.write_text(text.replace(f'"numpy":"{numpy.__version__}"', '"numpy":"1.0"'))
    assert ": running" not in built(root)
    assert f"numpy 1.0, now {numpy.__version__}" in said(root, "first")


def test_a_failing_cell_is_named_and_the_page_shows_what_there_is(tmp_path: Path) -> None:
    failing = notebook("# Fails", "print('before')", "1 / 0", "print('after')")
    root = log(tmp_path, {"fails": failing, "first": FIRST})
    done = build(root)
    assert done.returncode == 1
    assert "notebooks/fails.ipynb: code cell 2 stopped: ZeroDivisionError" in done.stdout
    text = said(root, "fails")
    assert "before" in text and "ZeroDivisionError" in text
    outputs = [e.get_text() for e in page(root, "fails").select(".output")]
    assert not any(text.strip() == "after" for text in outputs)
    assert "is 42" in said(root, "first")


def test_a_failing_notebook_is_not_run_again_until_it_is_another(tmp_path: Path) -> None:
    root = log(tmp_path, {"fails": notebook("# Fails", "print('before')", "1 / 0")})
    assert ": running" in build(root).stdout
    again = build(root).stdout
    assert ": running" not in again
    assert "code cell 2 stopped: ZeroDivisionError" in again
    assert "then: studylog run notebooks/fails.ipynb" in again
    (root / "notebooks/fails.ipynb").write_bytes(notebook("# Fails", "print('before')", "1 / 1"))
    assert "fails.ipynb: running" in built(root)


def test_a_cell_written_at_the_top_has_no_outputs_of_those_below(tmp_path: Path) -> None:
    root = log(tmp_path, {"two": notebook("# Two", "print('o' + 'ne')", "print('t' + 'wo')")})
    built(root)
    cells = ("x = 'new'", "print('o' + 'ne')", "print('t' + 'wo')")
    (root / "notebooks/two.ipynb").write_bytes(notebook("# Two", *cells))
    build(root, STUDYLOG_EXECUTE="never")
    text = said(root, "two")
    at = [text.index(part) for part in ("x = 'new'", "'ne'", "one", "'wo'", "two")]
    assert at == sorted(at)


def test_outputs_without_a_record_are_said_to_be_stored(tmp_path: Path) -> None:
    root = log(tmp_path, {"old": notebook("# Old", code("print(1)", printed("1\n")))})
    assert ": running" not in built(root)
    assert "stored, not verified" in said(root, "old")


def test_a_python_file_in_percent_format_is_a_notebook(tmp_path: Path) -> None:
    text = "# %% [markdown]\n# # In plain Python\n#\n# Some *prose*.\n\n# %%\nprint(6 * 7)\n"
    root = log(tmp_path, {"plain.py": text, "helper.py": "VALUE = 1\n"})
    built(root)
    assert "Some prose . " in said(root, "plain") or "Some prose." in said(root, "plain")
    assert "42" in page(root, "plain").select_one(".output").get_text()
    assert not (root / "site/notebooks/helper/index.html").exists()
    assert (root / "site/notebooks/plain.py").read_text() == text


def test_a_dated_notebook_can_stand_among_the_posts_and_in_the_feed(tmp_path: Path) -> None:
    given = notebook("# A dated run\n\nIts first words.", "print(1)", date="2026-02-03", post=True)
    root = log(tmp_path, {"dated": given, "first": FIRST})
    built(root, SITE_URL="https://log.example/")
    index = BeautifulSoup((root / "site/blog/index.html").read_text("utf-8"), "html.parser")
    posts = [article.get_text(" ") for article in index.select("article.post-excerpt")]
    assert len(posts) == 1 and "A dated run" in posts[0] and "Its first words." in posts[0]
    feed = (root / "site/feed.xml").read_text(encoding="utf-8")
    assert "https://log.example/blog/2026/02/03/dated/" in feed
    post = (root / "site/blog/2026/02/03/dated/index.html").read_text(encoding="utf-8")
    assert 'href="../../../../../notebooks/dated/"' in post


def test_a_draft_is_not_published(tmp_path: Path) -> None:
    root = log(tmp_path, {"secret": notebook("# Secret words", "print(1)", draft=True)})
    built(root)
    assert not (root / "site/notebooks/secret").exists()
    assert "Secret words" not in (root / "site/search/search_index.json").read_text()


SLOW = "from pathlib import Path\nimport time\nPath('started').touch()\ntime.sleep(1000)"


def test_a_build_that_is_killed_leaves_no_process_and_the_next_one_builds(tmp_path: Path) -> None:
    root = log(tmp_path, {"slow": notebook("# Slow", "print('quick')", SLOW)})
    mark = f"killed-{tmp_path}"
    environment = {**os.environ, "STUDYLOG_MARK": mark, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    wait_until((root / "notebooks/started").exists)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert left_behind(mark) == []
    (root / "notebooks/slow.ipynb").write_bytes(notebook("# Slow", "print('quick')"))
    built(root)
    assert "quick" in said(root, "slow")


def test_two_builds_at_once_run_a_notebook_once(tmp_path: Path) -> None:
    counts = "import time, pathlib\nopen('count.txt', 'a').write('x')\ntime.sleep(1)\nprint('five')"
    root = log(tmp_path, {"once": notebook("# Once", counts)})
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    both = [
        subprocess.Popen([*command, str(tmp_path / name)], cwd=root, env=environment)
        for name in ("a", "b")
    ]
    assert [process.wait(300) for process in both] == [0, 0]
    assert (root / "notebooks/count.txt").read_text() == "x"
    for name in ("a", "b"):
        page = BeautifulSoup(
            (tmp_path / name / "notebooks/once/index.html").read_bytes(), "html.parser"
        )
        assert "five" in page.select_one("section.output").get_text()


def test_a_notebook_of_any_name_has_its_page_and_its_download(tmp_path: Path) -> None:
    names = ("two words", "übung", "a#b", "50%", "it's", "deep/er/one")
    root = log(tmp_path, {n: notebook("# Run", f"print('this is', {n!r})") for n in names})
    built(root)
    for name in names:
        assert f"this is {name}" in page(root, name).select_one("section.output").get_text()
        link = page(root, name).select_one("a[download]")
        target = root / "site/notebooks" / name / unquote(str(link["href"]))
        (output,) = json.loads(target.resolve().read_bytes())["cells"][1]["outputs"]
        assert output["text"] == [f"this is {name}\n"]


def test_a_notebook_that_would_be_the_page_of_its_folder_is_said(tmp_path: Path) -> None:
    root = log(tmp_path, {"README": FIRST, "deep/index": FIRST, "good": FIRST})
    done = build(root)
    assert done.returncode == 1
    assert "notebooks/README.ipynb: a notebook of that name has the address" in done.stdout
    assert "notebooks/deep/index.ipynb" in done.stdout
    assert "is 42" in said(root, "good")
    assert "Experiments" in (root / "site/notebooks/index.html").read_text(encoding="utf-8")


def test_where_nothing_can_be_kept_the_runs_are_shown_and_that_is_said(tmp_path: Path) -> None:
    root = log(tmp_path, {"first": FIRST})
    (root / ".cache").write_text("in the way")
    done = build(root)
    assert "the runs of notebooks can't be kept here" in done.stdout
    assert "is 42" in said(root, "first") and "Ran on" in said(root, "first")
