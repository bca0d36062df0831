"""Fenced blocks such as `reading-list` become what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX
from markupsafe import Markup

from studylog.problem import Problem, did_you_mean


class Place(NamedTuple):
    """Where a block stands: `page` is the address it is shown at, `source` the page's file.

    `name` is different for each block of a log, so that it can begin the ids in it.
    """

    page: str
    source: str
    name: str


class BlockHtml(NamedTuple):
    """What a block became, and what of its options was not understood: fact and cure.

    Of several parts, those that are `Markup` are HTML, the others Markdown of the page.
    """

    html: str | tuple[str, ...]
    faults: tuple[tuple[str, str], ...] = ()


class BlockFault(NamedTuple):
    """A fault of the `number`th block of its kind on the page, counted from 0."""

    kind: str
    number: int
    said: str
    hint: str


#: Makes a block of the YAML between its fences.
Block = Callable[[str, Place], BlockHtml]
#: Is told the page's source and the fault, each time that the page is rendered.
Report = Callable[[str, BlockFault], object]

_OPEN = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")
#: No name of a block, misspelled, is longer.
_LONGEST = 16
_MARKS = {ord(STX): None, ord(ETX): None}
#: What the lines below it, further in, belong to: lists, admonitions, tabs, definitions, footnotes.
_HOLDS = re.compile(r"[ \t]*(?:[-*+] |\d+[.)] |!!! |\?\?\?\+? |===[!+]? |: |\[\^)")


class BlockPreprocessor(Preprocessor):
    """Replaces a block before any other fence is looked at; one within a fence stays as it is."""

    def __init__(self, md: Markdown, blocks: Mapping[str, Block], report: Report) -> None:
        super().__init__(md)
        self.blocks, self.report = blocks, report

    def run(self, lines: list[str]) -> list[str]:
        if not self.blocks:
            return lines
        made: list[str] = []
        seen: dict[str, int] = {}
        waiting = iter(lines)
        for line in waiting:
            opening = _OPEN.match(line)
            inside = list(_to_close(waiting, opening["fence"])) if opening else []
            kind = opening["info"].strip() if opening and not _is_code(line, made) else ""
            if opening and kind in self.blocks and inside and _closes(inside[-1], opening["fence"]):
                number = seen[kind] = seen.get(kind, -1) + 1
                shown = self._made(kind, number, "\n".join(inside[:-1]))
                made += ["", *(opening["indent"] + line for line in shown), ""]
            else:
                if kind and kind not in self.blocks:
                    self._say_if_meant(kind, seen)
                made += [line, *inside]
        return made

    def _say_if_meant(self, kind: str, seen: dict[str, int]) -> None:
        """A fence with nearly the name of a block would be code without a word."""
        if len(kind) > _LONGEST or not (hint := did_you_mean(kind, self.blocks)):
            return
        seen[kind] = seen.get(kind, -1) + 1
        _, source = page_of(self.md)
        self.report(source, BlockFault(kind, seen[kind], "there is no such block", hint))

    def _made(self, kind: str, number: int, text: str) -> Iterator[str]:
        """The lines that stand for the block."""
        page, source = page_of(self.md)
        name = re.sub(r"\W+", "-", f"{source.rpartition('.')[0]}-{kind}-{number + 1}").strip("-")
        block = self.blocks[kind](_without_indent(text), Place(page, source, name))
        for said, hint in block.faults:
            self.report(source, BlockFault(kind, number, said, hint))
        if isinstance(block.html, str):
            yield self._put_away(block.html)
            return
        for part in block.html:
            yield from [self._put_away(part)] if isinstance(part, Markup) else part.split("\n")
            yield ""

    def _put_away(self, html: str) -> str:
        # Its own marks would be taken for such; formulas were said where they stand.
        shown = html.translate(_MARKS).replace('class="maths-fault"', 'class="maths-unset"')
        return self.md.htmlStash.store(str(shown))


def _is_code(line: str, before: list[str]) -> bool:
    """Whether the line is code for its indentation: it is so far in, and nothing holds it."""
    indent = _indent(line)
    if indent < 4:
        return False
    outer = next((b for b in reversed(before) if b.strip() and _indent(b) < indent), "")
    return not _HOLDS.match(outer)


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _to_close(lines: Iterator[str], fence: str) -> Iterator[str]:
    for line in lines:
        yield line
        if _closes(line, fence):
            return


def _closes(line: str, fence: str) -> bool:
    mark = line.strip()
    return len(mark) >= len(fence) and set(mark) == {fence[0]}


def _without_indent(text: str) -> str:
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    return "\n".join(line[min(indents, default=0) :] for line in lines)


def page_of(md: Markdown) -> tuple[str, str]:
    """Address and source of the page that MkDocs renders; both empty elsewhere.

    MkDocs and its blog tell the page only through their own tree processor:
    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/pages.py#L335
    """
    if "relpath" not in md.treeprocessors:
        return "", ""
    file = md.treeprocessors["relpath"].file  # type: ignore[attr-defined]
    return file.url, file.src_uri


def block_problems(faults: Iterable[BlockFault], path: str, source: str) -> Iterator[Problem]:
    """The faults at the lines of their blocks in the page's source."""
    for fault in dict.fromkeys(faults):
        line = _line_of(fault, source.split("\n"))
        yield Problem(path, line, f"the block '{fault.kind}': {fault.said}", fault.hint)


def _line_of(fault: BlockFault, lines: list[str]) -> int | None:
    opening = re.compile(rf"[ \t]*(?:`{{3,}}|~{{3,}})[ \t]*{re.escape(fault.kind)}[ \t]*$")
    found = [number for number, line in enumerate(lines) if opening.match(line)]
    return found[fault.number] + 1 if fault.number < len(found) else None
