"""The Markdown converter that mkdocs.yml configures, without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markdown import Markdown

from studylog.markdown import Reference
from studylog.settings import read_config

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"


def converter(references: Mapping[str, Reference] | None = None) -> Markdown:
    """Converts as the site does; `references` are what can be cited."""
    site, problems = read_config(CONFIG.read_text(encoding="utf-8"))
    assert not problems
    options = {name: dict(given) for name, given in site.markdown.items()}
    options["studylog"] = {"references": dict(references or {})}
    return Markdown(extensions=list(options), extension_configs=options)


def convert(markdown: str, references: Mapping[str, Reference] | None = None) -> str:
    return converter(references).convert(markdown)
