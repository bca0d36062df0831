"""A link as people paste it becomes the address to keep, with the ids that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from studylog.bib.links import arxiv_id, clean_url, doi
from studylog.dialect import Link

#: What newsletters and social networks add to follow a reader; all others may be needed.
_TRACKING = re.compile(
    r"utm_\w*|_hsenc|_hsmi|mc_cid|mc_eid|fbclid|gclid|dclid|msclkid|igshid|yclid|ref_src", re.I
)
_DOI_IN_PATH = re.compile(r"/doi/(?:abs/|full/|pdf/|epdf/)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/.+)")
_HEX_TIME = re.compile(r"[0-9a-fA-F]{8}")
_AMZ_DATE = re.compile(r"[0-9]{8}T[0-9]{6}Z")


@dataclass(frozen=True, slots=True)
class Address:
    """`url` without what only follows the reader; `arxiv` and `doi` are the ids in it.

    `signed` says that the link works for a time only, `until` to which day (ISO), if it tells.
    """

    url: str
    arxiv: str | None = None
    doi: str | None = None
    signed: bool = False
    until: str | None = None


def first_address(links: Iterable[Link], *, at_start: bool = False) -> Address | None:
    """That of the first http(s) link; with `at_start` only if nothing stands before it."""
    for link in links:
        if at_start and not link.start:
            return None
        if address := read_address(link.url):
            return address
    return None


def read_address(link: str) -> Address | None:
    """The address; None for whatever is no http(s) address."""
    url = clean_url(link)
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if _is_signed(query):
        return Address(url, arxiv_id({"url": url}), _doi(parts), True, _until(query))
    url = without_tracking(url)
    return Address(url, arxiv_id({"url": url}), _doi(urlsplit(url)))


def without_tracking(url: str) -> str:
    """The address without tracking parameters, every other byte as it was."""
    before, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    if not mark or "#" in before:
        return url
    kept = [p for p in query.split("&") if not _TRACKING.fullmatch(unquote(p.partition("=")[0]))]
    if len(kept) == len(query.split("&")):
        return url
    return before + ("?" + "&".join(kept) if kept else "") + hash_mark + fragment


def same_place(url: str) -> str:
    """What two spellings of an address have in common: no scheme, `www.`, tracking, last `/`."""
    rest = without_tracking(url).partition("://")[2] or url
    host, slash, path = rest.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def _doi(parts: SplitResult) -> str | None:
    """The DOI of an address of doi.org, or of a publisher's that has `/doi/10.` in it."""
    host = (parts.hostname or "").removeprefix("www.")
    if host in ("doi.org", "dx.doi.org"):
        return doi({"url": f"https://doi.org{unquote(parts.path)}"})
    found = _DOI_IN_PATH.search(unquote(parts.path))
    return doi({"doi": found[1].rstrip("/")}) if found else None


def _is_signed(query: dict[str, list[str]]) -> bool:
    return ("oe" in query and "oh" in query) or "X-Amz-Expires" in query or "Expires" in query


def _until(query: dict[str, list[str]]) -> str | None:
    """The day on which a signed link ends, in UTC."""
    try:
        if (hexadecimal := query.get("oe", [""])[0]) and _HEX_TIME.fullmatch(hexadecimal):
            end = datetime.fromtimestamp(int(hexadecimal, 16), UTC)
        elif "X-Amz-Expires" in query:
            signed = query.get("X-Amz-Date", [""])[0]
            if not _AMZ_DATE.fullmatch(signed):
                return None
            lasts = timedelta(seconds=int(query["X-Amz-Expires"][0]))
            end = datetime.fromisoformat(signed) + lasts
        else:
            end = datetime.fromtimestamp(int(query["Expires"][0]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):  # it says something else
        return None
    return end.date().isoformat()
