"""Bytes become a file that is there whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex


def read(target: Path) -> bytes | None:
    """The bytes of a file, None if there is none; an OSError for what is no file."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
        raise OSError(errno.EISDIR, "it is no file")
    return target.read_bytes()


def write_beside(target: Path, content: bytes, mode: int | None = None) -> Path:
    """A new file in the target's folder with the bytes, on the disk when this returns.

    It has the mode and the owner of the target if that exists, else `mode`, else the usual one.
    """
    like = target.stat() if target.exists() else None
    path = target.with_name(f".{target.name[:100]}.{token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(path, flags, 0o600 if like else (mode or 0o666))
    whole = False
    try:
        try:
            _write_all(number, content)
            if like:
                _take_after(path, number, like)
            os.fsync(number)
        finally:
            os.close(number)
        whole = True
    finally:
        if not whole:
            remove(path)
    return path


def replace(target: Path, content: bytes, mode: int) -> None:
    """Makes or replaces a file of our own; its folder's names are not yet on the disk."""
    beside = write_beside(target, content, mode)
    try:
        beside.replace(target)
    except OSError:
        remove(beside)
        raise


def _write_all(number: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(number, left) :]


def _take_after(path: Path, number: int, like: os.stat_result) -> None:
    """Gives the file the mode and, as far as the system lets us, the owner of another."""
    own = os.fstat(number)
    if hasattr(os, "fchown") and (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):
            os.fchown(number, like.st_uid, like.st_gid)
    path.chmod(stat.S_IMODE(like.st_mode))


def sync_folder(folder: Path) -> None:
    """Puts the names of a folder on the disk; systems that have no such call do it on their own."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(number)


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it, each of them on the disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir()
        sync_folder(folder.parent)


def remove(path: Path) -> None:
    """Takes a file of our own away; if that can't be done, the first fault is the one to tell."""
    with suppress(OSError):
        path.unlink()
