"""A log's folder becomes all its problems, as the build and the preview would say them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import markdown

from studylog.blocks import blocks_of
from studylog.history import History
from studylog.log import StudyLog, read_log
from studylog.markdown import references_of
from studylog.markdown.blocks import BlockFault, Report, block_problems
from studylog.markdown.citations import problems_of, read_rendered
from studylog.markdown.links import read_links
from studylog.problem import Problem, in_order
from studylog.runs import Choice, run_problems
from studylog.settings import SiteConfig, read_config
from studylog.sources import Sources, decode
from studylog.targets import dead_links, targets_of
from studylog.topics import tree_page

#: https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/config/defaults.py#L133
_ALWAYS: Mapping[str, Mapping[str, Any]] = {"toc": {}, "tables": {}, "fenced_code": {}}

#: A citation, a formula, a link, a link's definition, or a fence.
_MAY_FAIL = re.compile(r"\[@|\$|\\[(\[]|\\begin|\][(:]|```|~~~")


def check(
    sources: Sources,
    config_text: str,
    history: History | None = None,
    runs: Mapping[str, Choice] | None = None,
) -> tuple[Problem, ...]:
    """Every problem of the log, by place: settings, sources, citations, formulas, links and runs.

    `history` has the years of pages whose dates have none, `runs` what is known of the notebooks'
    outputs, by path."""
    config, problems = read_config(config_text)
    runs = runs or {}
    shown = {path: choice.shown for path, choice in runs.items()}
    log = read_log(sources, config.settings, history=history, runs=shown)
    _, found = tree_page(log, config.settings)
    untrue = (p for path, run in runs.items() for p in run_problems(path, run.shown.standing, run))
    rendered = _rendered(log, sources, config)
    return in_order([*problems, *log.problems, *untrue, *found, *rendered])


def _rendered(log: StudyLog, sources: Sources, config: SiteConfig) -> Iterator[Problem]:
    """What shows only when a page is rendered; pages that can't hold such a fault are not."""
    keys = log.bibliography.by_key
    targets = targets_of(log, sources)
    faults: list[BlockFault] = []
    converter = _converter(log, config.markdown, lambda _, fault: faults.append(fault))
    links = read_links(converter)
    for path, text in _texts(log):
        if _MAY_FAIL.search(text):
            rendered = read_rendered(converter.reset().convert(text))
            source, _ = decode(sources.files.get(path, b""))
            yield from problems_of(rendered, path, source, keys)
            yield from dead_links(links.found, path, source, targets)
            yield from block_problems(faults, path, source)
            faults.clear()


def _texts(log: StudyLog) -> Iterator[tuple[str, str]]:
    for page in log.pages:
        yield page.path, page.body
    for post in log.posts:
        yield post.path, f"{post.excerpt}\n\n{post.rest}"
    for notebook in log.notebooks:
        yield notebook.path, notebook.markdown


def _converter(
    log: StudyLog, extensions: Mapping[str, Mapping[str, Any]], report: Report
) -> markdown.Markdown:
    """The site's own Markdown; an extension that is not installed here can't hide the others."""
    references = references_of(log.bibliography, "/papers/{slug}/")
    own = {"references": references, "blocks": blocks_of(log, {}), "report": report}
    wanted = {**_ALWAYS, **extensions, "studylog": own}
    wanted.setdefault("pymdownx.arithmatex", {"generic": True})
    converter = markdown.Markdown()
    for name, options in wanted.items():
        try:
            converter.registerExtensions([name], {name: dict(options)})
        except (ImportError, AttributeError, TypeError, KeyError, ValueError):
            continue
    return converter


def fails(problems: tuple[Problem, ...]) -> bool:
    """Whether there is an error among them."""
    return any(p.level == "error" for p in problems)
