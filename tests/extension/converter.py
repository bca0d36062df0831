"""The Markdown converter that mkdocs.yml configures, without MkDocs."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown

from studylog.markdown import Reference
from studylog.settings import read_config

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"


def converter(references: Mapping[str, Reference] | None = None) -> Markdown:
    """Converts as the site does; `references` are what can be cited."""
    options = {**configured(), "studylog": {"references": dict(references or {})}}
    return Markdown(extensions=list(options), extension_configs=options)


@functools.cache
def _read() -> Mapping[str, Mapping[str, Any]]:
    site, problems = read_config(CONFIG.read_text(encoding="utf-8"))
    assert not problems
    return site.markdown


def configured() -> dict[str, dict[str, Any]]:
    """The extensions of the site's converter, in their order, with their options."""
    return {name: dict(given) for name, given in _read().items()}


def convert(markdown: str, references: Mapping[str, Reference] | None = None) -> str:
    return converter(references).convert(markdown)
