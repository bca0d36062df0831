"""All sources together become one log; a fault costs only its own file or entry."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog import Problem, StudyLog, read_log
from studylog.settings import Settings
from studylog.sources import Sources

NOTEBOOK = json.dumps({"nbformat": 4, "metadata": {}, "cells": []}).encode()
BIB = b"@misc{One:2020, title={One}, status={read}}\n@misc{two, title={Two}}\n"


def read(files: dict[str, bytes]) -> StudyLog:
    return read_log(Sources(files))


def test_an_empty_folder_is_an_empty_log() -> None:
    assert read_log(Sources()) == StudyLog()


def test_every_kind_of_source_is_in_the_log() -> None:
    log = read_log(
        Sources(
            {
                "papers.bib": BIB,
                "posts/2024-01-02-a.md": b"A",
                "docs/roadmap.md": b"# Roadmap\n- [ ] one\n",
                "docs/papers/two.md": b"My note.",
                "notebooks/n.ipynb": NOTEBOOK,
            },
            others=("docs/x.png",),
        )
    )
    assert [e.key for e in log.bibliography.entries] == ["One:2020", "two"]
    assert [p.url for p in log.posts] == ["blog/2024/01/02/a/"]
    assert [p.uri for p in log.pages] == ["papers/two.md", "roadmap.md"]
    assert [(t.text, t.line, t.heading) for t in log.tasks] == [("one", 2, "Roadmap")]
    assert [n.name for n in log.notebooks] == ["n"]
    assert list(log.notes) == ["two"]
    assert (log.others, log.problems) == (("docs/x.png",), ())


def test_the_timezone_of_the_settings_is_that_of_dates_without_one() -> None:
    sources = Sources({"posts/2024-07-02-a.md": b"A"})
    (post,) = read_log(sources, Settings(timezone="Europe/Vienna")).posts
    assert post.moment.at == "2024-07-02T00:00:00+02:00"


@pytest.mark.parametrize("name", ["One:2020", "one-2020", "ONE-2020"])
def test_a_note_belongs_to_the_entry_of_its_key_or_slug(name: str) -> None:
    log = read({"papers.bib": BIB, f"docs/papers/{name}.md": b"Note."})
    assert log.notes["One:2020"].body == "Note."


def test_a_note_that_is_nobodys_is_said_with_the_nearest_key() -> None:
    (problem,) = read({"papers.bib": BIB, "docs/papers/twoo.md": b"Note."}).problems
    assert str(problem) == (
        "docs/papers/twoo.md: the note's name 'twoo' is no key in papers.bib (did you mean 'two'?)"
    )


@pytest.mark.parametrize(
    "path", ["docs/papers/index.md", "docs/papers/README.md", "docs/papers/deep/x.md"]
)
def test_other_pages_below_papers_are_no_notes(path: str) -> None:
    log = read({"papers.bib": BIB, path: b"Text."})
    assert (dict(log.notes), log.problems) == ({}, ())


def test_a_page_may_say_that_it_has_no_tasks() -> None:
    assert read({"docs/a.md": b"---\ntasks: false\n---\n- [ ] a"}).tasks == ()


DRAFTS = [b"draft: true", b"draft: 'True'", b"draft: TRUE", b"published: false", b"published: 'no'"]


@pytest.mark.parametrize("head", DRAFTS)
def test_a_draft_page_is_one_however_it_is_written_as_a_post_is(head: bytes) -> None:
    text = b"---\n" + head + b"\n---\nText."
    log = read({"docs/a.md": text, "posts/2024-01-02-a.md": text})
    assert log.pages[0].draft == log.posts[0].draft == (b"no" not in head)


def test_tasks_of_a_draft_are_not_in_the_log() -> None:
    log = read({"docs/a.md": b"---\ndraft: 'true'\n---\n- [ ] a", "docs/b.md": b"- [ ] b"})
    assert [t.text for t in log.tasks] == ["b"]


def test_an_entry_whose_note_is_a_draft_has_no_note_yet() -> None:
    log = read({"papers.bib": BIB, "docs/papers/two.md": b"---\npublished: false\n---\nNote."})
    assert (dict(log.notes), log.problems) == ({}, ())


@pytest.mark.parametrize("notebook", [NOTEBOOK, b"{"])
def test_a_notebook_keeps_its_address_from_a_page_beside_it(notebook: bytes) -> None:
    log = read({"notebooks/x.ipynb": notebook, "notebooks/x.md": b"X", "notebooks/y.md": b"Y"})
    assert [p.path for p in log.pages] == ["notebooks/y.md"]
    assert [*(n.path for n in log.notebooks), *log.unreadable] == ["notebooks/x.ipynb"]
    said = "notebooks/x.md: the file has the address of notebooks/x.ipynb and is not published"
    (problem,) = (p for p in log.problems if p.path == "notebooks/x.md")
    assert (problem.level, str(problem)) == ("error", f"{said} (rename one of the two)")


def test_of_two_pages_that_differ_in_their_ending_the_first_counts() -> None:
    log = read({"docs/a.md": b"two", "docs/a.markdown": b"one", "docs/A.md": b"three"})
    assert [p.body for p in log.pages] == ["three", "one"]
    assert [(p.path, p.level) for p in log.problems] == [("docs/a.md", "error")]


def test_a_title_comes_from_the_head_else_from_the_first_line() -> None:
    log = read(
        {
            "docs/a.md": b"---\ntitle: From the head\n---\n# Other",
            "docs/b.md": b"\n \n# From *the* heading #\n",
            "docs/c.md": b"text\n# Later",
            "docs/d.md": b"---\ntitle: [a list]\n---\n## Second level",
        }
    )
    assert [p.title for p in log.pages] == ["From the head", "From the heading", None, None]


BROKEN = {
    "papers.bib": b"@misc{a, title={A}\n@misc{b, title={B}}",
    "docs/a.md": b"---\ntitle: a: b: c\n---\n\xff",
    "posts/a.md": b"no date",
    "posts/2024-01-02-b.md": b"---\nkey: [\n---\n",
    "notebooks/a.ipynb": b"{",
}


def test_faults_in_every_file_cost_only_themselves() -> None:
    good = {
        "docs/z.md": b"# Z", "posts/2024-01-01-z.md": b"Z", "notebooks/z.ipynb": NOTEBOOK,
    }  # fmt: skip
    log = read({**BROKEN, **good})
    assert [e.key for e in log.bibliography.entries] == ["a", "b"]
    assert "z" in [p.slug for p in log.posts]
    assert [n.path for n in log.notebooks] == ["notebooks/z.ipynb"]
    assert {p.path for p in log.problems} == set(BROKEN)
    assert list(log.problems) == sorted(
        log.problems, key=lambda p: (p.path, p.line or 0, p.message)
    )


def test_a_notebook_that_cannot_be_read_has_its_problem_for_its_page() -> None:
    log = read(BROKEN)
    assert list(log.unreadable) == ["notebooks/a.ipynb"]
    assert isinstance(log.unreadable["notebooks/a.ipynb"], Problem)


PATHS = st.sampled_from(
    [
        "papers.bib",
        "docs/a.md",
        "docs/b.markdown",
        "docs/papers/x.md",
        "posts/2024-01-02-a.md",
        "posts/a.MD",
        "posts/0000-99-99-x.md",
        "posts/2024-1-2-\udce9.md",
        "posts/.md",
        "notebooks/a.ipynb",
        "notebooks/b/c.IPYNB",
    ]
)
CONTENTS = st.binary() | st.sampled_from(
    [
        b"",
        b"\0",
        b"\xff\xfe\0",
        b"\xef\xbb\xbf---\n---\n",
        b"---\n: :\n---",
        b"---\ndate: 99999999999999999999\n---\n",
        b"---\ntags: {a: {b: [c]}}\ncategories: 0x" + b"f" * 5000 + b"\n---\n",
        b"---\na: &a [*a]\ntags: *a\n---\n",
        b"---\ntitle: !!int '0x" + b"f" * 5000 + b"'\n---\n",
        b"---\n!!python/object:os.system x\n---\n",
        b"x" * 100_000,
        b"# " + b" " * 50_000 + b"x",
        b"- [ ] " * 20_000,
        b"@misc{a, title={$" + b"{" * 5000 + b"}",
        b"[]",
        b"{}",
        b'{"cells": [{}]}',
        b"@misc{a,\n title={A}\n title={B}}",
        b"<!--" * 9999,
        b"```" * 9999,
    ]
)


@given(st.dictionaries(PATHS, CONTENTS, max_size=4))
def test_no_files_raise(files: dict[str, bytes]) -> None:
    log = read(files)
    assert all(str(p) for p in log.problems)
    assert {p.path for p in log.problems} <= set(files)


def test_a_file_that_can_not_be_opened_is_an_error() -> None:
    log = read_log(Sources(unread=("docs/a.md", "posts/2021-01-06-x.md")))
    assert [(str(p), p.level) for p in log.problems] == [
        (f"{path}: the file can't be read (is it a broken link?)", "error")
        for path in ("docs/a.md", "posts/2021-01-06-x.md")
    ]
