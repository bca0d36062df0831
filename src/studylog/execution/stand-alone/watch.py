"""A kernel becomes one that notes the files it opens.

The text of this file runs inside the kernel, before the first cell, with `ASKED` among its names:
the standard library alone, any Python that a kernel has, and nothing left in the cells' names. What
it finds is appended to one file, a line of JSON each, at once: a kernel that is killed has told all
it knew. Files that a library opens without Python (HDF5, Arrow) are not seen: about.py tells which
of those that do so were there. Of a program that the code starts it is seen that it was started.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable
from importlib.util import source_from_cache
from typing import Any

ASKED: dict[str, Any] = globals().get("ASKED", {})
#: Folders of the machine: what lies there is none of a notebook's data.
MACHINE = ("/proc", "/sys", "/dev", "/run", "/etc", "/usr", "/lib", "/bin", "/System", "/Library")
#: Where packages keep what is theirs: modules, settings, fonts.
OTHERS = {"site-packages", "dist-packages", "node_modules"}
OF_PACKAGES = {"__pycache__", ".config", ".ipython", ".jupyter", ".local", ".matplotlib"}
OF_PACKAGES |= {"matplotlib", "fontconfig"}
#: Programs that libraries ask about the machine: they read none of a notebook's data.
HARMLESS = {"cc", "fc-list", "gcc", "ld", "ldconfig", "lscpu", "nvidia-smi", "objdump", "uname"}
STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.forkpty"}

Tell = Callable[[tuple[object, ...]], None]


def watch(tell: Tell, roots: Iterable[str], own: str) -> None:
    """Tells of each file once, and `["ran", ""]` for each program that is started."""
    found = teller(tell, roots, own)
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        try:
            if event == "open" and isinstance(arguments[0], (str, bytes)):
                mode, flags = arguments[1], arguments[2]
                wrote = any(c in mode for c in "wax+") if isinstance(mode, str) else flags & writing
                found("w" if wrote else "r", arguments[0])
            elif event == "sqlite3.connect" and (name := database(arguments[0])):
                found("db", name)
            elif event in STARTS and program(*arguments[:1]) not in HARMLESS:
                tell(("ran", ""))
        except (OSError, TypeError, ValueError):  # not a path: whoever opens it will say so
            return

    sys.addaudithook(note)
    tell(("watching", ""))


def teller(tell: Tell, roots: Iterable[str], own: str) -> Callable[[str, str | bytes], None]:
    """What tells of each file once: `["r", path, state]` below the roots, `["out", path]`
    elsewhere, `["w", path]` where it is written, `["db", path, state]` where SQLite has it. `own`
    is the folder of the run itself."""
    seen: set[tuple[str, str]] = set()
    ours = tuple(r.rstrip(os.sep) + os.sep for r in roots)
    # An environment that lies in the log is none of its data.
    prefixes = {sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), own}
    in_log = tuple(p + os.sep for p in prefixes if p.startswith(ours))
    temporary = {tempfile.gettempdir(), os.path.realpath(tempfile.gettempdir())}
    of_machine = {*prefixes, *temporary, *MACHINE, os.environ.get("MPLCONFIGDIR") or own}
    elsewhere = tuple(p + os.sep for p in of_machine)

    def found(what: str, given: str | bytes) -> None:
        # Not resolved: a link to data elsewhere is known by its name in the log.
        path = os.path.abspath(os.fsdecode(given))  # noqa: PTH100
        inside = path.startswith(ours)
        if (what, path) in seen or path.startswith(in_log if inside else elsewhere):
            return
        if what == "w" or (what == "db" and not os.path.exists(path)):  # noqa: PTH110
            tell(("w", path))
        elif not inside:
            if is_data(path):
                tell(("out", path))
        else:
            tell((what, path, state(source(path))))
        seen.add((what, path))

    return found


def state(path: str) -> list[int]:
    """What is another once the file was written to, as `hash_data` knows it."""
    found = os.stat(path)  # noqa: PTH116
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def source(path: str) -> str:
    """The Python file that a compiled one was made from."""
    return source_from_cache(path) if path.endswith(".pyc") else path


def is_data(path: str) -> bool:
    """Whether a file outside the log may be one that the code depends on."""
    parts = set(path.replace(os.sep, "/").split("/"))
    return os.path.isfile(path) and not parts & (OTHERS | OF_PACKAGES)  # noqa: PTH113


def database(name: str | bytes) -> str:
    """The file that SQLite opens; empty where it is in memory."""
    text = os.fsdecode(name)
    if text.startswith("file:"):
        text = text[5:].partition("?")[0]
    return "" if text.startswith(":") else text


def program(asked: object = "") -> str:
    """The name of a program that is started; empty where it is not told."""
    first = asked[0] if isinstance(asked, (list, tuple)) and asked else asked
    return os.path.basename(os.fsdecode(first)) if isinstance(first, (str, bytes)) else ""  # noqa: PTH119


def keep_all(kernel: Any) -> None:
    """Has IPython's kernel drop no output, however fast they come (1,000 may wait otherwise)."""
    thread = getattr(kernel, "iopub_thread", None)
    if thread and hasattr(thread, "schedule"):
        thread.schedule(lambda: setattr(thread.socket, "sndhwm", 0))


def send_all(kernel: Any) -> None:
    """Has the kernel send what no UTF-8 can hold (half a pair of surrogates) as an escape: what it
    prints is otherwise lost, with a traceback of the kernel's own in its place."""
    session = getattr(kernel, "session", None)
    if session is None or getattr(session, "packer", "") != "json":
        return
    pack = session.pack
    default = sys.modules["jupyter_client.jsonutil"].json_default

    def packed(value: object) -> bytes:
        try:
            return json.dumps(value, default=default, allow_nan=False).encode()
        except (TypeError, ValueError):  # no JSON: it knows what to make of that
            return bytes(pack(value))

    session.pack = packed


def ask_in_pdb() -> None:
    """Has `breakpoint()` ask, as it does outside a kernel: that of a debugger which nobody has
    connected goes on as if nothing were."""
    sys.breakpointhook = sys.__breakpointhook__


def main() -> None:
    to = os.open(ASKED["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def tell(found: tuple[object, ...]) -> None:
        os.write(to, json.dumps(found).encode() + b"\n")

    watch(tell, ASKED["roots"], os.path.dirname(ASKED["log"]))  # noqa: PTH120
    ipython = sys.modules.get("IPython")
    kernel = getattr(ipython.get_ipython(), "kernel", None) if ipython else None
    keep_all(kernel)
    send_all(kernel)
    ask_in_pdb()


if ASKED:
    main()
