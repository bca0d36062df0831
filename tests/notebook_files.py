"""Makes notebooks for tests: their bytes from cells that are given as plain texts."""

from __future__ import annotations

import json
import os
import time
from typing import Any

import psutil


def notebook(*cells: str | dict[str, Any], **own: Any) -> bytes:
    """An .ipynb: a text that begins with `#` and a blank is prose, any other is code without
    outputs; `own` is its metadata.studylog."""
    made = [_cell(n, c) if isinstance(c, str) else c for n, c in enumerate(cells)]
    metadata = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}}
    if own:
        metadata["studylog"] = own
    node = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(node, indent=1) + "\n").encode()


def _cell(number: int, text: str) -> dict[str, Any]:
    if text.startswith("# "):
        return {"cell_type": "markdown", "id": f"c{number}", "metadata": {}, "source": text}
    return code(text, number=number)


def code(
    source: str, *outputs: dict[str, Any], number: int = 99, **metadata: Any
) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": f"c{number}",
        "metadata": metadata,
        "execution_count": 1 if outputs else None,
        "source": source,
        "outputs": list(outputs),
    }


def printed(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def left_behind(mark: str, wait_s: float = 30) -> list[str]:
    """The processes that carry the mark in their environment, after waiting for them to end."""
    ends = time.monotonic() + wait_s
    while (found := _marked(mark)) and time.monotonic() < ends:
        time.sleep(0.2)
    return found


def _marked(mark: str) -> list[str]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and mark in process.environ().values():
                found.append(f"{process.pid} {process.cmdline()}")
        except psutil.Error:
            continue
    return found
