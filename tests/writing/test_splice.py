"""Splices change bytes where they say, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.writing import Splice, splice


@given(
    st.lists(st.tuples(st.binary(max_size=5), st.binary(max_size=5), st.binary(max_size=5))),
    st.randoms(),
)
def test_what_lies_between_splices_stays(parts: list[tuple[bytes, bytes, bytes]], random) -> None:
    content, wanted, splices = b"", b"", []
    for kept, old, new in parts:
        content += kept
        splices.append(Splice(len(content), len(content) + len(old), new))
        content += old
        wanted += kept + new
    if all(old for _, old, _ in parts):  # else the order at one place is that given
        random.shuffle(splices)
    assert splice(content, splices) == wanted


def test_insertions_at_one_place_keep_their_order() -> None:
    assert splice(b"ad", [Splice(1, 1, b"b"), Splice(1, 1, b"c")]) == b"abcd"


@pytest.mark.parametrize("second", [Splice(1, 3, b""), Splice(2, 9, b""), Splice(3, 2, b"")])
def test_splices_that_overlap_or_leave_the_file_are_refused(second: Splice) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        splice(b"abcd", [Splice(0, 2, b"x"), second])
