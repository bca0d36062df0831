"""A build or preview that is ended from outside leaves no process and no folder behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from tests.execution.kernels import MARK, left, wait_until
from tests.logs import PATIENT_S, make_log


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM])
@pytest.mark.parametrize("what", [["build"], ["serve", "--dev-addr", "127.0.0.1:0"]])
def test_a_terminal_that_is_closed_leaves_nothing(
    tmp_path: Path, what: list[str], how: signal.Signals
) -> None:
    code = (
        "# %%\nfrom pathlib import Path\nPath('started').touch()\nimport time\ntime.sleep(1000)\n"
    )
    root = make_log(tmp_path / "log", files={"notebooks/long.py": code})
    temporary, mark = tmp_path / "t", uuid.uuid4().hex
    temporary.mkdir()
    own = {"NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(temporary), MARK: mark}
    before = signal.signal(how, signal.SIG_DFL)  # what is deaf to it makes its children deaf
    program = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", *what],
        cwd=root,
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    signal.signal(how, before)
    wait_until((root / "notebooks/started").exists)
    program.send_signal(how)
    program.send_signal(how)  # as a terminal does that tells the group, and the shell its jobs
    said, _ = program.communicate(timeout=PATIENT_S)
    assert "Traceback" not in said
    assert program.returncode in (0, 1)  # it came to its own end
    wait_until(lambda: left(mark) == [])
    wait_until(lambda: list(temporary.iterdir()) == [])
