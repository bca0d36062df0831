"""Under its title a notebook's page tells whether its outputs are those of its code, and how."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from bs4 import BeautifulSoup, Tag

from studylog.notebooks import Notebook
from studylog.pages import launch_links, render_experiment_head
from studylog.pages.experiment_cards import cards, first_sentence
from studylog.pages.experiment_words import badge_of, duration
from studylog.runs import Fault, Standing
from tests.pages.experiment_notebooks import ALL, FAILED, HASH, LR, RECORD
from tests.pages.logs import EVIL, unsafe

CURRENT = Standing("current", RECORD)


def head(standing: Standing | None) -> BeautifulSoup:
    notebook = replace(LR, standing=standing)
    return BeautifulSoup(render_experiment_head(notebook, LR.url), "html.parser")


def text(soup: Tag, selector: str) -> str:
    found = soup.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def test_a3_a_run_that_fits_has_a_sentence_and_no_badge() -> None:
    soup = head(CURRENT)
    assert not soup.select(".status")
    said = "Ran on 21 November 2026 in 12 s on Python 3.11.7, CPU with 2 cores; seed numpy 0."
    assert text(soup, ".run-said") == said
    assert soup.select(".run-said time")[0]["datetime"] == "2026-11-21T18:02:11Z"
    assert "18:02:11 UTC" in text(soup, "details")


def test_a3_what_a_run_ran_with_is_folded_below() -> None:
    details = head(CURRENT).find("details")
    assert details is not None and not details.has_attr("open")
    said = "Nothing changed since: the code, 2 data files and 3 packages are the same."
    assert text(details, "p") == said
    rows = [[c.get_text() for c in row.select("th, td")] for row in details.select("tbody tr")]
    assert rows[:2] == [["matplotlib", "3.10.1"], ["numpy", "2.4.6"]]
    assert rows[3] == ["notebooks/data/a.csv", HASH[:12]]
    assert details.select("td code")[0]["title"] == HASH


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing("older-than-code", RECORD), "outputs older than code"),
        (Standing("older-than-data", RECORD), "outputs older than data"),
        (Standing("unverified"), "stored, not verified"),
        (Standing("failed", FAILED), "stopped at code cell 3: ValueError: x is negative"),
        (
            Standing("failed", replace(RECORD, fault=Fault("kernel", "there is no kernel 'r'"))),
            "stopped: there is no kernel 'r'",
        ),
        (Standing("not-run"), "not run"),
    ],
)
def test_a3_what_is_not_as_it_should_be_is_said_in_a_badge(standing: Standing, words: str) -> None:
    soup = head(standing)
    assert text(soup, ".status") == words
    assert text(soup, ".run-said")


@pytest.mark.parametrize("standing", [None, Standing("no-code"), CURRENT])
def test_a_page_with_nothing_to_mend_has_no_badge(standing: Standing | None) -> None:
    assert badge_of(standing) is None
    assert not head(standing).select(".run-badges")


def test_a3_a_package_of_another_version_is_told_with_both() -> None:
    soup = head(replace(CURRENT, packages={"numpy": ("2.4.6", "2.5.0"), "matplotlib": ("3", "")}))
    said = (
        "Changed since: numpy 2.4.6, now 2.5.0 and matplotlib 3, now not installed. "
        "The code, 2 data files and 1 package are the same."
    )
    assert text(soup, "details p") == said
    rows = [[c.get_text() for c in row.select("th, td")] for row in soup.select("tbody tr")]
    assert rows[:3] == [
        ["matplotlib", "3.10.1", "not installed"],
        ["numpy", "2.4.6", "2.5.0"],
        ["scikit-learn", "1.9.0", "the same"],
    ]


def test_a3_changed_code_data_and_modules_are_told() -> None:
    modules = {"notebooks/nets.py": HASH, "notebooks/data.py": HASH}
    standing = Standing(
        "older-than-code",
        replace(RECORD, modules=modules),
        data=("notebooks/data/a.csv",),
        modules=("notebooks/nets.py",),
        code=("cells",),
    )
    soup = head(standing)
    assert text(soup, "details p") == (
        "Changed since: the code, notebooks/data/a.csv and notebooks/nets.py. "
        "1 data file, 1 module of its own and 3 packages are the same."
    )
    assert text(soup, "details").count("changed since") == 2


def test_what_changed_of_the_code_is_named_and_nothing_else() -> None:
    record = replace(RECORD, packages={}, data={}, modules={"notebooks/hc.py": HASH})
    own = Standing("older-than-code", record, modules=("notebooks/hc.py",))
    said = "Changed since: notebooks/hc.py. The code is the same."
    assert text(head(own), "details p") == said
    kernel = Standing("older-than-code", record, code=("kernel",))
    said = "Changed since: the kernel. The code and 1 module of its own are the same."
    assert text(head(kernel), "details p") == said


def test_a_run_that_stopped_is_said_to_beside_its_age() -> None:
    fault = FAILED.fault
    soup = head(Standing("older-than-code", FAILED, code=("cells",), fault=fault))
    said = "outputs older than code; stopped at code cell 3: ValueError: x is negative"
    assert text(soup, ".status") == said
    assert " 2026 , stopped after 12 s on Python" in text(soup, ".run-said")


def test_a_kernel_that_is_missing_is_said_beside_outputs_that_are_not_those_of_the_code() -> None:
    fault = Fault("kernel", "there is no kernel 'r'")
    soup = head(Standing("older-than-code", RECORD, fault=fault))
    assert text(soup, ".status") == "outputs older than code; stopped: there is no kernel 'r'"
    assert " 2026 in 12 s on Python" in text(soup, ".run-said")
    assert badge_of(Standing("current", RECORD, fault=fault)) is None


def test_versions_that_are_not_compared_are_not_said_to_be_the_same() -> None:
    standing = replace(CURRENT, absent=("Python", "matplotlib", "numpy", "scikit-learn"))
    soup = head(standing)
    said = "Nothing changed since: the code and 2 data files are the same. Not here to be compared:"
    assert text(soup, "details p").startswith(f"{said} Python, matplotlib, numpy and scikit-learn.")
    rows = [[c.get_text() for c in row.select("th, td")] for row in soup.select("tbody tr")]
    assert rows[0] == ["matplotlib", "3.10.1", "not compared"]


@pytest.mark.parametrize(
    ("unseen", "words"),
    [
        ("files", "What files it read is not known."),
        ("programs", "What files were read by the programs that it started is not known."),
    ],
)
def test_where_reads_were_not_seen_nothing_is_said_to_be_unchanged(
    unseen: Literal["files", "programs"], words: str
) -> None:
    soup = head(Standing("current", replace(RECORD, data={}, unseen=unseen)))
    assert text(soup, "details p") == f"The code and 3 packages are the same. {words}"


def test_the_key_is_said_to_be_made_of_what_it_is_made_of() -> None:
    said = text(head(CURRENT), "details")
    assert "the notebook's folder and the data files that it declares." in said


def test_the_code_alone_is_the_same() -> None:
    soup = head(Standing("current", replace(RECORD, packages={}, data={})))
    assert text(soup, "details p") == "Nothing changed since: the code is the same."


def test_a2_a_run_in_the_preview_has_a_place_for_the_cell_it_is_at() -> None:
    mark = head(replace(CURRENT, running=True)).select_one("[data-run]")
    assert mark is not None and mark["data-run"] == LR.path
    assert mark.get_text() == "running" and mark.select("[data-run-cell]")


def test_stored_cells_that_were_not_run_in_order_are_told() -> None:
    said = text(head(Standing("unverified", out_of_order=True)), ".run-said")
    assert said.endswith("Its cells were not run from top to bottom.")


def test_a_time_that_is_none_is_left_out() -> None:
    soup = head(Standing("current", replace(RECORD, started=EVIL, device="", language="")))
    assert text(soup, ".run-said") == "Ran in 12 s; seed numpy 0."


def test_a1_the_notebook_can_be_had_and_opened_elsewhere() -> None:
    launches = launch_links(LR, "https://github.com/me/log", "edit/main/docs/", ("colab",))
    notebook_url = "notebooks/lr-range/lr-range.ipynb"
    html = render_experiment_head(LR, LR.url, notebook_url, launches)
    links = BeautifulSoup(html, "html.parser").select(".run-links a")
    assert [(a["href"], a.get_text()) for a in links] == [
        ("lr-range.ipynb", "Download the notebook"),
        (
            "https://colab.research.google.com/github/me/log/blob/main/notebooks/lr-range.ipynb",
            "Open in Colab",
        ),
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0.1 s"), (9.96, "10 s"), (59.6, "1 min"), (3600, "1 h"), (90061, "25 h 1 min")],
)
def test_a_duration_is_said_as_a_reader_would(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_cards_are_newest_first_and_carry_badge_and_run() -> None:
    made = cards(ALL, {})
    assert [card.notebook.title for card in made] == ["FGSM on digits", "Learning rates", "Notes"]
    assert made[0].badge is not None and made[0].badge.short == "outputs older than code"
    assert made[1].ran is not None and (made[1].ran.day, made[1].ran.took) == ("2026-11-21", "12 s")
    assert made[2].badge is None and made[2].ran is None
    assert made[1].sentence == "One run tells, e.g. with" + made[1].sentence.partition("with")[2]
    assert "second" not in made[1].sentence and "second" in made[1].summary


def test_an_experiment_without_a_date_stands_at_that_of_its_run() -> None:
    undated = replace(LR, date=None)
    assert [card.day for card in cards([undated], {})] == ["2026-11-21"]


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        ("One. Two.", "One."),
        ("One, i.e. Two. Three.", "One, i.e. Two."),
        ("By J. Doe et al. Then on.", "By J. Doe et al. Then on."),
        ("`a. B` and **c. D**! Then.", "`a. B` and **c. D**!"),
        ("[A. B](c. D) (E. F). G.", "[A. B](c. D) (E. F)."),
        ("Costs $5. Then more.", "Costs $5. Then more."),
        ("v1.0 is out. next", "v1.0 is out. next"),
        ("", ""),
    ],
)
def test_a_first_sentence_is_cut_where_it_ends(paragraph: str, sentence: str) -> None:
    assert first_sentence(paragraph) == sentence


@pytest.mark.parametrize("sign", ["(", "$", "`", ". A", "**", "[", ".   "])
def test_a_long_paragraph_takes_no_longer_than_its_length(sign: str) -> None:
    assert len(first_sentence(sign * 100_000)) <= 100_000 * len(sign)


def test_hostile_records_are_text() -> None:
    record = replace(
        RECORD,
        key=EVIL,
        language=EVIL,
        device=EVIL,
        seeds=(EVIL,),
        packages={EVIL: EVIL},
        data={EVIL: EVIL},
        modules={EVIL: EVIL},
        fault=Fault("error", EVIL, 1),
    )
    changed = {EVIL: (EVIL, EVIL)}
    standing = Standing("failed", record, changed, (EVIL,), (EVIL,), running=True)
    notebook = Notebook(path=f"notebooks/{EVIL}.ipynb", title=EVIL, standing=standing)
    launches = launch_links(notebook, "https://github.com/a/b", "edit/main/docs", ("colab",))
    html = render_experiment_head(notebook, "x/", f'"{EVIL}', launches)
    assert unsafe(html) == []
    assert EVIL in BeautifulSoup(html, "html.parser").get_text()
