"""A file is cut where lines begin blocks, without gaps, and each line end counts once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.chunks import chunks, lines_in

PARTS = st.sampled_from(
    [
        b"@misc{k",
        b"@ string (",
        b"@comment",
        b"\n",
        b"\r",
        b"\r\n",
        b" ",
        b"\t",
        b"x",
        b"}",
        b"\xff",
    ]
)
FILES = st.lists(PARTS, max_size=30).map(b"".join)


@given(FILES)
def test_chunks_are_the_whole_file_in_order(content: bytes) -> None:
    found = list(chunks(content))
    assert b"".join(content[c.start : c.end] for c in found) == content
    assert all(chunk.start < chunk.end for chunk in found[1:])


@given(FILES)
def test_a_chunk_knows_the_line_it_begins_in(content: bytes) -> None:
    # splitlines of bytes knows the same three line ends; what is behind the last one is a line.
    lines = (content + b"x").splitlines(keepends=True)
    starts = [sum(map(len, lines[:n])) for n in range(len(lines))]
    for chunk in chunks(content):
        assert starts[chunk.line - 1] == chunk.start
    assert lines_in(content, 0, len(content)) == len(lines) - 1


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_chunk_begins_with_the_blanks_before_a_block(end: bytes) -> None:
    content = end.join([b"prose", b" \t@misc{a, x@y.org}", b"@ string (b)", b"", b"@comment c @d{"])
    found = [(content[c.start : c.end].strip(b"\r\n"), c.line) for c in chunks(content)]
    assert found == [
        (b"prose", 1),
        (b" \t@misc{a, x@y.org}", 2),
        (end.join([b"@ string (b)", b"", b"@comment c @d{"]), 3),
    ]
