"""Pieces of a heading that look like a range and are none become what is said of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studylog.phases.days import Day, at, is_two_months, read_bare_day, read_day
from studylog.phases.tokens import MONTHS, Token, is_like_month, months_of
from studylog.problem import did_you_mean_one_of

#: How many pieces a date can lie away from the sign between two of them.
_REACH = 5
_LIKE = "write the range as '20 May to 1 June' or '2025-05-20 to 2025-06-01'"
_DASHES = "-–—−"


def unread(tokens: Sequence[Token], text: str) -> list[tuple[str, str]]:
    """What is wrong with the first thing among the pieces left over that looks like a range."""
    for n, token in enumerate(tokens):
        if token.kind == "unclear" and _is_date(token.text):
            return [_two_ways(token)]
        if token.kind == "to":
            before, behind = tokens[max(n - _REACH, 0) : n], tokens[n + 1 : n + 1 + _REACH]
            if ends := _ends(before, behind):
                return [_fault(ends)]
            if failed := _half_read(tokens, n, text):
                return [failed]
    return []


def _ends(before: Sequence[Token], behind: Sequence[Token]) -> list[Token]:
    """What seems to be a date on either side of a sign; nothing in `I may want to march`."""
    near = [t for n, t in enumerate(before) if _is_datelike(t) or _is_in_place(before, n)][-1:]
    far = [t for n, t in enumerate(behind) if _is_datelike(t) or _is_in_place(behind, n)][:1]
    ends = [*near, *far]
    numbers = [any(t.text[0].isdigit() for t in side) for side in (before, behind)]
    if all(numbers) and any(map(is_two_months, ends)):
        return ends
    sure = any(numbers) or any(token.text[0].isupper() for token in ends)
    return ends if near and far and sure and any(map(_is_datelike, ends)) else []


def _is_datelike(token: Token) -> bool:
    return token.kind in ("iso", "unclear") or (
        token.kind == "word" and bool(months_of(token.text))
    )


def _is_in_place(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word stands where a month should: `5th of Foo`."""
    of = n - 1
    while at(tokens, of).says("the"):
        of -= 1
    named = tokens[n].kind == "word" and not tokens[n].says("the")
    return named and at(tokens, of).says("of") and at(tokens, of - 1).ordinal


def _is_date(text: str) -> bool:
    """Whether it is a date even where it stands alone: `05/06`, `5/6/2025`, but not `3/10`."""
    parts = re.split(r"[-/.]", text.rstrip("."))
    if len(parts) == 3:
        return True
    return "/" in text and text.startswith("0") and all(len(part) == 2 for part in parts)


def _fault(tokens: Sequence[Token]) -> tuple[str, str]:
    for token in tokens:
        if token.kind == "unclear":
            return _two_ways(token)
        names = [MONTHS[m - 1] for m in months_of(token.text)] if token.kind == "word" else []
        if len(names) > 1:
            return f"the month '{token.text}' can't be read", did_you_mean_one_of(names)
    return f"the dates from '{tokens[0].text}' to '{tokens[1].text}' can't be read", _LIKE


def _two_ways(token: Token) -> tuple[str, str]:
    said = f"the date '{token.text}' is not read, since its month has no name"
    return said, "write it as '5 June' or '2025-06-05'"


def end_of_row(tokens: Sequence[Token], end: int) -> int:
    """Where a row of dates ends whose second one ends before token `end`, which is `end` itself
    where only two stand in it: `20 May to 25 May to 30 May` has three.

    A dash may part a range from other words: `20-30 May - 3 papers`, `20-30 May - June is next`.
    """
    while at(tokens, end).kind == "to":
        then, dash = end + 1, _is_dash(tokens[end])
        day = read_day(tokens, then)
        if day and (day.day or not dash):
            end = day.end
        elif at(tokens, then).kind == "unclear":
            end = then + 1
        elif (bare := read_bare_day(tokens, then)) and not _counts(tokens, bare, dash):
            if dash and at(tokens, bare.end).kind == "word":
                break
            end = bare.end + (at(tokens, bare.end).kind == "word")
        else:
            break
    return end


def _half_read(tokens: Sequence[Token], n: int, text: str) -> tuple[str, str] | None:
    """What is said of the sign at token `n` with a date on one side, and on the other a number
    that may be one: `20 June to 15 Agosto`, `20 Mai to 1 June`, `5 June to 3`."""
    dash = _is_dash(tokens[n])
    near, far = _date_before(tokens, n), read_day(tokens, n + 1)
    bare = read_bare_day(tokens, n + 1)
    start = near[0] if near else _number_before(tokens, n, far)
    end = far.end if far else 0
    if near and not far and bare and not _counts(tokens, bare, dash):
        end = _end_of_number(tokens, bare.end) if near[1].day or not dash else 0
    elif not near and dash and far and not far.day:
        end = 0
    elif not near and not far and bare and any(_is_odd(tokens, k) for k in (n - 1, bare.end)):
        end = _end_of_number(tokens, bare.end) if at(tokens, bare.end).kind == "word" else 0
    if start is None or not end or (near and far):
        return None
    first, last = (text[tokens[a].start : tokens[b - 1].end] for a, b in ((start, n), (n + 1, end)))
    return f"the dates from '{first}' to '{last}' can't be read", _LIKE


def _is_dash(token: Token) -> bool:
    return token.text in _DASHES


def _date_before(tokens: Sequence[Token], n: int) -> tuple[int, Day] | None:
    """The date that ends right before token `n`, and where it begins."""
    for start in range(max(n - _REACH, 0), n):
        day = read_day(tokens, start)
        if day and day.end == n:
            return start, day
    return None


def _number_before(tokens: Sequence[Token], n: int, far: Day | None) -> int | None:
    """Where a number begins that may be a day, alone or with one word, which names no month.

    `3 papers` are none behind another word, and `Top 10 Papers - 20 May` is no range.
    """
    dash = _is_dash(tokens[n])
    start = n - 1 - (at(tokens, n - 1).kind == "word") - at(tokens, n - 2).says("of", "de")
    if start < 0 or read_bare_day(tokens, start) is None:
        return None
    alone = at(tokens, start - 1).kind not in ("word", "day", "year")
    if start == n - 1:
        return start if alone and (not dash or (far and not far.month_first)) else None
    named = tokens[n - 1].text[0].isupper()
    sure = (named and alone) if dash else (named or alone)
    return start if sure or is_like_month(tokens[n - 1].text) else None


def _counts(tokens: Sequence[Token], bare: Day, dash: bool) -> bool:
    """Whether the number behind a dash tells how many: `20 May - 3 papers`, `- 3 Papers Read`."""
    word, then = at(tokens, bare.end), at(tokens, bare.end + 1)
    if not dash or word.kind != "word" or word.says("of", "de") or is_like_month(word.text):
        return False
    return word.text[0].islower() or then.kind == "word"


def _is_odd(tokens: Sequence[Token], n: int) -> bool:
    """Whether the word is nearly a month's name."""
    return at(tokens, n).kind == "word" and is_like_month(tokens[n].text)


def _end_of_number(tokens: Sequence[Token], end: int) -> int:
    """With the word behind the number, or what is written in one with it: `15 Agosto`, `06-10`."""
    end += at(tokens, end).says("of", "de")
    if at(tokens, end).kind == "word":
        return end + 1
    while at(tokens, end).kind in ("to", "day") and tokens[end].start == tokens[end - 1].end:
        end += 1
    return end
