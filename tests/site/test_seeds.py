"""The real study logs build strictly as their authors typed them, and lose no word."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup

from tests.logs import build, listing, make_log
from tests.samples import samples

POST = "2020-04-24-a-march-in-progress.md"


def test_five_unedited_logs_are_five_pages_with_every_word(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for number in ("000", "001", "002", "004"):
        seed = next((samples() / "seeds").glob(f"{number}_*"))
        files[f"docs/{number}.md"] = seed.read_bytes()
    files[f"posts/{POST}"] = next((samples() / "seeds").glob("003_*")).read_bytes()
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    pages = {name: tmp_path / "site" / name[5:8] / "index.html" for name in files if "docs" in name}
    pages[f"posts/{POST}"] = tmp_path / "site/blog/2020/04/24/a-march-in-progress/index.html"
    for name, page in pages.items():
        text = BeautifulSoup(page.read_text("utf-8"), "html.parser").article.text
        links = [a["href"] for a in BeautifulSoup(page.read_text("utf-8"), "html.parser")("a")]
        missing = [w for w in words(files[name]) if w not in text and not in_link(w, links)]
        assert missing == [], name
    unchanged = {n: c for n, c in listing(tmp_path).items() if n in files}
    assert unchanged == files


def words(source: str | bytes) -> list[str]:
    """Runs of letters and digits outside front matter and comments."""
    text = source.decode() if isinstance(source, bytes) else source
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    return re.findall(r"[^\W_]+", text)


def in_link(word: str, links: list[str]) -> bool:
    return any(word in link for link in links)
