"""The rows of five real logs, and of the logs of two other people."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from studylog.importing import Import, import_files, sums
from studylog.importing.known import read_known
from tests.importing.account import entries, field_of
from tests.samples import samples


def seed(number: str) -> tuple[str, bytes]:
    (path,) = (samples() / "seeds").glob(f"{number}_*")
    return path.name, path.read_bytes()


@cache
def first(number: str) -> Import:
    return import_files([seed(number)])


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("000", "54 rows: 54 not a resource (1 link inside a sentence, 53 no link)."),
        ("001", "34 rows: 34 not a resource (34 no link)."),
        ("002", "98 rows: 98 not a resource (98 no link)."),
        ("003", "1 row: 1 imported (1 post)."),
        ("004", "42 rows: 39 imported (11 read, 28 to-read), 3 not a resource (3 no link)."),
    ],
)
def test_import_of_a_seed(number: str, said: str) -> None:
    assert sums(first(number).rows) == said
    assert first(number).problems == ()


def test_000_line_39_has_its_link_inside_a_sentence() -> None:
    rows = {row.line: row for row in first("000").rows}
    assert rows[39].remarks == ("link inside a sentence",)
    assert first("000").bib == b""


def test_003_is_a_post_with_its_date_in_the_name_and_every_byte() -> None:
    _, content = seed("003")
    found = import_files([("_posts/2020-04-24-a-march.md", content)])
    assert dict(found.posts) == {"posts/2020-04-24-a-march.md": content}
    assert dict(import_files([("march.markdown", content)]).posts) == {
        "posts/2020-04-24-march.markdown": content
    }


def line_of() -> dict[int, str]:
    return {row.line: row.key for row in first("004").rows if row.outcome == "imported"}


def test_e7_titles_are_kept_whole_with_their_prefix() -> None:
    titles = {e.key: str(e.title) for e in entries(first("004"))}
    at = line_of()
    assert titles[at[23]] == "Google Colab for experimentation: Colab"
    assert titles[at[18]] == "MIT OpenCourseWare: Linear Algebra Full Course"
    assert titles[at[79]] == "Kaggle Datasets: Kaggle Datasets"
    assert titles[at[40]] == "Textbook: Deep Learning by Goodfellow et al. (online version)"
    assert titles[at[89]] == "https://docs.djangoproject.com/en/5.1/intro/"
    assert titles[at[71]].startswith("STAM-SNN: Spatio-Temporal Associative Memory in Brain-")
    assert titles[at[16]].endswith("Multivariant Calculus")


def test_e8_three_courses_of_one_title_or_address_are_three_and_the_last_is_flagged() -> None:
    rows = {row.line: row for row in first("004").rows}
    keys = ["imperialcollegelondon", "imperialcollegelondonb", "imperialcollegelondonc"]
    assert [rows[n].key for n in (15, 16, 17)] == keys
    assert [rows[n].remarks for n in (15, 16)] == [(), ()]
    assert rows[17].remarks == ("looks like imperialcollegelondon, imperialcollegelondonb",)
    assert [r.line for r in first("004").rows if "looks like" in str(r)] == [17]


def test_e9_every_link_to_arxiv_gives_its_id() -> None:
    found = entries(first("004"))
    assert len([e for e in found if e.arxiv]) == 15
    assert field_of(first("004"), "eprint") == [
        "1706.03762", "2201.11903", "1611.01599", "1512.03385", "1506.02640", "1612.08242",
        "1801.04381", "1905.11946", "1701.08816", "1705.03820", "1505.04597", "1503.03832",
        "1508.06576", "1409.1556", "2310.10372",
    ]  # fmt: skip
    assert field_of(first("004"), "archiveprefix") == ["arXiv"] * 15
    at = line_of()
    without = [n for n in range(53, 72) if not next(e for e in found if e.key == at[n]).arxiv]
    assert without == [56, 66, 69, 71]


def test_e9_tracking_goes_and_a_signed_link_stays_whole_with_a_note() -> None:
    urls = {e.key: e.url for e in entries(first("004"))}
    at = line_of()
    assert urls[at[54]] == "https://arxiv.org/abs/2201.11903"
    assert urls[at[31]] == (
        "https://www.coursera.org/learn/neural-networks-deep-learning?specialization=deep-learning"
    )
    rows = {row.line: row for row in first("004").rows}
    assert rows[66].remarks == ("the link is signed and ends on 2025-02-20",)
    text = seed("004")[1].decode()
    signed = re.search(r"https://scontent[^)]+", text)
    assert signed and urls[at[66]] == signed[0]
    assert urls[at[71]] is None


def test_e10_the_note_is_whole_and_no_author_or_year_is_made_of_it() -> None:
    assert field_of(first("004"), "author") == field_of(first("004"), "year") == []
    notes = {e.key: str(e.note) for e in entries(first("004"))}
    at = line_of()
    rows = seed("004")[1].decode().split("\n")
    for number, key in at.items():
        cells = rows[number - 1].strip("|").split("|")
        wanted = cells[2].strip() if len(cells) > 2 else ""
        assert notes[key] == wanted, number


def test_e11_letters_with_accents_are_kept() -> None:
    (note,) = [n for n in field_of(first("004"), "note") if "Novikov" in n]
    assert "Hladůvka, Wimmer \\& Bühler" in note


def test_e14_the_types() -> None:
    types = {row.line: row.type for row in first("004").rows if row.outcome == "imported"}
    by_type: dict[str, list[int]] = {}
    for line, kind in types.items():
        by_type.setdefault(kind, []).append(line)
    assert by_type == {
        "article": list(range(53, 72)),
        "course": [15, 16, 17, 18, 30, 31, 32, 33, 34, 35],
        "video": [36, 37],
        "book": [40, 88],
        "manual": [39, 89],
        "online": [24, 38],
        "misc": [23, 79],
    }


def test_e17_the_three_items_between_the_tables_are_no_resources() -> None:
    others = [row for row in first("004").rows if row.outcome == "not a resource"]
    assert [(row.line, row.remarks) for row in others] == [(n, ("no link",)) for n in (43, 44, 45)]


def test_e18_statuses_keys_and_topics() -> None:
    found = entries(first("004"))
    assert Counter(e.status for e in found) == {"read": 11, "to-read": 28}
    assert "attentionallyou" in {e.key for e in found}
    topics = Counter(topic for e in found for topic in e.topics)
    assert topics == {
        "Foundational Mathematics Resources": 4,
        "Programming Resources and General Tools/Setup": 2,
        "Machine Learning/Neural Networks Foundational Resources": 11,
        "ML Papers": 19,
        "Open Source and Community": 1,
        "General Resources": 2,
    }
    assert field_of(first("004"), "added") == []


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_e18_a_second_import_adds_nothing(number: str) -> None:
    again = import_files([seed(number)], first(number).bib, first(number).posts)
    assert again.bib == first(number).bib
    assert not again.posts
    there = [row for row in first(number).rows if row.outcome == "imported"]
    assert [row.outcome for row in again.rows].count("already there") == len(there)
    if number == "004":
        assert sums(again.rows) == "42 rows: 39 already there, 3 not a resource (3 no link)."


def corpus(name: str) -> Path:
    return samples() / "corpus/logs" / name


def test_every_row_of_a_long_log_is_one_entry() -> None:
    """Counted a second time here, line by line and without a reader of Markdown."""
    content = corpus("amitness-learning.md").read_bytes()
    found = import_files([("amitness-learning.md", content)])
    by_hand = Counter(status_by_hand(line) for line in rows_by_hand(content.decode()))
    assert by_hand == {"read": 420, "reading": 5, "to-read": 104}
    assert Counter(row.status for row in found.rows) == by_hand
    assert {row.outcome for row in found.rows} == {"imported"}
    titles = [title_by_hand(line) for line in rows_by_hand(content.decode())]
    assert [e.title for e in read_known(found.bib)] == titles
    again = import_files([("amitness-learning.md", content)], found.bib)
    assert (again.bib, len(again.rows)) == (found.bib, 529)
    assert {row.outcome for row in again.rows} == {"already there"}


def rows_by_hand(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.startswith("|")]
    return [line for line in lines if not line.startswith(("|Format|", "|---"))]


def status_by_hand(line: str) -> str:
    cell = line.rstrip().removesuffix("|").rpartition("|")[2].strip(" `")
    if cell in ("", "⬜") or cell.startswith("0/"):
        return "to-read"
    return "read" if cell == "✅" else "reading"


def title_by_hand(line: str) -> str:
    cell = re.split(r"(?<!\\)\|", line)[2].replace("\\|", "|").strip()
    found = re.fullmatch(r"\[(?P<text>.*)\]\(http[^()]*(?:\([^()]*\)[^()]*)*\)(?P<rest>.*)", cell)
    assert found, cell
    return " ".join((found["text"] + found["rest"]).replace("`", "").replace("*", "").split())


def test_a_log_of_days_in_prose_has_no_rows() -> None:
    found = import_files([("100days-avik.md", corpus("100days-avik.md").read_bytes())])
    assert (found.rows, found.bib, sums(found.rows)) == ((), b"", "No rows.")


def test_posts_of_other_blogs_are_taken_as_they_are() -> None:
    for path in sorted((samples() / "corpus/posts").iterdir()):
        content = path.read_bytes()
        found = import_files([(path.name, content)])
        assert dict(found.posts) == {f"posts/{path.name}": content}


def test_every_bib_file_of_other_programs_is_there_after_one_import() -> None:
    for path in sorted((samples() / "corpus/bib").iterdir()):
        given = [(path.name, path.read_bytes())]
        if path.stat().st_size > 100_000:
            continue
        found = import_files(given)
        assert not found.problems, path.name
        again = import_files(given, found.bib)
        assert again.bib == found.bib, path.name
        assert "imported" not in {row.outcome for row in again.rows}, path.name
