"""Where the real sample files lie, if they are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def samples() -> Path:
    """The folder with seeds/, corpus/ and bench/; a test without it is skipped, and says so."""
    given = os.environ.get("STUDYLOG_SAMPLES")
    if not given:
        pytest.skip("STUDYLOG_SAMPLES is unset: the project's own fixtures stand in for real logs")
    return Path(given).resolve()
