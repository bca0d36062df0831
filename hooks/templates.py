"""Spares a build what the theme does again: compile templates, and walk through its icons."""

from __future__ import annotations

import os
from pathlib import Path
from types import CodeType, MethodType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme


class Compiled(BytecodeCache):
    """In memory only: nobody but this process says what code it runs."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._kept[bucket.key, bucket.checksum] = bucket.code


class Visible(FileSystemLoader):
    """Names no file of a hidden folder, as MkDocs would drop it from the theme's files by its name:
    Material has 14,000 icons in one."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _below(folder)})


def _below(folder: str) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in names]
    return found


_compiled = Compiled()


def on_config(config: MkDocsConfig) -> None:
    config.theme.get_env = MethodType(_environment, config.theme)  # type: ignore[method-assign]


def _environment(theme: Theme) -> Environment:
    """The theme's own, which keeps what it compiles for that of the next build."""
    env = Theme.get_env(theme)
    env.loader = Visible(theme.dirs)
    env.bytecode_cache = _compiled
    return env
