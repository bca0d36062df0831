"""The fields of an entry that lead elsewhere become an arXiv id, a DOI and links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from studylog.bib.entry import Link

_NEW_ID = r"\d{4}\.\d{4,5}"
_OLD_ID = r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}"
_ARXIV = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)/|arxiv[:.]\s*|^)(?P<id>{_NEW_ID}|{_OLD_ID})(?:v\d+)?(?!\d)",
    re.I,
)
_DOI = re.compile(r"(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/\S+)", re.I)
_URL_TEX = ((r"{\textasciitilde}", "~"), (r"\textasciitilde", "~"), (r"\~{}", "~"))
_BUTTONS = {
    "pdf": "PDF",
    "html": "HTML",
    "code": "Code",
    "slides": "Slides",
    "video": "Video",
    "website": "Website",
    "poster": "Poster",
    "blog": "Blog",
    "supp": "Supplement",
}


def clean_url(value: str) -> str | None:
    """An http, https or mailto address with TeX's escapes undone; anything else is None."""
    url = value.strip()
    if found := re.match(r"\\url\{(.*)\}$", url, re.S):
        url = found[1].strip()
    for tex, character in _URL_TEX:
        url = url.replace(tex, character)
    url = re.sub(r"\\([%_&#~$])", r"\1", url).replace("{", "").replace("}", "")
    if re.search(r"[\s\x00-\x1f<>\"\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() == "mailto":
        return url
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def arxiv_id(fields: Mapping[str, str]) -> str | None:
    """The id without its version, from the fields that may hold one, strongest first."""
    kind = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    for name in ("eprint", "arxiv", "url", "doi", "journal", "volume"):
        value = fields.get(name, "").strip()
        if name == "eprint" and kind not in ("", "arxiv"):
            continue
        if name == "volume":
            value = value.removeprefix("abs/") if value.startswith("abs/") else ""
        bare = name in ("eprint", "arxiv", "volume")
        found = _ARXIV.search(value)
        if found and (bare or "arxiv" in value.lower()):
            return found["id"]
    return None


def doi(fields: Mapping[str, str]) -> str | None:
    """The DOI without `https://doi.org/` or `doi:`."""
    found = _DOI.search(fields.get("doi", "").replace("\\", ""))
    return found["doi"].rstrip(".,;}") if found else None


def links(fields: Mapping[str, str]) -> tuple[Link, ...]:
    """Every button of an entry, each address once."""
    found: list[Link] = []
    if arxiv := arxiv_id(fields):
        found += [
            Link("arXiv", f"https://arxiv.org/abs/{arxiv}"),
            Link("PDF", f"https://arxiv.org/pdf/{arxiv}"),
        ]
    if number := doi(fields):
        found.append(Link("DOI", "https://doi.org/" + quote(number, safe="/:;()-._,+")))
    for name, label in (*_BUTTONS.items(), ("url", "Link"), ("howpublished", "Link")):
        address = clean_url(fields.get(name, ""))
        if address and not _known(address, arxiv, number):
            found.append(Link(label, address))
    once = {link.url: link for link in reversed(found)}
    return tuple(link for link in found if once[link.url] is link)


def _known(url: str, arxiv: str | None, number: str | None) -> bool:
    """Whether the arXiv or DOI button leads there already."""
    same_paper = arxiv is not None and "arxiv.org" in url and arxiv in url
    return same_paper or (number is not None and url.lower().endswith(number.lower()))
