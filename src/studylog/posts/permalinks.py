"""A pattern such as `/:categories/:year/:title.html` becomes the address that a post once had."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from studylog.front_matter import text_of
from studylog.posts.post import Post
from studylog.posts.post_names import undated
from studylog.slugs import slug

#: Jekyll's names for patterns: https://jekyllrb.com/docs/permalinks/#built-in-formats
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_NAME = re.compile(r":([a-z_]+)")
#: What Jekyll's `pretty` slugs keep beside letters and digits.
_JOINED = re.compile(r"[^\w.~!$&'()+,;=@]+")
_TIMES = {
    "year": "%Y", "month": "%m", "day": "%d", "short_year": "%y", "y_day": "%j", "hour": "%H",
    "minute": "%M", "second": "%S", "week": "%V", "w_year": "%G",
}  # fmt: skip
_NAMES_OF_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES_OF_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def expanded(pattern: str, post: Post) -> tuple[str, tuple[str, ...]]:
    """The post's address by the pattern or named style, and the names in it that no post has."""
    values = _values(post)
    unknown: list[str] = []

    def value(found: re.Match[str]) -> str:
        # `:title_x` is the title before `_x`: the longest name that there is counts.
        name = next((n for n in _begins(found[1]) if n in values), "")
        if not name:
            unknown.append(f":{found[1]}")
            return ""
        return values[name] + found[1][len(name) :]

    path = _NAME.sub(value, _STYLES.get(pattern.strip(), pattern.strip()))
    return re.sub("/{2,}", "/", "/" + path.lstrip("/")), tuple(dict.fromkeys(unknown))


def _begins(name: str) -> list[str]:
    return [name[:end] for end in range(len(name), 0, -1)]


def _values(post: Post) -> dict[str, str]:
    at = datetime.fromisoformat(post.moment.at)
    stem = PurePosixPath(post.path).stem
    title = text_of(post.meta.get("slug")) or undated(stem)
    day, month = _NAMES_OF_DAYS[at.weekday()], _NAMES_OF_MONTHS[at.month - 1]
    categories = dict.fromkeys(c.lower() for c in post.categories)
    return {
        **{name: at.strftime(form) for name, form in _TIMES.items()},
        "i_month": str(at.month), "i_day": str(at.day), "w_day": str(at.isoweekday()),
        "short_day": day[:3], "long_day": day, "short_month": month[:3], "long_month": month,
        "title": quote(_JOINED.sub("-", title).strip("-"), safe="!$&'()+,;=@"),
        "name": quote(title), "slug": slug(title), "path": quote(title), "collection": "posts",
        "categories": quote("/".join(categories)),
        "slugified_categories": "/".join(slug(c) for c in categories),
        "output_ext": ".html",
    }  # fmt: skip
