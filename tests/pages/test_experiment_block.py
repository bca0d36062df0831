"""An `experiments` block is a table of notebooks, or one output of a notebook with its origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from studylog import StudyLog
from studylog.blocks import blocks_of
from studylog.markdown.blocks import BlockFault, BlockHtml, Place
from studylog.notebooks import Notebook
from studylog.pages.experiment_options import Options, read_experiment_options
from studylog.runs import Standing
from studylog.settings import read_config
from tests.extension.converter import CONFIG
from tests.pages.experiment_notebooks import ALL, FGSM, LR
from tests.pages.logs import EVIL, unsafe

PLACE = Place("blog/2026/11/21/week/", "posts/2026-11-21-week.md", "x")


def block(text: str, notebooks: Sequence[Notebook] = ALL) -> BlockHtml:
    return blocks_of(StudyLog(notebooks=tuple(notebooks)), {})["experiments"](text, PLACE)


def titles(text: str) -> list[str]:
    made = block(text)
    assert made.faults == ()
    links = BeautifulSoup(made.html, "html.parser").select("a.experiment-title")
    return [a.get_text() for a in links]


def columns(text: str) -> list[str]:
    return [
        th.get_text() for th in BeautifulSoup(block(text).html, "html.parser").select("thead th")
    ]


def page(
    text: str, notebooks: Sequence[Notebook] = ALL
) -> tuple[BeautifulSoup, list[tuple[str, str]]]:
    """The page of the Markdown, as the site converts it, and the faults of its blocks."""
    config, _ = read_config(CONFIG.read_text(encoding="utf-8"))
    options = {name: dict(value) for name, value in config.markdown.items()}
    faults: list[BlockFault] = []
    options["studylog"] = {
        "blocks": blocks_of(StudyLog(notebooks=tuple(notebooks)), {}),
        "report": lambda _, fault: faults.append(fault),
    }
    html = Markdown(extensions=list(options), extension_configs=options).convert(text)
    return BeautifulSoup(html, "html.parser"), [(f.said, f.hint) for f in faults]


def test_a4_every_option_of_the_block_is_read() -> None:
    text = (
        "tag: a, b\nnames: [x, y]\nsort: -accuracy, one-cycle\n"
        'columns: [date, "accuracy, one-cycle"]\nlimit: 5\nshow: n#l'
    )
    assert read_experiment_options(text) == (
        Options(
            show="n#l",
            tag=("a", "b"),
            names=("x", "y"),
            sort="-accuracy, one-cycle",
            columns=("date", "accuracy, one-cycle"),
            limit=5,
        ),
        (),
    )


@pytest.mark.parametrize("text", ["", "# nothing", "{}", "tag:", "limit: ''", "names: []"])
def test_a_block_without_options_asks_for_all(text: str) -> None:
    assert read_experiment_options(text) == (Options(), ())
    assert titles(text) == ["FGSM on digits", "Learning rates", "Notes"]


def test_a4_a_block_chooses_sorts_and_limits() -> None:
    assert titles("tag: adversarial examples") == ["FGSM on digits"]
    assert titles("names: lr-range, notes.ipynb, fgsm") == [
        "FGSM on digits", "Learning rates", "Notes",
    ]  # fmt: skip
    assert titles("sort: date") == ["Learning rates", "FGSM on digits", "Notes"]
    assert titles("sort: -test accuracy") == ["Learning rates", "FGSM on digits", "Notes"]
    assert titles("sort: test_accuracy") == ["FGSM on digits", "Learning rates", "Notes"]
    assert titles("sort: title\nlimit: 2") == ["FGSM on digits", "Learning rates"]
    assert titles("sort: -run\nlimit: 1") == ["FGSM on digits"]


def test_a_value_that_is_missing_or_no_number_comes_last() -> None:
    for sort in ("loss", "-loss"):
        assert titles(f"sort: {sort}")[0] == "Learning rates"


def test_a4_a_block_has_the_columns_that_are_asked_for() -> None:
    assert columns("columns: epsilon, Date") == ["Experiment", "epsilon", "Date"]
    assert columns("names: lr-range") == ["Experiment", "Date", "Run", "Numbers"]


def test_what_a_table_is_sorted_by_is_told() -> None:
    head = BeautifulSoup(block("sort: -loss").html, "html.parser").select("th[aria-sort]")
    assert [(th.get_text(), th["aria-sort"]) for th in head] == [("loss", "descending")]


def test_a_block_for_which_nothing_fits_says_so() -> None:
    made = block("tag: nobody's")
    assert "No experiment fits here." in made.html and made.faults == ()


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("tga: x", "there is no option 'tga'", "did you mean 'tag'?"),
        ("colour: x", "there is no option 'colour'", "known are show, tag, names, sort"),
        ("names: lr-rang", "there is no notebook 'lr-rang'", "did you mean 'lr-range'?"),
        ("names: zzz", "there is no notebook 'zzz'", "known are lr-range, deep/fgsm, notes"),
        ("sort: -los", "there is no column 'los' to sort by", "did you mean 'loss'?"),
        ("sort: numbers", "there is no column 'numbers' to sort by", ""),
        ("columns: epsilo", "there is no column 'epsilo'", "did you mean 'epsilon'?"),
        ("limit: 0", "'limit' is '0'", "write a number from 1"),
        ("limit: [1]", "'limit' is 'a list'", "write a number from 1"),
        ("tag: {a: b}", "'tag' is neither a text nor a list of texts", "write one"),
        ("show: [a, b]", "'show' is no text", "write one in a line"),
        ("- a", "the block holds no options", "write one such as 'limit: 5'"),
        ("tag: [", "the YAML can't be read", "quotes"),
        ("show: lr-range", "'lr-range' names no output", "such as 'lr-range-test#fig-loss'"),
        ("show: lr-rnage#x", "there is no notebook 'lr-rnage'", "did you mean 'lr-range'?"),
        ("show: lr-range#fig-los", "notebooks/lr-range.ipynb has no output 'fig-los'", "fig-loss"),
        ("show: lr-range#cell-9", "has no output 'cell-9'", "did you mean"),
        ("show: notes#fig", "notebooks/notes.ipynb has no output 'fig'", "have no outputs"),
    ],
)
def test_a4_what_is_not_understood_is_a_fault_with_its_cure(
    text: str, said: str, hint: str
) -> None:
    (fault,) = block(text).faults
    assert said in fault[0] and hint in fault[1]


@given(st.text())
def test_any_text_gives_options(text: str) -> None:
    read_experiment_options(text)
    block(f"show: {text!r}")


def test_a4_a_figure_of_a_notebook_stands_in_a_post_with_its_origin() -> None:
    soup, faults = page("Before.\n\n```experiments\nshow: lr-range#fig-loss\n```\n\nAfter.")
    figure = soup.select_one("figure.experiment-shown")
    assert figure is not None and faults == []
    image = figure.img
    assert image is not None and image["src"] == "/notebooks/lr-range_files/figure%201.svg"
    assert image["alt"] == "A curve" and image["class"] == ["figure"]
    caption = figure.figcaption
    assert caption is not None
    assert caption.get_text().strip() == "From Learning rates, code cell 3."
    assert [a["href"] for a in caption.select("a")] == ["notebooks/lr-range/#cell-3"]
    after = figure.find_next_sibling("p")
    assert after is not None and after.get_text() == "After."


def test_a4_an_output_without_a_label_goes_by_the_number_of_its_cell() -> None:
    soup, faults = page("```experiments\nshow: notebooks/lr-range.ipynb#cell-04\n```")
    assert faults == []
    assert soup.select("figure pre")[0].get_text().replace("\u200b", "") == "a <b>\n\nc"
    assert "code cell 4" in soup.select("figcaption")[0].get_text()


def test_a3_an_output_older_than_the_code_says_so_wherever_it_is_shown() -> None:
    soup, _ = page("```experiments\nshow: fgsm#cell-1\n```")
    assert soup.select("figure .status")[0].get_text() == "outputs older than code"


def test_an_output_that_a_run_is_still_to_bring_is_awaited() -> None:
    running = replace(LR, labels={}, standing=Standing("not-run", running=True))
    soup, faults = page("```experiments\nshow: lr-range#fig-<b>\n```", (running,))
    text = "The output “fig-<b>” of Learning rates comes with the run that is under way."
    assert (soup.get_text().strip(), faults) == (text, [])
    over, faults = page("```experiments\nshow: lr-range#fig\n```", (replace(LR, labels={}),))
    assert over.get_text().strip() != text
    assert [said for said, _ in faults] == ["notebooks/lr-range.ipynb has no output 'fig'"]


def test_an_output_can_stand_in_a_list() -> None:
    soup, faults = page("- item\n\n    ```experiments\n    show: lr-range#fig-loss\n    ```\n")
    assert faults == [] and soup.select("li figure img")


def test_a_draft_s_output_is_not_shown() -> None:
    draft = replace(LR, draft=True)
    made = blocks_of(StudyLog(drafts=(draft,)), {})["experiments"]("show: lr-range#fig-loss", PLACE)
    assert made.html == ""
    assert made.faults[0][0] == "notebooks/lr-range.ipynb is a draft, which has no page to lead to"


def test_hostile_names_in_a_block_are_text() -> None:
    evil = replace(FGSM, title=EVIL, metrics={EVIL: 1.0}, labels={EVIL: "Text.", "cell-1": "Text."})
    soup, faults = page("```experiments\nshow: fgsm#cell-1\n```\n\n```experiments\n```\n", [evil])
    assert faults == [] and unsafe(str(soup)) == []
    assert EVIL in soup.select("figcaption")[0].get_text()
