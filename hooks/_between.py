"""Keeps what was made of a page from one build of a preview to the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from _build import Build, current

V = TypeVar("V")


class BetweenBuilds(Generic[V]):
    """Values by all that they are made from; those that the last build had no use for are gone."""

    def __init__(self) -> None:
        self._build: Build | None = None
        self._now: dict[Hashable, V] = {}
        self._before: dict[Hashable, V] = {}

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        if self._build is not current():
            self._build, self._before, self._now = current(), self._now, {}
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        return self._now[key]
