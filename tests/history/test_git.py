"""The year of a page's first commit, from real repositories."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studylog.history import Commits, History, ask_git, first_years
from tests.history.repository import commit, git, repository
from tests.logs import REPOSITORY, build, make_log, studylog

PLAN = (
    "# Plan\n\n## A: 20 May to 1 June\n\n" + "A line that is long enough to be known again.\n" * 9
)
TIMELINE = "\n```timeline\n```\n"


def years(root: Path, *paths: str) -> dict[str, int]:
    commits = ask_git(root)
    assert commits.missing == ""
    return dict(first_years(commits, paths).years)


def test_the_year_is_that_of_the_first_commit_of_each_page(tmp_path: Path) -> None:
    root = repository(tmp_path)
    commit(root, 2019, {"docs/a.md": PLAN})
    commit(root, 2021, {"docs/a.md": PLAN + "More.\n", "docs/b.md": "# B\n"})
    assert years(root, "docs/a.md", "docs/b.md") == {"docs/a.md": 2019, "docs/b.md": 2021}


def test_a_page_is_followed_through_its_renamings(tmp_path: Path) -> None:
    root = repository(tmp_path)
    commit(root, 2018, {"ROADMAP.md": PLAN})
    (root / "docs").mkdir()
    git(root, "mv", "ROADMAP.md", "docs/plan.md")
    commit(root, 2019)
    git(root, "mv", "docs/plan.md", "docs/road map é\n.md")
    commit(root, 2020)
    commit(root, 2021, {"docs/plan.md": "# Another page\n"})
    found = years(root, "docs/road map é\n.md", "docs/plan.md")
    assert found == {"docs/road map é\n.md": 2018, "docs/plan.md": 2021}


def test_a_page_renamed_on_a_branch_is_followed(tmp_path: Path) -> None:
    root = repository(tmp_path)
    commit(root, 2018, {"docs/a.md": PLAN})
    git(root, "switch", "--quiet", "--create", "side")
    git(root, "mv", "docs/a.md", "docs/b.md")
    commit(root, 2020)
    git(root, "switch", "--quiet", "main")
    commit(root, 2019, {"docs/c.md": "# C\n"})
    git(root, "merge", "--quiet", "--no-edit", "side", year=2021)
    assert years(root, "docs/b.md", "docs/c.md") == {"docs/b.md": 2018, "docs/c.md": 2019}


def test_a_log_in_a_folder_of_its_repository_is_found(tmp_path: Path) -> None:
    root = repository(tmp_path)
    commit(root, 2018, {"notes/plan.md": PLAN})
    (root / "log/docs").mkdir(parents=True)
    git(root, "mv", "notes/plan.md", "log/docs/plan.md")
    commit(root, 2020)
    assert years(root / "log", "docs/plan.md") == {"docs/plan.md": 2018}


def test_a_page_that_was_never_committed_has_no_year(tmp_path: Path) -> None:
    root = repository(tmp_path)
    commit(root, 2018, {"docs/a.md": PLAN})
    (root / "docs/new.md").write_text(PLAN, encoding="utf-8")
    assert years(root, "docs/new.md") == {}


def test_a_shallow_clone_knows_no_first_commit(tmp_path: Path) -> None:
    root = repository(tmp_path / "whole")
    commit(root, 2018, {"docs/a.md": PLAN})
    commit(root, 2020, {"docs/b.md": PLAN})
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "shallow")
    assert ask_git(tmp_path / "shallow").missing == "the clone is shallow"


def test_without_a_repository_or_commits_nothing_is_known(tmp_path: Path) -> None:
    assert ask_git(tmp_path).missing == "git knows no commit of this folder"
    assert ask_git(repository(tmp_path)).missing == "git knows no commit of this folder"


def test_without_git_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ask_git(tmp_path).missing == "git is not installed"


def test_a_user_s_own_settings_change_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path)
    for name, value in {
        "log.showSignature": "true",
        "log.date": "relative",
        "color.ui": "always",
        "diff.renames": "false",
        "diff.relative": "true",
        "format.pretty": "oneline",
        "log.diffMerges": "on",
        "core.quotePath": "false",
    }.items():
        git(root, "config", name, value)
    commit(root, 2018, {"docs/a.md": PLAN})
    git(root, "mv", "docs/a.md", "docs/ä.md")
    commit(root, 2020)
    assert years(root, "docs/ä.md") == {"docs/ä.md": 2018}


def test_the_environment_of_a_commit_s_hook_does_not_mislead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path / "log")
    commit(root, 2018, {"docs/a.md": PLAN})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
    assert years(root / "docs", "a.md") == {"a.md": 2018}


def test_git_is_asked_for_its_log_again_only_after_a_commit(tmp_path: Path) -> None:
    root = repository(tmp_path)
    commit(root, 2018, {"docs/a.md": PLAN})
    first = ask_git(root)
    (root / "docs/a.md").write_text("Saved.\n", encoding="utf-8")
    assert ask_git(root, first) is first
    commit(root, 2019)
    assert ask_git(root, first) is not first


def test_each_of_a_thousand_pages_has_the_year_of_its_first_commit(tmp_path: Path) -> None:
    root = repository(tmp_path)
    names = [f"docs/{n}.md" for n in range(1000)]
    commit(root, 2018, {name: PLAN + name for name in names})
    for year in (2000, 2019, 2020):
        commit(root, year, {"docs/0.md": str(year)})
    assert years(root, *names) == dict.fromkeys(names, 2018)


_PIECES = st.sampled_from(("\x012018-01-02", "\nA", "A", "R100", "\nR", "a", "b", "", "\x01", "\n"))


@given(st.lists(_PIECES).map("\0".join) | st.text())
def test_any_output_gives_years_of_the_pages_asked_for(log: str) -> None:
    found = first_years(Commits(log=log), ("a", "b")).years
    assert set(found) <= {"a", "b"} and set(found.values()) <= {2018}


def test_the_build_says_the_year_of_the_first_commit(tmp_path: Path) -> None:
    root = make_log(repository(tmp_path), files={"docs/plan.md": PLAN + TIMELINE})
    commit(root, 2018)
    assert build(root).returncode == 0
    page = (root / "site/plan/index.html").read_text("utf-8")
    assert "Year from the page’s first commit: 2018." in page
    assert 'datetime="2018-05-20"' in page
    said = studylog(root, "check").stdout
    assert "docs/plan.md:3: the dates have no year, so that of the page's first commit" in said


def test_without_git_the_build_goes_on_and_says_that_the_year_is_not_known(tmp_path: Path) -> None:
    root = make_log(repository(tmp_path / "log"), files={"docs/plan.md": PLAN + TIMELINE})
    commit(root, 2018)
    result = build(root, PATH=str(tmp_path))
    assert result.returncode == 0, result.stdout
    page = (root / "site/plan/index.html").read_text("utf-8")
    assert "the year is not known, so there is no bar" in page and "20 May to 1 June" in page


def test_the_preview_asks_once_for_each_commit(tmp_path: Path) -> None:
    """In a process of its own, since hooks keep what they know."""
    root = make_log(repository(tmp_path), files={"docs/plan.md": PLAN})
    commit(root, 2018)
    code = (
        "import sys; sys.path.insert(0, 'hooks')\n"
        "from pathlib import Path\n"
        "import _history\n"
        "from studylog.sources import read_sources\n"
        "root = Path('.').resolve()\n"
        "print(_history.history_of(root, read_sources(root)).years)\n"
        "first = _history._last[root]\n"
        "_history.history_of(root, read_sources(root))\n"
        "print(_history._last[root] is first)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["{'docs/plan.md': 2018}", "True"]


def test_the_workflow_fetches_the_whole_history_for_the_site() -> None:
    workflow = REPOSITORY / ".github/workflows/site.yml"
    steps = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]["build"]["steps"]
    (checkout,) = [s for s in steps if str(s.get("uses", "")).startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == 0


def test_only_one_module_beside_those_of_runs_starts_a_program() -> None:
    library = REPOSITORY / "src/studylog"
    found = [p for p in library.rglob("*.py") if "import subprocess" in p.read_text("utf-8")]
    runs = ["execution/process.py", "execution/stand-alone/guard.py"]
    assert sorted(p.relative_to(library).as_posix() for p in found) == [*runs, "history/git.py"]


def test_the_history_of_nothing_is_empty() -> None:
    assert first_years(Commits(), ()) == History()
