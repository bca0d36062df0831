"""Markdown that came with a notebook, or that its code made, becomes Markdown that runs nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from studylog.lines import open_fence
from studylog.words import without_controls

#: Shown as nothing, and where it stands no name of a tag, attribute or scheme goes on.
_BREAK = "\u2060"
_ELEMENTS = re.compile(
    r"<(?=[/\s]*(?:[\w-]+:)?(?:script|style|iframe|object|embed|applet|form|link|meta|base|frame\w*"
    r"|portal|template|noscript|animate\w*|set|handler|foreignobject|input|button|textarea)\b)",
    re.I,
)
_HANDLERS = re.compile(r"(?<=[\s/\"'{])(on|srcdo)(?=[a-z]+\s*=)", re.I)
_SCHEMES = re.compile(r"(java|vb|live)(?=\s*script\s*:)|(?<=[\"'(<=\s])(data)(?=\s*:\s*\w+/)", re.I)
_TARGET = re.compile(r"(?:\]\(|\]:|=)(?=(?P<target>\s*[\"'<]?[^\s\"'<>()]{0,200}))")
_BAD = ("javascript:", "vbscript:", "livescript:", "data:", "file:")
_SPACE = re.compile(r"[\x00-\x20\\\u2060]")
_FENCE = re.compile(r"(`{3,}|~{3,})(?P<info>[^`]*)")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#]{1,30}")
#: Fences that are blocks of the site's own.
_BLOCKS = {"chart", "experiments", "progress", "timeline"}
_ATTRIBUTES = re.compile(
    r"\{:|\{[ \t]*[.#][A-Za-z]|(?<![\w-])(?:on\w+|style|href|src\w*|\w*action|class|id)\s*=", re.I
)
#: What would begin a tag, a comment or a reference to a character.
_MARKUP = re.compile(r"(<(?=[A-Za-z/!?])|&(?=[A-Za-z#]))")
_IMAGE = re.compile(r"!(?=\[)")
_LOCAL_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\((?!\s*<?\s*(?:[A-Za-z][\w+.-]*:|[/\\]))")
_DEFINITION = re.compile(r"^(?P<before>[ \t>]*(?:[-*+] +)?\[[^\]\n]{1,999}\]):", re.M)
_ABBREVIATION = re.compile(r"^(?P<before>[ \t>]*)\*\[", re.M)


def defused(source: str) -> str:
    """An author's Markdown as it is, but that no script in it runs.

    Code in fences stays to the letter, all else to the eye.
    """
    parts = []
    for text, is_code in parts_of(source):
        parts.append(text if is_code else _defused(text))
    return "".join(parts)


def _defused(text: str) -> str:
    made = _ELEMENTS.sub(f"<{_BREAK}", text)
    if "<" in made or "{" in made:
        made = _HANDLERS.sub(rf"\1{_BREAK}", made)
    made = _SCHEMES.sub(lambda found: f"{found[0]}{_BREAK}", made)
    return _TARGET.sub(_safe_target, made) if "&" in made else made


def without_html(text: str) -> str:
    """The Markdown that code wrote, no author: without HTML, comments, attributes, definitions
    that reach beyond it, and images of other hosts."""
    lines = without_controls(text).replace("\r\n", "\n").replace("\r", "\n")
    shown = _without_comments(lines).strip("\n")
    parts = []
    for part, is_code in parts_of(shown):
        parts.append(_plain_fence(part) if is_code else _prose(part))
    safe = "".join(parts)
    fence = open_fence(safe.split("\n"))
    return f"{safe}\n{fence}" if fence else safe


def _prose(text: str) -> str:
    safe = _MARKUP.sub(rf"\1{_BREAK}", text)
    safe = _IMAGE.sub(lambda mark: _image(safe, mark.start()), safe)
    safe = _DEFINITION.sub(r"\g<before>&#58;", safe)
    safe = _ABBREVIATION.sub(r"\g<before>\\*[", safe)
    safe = _TARGET.sub(_safe_target, safe)
    return "\n".join(
        line.replace("{", "&#123;") if "{" in line and _ATTRIBUTES.search(line) else line
        for line in safe.split("\n")
    )


def _image(text: str, at: int) -> str:
    """The mark of an image where it lies beside the page; else that of a link."""
    return "!" if _LOCAL_IMAGE.match(text, at) else ""


def _safe_target(found: re.Match[str]) -> str:
    """What stands before the target of a link, and a mark that makes it a place of the page
    instead of a script."""
    bare = _SPACE.sub("", html.unescape(html.unescape(found["target"]))).lstrip("\"'<").lower()
    return f"{found[0]}#{_BREAK}" if bare.startswith(_BAD) else found[0]


def parts_of(source: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each is code in a fence that every reader takes for one.

    Where one fence is written in another way than the simplest, nothing is taken for code.
    """
    lines = [f"{line}\n" for line in source.split("\n")]
    lines[-1] = lines[-1][:-1]
    fence, start = "", 0
    pieces: list[tuple[str, bool]] = []
    for number, line in enumerate(lines):
        if "```" not in line and "~~~" not in line:
            continue
        found = _FENCE.fullmatch(line.rstrip())
        if found is None or (fence and (found[1] != fence or found["info"])):
            yield source, False
            return
        end = number + 1 if fence else number
        pieces.append(("".join(lines[start:end]), bool(fence)))
        start, fence = end, "" if fence else found[1]
    if fence:
        yield source, False
        return
    yield from pieces
    yield "".join(lines[start:]), False


def _plain_fence(code: str) -> str:
    """The code with no more than a language behind its fence."""
    first, _, rest = code.partition("\n")
    found = _FENCE.fullmatch(first.rstrip())
    info = found["info"].strip() if found else ""
    language = info if _LANGUAGE.fullmatch(info) and info not in _BLOCKS else ""
    return f"{found[1] if found else first}{language}\n{rest}"


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + 3
    return "".join(kept) + text[at:]
