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
