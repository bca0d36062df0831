"""HTML that code made becomes HTML that runs nothing, asks no other host and stays in its place."""

from __future__ import annotations

import re

import nh3

from studylog.notebooks.beside import Beside
from studylog.notebooks.figures import Figure, figure_of
from studylog.notebooks.opaque import escaped, section
from studylog.notebooks.tables import laid_out

#: Landmarks and headings are the page's own to have, sections what an output ends with.
_TAGS = nh3.ALLOWED_TAGS - {
    "area", "article", "aside", "center", "footer", "header", "hgroup", "main", "map", "nav",
    "script", "section", "style",
}  # fmt: skip
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "td": {"colspan", "rowspan", "class"},
    "th": {"colspan", "rowspan", "scope", "class"},
    "table": set(),
    "img": {"src", "alt", "width", "height"},
}
_SCHEMES = {"http", "https", "mailto", "data"}
_ADDRESSES = {"href", "src", "cite", "data", "background", "longdesc"}
_HEADING = re.compile(r"<(/?)h[1-6](?: [\w-]+=\"[^\"]*\")*>")
_IMAGE = re.compile(r"<img(?P<given>(?: [\w-]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_DATA = re.compile(r"data:(image/[\w+.-]+);base64,([\w+/=\s]+)")
_BLANKS = re.compile(r"[\x00-\x20]")
_OTHER = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#]*)", re.I)
#: What a library says in text for those that show no HTML of its own: scikit-learn, xarray.
_HAS_TEXT = "-text-repr-fallback"


def render_html(markup: str, beside: Beside) -> str:
    """The section, or nothing where nothing is left to be seen."""
    clean = sanitise(markup, beside)
    if not ("<img" in clean or re.sub(r"<[^>]*>|\s", "", clean)):
        return ""
    if "<table>" in clean:
        clean = laid_out(clean)
        name = escaped(beside.name("Table"))
        frame = f'<div class="output-table" role="region" tabindex="0" aria-label="{name}">'
        return section("html", f"{frame}{clean}</div>")
    return section("html", clean)


def prefers_text(markup: str) -> bool:
    """Whether the HTML is nothing without its styles, and says the same in plain text."""
    return _HAS_TEXT in markup


def sanitise(markup: str, beside: Beside) -> str:
    """What nh3 leaves of it, images of other hosts replaced by a word, inline ones as files."""

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if attribute not in _ADDRESSES:
            return value
        if tag == "img":
            return _image(value, beside)
        bare = _BLANKS.sub("", value).lower()
        return None if bare.startswith("data:") else value

    clean = nh3.clean(
        markup,
        tags=set(_TAGS),
        attributes={name: set(given) for name, given in _ATTRIBUTES.items()},
        attribute_filter=kept,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    clean = _HEADING.sub(lambda h: "</div>" if h[1] else '<div class="output-heading">', clean)
    return _IMAGE.sub(_with_words, clean)


def _image(value: str, beside: Beside) -> str | None:
    """Where the image is to be had on this site; else in `left:` words why it is not."""
    if found := _DATA.fullmatch(value.strip()):
        path = f"{beside.path('inline')}_{len(beside.figures)}"
        figure = figure_of({found[1].lower(): found[2]}, path, "")
        if figure is None:
            return "left:damaged"
        beside.figures.append(figure)
        return beside.address(figure.path) + _size(figure)
    bare = _BLANKS.sub("", value)
    if other := _OTHER.match(bare):
        return f"left:{other[1] or 'another host'}"
    if ":" in bare.partition("/")[0] or bare.startswith(("/", "\\")) or not bare:
        return "left:of no address"
    return f"site:/{beside.room}/{bare}" if beside.room else bare


def _size(figure: Figure) -> str:
    """Behind a mark, since a filter gives one attribute for another and no second."""
    return f"#{figure.width}x{figure.height}" if figure.width else ""


def _with_words(found: re.Match[str]) -> str:
    """The image with its size and some alternative text, or what is said in its place."""
    given = dict(_ATTRIBUTE.findall(found["given"]))
    source, alt = given.get("src", "left:of no address"), given.get("alt", "")
    if source.startswith("left:"):
        host = source.removeprefix("left:")
        place = f" ({host})" if "." in host else ""
        said = f"{alt}: image left out{place}" if alt.strip() else f"Image left out{place}"
        return f'<span class="output-missing">{said}</span>'
    address, _, size = source.partition("#")
    if "width" not in given and re.fullmatch(r"\d+x\d+", size):
        given["width"], given["height"] = size.split("x")
    sizes = "".join(
        f' {n}="{given[n]}"' for n in ("width", "height") if given.get(n, "").isdecimal()
    )
    return f'<img src="{address}" alt="{alt}" loading="lazy"{sizes}>'
