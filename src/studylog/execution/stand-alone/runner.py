"""The path of a job on standard input becomes a kernel's outputs, a line for each event.

Started by the guard with nbclient and without the rest of the library (start.py says how): it is
ready when the first job comes. Each event is a line of JSON on what was standard output: `cell` (n
is about to run), `outputs` (all that cell n has so far), `end`. So whoever reads them holds the
outputs of each cell that ended, whatever becomes of the others.
"""

from __future__ import annotations

import asyncio
import ctypes
import io
import json
import os
import re
import signal
import sys
import time
from pathlib import Path
from typing import Any

from client import DEEP, Client, Json, late
from kernel import Tell, ask, leave, start
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

#: Of what an exception says, so many characters are told; all of it is in the cell's outputs.
_LONG = 10_000
#: Half a pair of surrogates, which no file can hold.
_HALVES = re.compile("[\ud800-\udfff]")
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h


async def run(job: Json, tell: Tell) -> None:
    """Runs the job and tells of it; the kernel is gone afterwards, or left to the guard."""
    client = Client(job)
    fault, kernel = await start(client, tell)
    if not fault:
        fault = await run_cells(client, tell)
        if not fault or fault["kind"] in ("error", "input"):
            await ask(client)
    client.set_widgets_metadata()
    widgets = client.nb.metadata.get("widgets", {})
    if said := client.refused(widgets):
        fault, widgets = fault or {"kind": "output", "said": said, "cell": None}, {}
    tell({"is": "end", "fault": fault, "widgets": widgets})
    if kernel:
        await leave(client)
    tell({"is": "left"})


async def run_cells(client: Client, tell: Tell) -> Json | None:
    for index, cell in enumerate(client.nb.cells):
        tell({"is": "cell", "cell": index + 1})
        began = time.monotonic()
        client.until = began + client.job["timeout_s"] + 1
        fault = await run_cell(client, cell, index)
        client.settle()
        client.touched.discard(index)
        for n in (*sorted(client.touched), index):
            tell(outputs(client, n, time.monotonic() - began if n == index else None))
        client.touched.clear()
        if fault:
            return {**fault, "cell": index + 1}
    return None


async def run_cell(client: Client, cell: Any, index: int) -> Json | None:
    fault = None
    try:
        await client.async_execute_cell(cell, index)
    except CellExecutionError as error:
        fault = "error", raised(client.nb.cells[index], error)
        if error.ename == "StdinNotImplementedError":
            fault = "input", "it asks for input, and nobody is there to answer"
    except CellTimeoutError as error:
        fault = "timeout", late(client.job["timeout_s"])
        if "IOPub" in str(error):  # the cell has ended, and what it put out does not come
            fault = "died", "the kernel no longer tells what the cells put out"
    except UnicodeEncodeError:
        fault = "error", "its code holds half a pair of surrogates, which no kernel is sent"
    except RecursionError:  # of a message that could not be read
        fault = "output", DEEP
    except DeadKernelError:
        fault = "died", "the kernel died"
    if fault := client.broken or fault:  # a run that was broken off looks like any of these
        return {"kind": fault[0], "said": fault[1]}
    return None


def raised(cell: Any, error: CellExecutionError) -> str:
    """What the output says, since the reply to a value that can't be shown says `NoneType`."""
    shown = [o for o in cell.outputs if o.output_type == "error"]
    name, value = (shown[-1].ename, shown[-1].evalue) if shown else (error.ename, error.evalue)
    return f"{name}: {value[:_LONG]}".removesuffix(": ")


def outputs(client: Client, n: int, seconds: float | None) -> Json:
    cell = client.nb.cells[n]
    count = cell.get("execution_count")
    found = {"is": "outputs", "cell": n + 1, "outputs": cell.outputs, "count": count}
    return found if seconds is None else {**found, "seconds": round(seconds, 3)}


def teller(to: int) -> Tell:
    """Writes each event as one line into the file of that number."""

    def tell(event: Json) -> None:
        text = json.dumps(event, ensure_ascii=False) + "\n"
        try:
            line = text.encode()
        except UnicodeEncodeError:
            line = _HALVES.sub("\N{REPLACEMENT CHARACTER}", text).encode()
        while line:
            line = line[os.write(to, line) :]

    return tell


def main() -> None:
    """Runs job after job. The kernel writes to what it inherits: nothing of that is a line of
    ours."""
    tell, jobs = teller(os.dup(1)), os.dup(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    if sys.platform == "linux":  # a guard that is killed takes its runner with it
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    with io.FileIO(jobs) as paths:
        for line in paths:
            asyncio.run(run(json.loads(Path(line.decode().strip()).read_bytes()), tell))
