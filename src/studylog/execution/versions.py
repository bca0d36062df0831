"""The records of a notebook's runs become the versions that a new run would be made with here."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from studylog.runs import Record

#: What a kernelspec may set so that its Python imports from elsewhere.
_ELSEWHERE = ("PYTHONPATH", "PYTHONHOME")
#: https://github.com/jupyter/jupyter_client/blob/v8.6.3/jupyter_client/manager.py#L291
_OWN_NAMES = ("python", "python3", f"python3.{sys.version_info.minor}")


def versions_here(kernel: str, records: Iterable[Record]) -> dict[str, str]:
    """Those of Python and of the packages that the records name, where they are installed; nothing
    for a kernel with an interpreter or packages of its own, whose versions are not seen here."""
    names = {name for record in records for name in record.packages}
    found: dict[str, str] = {}
    if not is_own(kernel):
        return found
    for name in names:
        try:
            found[name] = version(name)
        except (PackageNotFoundError, ValueError):  # the latter for a name that is empty
            continue
    return {**found, "Python": platform.python_version()}


def is_own(kernel: str) -> bool:
    """Whether the kernel of that name runs in this interpreter, with the packages that it has."""
    try:
        # It takes a tenth of a second, and is not there where nothing can be run.
        from jupyter_client.kernelspec import (  # noqa: PLC0415
            KernelSpecManager,
            NoSuchKernel,
        )
        from jupyter_core.paths import jupyter_path  # noqa: PLC0415 - comes with it
        from traitlets import TraitError  # noqa: PLC0415 - likewise
    except ImportError:
        return False
    try:
        # Without the kernels of the user's IPython folder, which a run does not see either, and
        # which it would import IPython for.
        manager = KernelSpecManager(kernel_dirs=jupyter_path("kernels"))
        spec = manager.get_kernel_spec(kernel)
        argv, given = spec.argv, spec.env or {}
        return bool(argv) and not any(n in given for n in _ELSEWHERE) and _is_this(argv[0])
    except (NoSuchKernel, OSError, RecursionError):
        return False
    except (ValueError, TypeError, TraitError):  # a file that holds something else than it should
        return False


def _is_this(program: str) -> bool:
    """An environment's Python is a link to another's: where it lies tells them apart."""
    here, there = Path(sys.executable), Path(program)
    if program in _OWN_NAMES:
        return True
    try:
        is_beside = here.parent.resolve() == there.parent.resolve()
        return there.is_absolute() and is_beside and here.samefile(there)
    except OSError:
        return False
