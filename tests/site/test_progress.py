"""The built site says how much is done: on /progress/, at home, in blocks, and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from bs4 import BeautifulSoup

from tests.logs import build, make_log

PLAN = "# Plan\n\n## Part one\n\n- [x] A\n- B (wip)\n- chess?\n"
BLOCKS = "# Blocks\n\n```progress\nfile: plan.md\nheading: Part one\n```\n"


def test_counts_are_the_same_wherever_they_stand(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"docs/plan.md": PLAN, "docs/blocks.md": BLOCKS}
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    rows = json.loads((tmp_path / "site/progress.json").read_text("utf-8"))
    assert [(r["page"], r["heading"]) for r in rows] == [
        ("docs/plan.md", None),
        ("docs/plan.md", "Plan"),
        ("docs/plan.md", "Part one"),
    ]
    for name in ("index.html", "progress/index.html", "blocks/index.html"):
        page = BeautifulSoup((tmp_path / "site" / name).read_text("utf-8"), "html.parser")
        for shown in page.select(".progress"):
            assert shown["data-done"] == "1" and shown["data-partly"] == "1", name
            assert "1 of 3 done, 1 partly, 1 maybe" in shown.get_text(), name
        assert page.select(".progress"), name
    page = BeautifulSoup((tmp_path / "site/blocks/index.html").read_text("utf-8"), "html.parser")
    (link,) = page.select(".progress-list a")
    anchors = (tmp_path / "site/plan/index.html").read_text("utf-8")
    assert link["href"] == "../plan/#part-one" and 'id="part-one"' in anchors


def test_a_file_of_the_same_name_stays_and_a_fault_in_a_block_is_said(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/progress.json": "[]",
        "docs/plan.md": PLAN,
        "docs/blocks.md": "# Blocks\n\n```progress\nfile: plam.md\n```\n",
    }
    result = build(make_log(tmp_path, files=files))
    said = "docs/blocks.md:3: the block 'progress': there is no page 'plam.md'"
    assert result.returncode == 1 and said in result.stdout
    assert (tmp_path / "site/progress.json").read_text("utf-8") == "[]"
