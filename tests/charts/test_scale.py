"""Labels and lines are as many as there is room for, wherever the months begin."""

from __future__ import annotations

from itertools import pairwise

import pytest

from studylog.charts.period import months_between
from studylog.charts.scale import Label, month_labels, ticks


def test_a_few_months_are_all_named_above_their_year() -> None:
    assert month_labels(("2025-12", "2026-01", "2026-02")) == (
        Label("4.17", "Dec", 0),
        Label("12.5", "Jan", 0),
        Label("12.5", "2026", 1),
        Label("20.83", "Feb", 0),
    )


@pytest.mark.parametrize("begin", range(1, 13))
def test_labels_have_room_where_there_is_little(begin: int) -> None:
    ever = months_between(f"1990-{begin:02}", "2045-12")
    for count in (*range(1, 60), 100, 121, 336, 600):
        labels = month_labels(ever[:count])
        assert any(label.row == 0 and not label.minor for label in labels)
        for row, room, shown in ((0, 8, False), (1, 8, False), (0, 3.9, True)):
            at = [float(x.at) for x in labels if x.row == row and (shown or not x.minor)]
            assert all(after - before >= room for before, after in pairwise(at)), count


def test_there_are_one_to_four_lines_at_round_counts() -> None:
    for most in (*range(1, 130), 999, 12345):
        counts = [tick.count for tick in ticks(most)]
        assert 1 <= len(counts) <= 4 and counts[-1] <= most
        assert all(count % counts[0] == 0 for count in counts)
        assert str(counts[0]).rstrip("0") in ("1", "2", "5")


def test_without_a_count_there_is_no_line() -> None:
    assert ticks(0) == ()
