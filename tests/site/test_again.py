"""A build that follows another in its process, as in the preview, against one that is alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.logs import REPOSITORY, build, listing, make_log, run

#: Builds as `mkdocs serve` does, edits in between, and builds again.
_TWICE = """
import logging, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

logging.basicConfig(format="%(levelname)s -  %(message)s")

def config():
    return load_config("mkdocs.yml", site_dir=sys.argv[1])

given = config()
given.plugins.on_startup(command="build", dirty=False)
build(given)
for name, content in {edits!r}.items():
    Path(name).write_text(content)
build(config())
given.plugins.on_shutdown()
"""
#: Two headings in one item and a third below them: the search plugin's own parser raises there.
HEADINGS = "- ## Ant\n    ### Bee\n\n- x\n\n    - y\n\n        - ## Cow\n\n            hay\n"


def test_what_is_kept_between_builds_is_what_a_build_alone_makes(tmp_path: Path) -> None:
    post = "---\ntitle: {}\ndate: 2026-01-0{}\n---\n\n[@smith2020] [@gone] [b](../docs/b.md)\n"
    files: dict[str, str | bytes] = {
        "papers.bib": "@article{smith2020, title={Old}, author={Smith, A}, year={2020}}\n",
        "docs/a.md": "# A\n\n## One\n\nword [@smith2020]\n",
        "docs/c.md": "---\ntitle: Old\n---\n\nWords.\n",
        "docs/b.md": "---\ntags: [x]\n---\n\n# B\n\n$x$ and $\\undefinedmacro$\n",
        "posts/2026-01-01-p.md": post.format("P", 1),
        "posts/2026-01-02-q.md": post.format("Q", 2),
    }
    edits = {
        "docs/a.md": "# A\n\n## Two\n\nother\n",
        "docs/c.md": "---\ntitle: New\n---\n\nWords.\n",
        "docs/b.md": "---\ntags: [y]\n---\n\n# B\n\n$x$ and $\\undefinedmacro$\n",
        "posts/2026-01-02-q.md": post.format("Other", 2),
        "papers.bib": "@article{smith2020, title={New}, author={Smith, A}, year={2021}}\n",
    }
    root = make_log(tmp_path / "log", files=files)
    with (root / "mkdocs.yml").open("a") as config:
        config.write("\nnav:\n  - Named: c.md\n")  # then its own title is in the search alone
    twice = run([sys.executable, "-c", _TWICE.format(edits=edits), str(tmp_path / "twice")], root)
    alone = build(root, "--no-strict", "--site-dir", str(tmp_path / "alone"))
    assert twice.returncode == alone.returncode == 0, twice.stdout + alone.stdout
    faults = [line for line in alone.stdout.splitlines() if line.startswith("WARNING")]
    assert len(faults) == 3
    assert [x for x in twice.stdout.splitlines() if x.startswith("WARNING")][-3:] == faults
    made = listing(tmp_path / "twice")
    assert made == listing(tmp_path / "alone")
    assert b"Old" not in made["papers/index.html"] + made["search/search_index.json"]
    assert b'"title":"New"' in made["search/search_index.json"]


_COUNTS = """
import sys; sys.path.insert(0, {hooks!r})
import _between
from types import SimpleNamespace
builds = iter([SimpleNamespace() for _ in range(4)])
made, kept = [], _between.BetweenBuilds()
for asked in ("ab", "abba", "a", "ab"):
    build = next(builds)
    _between.current = lambda: build
    assert [kept.get(key, lambda: made.append(key) or key.upper()) for key in asked] == [
        *asked.upper()]
print(*made)
"""


def test_what_two_builds_ask_for_is_made_once_and_forgotten_after_one_that_does_not() -> None:
    code = _COUNTS.format(hooks=str(REPOSITORY / "hooks"))
    assert run([sys.executable, "-c", code], REPOSITORY).stdout == "a b b\n"


def test_any_headings_in_a_list_are_found_by_search(tmp_path: Path) -> None:
    root = make_log(tmp_path, files={"docs/a.md": f"# A\n\n{HEADINGS}"})
    result = build(root)
    assert result.returncode == 0, result.stdout
    entries = json.loads((root / "site/search/search_index.json").read_bytes())["docs"]
    found = {e["title"]: e["text"] for e in entries if e["location"].startswith("a/")}
    assert found.keys() == {"A", "Ant", "Bee", "Cow"}
    assert "hay" in found["Cow"]
