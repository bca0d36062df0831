"""The digest of outputs stays when an editor saves them, and changes with what they say."""

from __future__ import annotations

import pytest

from studylog.runs.digest import outputs_digest

SAID = {"output_type": "stream", "name": "stdout", "text": "a\nb\n"}
SHOWN = {"output_type": "display_data", "data": {"text/plain": "x", "image/png": "aGk="}}


@pytest.mark.parametrize(
    "same",
    [
        [[{**SAID, "text": ["a\n", "b\n"]}, SHOWN]],
        [[dict(reversed(SAID.items())), {**SHOWN, "metadata": {"width": 3}}]],
        [[{**SAID, "execution_count": 7}, SHOWN], [], []],
    ],
)
def test_lines_counts_and_the_order_of_keys_are_no_part_of_it(same: list[list[object]]) -> None:
    assert outputs_digest(same) == outputs_digest([[SAID, SHOWN]])


def as_json(value: object) -> list[list[object]]:
    return [[{"output_type": "display_data", "data": {"application/json": value}}]]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"loss": 1.0}, {"loss": 1}),
        ([0.5, {"a": [2.0, -0.0]}], [0.5, {"a": [2, 0]}]),
        (1e21, 10**21),
        (2**53 + 1, 2**53),
        ({"n": 10**400}, {"n": 10**400}),
    ],
)
def test_numbers_are_the_same_as_jupyterlab_writes_them(ours: object, theirs: object) -> None:
    assert outputs_digest(as_json(ours)) == outputs_digest(as_json(theirs))
    assert outputs_digest(as_json([ours, 0.25])) != outputs_digest(as_json([ours, 0.5]))


def test_a_truth_value_is_no_number() -> None:
    assert outputs_digest(as_json({"a": True})) != outputs_digest(as_json({"a": 1}))


@pytest.mark.parametrize(
    "other",
    [
        [[SHOWN, SAID]],
        [[SAID], [SHOWN]],
        [[], [SAID, SHOWN]],
        [[{**SAID, "text": "a\nc\n"}, SHOWN]],
        [[{**SAID, "name": "stderr"}, SHOWN]],
        [[SAID, {**SHOWN, "data": {"text/plain": "x"}}]],
        [[SAID]],
        [],
    ],
)
def test_another_word_cell_or_order_is_another_digest(other: list[list[object]]) -> None:
    assert outputs_digest(other) != outputs_digest([[SAID, SHOWN]])
