"""What an author says of a notebook, in its first cell or its metadata, is read or is a problem."""

from __future__ import annotations

from typing import Any

import pytest

from studylog.notebooks import Notebook, read_notebook, read_program
from tests.notebooks.notebooks import code, prose, saved
from tests.samples import samples

PATH = "notebooks/a.ipynb"
FASTPAGES = """# "A *title*"
> "What it is about"

- toc: true
- categories: [fastpages, jupyter]
- author: Somebody
- image: images/diagram.png
- hide: false"""


def read(content: bytes, path: str = PATH) -> tuple[Notebook, list[str]]:
    notebook, problems = read_notebook(path, content)
    assert notebook
    return notebook, [f"{p.level}: {p.message} ({p.hint})" for p in problems]


def own(**given: Any) -> tuple[Notebook, list[str]]:
    return read(saved(prose("# Heading\n\nText."), studylog=given))


def test_all_keys_are_read() -> None:
    notebook, problems = own(
        title="Title", summary="Sum", date="2024-05-06", tags=["a", "b"], draft=True,
        hide=["toc"], execute="always", timeout_s=5, data=[], resources={}, trust=True,
        post=True, launch=["colab"], run={},
    )  # fmt: skip
    assert problems == []
    assert (notebook.title, notebook.summary, notebook.date) == ("Title", "Sum", "2024-05-06")
    assert (notebook.tags, notebook.hide, notebook.launch) == (("a", "b"), ("toc",), ("colab",))
    assert notebook.draft and notebook.trust and notebook.post and notebook.execute == "always"


def test_without_metadata_a_notebook_has_the_defaults() -> None:
    notebook, problems = read(saved(code()))
    assert problems == []
    assert not (notebook.draft or notebook.trust or notebook.post or notebook.hide)
    assert notebook.launch is None and notebook.execute is None and notebook.date is None


@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_front_matter_in_the_first_cell_is_read_and_not_shown(kind: str) -> None:
    head = "---\ntitle: Of YAML\ndate: 2024-05-06\ntags: [a]\ndraft: true\nexecute: never\n---\n"
    content = saved(prose(head, kind), prose("Text."), code())
    notebook, problems = read(content)
    assert problems == []
    assert (notebook.title, notebook.date, notebook.tags) == ("Of YAML", "2024-05-06", ("a",))
    assert notebook.draft and notebook.summary == "Text."
    assert notebook.markdown.startswith("# Of YAML\n\nText.\n")
    program = read_program(PATH, content)
    assert program and program.execute == "never"


def test_what_stands_below_front_matter_is_prose() -> None:
    notebook, _ = read(saved(prose("---\ndate: 2024-05-06\n---\n\n# Heading\n\nText.")))
    assert (notebook.title, notebook.summary, notebook.date) == ("Heading", "Text.", "2024-05-06")
    assert notebook.markdown.startswith("# Heading\n\nText.")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    notebook, problems = read(saved(prose("---\n\nText between rules.\n\n---\n")))
    assert problems == [] and "Text between rules." in notebook.markdown


def test_the_metadata_of_the_file_wins_over_the_first_cell() -> None:
    head = prose("---\ntitle: Cell\ntags: [cell]\n---", "raw")
    notebook, _ = read(saved(head, studylog={"title": "File"}))
    assert (notebook.title, notebook.tags) == ("File", ("cell",))


def test_the_words_of_posts_are_understood() -> None:
    head = "---\ndescription: Sum\ncategories: [a]\npublished: false\nauthor: Me\nformat: html\n---"
    notebook, problems = read(saved(prose(head, "raw")))
    assert problems == []
    assert (notebook.summary, notebook.tags, notebook.draft) == ("Sum", ("a",), True)


def test_the_switches_of_quarto_are_no_mode_of_running() -> None:
    notebook, problems = read(saved(prose("---\nexecute:\n  echo: false\n---", "raw")))
    assert problems == [] and notebook.execute is None


def test_a_line_that_yaml_refuses_costs_itself_and_is_said() -> None:
    notebook, problems = read(saved(prose("---\ntitle: a: b\ndate: 2024-05-06\n---", "raw")))
    assert (notebook.title, notebook.date) == ("a: b", "2024-05-06")
    assert len(problems) == 1 and problems[0].startswith(
        "warning: the first cell: the front matter"
    )


def test_the_first_cell_of_fastpages_is_read_and_not_shown() -> None:
    notebook, problems = read(
        saved(prose(FASTPAGES), prose("More.")), "notebooks/2020-02-21-intro.ipynb"
    )
    assert problems == []
    assert (notebook.title, notebook.date) == ("A title", "2020-02-21")
    assert (notebook.summary, notebook.tags) == ("What it is about", ("fastpages", "jupyter"))
    assert notebook.hide == ()
    assert notebook.markdown == "# A *title*\n\nWhat it is about\n\nMore.\n"


def test_what_stands_below_the_list_of_fastpages_is_shown() -> None:
    notebook, _ = read(saved(prose(FASTPAGES + "\n\nAnd *this*.")))
    assert notebook.markdown.endswith("What it is about\n\nAnd *this*.\n")


@pytest.mark.parametrize(
    "source",
    [
        "# Title\n\n- lr: 0.1\n- steps: 3",
        "# Title\n> quoted\n\ntext",
        "# Title\n\n1. toc: true",
        "# Title",
    ],
)
def test_a_list_of_other_things_is_prose(source: str) -> None:
    notebook, _ = read(saved(prose(source)))
    assert notebook.markdown == source + "\n"


def test_the_introduction_to_fastpages_is_read() -> None:
    name = "2020-02-21-introducing-fastpages.ipynb"
    content = (samples() / "corpus" / "notebooks" / name).read_bytes()
    notebook, problems = read(content, f"notebooks/{name}")
    assert problems == []
    assert (notebook.title, notebook.date) == ("Introducing fastpages", "2020-02-21")
    assert notebook.tags == ("fastpages", "jupyter")
    assert notebook.summary.startswith("An easy to use blogging platform")
    assert "sticky_rank" not in notebook.markdown.partition("## Setting Up")[0]


@pytest.mark.parametrize(
    ("path", "title", "date"),
    [
        ("notebooks/2024-5-6-my_run.ipynb", "My run", "2024-05-06"),
        ("notebooks/2024-05-06.ipynb", "2024 05 06", None),
        ("notebooks/deep/2024-05-06-x.ipynb", "X", "2024-05-06"),
    ],
)
def test_a_date_in_the_name_of_the_file_counts(path: str, title: str, date: str | None) -> None:
    notebook, problems = read(saved(code()), path)
    assert (notebook.title, notebook.date, problems) == (title, date, [])


def test_a_date_that_is_none_is_said_and_that_of_the_name_is_used() -> None:
    content = saved(code(), studylog={"date": "2024-02-31"})
    notebook, problems = read(content, "notebooks/2024-02-01-x.ipynb")
    assert notebook.date == "2024-02-01"
    assert problems == [
        "warning: metadata.studylog: date is '2024-02-31', and there is no 31 February 2024 "
        "(write it as YYYY-MM-DD)"
    ]


def test_a_name_with_no_date_of_the_calendar_is_said() -> None:
    notebook, problems = read(saved(code()), "notebooks/2024-13-01-x.ipynb")
    assert notebook.date is None
    assert problems == [
        "warning: the date in the file's name can't be read, since there is no month 13 "
        "(correct the name)"
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"titel": "x"}, "there is no key 'titel' (did you mean 'title'?)"),
        ({"darft": True}, "there is no key 'darft' (did you mean 'draft'?)"),
        ({"draft": "maybe"}, "draft is 'maybe' (write true or false)"),
        ({"trust": 1}, "trust is '1' (write true or false)"),
        ({"execute": "nevr"}, "execute is 'nevr' (did you mean 'never'?)"),
        ({"timeout_s": "long"}, "timeout_s is 'long' (write a number of seconds from"),
        ({"timeout_s": -1}, "timeout_s is '-1' (write a number of seconds from"),
        ({"timeout_s": True}, "timeout_s is 'true' (write a number of seconds from"),
        ({"title": ["x"]}, "title is a list (write a text)"),
        ({"tags": 3}, "tags is '3' (write a list of texts)"),
        ({"tags": ["a", {}]}, "tags is a list (write a list of texts)"),
        ({"hide": {}}, "hide is an object (write a list of texts)"),
        ({"resources": [1]}, "resources is a list (write numbers by name"),
        ({"resources": {"GPU": "1"}}, "resources is an object (write numbers by name"),
        ({"launch": ["kaggle"]}, "launch is a list (known are colab, binder)"),
        ({"data": 3}, "data is '3' (write the path"),
        ({"data": ["/etc/passwd"]}, "the data file '/etc/passwd' is none of the log (write"),
        ({"data": "../../x"}, "the data file '../../x' is none of the log (write"),
        ({"data": ["C:\\x"]}, "the data file 'C:\\x' is none of the log (write"),
        ({"date": {}}, "date is an object"),
        ({"x" * 500: 1}, f"there is no key '{'x' * 80}'"),
    ],
)
def test_what_can_not_be_read_is_said_and_costs_only_itself(
    given: dict[str, Any], said: str
) -> None:
    notebook, problems = own(**{**given, "post": True})
    assert notebook.post
    assert len(problems) == (0 if given == {"date": {}} else 1)
    assert all(p.startswith(f"warning: metadata.studylog: {said}") for p in problems)


def test_metadata_that_is_no_object_is_said() -> None:
    _, problems = read(saved(code(), studylog=[1]))
    assert problems[0].startswith("warning: metadata.studylog is no object")


def test_an_unknown_key_of_the_first_cell_is_said_where_it_stands() -> None:
    _, problems = read(saved(prose("---\ntitel: x\n---", "raw")))
    assert problems == ["warning: the first cell: there is no key 'titel' (did you mean 'title'?)"]


def test_a_title_that_repeats_the_heading_is_shown_once() -> None:
    notebook, _ = own(title="Heading")
    assert notebook.markdown == "# Heading\n\nText.\n"


def test_a_title_stands_above_another_heading_and_is_shown_to_the_letter() -> None:
    notebook, _ = own(title="Why $x_1$ is *not* <b>")
    assert notebook.title == "Why $x_1$ is *not* <b>"
    assert notebook.markdown.startswith("# Why $x_1$ is &#42;not&#42; &#60;b&#62;\n\n# Heading\n")


def test_a_comment_or_a_badge_is_no_summary() -> None:
    for block in ("<!-- hidden -->", "[![Colab](x.svg)](y)", "<table><tr></tr></table>"):
        notebook, _ = read(saved(prose(f"# Title\n\n{block}\n\nText.")))
        assert notebook.summary == ""


def test_a_heading_may_be_underlined() -> None:
    notebook, _ = read(saved(prose("Of *lines*\n==========\n\nText.")))
    assert (notebook.title, notebook.summary) == ("Of lines", "Text.")
    assert notebook.markdown == "Of *lines*\n==========\n\nText.\n"


def test_front_matter_in_a_raw_cell_needs_no_end() -> None:
    notebook, problems = read(saved(prose("---\ntitle: Open", "raw"), prose("Text.")))
    assert (notebook.title, problems) == ("Open", [])
    assert notebook.markdown == "# Open\n\nText.\n"


def test_characters_that_xml_refuses_are_left_out() -> None:
    notebook, _ = read(saved(prose("# A\0B"), studylog={"summary": "c\x01d", "tags": ["e\x02"]}))
    assert (notebook.title, notebook.summary, notebook.tags) == ("AB", "cd", ("e",))
