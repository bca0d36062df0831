"""A title or a tag of one endless word widens no page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.serving import served_from
from tests.logs import build, make_log

WORD = "W" * 3000
#: How wide the page is, and the widest of the tables that scroll by themselves.
_WIDTHS = """() => Math.max(document.documentElement.scrollWidth,
  ...Array.from(document.querySelectorAll(".experiments-scroll"), e => e.scrollWidth))"""


def notebook() -> str:
    own = {"date": "2026-01-02", "tags": [WORD, "short"], "title": WORD, "post": True}
    data = {"text/plain": repr({WORD: 1, "loss": WORD})}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": f"A sentence {WORD}.\n\n## {WORD}"},
        {
            "cell_type": "code",
            "metadata": {"tags": ["metrics"]},
            "source": "metrics",
            "outputs": [{"output_type": "execute_result", "metadata": {}, "data": data}],
        },
    ]
    return json.dumps({"nbformat": 4, "metadata": {"studylog": own}, "cells": cells})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    head = f"---\ntitle: {WORD}\ntags: [{WORD}, short]\n---\n"
    block = """
```experiments
columns: loss, numbers
```

```experiments
show: a#cell-1
```
"""
    files: dict[str, str | bytes] = {
        "notebooks/a.ipynb": notebook(),
        "posts/2026-01-01-a.md": f"{head}\nText.\n{block}",
        "docs/plain.md": f"{head}\n# {WORD}\n\n## {WORD}\n\nText.\n{block}",
        "docs/index.md": "# Home\n",
    }
    root = make_log(tmp_path_factory.mktemp("words") / "log", files=files)
    build(root, STUDYLOG_EXECUTE="never")  # strict, and a notebook is not verified
    return root / "site"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_word_without_end_widens_no_page(site: Path, visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    assert "notebooks/a/index.html" in pages and "plain/index.html" in pages
    with served_from(site) as address:
        widths = {path: visit.open(address + path).evaluate(_WIDTHS) for path in pages}
    assert {path: wide for path, wide in widths.items() if wide > width} == {}
