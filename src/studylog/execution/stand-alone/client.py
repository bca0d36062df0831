"""The messages of a kernel become the outputs of its cells, as many as the job may put out."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from typing import Any, NoReturn

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from nbformat import v4

#: A kernel that has not told of its outputs for so long will not, in seconds.
_SILENT_S = 60
#: What an output costs besides what is in it, in bytes.
_EACH = 100
#: So deep an output may be nested: not all that reads it later reads more.
_LEVELS = 100
DEEP = f"it put out JSON that is nested deeper than {_LEVELS} levels"

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
            iopub_timeout=_SILENT_S,
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
        if msg["msg_type"] in _HOLDING:
            self._bound(msg, cell, cell_index)
        return super().process_message(msg, cell, cell_index)

    def _bound(self, msg: Json, cell: Any, cell_index: int) -> None:
        """Breaks the run off at a message that there is no room for."""
        try:
            if self._fits(msg, cell):
                return
        except RecursionError:
            self._break("output", DEEP)
        if msg["msg_type"] == "stream":  # as much of it as there is room for
            room = int(self.job["output"] - self.held)
            msg["content"]["text"] = msg["content"]["text"][: max(0, room)]
            super().process_message(msg, cell, cell_index)
        self._break("output", much(self.job["output"]))

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

    def refused(self, widgets: Json) -> str:
        """Why there is no room for the widgets beside the outputs; empty where there is."""
        try:
            fits = size(widgets) + self.held <= self.job["output"]
        except RecursionError:
            return DEEP
        return "" if fits else much(self.job["output"])

    def _break(self, kind: str, said: str) -> NoReturn:
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
    """About the bytes of a value as JSON; RecursionError for one that is nested too deeply."""
    level, found = [value], 0
    for _ in range(_LEVELS):
        found += sum(map(_own_size, level))
        level = [part for each in level for part in _parts(each)]
        if not level:
            return found
    raise RecursionError


def _own_size(value: object) -> int:
    if isinstance(value, str):
        return len(value) if value.isascii() else len(value.encode("utf-8", "replace"))
    return len(value) if isinstance(value, (dict, list, tuple)) else 8


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, (list, tuple)) else ()


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
