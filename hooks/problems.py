"""Gathers what is wrong in sources and rendered pages, and says it where strict mode counts."""

from __future__ import annotations

import html as markup

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from _between import BetweenBuilds
from _build import current, path_of
from studylog.markdown.blocks import block_problems
from studylog.markdown.citations import Rendered, problems_of, read_rendered
from studylog.pages import Citing
from studylog.problem import in_order
from studylog.sources import decode

_LOG = get_plugin_logger("studylog")  # below `mkdocs`, or --strict would not count its warnings
_read = BetweenBuilds[Rendered]()


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Remembers which other entries the page cites, and what of it is not known."""
    build = current()
    rendered = _read.get(html, lambda: read_rendered(html))
    title = markup.unescape(str(page.title))
    own = build.entries.get(page.file.src_uri)
    for key in rendered.cited:
        if own is None or own.key != key:
            build.cited_in.setdefault(key, []).append(Citing(page.url, title))
    faults = build.block_faults.pop(page.file.src_uri, [])
    if rendered.unknown or rendered.maths_faults or faults:
        path = path_of(page)
        source, _ = decode(build.files.get(path, b""))
        keys = build.log.bibliography.by_key
        build.problems += problems_of(rendered, path, source, keys)
        build.problems += block_problems(faults, path, source)


@event_priority(100)
def on_post_build(config: MkDocsConfig) -> None:
    for problem in in_order(current().problems):
        if problem.level == "error":
            _LOG.error(str(problem))
        elif problem.level == "warning":
            _LOG.warning(str(problem))
