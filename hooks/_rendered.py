"""Keeps the HTML of notebooks' pages for the next build, as Markdown of their length takes time."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from _build import current
from _shelf import keep, program

#: Where they are kept, from the log's root: one file for each page.
_FOLDER = ".cache/studylog/pages"
#: A block shows what stands elsewhere in the log, a snippet another file.
_OF_ELSEWHERE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*[a-z]+(?:-list)?[ \t]*$|--8<--", re.M)
_CITED = re.compile(r"@([^\s,;@\[\]]+)")
_MADE_BY = tuple(
    map(version, ("markdown", "math-core", "mkdocs", "pygments", "pymdown-extensions"))
)


def render_or_take(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Does what MkDocs' `render` does, or gives the page what an earlier build kept of that.

    What a page makes of its Markdown rests on the addresses it links to and the entries it cites,
    which are parts of the key; a page with a block or a fault is rendered at every build.
    """
    build = current()
    text = page.markdown or ""
    blocks = config.mdx_configs["studylog"]["blocks"]
    appended = config.mdx_configs.get("pymdownx.snippets", {}).get("auto_append")
    shown = (fence[0].strip("`~> \t\n") in blocks for fence in _OF_ELSEWHERE.finditer(text))
    if appended or any(shown):
        Page.render(page, config, files)
        return
    name = hashlib.blake2b(page.file.src_uri.encode(), digest_size=16).hexdigest()
    path = build.root / _FOLDER / name
    key = _key(page, text, config, files)
    if _take(page, path, key, files):
        return
    with _Heard() as heard:
        Page.render(page, config, files)
    if not heard.records and page.file.src_uri not in build.block_faults:
        keep(path, json.dumps({"key": key, **_facts(page)}).encode())


def _key(page: Page, text: str, config: MkDocsConfig, files: Files) -> str:
    """The digest of all that the page's HTML is made from."""
    build = current()
    others = {name: own for name, own in config.mdx_configs.items() if name != "studylog"}
    cited = {key: build.references.get(key) for key in sorted(set(_CITED.findall(text)))}
    made_by = (program().hex(), _MADE_BY, config.markdown_extensions, others, config.validation)
    rest = (page.file.src_uri, page.file.url, cited, _addresses(files), made_by)
    return hashlib.blake2b(f"{rest}\0{text}".encode("utf-8", "replace")).hexdigest()


def _addresses(files: Files) -> str:
    """The digest of where everything stands that can be linked to; made once for each build."""
    build = current()
    if not build.addresses_digest:
        pairs = sorted((f.src_uri, f.url, str(f.inclusion)) for f in files)
        build.addresses_digest = hashlib.blake2b(repr(pairs).encode()).hexdigest()
    return build.addresses_digest


def _facts(page: Page) -> dict[str, Any]:
    anchors = page.links_to_anchors or {}
    return {
        "content": page.content,
        "toc": list(map(_token, page.toc)),
        "title": page._title_from_render,
        "ids": sorted(page.present_anchor_ids or ()),
        "links": {file.src_uri: found for file, found in anchors.items()},
    }


def _token(item: AnchorLink) -> dict[str, Any]:
    children = list(map(_token, item.children))
    return {"name": item.title, "id": item.id, "level": item.level, "children": children}


def _take(page: Page, path: Path, key: str, files: Files) -> bool:
    """Whether the page got what is kept; what can't be read is made anew."""
    try:
        if not path.is_file():
            return False
        kept = json.loads(path.read_bytes())
        if kept["key"] != key:
            return False
        links = {files.get_file_from_path(uri): found for uri, found in kept["links"].items()}
        toc, content, ids = get_toc(kept["toc"]), str(kept["content"]), set(kept["ids"])
        title = kept["title"]
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return False
    page.content, page.toc, page._title_from_render = content, toc, title
    page.present_anchor_ids = ids
    page.links_to_anchors = {file: found for file, found in links.items() if file}
    return True


class _Heard(logging.Handler):
    """Hears what MkDocs says while a page is rendered: a page it complains of is rendered again,
    so that it complains again."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def __enter__(self) -> _Heard:
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        logging.getLogger("mkdocs").removeHandler(self)
