"""Checkboxes become tasks with their line, state and heading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studylog.tasks import Task, read_tasks

PAGE = """\
- [ ] before any heading
# One ##
* [x] done
  1. [X] nested, ordered
    - [/] partly
- [~] partly too
## Two
+ [?] maybe
- [] no box
- [y] no state
-[ ] no item
- [ ]no blank
    ```
    - [ ] in code
    ```
```
- [ ] in code
```
<!-- - [ ] in a comment
- [ ] and on
--> - [ ] still text
- [ ] with `<!--` in code
- [ ] last\u2028of all
"""


def test_boxes_become_tasks_in_the_order_of_the_page() -> None:
    tasks = list(read_tasks("docs/p.md", PAGE, first_line=5))
    assert tasks == [
        Task("docs/p.md", 5, "before any heading", "open", None),
        Task("docs/p.md", 7, "done", "done", "One"),
        Task("docs/p.md", 8, "nested, ordered", "done", "One"),
        Task("docs/p.md", 9, "partly", "partly", "One"),
        Task("docs/p.md", 10, "partly too", "partly", "One"),
        Task("docs/p.md", 12, "maybe", "maybe", "Two"),
        Task("docs/p.md", 25, "still text", "open", "Two"),
        Task("docs/p.md", 26, "with `<!--` in code", "open", "Two"),
        Task("docs/p.md", 27, "last\u2028of all", "open", "Two"),
    ]


def test_a_comment_that_is_never_closed_hides_the_rest() -> None:
    assert [t.text for t in read_tasks("p", "- [ ] a\n<!--\n- [ ] b")] == ["a"]


PARTS = st.lists(
    st.sampled_from(["- [ ] a", "- [x] b", "\n", "\n", "```", "~~~", "`", "<!--", "-->", "# h"])
).map("".join)


@given(st.text() | PARTS)
def test_every_task_stands_on_its_line(text: str) -> None:
    lines = text.split("\n")
    for task in read_tasks("p", text):
        assert task.text.split("\u2028")[0][:1] in lines[task.line - 1]
