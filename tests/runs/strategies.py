"""Runs as hypothesis makes them up."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from studylog.runs import CellRun, Fault, Record, Run

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
NUMBERS = st.floats(0, 1e9)
BY_NAME = st.dictionaries(TEXTS, TEXTS, max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(TEXTS, JSON, max_size=3)
MOMENTS = st.datetimes(datetime(1970, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0).isoformat() + "Z"
)
FAULTS = st.builds(
    Fault,
    st.sampled_from(("error", "timeout", "memory", "died", "kernel", "input")),
    TEXTS,
    st.none() | st.integers(1, 99),
)
RECORDS = st.builds(
    Record,
    key=TEXTS,
    code=TEXTS,
    started=MOMENTS,
    seconds=NUMBERS,
    language=TEXTS,
    packages=BY_NAME,
    device=TEXTS,
    seeds=st.lists(TEXTS, max_size=2).map(tuple),
    data=BY_NAME,
    modules=BY_NAME,
    fault=st.none() | FAULTS,
    kernel=TEXTS,
)
CELL_RUNS = st.builds(
    CellRun,
    st.lists(OBJECTS, max_size=2).map(tuple),
    st.none() | st.integers(0, 99),
    NUMBERS,
    TEXTS,
)
RUNS = st.builds(Run, RECORDS, st.lists(CELL_RUNS, max_size=3).map(tuple), OBJECTS)
