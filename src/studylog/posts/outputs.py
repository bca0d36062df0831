"""What stands between `{{` and `}}` becomes its value, of the few that a post can know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from studylog.dates import Moment, in_words


@dataclass(frozen=True, slots=True)
class Here:
    """What a post knows of itself; `url` is from the site's root."""

    path: str
    title: str = ""
    moment: Moment | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A text, or with `on_site` an address from the site's root."""

    text: str
    on_site: bool = False


_STRING = re.compile(r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'")
_ADDRESS = {"relative_url", "absolute_url"}
_ROOTS = {"site.url", "site.baseurl", "site.github.url"}
#: Filters that leave a title what it is, once it is escaped for its place.
_HARMLESS = {"escape", "xml_escape", "escape_once", "strip", "strip_html", "smartify", "h"}
_DAYS = {"date_to_string": "%d %b %Y", "date_to_long_string": "%d %B %Y"}


def value_of(inside: str, here: Here) -> Value | None:
    """The value, or None where it is not known; an address without a host is one of the site."""
    first, *filters = (part.strip() for part in inside.split("|"))
    names = [re.split(r"[\s:]", name, maxsplit=1)[0] for name in filters]
    if first in _ROOTS:
        return Value("", on_site=True) if set(names) <= _ADDRESS else None
    if first == "page.url":
        return Value(here.url, on_site=True) if set(names) <= _ADDRESS | _PREPEND else None
    if first == "page.title":
        return Value(here.title) if set(names) <= _HARMLESS else None
    if first == "page.date" and here.moment:
        return Value(_date(here.moment, filters))
    return _literal(first, filters, names)


_PREPEND = {"prepend"}


def _literal(first: str, filters: list[str], names: list[str]) -> Value | None:
    """A text in quotes, of which a filter may make an address on the site."""
    found = _STRING.fullmatch(first)
    if not found:
        return None
    text = found["double"] if found["double"] is not None else found["single"]
    if not names or set(names) <= _HARMLESS:
        return Value(text)
    roots = all(n in _ADDRESS or _roots(f) for n, f in zip(names, filters, strict=True))
    if not roots:
        return None
    return Value(text, on_site=not re.match(r"[a-zA-Z][\w+.-]*:|//", text))


def _roots(filter_: str) -> bool:
    """Whether it is `prepend: site.baseurl` or the like."""
    name, _, argument = filter_.partition(":")
    return name.strip() == "prepend" and argument.strip() in _ROOTS


def _date(moment: Moment, filters: list[str]) -> str:
    """The date as the filter writes it, or in words; without one as Jekyll does."""
    at = datetime.fromisoformat(moment.at)
    if not filters:
        return at.strftime("%Y-%m-%d %H:%M:%S %z")
    name, _, argument = filters[0].partition(":")
    if name.strip() == "date_to_xmlschema":
        return moment.at
    form = _DAYS.get(name.strip())
    written = _STRING.fullmatch(argument.strip())
    if name.strip() == "date" and written:
        form = written["double"] or written["single"]
    return _formatted(at, form) if form else in_words(moment.day)


_SIGNS = re.compile(r"%(-?)([YymdeBbHMSAajp%])")
_SHORT = {"d", "m", "H", "M", "S", "j"}


def _formatted(at: datetime, form: str) -> str:
    """Only signs that mean the same to every system's clock; others stay as they are."""

    def written(sign: re.Match[str]) -> str:
        if sign[2] == "e":
            return str(at.day)
        value = at.strftime(f"%{sign[2]}")
        return value.lstrip("0") or "0" if sign[1] and sign[2] in _SHORT else value

    return _SIGNS.sub(written, form)
