"""The kernel of a job is started, asked about itself, and left.

Neither the user's IPython profile nor their history are part of a run (IPYTHONDIR is an empty
folder), and the command line says so where the kernel is ipykernel. It is asked to end when the
last cell has run, so that its `atexit` functions run; what does not end by itself is ended by the
guard.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from client import Client, Json
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient.util import ensure_async
from traitlets import TraitError

#: A kernel that has not answered for so long will not, in seconds.
_START_S = 60.0
#: For the questions before the first cell and after the last, and for the kernel's own end, in
#: seconds.
_ASK_S, _LEAVE_S = 10.0, 1.0
#: A socket's name has at most 103 bytes (sun_path of sys/un.h, on macOS), and two more than k.json.
_SOCKET_BYTES = 102
#: They are sent as text: a kernel may have another Python, which knows nothing of this folder.
_WATCH, _ABOUT = (Path(__file__).with_name(name) for name in ("watch.py", "about.py"))

#: What a kernel.json may lead to that holds something else than it should.
_UNFIT = (ValueError, TypeError, AttributeError, LookupError, RecursionError, TraitError)

Tell = Callable[[Json], None]


async def start(client: Client, tell: Tell) -> tuple[Json | None, bool]:
    """The fault that kept the kernel from starting, and whether there is one to be ended."""
    kernel = client.job["kernel"]
    km = client.create_kernel_manager()
    assert isinstance(km, AsyncKernelManager)  # noqa: S101 - nbclient's own default
    try:
        _prepare(client, km, _command(km))
    except NoSuchKernel:
        known = ", ".join(f"'{k}'" for k in sorted(km.kernel_spec_manager.find_kernel_specs()))
        return _fault(f"there is no kernel '{kernel}' here, only {known or 'none'}"), False
    except (OSError, *_UNFIT):
        return _fault(f"the kernel.json of the kernel '{kernel}' can't be read"), False
    try:
        await client.async_start_new_kernel(cwd=client.job["cwd"])
        await _connect(client, tell)
    except (OSError, RuntimeError, TimeoutError, *_UNFIT) as error:
        said = f"the kernel '{kernel}' did not start: {str(error) or type(error).__name__}"
        return _fault(said), client.kc is not None
    await _ask(client, (_ABOUT, _WATCH), early=True)
    return None, True


def _fault(said: str) -> Json:
    return {"kind": "kernel", "said": said, "cell": None}


def _command(km: AsyncKernelManager) -> list[str]:
    """The command line of the kernel; ValueError where its file holds none, or what is no text."""
    spec: Any = km.kernel_spec
    texts = (*spec.argv, *spec.env, *spec.env.values())
    if not spec.argv or not all(isinstance(text, str) for text in texts):
        raise ValueError(km.kernel_name)
    return list(spec.argv)


def _prepare(client: Client, km: AsyncKernelManager, command: list[str]) -> None:
    """Has an ipykernel keep no history, and talk by sockets: there is no port to be taken."""
    if not any("ipykernel" in part for part in command):
        return
    client.extra_arguments = ["--HistoryManager.enabled=False"]
    connection = str(Path(client.job["folder"]) / "k.json")
    if sys.platform != "win32" and len(os.fsencode(connection)) < _SOCKET_BYTES:
        km.transport, km.connection_file = "ipc", connection


async def _connect(client: Client, tell: Tell) -> None:
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


async def ask(client: Client) -> None:
    """Has the kernel note what it can tell about itself after its cells, if it speaks Python."""
    await _ask(client, (_ABOUT,), early=False)


async def _ask(client: Client, programs: tuple[Path, ...], early: bool) -> None:
    if not client.job["python"]:
        return
    asked = {"early": early, **{name: client.job[name] for name in ("log", "modules", "roots")}}
    names = {"__name__": "studylog_watch", "ASKED": asked}
    texts = (program.read_text("utf-8") for program in programs)
    code = "\n".join(f"exec(compile({t!r}, '<studylog>', 'exec'), {names!r})" for t in texts)
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
