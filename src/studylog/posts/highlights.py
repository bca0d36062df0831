"""The Liquid block `{% highlight %}` becomes a fence, or a code span within a line."""

from __future__ import annotations

import re
import textwrap

_LANGUAGE = re.compile(r"[\w+#.-]+")
_MARKED = re.compile(r"(?:hl_lines|mark_lines)\s*=\s*[\"']?([\d \t,-]+)")
_RAW = re.compile(r"\{%-?\s*+(?:end)?raw\s*+-?%\}")
_PREFIX = re.compile(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t]+)*")


def without_raw(code: str) -> str:
    """Code without the tags that kept Jekyll from reading it."""
    return _RAW.sub("", code)


def fenced(inside: str, body: str, before: str, after: str) -> str:
    """The fence for `{% highlight LANG linenos %}`, in as many lines as were written.

    `before` and `after` are what stands on the lines of the two tags beside them: indents and
    quotation marks go before each line, and code that was not indented with its tag is now.
    """
    code = without_raw(body)
    prefix = _PREFIX.fullmatch(before)
    if "\n" not in code and (after.strip() or not prefix):
        return _span(code)
    first, _, rest = code.partition("\n")
    lines = rest.split("\n") if rest or "\n" in code else [""]
    if first.strip():
        lines = [first, *lines]
    last = lines.pop()
    if last.strip(" \t>"):
        lines.append(last)
    margin = re.sub(r"[^>]", " ", (prefix[0] if prefix else "").expandtabs(4))
    fence = _fence_for(code)
    shown = [f"{fence}{_info(inside)}", *_within(margin, lines), f"{margin}{fence}"]
    start = "" if prefix else "\n"
    return start + "\n".join(shown) + ("\n" if after.strip() else "")


def _span(code: str) -> str:
    mark = "`" * (max((len(run) for run in re.findall("`+", code)), default=0) + 1)
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{mark}{pad}{code.strip()}{pad}{mark}" if code.strip() else ""


def _fence_for(code: str) -> str:
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    return "`" * max(3, longest + 1)


def _info(inside: str) -> str:
    language = _LANGUAGE.match(inside)
    words = inside.split()
    numbered = ' linenums="1"' if any(w.startswith("linenos") for w in words[1:]) else ""
    marked = _MARKED.search(inside)
    lines = f' hl_lines="{" ".join(re.split(r"[ ,]+", marked[1].strip()))}"' if marked else ""
    return f"{language[0].rstrip('.-') if language else 'text'}{numbered}{lines}"


def _within(margin: str, lines: list[str]) -> list[str]:
    """The lines, each behind the margin: those that stand left of it move there together."""
    if ">" in margin:
        return [line if line.lstrip().startswith(">") else margin + line for line in lines]
    bare = [line.expandtabs(4) if line.startswith(("\t", " ")) else line for line in lines]
    least = min((len(x) - len(x.lstrip(" ")) for x in bare if x.strip()), default=0)
    if least >= len(margin):
        return bare
    return textwrap.indent("\n".join(bare), margin[least:]).split("\n") if bare else []
