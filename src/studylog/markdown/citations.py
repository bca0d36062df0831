"""`[@key]` and `[@a; @b, sec. 3]` become links to the entries' pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from studylog.bib import Bibliography
from studylog.lines import line_of
from studylog.problem import Problem, did_you_mean

_CITATION = r"\[(?P<inside>@[^\[\]]+)\](?![(\[])"
_PART = re.compile(r"\s*@(?P<key>[^\s,;@]+)\s*(?:,\s*(?P<locator>[^;]*))?$", re.S)


@dataclass(frozen=True, slots=True)
class Reference:
    """`text` is what a citation reads as, `title` is said on hover; `target` is an address, or
    with `is_source` the path of the page's source, as links between Markdown files are written."""

    text: str
    title: str
    target: str
    is_source: bool = False


def references_of(bibliography: Bibliography, url: str) -> dict[str, Reference]:
    """A reference for each entry, its address made from `url` with `{slug}` and `{key}`."""
    return {
        e.key: Reference(e.cited_as, str(e.title), url.format(slug=e.slug, key=e.key))
        for e in bibliography.entries
    }


class CitationProcessor(InlineProcessor):
    """A `span` of links; a key that is not known stays as typed, marked `citation-unknown`."""

    def __init__(self, md: Markdown, references: Mapping[str, Reference]) -> None:
        super().__init__(_CITATION, md)
        self.references = references

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        parts = [_PART.match(part) for part in m["inside"].split(";")]
        cited = [part for part in parts if part]
        if len(cited) < len(parts):
            return None, None, None
        span = Element("span", {"class": "citations"})
        span.text = "("
        for number, part in enumerate(cited):
            child = self._cited(span, part["key"])
            locator = " ".join((part["locator"] or "").split())
            end = ")" if number == len(cited) - 1 else "; "
            child.tail = (f", {locator}" if locator else "") + end
        return span, m.start(0), m.end(0)

    def _cited(self, span: Element, key: str) -> Element:
        reference = self.references.get(key)
        if reference is None:
            child = SubElement(span, "span", {"class": "citation-unknown", "data-key": key})
            child.text = AtomicString(f"@{key}")
            return child
        attributes = {"class": "citation", "data-key": key, "href": self._href(reference)}
        child = SubElement(span, "a", {**attributes, "title": reference.title})
        child.text = AtomicString(reference.text)  # BibTeX's `<` and `[` are no Markdown
        return child

    def _href(self, reference: Reference) -> str:
        """The address; to a source page, relative to the page that MkDocs is rendering.

        MkDocs and its blog tell the page only through their own tree processor:
        https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/pages.py#L335
        """
        if not reference.is_source or "relpath" not in self.md.treeprocessors:
            return reference.target
        page = self.md.treeprocessors["relpath"].file.src_uri  # type: ignore[attr-defined]
        return posixpath.relpath(reference.target, posixpath.dirname(page) or ".")


class _Keys(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cited: list[str] = []
        self.unknown: list[str] = []
        self.maths_faults: list[tuple[str, str]] = []
        self._fault: str | None = None

    def parse_marked_section(self, i: int, report: bool | int = True) -> int:
        """`<![...` is a comment; HTMLParser raises on it: https://github.com/python/cpython/issues/77057"""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        key = given.get("data-key")
        if key and given.get("class") == "citation":
            self.cited.append(key)
        elif key and given.get("class") == "citation-unknown":
            self.unknown.append(key)
        elif given.get("class") == "maths-fault":
            self._fault = given.get("title") or ""

    def handle_data(self, data: str) -> None:
        if self._fault is not None:
            self.maths_faults.append((data, self._fault))
            self._fault = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a rendered page says of itself: keys cited and not known, formulas with their faults."""

    cited: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    maths_faults: tuple[tuple[str, str], ...] = ()


def read_rendered(html: str) -> Rendered:
    """Each key once, in the order of the page."""
    if "data-key=" not in html and "maths-fault" not in html:
        return Rendered()
    keys = _Keys()
    keys.feed(html)
    return Rendered(
        tuple(dict.fromkeys(keys.cited)),
        tuple(dict.fromkeys(keys.unknown)),
        tuple(dict.fromkeys(keys.maths_faults)),
    )


def problems_of(
    rendered: Rendered, path: str, source: str, keys: Mapping[str, object]
) -> Iterator[Problem]:
    """A problem for each key that is no entry's and each formula that could not be typeset."""
    for key in rendered.unknown:
        hint = did_you_mean(key, keys) or "add it to papers.bib"
        line = line_of(rf"@{re.escape(key)}(?=[\s,;\]])", source)
        yield Problem(path, line, f"the citation '@{key}' has no entry", hint)
    for tex, fault in rendered.maths_faults:
        line = line_of(re.escape(tex.strip().split("\n")[0].strip()), source)
        yield Problem(path, line, f"the formula '{tex}' can't be typeset", fault)
