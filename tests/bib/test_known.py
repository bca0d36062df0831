"""A file that was changed is read from what is known of it, with the result of a reading anew."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from studylog.bib import Bibliography, read_bibliography

BLOCKS = (
    '@string{p = "Press"}',
    '@string{p = "Other" # q}',
    "@string{q = {Q}, jan = {Jänner}}",
    "@misc{a, title = {A}, publisher = p, year = 2001, month = jan}",
    "@misc{b, title = {B}, crossref = {parent}}",
    "@misc{B, title = {B}, crossref = {PARENT}, status = {redaing}}",
    "@proceedings{parent, title = {Parent}, year = 2001}",
    "@proceedings{parent, title = {Changed}, publisher = p, crossref = {b}}",
    "@xdata{x, publisher = {X}}",
    "@misc{c, title = {C}, xdata = {x}, doi = {10.1000/1}}",
    "@misc{d, title = {D}, doi = {10.1000/1}, title = {E}, status = nothing}",
    "@misc{e,\n title = {E}\n year = 2001,\n % said\n}",
    "@misc{f,\n title = {F},\n",
    "@misc{f,\n title = {F,\n year = 2001,\n}",
    "@misc{g, title = {Not closed\n",
    "@misc{g, note = {quotes a line\n@misc{h, title = {H}}\n behind}, title = {G}}",
    "}",
    "@comment{said}",
    "@comment{not closed",
    "prose = {x}",
    "",
    "é",
)
PLACE = st.integers(min_value=0, max_value=30)


def edited(blocks: list[str], edit: tuple[str, int, int]) -> list[str]:
    """The blocks after one edit; a number beyond the end counts from the front again."""
    kind, at, other = edit
    blocks, new = blocks.copy(), BLOCKS[other % len(BLOCKS)]
    if kind == "insert" or not blocks:
        blocks.insert(at % (len(blocks) + 1), new)
        return blocks
    at %= len(blocks)
    if kind == "change":
        blocks[at] = new
    elif kind == "double":
        blocks.insert(other % len(blocks), blocks[at])
    else:
        moved = blocks.pop(at)
        if kind == "move":
            blocks.insert(other % (len(blocks) + 1), moved)
    return blocks


EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "change", "double", "delete", "move"]), PLACE, PLACE),
    min_size=1,
    max_size=4,
)


def assert_same(found: Bibliography, fresh: Bibliography) -> None:
    assert found == fresh
    assert list(found.by_key.items()) == list(fresh.by_key.items())
    assert [e.digest for e in found.entries] == [e.digest for e in fresh.entries]


@given(st.lists(st.sampled_from(BLOCKS), max_size=8), EDITS)
@example([BLOCKS[0], BLOCKS[3]], [("change", 0, 1)])
@example([BLOCKS[4], BLOCKS[6]], [("change", 1, 7)])
@example([BLOCKS[3], BLOCKS[9]], [("insert", 0, 20), ("double", 1, 0)])
def test_each_reading_from_the_one_before_is_that_of_the_file(
    blocks: list[str], edits: list[tuple[str, int, int]]
) -> None:
    known = read_bibliography("\n".join(blocks).encode()).known
    for edit in edits:
        blocks = edited(blocks, edit)
        content = "\n".join(blocks).encode()
        found = read_bibliography(content, known=known)
        assert_same(found, read_bibliography(content))
        known = found.known


@given(st.lists(st.sampled_from(BLOCKS), max_size=6), st.lists(st.sampled_from(BLOCKS), max_size=6))
def test_what_is_known_of_another_file_changes_nothing(one: list[str], other: list[str]) -> None:
    known = read_bibliography("\n".join(one).encode("latin-1"), "one.bib").known
    content = "\r\n".join(other).encode()
    found = read_bibliography(content, "other.bib", publish=("review",), known=known)
    assert_same(found, read_bibliography(content, "other.bib", publish=("review",)))


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_what_is_known_of_any_bytes_changes_nothing(one: bytes, other: bytes) -> None:
    for before, content in ((one, one + b"\n" + other), (other, one + other), (one, other)):
        known = read_bibliography(before).known
        assert_same(read_bibliography(content, known=known), read_bibliography(content))
