"""Pages of notebooks lose bytes and nothing that is seen."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks.slim import slim, without_indentation

_PIECES = st.sampled_from(
    ("<pre>", "</pre>", " ", "\n", "\n  ", "a", "<p>", "</p>", "<script>", "</script>", "b  c")
)


def test_marks_without_a_colour_go_and_their_text_stays() -> None:
    code = '<span class="n">x</span> <span class="o">=</span> <span class="mi">1</span>'
    assert slim(code) == 'x = <span class="mi">1</span>'


def test_code_and_scripts_keep_every_line() -> None:
    code = "<pre>\n  a\n\n    b</pre>"
    script = "<script>\n  // a\n  b()\n</script>"
    assert without_indentation(f"<p>\n\n   c\n </p>\n{code}\n  {script}") == (
        f"<p>\nc\n</p>\n{code}\n{script}"
    )


@given(st.lists(_PIECES).map("".join))
def test_no_word_is_lost_or_joined(page: str) -> None:
    assert without_indentation(page).split() == page.split()
    closed = re.findall(r"<pre>.*?</pre>", page, re.S)
    if "<script>" not in page:
        assert all(piece in without_indentation(page) for piece in closed)
