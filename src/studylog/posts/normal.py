"""A `Post` becomes text in the one shape that Material's blog plugin reads without complaint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from studylog.front_matter import escaped_description
from studylog.posts.post import Post
from studylog.titles import title_html
from studylog.words import as_markdown

#: Parts excerpt and rest until Material's blog has cut there; a comment would reach no page.
MORE = '<div class="excerpt-end"></div>'
#: What means something else to other blogs, or stops the build where a file or page is missing.
_NOT_OURS = {
    "author", "authors", "excerpt_separator", "icon", "layout", "links", "template",
}  # fmt: skip


def normal_text(post: Post) -> str:
    """Front matter in the types that the plugin wants, and the body.

    It prints a title as HTML, and makes a heading in Markdown of a category's name.
    """
    meta: dict[str, Any] = {
        **_further(post.meta),
        "title": title_html(post.title),
        "date": date.fromisoformat(post.moment.day),
        "slug": post.slug,
        "categories": [as_markdown(name) for name in post.categories],
        "tags": list(post.tags),
    }
    if post.draft:
        meta["draft"] = True
    head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    return f"---\n{head}---\n\n{post.excerpt}\n\n{MORE}\n\n{post.rest}\n"


def _further(meta: Mapping[str, Any]) -> dict[str, Any]:
    """What else the author wrote; Material stops at a value of a type it does not expect:
    https://github.com/squidfunk/mkdocs-material/blob/9.6.0/src/plugins/blog/structure/config.py
    """
    kept = {k: v for k, v in meta.items() if k not in _NOT_OURS and _fits(k, v)}
    return escaped_description(kept)


def _fits(name: str, value: Any) -> bool:
    if name == "hide":
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if name == "readtime":
        return isinstance(value, int) and not isinstance(value, bool)
    wanted = {"pin": bool, "search": dict}.get(name, object)
    return value is not None and isinstance(value, wanted)
