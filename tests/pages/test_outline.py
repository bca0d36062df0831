"""The headings of HTML become a nested table of contents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studylog.pages import outline


def test_headings_are_nested_by_their_level() -> None:
    tokens = outline('<h1 id="a">A</h1><h2 class="x" id="b">B <i>b</i></h2><h2 id="c">C</h2>')
    assert [(t["id"], [c["name"] for c in t["children"]]) for t in tokens] == [("a", ["B b", "C"])]


def test_the_link_mark_is_no_part_of_a_name_and_headings_without_id_are_left_out() -> None:
    html = '<h2 id="a">A &amp; B<a class="headerlink" href="#a">#</a></h2><h2>no id</h2>'
    assert [(t["id"], t["name"]) for t in outline(html)] == [("a", "A &amp; B")]


@given(st.text())
def test_no_html_raises(text: str) -> None:
    outline(text)
    outline(f'<h2 id="{text}">{text}</h2>')
