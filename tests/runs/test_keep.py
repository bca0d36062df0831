"""A run comes back from its bytes as it was, or not at all; a record from metadata likewise."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import from_dict

from studylog.runs import CellRun, Fault, Record, Run
from studylog.runs.keep import from_bytes, read_record, record_as_dict, to_bytes
from tests.runs.strategies import JSON, RECORDS, RUNS

RECORD = Record("k", "c", "2026-11-21T18:02:11Z", 12.5, packages={"numpy": "2.4.6"})
PLAIN = {"key": "k", "code": "c", "started": "2026-11-21T18:02:11Z", "seconds": 12.5}


@given(RUNS)
def test_a_run_comes_back_from_its_bytes_as_it_was(run: Run) -> None:
    assert from_bytes(to_bytes(run)) == run


@given(st.binary())
def test_bytes_of_something_else_are_no_run(content: bytes) -> None:
    assert from_bytes(content) is None


@given(RUNS, st.data())
def test_bytes_that_were_cut_off_are_no_run(run: Run, data: st.DataObject) -> None:
    content = to_bytes(run)
    cut = data.draw(st.integers(0, len(content) - 1))
    assert from_bytes(content[:cut]) is None


@given(RUNS, st.data())
def test_a_byte_that_is_another_gives_a_run_or_none(run: Run, data: st.DataObject) -> None:
    content = bytearray(to_bytes(run))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(from_bytes(bytes(content)), Run | None)


@given(JSON)
def test_other_json_is_no_run(value: object) -> None:
    assert from_bytes(json.dumps(value).encode()) is None


def test_json_nested_too_deeply_is_no_run() -> None:
    content = to_bytes(Run(RECORD, widgets={"a": "HERE"}))
    assert from_bytes(content.replace(b'"HERE"', b"[" * 100_000 + b"]" * 100_000)) is None


def test_a_run_of_another_version_is_no_run() -> None:
    content = to_bytes(Run(RECORD))
    assert from_bytes(content.replace(b'"version":1', b'"version":2')) is None
    assert from_bytes(content.replace(b',"version":1', b"")) is None


@pytest.mark.parametrize(
    ("of", "to"),
    [
        (b'"seconds":12.5', b'"seconds":"12.5"'),
        (b'"seconds":12.5', b'"seconds":-1'),
        (b'"seconds":12.5', b'"seconds":1e999'),
        (b'"packages":{"numpy":"2.4.6"}', b'"packages":["numpy"]'),
        (b'"cells":[]', b'"cells":[{"outputs":["text"]}]'),
        (b'"fault":null', b'"fault":{"kind":"tired","said":"no"}'),
        (b'"fault":null', b'"fault":{"kind":"error","said":"no","cell":0}'),
        (b"2026-11-21T18:02:11Z", b"2026-11-31T18:02:11Z"),
    ],
)
def test_a_kept_value_that_is_not_of_its_type_makes_it_no_run(of: bytes, to: bytes) -> None:
    content = to_bytes(Run(RECORD))
    assert of in content
    assert from_bytes(content.replace(of, to)) is None


def test_outputs_come_back_as_nbformat_has_them() -> None:
    output = {"output_type": "display_data", "data": {"text/plain": ["a\n", "b"]}, "metadata": {}}
    run = Run(RECORD, (CellRun((from_dict(output),), 3, 0.25),))
    kept = from_bytes(to_bytes(run))
    assert kept is not None
    assert kept.cells == (CellRun((output,), 3, 0.25),)


def test_half_a_character_in_an_output_is_replaced_and_its_neighbours_stay() -> None:
    run = Run(RECORD, (CellRun(({"\udc00": ["a\ud800b", "\ud83d\ude00", 1]},)),))
    kept = from_bytes(to_bytes(run))
    assert kept is not None
    assert kept.cells[0].outputs == ({"\ufffd": ["a\ufffdb", "\U0001f600", 1]},)


def test_a_number_that_json_has_not_is_null() -> None:
    kept = from_bytes(to_bytes(Run(RECORD, widgets={"loss": float("nan")})))
    assert kept is not None
    assert kept.widgets == {"loss": None}


@given(RECORDS)
def test_a_record_comes_back_from_metadata_as_it_was(record: Record) -> None:
    plain = record_as_dict(record)
    assert read_record(plain) == record
    assert read_record(from_dict(json.loads(json.dumps(plain)))) == record


def test_a_record_as_metadata_leaves_out_what_is_not_known() -> None:
    assert record_as_dict(Record("k", "c", "2026-11-21T18:02:11Z", 12.5)) == PLAIN
    fault = Record("k", "c", "2026-11-21T18:02:11Z", 12.5, fault=Fault("died", "it died"))
    assert record_as_dict(fault) == PLAIN | {"fault": {"kind": "died", "said": "it died"}}


def test_keys_of_a_later_version_are_passed_over() -> None:
    assert read_record(PLAIN | {"weather": "rain"}) == Record(
        "k", "c", "2026-11-21T18:02:11Z", 12.5
    )


@pytest.mark.parametrize(
    "edited",
    [
        None,
        "yes",
        [],
        {},
        {1: 2},
        {k: v for k, v in PLAIN.items() if k != "key"},
        PLAIN | {"key": 7},
        PLAIN | {"seconds": "12.5"},
        PLAIN | {"seconds": True},
        PLAIN | {"seconds": float("nan")},
        PLAIN | {"seconds": float("inf")},
        PLAIN | {"started": "yesterday"},
        PLAIN | {"started": "2026-11-21"},
        PLAIN | {"started": "2026-11-21T18:02:11+01:00"},
        PLAIN | {"packages": {"numpy": 2}},
        PLAIN | {"seeds": "numpy 0"},
        PLAIN | {"data": None},
        PLAIN | {"fault": "it died"},
    ],
)
def test_a_record_edited_into_another_type_is_none(edited: Any) -> None:
    assert read_record(edited) is None


@given(JSON)
def test_metadata_of_any_kind_gives_a_record_or_none(value: object) -> None:
    assert read_record(value) is None
