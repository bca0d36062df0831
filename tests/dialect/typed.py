"""Markdown as people type it, made up line by line."""

from __future__ import annotations

from hypothesis import strategies as st

_INDENTS = st.sampled_from(
    ["", "", "", " ", "  ", "  ", "   ", "    ", "    ", "     ", "        "]
)
_MARKERS = st.sampled_from(["- ", "- ", "* ", "+ ", "1. ", "2. ", "1) ", "-  ", "-   ", "10. "])
_WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "x_y_z", "q?", "a*b", "1985"])
_TEXTS = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)

ITEMS = st.tuples(_INDENTS, _MARKERS, _TEXTS).map("".join)
TEXTS = st.tuples(_INDENTS, _TEXTS).map("".join)
HEADINGS = st.tuples(st.sampled_from(["# ", "## ", "### "]), _TEXTS).map("".join)
RULES = st.sampled_from(["---", "***", "- - -", "===", "----"])
TABLES = st.tuples(_TEXTS, _TEXTS, st.sampled_from(["", "\n| x |", "\n| x | y | |"])).map(
    lambda cells: f"| a | b |\n|---|---|\n| {cells[0]} | {cells[1]} |{cells[2]}"
)
NEARLY = st.tuples(_INDENTS, st.sampled_from(["-", "1.", "#"]), _TEXTS).map("".join)


def pages(*lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Up to a dozen lines of the given kinds, with blank ones between."""
    return st.lists(st.one_of(*lines, st.just("")), max_size=12).map("\n".join)
