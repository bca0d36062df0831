"""A kernel becomes one that notes the files it opens and the versions of its packages.

The text of this file runs inside the kernel, before the first cell, with `ASKED` among its names:
the standard library alone, any Python that a kernel has, and nothing left in the cells' names. What
it finds is appended to one file, a line of JSON each, at once: a kernel that is killed has told all
it knew. Files that a library opens without Python (HDF5, Arrow) are not seen.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from importlib import metadata
from typing import Any

ASKED: dict[str, Any] = globals().get("ASKED", {})


def watch(tell: Callable[[tuple[str, object]], None], roots: Iterable[str]) -> None:
    """Notes each file below the roots as `["r", path]` or `["w", path]`, once."""
    seen: set[tuple[str, str]] = set()
    # An environment that lies in the log is none of its data.
    ours = tuple(r + os.sep for r in roots)
    theirs = tuple(p + os.sep for p in (sys.prefix, sys.base_prefix) if p.startswith(ours))
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], (str, bytes)):
            return
        try:
            # Not resolved: a link to data elsewhere is known by its name in the log.
            path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100
            if not path.startswith(ours) or path.startswith(theirs):
                return
            mode, flags = arguments[1], arguments[2]
            wrote = any(c in mode for c in "wax+") if isinstance(mode, str) else flags & writing
            found = ("w" if wrote else "r", path)
            if found not in seen:
                seen.add(found)
                tell(found)
        except (OSError, TypeError, ValueError):  # not a path: whoever opens it will say so
            return

    sys.addaudithook(note)


def keep_all() -> None:
    """Has IPython's kernel drop no output, however fast they come (1,000 may wait otherwise)."""
    ipython = sys.modules.get("IPython")
    kernel = getattr(ipython.get_ipython(), "kernel", None) if ipython else None
    thread = getattr(kernel, "iopub_thread", None)
    if thread and hasattr(thread, "schedule"):
        thread.schedule(lambda: setattr(thread.socket, "sndhwm", 0))


def versions(modules: Iterable[str]) -> dict[str, str]:
    """The distributions that hold the modules, and their versions."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for module in modules:
        try:
            of = metadata.distribution(module)
            found[of.metadata["Name"]] = of.version
        except (metadata.PackageNotFoundError, ValueError):
            missing.append(module)
    missing = [m for m in missing if m not in getattr(sys, "stdlib_module_names", ())]
    # What each distribution holds is read only where a module has not the name of its own.
    for of in metadata.distributions() if missing else ():
        files = "\n" + (of.read_text("RECORD") or "")
        if any("\n" + m + end in files for m in missing for end in ("/", ".")):
            found[of.metadata["Name"]] = of.version
    return found


def device() -> str:
    """The name of the GPU, if a library that knows it was imported and sees one."""
    torch, tensorflow, jax = (sys.modules.get(m) for m in ("torch", "tensorflow", "jax"))
    if torch and torch.cuda.is_available():
        return f"GPU {torch.cuda.get_device_name(0)}"
    if torch and getattr(torch.backends, "mps", None) and torch.backends.mps.is_available():
        return "GPU Apple"
    if tensorflow and tensorflow.config.list_physical_devices("GPU"):
        gpu = tensorflow.config.list_physical_devices("GPU")[0]
        found = tensorflow.config.experimental.get_device_details(gpu)
        return f"GPU {found.get('device_name', '')}".strip()
    if jax and jax.devices()[0].platform != "cpu":
        return f"{jax.devices()[0].platform.upper()} {jax.devices()[0].device_kind}"
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"CPU{processor()}, {count or 1} core{'' if count == 1 else 's'}"


def processor() -> str:
    """The name of the processor, and its widest instructions: with others, sums round otherwise."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - no more imports here
            facts = dict(
                line.split(":", 1)
                for line in file.read().split("\n\n")[0].splitlines()
                if ":" in line
            )
    except (OSError, ValueError):
        return ""
    facts = {name.strip(): " ".join(value.split()) for name, value in facts.items()}
    known = (("avx512f", "AVX-512"), ("avx2", "AVX2"))
    widest = next((name for flag, name in known if flag in facts.get("flags", "").split()), "")
    named = f" {facts['model name']}" if facts.get("model name") else ""
    return f"{named} with {widest}" if widest else named


def main() -> None:
    to = os.open(ASKED["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def tell(found: tuple[str, object]) -> None:
        os.write(to, json.dumps(found).encode() + b"\n")

    if ASKED["do"] == "watch":
        tell(("versions", versions(ASKED["modules"])))
        watch(tell, ASKED["roots"])
        keep_all()
    else:
        tell(("device", device()))
        os.close(to)


if ASKED:
    main()
