"""Settings, environment and machine become how runs are made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import get_args

from studylog.execution.limits import Limits
from studylog.problem import Problem, did_you_mean
from studylog.runs import Execute
from studylog.settings import Settings

#: Goes before every setting: as `never` no code of a log is run, such as a stranger's.
SWITCH = "STUDYLOG_EXECUTE"
#: More at a time slow each other down on most machines.
_MOST = 4


def limits_of(settings: Settings) -> Limits:
    return Limits(
        settings.timeout_s, settings.memory_mb, settings.output_mb, int(settings.processes)
    )


def asked_by(environment: Mapping[str, str]) -> tuple[Execute | None, tuple[Problem, ...]]:
    """What the environment wants done; of a word that is not known nothing runs."""
    given = environment.get(SWITCH, "")
    if not given:
        return None, ()
    for known in get_args(Execute):
        if given == known:
            return known, ()
    hint = did_you_mean(given, get_args(Execute)) or "write auto, always or never"
    said = f"it is '{given}', so no notebook is run"
    return "never", (Problem(SWITCH, None, said, hint, "error"),)


def workers() -> int:
    """One for each core that this process may use, up to four."""
    known = getattr(os, "sched_getaffinity", None)
    return min(len(known(0)) if known else os.cpu_count() or 1, _MOST)
