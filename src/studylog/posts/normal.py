"""A `Post` becomes text in the one shape that Material's blog plugin reads without complaint."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from studylog.posts.post import Post

MORE = "<!-- more -->"


def normal_text(post: Post) -> str:
    """Front matter with the keys the plugin knows, in the types it wants, and the body."""
    meta: dict[str, Any] = {
        "title": post.title,
        "date": date.fromisoformat(post.moment.day),
        "slug": post.slug,
        "categories": list(post.categories),
        "tags": list(post.tags),
    }
    if post.draft:
        meta["draft"] = True
    if isinstance(post.meta.get("pin"), bool):
        meta["pin"] = post.meta["pin"]
    for name in ("description", "week"):
        if isinstance(value := post.meta.get(name), (str, int)):
            meta[name] = value
    head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)
    return f"---\n{head}---\n\n{post.excerpt}\n\n{MORE}\n\n{post.rest}\n"
