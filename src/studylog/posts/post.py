"""The bytes of a file in posts/ become a `Post`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from posixpath import splitext
from typing import Any
from urllib.parse import quote

from studylog import front_matter
from studylog.dates import Moment, read_moment
from studylog.lines import read_heading
from studylog.posts.excerpt import split_excerpt
from studylog.problem import Problem, not_utf8, same_address
from studylog.slugs import slug
from studylog.sources import decode
from studylog.words import words_of

_NAME = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>.+)")
#: Keys this library gives a meaning of its own; all others are kept in `Post.meta`.
_OWN = ("title", "date", "slug", "categories", "category", "tags", "tag", "draft", "published")


@dataclass(frozen=True, slots=True)
class Post:
    """`moment` is the date as written, `excerpt` and `rest` the Markdown before and after the
    marker, `line` where the body begins in the file, `url` the address from the site's root."""

    path: str
    title: str
    moment: Moment
    slug: str
    excerpt: str
    rest: str = ""
    line: int = 1
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    draft: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"blog/{self.moment.day.replace('-', '/')}/{quote(self.slug)}/"


def read_posts(
    files: Iterable[tuple[str, bytes]], zone: str = "UTC"
) -> tuple[tuple[Post, ...], tuple[Problem, ...]]:
    """All posts, newest first, and what was found wrong; two on one address are told apart.

    Of `a.md` and `a.markdown` only the first is a post.
    """
    posts: dict[str, Post] = {}
    problems: list[Problem] = []
    for path, content in files:
        post, found = read_post(path, content, zone)
        problems += found
        if post and (first := posts.setdefault(splitext(path)[0], post)) is not post:
            problems.append(same_address(path, first.path))
    taken = _told_apart(posts.values(), problems)
    return tuple(sorted(taken, key=_newest, reverse=True)), tuple(problems)


def _told_apart(posts: Iterable[Post], problems: list[Problem]) -> Iterable[Post]:
    """The posts with addresses of their own."""
    taken: dict[str, Post] = {}
    for post in posts:
        n, own = 1, post
        while own.url in taken:
            n += 1
            own = replace(post, slug=f"{post.slug}-{n}")
        if own is not post:
            said = f"the post has the address of {taken[post.url].path}; it stands at /{own.url}"
            problems.append(Problem(post.path, None, said, "give the file another name"))
        taken[own.url] = own
    return taken.values()


def _newest(post: Post) -> tuple[str, str, str]:
    return (post.moment.day, post.moment.at, post.path)


def read_post(
    path: str, content: bytes, zone: str = "UTC"
) -> tuple[Post | None, tuple[Problem, ...]]:
    """The post, or None where it has no date or can't be read, with its problems."""
    text, bad_byte = decode(content)
    problems = []
    if bad_byte is not None:
        problems.append(not_utf8(path, bad_byte))
    head = front_matter.split(text, path)
    problems += head.problems
    name = _NAME.fullmatch(stem := PurePosixPath(path).stem)
    moment, fault = _moment(head.meta, name, path, zone)
    problems += fault
    if moment is None:
        return None, tuple(problems)
    named = name["slug"] if name else stem
    title, body, skipped = _title(head.meta, head.body, named)
    excerpt, rest = split_excerpt(body, head.meta.get("excerpt_separator"))
    post = Post(
        path=path,
        title=title,
        moment=moment,
        slug=slug(front_matter.text_of(head.meta.get("slug")) or named) or "post",
        excerpt=excerpt,
        rest=rest,
        line=head.body_line + skipped,
        categories=word_list(head.meta, "categories", "category"),
        tags=word_list(head.meta, "tags", "tag"),
        draft=front_matter.is_draft(head.meta),
        meta={k: v for k, v in head.meta.items() if k not in _OWN},
    )
    return post, tuple(problems)


def _moment(
    meta: Mapping[str, Any], name: re.Match[str] | None, path: str, zone: str
) -> tuple[Moment | None, list[Problem]]:
    """The date of the front matter, else that of the file name."""
    from_name = read_moment(name["date"], zone) if name else None
    given = meta.get("date")
    if isinstance(given, dict):
        given = given.get("created")
    written = front_matter.text_of(given)[:80]
    if not written and not given:
        if from_name:
            return from_name, []
        said = "the post has no date; it is not published"
        hint = "add date: YYYY-MM-DD to the front matter, or name the file YYYY-MM-DD-slug.md"
        return None, [Problem(path, 1, said, hint, "error")]
    if moment := read_moment(written, zone):
        return moment, []
    hint = "write the date as YYYY-MM-DD or YYYY-MM-DD HH:MM:SS +0200"
    if from_name:
        said = f"the date '{written}' can't be read; that of the file name is used"
        return from_name, [Problem(path, 2, said, hint)]
    said = f"the date '{written}' can't be read; the post is not published"
    return None, [Problem(path, 2, said, hint, "error")]


def _title(meta: Mapping[str, Any], body: str, name: str) -> tuple[str, str, int]:
    """Title, the body without a heading that repeats it, and how many lines that took."""
    first, _, rest = body.lstrip().partition("\n")
    heading = read_heading(first)
    given = front_matter.text_of(meta.get("title"))
    if heading and heading.level == 1 and given in ("", heading.text):
        return heading.text, rest, body.count("\n") - rest.count("\n")
    if given:
        return given, body, 0
    return words_of(name) or "Untitled", body, 0


def word_list(meta: Mapping[str, Any], many: str, one: str) -> tuple[str, ...]:
    """A list, or a string split at commas if it has one, else at blanks; each word once."""
    given = meta.get(many)
    if isinstance(given, str):
        given = given.split(",") if "," in given else given.split()
    words = [*_flat(given), *_flat(meta.get(one))]
    return tuple(dict.fromkeys(w for w in words if w))


def _flat(given: object, depth: int = 0) -> Iterator[str]:
    """The texts in lists of lists; of a mapping, its keys."""
    if isinstance(given, (list, dict, set, tuple)) and depth < _DEEPEST:
        for inner in given:
            yield from _flat(inner, depth + 1)
    else:
        yield front_matter.text_of(given)


#: A list may hold itself, by an alias.
_DEEPEST = 3
