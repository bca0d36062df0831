"""The fields of an entry that lead elsewhere become an arXiv id, a DOI, links and files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from studylog.bib.addresses import HIDDEN, addresses, clean_url, without_escapes
from studylog.bib.entry import Link

__all__ = ["arxiv_id", "clean_url", "doi", "doi_key", "file_named", "files", "links"]

_ID = r"(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?(?![0-9])"
_ARXIV = re.compile(
    rf"(?i:(?:^|[/.@])arxiv\.org/[a-z]+/|arxiv(?:\s+preprint)?[:.\s]\s*|\babs/){_ID}"
)
_ARXIV_BARE = re.compile(rf"(?i:arxiv:\s*)?{_ID}")
#: The fields that may hold an arXiv id among other words, strongest first.
_ARXIV_FIELDS = ("url", "doi", "journal", "journaltitle", "volume", "howpublished")
_DOI = re.compile(r"(?:doi\.org/|\bdoi:?\s*|^\W*)(?P<doi>10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)", re.I)
_DOI_SIGN = re.compile(r"\$([<>])\$|\{?\\text(less|greater)(?![a-z])(?:\{\})?\}?")
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
    "url": "Link",
}
#: A relative path of names with visible characters, none of them hidden, the last with an ending.
_FILE = re.compile(
    r"(?:(?!\.)[^/\\:*?\"<>|#~\s]+(?: [^/\\:*?\"<>|#~\s]+)*/)*"
    r"(?!\.)[^/\\:*?\"<>|#~\s]+(?: [^/\\:*?\"<>|#~\s]+)*\.[A-Za-z0-9]{1,8}"
)


def arxiv_id(fields: Mapping[str, str]) -> str | None:
    """The id without its version, from the fields that may hold one, strongest first."""
    for name in ("eprint", "arxiv"):
        if (value := fields.get(name)) and (found := _eprint(name, value.strip(), fields)):
            return found
    for name in _ARXIV_FIELDS:
        if value := fields.get(name):
            lower = value.lower()
            named = "arxiv" in lower or ("abs/" in lower and name in ("journal", "volume"))
            if named and (inside := _ARXIV.search(value)):
                return inside["id"]
    return None


def _eprint(name: str, value: str, fields: Mapping[str, str]) -> str | None:
    """The id in a field that holds little else, unless the eprint is of another archive."""
    kind = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    elsewhere = name == "eprint" and kind and not kind.strip("{} ").startswith("arxiv")
    found = None if elsewhere else _ARXIV_BARE.match(value)
    found = found or (_ARXIV.search(value) if "arxiv" in value.lower() else None)
    return found["id"] if found else None


def doi(fields: Mapping[str, str]) -> str | None:
    """The DOI without `https://doi.org/` or `doi:`, from `doi`, else from a `url` to doi.org."""
    value = fields.get("doi")
    if not value:
        value = fields.get("url", "")
        if "doi.org/10." not in value:
            return None
    if "\\" in value or "$" in value:
        value = without_escapes(_DOI_SIGN.sub(_sign, value)).replace("\\", "")
    found = _DOI.search(HIDDEN.sub("", value.strip("{} ")))
    if not found:
        return None
    number = unquote(found["doi"]) if "doi.org/" in found[0].lower() else found["doi"]
    return number.replace("{", "").replace("}", "").rstrip(".,;\"'") or None


def _sign(found: re.Match[str]) -> str:
    return found[1] or {"less": "<", "greater": ">"}[found[2]]


def doi_key(number: str) -> str:
    """What two spellings of one DOI have in common."""
    return (doi({"doi": number}) or number.strip()).lower()


def links(fields: Mapping[str, str]) -> tuple[Link, ...]:
    """Every button of an entry, each address once."""
    arxiv, number = arxiv_id(fields), doi(fields)
    found: list[Link] = []
    if arxiv:
        found.append(Link("arXiv", f"https://arxiv.org/abs/{arxiv}"))
        found.append(Link("PDF", f"https://arxiv.org/pdf/{arxiv}"))
    if number and not (arxiv and number.lower().startswith("10.48550/arxiv.")):
        found.append(Link("DOI", "https://doi.org/" + quote(number, safe="/:;()-._,+")))
    seen = {_place(link.url) for link in found}
    for label, url in _written(fields):
        place = _place(url)
        if place not in seen and not _known(label, url, arxiv, number):
            seen.add(place)
            is_pdf = label == "Link" and url.lower().endswith(".pdf")
            found.append(Link("PDF" if is_pdf else label, url))
    return tuple(found)


def _written(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Label and address of the links that stand in the fields themselves."""
    for name, label in _BUTTONS.items():
        if (value := fields.get(name)) and (url := clean_url(value)):
            yield label, url
    for name in ("howpublished", "note"):
        if value := fields.get(name):
            yield from (("Link", url) for url in addresses(value))


def _place(url: str) -> str:
    """Where it leads, by whichever of http and https."""
    return (url.partition("://")[2] or url).rstrip("/")


def _known(label: str, url: str, arxiv: str | None, number: str | None) -> bool:
    """Whether the arXiv or DOI button leads there already."""
    if arxiv and arxiv in url and "arxiv.org/" in url:
        return True
    if not number or not (label == "Link" or "doi.org/" in url):
        return False
    return unquote(url).lower().endswith(number.lower())


def file_named(value: str) -> str | None:
    """The name of a file that may be looked up below docs/, such as `pdfs/x.pdf`.

    None for an address, an absolute path, one that leads out of its folder or into a hidden one,
    and for what no file system would take.
    """
    name = without_escapes(value.strip())
    if not _FILE.fullmatch(name) or HIDDEN.search(name):
        return None
    return name if len(name) <= 255 and len(name.encode()) <= 255 else None


def names_file(field: str, value: str) -> bool:
    """Whether the field is a button's and its value no address: it can only name a file."""
    return field in _BUTTONS and field != "url" and clean_url(value) is None


def files(fields: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Label and name of every button that is a file's name and no address."""
    return tuple(
        (label, name)
        for field, label in _BUTTONS.items()
        if (value := fields.get(field)) and "://" not in value and (name := file_named(value))
    )
