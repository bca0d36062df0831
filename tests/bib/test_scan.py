"""What the scanner reads of a file: keys, fields, values, and where in the bytes each stands."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib import read_bibliography
from studylog.bib.parts import all_blocks, parts
from studylog.bib.spans import Block
from tests.bib.hostile import HOSTILE
from tests.bib.spans import assert_spans_are_true


@dataclass(frozen=True)
class Written:
    """A block as it was generated: what was written, and what is to be read of it."""

    text: str
    type: str
    key: str
    fields: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


NAMES = st.text("abcdefghijkKLM-_:", min_size=1, max_size=8).filter(lambda n: n[0].isalpha())
SPACE = st.sampled_from(["", " ", "\n", "\r\n", "\t", "\r\n\t  "])
#: What a value of either kind may hold: no quotes, and braces only in pairs.
TEXT = st.recursive(
    st.text("abzé ü,=#%@\\'\n()ключ", max_size=8).map(lambda t: t.replace("\\", "\\\\ ")),
    lambda inner: st.lists(inner, max_size=3).map("".join).map(lambda t: f"{{{t}}}"),
    max_leaves=5,
)
PIECES = st.one_of(
    TEXT.map(lambda t: ("{", t)),
    TEXT.map(lambda t: ('"', t)),
    st.sampled_from([("", "2001"), ("", "jan"), ("", "acm")]),
)


@st.composite
def fields(draw: st.DrawFn) -> tuple[str, tuple[str, tuple[tuple[str, str], ...]]]:
    name = draw(NAMES)
    pieces = draw(st.lists(PIECES, min_size=1, max_size=3))
    written = [{"{": f"{{{t}}}", '"': f'"{t}"', "": t}[kind] for kind, t in pieces]
    joint = draw(SPACE) + "#" + draw(SPACE)
    text = name + draw(SPACE) + "=" + draw(SPACE) + joint.join(written)
    return text, (name.lower(), tuple(pieces))


@st.composite
def blocks(draw: st.DrawFn) -> Written:
    kind = draw(st.sampled_from(["misc", "Article", "string", "comment", ""]))
    if kind == "":
        return Written(draw(st.sampled_from(["prose", "a@b.org", "% more", "x {y}, z"])), "", "")
    opening, closing = draw(st.sampled_from(["{}", "()"]))
    if kind == "comment":
        return Written(f"@comment{{{draw(TEXT).replace('@', '')}}}", "comment", "")
    given = draw(st.lists(fields(), max_size=4))
    separator = draw(SPACE) + "," + draw(SPACE)
    end = draw(st.sampled_from(["", ","])) + draw(SPACE) + closing
    key = draw(st.text("abcXYZ0189:/+-_.é&", min_size=1, max_size=9)) if kind != "string" else ""
    inside = separator.join(([key] if key else []) + [text for text, _ in given])
    text = f"@{kind}{draw(st.sampled_from(['', ' ']))}{opening}{inside}{end}"
    return Written(text, kind.lower(), key, tuple(field for _, field in given))


def read_as(block: Block, content: bytes) -> Written:
    values = tuple(
        (f.name, tuple((p.kind, content[p.start : p.end].decode()) for p in f.pieces))
        for f in block.fields
    )
    return Written(content[block.start : block.end].decode(), block.type, block.key, values)


@given(st.lists(blocks(), max_size=6), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_file_is_read_as_it_was_written(written: list[Written], end: str) -> None:
    content = end.join(block.text for block in written).encode()
    assert [read_as(b, content) for b in all_blocks(content)] == [b for b in written if b.type]
    assert [fault for part in parts(content, {}) for fault in part.faults] == []
    assert_spans_are_true(content)


@given(st.binary())
def test_any_bytes_have_blocks_in_order(content: bytes) -> None:
    assert_blocks_are_in_order(content)


SIGNS = st.sampled_from(
    [
        *(
            "@misc{",
            "@a(k,",
            "@string{",
            "@comment{",
            "\n@b{k,\n",
            "}",
            ")",
            "{",
            '"',
            ",",
            "=",
            "#",
        ),
        *("%", "\n", "\r", " ", "\\", "title", "t = {", 't = "', "\n t = {x},", "é", "2001", "\\}"),
    ]
)


@given(st.lists(SIGNS, max_size=50).map("".join))
def test_any_mixture_of_signs_has_blocks_in_order(text: str) -> None:
    assert_blocks_are_in_order(text.encode())


def assert_blocks_are_in_order(content: bytes) -> None:
    behind = 0
    for part in parts(content, {}):
        assert all(0 <= fault.at <= len(content) for fault in part.faults)
        for block in part.blocks:
            assert behind <= block.start <= block.key_end <= block.end <= len(content)
            at, behind = block.key_end, block.end
            for field in block.fields:
                assert at <= field.start <= field.end <= block.end
                spans = [(p.start, p.end) for p in field.pieces]
                places = [field.start, *(place for span in spans for place in span), field.end]
                assert places == sorted(places)
                at = field.end


@pytest.mark.parametrize("name", HOSTILE)
def test_the_entry_behind_a_long_hostile_one_is_read(name: str) -> None:
    # So long that all that searches in vain may cost is spent.
    content = HOSTILE[name](2000) + b"\n@misc{after, title = {After}}\n"
    assert_blocks_are_in_order(content)
    last = all_blocks(content)[-1]
    assert (last.key, [f.name for f in last.fields], last.sound) == ("after", ["title"], True)


def test_braces_may_be_as_deep_as_a_file_is_long() -> None:
    deep = 100_000
    content = b"@misc{k, title = " + b"{" * deep + b"T" + b"}" * deep + b", year = 2001}"
    assert [f.name for f in all_blocks(content)[0].fields] == ["title", "year"]
    entry = read_bibliography(content).entries[0]
    assert (str(entry.title), entry.year) == ("T", "2001")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("@misc{a, title = {A}}\n\n@misc\n  title = {B},\n}", 3, "'@misc' begins no entry"),
        ("text\narticle{b,\n title = {B},\n}", 2, "'article{b,' begins no entry"),
        ("@comment{\nnever", 1, "a @comment is never closed"),
        ("@misc{a,\n title = {A},\n @misc{b,\n title = {B}}", 2, "entry 'a' is never closed"),
        ("@misc{\n {a, title = {A}}", 2, "an entry's key has a brace before it"),
        ("@misc{a,\n % b\n title = {A}}", 2, "entry 'a' has a comment inside"),
        ("@misc{a,\n title = {A}},\n year = {1}}", 2, "entry 'a' has a closing brace too many"),
        ("@misc{a,\n title = {A \\} B},\n}", 2, "holds an unbalanced brace"),
        ("@misc{a,\n title = ,\n}", 2, "the field 'title' of entry 'a' has no value"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_fault_is_said_in_its_line_whatever_ends_lines(
    text: str, line: int, said: str, end: str
) -> None:
    problems = read_bibliography(text.replace("\n", end).encode()).problems
    assert [p.line for p in problems if said in p.message] == [line], problems


@pytest.mark.parametrize(
    "key", ["a b", "a;b", "a~b", "a\\b", "../a", "a'b", "<a>", "a@b", "a%b", "a#b", 'a"b']
)
def test_a_key_that_no_citation_can_name_is_said_and_kept(key: str) -> None:
    bibliography = read_bibliography(f"\n@misc{{{key}, title = {{T}}}}".encode())
    assert [e.key for e in bibliography.entries] == [key]
    assert [(p.line, p.level) for p in bibliography.problems if "in its key" in p.message] == [
        (2, "warning")
    ]


@pytest.mark.parametrize("value", ["{%s}", '"%s"', "{A} # {%s}"])
@pytest.mark.parametrize("quoted", ["@article{x, y}", "@misc(", "@comment{x}", " @string{a = {b}}"])
def test_a_value_may_hold_lines_that_look_like_entries(value: str, quoted: str) -> None:
    text = value % f"as in\n{quoted}\nor so"
    content = f"@misc{{a,\n abstract = {text},\n title = {{A}},\n}}\n@misc{{b, title = {{B}}}}"
    bibliography = read_bibliography(content.encode())
    assert [(e.key, str(e.title)) for e in bibliography.entries] == [("a", "A"), ("b", "B")]
    assert str(bibliography.entries[0].abstract).endswith("or so")
    assert [p for p in bibliography.problems if p.level != "note"] == []


def test_an_entry_without_a_key_is_said_and_costs_no_neighbour() -> None:
    bibliography = read_bibliography(
        b"@misc{a, title = {A}}\n@misc{,\n title = {B}}\n@misc{title = {C}}\n@misc{d, title = {D}}"
    )
    assert [e.key for e in bibliography.entries] == ["a", "d"]
    said = [(p.line, p.message) for p in bibliography.problems if p.level == "error"]
    assert said == [(2, "an entry has no key"), (4, "an entry has no key")]


def test_keys_of_a_file_in_latin_1_are_read() -> None:
    content = "@misc{müller, title = {Österreich}}".encode("latin-1")
    entry = read_bibliography(content).entries[0]
    assert (entry.key, str(entry.title)) == ("müller", "Österreich")
