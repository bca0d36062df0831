"""Notebooks as they come out of reading, with runs behind them, for the pages to show."""

from __future__ import annotations

from dataclasses import replace

from studylog.notebooks import Notebook
from studylog.notebooks.figures import Figure
from studylog.runs import Fault, Record, Standing

HASH = "9b74c9897bac770ffc029102a200c5de4f1d0c2b9a8e7d6c5b4a39281706f5e4"
RECORD = Record(
    key="4f1d0c2b9a8e7d6c5b4a39281706f5e4",
    code="c0de",
    started="2026-11-21T18:02:11Z",
    seconds=12.4,
    language="Python 3.11.7",
    packages={"matplotlib": "3.10.1", "numpy": "2.4.6", "scikit-learn": "1.9.0"},
    device="CPU, 2 cores",
    seeds=("numpy 0",),
    data={"notebooks/data/a.csv": HASH, "notebooks/data/b.csv": HASH[::-1]},
)
FAILED = replace(RECORD, fault=Fault("error", "ValueError: x is negative", 3))

LR = Notebook(
    path="notebooks/lr-range.ipynb",
    title="Learning rates",
    summary="One run tells, e.g. with $x. Y$, all. A second sentence.",
    date="2026-10-08",
    tags=("optimisation",),
    params={"batch_size": 32, "optimizer": "adam"},
    metrics={"Test accuracy": 0.97123, "loss": 1.2e-5, "steps": 12345, "curve": [1, 2]},
    figures=(Figure("lr-range_files/figure 1.svg", b"", "A curve", 600, 300),),
    labels={
        "fig-loss": "![A curve](lr-range_files/figure%201.svg){ .figure }",
        "cell-3": "![A curve](lr-range_files/figure%201.svg){ .figure }",
        "cell-4": '<div class="output"><pre>a &lt;b&gt;\n\nc</pre></div>',
    },
    standing=Standing("current", RECORD),
)
FGSM = Notebook(
    path="notebooks/deep/fgsm.ipynb",
    title="FGSM on digits",
    date="2026-11-12",
    tags=("Adversarial-examples",),
    params={"batch_size": 64},
    metrics={"test_accuracy": 0.5, "epsilon": 0.1},
    labels={"cell-1": "Text."},
    standing=Standing("older-than-code", RECORD),
)
NOTES = Notebook(path="notebooks/notes.ipynb", title="Notes", metrics={"loss": float("nan")})
ALL = (LR, FGSM, NOTES)
