"""The path of a job on standard input becomes a kernel's outputs, a line for each event.

Started by the guard by its path, with nbclient and without the rest of the library: it is ready
when the first job comes. Each event is a line of JSON on what was standard output: `cell` (n is
about to run), `outputs` (all that cell n has so far), `end`. So whoever reads them holds the
outputs of each cell that ended, whatever becomes of the others.

The kernel is asked to end when the last cell has run, so that its `atexit` functions run; what does
not end by itself is ended by the guard. Neither the user's IPython profile nor their history are
part of a run (IPYTHONDIR is an empty folder), and the command line says so where the kernel is
ipykernel.
"""

from __future__ import annotations

import asyncio
import ctypes
import io
import json
import os
import signal
import sys
import time
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import (
    CellExecutionComplete,
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)
from nbclient.util import ensure_async
from nbformat import v4

#: A kernel that has not answered for so long will not, in seconds.
_START_S = 60.0
#: For the questions after the last cell, and for the kernel's own end, in seconds.
_ASK_S, _LEAVE_S = 10.0, 1.0
#: A socket's name has at most 103 bytes (sun_path of sys/un.h, on macOS), and two more than k.json.
_SOCKET_BYTES = 102
#: What an output costs besides what is in it, in bytes.
_EACH = 100
#: Of what an exception says, so many characters are told; all of it is in the cell's outputs.
_LONG = 10_000
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h
_WATCH = Path(__file__).with_name("watch.py")

#: The messages whose content is kept, and those that put it in the place of other content.
_HOLDING = ("stream", "display_data", "execute_result", "update_display_data", "error")
_REPLACING = ("clear_output", "update_display_data")

Json = dict[str, Any]


class Client(NotebookClient):
    """nbclient's, which merges what is written piece by piece and counts what it holds."""

    def __init__(self, job: Json) -> None:
        cells = [
            v4.new_code_cell(source, metadata={"tags": flags})  # type: ignore[no-untyped-call]
            for source, flags in zip(job["cells"], job["flags"], strict=True)
        ]
        super().__init__(
            v4.new_notebook(cells=cells),  # type: ignore[no-untyped-call]
            kernel_name=job["kernel"],
            timeout_func=lambda _: job["timeout_s"],
            iopub_timeout=int(_START_S),
            ipython_hist_file="",
            raise_on_iopub_timeout=True,
            record_timing=False,
        )
        self.job = job
        self.broken: tuple[str, str] | None = None
        self.until = float("inf")
        self.touched: set[int] = set()
        self.held = 0
        self._exact = True
        self._stream: tuple[Json, io.StringIO] | None = None

    def process_message(self, msg: Json, cell: Any, cell_index: int) -> Any:
        if time.monotonic() > self.until:  # a flood of messages leaves no time for the timer
            self._break("timeout", late(self.job["timeout_s"]))
        if msg["msg_type"] in _REPLACING:
            self._exact = False
        if msg["msg_type"] in _HOLDING and not self._fits(msg, cell):
            if msg["msg_type"] == "stream":  # as much of it as there is room for
                room = int(self.job["output"] - self.held)
                msg["content"]["text"] = msg["content"]["text"][: max(0, room)]
                super().process_message(msg, cell, cell_index)
            self._break("output", much(self.job["output"]))
        return super().process_message(msg, cell, cell_index)

    def _fits(self, msg: Json, cell: Any) -> bool:
        """Whether there is room for what the message holds, which is then counted."""
        cost, most = size(msg["content"]) + _EACH, self.job["output"]
        if self.held + cost > most and not self._exact:
            self.settle()
            staying = [
                c for c in self.nb.cells if c is not cell or not self.clear_before_next_output
            ]
            self.held = sum(size(c.outputs) for c in staying)
            self._exact = True
        if self.held + cost > most:
            return False
        self.held += cost
        return True

    def _break(self, kind: str, said: str) -> None:
        self.broken = (kind, said)
        assert self.task_poll_for_reply  # noqa: S101 - a message comes of a cell that runs
        self.task_poll_for_reply.cancel()
        raise CellExecutionComplete

    def output(self, outs: list[Any], msg: Json, display_id: str | None, cell_index: int) -> Any:
        content = msg["content"]
        if self._goes_on(outs, msg) and self._stream:
            self._stream[1].write(content["text"])
            return outs[-1]
        self.settle()
        out = super().output(outs, msg, display_id, cell_index)
        if out and msg["msg_type"] == "stream":
            text = io.StringIO()
            text.write(content["text"])
            self._stream = (out, text)
        return out

    def _goes_on(self, outs: list[Any], msg: Json) -> bool:
        """Whether the message is more of the text that was written last."""
        return bool(
            self._stream
            and msg["msg_type"] == "stream"
            and outs
            and outs[-1] is self._stream[0]
            and outs[-1]["name"] == msg["content"]["name"]
            and not self.clear_before_next_output
            and not self.output_hook_stack[msg["parent_header"].get("msg_id")]
        )

    def settle(self) -> None:
        """Makes one text of the pieces of a stream."""
        if self._stream:
            self._stream[0]["text"] = overwritten(self._stream[1].getvalue())
        self._stream = None

    def _update_display_id(self, display_id: str, msg: Json) -> None:
        self.touched |= set(self._display_id_map.get(display_id, ()))
        super()._update_display_id(display_id, msg)


def size(value: object) -> int:
    """About the bytes of a value as JSON."""
    if isinstance(value, str):
        return len(value) if value.isascii() else len(value.encode("utf-8", "replace"))
    if isinstance(value, dict):
        return sum(size(k) + size(v) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return sum(size(v) for v in value) + len(value)
    return 8


def overwritten(text: str) -> str:
    """The text as it stands at last: a carriage return begins its line anew."""
    if "\r" not in text:
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


def late(timeout_s: float) -> str:
    return f"it ran longer than {timeout_s:g} s"


def much(number: float) -> str:
    return f"it put out more than the {number / 2**20:g} MB it may"


async def run(job: Json) -> None:
    """Runs the job and tells of it; the kernel is gone afterwards, or left to the guard."""
    client = Client(job)
    fault, kernel = await start(client, job)
    if not fault:
        fault = await run_cells(client)
        if not fault or fault["kind"] in ("error", "input"):
            await ask(client, {"do": "about"})
    client.set_widgets_metadata()
    widgets = client.nb.metadata.get("widgets", {})
    if size(widgets) + client.held > job["output"]:
        fault, widgets = fault or {"kind": "output", "said": much(job["output"]), "cell": None}, {}
    tell({"is": "end", "fault": fault, "widgets": widgets})
    if kernel:
        await leave(client)
    tell({"is": "left"})


async def start(client: Client, job: Json) -> tuple[Json | None, bool]:
    """The fault that kept the kernel from starting, and whether there is one to be ended."""
    km = client.create_kernel_manager()
    assert isinstance(km, AsyncKernelManager)  # noqa: S101 - nbclient's own default
    try:
        if any("ipykernel" in part for part in km.kernel_spec.argv):  # type: ignore[union-attr]
            client.extra_arguments = ["--HistoryManager.enabled=False"]
            connection = str(Path(job["folder"]) / "k.json")
            if sys.platform != "win32" and len(os.fsencode(connection)) < _SOCKET_BYTES:
                km.transport, km.connection_file = "ipc", connection  # no port to be taken
        await client.async_start_new_kernel(cwd=job["cwd"])
        await connect(client)
    except NoSuchKernel:
        known = ", ".join(f"'{k}'" for k in sorted(km.kernel_spec_manager.find_kernel_specs()))
        said = f"there is no kernel '{job['kernel']}' here, only {known or 'none'}"
        return {"kind": "kernel", "said": said, "cell": None}, False
    except (OSError, RuntimeError, TimeoutError) as error:
        said = f"the kernel '{job['kernel']}' did not start: {str(error) or type(error).__name__}"
        return {"kind": "kernel", "said": said, "cell": None}, client.kc is not None
    await ask(client, {"do": "watch"})
    return None, True


async def connect(client: Client) -> None:
    """Connects to the kernel as nbclient does, without its wait for two tenths of silence."""
    kc: Any = client.km.client()  # type: ignore[union-attr]
    client.kc = kc
    kc.context.setsockopt(zmq.RCVHWM, 0)  # no message is dropped, however fast they come
    await ensure_async(kc.start_channels())
    until = time.monotonic() + _START_S
    while True:
        kc.kernel_info()
        try:
            reply = await kc.shell_channel.get_msg(timeout=1)
            await kc.iopub_channel.get_msg(timeout=0.2)
            break
        except Empty:
            if not await ensure_async(kc.is_alive()):
                raise RuntimeError("it ended at once") from None
            if time.monotonic() > until:
                raise TimeoutError(f"no answer within {_START_S:g} s") from None
    kc.allow_stdin = False
    about = reply["content"].get("language_info", {})
    name, version = str(about.get("name", "")), str(about.get("version", ""))
    tell({"is": "started", "language": f"{name[:1].upper()}{name[1:]} {version}".strip()})


async def ask(client: Client, asked: Json) -> None:
    """Has the kernel note what it can tell about itself, if it speaks Python."""
    if not client.job["python"]:
        return
    given = {name: client.job[name] for name in ("log", "modules", "roots")}
    names = {"__name__": "studylog_watch", "ASKED": {**asked, **given}}
    code = f"exec(compile({_WATCH.read_text('utf-8')!r}, '<studylog>', 'exec'), {names!r})"
    kc: Any = client.kc
    sent = kc.execute(code, silent=True, store_history=False)
    until = time.monotonic() + _ASK_S
    try:
        while time.monotonic() < until:
            reply = await kc.shell_channel.get_msg(timeout=max(0, until - time.monotonic()))
            if reply["parent_header"].get("msg_id") == sent:
                return
    except Empty:  # what it does not tell stays unknown
        return


async def run_cells(client: Client) -> Json | None:
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
        fault = "error", f"{error.ename}: {error.evalue[:_LONG]}"
        if error.ename == "StdinNotImplementedError":
            fault = "input", "it asks for input, and nobody is there to answer"
    except CellTimeoutError as error:
        fault = "timeout", late(client.job["timeout_s"])
        if "IOPub" in str(error):  # the cell has ended, and what it put out does not come
            fault = "died", "the kernel no longer tells what the cells put out"
    except DeadKernelError:
        fault = "died", "the kernel died"
    if fault := client.broken or fault:  # a run that was broken off looks like any of these
        return {"kind": fault[0], "said": fault[1]}
    return None


def outputs(client: Client, n: int, seconds: float | None) -> Json:
    cell = client.nb.cells[n]
    count = cell.get("execution_count")
    found = {"is": "outputs", "cell": n + 1, "outputs": cell.outputs, "count": count}
    return found if seconds is None else {**found, "seconds": round(seconds, 3)}


async def leave(client: Client) -> None:
    km: Any = client.km
    kc: Any = client.kc
    if await ensure_async(km.is_alive()):
        await ensure_async(km.request_shutdown())
    until = time.monotonic() + _LEAVE_S
    while await ensure_async(km.is_alive()):
        if time.monotonic() > until:
            await ensure_async(km.shutdown_kernel(now=True))
            break
        await asyncio.sleep(0.005)
    kc.stop_channels()
    await ensure_async(km.cleanup_resources())


def tell(event: Json) -> None:
    """Writes one line; what no text can hold (half a pair of surrogates) is written as `?`."""
    line = json.dumps(event, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    while line:
        line = line[os.write(_TO, line) :]


def main() -> None:
    for line in sys.stdin.buffer:
        asyncio.run(run(json.loads(Path(line.decode().strip()).read_bytes())))


if __name__ == "__main__":
    # The kernel writes to what it inherits: nothing of that is a line of ours.
    _TO = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    jobs = os.dup(0)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    sys.stdin = io.TextIOWrapper(os.fdopen(jobs, "rb"))
    if sys.platform == "linux":  # a guard that is killed takes its runner with it
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    main()
