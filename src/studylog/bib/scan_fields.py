"""What stands behind `@type{` becomes an entry's key and fields, or the names of an @string."""

from __future__ import annotations

import re

from studylog.bib.cursor import Cursor
from studylog.bib.scan_damage import SWALLOWED
from studylog.bib.scan_value import read_value
from studylog.bib.spans import Block, Fault, Field, Kind, Piece, as_text

_NAME = rb'[^\s=,{}"#%()@]+'
#: The field that nearly all are: a name, and one pair of braces with no other inside.
_SIMPLE = re.compile(rb"(" + _NAME + rb")\s*=\s*\{([^{}]*)\}\s*(?:(,)\s*|(?=\}))")
_FIELD = re.compile(rb"(" + _NAME + rb")\s*=\s*")
_KEY = re.compile(rb"\s*([^,={}()\r\n]*)")
_KEY_IN_BRACES = re.compile(rb"\s*([^,={}\r\n]*)")
_COMMAS = re.compile(rb"[\s,]*")
_WORD = re.compile(rb"[A-Za-z][\w-]*(?=\s*[{\",}])")
_COMMENT = re.compile(rb"(?:%[^\r\n]*\s*)++")
#: The next entry, or comments and then no field: this entry's end is missing.
_OUTSIDE = re.compile(rb"@[ \t]*[A-Za-z]+\s*[{(]|(?:%[^\r\n]*\s*)++(?![%})]|" + _NAME + rb"\s*=)")
#: Behind a closing brace that was one too many.
_LEFT_OVER = re.compile(rb"[ \t]*(?:,\s*|(?:\r\n?|\n)?[ \t]*)" + _NAME + rb"[ \t]*=[ \t]*[{\"\w]")

_CLOSERS = {b"{": b"}", b"(": b")"}


def read_fields(cursor: Cursor, head: re.Match[bytes]) -> Block:
    """The block whose opening brace the cursor is behind; the cursor goes behind its end."""
    kind: Kind = "string" if head["type"].lower() == b"string" else "entry"
    closer = _CLOSERS[head["open"]]
    before = len(cursor.faults)
    key, key_end = ("", cursor.at) if kind == "string" else _read_key(cursor, closer)
    fields: list[Field] = []
    closed = sound = True
    cursor.at = _after(_COMMAS, cursor)
    while cursor.at < cursor.limit:
        if closer == b"}" and (simple := _SIMPLE.match(cursor.content, cursor.at, cursor.limit)):
            fields.append(_simple(simple))
            cursor.at = simple.end()
        elif cursor.next_is(closer):
            if _ends(cursor, head):
                break
        elif _OUTSIDE.match(cursor.content, cursor.at, cursor.limit):
            closed = False
            break
        else:
            sound = _read_field(cursor, fields) and sound
        cursor.at = _after(_COMMAS, cursor)
    else:
        closed = False
    end = cursor.at
    if closed:
        cursor.at = end = end + 1
    elif sound:
        _not_closed(cursor, head)
    return Block(
        kind=kind,
        type=head["type"].decode().lower(),
        key=key,
        start=head.start(),
        key_end=key_end,
        end=end,
        fields=tuple(fields),
        sound=closed and sound and len(cursor.faults) == before,
        guessed=not (closed and sound),
    )


def _after(pattern: re.Pattern[bytes], cursor: Cursor) -> int:
    found = pattern.match(cursor.content, cursor.at, cursor.limit)
    return found.end() if found else cursor.at


def _simple(found: re.Match[bytes]) -> Field:
    name = as_text(found[1]).lower()
    return Field(name, found.start(), found.end(2) + 1, (Piece("{", *found.span(2)),))


def _read_key(cursor: Cursor, closer: bytes) -> tuple[str, int]:
    """The key and where it ends; the cursor is behind it, or before a field where there is none."""
    pattern = _KEY_IN_BRACES if closer == b"}" else _KEY
    while True:
        found = pattern.match(cursor.content, cursor.at, cursor.limit)
        opening = cursor.at
        if found is None:
            return "", opening
        start, end = found.span(1)
        cursor.at = end
        if cursor.next_is(b"{") and not found[1].strip():
            said = "an entry's key has a brace before it"
            cursor.faults.append(Fault(end, said, "take it away"))
            cursor.at = end + 1
            continue
        break
    key = found[1].strip()
    if cursor.next_is(b"="):
        return _key_before_field(cursor, key, start, opening)
    behind = cursor.at
    cursor.skip_space()
    if not cursor.next_is(b",") and _FIELD.match(cursor.content, cursor.at, cursor.limit):
        said = "the comma after the key of {} is missing"
        cursor.faults.append(Fault(start, said, "add it", "warning"))
    cursor.at = min(cursor.at, cursor.limit) if cursor.next_is(b",") else behind
    return " ".join(as_text(key).split()), start + len(key)


def _key_before_field(cursor: Cursor, text: bytes, start: int, opening: int) -> tuple[str, int]:
    """The key where `text` and `=` stand in its place: the first field is in the same line."""
    key, _, name = text.partition(b" ")
    cursor.at = start
    if not name or b" " in name.strip():  # what there is, is the field
        return "", opening
    said = "the comma after the key of {} is missing"
    cursor.faults.append(Fault(start, said, "add it", "warning"))
    cursor.at = start + text.index(name.strip(), len(key))
    return " ".join(key.decode("utf-8", "replace").split()), start + len(key)


def _read_field(cursor: Cursor, fields: list[Field]) -> bool:
    """Adds the field that the cursor is at; False where something had to be guessed."""
    if cursor.next_is(b"%"):
        said = "{} has a comment inside, which is no BibTeX"
        hint = "move it between the entries"
        cursor.faults.append(Fault(cursor.at, said, hint, "warning"))
        cursor.at = _after(_COMMENT, cursor)
        return True
    found = _FIELD.match(cursor.content, cursor.at, cursor.limit)
    if not found:
        return _pass_over(cursor)
    cursor.at = found.end()
    name = as_text(found[1]).lower()
    pieces, sound = read_value(cursor, name)
    end = cursor.at
    fields.append(Field(name, found.start(), end, pieces))
    if sound:
        cursor.skip_space()
        if _FIELD.match(cursor.content, cursor.at, cursor.limit):
            said = f"the comma after the field '{name}' of {{}} is missing"
            cursor.faults.append(Fault(end, said, "add it", "warning"))
    return sound


def _pass_over(cursor: Cursor) -> bool:
    """What is no field, up to the line of the next one."""
    said = "{} has something between its fields that is none"
    hint = "check the braces, quotes and commas of this line; all other entries were read"
    if word := _WORD.match(cursor.content, cursor.at, cursor.limit):
        name = as_text(word[0])
        said, hint = f"{{}} has '{name}' without '=' behind it", f"write {name} = {{...}}"
    cursor.faults.append(Fault(cursor.at, said, hint))
    found = SWALLOWED.search(cursor.content, cursor.at, cursor.limit)
    closing = re.compile(rb"[\r\n]\s*(?=[})])").search(
        cursor.content, cursor.at, found.start() if found else cursor.limit
    )
    cursor.at = (closing or found).end() if closing or found else cursor.limit  # type: ignore[union-attr]
    return False


def _ends(cursor: Cursor, head: re.Match[bytes]) -> bool:
    """Whether this closing brace is the entry's; not so if a field stands behind it."""
    left = _LEFT_OVER.match(cursor.content, cursor.at + 1, cursor.limit)
    if not left or head["type"].lower() == b"string":
        return True
    said = "{} has a closing brace too many"
    hint = "take it away; all other entries were read"
    cursor.faults.append(Fault(cursor.at, said, hint))
    cursor.at += 1
    return False


def _not_closed(cursor: Cursor, head: re.Match[bytes]) -> None:
    written = cursor.content[head.start() : cursor.at].rstrip()
    said = "{} is never closed"
    hint = "add its closing brace; all other entries were read"
    cursor.faults.append(Fault(head.start() + len(written) - 1, said, hint))
