"""A function that reads a file becomes one that reads it anew only when its content is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Keeps what was read of each file of the last call; the same bytes give the same value."""

    def __init__(self, read: Callable[[str, bytes], T]) -> None:
        self._read = read
        self._last: dict[str, tuple[bytes, T]] = {}

    def read_all(self, files: Iterable[tuple[str, bytes]]) -> dict[str, T]:
        """What each file holds, by path in the order given; files not among them are forgotten."""
        before = self._last
        now: dict[str, tuple[bytes, T]] = {}
        for path, content in files:
            last = before.get(path)
            fits = last is not None and last[0] == content
            now[path] = last if last and fits else (content, self._read(path, content))
        self._last = now
        return {path: value for path, (_, value) in now.items()}
