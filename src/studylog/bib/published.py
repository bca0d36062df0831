"""The fields of an entry become those a reader may see, none of them with a path of a computer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

#: Lower-case names; a field that is not named here is private, also one nobody has heard of.
PUBLISHED = frozenset(
    [
        "author", "editor", "translator", "title", "subtitle", "booktitle", "booksubtitle",
        "maintitle", "journal", "journaltitle", "series", "volume", "number", "issue", "pages",
        "chapter", "edition", "year", "month", "date", "publisher", "organization", "institution",
        "school", "address", "location", "eventtitle", "venue", "howpublished", "type", "version",
        "language", "doi", "eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass",
        "isbn", "issn", "crossref", "abstract", "note", "addendum", "pubstate", "keywords",
        "tags", "abbr", "arxiv", "url", "pdf", "html", "code", "slides", "video", "website",
        "poster", "blog", "supp", "status", "added", "started", "finished", "rating", "priority",
    ]
)  # fmt: skip
#: BibDesk keeps a file's path in there in base64, where no one sees it.
_SEALED = "bdsk-file-"

_URL = re.compile(r"\b(?:https?|ftp)://[^\s;,{}]+", re.I)
_MATHS = re.compile(
    r"(?<!\\)\$[^$\\]++(?:\\.[^$\\]*+)*+\$|\\\([^\\]*+(?:\\[^()][^\\]*+)*+\\\)", re.S
)
_TILDE = re.compile(r"\{?\\textasciitilde(?:\{\})?\}?|\\~(?:\{\})?|\\string~|\$\\sim\$")
_BACKSLASH = re.compile(r"\{?\\(?:textbackslash|backslash)(?![A-Za-z])(?:\{\})?\}?\s?")
_ESCAPED = re.compile(r"\\([_:%&#$~ ])")
_PART = r"[^\s\\/:*?\"<>|{}$]+"
_KINDS = (
    r"(?:pdf|ps|postscript|djvu|epub|html?|txt|text|word|url|(?:application|text|image)/[\w.+-]+)"
)
#: One of these stands in every path, and in few other values; the search for them is fast.
_HINT = re.compile(r"/|\\\\|\\:|:\\|:[^:\n.]*+\.[^:\n]*+:|ile:|ILE:|\\textbackslash|\\backslash")
_LOCAL = re.compile(
    rf"""(?<![\w/.~%+-])(?:/home|/users|/volumes|/mnt|/media|/documents\ and\ settings)/[^\s/]
      | \A/(?:root|tmp|var|private|opt|usr|etc|srv|data|scratch)/\S
      | \A/[^\n]*/[^/\n]*\.\w{{1,5}}\Z
      | (?<![\w/.~\\])~/[\w.]
      | \A~[a-z]\w*/
      | (?<!\w)file:[/\\~.] | \Afile:\S
      | (?<![\w\\])[a-z]:/{_PART}/
      | (?<![\w\\])[a-z]:/{_PART}(?<=\.\w\w\w)\b
      | (?<![\w\\])[a-z]:\\(?:users|documents|home|temp|windows|program)
      | (?<![\w\\])[a-z]:\\{_PART}(?:\ {_PART})*(?:\\[^\s{{]|\.\w{{1,5}}\b)
      | \A[a-z]:[\\/][^{{}}$]*\Z
      | \A\\\\[\w.-]+\\+[\w$.-]
      | (?<![\w\\])\\\\[\w.-]+\\[\w$.-]+(?:\\[\w\ .-]+)*\.\w{{2,5}}\b
      | (?<!\\)\\{{4}}[\w.-]+\\\\[\w$.-]
      | :[^:\n/\\.]*+[/\\.][^:\n]*+:{_KINDS}\s*(?:;|\Z)
    """,
    re.X | re.I,
)


def is_published(name: str, publish: Collection[str] = ()) -> bool:
    """Whether a reader may see the field; `publish` names further ones, in any case.

    `OPTabstract` and `ALTabstract`, which Emacs has switched off, are not the field `abstract`.
    """
    lower = name.strip().lower()
    if lower in PUBLISHED:
        return True
    opened = bool(publish) and lower in {other.strip().lower() for other in publish}
    return opened and not lower.startswith(_SEALED)


def public_fields(
    fields: Mapping[str, str], publish: Collection[str] = ()
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields a reader may see, and the names of those left out for the local path they hold."""
    shown: dict[str, str] = {}
    local: list[str] = []
    for name, value in fields.items():
        if is_published(name, publish):
            if is_local_path(value):
                local.append(name)
            else:
                shown[name] = value
    return shown, tuple(local)


def is_local_path(value: str) -> bool:
    """Whether the value is a path on someone's computer or holds one, as typed or in TeX.

    Addresses of the web and formulas are passed over: `/~user/` and `f:\\mathcal{X}` are no paths.
    """
    if "://" in value:
        value = _URL.sub(" ", _TILDE.sub("~", value) if "\\" in value else value)
    if not _HINT.search(value):
        return False
    value = value.strip()
    if _LOCAL.search(value) and _is_local(value):
        return True
    return "\\" in value and _is_local(_without_tex(value))


def _is_local(value: str) -> bool:
    return bool(_LOCAL.search(_MATHS.sub(" ", value) if "$" in value or "\\(" in value else value))


def _without_tex(value: str) -> str:
    """The value with the signs of a path as they are outside TeX."""
    value = _BACKSLASH.sub(r"\\", _TILDE.sub("~", value))
    return _ESCAPED.sub(r"\1", value.replace("\\\\", "\\") if _DOUBLED.search(value) else value)


_DOUBLED = re.compile(r"[A-Za-z]\\?:\\\\")
