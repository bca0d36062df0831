"""Commands run in processes that need not import anew what takes longer than most of the tests.

A server imports it once and then forks for each command, so that every command has a process, an
interpreter's end and modules' state of its own. It has no threads, and nothing of a log.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import runpy
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

#: What is read when an interpreter starts, and so can't be changed in a fork of it.
_AT_THE_START = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_")
#: Only for clusters, whose package is large; and what runs as a file, on its own.
_LEFT_OUT = ("cluster", "remote", "returned", "scheduler", "sent", "stand-alone")
_PACKAGES = ("markdown.extensions", "mkdocs", "studylog")
_MODULES = (
    "babel.dates", "material.plugins.blog.plugin", "material.plugins.search.plugin",
    "material.plugins.tags.plugin", "material.templates", "mkdocs_jupyter.plugin",
    "pymdownx.arithmatex", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite",
    "pymdownx.magiclink", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tilde",
)  # fmt: skip

_lock = threading.Lock()
_servers: list[subprocess.Popen[str]] = []


def can_run(environment: Mapping[str, str]) -> bool:
    """Whether a fork can have this environment."""
    return os.name == "posix" and all(
        environment.get(name) == os.environ.get(name)
        for name in {*environment, *os.environ}
        if name.startswith(_AT_THE_START)
    )


def run(
    command: Sequence[str], cwd: Path, env: Mapping[str, str], timeout: float, *, apart: bool
) -> subprocess.CompletedProcess[str]:
    """`command` is a Python file, or `-m` and a module, with arguments; `apart` as to outputs."""
    with tempfile.TemporaryDirectory() as folder, _lock:
        out = Path(folder, "out")
        err = Path(folder, "err") if apart else out
        asked = {"command": list(command), "cwd": str(cwd), "env": dict(env)}
        code = _ask({**asked, "out": str(out), "err": str(err)}, timeout)
        said = err.read_text("utf-8") if apart else None
        return subprocess.CompletedProcess(command, code, out.read_text("utf-8"), said)


def _ask(asked: Mapping[str, object], timeout: float) -> int:
    server = _server()
    assert server.stdin and server.stdout
    server.stdin.write(json.dumps(asked) + "\n")
    server.stdin.flush()
    child = int(server.stdout.readline())
    if not select.select([server.stdout], [], [], timeout)[0]:
        os.kill(child, 9)
        server.stdout.readline()
        raise subprocess.TimeoutExpired(str(asked["command"]), timeout)
    return int(server.stdout.readline())


def _server() -> subprocess.Popen[str]:
    """Ends with this process, in whatever way, as its input does."""
    if not _servers:
        own = {k: v for k, v in os.environ.items() if not k.startswith("STUDYLOG_")}
        _servers.append(
            subprocess.Popen(
                [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                text=True, bufsize=1, env={**own, "NO_MKDOCS_2_WARNING": "1"}, cwd="/",
            )
        )  # fmt: skip
        atexit.register(_servers[0].communicate)
    return _servers[0]


def _import_all() -> None:
    names = list(_MODULES)
    for package in map(importlib.import_module, _PACKAGES):
        found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        names += [m.name for m in found if m.name.split(".")[-1] not in _LEFT_OUT]
    for name in names:
        if ".tests" not in name and not name.endswith("__main__"):
            importlib.import_module(name)


def _serve() -> dict[str, object] | None:
    """What is asked for, in a fork that is to do it; nothing in the server, at its end."""
    while line := sys.stdin.readline():
        if (child := os.fork()) == 0:
            asked: dict[str, object] = json.loads(line)
            return asked
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    return None


def _become(command: list[str], cwd: str, env: dict[str, str], out: str, err: str) -> None:
    for number, path in enumerate((os.devnull, out, err)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    if command[0] == "-m":
        sys.argv, sys.path[0] = command[1:], cwd
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv, sys.path[0] = command, str(Path(command[0]).parent)
        runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    sys.path[0] = os.sep  # not this folder, whose modules are no one's
    _import_all()
    if asked := _serve():
        _become(**asked)  # type: ignore[arg-type]
