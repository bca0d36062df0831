"""Notebooks for tests, as Jupyter saves them."""

from __future__ import annotations

import json
from typing import Any


def code(source: str = "x", *outputs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A code cell; `count` is its execution count, everything else its metadata."""
    count = more.pop("count", None)
    return {
        "cell_type": "code",
        "source": source,
        "metadata": more,
        "outputs": list(outputs),
        "execution_count": count,
    }


def prose(source: str, kind: str = "markdown", **metadata: Any) -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": metadata}


def result(text: str) -> dict[str, Any]:
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}}


def error(name: str = "ValueError", said: str = "x is negative") -> dict[str, Any]:
    return {"output_type": "error", "ename": name, "evalue": said, "traceback": ["trace"]}


def saved(*cells: dict[str, Any], **metadata: Any) -> bytes:
    node = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}
    return json.dumps(node).encode()
