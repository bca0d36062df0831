"""A function that reads a file becomes one that reads it anew only when its content is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

C = TypeVar("C")
T = TypeVar("T")


class Kept(Generic[C, T]):
    """Keeps what was read of each file of the last call; the same content gives the same value.

    A content is the file's bytes, or these with what else its reading rests on.
    """

    def __init__(self, read: Callable[[str, C], T]) -> None:
        self._read = read
        self._last: dict[str, tuple[C, T]] = {}

    def read_all(self, files: Iterable[tuple[str, C]]) -> dict[str, T]:
        """What each file holds, by path in the order given; files not among them are forgotten."""
        before = self._last
        now: dict[str, tuple[C, T]] = {}
        for path, content in files:
            last = before.get(path)
            fits = last is not None and last[0] == content
            now[path] = last if last and fits else (content, self._read(path, content))
        self._last = now
        return {path: value for path, (_, value) in now.items()}
