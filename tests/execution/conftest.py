"""Every test here is one of processes: none of them may be left."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.execution.kernels import MARK, left


@pytest.fixture(autouse=True)
def mark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """The mark of the test's processes; afterwards there are none, and no folder of theirs."""
    value = uuid.uuid4().hex
    monkeypatch.setenv(MARK, value)
    folder = tmp_path / "t"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield value
    assert left(value) == []
    assert list(folder.iterdir()) == []
