"""Files that other people wrote go through the readers, and hold what was counted in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from studylog import read_log
from studylog.bib import read_bibliography
from studylog.notebooks import read_notebook
from studylog.posts import read_post
from studylog.sources import Sources
from tests.extension.converter import convert
from tests.samples import samples

#: Entries counted by hand.
ENTRIES = {
    "jabref-chocolate.bib": 15,
    "jabref-complex.bib": 20,
    "dblp-export.bib": 78,
    "al-folio-papers.bib": 13,
    "pybtex-xampl.bib": 36,
    "jabref-crossref.bib": 4,
    "article_missing_coma.bib": 4,
    "jabref-utf8-bom.bib": 2,
    "jabref-user-comments.bib": 2,
    "comments_percentage_nolastcoma.bib": 2,
    "crossref_cascading_cycle.bib": 2,
    "bbt-unbalanced-vphantom.bib": 2,
    "jabref-utf16le-bom.bib": 1,
    "features2.bib": 1,
    "traps.bib": 1,
    "article_start_with_bom.bib": 1,
}


def corpus(folder: str) -> list[Path]:
    found = sorted((samples() / "corpus" / folder).iterdir())
    assert found, f"corpus/{folder} is empty"
    return found


@pytest.mark.parametrize("name", ENTRIES)
def test_as_many_entries_are_read_as_were_counted(name: str) -> None:
    bibliography = read_bibliography((samples() / "corpus" / "bib" / name).read_bytes(), name)
    assert len(bibliography.entries) == ENTRIES[name]


def test_every_bib_file_is_read_and_its_problems_have_a_place() -> None:
    for path in corpus("bib"):
        content = path.read_bytes()
        bibliography = read_bibliography(content, path.name)
        assert bibliography.entries, path.name
        for problem in bibliography.problems:
            assert problem.line and 1 <= problem.line <= content.count(b"\n") + 1, problem


def test_every_post_is_read() -> None:
    for path in corpus("posts"):
        post, problems = read_post(f"posts/{path.name}", path.read_bytes())
        assert post and post.title, path.name
        assert [p for p in problems if p.level != "note"] == [], path.name
        convert(post.excerpt + "\n\n" + post.rest)


def test_every_notebook_is_read() -> None:
    for path in corpus("notebooks"):
        notebook, problems = read_notebook(f"notebooks/{path.name}", path.read_bytes())
        assert notebook and [p for p in problems if p.level != "note"] == [], path.name
        page = BeautifulSoup(convert(notebook.markdown), "html.parser")
        assert page.select(".output script, .output [onclick], .output [onerror]") == [], path.name


def test_all_of_it_is_one_log() -> None:
    files = {f"posts/{p.name}": p.read_bytes() for p in corpus("posts")}
    files |= {f"notebooks/{p.name}": p.read_bytes() for p in corpus("notebooks")}
    files |= {f"docs/{p.stem}.md": p.read_bytes() for p in sorted((samples() / "seeds").iterdir())}
    files["papers.bib"] = b"\n".join(p.read_bytes() for p in corpus("bib") if "utf16" not in p.name)
    log = read_log(Sources(files))
    assert len(log.posts) == len(corpus("posts"))
    assert len(log.notebooks) == len(corpus("notebooks"))
    assert len(log.pages) == 5


def test_the_jekyll_seed_is_the_post_its_author_wrote() -> None:
    content = (samples() / "seeds" / "003_b6e47eba8fa2daef.txt").read_bytes()
    post, problems = read_post("posts/2020-04-24-a-march-in-progress.md", content)
    assert post and problems == ()
    assert (post.title, post.moment.at) == ("A march in progress", "2020-04-24T01:03:29+02:00")
    assert (post.categories, post.excerpt) == (("progress",), "A week of math and ~mayhem")


def test_the_boxes_of_the_agenda_seed_are_its_tasks() -> None:
    content = (samples() / "seeds" / "001_e59b3275d0535202.txt").read_bytes()
    log = read_log(Sources({"docs/agenda.md": content}))
    assert [(t.line, t.state) for t in log.tasks] == [(n, "open") for n in range(36, 48)]
