"""A `Page` becomes text that any site generator reads as its author meant it."""

from __future__ import annotations

from typing import Any

import yaml

from studylog.front_matter import escaped_description, text_of
from studylog.page import Page
from studylog.posts.post import word_list
from studylog.titles import title_html


def page_text(page: Page) -> str:
    """Front matter that YAML takes, in the types that plugins want, and the body.

    The empty line keeps a first line such as `Purpose: learn` from being read as metadata:
    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/utils/meta.py#L40
    """
    meta: dict[str, Any] = dict(page.meta)
    if "tags" in meta or "tag" in meta:
        meta["tags"] = list(word_list(meta, "tags", "tag"))
    title = text_of(meta.get("title"))
    meta["title"] = title_html(title) if title else None
    meta = {name: value for name, value in escaped_description(meta).items() if value is not None}
    head = f"---\n{yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)}---\n" if meta else ""
    return f"{head}\n{page.body}"
