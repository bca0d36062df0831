"""A new entry becomes BibTeX text in the manner of the file it is appended to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studylog.bib.parts import all_blocks, as_utf8
from studylog.bib.spans import Block
from studylog.importing.entries import Draft

#: They hold addresses and ids, which TeX's escapes would only spoil.
_VERBATIM = ("url", "eprint", "doi", "code", "slides", "year")
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "--": "-{}-", "``": "`{}`", "''": "'{}'",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^%&#$_]|-(?=-)|`(?=`)|'(?=')")
#: A `Read_Status` line, by which Zotero says a status, is not meant.
_STATUS = re.compile(r"(?i)(?<=read)\\_(?=status)")
_AT_START = re.compile(r"(?m)^(?=@)")
_INDENT = re.compile(rb"(?:\A|[\r\n])([ \t]*)\Z")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the entries of a file are typed. `column` is where the `=`s stand if they are in one
    column, `blank_lines` how many part two entries."""

    newline: str = "\n"
    indent: str = "  "
    column: int = 0
    equals: str = " = "
    quotes: bool = False
    last_comma: bool = True
    blank_lines: int = 1


def manner_of(content: bytes) -> Manner:
    """The manner of the last entry that is typed a field to a line; ours where there is none."""
    content, _ = as_utf8(content)
    newline = _newline(content)
    blocks = [b for b in all_blocks(content) if b.kind == "entry" and b.sound and b.fields]
    last = next((b for b in reversed(blocks) if _indent(content, b) is not None), None)
    if last is None:
        return Manner(newline, blank_lines=_blank_lines(content, blocks))
    equals = [_equals(content, last, n) for n in range(len(last.fields))]
    names = [len(field.name) for field in last.fields]
    columns = {len(name) + len(before) for name, before, _ in equals}
    aligned = len(columns) == 1 and len(set(names)) > 1
    behind = content[last.fields[-1].end : last.end - 1]
    return Manner(
        newline=newline,
        indent=_indent(content, last) or "",
        column=columns.pop() if aligned else 0,
        equals=("=" if aligned else equals[-1][1] + "=") + equals[-1][2],
        quotes=all(f.pieces[0].kind != "{" for f in last.fields if f.pieces),
        last_comma=b"," in behind,
        blank_lines=_blank_lines(content, blocks),
    )


def entry_text(draft: Draft, key: str, manner: Manner) -> str:
    """The entry without a line end behind it."""
    lines = [
        f"{manner.indent}{name.ljust(manner.column)}{manner.equals}{_value(name, text, manner)}"
        for name, text in draft.fields
    ]
    comma = "," if manner.last_comma else ""
    joined = f",{manner.newline}".join(lines)
    return f"@{draft.type}{{{key},{manner.newline}{joined}{comma}{manner.newline}}}"


def appended(content: bytes, entries: list[str], manner: Manner) -> bytes:
    """What is to stand behind `content` so that the entries follow it as others do; in the
    encoding of the file."""
    if not entries:
        return b""
    lines = manner.newline * (1 + manner.blank_lines)
    text = lines.join(entries) + manner.newline
    utf8, _ = as_utf8(content)
    return _encoded(_gap(utf8, manner) + text, content)


def escaped(text: str) -> str:
    """The text as TeX would print it, and as any reader of BibTeX finds its end."""
    shielded = _AT_START.sub("{}", _SPECIAL.sub(_escape, text))
    return _STATUS.sub(r"\\textunderscore{}", shielded)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], found[0] + "{}")


def _value(name: str, text: str, manner: Manner) -> str:
    value = text if name in _VERBATIM else escaped(text)
    value = value.replace("\n", manner.newline)
    if manner.quotes:
        return '"' + value.replace('"', '{"}') + '"'
    return "{" + value + "}"


def _newline(content: bytes) -> str:
    found = re.search(rb"\r\n|\n|\r", content)
    return found[0].decode() if found else "\n"


def _indent(content: bytes, block: Block) -> str | None:
    """What stands before the last field in its line; None if that is another field."""
    field = block.fields[-1]
    found = _INDENT.search(content[max(0, field.start - 200) : field.start])
    return found[1].decode() if found and field.start > block.key_end else None


def _equals(content: bytes, block: Block, number: int) -> tuple[str, str, str]:
    """A field's name, and the blanks before and behind its `=`."""
    field = block.fields[number]
    start = field.pieces[0].start if field.pieces else field.end
    written = content[field.start : start].decode("utf-8", "replace")
    name, _, behind = written.partition("=")
    after = re.match(r"[ \t]*", behind)
    return name.rstrip(), name[len(name.rstrip()) :], after[0] if after else " "


def _blank_lines(content: bytes, blocks: list[Block]) -> int:
    """How many blank lines stand between the last two entries; one if it can't be told."""
    if len(blocks) < 2:
        return 1
    between = content[blocks[-2].end : blocks[-1].start]
    if between.strip():
        return 1
    return max(0, min(3, len(re.findall(rb"\r\n|\n|\r", between)) - 1))


def _gap(content: bytes, manner: Manner) -> str:
    """The line ends that are missing between the end of the file and a new entry."""
    bare = content.removeprefix(b"\xef\xbb\xbf")
    text = bare.rstrip()
    if not text:
        return ""
    there = len(re.findall(rb"\r\n|\n|\r", bare[len(text) :]))
    return manner.newline * max(0, 1 + manner.blank_lines - there)


def _encoded(text: str, content: bytes) -> bytes:
    """The text in UTF-8, or as the file is: UTF-16, UTF-32, or Latin-1 if that has its letters."""
    for mark, codec in _WIDE:
        if content.startswith(mark):
            return text.encode(codec)
    utf8, bad_byte = as_utf8(content)
    if utf8 is not content:
        return text.encode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    if bad_byte is None:
        return text.encode()
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        return text.encode()


_WIDE = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
