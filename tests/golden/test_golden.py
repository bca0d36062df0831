"""Each case file holds an input, what becomes of it, and the problems: all in one view.

`STUDYLOG_REGENERATE=1 pytest tests/golden` writes the last two anew; read the diff then.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml

from studylog.bib import read_bibliography
from studylog.bib.text import decode
from studylog.dates import read_moment
from studylog.dialect import read_document
from studylog.markdown import references_of
from studylog.markdown.citations import problems_of, read_rendered
from studylog.notebooks import read_notebook
from studylog.posts import read_post
from studylog.posts.excerpt import split_excerpt
from studylog.posts.kramdown import without_kramdown
from studylog.posts.liquid import without_liquid
from studylog.posts.outputs import Here
from studylog.problem import Problem
from studylog.tasks import rollups_of, states_of
from tests.extension.converter import convert

HERE = Path(__file__).parent
OUTPUT, PROBLEMS = "\n======== output\n", "\n======== problems\n"
BIB = b"""
@article{he2016deep, title={Deep Residual Learning}, author={He, Kaiming and Zhang, X.}, year=2016}
@book{key:with/some+signs.x, title={Signs}, author={{The <b>Team</b>}}, year=2020}
@misc{hostile, title={" onclick="alert(1)}, author={{[x](javascript:alert(1)) *y* <img src=x>}}}
"""


def front_matter(given: str) -> tuple[str, Iterable[Problem]]:
    post, problems = read_post("posts/2024-05-06-a-file-name.md", given.encode())
    if post is None:
        return "no post", problems
    facts = {
        "title": post.title, "date": post.moment.at, "url": post.url, "body from line": post.line,
        "categories": list(post.categories), "tags": list(post.tags), "draft": post.draft,
        "meta": dict(post.meta), "excerpt": post.excerpt, "rest": post.rest,
    }  # fmt: skip
    return "\n".join(f"{name}: {value!r}" for name, value in facts.items()), problems


def excerpts(given: str) -> tuple[str, Iterable[Problem]]:
    separator = None
    if given.startswith("separator: "):
        separator, _, given = given.removeprefix("separator: ").partition("\n")
    excerpt, rest = split_excerpt(given, separator)
    return f"{excerpt}\n-------- rest\n{rest}", ()


def liquid(given: str) -> tuple[str, Iterable[Problem]]:
    moment = read_moment("2020-04-24 01:03:29 +0200")
    here = Here("posts/2020-04-24-x.md", "A *title* & <more>", moment, "blog/2020/04/24/x/")
    names = {"2020-01-02-y": ("posts/sub/2020-01-02-y.md",)}
    made = without_liquid(given, here, names)
    return made.text, made.problems


def kramdown(given: str) -> tuple[str, Iterable[Problem]]:
    made = without_kramdown(given, "posts/2020-04-24-x.md")
    return f"{made.text}\n-------- page\n{convert(made.text)}", made.problems


def citations(given: str) -> tuple[str, Iterable[Problem]]:
    bibliography = read_bibliography(BIB)
    html = convert(given, references_of(bibliography, "/papers/{slug}/"))
    problems = problems_of(read_rendered(html), "docs/page.md", given, bibliography.by_key)
    return html, problems


def notebooks(given: str) -> tuple[str, Iterable[Problem]]:
    notebook, problems = read_notebook(
        "notebooks/my notes.ipynb", json.dumps(yaml.safe_load(given)).encode()
    )
    if notebook is None:
        return "no notebook", problems
    facts = [
        f"title: {notebook.title}", f"summary: {notebook.summary}", f"date: {notebook.date}",
        f"tags: {notebook.tags}", f"metrics: {notebook.metrics}",
        *(f"figure: {f.path} ({len(f.content)} bytes, {f.width} x {f.height})"
          for f in notebook.figures),
    ]  # fmt: skip
    page = convert(notebook.markdown)
    return "\n".join([*facts, "-------- Markdown", notebook.markdown, "-------- page", page]), (
        problems
    )


def tex(given: str) -> tuple[str, Iterable[Problem]]:
    return "\n".join(str(decode(line)) for line in given.split("\n")), ()


def tasks(given: str) -> tuple[str, Iterable[Problem]]:
    document = read_document(given, "docs/page.md")
    states = states_of(document, "docs/page.md")
    lines = [f"{t.line}: {t.state}: {t.name} <{t.heading}>" for t in states.tasks]
    rows = rollups_of(document, states)
    sums = [", ".join(filter(None, [f"{r.line}: {r.counts}", r.remark])) for r in rows]
    return "\n".join([*lines, "-------- counts", *sums]), states.problems


TOPICS: dict[str, Callable[[str], tuple[str, Iterable[Problem]]]] = {
    f.__name__: f
    for f in (front_matter, excerpts, citations, notebooks, tex, liquid, kramdown, tasks)
}
CASES = sorted(p for topic in TOPICS for p in (HERE / topic).iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_input_gives_output_and_problems(case: Path) -> None:
    written = case.read_bytes().decode()
    given = written.partition(OUTPUT)[0].removesuffix("\n")
    output, problems = TOPICS[case.parent.name](given)
    said = "".join(f"{p.level}: {p}\n" for p in problems)
    actual = f"{given}\n{OUTPUT}{output}\n{PROBLEMS}{said}"
    if os.environ.get("STUDYLOG_REGENERATE"):
        case.write_bytes(actual.encode())
    else:
        assert actual == written


def test_every_topic_has_cases() -> None:
    assert {c.parent.name for c in CASES} == set(TOPICS)
