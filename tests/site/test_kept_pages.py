"""The HTML of notebooks' pages that an earlier build kept is taken only where nothing changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.logs import build, make_log
from tests.notebook_files import notebook

PROSE = "# A run\n\nSee [@old2020] and [the other](other.ipynb#second)."
FILES: dict[str, str | bytes] = {
    "notebooks/run.ipynb": notebook(PROSE, "1 + 1"),
    "notebooks/other.ipynb": notebook("# Other\n\n## Second\n\nWords.", "2 + 2"),
    "papers.bib": "@article{old2020, title={An Old Entry}, author={Doe, Jane}, year={2020}}\n",
}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log after its first build."""
    root = make_log(tmp_path_factory.mktemp("kept"), files=FILES)
    assert build(root).returncode == 0
    return root


@pytest.fixture
def root(once: Path, tmp_path: Path) -> Path:
    """A copy, times and all; what is kept does not say where the log lies."""
    return shutil.copytree(once, tmp_path / "log")


def kept(root: Path) -> dict[str, int]:
    folder = root / ".cache/studylog/pages"
    return {p.name: p.stat().st_mtime_ns for p in folder.glob("*") if p.suffix != ".gitignore"}


def page(root: Path) -> str:
    return (root / "site/notebooks/run/index.html").read_text(encoding="utf-8")


def test_a_build_with_kept_pages_gives_the_same_bytes(root: Path) -> None:
    before, pages = page(root), kept(root)
    assert len(pages) >= 2
    assert build(root, PYTHONHASHSEED="7").returncode == 0
    assert (page(root), kept(root)) == (before, pages)


def test_an_edit_makes_its_own_page_anew_and_no_other(root: Path) -> None:
    before = kept(root)
    (root / "notebooks/run.ipynb").write_bytes(notebook(PROSE + " More.", "1 + 1"))
    assert build(root).returncode == 0
    assert "More." in page(root)
    assert len(set(kept(root).items()) - set(before.items())) == 1


def test_a_page_follows_the_entry_that_it_cites(root: Path) -> None:
    bib = (root / "papers.bib").read_text().replace("Doe, Jane", "Smith, Ann")
    (root / "papers.bib").write_text(bib)
    assert build(root).returncode == 0
    assert "Smith, 2020" in page(root)


def test_a_page_follows_what_it_links_to(root: Path) -> None:
    assert 'href="../other/#second"' in page(root)
    (root / "notebooks/other.ipynb").unlink()
    done = build(root)
    assert done.returncode == 1
    assert "other.ipynb" in done.stdout


def test_a_link_to_a_heading_that_went_is_said_although_the_page_is_kept(root: Path) -> None:
    (root / "notebooks/other.ipynb").write_bytes(notebook("# Other\n\n## Third", "2 + 2"))
    done = build(root)
    assert done.returncode == 1
    assert "second" in done.stdout


def test_a_page_with_a_fault_says_it_at_every_build(root: Path) -> None:
    (root / "notebooks/run.ipynb").write_bytes(notebook("# A run\n\n[x](nowhere.md) [@no]", "1"))
    for _ in range(2):
        done = build(root)
        assert done.returncode == 1
        assert "nowhere.md" in done.stdout and "'@no' has no entry" in done.stdout


def test_kept_pages_that_are_damaged_are_made_anew(root: Path) -> None:
    before, pages = page(root), kept(root)
    for damage in (b"", b"{", b"[]", b'{"key": 1}', b"\xff"):
        for name in pages:
            (root / ".cache/studylog/pages" / name).write_bytes(damage)
        (root / "site/notebooks/run/index.html").unlink()
        assert build(root).returncode == 0
        assert page(root) == before, damage
