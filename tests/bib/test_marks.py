"""Rating and priority are read in every listed form, and another scale is said."""

from __future__ import annotations

import pytest

from studylog.bib.fault import Fault
from studylog.bib.marks import read_priority, read_rating


@pytest.mark.parametrize(
    ("fields", "rating"),
    [
        *(({"rating": str(n)}, n) for n in range(1, 6)),
        *(({"ranking": f"rank{n}"}, n) for n in range(1, 6)),
        *(({"keywords": f"nlp, rank{n}"}, n) for n in range(1, 6)),
        ({"rating": "4/5"}, 4),
        ({"rating": " {4 / 5} "}, 4),
        ({"rating": "★★★☆☆"}, 3),
        ({"rating": "★★★★★"}, 5),
        ({"rating": "★★"}, 2),
        ({"rating": "⭐\ufe0f⭐\ufe0f⭐\ufe0f"}, 3),
        ({"ranking": "Rank2"}, 2),
        ({"tags": "rank2"}, 2),
        ({"rating": "0"}, None),
        ({"rating": "0/5"}, None),
        ({"rating": "☆☆☆☆☆"}, None),
        ({"rating": ""}, None),
        ({"mendeley-tags": "rank2"}, None),
        ({}, None),
    ],
)
def test_a_rating_is_read(fields: dict[str, str], rating: int | None) -> None:
    mark = read_rating(fields)
    assert (mark.value, mark.faults) == (rating, ())
    assert mark.fields == (tuple(fields) if rating else ())


@pytest.mark.parametrize("name", ["rating", "ranking"])
@pytest.mark.parametrize(
    "written", ["6", "-1", "4.5", "8/10", "★★★★★★", "☆★", "rank6", "A*", "good", "²"]
)
def test_another_scale_is_a_fault_and_no_rating(name: str, written: str) -> None:
    mark = read_rating({name: written})
    assert mark.value is None
    assert mark.faults == (
        Fault(name, f"has {name} '{written}'", "write a number from 1 to 5"),
    )  # fmt: skip


def test_the_strongest_rating_that_can_be_read_counts() -> None:
    assert read_rating({"keywords": "rank1", "ranking": "rank2", "rating": "3"}).value == 3
    assert read_rating({"keywords": "rank1", "ranking": "rank2", "rating": "0"}).value == 2
    assert read_rating({"keywords": "rank1", "rating": "9"}).value == 1


@pytest.mark.parametrize(
    ("fields", "priority"),
    [
        *(({"priority": str(n)}, n) for n in range(1, 4)),
        *(({"priority": f"prio{n}"}, n) for n in range(1, 4)),
        *(({"keywords": f"nlp; prio{n}"}, n) for n in range(1, 4)),
        ({"priority": "high"}, 1),
        ({"priority": "Medium"}, 2),
        ({"priority": "LOW"}, 3),
        ({"priority": "{Prio1}"}, 1),
        ({"priority": ""}, None),
        ({"mendeley-tags": "prio2"}, None),
        ({}, None),
    ],
)
def test_a_priority_is_read(fields: dict[str, str], priority: int | None) -> None:
    mark = read_priority(fields)
    assert (mark.value, mark.faults) == (priority, ())
    assert mark.fields == (tuple(fields) if priority else ())


@pytest.mark.parametrize("written", ["0", "4", "1/3", "urgent", "prio4"])
def test_another_scale_is_a_fault_and_no_priority(written: str) -> None:
    mark = read_priority({"priority": written})
    assert mark.value is None
    assert mark.faults == (
        Fault("priority", f"has priority '{written}'", "write a number from 1 to 3"),
    )


def test_the_field_is_stronger_than_a_keyword() -> None:
    assert read_priority({"keywords": "prio1", "priority": "3"}).value == 3
