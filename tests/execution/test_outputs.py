"""What cells put out, by real kernels."""

from __future__ import annotations

from pathlib import Path

import pytest

from studylog.execution import Progress
from tests.execution.kernels import fault, job, run, texts


def test_outputs_stand_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    found = run(job(tmp_path, "print(1)\ndisplay(2)\nprint(3)\nprint(4)\n5", "6"))
    assert texts(found) == ["1\n", "2", "3\n4\n", "5"]
    assert texts(found, 2) == ["6"]
    assert [cell.count for cell in found.cells] == [1, 2]
    assert found.record.fault is None


def test_progress_names_each_cell(tmp_path: Path) -> None:
    said: list[Progress] = []
    given = job(tmp_path, "1", "2")
    run(given, said=said)
    assert [(p.state, p.cell, p.of) for p in said] == [
        ("waiting", 0, 2), ("starting", 0, 2), ("cell", 1, 2), ("cell", 2, 2), ("done", 2, 2),
    ]  # fmt: skip
    assert {p.path for p in said} == {given.path}


def test_a_display_is_updated_where_it_stands_even_in_an_earlier_cell(tmp_path: Path) -> None:
    first = "print('a')\nh = display('old', display_id=True)\nprint('b')"
    found = run(job(tmp_path, first, "h.update('new')", "h.update('newest')"))
    assert texts(found) == ["a\n", "'newest'", "b\n"]
    assert [len(cell.outputs) for cell in found.cells] == [3, 0, 0]


def test_cleared_outputs_are_gone(tmp_path: Path) -> None:
    clear = "from IPython.display import clear_output\n"
    cells = "print(1)\nclear_output()\nprint(2)", "print(3)\nclear_output(wait=True)\nprint(4)"
    found = run(job(tmp_path, *(clear + cell for cell in cells)))
    assert (texts(found), texts(found, 2)) == (["2\n"], ["4\n"])


def test_of_a_progress_bar_its_last_state_is_kept(tmp_path: Path) -> None:
    code = "for i in range(5):\n    print(f'\\r{i} of 4', end='', flush=True)\nprint('\\nend')"
    assert texts(run(job(tmp_path, code))) == ["4 of 4\nend\n"]


def test_many_small_writes_are_one_output(tmp_path: Path) -> None:
    found = run(job(tmp_path, "for i in range(3000):\n    print('x', end='', flush=True)"))
    assert texts(found) == ["x" * 3000]


def test_no_output_of_many_is_lost(tmp_path: Path) -> None:
    found = run(job(tmp_path, "for i in range(5000):\n    display(i)"))
    assert texts(found) == [str(i) for i in range(5000)]


def test_a_picture_is_kept_as_nbformat_does(tmp_path: Path) -> None:
    code = "from IPython.display import Image, SVG\ndisplay(SVG('<svg xmlns=\"x\"/>'))"
    (output,) = run(job(tmp_path, code)).cells[0].outputs
    assert output["output_type"] == "display_data"
    assert "<svg" in output["data"]["image/svg+xml"]


@pytest.mark.parametrize("half", ["\\udc80", "\\ud800"])
def test_half_a_pair_of_surrogates_is_shown_as_a_replacement(tmp_path: Path, half: str) -> None:
    cells = (
        f"print('a')\nprint('b{half}c')",
        f"display({{'text/plain': 'd{half}'}}, raw=True)",
        f"raise ValueError('e{half}')",
    )
    found = run(job(tmp_path, *cells))
    assert (texts(found), texts(found, 2)) == (["a\nb\ufffdc\n"], ["d\ufffd"])
    assert fault(found) == ("error", "ValueError: e\ufffd", 3)


def test_what_no_json_has_is_put_out_as_before(tmp_path: Path) -> None:
    code = (
        "display({'text/plain': 'ü \U0001f600', 'application/json': {'x': [1.5, None]}}, raw=True)"
    )
    (output,) = run(job(tmp_path, code)).cells[0].outputs
    assert output["data"] == {"text/plain": "ü \U0001f600", "application/json": {"x": [1.5, None]}}


def test_code_with_half_a_pair_of_surrogates_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    found = run(job(tmp_path, "1", "print('\ud800')"))
    said = "its code holds half a pair of surrogates, which no kernel is sent"
    assert (fault(found), texts(found)) == (("error", said, 2), ["1"])


#: Shows JSON that is nested so deep.
NESTED = (
    "import sys\nsys.setrecursionlimit(20_000)\nprint('here')\nx = []\n"
    "for _ in range({}): x = [x]\ndisplay({{'application/json': x}}, raw=True)"
)


@pytest.mark.parametrize("levels", [100, 900, 3000])
def test_json_that_is_nested_deeply_is_a_fault_of_its_cell(tmp_path: Path, levels: int) -> None:
    found = run(job(tmp_path, "1", NESTED.format(levels), "3"))
    said = "it put out JSON that is nested deeper than 100 levels"
    assert fault(found) == ("output", said, 2)
    assert (texts(found), texts(found, 2)) == (["1"], ["here\n"])


def test_json_that_is_nested_as_any_figure_is_kept(tmp_path: Path) -> None:
    found = run(job(tmp_path, NESTED.format(90)))
    assert found.record.fault is None
    assert "application/json" in found.cells[0].outputs[1]["data"]


def test_the_state_of_a_widget_that_is_nested_deeply_is_a_fault(tmp_path: Path) -> None:
    code = (
        "import ipywidgets\nw = ipywidgets.Text()\nx = []\nfor _ in range(400): x = [x]\n"
        "w.comm.send({'method': 'update', 'state': {'description': x}})\nprint(1)"
    )
    found = run(job(tmp_path, code))
    assert fault(found)[0] == "output"
    assert texts(found) == ["1\n"]


def test_an_exception_ends_the_run_at_its_cell(tmp_path: Path) -> None:
    said: list[Progress] = []
    code = "print('before')\nraise ValueError('x is \\x1b[31mnegative\\x1b[0m\\n' + 'y' * 500)"
    found = run(job(tmp_path, "1", code, "3"), said=said)
    kind, sentence, cell = fault(found)
    assert (kind, cell, len(found.cells)) == ("error", 2, 2)
    assert sentence.startswith("ValueError: x is negative yyy")
    assert len(sentence) == 200
    assert texts(found, 2) == ["before\n"]
    assert found.cells[1].outputs[-1]["ename"] == "ValueError"
    assert (said[-1].state, said[-1].cell, said[-1].said) == ("failed", 2, sentence)


def test_a_missing_package_is_an_error_of_its_cell(tmp_path: Path) -> None:
    found = run(job(tmp_path, "import no_such_package_anywhere"))
    said = "ModuleNotFoundError: No module named 'no_such_package_anywhere'"
    assert fault(found) == ("error", said, 1)


def test_a_missing_data_file_is_an_error_of_its_cell(tmp_path: Path) -> None:
    kind, said, cell = fault(run(job(tmp_path, "1", "open('data/none.csv')")))
    assert (kind, cell) == ("error", 2)
    assert "No such file or directory: 'data/none.csv'" in said


def test_a_question_is_a_fault_as_nobody_can_answer(tmp_path: Path) -> None:
    kind, said, cell = fault(run(job(tmp_path, "input('Name? ')")))
    assert (kind, cell) == ("input", 1)
    assert said == "it asks for input, and nobody is there to answer"


def test_a_breakpoint_is_a_fault_as_nobody_can_go_on_from_it(tmp_path: Path) -> None:
    found = run(job(tmp_path, "1", "breakpoint()", "3"))
    assert fault(found) == ("input", "it asks for input, and nobody is there to answer", 2)
    assert len(found.cells) == 2


def test_after_quit_the_cells_run_on_as_what_they_show_says(tmp_path: Path) -> None:
    found = run(job(tmp_path, "1", "quit()", "'still run'"))
    assert (found.record.fault, texts(found, 3)) == (None, ["'still run'"])


def test_an_exception_that_says_nothing_is_told_by_its_name(tmp_path: Path) -> None:
    assert fault(run(job(tmp_path, "raise KeyError"))) == ("error", "KeyError", 1)


def test_a_missing_kernel_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    kind, said, cell = fault(run(job(tmp_path, "1", kernel="julia-9.9")))
    assert (kind, cell) == ("kernel", None)
    assert said == "there is no kernel 'julia-9.9' here, only 'python3'"


def test_widgets_are_kept_with_the_run(tmp_path: Path) -> None:
    found = run(job(tmp_path, "import ipywidgets\nipywidgets.IntSlider(value=7)"))
    state = found.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    assert any(model["state"].get("value") == 7 for model in state.values())


def test_a_notebook_without_code_ends_at_once(tmp_path: Path) -> None:
    found = run(job(tmp_path))
    assert (found.cells, found.record.fault) == ((), None)


def test_a_cell_that_may_fail_ends_nothing_and_one_to_be_skipped_says_nothing(
    tmp_path: Path,
) -> None:
    flags = (frozenset({"raises-exception"}), frozenset({"skip-execution"}), frozenset[str]())
    found = run(job(tmp_path, "1 / 0", "print('no')", "print('yes')", flags=flags))
    assert found.record.fault is None
    assert [[o["output_type"] for o in cell.outputs] for cell in found.cells] == [
        ["error"], [], ["stream"],
    ]  # fmt: skip
    assert [cell.count for cell in found.cells] == [1, None, 2]


def test_an_error_that_no_one_expects_still_ends_the_run(tmp_path: Path) -> None:
    flags = (frozenset({"raises-exception"}), frozenset[str](), frozenset[str]())
    found = run(job(tmp_path, "1 / 0", "1 / 0", "3", flags=flags))
    assert fault(found) == ("error", "ZeroDivisionError: division by zero", 2)
    assert len(found.cells) == 2


def test_a_value_that_cant_be_shown_is_a_fault_by_its_own_name(tmp_path: Path) -> None:
    code = "class E:\n    def __repr__(self):\n        raise ValueError('no')\nE()"
    found = run(job(tmp_path, "1", code))
    assert fault(found) == ("error", "ValueError: no", 2)
