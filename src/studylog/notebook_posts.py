"""Dated notebooks that ask for it become posts: their beginning, and a link to the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import basename
from urllib.parse import quote

from studylog.dates import read_moment
from studylog.notebooks import Notebook
from studylog.posts import Post
from studylog.posts.post_names import DATED
from studylog.problem import Problem
from studylog.slugs import slug
from studylog.words import as_markdown

#: From `posts/notebooks/`, where such a post stands to the site, to the notebooks.
_UP = "../../"


def posts_of(
    notebooks: Iterable[Notebook], posts: Iterable[Post], zone: str = "UTC"
) -> tuple[tuple[Post, ...], tuple[Problem, ...]]:
    """All posts, newest first, and a problem for each notebook that would be one and has no date.

    The post of a notebook has its first paragraph, its first figure, its tags and its date.
    """
    notebooks = tuple(notebooks)
    own = tuple(posts)
    taken = {post.url for post in own}
    made = [post for n in notebooks if (post := _post(n, taken, zone))]
    dateless = (n for n in notebooks if n.post and not n.date)
    problems = tuple(Problem(n.path, None, _NO_DATE, "give it a date") for n in dateless)
    everything = sorted((*own, *made), key=lambda p: (p.moment.day, p.moment.at), reverse=True)
    return tuple(everything) if made else own, problems


_NO_DATE = "the notebook asks to be a post, and has no date"


def _post(notebook: Notebook, taken: set[str], zone: str) -> Post | None:
    moment = read_moment(notebook.date or "", zone) if notebook.post else None
    if moment is None:
        return None
    dated = DATED.fullmatch(basename(notebook.name))
    name = slug(dated["slug"] if dated else notebook.name) or "notebook"
    for own in (name, f"{name}-notebook"):
        excerpt = "\n\n".join(_excerpt(notebook))
        post = Post(notebook.path, notebook.title, moment, own, excerpt, tags=notebook.tags)
        if post.url not in taken:
            break
    taken.add(post.url)
    return post


def _excerpt(notebook: Notebook) -> Iterator[str]:
    target = quote(notebook.path.removesuffix(".py") + ".md" * notebook.path.endswith(".py"))
    if notebook.summary:
        yield notebook.summary
    image = next((f for f in notebook.figures if f.alt), None)
    if image:
        folder = quote(notebook.path.rpartition("/")[0])
        size = f" width={image.width} height={image.height}" if image.width else ""
        shown = f"![{as_markdown(image.alt)}]({_UP}{folder}/{quote(image.path)})"
        yield f"{shown}{{ .figure loading=lazy{size} }}"
    yield f"[The whole experiment, with its code]({_UP}{target})"
