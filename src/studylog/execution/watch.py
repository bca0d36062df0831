"""A kernel becomes one that notes the files it opens and the versions of its packages.

The text of this file runs inside the kernel, before the first cell and after the last one, with
`ASKED` among its names: the standard library alone, any Python that a kernel has, and nothing left
in the cells' names. What it finds is appended to one file, a line of JSON each, at once: a kernel
that is killed has told all it knew. Files that a library opens without Python (HDF5, Arrow) are not
seen, and of a program that the code starts it is seen that it was started.
"""

from __future__ import annotations

import ast
import json
import os
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable
from importlib import metadata
from importlib.util import source_from_cache
from pathlib import Path
from types import ModuleType
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


def watch(tell: Callable[[tuple[object, ...]], None], roots: Iterable[str], own: str) -> None:
    """Notes each file once: `["r", path, state]` below the roots, `["out", path]` elsewhere,
    `["w", path]` where it is written, `["db", path, state]` where SQLite has it; `["ran", ""]` for
    each program. `own` is the folder of the run itself."""
    seen: set[tuple[str, str]] = set()
    ours = tuple(r.rstrip(os.sep) + os.sep for r in roots)
    # An environment that lies in the log is none of its data.
    prefixes = {sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), own}
    in_log = tuple(p + os.sep for p in prefixes if p.startswith(ours))
    temporary = {tempfile.gettempdir(), os.path.realpath(tempfile.gettempdir())}
    of_machine = {*prefixes, *temporary, *MACHINE, os.environ.get("MPLCONFIGDIR") or own}
    elsewhere = tuple(p + os.sep for p in of_machine)
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

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


def keep_all() -> None:
    """Has IPython's kernel drop no output, however fast they come (1,000 may wait otherwise)."""
    ipython = sys.modules.get("IPython")
    kernel = getattr(ipython.get_ipython(), "kernel", None) if ipython else None
    thread = getattr(kernel, "iopub_thread", None)
    if thread and hasattr(thread, "schedule"):
        thread.schedule(lambda: setattr(thread.socket, "sndhwm", 0))


def versions(modules: Iterable[str], thorough: bool) -> dict[str, str]:
    """The distributions that hold the modules, and their versions. Only a thorough search finds
    one that has another name than its module."""
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
    for of in metadata.distributions() if missing and thorough else ():
        files = "\n" + (of.read_text("RECORD") or "")
        if any("\n" + m + end in files for m in missing for end in ("/", ".")):
            found[of.metadata["Name"]] = of.version
    return found


def used(modules: Iterable[str], roots: Iterable[str]) -> set[str]:
    """The modules that the cells import, those that stand among their names, and what the author's
    own modules import."""
    own = own_modules([r.rstrip(os.sep) + os.sep for r in roots])
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    names = list(shell.user_ns.values()) if shell else []
    found = {v.__name__.partition(".")[0] for v in names if type(v) is ModuleType}
    for path in own.values():
        found |= imported(path)
    loaded = {m for m in found if m in sys.modules} - set(getattr(sys, "stdlib_module_names", ()))
    return {*modules, *loaded} - own.keys() - {"__main__"}


def own_modules(roots: Iterable[str]) -> dict[str, str]:
    """The top-level modules that are files of the log, and these files."""
    found: dict[str, str] = {}
    for name, module in list(sys.modules.items()):
        path = str(getattr(module, "__file__", None) or "")
        root = next((r for r in roots if path.startswith(r)), None)
        if root and path.endswith(".py"):
            parts = path[len(root) :].replace(os.sep, "/").split("/")
            if not any(p in OTHERS or p.startswith(".") for p in parts):
                found[name] = path
    return {**found, **{name.partition(".")[0]: path for name, path in found.items()}}


def imported(path: str) -> set[str]:
    """The top-level modules that a Python file imports, of those that are loaded."""
    try:
        tree = ast.parse(Path(path).read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
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
        text = Path("/proc/cpuinfo").read_text("utf-8")
        facts = dict(x.split(":", 1) for x in text.split("\n\n")[0].splitlines() if ":" in x)
    except (OSError, ValueError):
        return ""
    facts = {name.strip(): " ".join(value.split()) for name, value in facts.items()}
    known = (("avx512f", "AVX-512"), ("avx2", "AVX2"))
    widest = next((name for flag, name in known if flag in facts.get("flags", "").split()), "")
    named = f" {facts['model name']}" if facts.get("model name") else ""
    return f"{named} with {widest}" if widest else named


def main() -> None:
    to = os.open(ASKED["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def tell(found: tuple[object, ...]) -> None:
        os.write(to, json.dumps(found).encode() + b"\n")

    if ASKED["do"] == "watch":
        tell(("versions", versions(ASKED["modules"], thorough=False)))
        watch(tell, ASKED["roots"], os.path.dirname(ASKED["log"]))  # noqa: PTH120
        keep_all()
    else:  # the packages last: a cell may have installed one
        tell(("device", device()))
        tell(("versions", versions(used(ASKED["modules"], ASKED["roots"]), thorough=True)))
        os.close(to)


if ASKED:
    main()
