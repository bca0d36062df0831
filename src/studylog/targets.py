"""A page's relative links become a problem each where nothing is at their target."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from studylog.lines import line_of
from studylog.log import StudyLog
from studylog.problem import Problem, did_you_mean_one_of, nearest
from studylog.sources import BIB, Sources

#: What the site has without a source of its own.
_MADE = ("index.md", "blog/index.md", "papers/index.md", "notebooks/index.md", "topics/index.md",
         "papers.json", BIB, "feed.xml")  # fmt: skip
_BLOG_LISTS = ("blog/archive/", "blog/category/")


def targets_of(log: StudyLog, sources: Sources) -> frozenset[str]:
    """Every path that a link can lead to, as MkDocs sees them: posts/ and notebooks/ in docs/."""
    uris = {path.removeprefix("docs/") for path in (*sources.files, *log.others)}
    uris.update(posixpath.splitext(path)[0] + ".md" for path in (*log.unreadable, *_posts(log)))
    uris.update(f"papers/{entry.slug}.md" for entry in log.bibliography.entries)
    for notebook in log.notebooks:
        folder = posixpath.dirname(notebook.path)
        uris.update(f"{folder}/{figure.path}" for figure in notebook.figures)
    uris.update(uri[:-9] + "index.md" for uri in tuple(uris) if uri.endswith("/README.md"))
    return frozenset({*uris, *_MADE})


def _posts(log: StudyLog) -> Iterator[str]:
    return (post.path for post in log.posts)


def dead_links(
    links: Iterable[str], path: str, source: str, targets: Collection[str]
) -> Iterator[Problem]:
    """A problem for each link to a file that is not there.

    A link without an ending, such as `../papers/`, is an address; the build looks at those.
    """
    for link in links:
        if fault := _fault(link, path, targets):
            said, hint = fault
            typed, line = _typed(link, source)
            yield Problem(path, line, f"links to '{typed}', which is {said}", hint)


def _fault(link: str, path: str, targets: Collection[str]) -> tuple[str, str] | None:
    """What is wrong with the link, and the cure."""
    try:
        parts = urlsplit(link)
    except ValueError as error:
        return f"no address: {error}", "correct the link"
    written = unquote(parts.path)
    uri = _target(path, written)
    if parts.scheme or parts.netloc or not _is_file(written) or _is_there(uri, targets):
        return None
    return "not there", _hint(uri, path, targets) or "correct the link, or add the file"


def _is_file(written: str) -> bool:
    return not written.startswith(("/", "\\")) and bool(posixpath.splitext(written)[1])


def _target(path: str, written: str) -> str:
    folder = posixpath.dirname(path.removeprefix("docs/"))
    return posixpath.normpath(posixpath.join(folder, written))


def _is_there(uri: str, targets: Collection[str]) -> bool:
    """As it lies on disk or where MkDocs puts it: docs/ is beside posts/ or around it.

    A folder's README.md is its index.md.
    """
    indexed = re.sub(r"(?:^|(?<=/))README\.md$", "index.md", uri)
    ways = (w.removeprefix(b) for w in (uri, indexed) for b in ("", "../", "docs/"))
    return uri.startswith(_BLOG_LISTS) or any(way in targets for way in ways)


def _hint(uri: str, path: str, targets: Collection[str]) -> str:
    """The one file of the same name in another folder, else the nearest paths; as links."""
    folder = posixpath.dirname(path.removeprefix("docs/")) or "."
    same = [t for t in targets if posixpath.basename(t) == posixpath.basename(uri)]
    meant = uri.removeprefix("../").removeprefix("docs/")
    near = same if len(same) == 1 else nearest(meant, sorted(targets))
    return did_you_mean_one_of(posixpath.relpath(t, folder) for t in near)


def _typed(link: str, source: str) -> tuple[str, int | None]:
    """The link as it is typed, and its line: in a post it may be what Liquid was read as."""
    bare = re.sub(r"^(?:\.\./)+", "", link)
    for way in (link, unquote(link)):
        if line := line_of(r"(?<![\w/.-])" + re.escape(way), source):
            return link, line
    for way in (bare, unquote(bare)):
        written = re.escape(way)
        if found := re.search(rf"{_OUTPUT}/?{written}|{_inside(written)}", source):
            return found[0], source.count("\n", 0, found.start()) + 1
    return link, None


_OUTPUT = r"\{\{[^{}\n]*\}\}"


def _inside(written: str) -> str:
    """A pattern of the Liquid tags that hold the text."""
    around = r"[^{}%\n]{0,300}"
    return rf"\{{[{{%]{around}[\s\"'/]{written}(?![\w/.-]){around}[%}}]\}}"
