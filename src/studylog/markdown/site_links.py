"""An address that begins with `site:` becomes the way there from the page that it is shown on."""

from __future__ import annotations

import posixpath
import re
from typing import Protocol
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

_ROOT = re.compile(r"site:/?(?P<path>[^?#]*)(?P<rest>.*)", re.S)
#: As an attribute of HTML that the author wrote has it.
_IN_HTML = re.compile(r"(?P<before><[A-Za-z][^<>]*?=[ \t]*[\"'])site:/?(?P<path>[^\"'<>?#]*)")
_ADDRESSES = {"a": "href", "img": "src"}


class _File(Protocol):
    url: str
    src_uri: str


class _Files(Protocol):
    def get_file_from_path(self, path: str) -> _File | None: ...


class SiteLinks(Treeprocessor):
    """Links and images: to a source where there is one, so that MkDocs looks at them."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = _ADDRESSES.get(str(element.tag), "")
            found = _ROOT.fullmatch(element.get(name, "")) if name else None
            if found:
                element.set(name, self._way(found["path"]) + found["rest"])

    def _way(self, path: str) -> str:
        file, files = _page_of(self.md)
        if file is None:
            return f"/{path}"
        source = _source(path, files)
        if source:
            return _relative(source.src_uri, posixpath.dirname(file.src_uri))
        return _to(path, file.url)


class SiteAddresses(Postprocessor):
    """Attributes of raw HTML, which no tree holds."""

    def run(self, text: str) -> str:
        file, files = _page_of(self.md)

        def way(found: re.Match[str]) -> str:
            path = found["path"]
            if file is None:
                return f"{found['before']}/{path}"
            source = _source(path, files)
            return found["before"] + _to(source.url if source else path, file.url)

        return _IN_HTML.sub(way, text) if "site:" in text else text


def _page_of(md: Markdown) -> tuple[_File | None, _Files | None]:
    """The page that MkDocs renders, and all files; see `studylog.markdown.blocks`."""
    if "relpath" not in md.treeprocessors:
        return None, None
    mkdocs = md.treeprocessors["relpath"]
    return mkdocs.file, mkdocs.files  # type: ignore[attr-defined]


def _source(path: str, files: _Files | None) -> _File | None:
    """The file that is shown at a path of the site, or lies at that of the sources."""
    path = unquote(path).removesuffix("index.html").strip("/")
    stem = path.removesuffix(".html")
    names = (path, f"{stem}.md", f"{stem}.ipynb", f"{path}/index.md", f"{path}/README.md")
    if files is None or not path:
        return files.get_file_from_path("index.md") if files else None
    return next(filter(None, (files.get_file_from_path(n) for n in names)), None)


def _relative(uri: str, folder: str) -> str:
    return posixpath.relpath(uri, folder or ".").replace("%", "%25").replace(" ", "%20")


def _to(path: str, page: str) -> str:
    way = posixpath.relpath(f"/{path}", f"/{page}")
    return way + ("/" if path.endswith("/") or not path else "")
