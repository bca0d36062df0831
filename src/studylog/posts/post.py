"""The bytes of a file in posts/ become a `Post`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from posixpath import splitext
from typing import Any
from urllib.parse import quote

from studylog import front_matter
from studylog.dates import Moment
from studylog.posts.excerpt import split_excerpt
from studylog.posts.head import moment_of, title_of
from studylog.posts.hidden import without_long_comments
from studylog.posts.kramdown import without_kramdown
from studylog.posts.line_map import Plain, moved, then, unmoved
from studylog.posts.liquid import without_liquid
from studylog.posts.outputs import Here
from studylog.posts.post_names import DATED, Names, names_of
from studylog.problem import Problem, no_text, not_utf8, same_address
from studylog.slugs import slug
from studylog.sources import decode, is_text

#: Keys this library gives a meaning of its own; all others are kept in `Post.meta`.
_OWN = ("title", "date", "slug", "categories", "category", "tags", "tag", "draft", "published")


@dataclass(frozen=True, slots=True)
class Post:
    """`moment` is the date as written, `excerpt` and `rest` the Markdown before and after the
    marker, `line` where the body begins in the file, `url` the address from the site's root;
    `meta_lines` are the lines of the keys of `meta`."""

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
    meta_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return _url(self.moment, self.slug)

    @property
    def uri(self) -> str:
        """Where it stands among the site's sources; one made of a notebook lies on no disk."""
        return splitext(f"posts/{self.path.removeprefix('posts/')}")[0] + ".md"


def read_posts(
    files: Iterable[tuple[str, bytes]], zone: str = "UTC"
) -> tuple[tuple[Post, ...], tuple[Problem, ...]]:
    """All posts, newest first, and what was found wrong; two on one address are told apart.

    Of `a.md` and `a.markdown` only the first is a post.
    """
    posts: dict[str, Post] = {}
    problems: list[Problem] = []
    files = tuple(files)
    names = names_of(path for path, _ in files)
    for path, content in files:
        post, found = read_post(path, content, zone, names)
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
    path: str, content: bytes, zone: str = "UTC", names: Names | None = None
) -> tuple[Post | None, tuple[Problem, ...]]:
    """The post, or None where it has no date or can't be read, with its problems.

    `names` are the posts it can link to by their names.
    """
    if not is_text(content):
        return None, (no_text(path),)
    text, bad_byte = decode(content)
    problems = []
    if bad_byte is not None:
        problems.append(not_utf8(path, bad_byte))
    head = front_matter.split(text, path)
    problems += head.problems
    name = DATED.fullmatch(stem := PurePosixPath(path).stem)
    moment, fault = moment_of(head, name, path, zone)
    problems += fault
    if moment is None:
        return None, tuple(problems)
    named = name["slug"] if name else stem
    own = slug(front_matter.text_of(head.meta.get("slug")) or named) or "post"
    here = Here(path, title_of(head.meta, head.body, named)[0], moment, _url(moment, own))
    liquid = head.meta.get("render_with_liquid") is not False
    plain = plain_markdown(head.body, here, names, head.body_line, liquid=liquid)
    body, found = without_long_comments(plain.text, path, head.body_line)
    notes = moved(found, plain.lines, head.body_line)
    title, body, skipped = title_of(head.meta, body, named)
    excerpt, rest = split_excerpt(body, head.meta.get("excerpt_separator"))
    post = Post(
        path=path,
        title=title,
        moment=moment,
        slug=own,
        excerpt=excerpt,
        rest=rest,
        line=head.body_line + plain.lines[skipped],
        categories=word_list(head.meta, "categories", "category"),
        tags=word_list(head.meta, "tags", "tag"),
        draft=front_matter.is_draft(head.meta),
        meta={k: v for k, v in head.meta.items() if k not in _OWN},
        meta_lines=head.lines,
    )
    return post, (*problems, *plain.problems, *notes)


def plain_markdown(
    body: str, here: Here, names: Names | None = None, line: int = 1, *, liquid: bool = True
) -> Plain:
    """The body in the Markdown that all pages are in; a blog before this one had more.

    `line` is that of the file where the body begins. Without `liquid`, its signs are text.
    """
    made = without_liquid(body, here, names, line) if liquid else unmoved(body)
    return then(made, without_kramdown(made.text, here.path, line), line)


def _url(moment: Moment, slug: str) -> str:
    return f"blog/{moment.day.replace('-', '/')}/{quote(slug)}/"


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
