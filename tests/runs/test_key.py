"""A key is another one whenever the outputs may be others, and for no other reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studylog.runs import Program, code_key, run_key

PROGRAM = Program("n.ipynb", cells=("x = 1", "print(x)"))
DATA = {"data/a.csv": "aa", "data/b.csv": "bb"}
ANY_TEXT = st.text(st.characters(), max_size=8)  # half a character, too
CELLS = st.lists(ANY_TEXT, max_size=4).map(tuple)


def counted(cells: tuple[str, ...]) -> list[str]:
    """What of the cells counts, said once more in other words."""
    kept = ("\n".join(cell.replace("\r\n", "\r").split("\r")) for cell in cells if cell.strip())
    return [cell.rstrip("\n\t \f") for cell in kept]


@given(CELLS, CELLS)
def test_programs_share_a_key_only_if_their_code_is_the_same(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    same = code_key(Program("a", cells=one)) == code_key(Program("b", cells=other))
    assert same == (counted(one) == counted(other))


@given(CELLS)
def test_each_cell_ends_where_it_ends(cells: tuple[str, ...]) -> None:
    assume(len(counted(cells)) > 1)
    joined = ("\n".join(cells),)
    assert code_key(Program("a", cells=cells)) != code_key(Program("a", cells=joined))


@given(st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3), st.dictionaries(ANY_TEXT, ANY_TEXT))
def test_other_data_give_another_key_in_whatever_order_they_come(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert (run_key(PROGRAM, one) == run_key(PROGRAM, other)) == (one == other)
    assert run_key(PROGRAM, one) == run_key(PROGRAM, dict(reversed(one.items())))


@pytest.mark.parametrize(
    "other",
    [
        replace(PROGRAM, path="renamed.ipynb"),
        replace(PROGRAM, cells=("x = 1\r\n", "print(x) \n\n\t")),
        replace(PROGRAM, cells=("x = 1\r", "print(x)")),
        replace(PROGRAM, cells=("", "x = 1", "\n ", "print(x)", " ")),
        replace(PROGRAM, execute="always", timeout_s=5.0, resources={"GPU": 1}),
        replace(PROGRAM, data=("data/a.csv",)),
    ],
)
def test_what_does_not_touch_the_outputs_leaves_the_keys_as_they_are(other: Program) -> None:
    assert code_key(other) == code_key(PROGRAM)
    assert run_key(other, DATA) == run_key(PROGRAM, DATA)


def test_in_another_folder_the_same_code_may_read_other_files() -> None:
    moved = replace(PROGRAM, path="notebooks/deep/n.ipynb")
    assert code_key(moved) == code_key(PROGRAM)
    assert run_key(moved, DATA) != run_key(PROGRAM, DATA)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_another_system_leave_the_key_as_it_is(end: str) -> None:
    theirs = Program("n.ipynb", cells=(f"x = 1{end}{end}y = 2",))
    assert code_key(theirs) == code_key(Program("n.ipynb", cells=("x = 1\n\ny = 2",)))


@pytest.mark.parametrize(
    "other",
    [
        replace(PROGRAM, kernel="ir"),
        replace(PROGRAM, cells=("print(x)", "x = 1")),
        replace(PROGRAM, cells=("x = 1", "print(x)", "x")),
        replace(PROGRAM, cells=("x = 1",)),
        replace(PROGRAM, cells=("x = 1", "print( x)")),
        replace(PROGRAM, cells=("x = 1", "\nprint(x)")),
        replace(PROGRAM, cells=("x = 1", "print(x)\xa0")),
        replace(PROGRAM, cells=("x = 1  # one", "print(x)")),
        replace(PROGRAM, cells=("x = 1\nprint(x)",)),
    ],
)
def test_other_code_or_another_kernel_gives_other_keys(other: Program) -> None:
    assert code_key(other) != code_key(PROGRAM)
    assert run_key(other, DATA) != run_key(PROGRAM, DATA)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"data/a.csv": "aa"},
        {"data/a.csv": "aa", "data/b.csv": "cc"},
        {"data/a.csv": "bb", "data/b.csv": "aa"},
        {"data/a.csv": "aa", "data/c.csv": "bb"},
    ],
)
def test_other_data_change_the_key_of_the_run_alone(data: dict[str, str]) -> None:
    assert run_key(PROGRAM, data) != run_key(PROGRAM, DATA)


def test_keys_stay_what_they_are_from_version_to_version() -> None:
    """Another key here means that every notebook of every author runs once more."""
    assert code_key(PROGRAM)[:16] == "732e44e60ec2fc69"
    assert run_key(PROGRAM, DATA)[:16] == "387038d6272eae9e"


FAILS, STAYS, NONE = (
    frozenset({"raises-exception"}),
    frozenset({"skip-execution"}),
    frozenset[str](),
)


def test_cells_that_may_fail_or_do_not_run_have_other_keys() -> None:
    flags = [(), (FAILS, NONE), (STAYS, NONE), (NONE, STAYS), (FAILS | STAYS, NONE)]
    keys = {code_key(replace(PROGRAM, flags=each)) for each in flags}
    assert len(keys) == len(flags)


def test_flags_that_say_nothing_leave_the_key_as_it_is() -> None:
    assert code_key(replace(PROGRAM, flags=(NONE, NONE))) == code_key(PROGRAM)
    empty = replace(PROGRAM, cells=("x = 1", " ", "print(x)"), flags=(NONE, STAYS, NONE))
    assert code_key(empty) == code_key(PROGRAM)


def test_no_code_is_taken_for_flags() -> None:
    one = Program("n", cells=("a", "b"), flags=(FAILS, NONE))
    assert code_key(one) != code_key(Program("n", cells=("a", "raises-exception", "b")))
    assert code_key(one) != code_key(Program("n", cells=("a", "raises-exception", "b", "")))
